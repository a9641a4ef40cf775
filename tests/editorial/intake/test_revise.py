"""Revision: what an editor changes in a proposal, and what follows from it."""

import dataclasses
import datetime

import pytest

from editorial.intake import propose, revision
from editorial.intake.proposal import AttributionProposal, Repair, Warning
from editorial.intake.revision import Unchangeable, Worksheet
from tests.editorial.intake.proposals import CUSTOMS, LESSON, PORT, article, proposal, titles

JOINED = Repair(
    "paragraph.joined",
    12,
    "段落被分页截断，已接上。",
    certain=True,
    article=10,
    was="货到了\n\n哪里，一看便知。",
    became="货到了哪里，一看便知。",
    applied=True,
)


def found(proposed, line):
    return next(each for each in proposed.articles if each.line == line)


def codes(proposed):
    return [warning.code for warning in proposed.warnings]


# --- Fields -------------------------------------------------------------------------------------


def test_a_new_title_is_certain_and_the_other_fields_stay_as_sure_as_they_were():
    changed = found(revision.retitle(proposal(), 10, "  提单\n上线了 "), 10)
    assert changed.title == "提单 上线了"
    assert changed.confidence["title"] == 1.0
    assert changed.confidence["section"] == 0.6


def test_an_article_is_not_left_without_a_title():
    with pytest.raises(Unchangeable, match="标题不能空着"):
        revision.retitle(proposal(), 10, " ")


def test_an_article_that_is_gone_is_said_to_be_gone():
    gone = revision.drop(proposal(), 20)
    with pytest.raises(Unchangeable, match="刷新页面"):
        revision.set_byline(gone, 20, "林一")


def test_a_credit_cures_the_warning_that_there_is_none():
    lacking = proposal(
        first=article("提单上线", 10, attributions=()),
        warnings=(Warning("attribution.missing", 10, "请补上。"), Warning("credit.run_in", 12, "请核对。")),
    )
    cured = revision.set_attributions(lacking, 10, (AttributionProposal("海运经济网"),))
    assert codes(cured) == ["credit.run_in"]
    assert codes(revision.retitle(lacking, 10, "新题")) == ["attribution.missing", "credit.run_in"]


def test_a_credit_names_an_outlet():
    with pytest.raises(Unchangeable, match="媒体"):
        revision.set_attributions(proposal(), 10, (AttributionProposal("", author="林一"),))


def test_sub_headings_and_paragraphs_are_read_off_the_new_body():
    body = "第一段。\r\n\r\n## 小标题\r\n\r\n> 引文。\r\n\r\n3. 甲\r\n4. 乙\r\n\r\n- 丙\r\n\r\n![图](/pictures/a.png)"
    changed = found(revision.set_body(proposal(), 10, body), 10)
    assert changed.subheadings == ("小标题",)
    assert changed.paragraphs == ("第一段。", "引文。", "3. 甲", "4. 乙", "丙")
    assert "\r" not in changed.body


def test_a_completed_masthead_is_certain_and_cures_its_warnings():
    lacking = proposal(
        serial=None,
        warnings=(Warning("serial.missing", 3, "请补上。"), Warning("date.missing", 3, "请补上。")),
    )
    changed = revision.set_masthead(
        lacking,
        publication="港城数字经贸",
        year=2026,
        number=1,
        serial=41,
        publisher="秘书处",
        date=None,
    )
    assert (changed.serial, changed.confidences["serial"]) == (41, 1.0)
    assert changed.confidences["date"] == 0.0
    assert codes(changed) == ["date.missing"]


# --- Place --------------------------------------------------------------------------------------


def test_an_article_moves_to_the_end_of_another_section():
    moved = revision.move(proposal(), 10, "协会动态")
    assert titles(moved) == [("行业资讯", ["窗口合一"]), ("协会动态", ["三位老师", "提单上线"])]
    assert found(moved, 10).confidence["section"] == 1.0


@pytest.mark.parametrize(
    ("line", "step", "order"),
    [
        (20, -1, [("行业资讯", ["窗口合一", "提单上线"]), ("协会动态", ["三位老师"])]),
        (20, 1, [("行业资讯", ["提单上线"]), ("协会动态", ["窗口合一", "三位老师"])]),
        (30, -1, [("行业资讯", ["提单上线", "窗口合一", "三位老师"]), ("协会动态", [])]),
        (10, -1, titles(proposal())),
        (30, 1, titles(proposal())),
    ],
    ids=["within", "over the edge", "back over the edge", "at the top", "at the bottom"],
)
def test_an_article_goes_one_place_up_or_down(line, step, order):
    assert titles(revision.shift(proposal(), line, step)) == order


def test_a_section_is_renamed_moved_added_and_removed():
    renamed = revision.rename_section(proposal(), "协会动态", "【会员动态】")
    assert titles(revision.shift_section(renamed, "会员动态", -1))[0] == ("会员动态", ["三位老师"])
    grown = revision.add_section(renamed, "政策")
    assert titles(grown)[2] == ("政策", [])
    assert revision.remove_section(grown, "政策") == renamed


@pytest.mark.parametrize("name", ["行业资讯", "【行业资讯】", " "])
def test_a_section_needs_a_name_of_its_own(name):
    with pytest.raises(Unchangeable):
        revision.add_section(proposal(), name)
    with pytest.raises(Unchangeable):
        revision.rename_section(proposal(), "协会动态", name)


def test_a_section_with_articles_is_not_removed():
    with pytest.raises(Unchangeable, match="还有 1 篇"):
        revision.remove_section(proposal(), "协会动态")


def test_an_article_put_into_an_empty_section_cures_its_warning_even_after_a_rename():
    empty = revision.add_section(
        proposal(warnings=(Warning("section.empty", 5, "栏目【政策】下没有文章。"),)), "政策"
    )
    renamed = revision.rename_section(empty, "政策", "法规")
    assert renamed.warnings[0].message == "栏目【法规】下没有文章。"
    assert codes(revision.move(renamed, 10, "法规")) == []


def test_a_dropped_article_takes_its_remarks_along():
    remarked = proposal(repairs=(JOINED,), warnings=(Warning("article.untrue", 10, "请核对。"),))
    dropped = revision.drop(remarked, 10)
    assert titles(dropped)[0] == ("行业资讯", ["窗口合一"])
    assert (dropped.repairs, dropped.warnings) == ((), ())


# --- One of two, two of one ---------------------------------------------------------------------


def test_a_sub_heading_becomes_the_title_of_the_next_article():
    parted = revision.split(proposal(), 10, 1)
    first, second = parted.articles[:2]
    assert (first.title, first.body, first.subheadings) == ("提单上线", "港口把提单搬到了线上。", ())
    assert (second.title, second.body) == ("下一步", "铁路和机场也要接进来。")
    assert second.line not in (10, 20, 30)
    assert first.attributions == (AttributionProposal("港城日报"),)
    assert second.attributions == ()
    assert [(each.code, each.line) for each in parted.warnings] == [("attribution.missing", second.line)]


def test_a_paragraph_begins_a_new_article_that_has_no_title_yet():
    second = revision.split(proposal(), 10, 2).articles[1]
    assert (second.title, second.body, second.confidence["title"]) == ("", "铁路和机场也要接进来。", 0.0)


def test_a_paragraph_may_be_the_title_that_was_missed():
    second = revision.split(
        proposal(first=article("甲", 10, "一。\n\n新一篇\n\n二。")), 10, 1, titled=True
    ).articles[1]
    assert (second.title, second.body) == ("新一篇", "二。")


@pytest.mark.parametrize("block", [0, 3, -1])
def test_nothing_is_split_off_where_nothing_stands_before_or_after(block):
    with pytest.raises(Unchangeable):
        revision.split(proposal(), 10, block)


def test_splitting_and_merging_gives_the_article_back():
    parted = revision.split(proposal(), 10, 1)
    merged = revision.merge(parted, parted.articles[1].line)
    assert found(merged, 10).body == PORT
    assert merged.warnings == ()


def test_merging_keeps_the_outlets_of_both_once_and_makes_the_title_a_sub_heading():
    other = (AttributionProposal("港城日报"), AttributionProposal("海运经济网"))
    two = revision.set_attributions(proposal(), 20, other)
    merged = found(revision.merge(revision.retitle(two, 20, "#1 窗口"), 20), 10)
    assert [each.outlet for each in merged.attributions] == ["港城日报", "海运经济网"]
    assert merged.body == f"{PORT}\n\n## \\#1 窗口\n\n{CUSTOMS}"
    assert merged.subheadings == ("下一步", "#1 窗口")


def test_merging_reaches_back_over_a_section_but_not_before_the_first_article():
    assert titles(revision.merge(proposal(), 30)) == [
        ("行业资讯", ["提单上线", "窗口合一"]),
        ("协会动态", []),
    ]
    with pytest.raises(Unchangeable, match="第一篇"):
        revision.merge(proposal(), 10)


def test_each_part_takes_along_the_footnotes_it_refers_to():
    body = "甲[^1]。\n\n乙[^2]。\n\n[^1]: 注一\n\n[^2]: 注二"
    first, second, *_ = revision.split(proposal(first=article("题", 10, body)), 10, 1).articles
    assert (first.body, second.body) == ("甲[^1]。\n\n[^1]: 注一", "乙[^2]。\n\n[^2]: 注二")


def test_two_footnotes_of_one_label_stay_two():
    two = revision.set_body(
        proposal(first=article("题", 10, "甲[^1]。\n\n[^1]: 注一")), 20, "乙[^1]。\n\n[^1]: 注二"
    )
    body = found(revision.merge(two, 20), 10).body
    assert body == "甲[^1]。\n\n[^1]: 注一\n\n## 窗口合一\n\n乙[^2]。\n\n[^2]: 注二"


def test_articles_on_one_line_get_lines_of_their_own():
    twins = revision.with_distinct_lines(proposal(first=article("甲", 20)))
    assert [each.line for each in twins.articles] == [20, -1, 30]


# --- Remarks ------------------------------------------------------------------------------------


@pytest.fixture
def repaired():
    return proposal(first=article("提单上线", 10, f"开头。\n\n{JOINED.became}\n\n结尾。"), repairs=(JOINED,))


def test_a_repair_is_taken_back_and_made_again(repaired):
    undone = revision.switch_repair(repaired, 0)
    assert found(undone, 10).body == "开头。\n\n货到了\n\n哪里，一看便知。\n\n结尾。"
    assert found(undone, 10).paragraphs == ("开头。", "货到了", "哪里，一看便知。", "结尾。")
    assert found(undone, 10).confidence["body"] == 0.9
    assert not undone.repairs[0].applied
    assert found(revision.switch_repair(undone, 0), 10).body == found(repaired, 10).body


@pytest.mark.parametrize(
    "body",
    ["开头。", f"{JOINED.became}后来加的话。", f"{JOINED.became}\n\n{JOINED.became}"],
    ids=["gone", "longer", "twice"],
)
def test_a_repair_whose_text_was_edited_since_is_left_alone(repaired, body):
    edited = revision.set_body(repaired, 10, body)
    with pytest.raises(Unchangeable, match="后来改过"):
        revision.switch_repair(edited, 0)


def test_a_repair_that_only_tells_cannot_be_switched():
    told = proposal(repairs=(Repair("page.furniture", 4, "去掉页码 3 处。", certain=True),))
    with pytest.raises(Unchangeable, match="只是说明"):
        revision.switch_repair(told, 0)


def test_a_repair_follows_its_text_into_the_other_half_and_back(repaired):
    parted = revision.split(repaired, 10, 1)
    second = parted.articles[1]
    assert parted.repairs[0].article == second.line
    assert "货到了\n\n哪里" in found(revision.switch_repair(parted, 0), second.line).body
    assert revision.merge(parted, second.line).repairs[0].article == 10


def test_a_warning_that_was_looked_into_goes_and_no_other_in_its_place():
    one, other = Warning("a", 1, "请核对甲。"), Warning("b", 2, "请核对乙。")
    settled = revision.settle_warning(proposal(warnings=(one, other)), 0, "请核对甲。")
    assert settled.warnings == (other,)
    with pytest.raises(Unchangeable):
        revision.settle_warning(settled, 0, "请核对甲。")


def test_every_repair_of_the_sample_that_can_be_switched_goes_there_and_back(sample):
    read = propose(sample.read_bytes())
    switchable = [index for index, repair in enumerate(read.repairs) if repair.can_be_switched]
    assert switchable
    for index in switchable:
        there = revision.switch_repair(read, index)
        back = revision.switch_repair(there, index)
        assert [each.body for each in back.articles] == [each.body for each in read.articles]
        assert there.articles != read.articles


# --- The worksheet ------------------------------------------------------------------------------


def test_the_last_step_is_taken_back_whatever_it_was(repaired):
    steps = [
        lambda p: revision.retitle(p, 10, "新题"),
        lambda p: revision.shift(p, 20, 1),
        lambda p: revision.switch_repair(p, 0),
        lambda p: revision.split(p, 10, 1),
        lambda p: revision.drop(p, 30),
        lambda p: revision.merge(p, 20),
        lambda p: revision.rename_section(p, "行业资讯", "要闻"),
        lambda p: dataclasses.replace(p, date=datetime.date(2026, 2, 1)),
    ]
    sheets = [Worksheet(repaired)]
    for step in steps:
        sheets.append(Worksheet.from_json(sheets[-1].then(step(sheets[-1].proposal)).to_json()))
    for before, after in zip(reversed(sheets[:-1]), reversed(sheets[1:]), strict=True):
        assert after.proposal != before.proposal
        assert after.back() == before
    assert sheets[0].back() == sheets[0]


def test_what_changes_nothing_is_no_step():
    sheet = Worksheet(proposal())
    assert sheet.then(revision.shift(sheet.proposal, 10, -1)) is sheet


def test_a_step_holds_no_article_that_it_left_alone():
    step = Worksheet(proposal()).then(revision.retitle(proposal(), 10, "新题")).earlier[0]
    assert LESSON not in str(step)
    assert "提单上线" in str(step)
