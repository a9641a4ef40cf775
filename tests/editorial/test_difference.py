"""Differences between two texts as people read them."""

from hypothesis import given
from hypothesis import strategies as st

from editorial.difference import LONGEST, Change, Stretch, differences, excerpt

SAME, GONE, NEW = Change.SAME, Change.GONE, Change.NEW


def test_only_the_letters_that_differ_are_marked():
    assert differences("年增 39.5% 以上", "年增 41.5% 以上") == [
        Stretch(SAME, "年增 "),
        Stretch(GONE, "39"),
        Stretch(NEW, "41"),
        Stretch(SAME, ".5% 以上"),
    ]


def test_a_paragraph_that_was_joined_shows_where_it_was_broken():
    shown = excerpt(differences("货到了\n\n哪里", "货到了哪里"))
    assert shown == [Stretch(SAME, "货到了"), Stretch(GONE, "¶"), Stretch(SAME, "哪里")]


def test_of_what_stayed_only_the_neighbourhood_is_shown():
    shown = excerpt(
        differences("甲" * 50 + "旧" + "乙" * 50 + "旧" + "丙" * 50, "甲" * 50 + "乙" * 50 + "丙" * 50), 3
    )
    assert [each.text for each in shown] == ["…甲甲甲", "旧", "乙乙乙…乙乙乙", "旧", "丙丙丙…"]


def test_of_a_long_passage_that_went_the_beginning_and_the_end_are_shown():
    (gone,) = excerpt(differences("头" + "甲" * 500 + "尾", ""))
    assert gone.text == "头" + "甲" * 39 + "…" + "甲" * 39 + "尾"


def test_texts_too_long_to_compare_are_shown_one_after_the_other():
    assert differences("旧" * LONGEST, "新") == [Stretch(GONE, "旧" * LONGEST), Stretch(NEW, "新")]


@given(st.text("甲乙丙\n", max_size=40), st.text("甲乙丙\n", max_size=40))
def test_both_texts_can_be_read_off_their_differences(was, became):
    found = differences(was, became)
    assert "".join(each.text for each in found if each.change is not NEW) == was
    assert "".join(each.text for each in found if each.change is not GONE) == became
