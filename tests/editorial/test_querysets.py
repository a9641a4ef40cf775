"""The reading vocabulary says what it means."""

import pytest

from editorial.models import Article, Attribution, Issue, Source, SourceAlias
from editorial.references import UnknownIssue, find_issue
from editorial.workflow import IssueState
from tests import builders

pytestmark = pytest.mark.django_db


def test_published_leaves_out_what_readers_cannot_see():
    shown = builders.issue(2026, 1, state=IssueState.PUBLISHED)
    hidden = builders.issue(2026, 2)
    visible = builders.article("看得见", issue=shown)
    builders.article("看不见", issue=hidden)
    builders.article("在库里")
    assert [*Issue.objects.published()] == [shown]
    assert [*Article.objects.published()] == [visible]


def test_the_pool_is_what_no_issue_has_taken():
    builders.article("已用", issue=builders.issue())
    waiting = builders.article("待用")
    assert [*Article.objects.in_pool()] == [waiting]


def test_articles_are_found_by_section_and_by_either_outlet():
    issue = builders.issue()
    article = builders.article("转载", issue=issue, section=builders.section("协会动态"), outlet=None)
    Attribution.objects.create(article=article, source=builders.source("甲报"), via=builders.source("乙网"))
    builders.article("另一篇", issue=issue)
    assert [*Article.objects.in_section(builders.section("协会动态"))] == [article]
    assert [*Article.objects.from_source(builders.source("甲报"))] == [article]
    assert [*Article.objects.from_source(builders.source("乙网"))] == [article]


def test_articles_without_a_source_are_named():
    builders.article("有来源")
    bare = builders.article("无来源", outlet=None)
    assert [*Article.objects.without_source()] == [bare]


def test_printed_order_is_by_section_then_position():
    issue = builders.issue()
    later, earlier = builders.section("协会动态", position=2), builders.section("行业资讯", position=1)
    third = builders.article("三", issue=issue, section=later, position=1)
    second = builders.article("二", issue=issue, section=earlier, position=2)
    first = builders.article("一", issue=issue, section=earlier, position=1)
    assert [*Article.objects.in_issue(issue).in_printed_order()] == [first, second, third]


def test_issues_stand_in_the_order_in_which_they_came_out():
    second, first = builders.issue(2026, 2), builders.issue(2025, 12)
    assert [*Issue.objects.in_order()] == [first, second]
    assert [*Issue.objects.in_year(2025)] == [first]


def test_a_source_answers_to_its_name_and_to_its_aliases():
    source = builders.source("经贸日报")
    SourceAlias.objects.create(source=source, name="经贸网-《经贸日报》")
    assert Source.objects.called("经贸日报").get() == source
    assert Source.objects.called("经贸网-《经贸日报》").get() == source
    assert not Source.objects.called("经贸").exists()


@pytest.mark.parametrize("reference", ["2026/1", " 2026/1 ", "2026-1", "2026/01"])
def test_an_issue_is_found_by_year_and_number(reference):
    issue = builders.issue(2026, 1)
    assert find_issue(reference) == issue


@pytest.mark.parametrize("reference", ["", "2026", "26/1", "2026/1/2", "第一期", "２０２６/1", "2026/9"])
def test_what_names_no_issue_gets_a_sentence(reference):
    with pytest.raises(UnknownIssue, match="请"):
        find_issue(reference)
