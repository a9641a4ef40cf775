"""恢复: an earlier version is written again, and nothing is lost by it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from editorial.actions import Outdated, Refused
from editorial.actions.restoring import restore
from editorial.actions.reviewing import approve, submit
from editorial.approval import digest_of
from editorial.history import versions_of
from editorial.models import Article, Attribution, Source
from editorial.preflight.newsroom import draft_of
from editorial.saves import entries_of
from editorial.workflow import ArticleState, Decision, IssueState
from tests import builders

pytestmark = pytest.mark.django_db

FIRST, SECOND = "数字提单当天就能签发。", "数字提单两天才能签发。"


@pytest.fixture
def editor():
    return builders.user("编辑", last_name="周", first_name="明")


@pytest.fixture
def article():
    """Two versions: the second has other words, another title, and another outlet instead of the first's."""
    built = builders.article("旧标题", body=FIRST, outlet="港城日报")
    built.title, built.body = "新标题", SECOND
    built.save()
    built.attributions.get().delete()
    Attribution.objects.create(article=built, source=builders.source("港城在线"), author="林一")
    return built


def entries(thing):
    return entries_of(type(thing), [thing.pk])[thing.pk]


def bring_back(thing, number, by, newest=None):
    restore(thing=thing, number=number, newest=len(entries(thing)) if newest is None else newest, by=by)
    thing.refresh_from_db()


def test_words_and_sources_come_back(article, editor):
    bring_back(article, 1, editor)
    assert (article.title, article.body) == ("旧标题", FIRST)
    assert [str(credit) for credit in article.attributions.all()] == ["港城日报"]


def test_what_stood_before_is_kept_and_can_be_brought_back_in_turn(article, editor):
    bring_back(article, 1, editor)
    bring_back(article, 2, editor)
    assert (article.title, article.body) == ("新标题", SECOND)
    (credit,) = article.attributions.all()
    assert (str(credit), credit.author) == ("港城在线", "林一")
    assert len(entries(article)) == 4


def test_the_history_says_who_brought_back_what(article, editor):
    bring_back(article, 1, editor)
    latest = versions_of(Article, entries(article))[-1]
    assert latest.by == "周明"
    assert latest.reason.startswith("恢复到20")
    assert latest.reason.endswith("的一版")


def test_an_open_editor_notices_by_the_version(article, editor):
    before = article.version
    bring_back(article, 1, editor)
    assert article.version == before + 1


def test_where_the_article_stands_is_left_alone(article, editor):
    article.issue, article.section, article.position = builders.issue(), builders.section(), 3
    article.editor = editor
    article.save()
    bring_back(article, 1, editor)
    assert (article.issue.number, article.position, article.editor) == (1, 3, editor)


def test_an_approved_text_goes_back_to_its_editor(article, editor):
    submit(article=article, by=editor)
    reviewer = builders.user("责任编辑")
    approve(article=article, by=reviewer, digest=digest_of(draft_of(Article.objects.get(pk=article.pk))))
    bring_back(article, 1, editor)
    assert article.state == ArticleState.DRAFT
    assert article.reviews.latest("pk").decision == Decision.LAPSED


def test_the_story_it_tells_is_known_by_the_words_brought_back(article, editor):
    bring_back(article, 1, editor)
    restored = article.fingerprint
    bring_back(article, 2, editor)
    assert restored is not None
    assert article.fingerprint != restored


# --- Refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [IssueState.PENDING, IssueState.SIGNED, IssueState.WITHDRAWN])
def test_in_a_closed_issue_nothing_is_brought_back(article, editor, state):
    article.issue, article.section, article.position = builders.issue(state=state), builders.section(), 1
    article.save()
    with pytest.raises(Refused, match="不能再改。要"):
        bring_back(article, 1, editor)
    article.refresh_from_db()
    assert article.body == SECOND


def test_somebody_saved_after_the_comparison(article, editor):
    seen = len(entries(article))
    article.body = "又改了一稿。"
    article.save()
    with pytest.raises(Outdated, match="《新标题》在您比较之后又改过"):
        bring_back(article, 1, editor, newest=seen)


def test_what_stands_there_now_needs_no_bringing_back(article, editor):
    with pytest.raises(Refused, match="和现在的一样"):
        bring_back(article, len(entries(article)), editor)
    assert len(entries(article)) == 2


@pytest.mark.parametrize("number", [0, -1, 9])
def test_a_version_that_does_not_exist(article, editor, number):
    with pytest.raises(Refused, match="没有这一版"):
        bring_back(article, number, editor)


def test_a_source_deleted_since_has_to_be_made_anew_first(article, editor):
    Source.objects.get(name="港城日报").delete()
    with pytest.raises(Refused, match="来源“港城日报”后来删掉了，不能恢复。请先在“来源”里新建它"):
        bring_back(article, 1, editor)
    article.refresh_from_db()
    assert (article.title, str(article.attributions.get())) == ("新标题", "港城在线")
    builders.source("港城日报", slug="gangcheng-ribao")
    bring_back(article, 1, editor)
    assert str(article.attributions.get()) == "港城日报"


def test_whoever_may_not_change_articles_brings_none_back(article):
    with pytest.raises(PermissionDenied):
        bring_back(article, 1, builders.user())


# --- Issues and sources -------------------------------------------------------------------------


def test_an_issue_gets_its_date_back():
    issue = builders.issue()
    issue.date = datetime.date(2026, 1, 30)
    issue.save()
    bring_back(issue, 1, builders.user("责任编辑"))
    assert issue.date == datetime.date(2026, 1, 28)


def test_numbers_that_another_issue_has_taken_are_not_brought_back():
    issue = builders.issue(number=2)
    issue.number, issue.serial, issue.date = 3, issue.serial + 1, datetime.date(2026, 3, 28)
    issue.save()
    builders.issue(number=2)
    with pytest.raises(Refused, match="这一年的这一期已经有了"):
        bring_back(issue, 1, builders.user("责任编辑"))
    issue.refresh_from_db()
    assert issue.number == 3


def test_a_published_issue_keeps_its_numbers():
    issue = builders.issue()
    issue.date = datetime.date(2026, 1, 30)
    issue.state = IssueState.PUBLISHED
    issue.save()
    with pytest.raises(Refused, match="已经发布，期号和日期不能再改"):
        bring_back(issue, 1, builders.user("主编"))


def test_editors_do_not_change_issues():
    issue = builders.issue()
    issue.date = datetime.date(2026, 1, 30)
    issue.save()
    with pytest.raises(PermissionDenied, match="您没有修改期的权限"):
        bring_back(issue, 1, builders.user("编辑"))


def test_a_source_gets_its_name_back_unless_another_bears_it(editor):
    source = builders.source("港城日报")
    source.name = "港城日报社"
    source.save()
    usurper = builders.source("港城日报")
    with pytest.raises(Refused, match="已有同名来源"):
        bring_back(source, 1, editor)
    usurper.delete()
    bring_back(source, 1, editor)
    assert source.name == "港城日报"
