"""Three-way merging: what does not clash is merged, what clashes is kept twice, no letter is lost."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.merge import Piece, is_unsettled, merge, merged_text

BASE = "港口去年吞吐量增长5%。\n\n数字提单当天签发。\n\n明年推广到全部码头。"

WORDS = st.sampled_from(["港口", "提单", "增长", "5.3%", "12%", "GB", "，", "。", "\n\n", "\n", " ", "的"])
TEXTS = st.lists(WORDS, max_size=24).map("".join)


def text(base, mine, theirs):
    return merged_text(merge(base, mine, theirs))


def side(pieces, name):
    return "".join(getattr(piece, name) for piece in pieces)


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        pytest.param(
            BASE.replace("5%", "6%"),
            BASE.replace("全部码头", "沿海各港"),
            "港口去年吞吐量增长6%。\n\n数字提单当天签发。\n\n明年推广到沿海各港。",
            id="different paragraphs",
        ),
        pytest.param(
            BASE.replace("港口去年", "港口在去年"),
            BASE.replace("增长5%", "增长8.5%"),
            BASE.replace("港口去年", "港口在去年").replace("增长5%", "增长8.5%"),
            id="the same paragraph in different places",
        ),
        pytest.param(
            BASE + "\n\n协会将继续跟进。",
            BASE.replace("明年推广", "后年推广"),
            BASE.replace("明年推广", "后年推广") + "\n\n协会将继续跟进。",
            id="a paragraph added after one that the other changed",
        ),
        pytest.param(
            BASE.replace("数字提单当天签发。\n\n", ""),
            BASE.replace("5%", "6%"),
            "港口去年吞吐量增长6%。\n\n明年推广到全部码头。",
            id="a paragraph struck out and another changed",
        ),
        pytest.param(
            BASE.replace("去年", "今年").replace("提单", "运单").replace("码头", "港区"),
            BASE.replace("签发", "生效"),
            "港口今年吞吐量增长5%。\n\n数字运单当天生效。\n\n明年推广到全部港区。",
            id="every paragraph by one, one of them by the other",
        ),
        pytest.param(
            BASE.replace("5%", "6%"),
            BASE.replace("5%", "6%").replace("当天", "次日"),
            BASE.replace("5%", "6%").replace("当天", "次日"),
            id="the same change by both, and one more",
        ),
    ],
)
def test_changes_that_do_not_overlap_are_merged(mine, theirs, merged):
    assert text(BASE, mine, theirs) == merged


def test_two_figures_for_one_are_a_clash_and_both_stay():
    pieces = merge(BASE, BASE.replace("5%", "6%"), BASE.replace("5%", "7%"))
    assert [piece for piece in pieces if piece.is_clash] == [Piece("5%", "6%", "7%")]
    assert "增长⟦我的：6%｜对方的：7%⟧。" in merged_text(pieces)


def test_no_figure_comes_out_that_nobody_wrote():
    merged = text("共签约12.3亿元。", "共签约22.3亿元。", "共签约12.4亿元。")
    assert merged == "共签约⟦我的：22.3｜对方的：12.4⟧亿元。"


def test_changes_that_touch_are_a_clash():
    assert is_unsettled(text("增长5万件。", "增长6万件。", "增长5亿件。"))


def test_a_paragraph_that_both_rewrote_is_kept_twice_not_shuffled():
    base = "会议讨论了口岸通关的几项安排，参加的有各港负责人。"
    mine = "六家企业在会上签约，首批订单本月交付。"
    theirs = "与会者认为，跨境支付的费用还可以再降。"
    clash, full_stop = merge(base, mine, theirs)
    assert clash == Piece(base[:-1], mine[:-1], theirs[:-1])
    assert full_stop.merged == "。"


def test_what_one_struck_out_and_the_other_changed_is_asked_about():
    pieces = merge(BASE, BASE.replace("数字提单当天签发。\n\n", ""), BASE.replace("当天", "次日"))
    assert any(piece.is_clash and "次日" in piece.theirs for piece in pieces)


def test_two_paragraphs_added_at_one_place_are_both_kept():
    merged = text(BASE, BASE + "\n\n甲段。", BASE + "\n\n乙段。")
    assert "甲段" in merged
    assert "乙段" in merged
    assert is_unsettled(merged)


def test_a_settled_text_is_settled():
    assert not is_unsettled(BASE)
    assert not is_unsettled("数学里也用⟦这种⟧括号。")


def test_bodies_of_the_greatest_length_are_merged_at_once():
    base = "".join(f"第{n}段，港口吞吐量增长{n % 90}%。\n\n" for n in range(15_000))
    began = time.monotonic()
    merged = text(base, base.replace("第77段，", "第77段："), base.replace("第14000段，", "第14000段："))
    assert time.monotonic() - began < 2
    assert "第77段：" in merged
    assert "第14000段：" in merged


@given(TEXTS, TEXTS)
def test_what_only_one_changed_is_theirs(base, changed):
    assert text(base, changed, base) == changed
    assert text(base, base, changed) == changed


@given(TEXTS, TEXTS)
def test_what_both_changed_alike_is_agreed(base, changed):
    assert text(base, changed, changed) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_all_three_texts_can_be_read_off_the_merge(base, mine, theirs):
    pieces = merge(base, mine, theirs)
    assert (side(pieces, "base"), side(pieces, "mine"), side(pieces, "theirs")) == (base, mine, theirs)


@given(TEXTS, TEXTS, TEXTS)
def test_every_change_of_both_is_in_the_merged_text(base, mine, theirs):
    pieces = merge(base, mine, theirs)
    merged = merged_text(pieces)
    for piece in pieces:
        for changed in (piece.mine, piece.theirs):
            assert changed == piece.base or changed in merged


@given(TEXTS, TEXTS, TEXTS)
def test_whoever_saves_first_the_merge_is_the_same(base, mine, theirs):
    swapped = [Piece(piece.base, piece.theirs, piece.mine) for piece in merge(base, theirs, mine)]
    assert merge(base, mine, theirs) == swapped


@given(TEXTS, TEXTS, TEXTS)
def test_between_two_clashes_there_is_something_that_stayed(base, mine, theirs):
    pieces = merge(base, mine, theirs)
    assert not any(one.is_clash and other.is_clash for one, other in itertools.pairwise(pieces))
