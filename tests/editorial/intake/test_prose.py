"""Blocks as Markdown read back as the same words, footnotes, tables and pictures included."""

import pytest

from editorial.document import Image, Paragraph, Table, plain_text, walk
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.prose import inline, table, to_markdown
from editorial.markdown import parse


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
