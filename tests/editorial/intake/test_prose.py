"""Blocks as Markdown read back as the same words, footnotes, tables and pictures included."""

import pytest

from editorial.document import Image, Paragraph, Table, plain_text, walk
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.prose import inline, table, to_markdown
from editorial.intake.readers.text import read
from editorial.markdown import parse
from tests.editorial.intake.outline import outline


def paragraph(*runs: Run) -> Block:
    return Block(Kind.PARAGRAPH, 1, runs)


def test_footnotes_are_numbered_through_the_article_and_stand_at_its_end():
    body = to_markdown(
        [
            paragraph(
                Run("吞吐量创新高", note="数字来自港务局。"), Run("，收入也增长了。", note="按当日汇率。")
            ),
            Block(Kind.HEADING, 2, (Run("下一步", note="下半年。"),)),
            paragraph(Run("铁路也要接进来。")),
        ]
    )
    assert body == (
        "吞吐量创新高[^1]，收入也增长了。[^2]\n\n## 下一步[^3]\n\n铁路也要接进来。"
        "\n\n[^1]: 数字来自港务局。\n\n[^2]: 按当日汇率。\n\n[^3]: 下半年。"
    )
    document = parse(body)
    assert [plain_text(note).strip() for note in document.footnotes] == [
        "数字来自港务局。",
        "按当日汇率。",
        "下半年。",
    ]
    assert [plain_text(block) for block in document.blocks if isinstance(block, Paragraph)] == [
        "吞吐量创新高，收入也增长了。",
        "铁路也要接进来。",
    ]


def test_a_footnote_keeps_its_place_behind_emphasis():
    assert to_markdown([paragraph(Run("增长", bold=True, note="同比。"), Run("很快。"))]).startswith(
        "**增长**[^1]很快。"
    )


@pytest.mark.parametrize("note", ["# 一号", "1. 甲", "> 引自 *某书*", "[^1]: 又一个", "第一行\n\n    第二行"])
def test_whatever_a_footnote_says_it_is_one_footnote(note):
    document = parse(to_markdown([paragraph(Run("正文。", note=note))]))
    assert [type(block) for block in document.blocks] == [Paragraph]
    assert [plain_text(each).strip() for each in document.footnotes] == [" ".join(note.split())]


def test_the_words_of_a_paragraph_never_become_a_footnote():
    (block,) = parse(to_markdown([paragraph(Run("见 [^1]。")), paragraph(Run("[^1]: 不是脚注"))])).blocks[:1]
    assert plain_text(block) == "见 [^1]。"


def test_a_table_reads_back_cell_by_cell():
    cells = [["港口", "箱量|标准箱"], ["东*港", "a\\|b"], ["西港"]]
    (read,) = parse(table([[inline((Run(cell),)) for cell in row] for row in cells])).blocks
    assert isinstance(read, Table)
    written = [[plain_text(cell) for cell in row.cells] for row in (read.head, *read.rows)]
    assert written == [["港口", "箱量|标准箱"], ["东*港", "a\\|b"], ["西港", ""]]


def test_no_rows_are_no_table():
    assert table([]) == ""


def test_a_picture_stands_between_the_paragraphs_around_it():
    picture = Block(Kind.IMAGE, 2, (Run("吊机"),), markdown="![吊机](/pictures/0123456789abcdef.png)")
    body = to_markdown([paragraph(Run("上文。")), picture, paragraph(Run("下文。"))])
    assert body == "上文。\n\n![吊机](/pictures/0123456789abcdef.png)\n\n下文。"
    assert [(node.src, node.alt) for node in walk(parse(body)) if isinstance(node, Image)] == [
        ("/pictures/0123456789abcdef.png", "吊机")
    ]


# --- Lists ----------------------------------------------------------------------------------------


def item(words: str, level: int, marker: str = "-") -> Block:
    return Block(Kind.LIST_ITEM, 1, (Run(words),), level=level, marker=marker)


def test_an_item_is_indented_by_the_width_of_the_marker_it_stands_under():
    body = to_markdown(
        [item("甲", 1, "9."), item("乙", 2), item("丙", 1, "10."), item("丁", 2), item("戊", 3, "1)")]
    )
    assert body == "9. 甲\n   - 乙\n10. 丙\n    - 丁\n      1) 戊"
    assert outline(body) == [["9.", ["甲", ["-", ["乙"]]], ["丙", ["-", ["丁", ["1.", ["戊"]]]]]]]


def test_a_depth_that_leaps_is_one_step_and_the_way_back_finds_its_list():
    body = to_markdown([item("甲", 1), item("乙", 4), item("丙", 3), item("丁", 1)])
    assert outline(body) == [["-", ["甲", ["-", ["乙"], ["丙"]]], ["丁"]]]


def test_a_paragraph_belongs_to_the_item_of_its_depth_and_one_of_none_ends_the_list():
    second = Block(Kind.PARAGRAPH, 1, (Run("甲的第二段。"),), level=1)
    body = to_markdown(
        [item("甲", 1), item("乙", 2), second, item("丙", 2), paragraph(Run("完。")), item("丁", 2)]
    )
    assert outline(body) == [
        ["-", ["甲", ["-", ["乙"]], "甲的第二段。", ["-", ["丙"]]]],
        "完。",
        ["-", ["丁"]],
    ]


def test_a_heading_ends_every_list():
    heading = Block(Kind.HEADING, 1, (Run("下一步"),), level=3)
    assert to_markdown([item("甲", 1), heading, item("乙", 2)]) == "- 甲\n\n## 下一步\n\n- 乙"


@pytest.mark.parametrize("marker", ["-", "1.", "4.", "12)"])
@pytest.mark.parametrize("below", ["-", "1.", "4.", "12)"])
def test_whatever_two_lists_are_counted_with_one_stands_in_the_other(marker, below):
    counted = {"-": "-", "1.": "1.", "4.": "4.", "12)": "12."}
    body = to_markdown([item("甲", 1, marker), item("乙", 2, below)])
    assert outline(body) == [[counted[marker], ["甲", [counted[below], ["乙"]]]]]


def test_nine_lists_within_each_other_are_read_back_to_the_last():
    depth = str(outline(to_markdown([item(f"第{level}层", level) for level in range(1, 10)])))
    assert depth.count("['-', [") == 9


def test_the_depths_of_pasted_text_are_kept_but_the_indent_of_its_paragraphs_is_none():
    listed = "1. 登记\n   - 船名\n     - 旧名\n2. 核对"
    assert to_markdown(read(listed)) == listed
    assert outline(to_markdown(read("1. 登记\n　　2. 核对\n　　3. 放行"))) == [
        ["1.", ["登记"], ["核对"], ["放行"]]
    ]
