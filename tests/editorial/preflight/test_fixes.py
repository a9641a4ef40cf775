"""Fixes are bound to their text, made from right to left, and made twice change nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.document import Span
from editorial.preflight.check import check
from editorial.preflight.files import read
from editorial.preflight.finding import Finding, Severity
from editorial.preflight.fixes import AnotherText, apply, fixes_for


def finding(start, end, fix):
    return Finding("punct.repeat", Severity.ERROR, Span(start, end), "", fix=fix)


def test_fixes_do_not_move_one_another():
    fixes = fixes_for("甲，，乙。。丙", [finding(1, 3, "，"), finding(4, 6, "。")])
    assert apply("甲，，乙。。丙", fixes) == "甲，乙。丙"


def test_of_two_that_overlap_the_first_stands():
    fixes = fixes_for("甲((乙", [finding(1, 3, "（"), finding(2, 3, "［")])
    assert (len(fixes), apply("甲((乙", fixes)) == (1, "甲（乙")


def test_what_offers_nothing_or_changes_nothing_is_no_fix():
    assert len(fixes_for("甲乙", [finding(0, 1, None), finding(1, 2, "乙")])) == 0


def test_a_text_that_changed_is_left_alone():
    fixes = fixes_for("甲，，乙", [finding(1, 3, "，")])
    with pytest.raises(AnotherText):
        apply("新甲，，乙", fixes)
    with pytest.raises(AnotherText):
        apply(apply("甲，，乙", fixes), fixes)


PIECES = st.sampled_from(
    [
        "是是",
        "，，",
        "(甲)",
        "１２",
        "10—15%",
        "港 口",
        "。",
        "**",
        "“",
        "\n\n",
        "出口",
        "《港》",
        "3.5",
        "　",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(deadline=None, max_examples=60)
def test_mending_comes_to_an_end(text):
    for _ in range(8):
        fixes = fixes_for(text, check(read(text)))
        if not fixes:
            break
        mended = apply(text, fixes)
        assert mended != text
        text = mended
    assert not len(fixes_for(text, check(read(text))))
