"""Differences between two texts as people read them."""

import time

from hypothesis import given
from hypothesis import strategies as st

from editorial.difference import LONGEST, Change, Stretch, differences, excerpt, passages

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


def test_a_paragraph_too_long_to_compare_is_shown_whole_before_what_it_became():
    assert differences("旧" * LONGEST, "新") == [Stretch(GONE, "旧" * LONGEST), Stretch(NEW, "新")]


def test_letters_that_happen_to_stay_between_larger_changes_are_no_island():
    assert differences("合计 39.5%", "合计 41.2%") == [
        Stretch(SAME, "合计 "),
        Stretch(GONE, "39.5"),
        Stretch(NEW, "41.2"),
        Stretch(SAME, "%"),
    ]


def test_a_number_or_a_latin_word_is_never_cut():
    assert differences("第 23 条 APEC", "第 24 条 APAC") == [
        Stretch(SAME, "第 "),
        Stretch(GONE, "23"),
        Stretch(NEW, "24"),
        Stretch(SAME, " 条 "),
        Stretch(GONE, "APEC"),
        Stretch(NEW, "APAC"),
    ]


# --- Paragraphs ---------------------------------------------------------------------------------

FIRST = "港区管委会本周通报，两座自动化码头完成了联合调试。"
SECOND = "调试期间共装卸集装箱四千余只，没有发生一起故障。"
THIRD = "下一步将把同样的做法推广到散货码头，年内全部完成。"


def test_a_paragraph_put_in_between_leaves_its_neighbours_untouched():
    assert passages(f"{FIRST}\n\n{THIRD}", f"{FIRST}\n\n{SECOND}\n\n{THIRD}") == [
        [Stretch(SAME, FIRST)],
        [Stretch(NEW, SECOND)],
        [Stretch(SAME, THIRD)],
    ]


def test_a_paragraph_is_compared_with_the_one_it_became_not_with_its_neighbour():
    was, became = f"{FIRST}\n\n{SECOND}", f"{SECOND.replace('四千', '五千')}\n\n{THIRD}"
    assert passages(was, became) == [
        [Stretch(GONE, FIRST)],
        [
            Stretch(SAME, "调试期间共装卸集装箱"),
            Stretch(GONE, "四"),
            Stretch(NEW, "五"),
            Stretch(SAME, "千余只，没有发生一起故障。"),
        ],
        [Stretch(NEW, THIRD)],
    ]


def test_a_paragraph_cut_in_two_shows_the_cut_and_nothing_else():
    (shown,) = passages(FIRST + SECOND, f"{FIRST}\n\n{SECOND}")
    assert shown == [Stretch(SAME, FIRST), Stretch(NEW, "¶\n\n"), Stretch(SAME, SECOND)]


def test_a_paragraph_added_at_the_end_does_not_touch_the_one_before_it():
    assert passages(FIRST, f"{FIRST}\n\n{SECOND}") == [[Stretch(SAME, FIRST)], [Stretch(NEW, SECOND)]]


def test_a_book_is_compared_letter_by_letter_in_a_moment():
    book = [f"第{number}段：{FIRST}{SECOND}{THIRD}" for number in range(2_000)]
    changed = [text.replace("四千", "五千") if place == 1_234 else text for place, text in enumerate(book)]
    started = time.process_time()
    found = differences("\n\n".join(book), "\n\n".join(changed))
    assert time.process_time() - started < 2
    assert [(each.change, each.text) for each in found if each.change is not SAME] == [
        (GONE, "四"),
        (NEW, "五"),
    ]


def test_a_text_written_wholly_anew_takes_no_longer():
    was = "\n\n".join(chr(0x4E00 + number) * 50 for number in range(3_000))
    became = "\n\n".join(chr(0x7000 + number) * 50 for number in range(3_000))
    started = time.process_time()
    assert differences(was, became) == [Stretch(GONE, was), Stretch(NEW, became)]
    assert time.process_time() - started < 2


@given(st.text("甲乙丙\n", max_size=40), st.text("甲乙丙\n", max_size=40))
def test_both_texts_can_be_read_off_their_differences(was, became):
    found = differences(was, became)
    assert "".join(each.text for each in found if each.change is not NEW) == was
    assert "".join(each.text for each in found if each.change is not GONE) == became


@given(st.text("甲乙丙\n", max_size=40), st.text("甲乙丙\n", max_size=40))
def test_side_by_side_every_letter_of_both_texts_stands_on_its_side(was, became):
    stretches = [each for passage in passages(was, became) for each in passage]

    def letters(text):
        return text.replace("\n", "").replace("¶", "")

    assert letters("".join(each.text for each in stretches if each.change is not NEW)) == letters(was)
    assert letters("".join(each.text for each in stretches if each.change is not GONE)) == letters(became)
