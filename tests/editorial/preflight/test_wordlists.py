"""The word lists: no entry hits what is right, every wrong word is found and mended."""

from collections import Counter

import pytest

from editorial.preflight.check import check
from editorial.preflight.files import read
from editorial.preflight.outlets import KNOWN_OUTLETS, OUTLETS_BY_KIND
from editorial.preflight.wordlists import CONFUSABLES, TERMS

LISTED = {**CONFUSABLES, **TERMS}


def words_found(text: str) -> list[tuple[str, str | None]]:
    rules = {"word.confusable", "term.style", "dup.char"}
    return [(finding.words, finding.fix) for finding in check(read(text)) if finding.rule in rules]


def test_every_wrong_word_is_found_and_mended():
    missed = {wrong for wrong in LISTED if (wrong, LISTED[wrong]) not in words_found(f"“{wrong}”，见上文。")}
    assert missed == set()


def test_no_right_word_and_no_outlet_holds_a_wrong_one():
    right = {*LISTED.values(), *KNOWN_OUTLETS}
    assert [(wrong, word) for wrong in LISTED for word in right if wrong in word] == []


def test_no_word_is_both_a_mistake_and_a_term():
    assert CONFUSABLES.keys() & TERMS.keys() == set()


def test_no_outlet_is_listed_twice():
    counted = Counter(name for names in OUTLETS_BY_KIND.values() for name in names.split())
    assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("kind", OUTLETS_BY_KIND)
def test_outlets_stand_in_order_within_their_kind(kind):
    names = OUTLETS_BY_KIND[kind].split()
    assert names == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "东部份额上升，西部份额下降。",
        "他自己经历过，知道竞争激烈。",
        "攻坚难题逐个破解，提供献血服务。",
        "个个都说好，看看再说，常常如此，等等。",
    ],
)
def test_letters_of_neighbouring_words_are_no_mistake(text):
    assert words_found(text) == []


@pytest.mark.parametrize("name", ["於志远", "李昇", "乾县", "那吒庙", "锺先生", "宫商角徵羽"])
def test_characters_that_names_keep_are_not_called_traditional(name):
    assert words_found(f"{name}在这里。") == []


def test_a_traditional_character_is_mended():
    assert words_found("企业已經恢复生产。") == [("經", "经")]
