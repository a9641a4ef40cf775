"""Credit lines in all their forms, and lines that only look like one."""

import datetime

import pytest

from editorial.intake import propose
from editorial.intake.credits import merge, read_credit, split_credit
from tests.editorial.intake.pasted import FIRST, article


def credit(line):
    found = read_credit(line)
    assert found is not None
    return found


def said(line):
    """(outlet, via, author) of each attribution."""
    return [(each.outlet, each.via, each.author) for each in credit(line).attributions]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("（文章来源：海运经济网-《港城日报》）", [("港城日报", "海运经济网", "")]),
        ("(文章来源：服务经济报)", [("服务经济报", "", "")]),
        ("来源：港城日报 作者：林一", [("港城日报", "", "林一")]),
        ("（本文来源：港城日报作者：林一）", [("港城日报", "", "林一")]),
        ("来源：港城日报 林一帆", [("港城日报", "", "林一帆")]),
        ("（转自：海运经济网）", [("海运经济网", "", "")]),
        ("转自 海运经济网", [("海运经济网", "", "")]),
        ("（据新华社北京1月20日电）", [("新华社", "", "")]),
        ("——摘自《港城日报》", [("港城日报", "", "")]),
        ("稿源：港城日报 记者 林一", [("港城日报", "", "林一")]),
        ("（来源：《港城日报》（记者 林一））", [("港城日报", "", "林一")]),
        ("（来源：港城日报（转自海运经济网））", [("港城日报", "海运经济网", "")]),
        ("（本文转自海运经济网，原载《港城日报》，作者：林一）", [("港城日报", "海运经济网", "林一")]),
        ("来源：港城日报-海运经济网", [("港城日报", "海运经济网", "")]),
        ("来源：港城日报、服务经济报", [("港城日报", "", ""), ("服务经济报", "", "")]),
        ("来源：港城日报 服务经济报", [("港城日报", "", ""), ("服务经济报", "", "")]),
        ("（综合港城日报、服务经济报报道）", [("港城日报", "", ""), ("服务经济报", "", "")]),
        ("来源：21世纪经济报道", [("21世纪经济报道", "", "")]),
        ("（来源：“数字贸易”微信公众号）", [("数字贸易微信公众号", "", "")]),
        ("（港城日报记者 林一 沈知远）", [("港城日报", "", "林一、沈知远")]),
        ("来源：港城日报；责编：王某", [("港城日报", "", "")]),
        ("来源：市商务局 发布时间:2026-01-14 10:20", [("市商务局", "", "")]),
        ("（服务经济报）", [("服务经济报", "", "")]),
    ],
)
def test_a_credit_line_is_taken_apart(line, expected):
    assert said(line) == expected
    assert credit(line).verbatim == line


@pytest.mark.parametrize(
    "line",
    [
        "据统计，去年港口吞吐量增长两成。",
        "（图片来源：港城日报）",
        "数据来源：港城海关",
        "（作者系港城大学教授）",
        "（完）",
        "（见图1）",
        "责任编辑：王某",
        "来源：",
        "来源广泛是这批货的特点",
        "记者在码头看到，集装箱堆得整整齐齐",
        "（记者 林一 摄）",
    ],
)
def test_what_only_looks_like_a_credit_line_is_none(line):
    assert read_credit(line) is None


def test_address_and_date_are_read():
    (found,) = credit("来源：港城日报 https://example.com/a?b=1 2026-01-12").attributions
    assert (found.outlet, found.url, found.date) == (
        "港城日报", "https://example.com/a?b=1", datetime.date(2026, 1, 12)
    )  # fmt: skip


def test_a_credit_line_that_runs_into_a_paragraph_is_cut_off():
    assert (split := split_credit(f"{FIRST}（本文来源：港城日报作者：林一）"))
    assert (split[0], split[1].author) == (len(FIRST), "林一")


@pytest.mark.parametrize("ending", ["（见图）", "（港城数字经贸研究院）", "（2025年）", "（据说如此）。"])
def test_a_remark_in_brackets_stays_in_its_paragraph(ending):
    assert split_credit(f"{FIRST}{ending}") is None


def test_lines_that_agree_become_one_attribution():
    lines = ["（本文来源：港城日报作者：林一）", "（文章来源：海运经济网-《港城日报》）"]
    (found,), byline = merge(map(credit, lines))
    assert (found.outlet, found.via, found.author) == ("港城日报", "海运经济网", "林一")
    assert found.verbatim == "\n".join(lines)
    assert byline == ""


def test_a_reprint_and_a_reporter_on_lines_of_their_own_join_the_outlet():
    (found,), _ = merge(map(credit, ["来源：港城日报", "（转自：海运经济网）", "（记者 林一）"]))
    assert (found.outlet, found.via, found.author) == ("港城日报", "海运经济网", "林一")


def test_an_author_without_an_outlet_is_the_byline():
    (built,) = propose(article("作者：林一", FIRST, credit="")).sections[0].articles
    assert (built.byline, built.attributions, built.paragraphs) == ("林一", (), (FIRST,))


def test_lines_that_contradict_are_both_kept_and_warned_of():
    proposal = propose(article(FIRST, "来源：服务经济报"))
    assert len(proposal.sections[0].articles[0].attributions) == 2
    assert "attribution.conflict" in [warning.code for warning in proposal.warnings]
