"""Word documents become blocks: what each paragraph is, and which of its words belong to the text."""

import pytest

from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.readers.docx import read
from tests.editorial.intake import word
from tests.editorial.intake.word import BREAK, PAGE, TAB, document, p, run
from tests.pictures import png

BODY = "码头上的吊机连夜卸下两千个箱子，天亮以前全部送进了堆场，一个也没有耽搁。"
MORE = "海关的窗口七点就开了，第一批报关单在半小时里全部放行，货车排着队出了港。"


def shown(blocks: list[Block]) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in blocks]


def texts(*body: str, **values) -> list[str]:
    return [block.text for block in read(document(*body, **values)) if block.text]


def only(*body: str, **values) -> Block:
    (block,) = read(document(*body, **values))
    return block


# --- Headings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "level"),
    [
        (word.style("x", "heading 2"), 2),
        (word.style("x", "标题 3"), 3),
        (word.style("x", "Title"), 1),
        (word.style("x", "二级标题"), 2),
        (word.style("x", "我的样式", paragraph='<w:outlineLvl w:val="1"/>'), 2),
        (word.style("base", "heading 1") + word.style("x", "栏目", based_on="base"), 1),
        (word.style("x", "heading 9"), 6),
    ],
)
def test_a_style_makes_a_heading_by_name_outline_or_descent(written, level):
    heading, _ = read(document(p("港口新闻", style="x"), p(BODY), parts={"styles.xml": word.styles(written)}))
    assert (heading.kind, heading.level) == (Kind.HEADING, level)


def test_styles_based_on_each_other_in_a_circle_are_no_heading():
    circle = word.style("x", "甲", based_on="y") + word.style("y", "乙", based_on="x")
    assert only(p(BODY, style="x"), parts={"styles.xml": word.styles(circle)}).kind is Kind.PARAGRAPH


def test_body_text_with_an_outline_level_of_body_text_is_none():
    style = word.style("x", "heading 1")
    body = p(BODY, style="x", properties='<w:outlineLvl w:val="9"/>')
    assert only(body, parts={"styles.xml": word.styles(style)}).kind is Kind.PARAGRAPH


def test_larger_and_bolder_lines_are_headings_by_their_look():
    blocks = read(
        document(
            p("港城数字经贸", size=42, bold=True, align="center"),
            p("2026 年第 1 期", align="center"),
            p("● 提单上线了吗？", size=18, bold=True),
            p(BODY),
            p("下一步", bold=True),
            p(MORE),
            p("这句话很要紧，所以加了粗。", bold=True),
        )
    )
    assert [(block.kind, block.level) for block in blocks] == [
        (Kind.HEADING, 1),
        (Kind.PARAGRAPH, 0),
        (Kind.HEADING, 2),
        (Kind.PARAGRAPH, 0),
        (Kind.HEADING, 3),
        (Kind.PARAGRAPH, 0),
        (Kind.PARAGRAPH, 0),
    ]


def test_a_heading_in_hei_type_need_not_be_bold():
    heading, _ = read(document(p("一、总体情况", font="黑体"), p(BODY, font="仿宋")))
    assert heading.kind is Kind.HEADING
    assert not heading.is_bold


def test_where_everything_is_bold_nothing_stands_out_by_it():
    assert {block.kind for block in read(document(p("下一步", bold=True), p(BODY, bold=True)))} == {
        Kind.PARAGRAPH
    }


def test_size_weight_and_place_are_inherited_and_overruled():
    sheet = word.styles(
        word.style("base", "正文一", words='<w:b/><w:sz w:val="28"/>', paragraph='<w:jc w:val="right"/>'),
        word.style("x", "正文二", based_on="base"),
    )
    one, other = read(
        document(
            p(BODY, style="x"),
            p(run(MORE, properties='<w:b w:val="0"/><w:sz w:val="21"/>'), style="x", align="both"),
            parts={"styles.xml": sheet},
        )
    )
    assert (one.size, one.is_bold, one.align) == (14.0, True, "right")
    assert (other.size, other.is_bold, other.align) == (10.5, False, "justify")


def test_bold_in_style_and_character_style_cancel_each_other():
    sheet = word.styles(
        word.style("x", "粗段", words="<w:b/>"),
        '<w:style w:type="character" w:styleId="s"><w:name w:val="粗字"/><w:rPr><w:b/></w:rPr></w:style>',
    )
    words = run(BODY), run(MORE, properties='<w:rStyle w:val="s"/>')
    assert [each.bold for each in only(p(*words, style="x"), parts={"styles.xml": sheet}).runs] == [
        True,
        False,
    ]


# --- Line breaks, blanks and pages ----------------------------------------------------------------


def test_a_line_break_after_a_sentence_begins_a_paragraph_and_the_indent_goes():
    assert texts(p("　　" + BODY, BREAK, "　　" + MORE)) == [BODY, MORE]


def test_a_line_break_in_the_middle_of_a_sentence_was_only_wrapped():
    assert texts(p(BODY[:30], BREAK, BODY[30:])) == [BODY]


def test_a_wrapped_title_is_one_title():
    body = p(BODY)
    styled = {"styles.xml": word.styles(word.style("1", "heading 1"))}
    assert texts(p("一张提单", BREAK, "走遍全球", style="1"), body, parts=styled)[0] == "一张提单走遍全球"
    assert texts(p("一张提单", BREAK, "走遍全球", size=22, align="center"), body)[0] == "一张提单走遍全球"


def test_lines_of_a_masthead_stay_apart():
    lines = "2026 年第 1 期", BREAK, "（总第 40 期）", BREAK, "2026 年 1 月 30 日"
    assert texts(p(*lines, align="center"), p(BODY), p(MORE))[:3] == [
        "2026 年第 1 期",
        "（总第 40 期）",
        "2026 年 1 月 30 日",
    ]


def test_a_title_and_the_line_under_it_in_another_size_stay_apart():
    title = p(run("港城数字经贸", size=36), BREAK, run("港城快报增刊", size=22), align="center")
    assert texts(title, p(BODY)) == ["港城数字经贸", "港城快报增刊", BODY]


def test_pages_are_counted_and_their_breaks_kept():
    blocks = read(
        document(
            p(BODY),
            p("第二页的字。", properties="<w:pageBreakBefore/>"),
            p("还在第二页。", PAGE, "到了第三页。"),
            p("新的一节前。", properties="<w:sectPr/>"),
            p("第四页的字。"),
        )
    )
    assert [(block.text, block.page) for block in blocks if block.text] == [
        (BODY, 1),
        ("第二页的字。", 2),
        ("还在第二页。", 2),
        ("到了第三页。", 3),
        ("新的一节前。", 3),
        ("第四页的字。", 4),
    ]
    assert sum(block.kind is Kind.PAGE_BREAK for block in blocks) == 3


def test_a_page_that_begins_in_a_cell_is_a_new_page():
    cell = p(MORE, properties="<w:pageBreakBefore/>")
    assert [block.page for block in read(document(word.table([p(BODY)], [cell]))) if block.text] == [1, 2]


def test_where_word_noted_its_own_pages_these_are_counted():
    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    blocks = read(document(p(BODY), p(rendered, MORE), p("末段。", PAGE), p(rendered, "第三页。")))
    assert [block.page for block in blocks if block.text] == [1, 2, 2, 3]


def test_blanks_hyphens_and_symbols_read_as_people_see_them():
    odd = "<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>15</w:t><w:softHyphen/><w:t xml:space='preserve'>\u00a0日 </w:t></w:r>"
    bullet = '<w:r><w:sym w:font="Wingdings" w:char="F06C"/></w:r>'
    assert texts(p(odd), p(bullet, " 提单上线")) == ["12-15 日", "● 提单上线"]
    assert texts(p(run("l", font="Wingdings"), " 提单上线"), p("\uf06e 口岸")) == ["● 提单上线", "■ 口岸"]


def test_a_line_of_dashes_is_a_rule():
    assert shown(read(document(p("——————"), p(BODY)))) == [(Kind.RULE, ""), (Kind.PARAGRAPH, BODY)]


# --- Numbering ------------------------------------------------------------------------------------

OFFICIAL = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]


def test_the_numbers_of_an_official_document_are_part_of_the_text():
    numbered = [p(text, number=(1, depth)) for text, depth in zip("甲乙丙丁戊", (0, 1, 1, 0, 1), strict=True)]
    parts = {"numbering.xml": word.numbering(OFFICIAL)}
    assert texts(*numbered, parts=parts) == ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"]


def test_lists_with_figures_and_bullets_are_lists():
    parts = {"numbering.xml": word.numbering([("decimal", "%1.")], [("bullet", "\uf0b7"), ("bullet", "o")])}
    blocks = read(
        document(p("甲", number=(1, 0)), p("乙", number=(1, 0)), p("丙", number=(2, 1)), parts=parts)
    )
    assert [(block.kind, block.text, block.marker, block.level) for block in blocks] == [
        (Kind.LIST_ITEM, "甲", "1.", 1),
        (Kind.LIST_ITEM, "乙", "2.", 1),
        (Kind.LIST_ITEM, "丙", "-", 2),
    ]


def test_an_article_marked_by_an_automatic_bullet_keeps_its_mark():
    parts = {"numbering.xml": word.numbering([("bullet", "●")])}
    heading, _ = read(document(p("提单上线", number=(1, 0), bold=True, size=18), p(BODY), parts=parts))
    assert (heading.kind, heading.text) == (Kind.HEADING, "● 提单上线")


def test_a_list_that_starts_anew_counts_from_its_own_start():
    anew = (
        '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    parts = {"numbering.xml": word.numbering([("chineseCounting", "%1、")], extra=anew)}
    numbered = [p("项", number=(identity, 0)) for identity in (1, 1, 9, 9)]
    assert texts(*numbered, parts=parts) == ["一、项", "二、项", "一、项", "二、项"]


def test_a_style_brings_its_number_and_zero_takes_it_away():
    style = word.style("x", "编号段", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    parts = {
        "numbering.xml": word.numbering([("ideographTraditional", "%1．")]),
        "styles.xml": word.styles(style),
    }
    assert texts(p("项", style="x"), p("项", style="x", number=(0, 0)), p("项", style="x"), parts=parts) == [
        "甲．项",
        "项",
        "乙．项",
    ]


@pytest.mark.parametrize(
    ("manner", "count", "label"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("chineseCounting", 105, "一百零五"),
        ("chineseCounting", 110, "一百一十"),
        ("chineseCounting", 2010, "二千零一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("upperRoman", 44, "XLIV"),
        ("lowerLetter", 28, "bb"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalZero", 7, "07"),
        ("nobodyKnows", 8, "8"),
    ],
)
def test_numbers_are_written_in_the_manner_of_their_list(manner, count, label):
    start = word.numbering([(manner, "%1、")]).replace('<w:start w:val="1"/>', f'<w:start w:val="{count}"/>')
    assert texts(p("项", number=(1, 0)), parts={"numbering.xml": start}) == [f"{label}、项"]


# --- What hangs on the words ----------------------------------------------------------------------


def test_a_footnote_hangs_on_the_words_before_its_mark():
    parts = {"footnotes.xml": word.footnotes(n2="数字来自港务局。", n3="按当日汇率。")}
    block = only(p("吞吐量创新高", word.note(2), "，收入", word.note(3), "也增长了。"), parts=parts)
    assert block.runs == (
        Run("吞吐量创新高", note="数字来自港务局。"),
        Run("，收入", note="按当日汇率。"),
        Run("也增长了。"),
    )


def test_links_of_both_kinds_lead_where_they_say_and_only_to_public_places():
    hyperlink = '<w:hyperlink r:id="{}">' + run("原文") + "</w:hyperlink>"
    links = {"a": "https://example.com/提单?x=1&y=2".replace("提单", "%E6%8F%90"), "b": "file:///etc/passwd"}
    block = only(
        p(
            hyperlink.format("a"),
            hyperlink.format("b"),
            word.field('HYPERLINK "mailto:desk@example.com"', run("来信")),
            word.field('HYPERLINK \\l "_Toc1"', run("见下")),
        ),
        links=links,
    )
    assert block.runs == (
        Run("原文", link=links["a"]),
        Run("原文"),
        Run("来信", link="mailto:desk@example.com"),
        Run("见下"),
    )


def test_a_picture_is_a_block_with_its_bytes_and_description():
    before, picture, after = read(
        document(
            p(BODY),
            p(word.picture("i", "吊机卸船"), word.picture("e")),
            p(MORE),
            parts={"media/1.png": png(), "media/2.emf": b"\x01\0\0\0 EMF"},
            embedded={"i": "media/1.png", "e": "media/2.emf"},
        )
    )
    assert (before.text, after.text) == (BODY, MORE)
    assert (picture.kind, picture.text, picture.picture) == (Kind.IMAGE, "吊机卸船", png())


def test_a_picture_outside_the_package_is_not_looked_for():
    assert texts(p(word.picture("i", "外来")), p(BODY), links={"i": "https://example.com/1.png"}) == [BODY]


def test_a_text_box_is_read_once_where_its_anchor_stands():
    box = word.text_box(p("港城数字经贸", size=36), p("2026 年第 1 期"))
    assert texts(p(box, BODY)) == ["港城数字经贸", "2026 年第 1 期", BODY]


# --- What belongs to the text ---------------------------------------------------------------------


def test_tracked_changes_are_read_as_accepted():
    changes = p(
        "港口",
        f'<w:ins w:id="1">{run("昨天")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>前天</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3">{run("挪走的")}</w:moveFrom>',
        f'<w:moveTo w:id="4">{run("挪来的")}</w:moveTo>',
        "开了航。",
    )
    assert texts(changes) == ["港口昨天挪来的开了航。"]


def test_a_paragraph_whose_mark_was_deleted_runs_into_the_next():
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert texts(p("港口昨天", properties=deleted), p("开了航。"), p("另一段。")) == [
        "港口昨天开了航。",
        "另一段。",
    ]


def test_words_with_a_deleted_mark_are_kept_where_no_paragraph_follows():
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    lost = p("港口昨天开了航。", properties=deleted)
    assert texts(lost) == ["港口昨天开了航。"]
    assert texts(lost, word.table([BODY])) == ["港口昨天开了航。", BODY]


def test_comments_hidden_words_and_codes_are_left_out_and_results_kept():
    comment = '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    hidden = run("看不见的字", properties="<w:vanish/>")
    count = word.field(" NUMPAGES ", run("12"))
    parts = {"comments.xml": f"<w:comments {word.DECLARED}>{p('批注')}</w:comments>"}
    assert texts(p(comment, "全文共", hidden, count, "页。"), parts=parts) == ["全文共12页。"]


def test_headers_and_footers_are_no_text():
    parts = {"header1.xml": f"<w:hdr {word.DECLARED}>{p('页眉')}</w:hdr>"}
    assert texts(p(BODY), parts=parts) == [BODY]


def test_a_field_that_never_ends_takes_no_text_with_it():
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(p("甲", begun), p("乙")) == ["甲", "乙"]


def test_a_contents_list_that_never_ends_swallows_no_heading():
    begun = word.field('TOC \\o "1-3"', run("提单上线")).replace(
        'w:fldCharType="end"', 'w:fldCharType="other"'
    )
    sheet = word.styles(word.style("1", "heading 1"))
    listed, heading, _ = read(document(p(begun), p("口岸", style="1"), p(BODY), parts={"styles.xml": sheet}))
    assert (listed.kind, heading.kind) == (Kind.PARAGRAPH, Kind.HEADING)


def test_the_lines_of_an_automatic_contents_list_are_paragraphs_as_printed():
    sheet = word.styles(word.style("10", "toc 1"), word.style("1", "heading 1"))
    line = p(run("提单上线"), TAB, word.field("PAGEREF _Toc1", run("3")), style="10", bold=True)
    field = p(word.field('TOC \\o "1-3"', run("口岸平台", bold=True), TAB, run("5")))
    for listed in ([line], [word.contents_control(p("提单上线", TAB, "3", bold=True))], [field]):
        block, *_ = read(document(*listed, p(BODY), parts={"styles.xml": sheet}))
        assert block.kind is Kind.PARAGRAPH
        assert block.text in ("提单上线\t3", "口岸平台\t5")


# --- Tables ---------------------------------------------------------------------------------------


def test_a_table_of_facts_is_a_table_with_merged_cells_written_once():
    wide = word.cell("进出口（亿元）", '<w:gridSpan w:val="2"/>')
    first = word.cell("港城", '<w:vMerge w:val="restart"/>'), word.cell("", "<w:vMerge/>")
    table = word.table(
        ["城市", wide],
        [first[0], "出口", "12|3"],
        [first[1], word.cell(p("进口", bold=True)), "9*9"],
        borders=True,
    )
    block = only(table)
    assert block.kind is Kind.TABLE
    assert block.markdown.splitlines() == [
        "| 城市 | 进出口（亿元） |  |",
        "| --- | --- | --- |",
        "| 港城 | 出口 | 12\\|3 |",
        "|  | **进口** | 9\\*9 |",
    ]


def test_a_title_within_a_table_stands_before_it():
    table = word.table(
        [word.cell("附表：港口吞吐量", '<w:gridSpan w:val="2"/>')],
        ["港口", "箱量"],
        ["东港", "12"],
        borders=True,
    )
    assert [kind for kind, _ in shown(read(document(table)))] == [Kind.PARAGRAPH, Kind.TABLE]


@pytest.mark.parametrize(
    "rows",
    [
        [[p("港城数字经贸") + p("2026 年第 1 期")], [p(BODY) + p(MORE)]],
        [["港城数字经贸", "2026 年第 1 期"], [p(BODY), p(MORE)]],
        [[word.table(["港城数字经贸"]) + p(""), "2026 年第 1 期"], [BODY, MORE]],
    ],
    ids=["one column", "two columns without lines", "a table in a table"],
)
def test_a_table_that_lays_out_the_page_is_read_cell_by_cell(rows):
    assert texts(word.table(*rows)) == ["港城数字经贸", "2026 年第 1 期", BODY, MORE]


@pytest.mark.parametrize("borders", [False, True])
def test_a_title_and_its_page_number_in_two_cells_are_one_line(borders):
    listed = word.table(["提单上线", "3"], ["口岸平台", "5"], borders=borders)
    assert texts(listed) == ["提单上线\t3", "口岸平台\t5"]


def test_figures_that_go_up_and_down_are_no_pages():
    assert only(word.table(["东港", "12"], ["西港", "9"], borders=True)).kind is Kind.TABLE


def test_two_columns_of_names_and_figures_under_a_head_are_facts_even_without_lines():
    assert only(word.table(["城市", "箱量"], ["东港", "12.5"], ["西港", "约 9"])).kind is Kind.TABLE


def test_blocks_are_numbered_from_one():
    assert [block.line for block in read(document(p(BODY), p(""), p(MORE, PAGE)))] == [1, 2, 3]
