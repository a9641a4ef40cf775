"""Every constraint of the newsroom's tables holds in the database itself, on both databases."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from editorial.models import (
    Article,
    Attribution,
    Issue,
    Original,
    Publication,
    Review,
    Section,
    Source,
    SourceAlias,
)
from tests import builders

pytestmark = pytest.mark.django_db


def refused(action):
    """Whether the database refuses it, deferred constraints included."""
    try:
        with transaction.atomic():
            action()
            connection.check_constraints()
    except IntegrityError:
        return True
    return False


@pytest.fixture
def january():
    return builders.issue(2026, 1, serial=40)


@pytest.mark.parametrize(
    "values",
    [
        {"year": 2026, "number": 1, "serial": 41},
        {"year": 2026, "number": 2, "serial": 40},
        {"year": 2026, "number": 0, "serial": 41},
        {"year": 2026, "number": 2, "serial": 0},
        {"year": 1899, "number": 2, "serial": 41},
        {"year": 2026, "number": 2, "serial": 41, "state": "nonsense"},
    ],
    ids=["same number", "same serial", "number 0", "serial 0", "year too early", "unknown state"],
)
def test_an_issue_with_impossible_numbers_is_refused(january, values):
    assert refused(lambda: builders.issue(**values))


def test_two_publications_may_bear_the_same_numbers(january):
    other = Publication.objects.create(title="另一份简报", publisher="另一家秘书处")
    assert not refused(lambda: builders.issue(2026, 1, serial=40, publication=other))


def test_two_articles_cannot_share_a_place(january):
    builders.article(issue=january, position=1)
    assert refused(lambda: builders.article("第二篇", issue=january, position=1))


def test_the_same_position_in_another_section_is_free(january):
    builders.article(issue=january, position=1)
    other = builders.section("协会动态")
    assert not refused(lambda: builders.article("第二篇", issue=january, section=other, position=1))


def test_postgresql_lets_two_articles_change_places_in_one_transaction(january):
    first = builders.article("甲", issue=january, position=1)
    second = builders.article("乙", issue=january, position=2)

    def swap():
        Article.objects.filter(pk=first.pk).update(position=2)
        Article.objects.filter(pk=second.pk).update(position=1)

    assert refused(swap) is (connection.vendor == "sqlite")


@pytest.mark.parametrize("left_out", ["section", "position"])
def test_an_article_in_an_issue_has_a_section_and_a_position(january, left_out):
    article = builders.article(issue=january)
    assert refused(lambda: Article.objects.filter(pk=article.pk).update(**{left_out: None}))


def test_the_pool_needs_neither_section_nor_position():
    assert not refused(lambda: [builders.article("甲"), builders.article("乙")])


def test_two_articles_never_share_a_uid():
    article = builders.article()
    assert refused(lambda: builders.article("乙", uid=article.uid))


@pytest.mark.parametrize("values", [{"title": ""}, {"uid": ""}, {"state": "nonsense"}])
def test_an_article_has_title_uid_and_a_known_state(values):
    article = builders.article()
    assert refused(lambda: Article.objects.filter(pk=article.pk).update(**values))


@pytest.mark.parametrize("values", [{"name": "行业资讯", "slug": "other"}, {"name": "其他", "slug": "news"}])
def test_sections_of_a_publication_differ_in_name_and_slug(values):
    section = builders.section("行业资讯", slug="news")
    assert refused(lambda: Section.objects.create(publication=section.publication, **values))


@pytest.mark.parametrize(
    "values", [{"name": "港城日报", "slug": "x"}, {"name": "其他", "slug": "gangcheng"}, {"name": ""}]
)
def test_sources_differ_in_name_and_slug_and_have_a_name(values):
    builders.source("港城日报", slug="gangcheng")
    assert refused(lambda: Source.objects.create(**values))


def test_a_source_is_of_a_known_kind():
    assert refused(lambda: Source.objects.create(name="甲", slug="jia", kind="rumour"))


def test_an_alias_belongs_to_one_source_and_is_not_empty():
    first, second = builders.source("甲报"), builders.source("乙报")
    SourceAlias.objects.create(source=first, name="甲网-《甲报》")
    assert refused(lambda: SourceAlias.objects.create(source=second, name="甲网-《甲报》"))
    assert refused(lambda: SourceAlias.objects.create(source=second, name=""))


def test_an_article_does_not_come_through_its_own_source():
    article, source = builders.article(outlet=None), builders.source()
    assert refused(lambda: Attribution.objects.create(article=article, source=source, via=source))


def test_a_source_in_use_cannot_be_deleted():
    builders.article()
    with pytest.raises(ProtectedError):
        builders.source().delete()


def test_an_issue_with_articles_cannot_be_deleted(january):
    builders.article(issue=january)
    with pytest.raises(ProtectedError):
        january.delete()


def test_an_original_is_kept_once_for_an_issue_and_under_a_whole_digest(january):
    def keep(digest):
        Original.objects.create(issue=january, name="a.md", digest=digest, size=1, proposal={})

    assert not refused(lambda: keep("a" * 64))
    assert refused(lambda: keep("a" * 64))
    assert refused(lambda: keep("a" * 63))


def test_the_ledger_of_a_publication_begins_at_one_or_later():
    assert refused(lambda: Publication.objects.create(title="甲", publisher="乙", first_serial=0))


def test_a_publications_title_is_unique():
    publication = builders.publication()
    assert refused(lambda: Publication.objects.create(title=publication.title, publisher="乙"))


@pytest.fixture
def review(january):
    return Review.objects.create(
        issue=january, stage="sign_off", decision="approved", digest="a" * 64, reviewer=builders.user()
    )


def test_a_review_can_be_neither_changed_nor_deleted(review):
    assert refused(lambda: Review.objects.update(opinion="改写历史"))
    assert refused(lambda: Review.objects.filter(pk=review.pk).delete())
    assert Review.objects.get() == review


def test_a_review_is_of_one_article_or_one_issue(january):
    reviewer = builders.user()
    values = {"stage": "first", "decision": "approved", "digest": "a" * 64, "reviewer": reviewer}
    assert refused(lambda: Review.objects.create(**values))
    assert refused(lambda: Review.objects.create(issue=january, article=builders.article(), **values))


@pytest.mark.parametrize("values", [{"stage": "nonsense"}, {"decision": "nonsense"}])
def test_a_review_has_a_known_stage_and_decision(january, values):
    known = {"stage": "first", "decision": "approved", "digest": "a" * 64, "reviewer": builders.user()}
    assert refused(lambda: Review.objects.create(issue=january, **known | values))


def test_the_admin_says_in_a_sentence_what_the_ledger_contradicts(january):
    wrong = Issue(
        publication=january.publication, year=2026, number=2, serial=45, date=datetime.date(2026, 2, 27)
    )
    with pytest.raises(ValidationError, match="总期号与期号对不上"):
        wrong.full_clean()
