"""The history of a thing as people read it: one save, one version."""

import datetime

import pytest
from django.db import transaction

from editorial.actions import remember
from editorial.actions.stamp import stamp
from editorial.difference import differences, excerpt
from editorial.history import changes, versions_of
from editorial.models import Article, Attribution, Issue, Source
from editorial.saves import entries_of
from editorial.workflow import ArticleState
from tests import builders

pytestmark = pytest.mark.django_db


def history(thing):
    kind = type(thing)
    return versions_of(kind, entries_of(kind, [thing.pk])[thing.pk])


def save(thing, by=None, reason="", **values):
    """Saves new values, as an action does."""
    for name, value in values.items():
        setattr(thing, name, value)
    stamp(thing, by, reason)
    thing.save()


def later(thing, seconds=60):
    """Lets time pass: what is recorded so far of the thing and its credits was that much earlier."""
    records = [*thing.history.all()]
    if isinstance(thing, Article):
        records += Attribution.history.filter(article=thing.pk)
    for record in records:
        record.history_date -= datetime.timedelta(seconds=seconds)
        record.save()


def told(was, became):
    return {
        change.label: "".join(
            each.text if each.change == "same" else f"[{each.change}:{each.text}]"
            for each in excerpt(differences(change.was, change.became))
        )
        for change in changes(was, became)
    }


def test_an_article_and_its_credit_are_one_version():
    article = builders.article(outlet="港城日报")
    (only,) = history(article)
    assert only.texts["title"] == article.title
    assert only.texts["attributions"] == "港城日报"
    assert only.event == "+"


def test_a_version_says_who_when_and_why():
    colleague = builders.user(last_name="周", first_name="明")
    article = builders.article()
    save(article, colleague, "统一用语", body="数字提单当天签发。")
    latest = history(article)[-1]
    assert (latest.by, latest.reason) == ("周明", "统一用语")
    assert latest.at == article.history.first().history_date


def test_what_changed_is_told_field_by_field_in_chinese():
    issue = builders.issue()
    article = builders.article(issue=issue)
    later(article)
    moved = builders.issue(number=2)
    save(
        article, builders.user(), body="数字提单隔天就能签发。", issue=moved, state=ArticleState.FIRST_REVIEW
    )
    first, second = history(article)
    assert told(first, second) == {
        "正文": "数字提单[gone:当][new:隔]天就能签发。",
        "所在期": "2026 年第 [gone:1][new:2] 期（总第 [gone:73][new:74] 期）",
        "状态": "[gone:草稿][new:待初审]",
    }


def test_of_the_first_version_everything_is_new():
    source = builders.source("港城在线", homepage="https://example.org/")
    assert told(None, *history(source)) == {
        "名称": "[new:港城在线]",
        "网址名": f"[new:{source.slug}]",
        "类别": "[new:报刊]",
        "网址": "[new:https://example.org/]",
    }


def test_a_credit_that_changed_is_a_change_of_the_article():
    article = builders.article(outlet="港城日报")
    later(article)
    credit = article.attributions.get()
    credit.via, credit.date = builders.source("港城在线"), datetime.date(2026, 1, 5)
    credit.save()
    first, second = history(article)
    assert told(first, second) == {"文章来源": "港城日报[new:（转自港城在线） 2026年1月5日]"}


def test_what_one_person_saves_at_once_is_one_version():
    colleague = builders.user()
    article = builders.article()
    later(article)
    with transaction.atomic():
        save(article, colleague, title="新标题")
        remember(article)
        credit = article.attributions.get()
        save(credit, colleague, author="林一")
        save(article, colleague, state=ArticleState.DRAFT)
    assert [set(told(*pair)) for pair in zip(history(article), history(article)[1:], strict=False)] == [
        {"标题", "文章来源"}
    ]


def test_two_people_who_save_at_the_same_moment_make_two_versions():
    article = builders.article()
    later(article)
    save(article, builders.user(), title="甲的标题")
    save(article.attributions.get(), builders.user(), author="林一")
    assert len(history(article)) == 3


def test_words_saved_twice_within_a_second_are_two_versions():
    colleague = builders.user()
    article = builders.article()
    save(article, colleague, title="第一次改")
    save(article, colleague, title="第二次改")
    assert [version.texts["title"] for version in history(article)][1:] == ["第一次改", "第二次改"]


def test_a_save_that_changed_nothing_is_not_told():
    issue = builders.issue()
    save(issue, builders.user())
    assert len(history(issue)) == 1


def test_a_source_deleted_since_is_named_as_such():
    issue = builders.issue()
    article = builders.article(issue=issue, outlet="港城日报")
    later(article)
    article.attributions.get().delete()
    Source.objects.get(name="港城日报").delete()
    assert told(*history(article)) == {"文章来源": "[gone:（已删除）]"}


def test_a_credit_older_than_the_recording_stood_all_the_time():
    article = builders.article(outlet="港城日报")
    Attribution.history.all().delete()
    save(article, builders.user(), title="新标题")
    assert [version.texts["attributions"] for version in history(article)] == ["港城日报"] * 2


def test_an_article_that_is_deleted_ends_with_that():
    article = builders.article()
    key = article.pk
    later(article)
    article.delete()
    entries = entries_of(Article, [key])[key]
    assert [entry.event for entry in entries] == ["+", "-"]


def test_a_thing_without_records_has_no_versions():
    issue = builders.issue()
    Issue.history.all().delete()
    assert history(issue) == []


def test_a_long_history_takes_as_many_queries_as_a_short_one(django_assert_num_queries):
    colleague, other = builders.user(), builders.source("港城在线")
    article = builders.article(issue=builders.issue())
    for number in range(60):
        save(article, colleague, body=f"第 {number} 稿。" * 500)
        save(article.attributions.get(), colleague, via=other if number % 2 else None)
    with django_assert_num_queries(3):
        entries = entries_of(Article, [article.pk])[article.pk]
    assert len(entries) == 61
    with django_assert_num_queries(5):
        versions_of(Article, entries[-20:])
