"""The query language: what people type and what is understood."""

import pytest

from publishing.search.query import LONGEST, read


@pytest.mark.parametrize(
    ("typed", "terms", "excluded"),
    [
        ("数字 贸易", ("数字", "贸易"), ()),
        ("数字\u3000贸易", ("数字", "贸易"), ()),
        ("“数字 trade report”", ("数字trade report",), ()),
        ('"trade report"', ("trade report",), ()),
        ("贸易 -关税", ("贸易",), ("关税",)),
        ("贸易 －“关税 壁垒”", ("贸易",), ("关税壁垒",)),
        ("covid-19 e-CNY", ("covid-19", "e-cny"), ()),
        ("出“数字提单”概念", ("出", "数字提单", "概念"), ()),
        ("“没有收住的引号", ("没有收住的引号",), ()),
        ("贸易 贸易 貿易", ("贸易",), ()),
        ("A - B", ("a", "-", "b"), ()),
        ("贸\0易", ("贸易",), ()),
    ],
)
def test_it_is_read_as_people_mean_it(typed, terms, excluded):
    query = read(typed)
    assert (query.terms, query.excluded, query.sentence) == (terms, excluded, "")


@pytest.mark.parametrize("typed", ["", "   \u3000", "“”", '"', "\0\u200b"])
def test_nothing_typed_is_told_what_to_type(typed):
    assert "请输入要找的词" in read(typed).sentence


def test_only_exclusions_are_told_that_something_is_to_be_found():
    assert "只有要排除的词" in read("-关税 -“壁垒”").sentence


def test_a_text_of_ten_thousand_characters_is_told_how_long_it_may_be():
    query = read("贸易" * 5000)
    assert str(LONGEST) in query.sentence
    assert len(query.text) < 100


def test_words_are_shown_as_they_were_typed():
    assert read("數字 “Trade  Report” -x").words == ("數字", "Trade Report")


@pytest.mark.parametrize(
    ("typed", "shown"), [("數字貿易", "数字贸易"), ("ＡＩ 客服", "AI 客服"), ("AI，数字", ""), ("贸易", "")]
)
def test_a_query_that_was_searched_for_in_another_form_says_so(typed, shown):
    assert read(typed).folded == shown
