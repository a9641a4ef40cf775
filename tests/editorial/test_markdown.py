"""The parser: what the tree says, where its nodes stand in the source, and that nothing upsets it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editorial.document import (
    BlockQuote,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Footnote,
    FootnoteReference,
    HardBreak,
    Heading,
    Image,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    SoftBreak,
    Strikethrough,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
    ThematicBreak,
    plain_text,
    walk,
)
from editorial.markdown import parse
from tests.editorial.hostile import ANY_TEXT, MARKDOWN, assert_well_formed


def nodes(source, kind):
    return [node for node in walk(parse(source)) if isinstance(node, kind)]


def written(source, kind):
    """The pieces of the source that nodes of a kind were written as."""
    return [source[node.span.start : node.span.end] for node in nodes(source, kind)]


# --- What the tree says -------------------------------------------------------------------------


def test_headings_know_their_level_and_words():
    headings = nodes("# 甲 #\n\n乙\n---\n\n###### 丙", Heading)
    assert [(heading.level, plain_text(heading)) for heading in headings] == [(1, "甲"), (2, "乙"), (6, "丙")]


def test_lists_know_start_and_tightness():
    (ordered,) = nodes("3. 甲\n4. 乙", OrderedList)
    assert (ordered.start, ordered.tight, len(ordered.items)) == (3, True, 2)
    (loose,) = nodes("- 甲\n\n- 乙", BulletList)
    assert not loose.tight


def test_tables_know_their_alignment_and_fill_short_rows():
    (table,) = nodes("|项目|金额|\n|:-:|--:|\n|出口|12|\n|进口|", Table)
    assert [cell.align for cell in table.head.cells] == ["center", "right"]
    assert [[plain_text(cell) for cell in row.cells] for row in table.rows] == [["出口", "12"], ["进口", ""]]


def test_an_escaped_pipe_in_a_table_is_a_pipe():
    source = "|甲\\|乙|`a\\|b`|\n|-|-|\n|\\|x|\\\\|y|"
    assert [plain_text(cell) for cell in nodes(source, TableCell)] == ["甲|乙", "a|b", "|x", "|y"]
    assert "\\|" in written(source, Text)


def test_links_and_pictures_know_address_title_and_words():
    (link,) = nodes('见[数据 *公报*](https://example.cn/表 "题")', Link)
    assert (link.href, link.title) == ("https://example.cn/%E8%A1%A8", "题")
    assert plain_text(link) == "数据 公报"
    (picture,) = nodes('![图 *一*](/pictures/a.png "说明")', Image)
    assert (picture.src, picture.alt, picture.title) == ("/pictures/a.png", "图 一", "说明")


def test_an_autolink_reads_as_it_was_written():
    source = "<https://example.cn/%E4%B8%AD>"
    (link,) = nodes(source, Link)
    assert plain_text(link) == source.strip("<>")


def test_code_keeps_its_text_and_info():
    (block,) = nodes("``` python +x\na  b\n```", CodeBlock)
    assert (block.info, block.text) == ("python +x", "a  b\n")


def test_footnotes_are_numbered_by_first_mention():
    document = parse(
        "甲[^乙]丙[^a]丁[^乙]\n\n[^a]: 一[^c]\n\n[^乙]: 二\n\n    三\n\n[^c]: 四\n\n[^d]: 无人提及"
    )
    assert [(note.label, note.number) for note in document.footnotes] == [("乙", 1), ("a", 2), ("c", 3)]
    mentions = [node.number for node in walk(document) if isinstance(node, FootnoteReference)]
    assert mentions == [1, 2, 1, 3]
    assert len(document.footnotes[0].blocks) == 2
    assert len(document.blocks) == 1


def test_a_footnote_defined_inside_a_quote_is_a_footnote_of_the_text():
    document = parse("甲[^1]\n\n> [^1]: 注\n> \n> 乙")
    assert [plain_text(note) for note in document.footnotes] == ["注"]
    assert plain_text(document.blocks[1]) == "乙"


def test_the_first_of_two_definitions_of_a_footnote_holds():
    document = parse("甲[^1]\n\n[^1]: 先\n\n[^1]: 后")
    assert [plain_text(note) for note in document.footnotes] == ["先"]


def test_a_mention_of_no_footnote_is_text():
    assert plain_text(parse("甲[^1]")) == "甲[^1]"


def test_a_picture_description_mentions_no_footnotes():
    document = parse("![图[^1]](/a)\n\n[^1]: 注")
    assert document.footnotes == ()


def test_raw_html_is_text():
    source = "<script>alert(1)</script>\n\n<b onclick=x>甲</b>"
    assert plain_text(parse(source)).replace("\n", "") == source.replace("\n", "")


def test_full_width_indents_and_blank_paragraphs_go():
    document = parse("　　甲\n\n　　\n\n　　乙")
    assert [plain_text(block) for block in document.blocks] == ["甲", "乙"]


def test_nul_and_lone_surrogates_read_as_the_replacement_character():
    document = parse("a\0b\ud800c `\0`")
    assert [node.text for node in walk(document) if isinstance(node, Text)] == ["a", "�", "b", "�", "c "]
    assert document.source == "a\0b\ud800c `\0`"
    assert plain_text(document).encode()


# --- Where nodes stand --------------------------------------------------------------------------


def test_inlines_are_found_with_their_delimiters():
    source = '甲**乙*丙***~~丁~~`码`[戊](/u "t")![己](/p)<http://a.cn>[^1]庚\\\n辛  \n壬\n癸\n\n[^1]: 注'
    assert written(source, Strong) == ["**乙*丙***"]
    assert written(source, Emphasis) == ["*丙*"]
    assert written(source, Strikethrough) == ["~~丁~~"]
    assert written(source, Code) == ["`码`"]
    assert written(source, Link) == ['[戊](/u "t")', "<http://a.cn>"]
    assert written(source, Image) == ["![己](/p)"]
    assert written(source, FootnoteReference) == ["[^1]"]
    assert written(source, HardBreak) == ["\\\n", "  \n"]
    assert written(source, SoftBreak) == ["\n"]


def test_blocks_are_found_from_their_marker_to_their_last_character():
    source = "# 甲 #  \n\n乙\n丙\n===\n\n- 丁\n  戊\n\n- 己\n\n\n***\n\n> 庚\n>\n> 辛\n壬\n\n```\n癸\n```\n\n|a|\n|-|\n|b|\n"
    assert written(source, Heading) == ["# 甲 #", "乙\n丙\n==="]
    assert written(source, BulletList) == ["- 丁\n  戊\n\n- 己"]
    assert written(source, ListItem) == ["- 丁\n  戊", "- 己"]
    assert written(source, ThematicBreak) == ["***"]
    assert written(source, BlockQuote) == ["> 庚\n>\n> 辛\n壬"]
    assert written(source, CodeBlock) == ["```\n癸\n```"]
    assert written(source, Table) == ["|a|\n|-|\n|b|"]
    assert written(source, TableRow) == ["|a|", "|b|"]
    assert written(source, TableCell) == ["a", "b"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_words_are_found_through_quotes_lists_tabs_and_any_line_end(line_end):
    lines = [
        "> 1. 甲**乙",
        ">    丙**丁",
        "> 戊",
        "",
        "-\t己",
        "",
        "\t> 庚*辛*",
        "",
        "[^1]: 壬",
        "",
        "    癸",
        "",
        "子[^1]",
    ]
    source = line_end.join(lines)
    assert written(source, Strong) == [f"**乙{line_end}>    丙**"]
    assert written(source, Emphasis) == ["*辛*"]
    assert written(source, Text) == list("甲乙丙丁戊己庚辛子壬癸")
    assert written(source, Footnote) == [f"[^1]: 壬{line_end}{line_end}    癸"]


def test_words_are_found_in_a_list_indented_with_tabs():
    source = "-\t甲\n\n\t-\t乙*丙*\n\t\t丁\n"
    assert written(source, Text) == ["甲", "乙", "丙", "丁"]


def test_an_escape_or_entity_is_a_node_of_its_own():
    source = "甲\\*乙&amp;丙\\丁"
    assert [(node.text, source[node.span.start : node.span.end]) for node in nodes(source, Text)] == [
        ("甲", "甲"),
        ("*", "\\*"),
        ("乙", "乙"),
        ("&", "&amp;"),
        ("丙\\丁", "丙\\丁"),
    ]


@given(st.one_of(MARKDOWN, ANY_TEXT))
@settings(deadline=None, max_examples=700)
@example("\\|字[^a]: \r---")
@example("> \t> - a\r\n>\t b")
def test_any_text_parses_and_its_spans_point_at_the_source(source):
    document = parse(source)
    assert document.source == source
    assert_well_formed(document)


@given(MARKDOWN)
@settings(deadline=None, max_examples=150)
def test_line_ends_change_places_only(source):
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    unix, windows = parse(source), parse(source.replace("\n", "\r\n"))
    assert [type(node) for node in walk(unix)] == [type(node) for node in walk(windows)]
    assert plain_text(unix) == plain_text(windows)


def test_paragraph_is_the_smallest_document():
    assert [type(block) for block in parse("甲").blocks] == [Paragraph]
    assert parse("").blocks == ()
