"""Folding: what reads the same is the same, and a part of a text is a part of it folded too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.search.folding import fold, fold_with_origins, half_width_and_simplified

TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("数據 國a Bé0１，.\u3000\n\u200b\u0301ﬁ㎡½"), st.characters())
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("數字貿易", "数字贸易"),
        ("ＡＩ", "ai"),
        ("３８．３％", "38.3%"),
        ("38.3 万亿元", "38.3万亿元"),
        ("Digital  TRADE\n2026", "digital trade 2026"),
        ("café", "cafe\u0301"),
        ("数\u200b字\ufeff贸\u00ad易", "数字贸易"),
        ("ｶﾞｽ", "ガス"),
        ("第①批", "第1批"),
        ("港 城\u3000日 报", "港城日报"),
        ("乾坤", "干坤"),
    ],
)
def test_what_reads_the_same_folds_to_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("now here", "nowhere"), ("贸易", "易贸"), ("1 000", "1000")])
def test_what_reads_otherwise_does_not(one, other):
    assert fold(one) != fold(other)


@given(TEXT)
def test_folding_what_is_folded_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(TEXT, st.data())
def test_a_part_of_a_text_is_a_part_of_the_folded_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert fold(text[start:end]) in fold(text)


@given(TEXT)
def test_every_folded_character_comes_from_one_that_folds_to_it(text):
    folded, origins = fold_with_origins(text)
    assert folded == fold(text)
    assert origins == sorted(origins)
    assert len(origins) == len(folded)
    for character, origin in zip(folded, origins, strict=True):
        assert (
            character in fold(f"甲{text[origin]}乙")
            or (character == " " and text[origin].isspace())
            or (character == " " and " " in fold(f"a{text[origin]}b"))
        )


def test_what_is_shown_as_searched_for_keeps_case_and_signs():
    assert half_width_and_simplified("ＡＩ與數據，Ｂ２Ｂ：“跨境”") == "AI与数据，B2B：“跨境”"
