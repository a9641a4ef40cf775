"""Writing: every save is a version in the history, and nobody overwrites what they have not seen."""

from typing import Any

import pytest

from editorial.actions import Refused, annotate, remember, return_to_pool, send_to_issue
from editorial.actions.writing import ARTICLE_FIELDS, ISSUE_FIELDS, Conflict, write_article, write_issue
from editorial.admin.article import ArticleForm
from editorial.models import Article, Issue
from editorial.workflow import CLOSED, ArticleState, IssueState
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return builders.article("港口用上了数字提单", body="数字提单当天签发。", issue=builders.issue())


def opened(article):
    """The article as somebody has it open."""
    return Article.objects.get(pk=article.pk)


def versions(row):
    return list(row.history.order_by("history_date", "history_id").values_list("version", flat=True))


def test_every_save_is_a_version_in_the_history_with_who_saved_it(article):
    first, second = builders.user("编辑"), builders.user("编辑")
    for by, body in ((first, "第一稿。"), (second, "第二稿。")):
        mine = opened(article)
        mine.body = body
        write_article(article=mine, version=mine.version, by=by)
    lines = article.history.order_by("history_date", "history_id")
    assert list(lines.values_list("version", "body", "history_user")) == [
        (1, "数字提单当天签发。", None),
        (2, "第一稿。", first.pk),
        (3, "第二稿。", second.pk),
    ]


def test_a_stale_save_writes_nothing_and_hands_back_three_texts(article):
    colleague = builders.user("编辑", last_name="李", first_name="明")
    mine, theirs = opened(article), opened(article)
    theirs.body = "数字提单次日签发。"
    write_article(article=theirs, version=1, by=colleague)
    mine.body = "数字提单当场签发。"
    with pytest.raises(Conflict, match="李明又存了新的一版") as caught:
        write_article(article=mine, version=1, by=builders.user("编辑"))
    conflict: Any = caught.value
    bodies = (conflict.base.body, conflict.mine.body, conflict.theirs.body)
    assert bodies == ("数字提单当天签发。", "数字提单当场签发。", "数字提单次日签发。")
    assert opened(article).body == "数字提单次日签发。"
    assert versions(article) == [1, 2]


@pytest.mark.parametrize("version", [None, 0, 2])
def test_a_save_that_names_no_version_or_one_to_come_is_refused(article, version):
    with pytest.raises(Conflict):
        write_article(article=opened(article), version=version)


def test_whoever_writes_a_new_article_is_its_editor():
    by = builders.user("编辑")
    article = Article(title="口岸新规下月施行", body="新规下月施行。")
    write_article(article=article, version=None, by=by)
    stored = opened(article)
    assert (stored.editor, stored.version) == (by, 1)
    assert stored.fingerprint is not None
    assert list(stored.history.values_list("version", "history_user")) == [(1, by.pk)]


def test_the_likeness_follows_the_body_without_a_line_of_its_own(article):
    remember(article)
    mine = opened(article)
    mine.body = "口岸新规下月施行，企业可先行申报。" * 5
    before = mine.fingerprint
    write_article(article=mine, version=1)
    assert opened(article).fingerprint != before
    assert versions(article) == [1, 2]


def test_what_the_program_wrote_meanwhile_is_left_alone(article):
    mine = opened(article)
    Article.objects.filter(pk=article.pk).update(state=ArticleState.FIRST_REVIEW)
    mine.title = "港口全面用上数字提单"
    write_article(article=mine, version=1)
    assert opened(article).state == ArticleState.FIRST_REVIEW
    assert article.history.first().state == ArticleState.FIRST_REVIEW


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_nothing_is_written_in_a_closed_issue_nor_moved_in_or_out(article, state):
    loose = builders.article("口岸新规", outlet=None)
    Issue.objects.update(state=state)
    closed = Issue.objects.get()
    changed, out, into = opened(article), opened(article), opened(loose)
    changed.body = "改过。"
    out.issue = out.section = out.position = None
    into.issue, into.section, into.position = closed, article.section, 9
    for each in (
        changed,
        out,
        into,
        Article(title="新稿", issue=closed, section=article.section, position=9),
    ):
        with pytest.raises(Refused, match="不能再改"):
            write_article(article=each, version=1)
    assert Article.objects.filter(version=1).count() == 2


def test_an_article_of_a_published_issue_is_written_for_a_correction(article):
    Issue.objects.update(state=IssueState.PUBLISHED)
    mine = opened(article)
    mine.body = "数字提单次日签发。"
    write_article(article=mine, version=1)
    assert opened(article).body == "数字提单次日签发。"


def test_an_article_that_was_deleted_is_a_sentence():
    article = builders.article(outlet=None)
    mine = opened(article)
    article.delete()
    with pytest.raises(Refused, match="刚被删除"):
        write_article(article=mine, version=1)


def test_an_issue_has_versions_too():
    issue = builders.issue()
    mine, theirs = Issue.objects.get(), Issue.objects.get()
    theirs.editor = builders.user("主编")
    write_issue(issue=theirs, version=1, by=theirs.editor)
    mine.date = mine.date.replace(day=1)
    with pytest.raises(Conflict, match="又存了新的一版"):
        write_issue(issue=mine, version=1)
    assert versions(issue) == [1, 2]


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_a_closed_issue_is_not_written(state):
    issue = builders.issue(state=state)
    with pytest.raises(Refused, match="不能再改"):
        write_issue(issue=issue, version=1)


def test_who_moves_or_marks_an_article_in_the_pool_makes_a_version_too():
    by, issue = builders.user("责任编辑"), builders.issue()
    article = builders.article()
    send_to_issue(articles=[article], issue=issue, section=builders.section(), by=by)
    assert opened(article).version == 2
    return_to_pool(articles=[article], by=by)
    annotate(article=article, notes="等图。", tags=["口岸"], by=by)
    assert versions(article) == [1, 2, 3, 4]


def test_every_field_of_the_form_is_written():
    assert set(ARTICLE_FIELDS) | {"tags", "version"} == set(ArticleForm.base_fields)
    written = {
        field.name for field in Issue._meta.concrete_fields if field.editable and not field.primary_key
    }
    assert set(ISSUE_FIELDS) == written
