"""Addresses in pinyin: readable, unique, never empty."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.slugs import MAX_LENGTH, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("行业资讯", "hangye-zixun"),
        ("协会动态", "xiehui-dongtai"),
        ("港城日报", "gangcheng-ribao"),
        ("21世纪港城", "21-shiji-gangcheng"),
        ("数贸 Weekly（周刊）", "shumao-weekly-zhoukan"),
    ],
)
def test_names_read_as_words_of_two_syllables(name, expected):
    assert slug(name) == expected


def test_names_that_sound_alike_are_numbered():
    assert slug("港城日报", {"gangcheng-ribao"}) == "gangcheng-ribao-2"
    assert slug("港城日报", {"gangcheng-ribao", "gangcheng-ribao-2"}) == "gangcheng-ribao-3"


@given(st.text(), st.sets(st.just("x")))
def test_any_name_gives_an_address(name, taken):
    made = slug(name, taken)
    assert re.fullmatch(r"[a-z0-9_-]+", made)
    assert len(made) <= MAX_LENGTH
    assert made not in taken


def test_a_long_name_is_cut_but_still_numbered():
    first = slug("港" * 200)
    assert len(first) <= MAX_LENGTH
    assert len(slug("港" * 200, {first})) <= MAX_LENGTH
