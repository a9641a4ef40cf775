"""The auditor of figures: what agrees is verified, what cannot agree is contradicted, the rest is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import figures as bench
from editorial.figures import Verdict, audit, statistics


def contradicted(text: str, title: str = "") -> list[tuple[str, str]]:
    return _told(Verdict.CONTRADICTED, text, title)


def verified(text: str, title: str = "") -> list[tuple[str, str]]:
    return _told(Verdict.VERIFIED, text, title)


def _told(verdict: Verdict, text: str, title: str) -> list[tuple[str, str]]:
    paragraphs = text.split("\n")
    return [
        (claim.rule, (title if claim.paragraph < 0 else paragraphs[claim.paragraph])[claim.start : claim.end])
        for claim in audit(paragraphs, title)
        if claim.verdict is verdict
    ]


WRONG = [
    ("2024年园区营收120亿元，较2023年的100亿元增长25%。", "num.growth", "25%"),
    ("园区营收由2020年的80亿元增至2024年的100亿元，增长30%。", "num.growth", "30%"),
    ("全年营收120亿元，去年同期100亿元，同比增长25%。", "num.growth", "25%"),
    ("货运量由200万吨下降到150万吨，下降了50%。", "num.growth", "50%"),
    ("会员由2020年的80家增加到2024年的200家，增加130家。", "num.growth", "130家"),
    ("贸易额由2019年的1000亿元增长至2024年的2000亿元，年均增长20%。", "num.cagr", "20%"),
    ("2007年入册的有52家，到2025年已增长至208家，年均增长率达12.1%。", "num.cagr", "12.1%"),
    ("会员由80家增加到200家，增长2.5倍。", "num.times", "2.5倍"),
    ("产值从100亿元增加到150亿元，翻了一番。", "num.times", "翻了一番"),
    ("代表300人，其中女代表96人，占35%。", "num.share", "35%"),
    ("在500家企业中，有120家设在海外，占比25%。", "num.share", "25%"),
    ("零售额2.5万亿元，占消费总额10万亿元的20%。", "num.share", "20%"),
    ("出口60亿元，进口30亿元，合计100亿元。", "num.sum", "100亿元"),
    ("进出口总额500亿元，其中出口300亿元，进口250亿元。", "num.sum", "500亿元"),
    ("占比从25.0%上升到31.0%，提高了5.2个百分点。", "num.percent_point", "5.2个百分点"),
    ("覆盖率由20%提高到24%，增长4%。", "num.percent_point", "4%"),
    ("合格率提高3%个百分点。", "num.percent_point", "3%个百分点"),
    ("投资100亿美元（约合人民币72亿元）。", "num.currency", "72亿元"),
    ("进口来源地前五位依次为美国、日本、韩国、德国。", "num.list_count", "五"),
    ("甲业和乙业增长较快，营收分别为9.5亿、5.9亿元，分别增长9%、7%、3%。", "num.list_count", "9%、7%、3%"),
    ("单票成本减少了三倍。", "num.decrease_times", "三倍"),
]


@pytest.mark.parametrize(("text", "rule", "figure"), WRONG, ids=[text for text, _, _ in WRONG])
def test_a_figure_that_cannot_be_right_is_contradicted(text, rule, figure):
    assert contradicted(text) == [(rule, figure)]


RIGHT = [
    ("2024年园区营收120亿元，较2023年的100亿元增长20%。", "num.growth"),
    ("园区营收由283.1亿元增长235.4%至949.5亿元。", "num.growth"),
    ("贸易额由2019年的1000亿元增长至2024年的2000亿元，年均增长14.9%。", "num.cagr"),
    ("2016年至2024年，产业规模由3647亿元提高到9800亿元，年均增速达13.2%。", "num.cagr"),
    ("会员由80家增加到200家，是原来的2.5倍。", "num.times"),
    ("收入由4.2亿美元提高到361.2亿元（约合50.4亿美元），扩大了十倍还多。", "num.times"),
    ("代表300人，其中女代表96人，占32%。", "num.share"),
    ("总投资50亿元，其中一期20亿元，二期30亿元。", "num.sum"),
    ("前三位分别为东盟、日本、欧盟。", "num.list_count"),
    ("试点放在青石、临港、沙洲、北湾等四个城市。", "num.list_count"),
]


@pytest.mark.parametrize(("text", "rule"), RIGHT, ids=[text for text, _ in RIGHT])
def test_a_figure_that_the_others_give_is_verified(text, rule):
    assert rule in [told for told, _ in verified(text)]
    assert not contradicted(text)


UNCLEAR = [
    ("2023年营收100亿元，同比增长8%；2024年利润20亿元，增长3%。", "another subject"),
    ("2020年出口100亿元，增长5%；2025年出口200亿元，同比增长8%。", "the year before is not given"),
    ("2023年地区生产总值100亿元，2024年地区生产总值110亿元，同比增长5%。", "output grows in real terms"),
    ("园区营收由80亿元增至100亿元，环比增长3%。", "another base"),
    ("总投资50亿元，其中一期20亿元，二期25亿元。", "there may be more parts"),
    ("设22个大项、564个小项，共有44个国家参加。", "things of other kinds"),
    ("办会8类增至12类，此外还增加了32类用品。", "an increase of something else"),
    ("比重由16.0%增至19.8%，年均提高近1个百分点。", "by the year"),
    ("甲企业30亿元，占全国的30%；乙企业60亿元，占比5%。", "the whole is not given"),
    ("在青石、临港等四个城市试点。", "the list only begins"),
    ("对拉美、非洲、中亚五国出口增长。", "五国 belongs to the last name"),
    ("营收由2230亿元增长到3940亿元，增幅达76%。", "76.7% cut off, not rounded"),
]


@pytest.mark.parametrize(("text", "why"), UNCLEAR, ids=[why for _, why in UNCLEAR])
def test_nothing_is_contradicted_where_the_figures_may_speak_of_something_else(text, why):
    assert not contradicted(text)


def test_a_base_told_in_an_earlier_sentence_counts():
    text = "2020年，外包执行额为80亿元。2024年，外包执行额为100亿元，比2020年增长45%。"
    assert contradicted(text) == [("num.growth", "45%")]


def test_a_share_is_of_the_total_told_in_an_earlier_paragraph():
    whole = "2025年1—11月，全市企业完成外包执行额642.8亿元。\n"
    parts = "2025年1—11月，前三位来源地执行额分别为118.6亿元、96.3亿元、87.5亿元，合计占全市外包执行总额的"
    assert verified(f"{whole}{parts}47.0%。") == [("num.share", "47.0%")]
    assert contradicted(f"{whole}{parts}57.0%。") == [("num.share", "57.0%")]


def test_a_part_given_in_two_currencies_has_one_share():
    text = (
        "2025年，全市出口总额为280亿元。\n2025年，对东盟出口72亿元（约合10.1亿美元），占全市出口总额的35.7%。"
    )
    assert ("num.share", "35.7%") in contradicted(text)


def test_a_share_is_not_of_the_total_of_another_period():
    text = (
        "2025年前三季度，全市进出口总额32.3亿元。\n2025年上半年，平台进出口1.2亿元，占全市进出口总额的5.9%。"
    )
    assert not contradicted(text)


@pytest.mark.parametrize(("rate", "wrong"), [("5.0", False), ("5.9", False), ("7.1", True), ("5.5", True)])
def test_years_of_an_average_may_be_counted_to_the_end_or_through_both(rate, wrong):
    """100 to 141 from 2018 to 2024: 5.9% over six years, 5.0% over seven; five years, at 7.1%, it never is."""
    text = f"产值由2018年的100.0亿元增至2024年的141.0亿元，年均增长{rate}%。"
    assert bool(contradicted(text)) is wrong


def test_a_title_is_held_against_the_text():
    body = "去年，我市服务外包执行额达到98.5亿元。"
    assert contradicted(body, "我市服务外包执行额突破100亿元") == [("num.headline", "突破100亿元")]
    assert verified(body, "我市服务外包执行额达98.5亿元") == [("num.headline", "98.5亿元")]


def test_a_conversion_is_made_at_the_rate_the_text_states():
    assert contradicted("按1美元兑7.12元计算，首批为10亿美元，约合77.5亿元。") == [
        ("num.currency", "77.5亿元")
    ]
    assert not contradicted("首批为10亿美元，约合77.5亿元。")


def test_a_claim_shows_the_sum_and_what_it_comes_to():
    (claim,) = audit(["2007年有142家，至2025年已增长至404家，年均增长率达12.1%。"])
    assert claim.sum == "404 ÷ 142 = 2.85，年均增长 (404/142)^(1/18) − 1 = 5.98 %"
    assert "5.98%" in claim.message
    assert "“12.1%”" in claim.message


def test_this_year_and_last_year_are_years_when_the_date_is_known():
    text = ["2025年出口100亿元，今年出口130亿元，同比增长20%。"]
    assert not audit(text)
    (claim,) = audit(text, written=date(2026, 12, 1))
    assert claim.verdict is Verdict.CONTRADICTED


_WORDS = [
    "2020年", "2025年", "去年", "同比", "出口", "进出口总额", "其中", "占", "占比", "增长", "增至", "由", "达", "0家",
    "12.5亿元", "0亿美元", "3倍", "40%", "5个百分点", "（约合", "）", "，", "、", "。", "分别为", "合计", "年均", "翻一番",
]  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=40).map("".join))
def test_any_prose_is_read_to_its_end_and_every_claim_lies_in_it(text):
    for claim in audit([text], text):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.sum
        assert claim.message
    for figure in statistics([text], date(2026, 1, 30)):
        assert text[figure.start : figure.end] == figure.text


def test_damage_is_found_and_clean_statements_are_left_alone():
    scores = bench.measure(list(bench.statements())).values()
    assert sum(score.statements for score in scores) >= 200
    assert sum(score.false for score in scores) == 0
    assert sum(score.found for score in scores) >= 0.90 * sum(score.misprints for score in scores)
