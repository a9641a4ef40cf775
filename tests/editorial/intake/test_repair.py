"""What is mended, what is only offered, and what is left alone."""

import pytest

from editorial.document import Heading, Paragraph, Strong, plain_text, walk
from editorial.intake import propose
from editorial.markdown import parse
from tests.editorial.intake.pasted import FIRST, FOURTH, SECOND, THIRD, article

LONG = "港口去年把提单搬到了线上，货主坐在办公室里就能看见货到了哪里，也不必再等快递，省下的"


def read(*paragraphs):
    proposal = propose(article(*paragraphs))
    return proposal.sections[0].articles[0], proposal.repairs


def joins(repairs, *, certain):
    return [each for each in repairs if each.kind == "paragraph.joined" and each.certain is certain]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, "时间可以拿来多谈两笔生意。"),
        (f"{FIRST}例如，", "一家轮胎厂去年就省下了半个月。"),
        ("先看北京、", "上海两地的做法。"),
        (f"{FIRST[:-1]}", "，也看得见是谁在运。"),
        (f"{LONG}3.5", "万元可以拿来多谈两笔生意。"),
    ],
)
def test_a_paragraph_cut_in_mid_sentence_is_joined(one, other):
    built, repairs = read(one, other, SECOND)
    assert built.paragraphs == (one + other, SECOND)
    assert len(joins(repairs, certain=True)) == 1
    assert not joins(repairs, certain=False)


def test_a_paragraph_cut_over_a_page_number_and_twice_is_joined():
    built, repairs = read(LONG, "— 3 —", "时间可以拿来多谈两笔生意，也可以", "陪陪家人。")
    assert built.paragraphs == (f"{LONG}时间可以拿来多谈两笔生意，也可以陪陪家人。",)
    assert "page.furniture" in [repair.kind for repair in repairs]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FIRST, SECOND),
        ("要办好三件事：", FIRST),
        (f"{FIRST[:-1]}；", SECOND),
        (f"他说：“{FIRST}”", SECOND),
        (f"{FIRST}（完）", SECOND),
        (LONG, "一是把窗口合并。"),
        (f"“{FIRST}", f"“{SECOND}”"),
    ],
)
def test_paragraphs_that_end_are_left_alone(one, other):
    built, repairs = read(one, other)
    assert built.paragraphs == (one, other)
    assert not joins(repairs, certain=True) + joins(repairs, certain=False)


def test_an_orphan_within_a_count_is_offered_not_joined():
    built, repairs = read("从三个方面入手：", f"一是{FIRST}", SECOND, f"二是{THIRD}", f"三是{FOURTH}")
    assert len(built.paragraphs) == 5
    (offer,) = joins(repairs, certain=False)
    assert "没有改动" in offer.detail


def test_a_count_whose_items_have_several_paragraphs_is_left_alone():
    _, repairs = read(f"一是{FIRST}", SECOND, f"二是{THIRD}", FOURTH, f"三是{FOURTH[2:]}")
    assert not joins(repairs, certain=False)


def test_a_quotation_that_closes_in_the_next_paragraph_is_offered():
    _, repairs = read(f"他说：“{FIRST}", f"{SECOND}”")
    assert len(joins(repairs, certain=False)) == 1


def test_text_pasted_twice_is_kept_once_with_the_credit_line_after_the_second_copy():
    built, repairs = read(FIRST, SECOND, f"（{FIRST}", SECOND.replace("七个", "**七个**"))
    assert built.paragraphs == (FIRST, SECOND)
    assert [each.outlet for each in built.attributions] == ["港城日报"]
    assert [each.kind for each in repairs] == ["text.repeated"]


def test_a_bracket_on_a_line_of_its_own_before_the_copy_goes_too():
    built, _ = read(FIRST, SECOND, "（", FIRST, SECOND)
    assert built.paragraphs == (FIRST, SECOND)


def test_paragraphs_alike_but_for_their_figures_are_no_copies():
    pattern = "一月份港城出口{}亿元，同比增长百分之五，其中机电产品占一半以上，继续领跑，民营企业贡献了大头，外资企业也有回升，结构更优。"
    built, _ = read(pattern.format(21), pattern.format(22))
    assert len(built.paragraphs) == 2


def test_a_short_line_may_come_twice():
    built, _ = read("先看一组数字。", FIRST, "先看一组数字。", SECOND)
    assert len(built.paragraphs) == 4


@pytest.mark.parametrize(
    "words",
    [
        "38.3",
        "6.8%",
        "2025 年 12 月",
        "14.07 亿卡时",
        "1300 亿元",
        "39.5%、48.4%",
        "FDI",
        "5G",
        "约 2.3 万家",
    ],
)
def test_bold_around_figures_and_abbreviations_goes(words):
    built, repairs = read(f"{FIRST}去年达到 **{words}** 左右。")
    assert built.body == f"{FIRST}去年达到 {words} 左右。"
    assert words in next(each.detail for each in repairs if each.kind == "bold.stray")


@pytest.mark.parametrize("words", ["必须守住安全底线", "2026年是关键一年", "三个第一", "编者按："])
def test_bold_on_words_stays(words):
    built, _ = read(f"{FIRST}去年有 **38.3** 万。要记住 **{words}** 这句。")
    (strong,) = [node for node in walk(parse(built.body)) if isinstance(node, Strong)]
    assert plain_text(strong) == words


def test_a_name_that_begins_with_a_figure_loses_its_bold_among_stray_figures_only():
    name = "**2025 智慧港口大会**"
    assert "**" not in read(f"在 {name} 上，**38.3** 万人到场。")[0].body
    assert name in read(f"在 {name} 上，许多人到场。")[0].body


@pytest.mark.parametrize(
    "text",
    [
        "# 不是标题的一行话，只是以井号开头。",
        "1. 不一定是列表的一行话。",
        "2*3*4 等于 24，a_b_c 是变量名，[方括号] 与 `反引号`。",
        "\\* 已经写成 &amp; 与 <b>标签</b> 的样子。",
        "~~~ 波浪线与 | 竖线 | 都是文字。",
        "[注]: https://example.com 也是文字。",
        "+ 加号开头，= 等号。",
    ],
)
def test_the_markdown_reads_back_as_the_same_words(text):
    built, _ = read(f"{FIRST}", f"　　{text}", SECOND)
    blocks = parse(built.body).blocks
    read_back = [plain_text(each) for each in blocks if not isinstance(each, Paragraph | Heading)]
    read_back += [plain_text(each) for each in blocks if isinstance(each, Paragraph | Heading)]
    for words in (*built.paragraphs, *built.subheadings):
        assert words.partition(". ")[2] in read_back or words in read_back


def test_links_lists_tables_and_quotes_survive():
    built, _ = read(
        "详见[办法](https://example.com/a_(b))全文，其余不变。",
        "- 第一条要求\n- 第二条要求",
        "| 月份 | 票数 |\n| --- | --- |\n| 一月 | 9 |",
        "> 引用的话。",
        SECOND,
    )
    kinds = [type(each).__name__ for each in parse(built.body).blocks]
    assert kinds == ["Paragraph", "BulletList", "Table", "BlockQuote", "Paragraph"]
    assert built.paragraphs == ("详见办法全文，其余不变。", "第一条要求", "第二条要求", "引用的话。", SECOND)


def test_a_picture_is_left_out_and_reported():
    proposal = propose(article(FIRST, "![码头](a.png)", SECOND))
    assert proposal.sections[0].articles[0].paragraphs == (FIRST, SECOND)
    assert "image.missing" in [warning.code for warning in proposal.warnings]
