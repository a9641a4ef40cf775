"""A figure that an earlier article or issue has otherwise is a warning, and nothing else is."""

from dataclasses import replace
from decimal import Decimal

import pytest

from editorial.preflight.check import check
from editorial.preflight.files import read
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import EarlierFigure

TITLES = ("海运提速", "空运扩容", "陆运加密")


def issue(*sentences: str, outlets: tuple[str, ...] = ("港城日报", "海湾时报", "内陆晚报")) -> str:
    return "\n\n".join(
        f"### ● {title}\n\n{sentence}\n\n（文章来源：{outlet}）"
        for title, sentence, outlet in zip(TITLES, sentences, outlets, strict=False)
    )


def told(*sentences: str, printed: tuple[EarlierFigure, ...] = (), **values) -> list[tuple[str, str]]:
    manuscript = replace(read(issue(*sentences, **values)), printed=printed)
    return [
        (finding.words, finding.message) for finding in check(manuscript) if finding.rule == "num.history"
    ]


def earlier(text: str, value: str, *, number: int = 12, qualifier: str = "") -> EarlierFigure:
    where = f"2025 年第 {number} 期《旧闻》"
    return EarlierFigure("全国跨境寄递业务量", "2025", "件", Decimal(value), qualifier, text, where, "旧报")


def test_two_articles_of_an_issue_that_disagree_are_shown_at_the_later_one():
    ((words, message),) = told("2025年，全国软件收入达到15.4万亿元。", "2025年，全国软件收入达到13.2万亿元。")
    assert words == "13.2万亿元"
    assert message.startswith("本期《海运提速》写的是“15.4万亿元”")
    assert message.endswith("请核对或说明修订。")


def test_it_is_a_warning_at_the_figure_s_place():
    text = issue("2025年，全国软件收入达到15.4万亿元。", "2025年，全国软件收入达到13.2万亿元。")
    (finding,) = (each for each in check(read(text)) if each.rule == "num.history")
    assert finding.severity is Severity.WARNING
    assert text[finding.span.start : finding.span.end] == "13.2万亿元"
    assert finding.span.start > text.index("空运扩容")


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("2025年，全国软件收入达到15.4万亿元。", "2025年，全国软件收入达到15.42万亿元。"),
        ("2025年，全国软件收入超过15万亿元。", "2025年，全国软件收入达到15.42万亿元。"),
        ("2025年，全国软件收入达到15.42万亿元。", "2025年，全国软件收入近15.5万亿元。"),
        ("2025年，全国软件收入约15万亿元。", "2025年，全国软件收入达到15.42万亿元。"),
    ],
    ids=["rounded", "more than", "nearly", "about"],
)
def test_two_roundings_of_one_value_agree(before, now):
    assert told(before, now) == []


@pytest.mark.parametrize(
    "now",
    [
        "2024年，全国软件收入达到13.2万亿元。",
        "2025年上半年，全国软件收入达到7.2万亿元。",
        "2025年，全国硬件收入达到13.2万亿元。",
        "2025年，全国软件收入达到2.1万亿美元。",
        "2025年，全国软件收入增长13.2%。",
    ],
    ids=["another year", "half a year", "another thing", "another currency", "a rate"],
)
def test_another_subject_period_or_unit_is_no_contradiction(now):
    assert told("2025年，全国软件收入达到15.4万亿元。", now) == []


def test_a_fall_contradicts_a_rise_of_as_much():
    rise, fall = (f"2025年，全国软件收入{verb}4.5%。" for verb in ("增长", "下降"))
    ((words, message),) = told(fall, rise)
    assert words == "4.5%"
    assert "写的是“下降4.5%”" in message
    assert told(fall, fall) == []


@pytest.mark.parametrize(
    "subject", ["全市软件产业收入", "软件产业收入", "高新区软件产业收入", "对美国软件产业收入"]
)
def test_a_subject_that_does_not_say_whose_it_is_is_held_against_the_same_outlet_alone(subject):
    before, now = (f"2025年，{subject}达到{value}亿元。" for value in ("154", "132"))
    assert told(before, now) == []
    assert len(told(before, now, outlets=("港城日报", "港城日报"))) == 1


def test_what_an_earlier_issue_printed_is_named_with_issue_and_article():
    ((words, message),) = told(
        "2025年，全国跨境寄递业务量达到14.5亿件。", printed=(earlier("12.5亿件", "1250000000"),)
    )
    assert words == "14.5亿件"
    assert message.startswith("2025 年第 12 期《旧闻》写的是“12.5亿件”")


def test_once_revised_in_print_the_newest_issue_counts():
    printed = (earlier("14.5亿件", "1450000000", number=12), earlier("12.5亿件", "1250000000", number=11))
    assert told("2025年，全国跨境寄递业务量达到14.5亿件。", printed=printed) == []
    assert len(told("2025年，全国跨境寄递业务量达到12.5亿件。", printed=printed)) == 1


def test_a_printed_figure_that_cannot_be_read_again_is_not_judged():
    assert told("2025年，全国跨境寄递业务量达到14.5亿件。", printed=(earlier("若干", "3"),)) == []
