"""The same story in another outlet's dress is known again; another story on the same matter is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.likeness import NEAR, distance, fingerprint, fold, is_same_story, likeness

WIRE = (
    "港城海关3月8日发布消息，今年前两个月，港城口岸进出口集装箱186.4万标箱，同比增长7.9%。"
    "其中，出口集装箱101.2万标箱，增长9.3%；进口集装箱85.2万标箱，增长6.3%。\n"
    "港城海关负责人介绍，口岸去年起推行“船边直提”，货物卸船后最快40分钟即可离港，"
    "比以往缩短近两天。企业只需在单一窗口提前申报，海关据此完成风险研判，无需布控查验的货物一律放行。\n"
    "记者在东码头看到，一批来自东南亚的鲜果正从船上直接吊装到冷藏车上。货主林先生说，"
    "以前水果要先进堆场，排队等候查验，损耗常常超过一成，现在当天就能摆上超市货架。\n"
    "据了解，下一步，海关还将把“抵港直装”推广到全部外贸航线，并与铁路部门共享舱单，"
    "争取让内陆货物到港后不落地就能装船，预计全年可为企业节省物流费用约2.6亿元。\n"
    "市商务局同日表示，将对新开通的远洋航线给予补贴，鼓励船公司增加挂靠班次。"
)
"""A report as an agency sends it out."""
LAST_MONTH = (
    WIRE.replace("3月8日", "2月9日")
    .replace("前两个月", "首月")
    .replace("186.4", "97.7")
    .replace("7.9%", "5.1%")
    .replace("101.2", "52.8")
    .replace("9.3%", "6.4%")
    .replace("85.2", "44.9")
    .replace("6.3%", "3.6%")
    .replace("2.6亿", "2.1亿")
    .replace("40分钟", "55分钟")
)
OTHER_REPORT = (
    "港城口岸又传来好消息。从港城海关获悉，1至2月口岸集装箱吞吐量同比增长7.9%，其中出口增长9.3%，"
    "增速居沿海主要港口前列。业内人士分析，增长主要来自东南亚航线和跨境电商货物。\n"
    "在西码头，桥吊司机周师傅一班要装卸三百多个箱子。他告诉记者，春节期间码头没有停工，"
    "船期排得比去年同期密得多。港口集团新添了六台自动化轨道吊，堆场周转快了三成。\n"
    "港口集团总经理认为，“船边直提”“抵港直装”让码头不再是仓库。今年集团计划再投入自动驾驶集卡五十辆，"
    "并把夜间作业全部交给远程操控中心。专家提醒，红海局势仍可能推高运价，企业应当提早订舱。"
)


def reprinted(text):
    """As a site passes it on: its own reporters named, other punctuation, its own way of saying it."""
    dressed = "本报港城电（记者 周明 通讯员 许宁）" + text.replace("，", ",").replace("“", "「").replace(
        "”", "」"
    )
    return dressed.replace("据了解，", "").replace("记者在东码头看到", "在东码头")


def without_last(text, paragraphs):
    return "\n".join(text.split("\n")[:-paragraphs])


@pytest.mark.parametrize(
    "other",
    [
        WIRE,
        reprinted(WIRE),
        without_last(WIRE, 1),
        without_last(WIRE, 2),
        reprinted(without_last(WIRE, 2)),
        WIRE.replace("186.4", "１８６.４").replace("\n", "\n\n　　"),
        WIRE + "（来源：港城日报 责任编辑：王一 校对：李二）",
    ],
    ids=["itself", "reprint", "last paragraph cut", "two cut", "reprint and cut", "full width", "credits"],
)
def test_the_same_story_is_found_and_confirmed(other):
    assert distance(fingerprint(WIRE), fingerprint(other)) <= NEAR
    assert is_same_story(WIRE, other)
    assert is_same_story(other, WIRE)


@pytest.mark.parametrize(
    "other",
    [OTHER_REPORT, LAST_MONTH, WIRE.split("\n")[4], "", "港城海关"],
    ids=["another report of the same event", "last month's figures", "one paragraph", "nothing", "a word"],
)
def test_another_story_is_not_taken_for_it(other):
    assert not is_same_story(WIRE, other)
    assert not is_same_story(other, WIRE)


def test_statistics_of_two_months_are_told_apart_by_their_figures_alone():
    assert likeness(WIRE, LAST_MONTH) > 0.6


def test_two_reports_of_one_event_have_little_in_common():
    assert likeness(WIRE, OTHER_REPORT) < 0.3


def test_short_texts_are_the_same_only_when_they_say_exactly_the_same():
    assert is_same_story("数字提单，当天签发。", "数字提单当天签发")
    assert not is_same_story("1月港口吞吐量增长3.2%。", "1月港口吞吐量增长3.3%。")


def test_texts_without_words_are_never_the_same():
    assert not is_same_story("", "")
    assert not is_same_story("……", "。")
    assert fingerprint("……") == 0


def test_white_space_and_punctuation_and_width_leave_no_trace():
    assert fold("ＡＢＣ 港口，“数字”。") == "abc港口数字"
    assert fingerprint(WIRE) == fingerprint(WIRE.replace("，", " ,\n"))


@given(st.text(max_size=400))
@settings(max_examples=150)
def test_every_text_has_a_fingerprint_that_a_bigint_column_holds(text):
    assert -(2**63) <= fingerprint(text) < 2**63
    assert distance(fingerprint(text), fingerprint(text)) == 0
    assert likeness(text, text) == 1.0


def test_the_distance_counts_differing_bits_whatever_their_sign():
    assert distance(-1, 0) == 64
    assert distance(0b1011, 0b0001) == 2
    assert distance(-(2**63), 2**63 - 1) == 64
