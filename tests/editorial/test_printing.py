"""What an issue printed is written down once, and later issues are held against it."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.actions import remember_printed
from editorial.figures import statistics
from editorial.models import Attribution, Issue, PrintedFigure, PrintedParagraph
from editorial.preflight.earlier import earlier_figures, earlier_paragraphs
from editorial.preflight.newsroom import proofread
from editorial.workflow import IssueState
from tests import builders

pytestmark = pytest.mark.django_db

LONG = "港口全年新开十二条外贸航线，覆盖东南亚、中东和地中海沿岸，运价比上年平均下降一成，货主普遍受益。"
FIGURE = "2025年，全国跨境寄递业务量达到{}亿件。"


def published(number, *bodies, year=2025):
    issue = builders.issue(year, number, state=IssueState.PUBLISHED)
    for place, body in enumerate(bodies, start=1):
        builders.article(f"第{number}期的第{place}篇", issue=issue, body=body)
    remember_printed(issue)
    return issue


def found(issue, rule):
    return [
        (each.finding.words, each.finding.message)
        for each in proofread(issue).noted
        if each.finding.rule == rule
    ]


def test_an_issue_leaves_its_long_paragraphs_and_its_figures():
    published(3, f"{LONG}\n\n短短一段。\n\n{FIGURE.format('12.5')}其余从略。")
    assert PrintedParagraph.objects.count() == 1
    figure = PrintedFigure.objects.get()
    assert (figure.subject, figure.period, figure.unit) == ("全国跨境寄递业务量", "2025", "件")
    assert figure.value == 1_250_000_000
    assert figure.text == "12.5亿件"
    assert figure.sentence == "2025年，全国跨境寄递业务量达到12.5亿件。"


def test_written_down_twice_it_is_there_once_and_as_it_is_now():
    issue = published(3, f"{LONG}\n\n{FIGURE.format('12.5')}")
    issue.articles.update(body=FIGURE.format("13.5"))
    remember_printed(issue)
    assert PrintedParagraph.objects.count() == 0
    assert [figure.text for figure in PrintedFigure.objects.all()] == ["13.5亿件"]


def test_a_year_that_is_pointed_at_is_counted_from_the_original_date():
    issue = builders.issue(2026, 1, state=IssueState.PUBLISHED)
    article = builders.article(issue=issue, body="去年，全国跨境寄递业务量达到12.5亿件。")
    remember_printed(issue)
    assert PrintedFigure.objects.get().period == "2025"
    Attribution.objects.filter(article=article).update(date=datetime.date(2025, 6, 3))
    remember_printed(issue)
    assert PrintedFigure.objects.get().period == "2024"


def test_a_figure_no_table_can_hold_does_not_stop_the_issue():
    published(3, f"2025年，全国跨境寄递业务量达到{'9' * 40}万亿件。\n\n{FIGURE.format('12.5')}")
    assert [figure.text for figure in PrintedFigure.objects.all()] == ["12.5亿件"]


def test_the_number_of_queries_does_not_grow_with_the_issue():
    def queries(number, articles):
        issue = published(number, *[f"{LONG}{place}\n\n{FIGURE.format(place)}" for place in range(articles)])
        with CaptureQueriesContext(
            connection,
        ) as captured:
            remember_printed(issue)
        return len(captured)

    assert queries(1, 2) == queries(2, 12)


def test_a_paragraph_of_an_earlier_issue_is_found_again_with_its_place():
    published(3, LONG)
    issue = builders.issue(2025, 4)
    builders.article("又来一遍", issue=issue, body=LONG.replace("，", ", "))
    ((_, message),) = found(issue, "para.duplicate")
    assert "2025 年第 3 期《第3期的第1篇》" in message


def test_a_figure_that_an_earlier_issue_printed_otherwise_is_a_warning():
    published(3, FIGURE.format("12.5"))
    issue = builders.issue(2025, 4)
    builders.article(issue=issue, body=FIGURE.format("14.5"))
    ((words, message),) = found(issue, "num.history")
    assert words == "14.5亿件"
    assert "2025 年第 3 期《第3期的第1篇》写的是“12.5亿件”" in message


def test_the_newest_issue_has_the_last_word():
    published(3, FIGURE.format("12.5"))
    published(5, FIGURE.format("14.5"))
    issue = builders.issue(2025, 6)
    builders.article(issue=issue, body=FIGURE.format("14.5"))
    assert found(issue, "num.history") == []


def test_an_issue_is_not_held_against_itself_nor_against_what_nobody_can_read():
    withdrawn = published(3, f"{LONG}\n\n{FIGURE.format('12.5')}")
    Issue.objects.filter(pk=withdrawn.pk).update(state=IssueState.WITHDRAWN)
    own = published(4, f"{LONG}\n\n{FIGURE.format('14.5')}")
    assert [found(own, rule) for rule in ("para.duplicate", "num.history")] == [[], []]


def test_earlier_prints_are_read_in_one_query_each(django_assert_num_queries):
    for number in range(1, 9):
        published(number, *[f"{LONG}\n\n{FIGURE.format('12.5')}"] * 3)
    figures = statistics([FIGURE.format("12.5")])
    with django_assert_num_queries(1):
        assert len(earlier_paragraphs([LONG, "短。"], None)) == 24
    with django_assert_num_queries(1):
        told = earlier_figures(figures, None)
    assert len(told) == 24
    assert {one.outlet for one in told} == {"港城日报"}
    assert told[0].where.startswith("2025 年第 8 期")


def test_more_paragraphs_than_a_database_takes_at_once_are_asked_in_parts(monkeypatch):
    monkeypatch.setattr("editorial.preflight.earlier.ASKED_AT_ONCE", 2)
    published(3, *[f"{LONG}{place}" for place in "一二三四五"])
    told = earlier_paragraphs([f"{LONG}{place}" for place in "一二三四五六"], None)
    assert len({one.key for one in told}) == 5


def test_the_command_fills_the_index_of_an_archive_from_before():
    published(3, FIGURE.format("12.5"))
    PrintedFigure.objects.all().delete()
    out = io.StringIO()
    call_command("index_figures", stdout=out)
    assert "1 期，1 条数据" in out.getvalue()
    assert PrintedFigure.objects.count() == 1
