"""Emphasis beside Chinese: what editors write shows as they mean it; everything else is CommonMark."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from editorial.emphasis import is_cjk, may_open_and_close
from editorial.html import write_html
from editorial.markdown import parse


def html(markdown):
    return write_html(parse(markdown)).strip().removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("markdown", "strong"),
    [
        ("约**39.5%**增长", "39.5%"),
        ("增速**39.5％**左右", "39.5％"),
        ("推动**“友岸外包”**趋势", "“友岸外包”"),
        ("落实**《试点方案》**要求", "《试点方案》"),
        ("印发**《试点方案》**2025年版", "《试点方案》"),
        ("加入**“一带一路”**APP", "“一带一路”"),
        ("GDP**“开门红”**可期", "“开门红”"),
        ("RCEP**（试行）**Ready", "（试行）"),
        ("**会议指出：**要加快", "会议指出："),
        ("**会议指出。**Next", "会议指出。"),
        ("增长**5.1%**，好于预期", "5.1%"),
        ("（**重点**）；", "重点"),
        ("在**（一）**里", "（一）"),
        ("约**$1,200**元", "$1,200"),
        ("共**……**项", "……"),
        ("即**“强链……”**行动", "“强链……”"),
        ("이것은**(강조)**입니다", "(강조)"),
        ("これは**「強調」**です", "「強調」"),
        ("生僻字𠮷**“好”**𰻝面", "“好”"),
        ("葛\U000e0100**“城”**市", "“城”"),
        ("㐂**“喜”**㐂", "“喜”"),
        ("半角ｶﾅ**(注)**です", "(注)"),
        ("增长**😀**了", "😀"),
        ("**第一**第二", "第一"),
    ],
)
def test_bold_beside_chinese_characters_and_punctuation(markdown, strong):
    assert html(markdown) == markdown.replace(f"**{strong}**", f"<strong>{strong}</strong>")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("约*39.5%*增长", "约<em>39.5%</em>增长"),
        ("原价~~“99元”~~现价", "原价<del>“99元”</del>现价"),
        ("约***39.5%***增长", "约<em><strong>39.5%</strong></em>增长"),
        ("**“甲”**和**“乙”**都", "<strong>“甲”</strong>和<strong>“乙”</strong>都"),
        ("**甲*“乙”*丙**丁", "<strong>甲<em>“乙”</em>丙</strong>丁"),
        (
            "见[**“链接”**文字](https://a.cn)",
            '见<a href="https://a.cn" rel="noopener noreferrer"><strong>“链接”</strong>文字</a>',
        ),
    ],
)
def test_every_delimiter_but_the_underscore_knows_the_rule(markdown, expected):
    assert html(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "snake_case_字",
        "文件_2024_终稿",
        "中文_“引号”_中文",
        "变量_名_",
        "单价5 * 数量3 * 折扣",
        "3~5天，8~10天",
        "a ** b ** c",
        "甲** 乙 **丙",
        "the “**quoted”**word",
    ],
)
def test_what_is_no_emphasis_stays_as_written(markdown):
    assert html(markdown) == markdown


def test_asterisks_inside_latin_words_work_as_commonmark_says():
    assert html("5*3*2") == "5<em>3</em>2"
    assert html('a*"b"*c') == 'a*"b"*c'
    assert html("the**39.5%**rise") == "the**39.5%**rise"
    assert html("“x”**“y”**z") == "“x”**“y”**z"


def test_an_escaped_asterisk_is_an_asterisk():
    assert html("约\\*\\*39.5%\\*\\*增长") == "约**39.5%**增长"


def _commonmark(text, start, end, in_words):
    state = StateInline(text, MarkdownIt(), {}, [])
    scanned = state.scanDelims(start, in_words)
    assert scanned.length == end - start
    return scanned.can_open, scanned.can_close


AROUND = st.text(st.sampled_from('ab1 .,%"()$\t“”—…é£😀\u00a0'), max_size=3)
CHINESE = st.text(st.sampled_from("ab1 .,%“”—…中。，《》％　字"), max_size=3)


@given(AROUND, st.integers(1, 3), AROUND, st.booleans())
@settings(deadline=None, max_examples=300)
def test_text_without_chinese_is_scanned_exactly_as_commonmark_does(before, length, after, in_words):
    text = f"{before}{'*' * length}{after}"
    start, end = len(before), len(before) + length
    ours = may_open_and_close(text, start, end, len(text), in_words=in_words)
    assert ours == _commonmark(text, start, end, in_words)


@given(CHINESE, st.integers(1, 3), CHINESE)
@settings(deadline=None, max_examples=300)
def test_underscores_are_scanned_exactly_as_commonmark_does_in_chinese_too(before, length, after):
    text = f"{before}{'_' * length}{after}"
    start, end = len(before), len(before) + length
    ours = may_open_and_close(text, start, end, len(text), in_words=False)
    assert ours == _commonmark(text, start, end, False)


@given(CHINESE, st.integers(1, 3), CHINESE)
@settings(deadline=None, max_examples=300)
def test_the_rule_only_adds_to_what_commonmark_allows(before, length, after):
    text = f"{before}{'*' * length}{after}"
    start, end = len(before), len(before) + length
    opens, closes = may_open_and_close(text, start, end, len(text), in_words=True)
    could_open, could_close = _commonmark(text, start, end, True)
    assert opens >= could_open
    assert closes >= could_close


def test_cjk_is_han_kana_hangul_and_their_punctuation():
    assert all(map(is_cjk, "中㐂𠮷𰻝かカ한ㄅ。，《》（）％！｡ｶ⼀〇﹏"))
    assert not any(map(is_cjk, "aé1%“”…— \u3000\u00a0😀αд"))
