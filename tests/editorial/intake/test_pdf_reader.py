"""PDF → blocks: paragraphs as they were typed, whatever the make-up of the page."""

import io
import json
import re

import pypdf
import pytest
from PIL import Image

from editorial.intake.blocks import Kind
from editorial.intake.paragraphs import join_broken
from editorial.intake.propose import _propose
from editorial.intake.readers.pdf import pages, read
from editorial.intake.readers.pdf.spelling import spelt
from editorial.intake.sniff import Refused
from publishing.formats.pdf import PDF
from tests.builders import article_snapshot, issue_snapshot
from tests.conftest import SHARED
from tests.editorial.intake.pdfs import (
    HEI,
    KAI,
    literal,
    needs_chinese_type,
    needs_chromium,
    printed,
    stories,
    typeset,
)

pytestmark = needs_chinese_type

INDENTED = (
    "#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 1em, spacing: 1em)\n"
)
SPACED = "#set par(leading: 0.7em, spacing: 1.4em)\n"
LONG = (
    "口岸部门上月试行了夜间通关，船靠码头之后不必再等到天亮。值班人员在线上核对单据，遇到疑问当场电话问清，"
    "多数货物两个小时以内就能放行。几家冷链企业算过账，每柜水果平均少压一天货，损耗也跟着降了下来，"
    "司机不再整夜守在场外，码头门口那条路也不再堵车了。"
)
THIRD = "夜里的港区并不冷清。调度员说，灯一亮，人心就定，活儿也跟着顺了。"
OTHER = (
    "试行期满以后，口岸部门打算把做法写成规矩，推广到全部三个港区。配套的人手、灯光、网络都在添置，"
    "预计秋季可以到位。企业最关心的是收费，答复是夜间与白天一个价，不另外加收任何费用。"
)


@pytest.fixture(scope="module")
def sample_stories():
    return stories()


def texts(content: bytes, *kinds: Kind) -> list[str]:
    return [block.text for block in read(content) if not kinds or block.kind in kinds]


def marked_up(articles, heading: str) -> str:
    """The articles as Typst markup, `heading` being how a title is set, `%s` its words."""
    return "\n\n".join(
        "\n\n".join([heading % literal(title), *map(literal, paragraphs)]) for title, paragraphs in articles
    )


# --- Whole documents ----------------------------------------------------------------------------

CENTRED = '#align(center, text(size: 1.5em, weight: "bold")[%s])'
BOLD = '#par(first-line-indent: 0pt, text(weight: "bold")[%s])'
WITH_INDENT = {
    "Song": '#set page("a4", numbering: "— 1 —")\n',
    "an official document's large type": '#set page("a4", numbering: "- 1 -")\n#set text(size: 16pt)\n',
    "two columns": '#set page("a4", margin: 2cm, columns: 2)\n#set text(size: 10.5pt)\n',
    "three columns": '#set page("a3", margin: 2cm, columns: 3)\n#set text(size: 10pt)\n',
    "Kai with running head and foot": f"""#set page("a4",
        header: [港城数字经贸 #h(1fr) 2026 年第 1 期],
        footer: context align(center)[第 #counter(page).display() 页　共 #counter(page).final().first() 页])
        #set text(font: "{KAI}", size: 13pt)\n""",
}
WITH_SPACE = {
    "Hei, ragged": f'#set page("a5", margin: 1.5cm)\n#set text(font: "{HEI}", size: 11pt)\n{SPACED}',
    "Song, flush": f'#set page("a4")\n{SPACED}#set par(justify: true)\n',
    "two columns": f'#set page("a4", margin: 2cm, columns: 2)\n#set text(size: 9pt)\n{SPACED}',
}
by_heading = pytest.mark.parametrize("heading", [CENTRED, BOLD], ids=["centred titles", "bold titles"])


def typed(articles) -> list[str]:
    return [paragraph for _, paragraphs in articles for paragraph in paragraphs]


def headings(blocks) -> list[str]:
    return [block.text for block in blocks if block.kind is Kind.HEADING]


@by_heading
@pytest.mark.parametrize("setup", WITH_INDENT.values(), ids=WITH_INDENT)
def test_with_a_first_line_indent_all_comes_out_as_typed(setup, heading, sample_stories):
    blocks = read(typeset(setup + INDENTED + marked_up(sample_stories, heading)))
    assert headings(blocks) == [title for title, _ in sample_stories]
    assert [block.text for block in blocks if block.kind is Kind.PARAGRAPH] == typed(sample_stories)


@by_heading
@pytest.mark.parametrize("setup", WITH_SPACE.values(), ids=WITH_SPACE)
def test_in_spaced_blocks_only_a_page_that_ends_with_a_sentence_leaves_a_doubt(
    setup, heading, sample_stories
):
    blocks, _ = join_broken(read(typeset(setup + marked_up(sample_stories, heading))))
    assert headings(blocks) == [title for title, _ in sample_stories]
    found = [block.text for block in blocks if block.kind is Kind.PARAGRAPH]
    assert "".join(found) == "".join(typed(sample_stories))
    missing = set(typed(sample_stories)) - set(found)
    assert len(missing) <= 1
    assert all(re.search("。”?$", piece) for piece in set(found) - set(typed(sample_stories)))


def test_paragraphs_told_apart_by_short_last_lines_alone_are_mostly_found(sample_stories):
    setup = '#set page("a4")\n#set par(justify: true, leading: 0.8em, spacing: 0.8em)\n'
    found = set(texts(typeset(setup + marked_up(sample_stories, CENTRED))))
    # The rest end exactly at the right edge, where nothing on paper shows it.
    assert sum(paragraph in found for paragraph in typed(sample_stories)) >= 0.85 * len(typed(sample_stories))


@needs_chromium
@pytest.mark.parametrize(
    "css",
    ["p { text-indent: 2em; margin: 0; text-align: justify }", "p { margin: 1em 0 }"],
    ids=["indent", "space"],
)
def test_what_chromium_prints_comes_out_as_typed(css, sample_stories):
    html = f"<style>body {{ font: 12pt 'Noto Serif CJK SC' }} {css}</style>" + "".join(
        f"<h2>{title}</h2>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        for title, paragraphs in sample_stories
    )
    blocks = read(printed(html, head_and_foot=True))
    joined, _ = join_broken(blocks)
    assert headings(blocks) == [title for title, _ in sample_stories]
    found = [block.text for block in joined if block.kind is Kind.PARAGRAPH]
    assert squeezed(["".join(found)]) == squeezed(["".join(typed(sample_stories))])
    assert len(set(squeezed(typed(sample_stories))) - set(squeezed(found))) <= 1


def squeezed(lines) -> list[str]:
    return [re.sub(r"\s", "", line) for line in lines]


def test_an_issue_from_our_own_press_comes_back(sample_stories):
    articles = [
        article_snapshot(
            uid=f"abcd234{place}", title=title, body="\n\n".join(map(literal_markdown, paragraphs))
        )
        for place, (title, paragraphs) in enumerate(sample_stories[:6])
    ]
    proposal = _propose(read(PDF.render(issue_snapshot(*articles), {}).content))
    assert (proposal.publication, proposal.publisher) == ("港城数字经贸", "港城数字经贸促进会秘书处")
    assert (proposal.year, proposal.number, proposal.serial) == (2026, 1, 40)
    assert str(proposal.date) == "2026-01-30"
    found = [article for section in proposal.sections for article in section.articles]
    assert [article.title for article in found] == [title for title, _ in sample_stories[:6]]
    assert [section.name for section in proposal.sections] == ["行业资讯"]
    assert {article.attributions[0].outlet for article in found} == {"港城日报"}
    paragraphs = [paragraph for article in found for paragraph in article.paragraphs]
    assert squeezed(paragraphs)[: len(typed(sample_stories[:6]))] == squeezed(typed(sample_stories[:6]))


def literal_markdown(text: str) -> str:
    return text.replace("*", "\\*")


# --- The first real issue -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def perfect():
    path = SHARED / "intake" / "v1-headings.blocks.json"
    if not path.exists():
        pytest.skip("../shared/intake is not here")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "whole"), [("v1-headings", 84), ("v2-direct", 83)])
def test_the_first_real_issue_is_read_whole(name, whole, perfect):
    proposal = _propose(read((SHARED / "intake" / f"{name}.pdf").read_bytes()))
    articles = [article for section in proposal.sections for article in section.articles]
    said = {kind: [text for other, text in perfect if other == kind] for kind, _ in perfect}
    assert proposal.publication == said["title"][0]
    assert f"{proposal.year}年第{proposal.number}期" == said["mast"][0]
    assert f"（总第{proposal.serial}期）" == said["mast"][1]
    assert f"{proposal.publisher}编" == said["mast"][2]
    assert f"{proposal.date:%Y年%-m月%-d日}" == said["mast"][3]
    assert [article.title for article in articles] == said["toc"]
    outlets = [re.sub(r"（文章来源：(?:.*《)?|[》）]", "", text) for text in said["source"]]
    assert [article.attributions[0].outlet for article in articles] == outlets
    found = set(squeezed(paragraph for article in articles for paragraph in article.paragraphs))
    assert sum(paragraph in found for paragraph in squeezed(said["para"])) >= whole
    assert {name for article in articles for name in article.subheadings} == set(said["sub"])


# --- Lines and paragraphs -----------------------------------------------------------------------

PAGE = '#set page("a5", margin: 2cm)\n'


def test_a_paragraph_that_a_page_cuts_in_two_is_one():
    content = typeset(f"{PAGE}{INDENTED}#v(14.2cm)\n{LONG}\n\n{OTHER}")
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 2
    assert texts(content) == [LONG, OTHER]


def test_a_paragraph_that_a_picture_cuts_in_two_is_one_and_the_picture_follows_it():
    source = (
        f'{PAGE}{INDENTED}#v(13.2cm)\n{LONG}#place(top, float: true, image("a.png", width: 6cm))\n\n{OTHER}'
    )
    blocks = read(typeset(source, a_png=picture()))
    assert [block.text for block in blocks if block.kind is Kind.PARAGRAPH] == [LONG, OTHER]
    assert Kind.IMAGE in {block.kind for block in blocks}


def test_the_further_lines_of_an_item_stay_with_it():
    source = f"{PAGE}{SPACED}#enum([{LONG}], [{OTHER}])\n#list([{OTHER}], [{LONG}])"
    blocks = read(typeset(source))
    assert [block.text for block in blocks] == [f"1. {LONG}", f"2. {OTHER}", OTHER, LONG]
    assert [block.kind for block in blocks[2:]] == [Kind.LIST_ITEM, Kind.LIST_ITEM]


def test_a_title_on_two_lines_is_one_and_its_subtitle_another():
    source = f"""{PAGE}#align(center)[#text(size: 20pt)[夜间通关在三个港区铺开 冷链企业率先受益]

    #text(size: 12pt)[港城口岸观察]]\n\n{INDENTED}{LONG}\n\n{OTHER}"""
    blocks = read(typeset(source))
    assert blocks[0].kind is Kind.HEADING
    assert blocks[0].text.replace(" ", "") == "夜间通关在三个港区铺开冷链企业率先受益"
    assert [(block.text, block.align) for block in blocks[1:2]] == [("港城口岸观察", "center")]


def test_a_credit_line_at_the_right_is_a_paragraph_of_its_own():
    blocks = read(typeset(f"{PAGE}{INDENTED}{LONG}\n\n#align(right)[（文章来源：港城日报）]\n\n{OTHER}"))
    assert [(block.text, block.align) for block in blocks] == [
        (LONG, "left"), ("（文章来源：港城日报）", "right"), (OTHER, "left")
    ]  # fmt: skip


def test_headings_are_ranked_by_size_and_weight():
    source = f"""{PAGE}{INDENTED}#text(size: 20pt)[港城观察]\n\n#text(size: 16pt)[夜间通关]\n\n{LONG}\n
    #text(font: "{HEI}")[一、收费不变]\n\n{OTHER}\n\n#text(weight: "bold")[二、人手到位]\n\n{OTHER}"""
    blocks = read(typeset(source))
    assert [(block.text, block.level) for block in blocks if block.kind is Kind.HEADING] == [
        ("港城观察", 1), ("夜间通关", 2), ("一、收费不变", 3), ("二、人手到位", 3)
    ]  # fmt: skip


def test_bold_within_a_paragraph_is_kept_however_it_was_made():
    twice = "#box[#place(dx: 0.3pt)[按件收费]按件收费]"
    blocks = read(
        typeset(
            f"{PAGE}{SPACED}船靠码头*三小时*就能放行，#text(stroke: 0.3pt)[损耗减半]。\n\n{twice}\n\n{LONG}"
        )
    )
    assert [run.text for block in blocks for run in block.runs if run.bold] == [
        "三小时",
        "损耗减半",
        "按件收费",
    ]
    assert blocks[0].text == "船靠码头三小时就能放行，损耗减半。"


def test_blanks_are_those_that_were_typed():
    text = "2026年开局，平台接入 24 家企业，PDF 与 Word 都能用，构筑 新优势。Latin words keep their blanks."
    assert texts(typeset(f"{PAGE}{text}")) == [text]


def test_a_latin_word_divided_at_a_line_end_is_whole_again():
    source = '#set page(width: 5cm, height: 20cm, margin: 1cm)\n#set text(lang: "en", hyphenate: true)\n'
    text = "The internationalization of characteristically decentralized telecommunications."
    content = typeset(f"{source}{text}")
    assert texts(content) == [text]


def test_index_figures_stay_in_their_line():
    assert texts(typeset(f"{PAGE}排放的 CO#sub[2] 少了 30 m#super[3]，够了。")) == [
        "排放的 CO2 少了 30 m3，够了。"
    ]


# --- Pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "folio",
    ["— #n —", "- #n -", "第 #n 页 共 9 页", "#n / 9", "· #n ·", "Page #n of 9", "#n"],
)
def test_running_heads_and_folios_are_left_out(folio):
    number = folio.replace("#n", "#counter(page).display()")
    setup = f'#set page("a5", margin: 2cm, header: [港城观察　2026 年第 3 期], footer: context align(center)[{number}])\n'
    content = typeset(f"{setup}{INDENTED}" + "\n\n#pagebreak()\n\n".join([LONG, OTHER, THIRD]))
    assert texts(content) == [LONG, OTHER, THIRD]


def test_text_that_comes_again_at_the_same_place_is_no_running_head():
    content = typeset(f"{PAGE}{INDENTED}" + "\n\n#pagebreak()\n\n".join([LONG, OTHER, LONG]))
    assert texts(content) == [LONG, OTHER, LONG]


def test_a_figure_at_the_end_of_the_text_is_no_folio():
    assert texts(typeset(f"{PAGE}{INDENTED}{LONG}\n\n2026"))[-1] == "2026"


def test_a_contents_list_has_a_tab_before_the_page():
    source = f"""{PAGE}#align(center)[目录]\n\n夜间通关在三个港区铺开 #box(width: 1fr, repeat[.]) 3\n
    冷链企业率先受益 #box(width: 1fr, repeat[…]) 12\n\n先说收费 #h(1fr) 15\n\n{INDENTED}{LONG}"""
    assert texts(typeset(source))[1:4] == [
        "夜间通关在三个港区铺开\t3",
        "冷链企业率先受益\t12",
        "先说收费\t15",
    ]


def test_a_footnote_hangs_on_its_word():
    source = f"{PAGE}{INDENTED}夜间通关#footnote[港城口岸年报第 12 页。]试行了一个月。{LONG}\n\n{OTHER}"
    blocks = read(typeset(source))
    assert [block.text for block in blocks] == [f"夜间通关试行了一个月。{LONG}", OTHER]
    assert [(run.text, run.note) for run in blocks[0].runs if run.note] == [
        ("夜间通关", "港城口岸年报第 12 页。")
    ]


def test_a_ruled_table_keeps_its_cells():
    source = f"{PAGE}{LONG}\n\n#table(columns: 3, [港区], [船次], [同比], [东港], [24], [3.1%], [西港], [9], [0.4%])\n\n{OTHER}"
    blocks = read(typeset(source))
    assert [block.kind for block in blocks] == [Kind.PARAGRAPH, Kind.TABLE, Kind.PARAGRAPH]
    assert blocks[1].markdown.splitlines() == [
        "| 港区 | 船次 | 同比 |", "| --- | --- | --- |", "| 东港 | 24 | 3.1% |", "| 西港 | 9 | 0.4% |"
    ]  # fmt: skip


def test_a_table_of_three_lines_keeps_its_cells():
    source = f"""{PAGE}{LONG}\n\n#table(columns: (1fr, 1fr), stroke: none, table.hline(), [港区], [船次], table.hline(),
    [东港], [24], [西港], [9], table.hline())\n\n{OTHER}"""
    [_, table, _] = read(typeset(source))
    assert table.markdown.splitlines()[2:] == ["| 东港 | 24 |", "| 西港 | 9 |"]


def test_a_frame_around_text_is_no_table():
    assert texts(typeset(f"{PAGE}{INDENTED}#rect[{LONG}]\n\n{OTHER}")) == [LONG, OTHER]


def picture(width: int = 60, height: int = 40) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(buffer, "PNG")
    return buffer.getvalue()


def test_a_picture_is_where_it_stands_and_an_ornament_is_not():
    source = f'{PAGE}{LONG}\n\n#image("a.png", width: 6cm)\n\n{OTHER}\n\n#image("a.png", width: 1cm)'
    blocks = read(typeset(source, a_png=picture()))
    assert [block.kind for block in blocks] == [Kind.PARAGRAPH, Kind.IMAGE, Kind.PARAGRAPH]
    assert Image.open(io.BytesIO(blocks[1].picture)).size == (60, 40)


def test_an_emblem_on_every_page_is_no_picture_of_the_text():
    setup = '#set page("a5", margin: 3cm, header: image("a.png", width: 2.5cm))\n'
    blocks = read(
        typeset(f"{setup}{LONG}\n\n#pagebreak()\n\n{OTHER}\n\n#pagebreak()\n\n{THIRD}", a_png=picture(60, 60))
    )
    assert [block.text for block in blocks] == [LONG, OTHER, THIRD]


def test_text_across_the_page_and_beside_it_is_left_out():
    stamp = "#place(dx: 3cm, dy: 3cm, rotate(-30deg)[内部资料])#place(dx: -9cm)[裁下的边]"
    assert texts(typeset(f"{PAGE}{stamp}{LONG}")) == [LONG]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_shown(angle):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typeset(f"{PAGE}{INDENTED}{LONG}\n\n{OTHER}")))
    writer.pages[0].rotate(angle).transfer_rotation_to_content()
    writer.pages[0].rotate(360 - angle)
    assert texts(written(writer)) == [LONG, OTHER]


def written(writer: pypdf.PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("drawn", "typed_as"),
    [
        ("⽂", "文"), ("⻓", "长"), ("⻔", "门"), ("豈", "豈"), ("ﬁ", "fi"), ("\uf06c", "●"), ("\uf0b7", "•"),
        ("\uf06e", "■"), ("\u00a0", " "), ("\u3000", "\u3000"), ("\0", ""), ("\u200b", ""), ("（", "（"),
        ("\ue123", "\ufffd"), ("Ａ", "Ａ"),
    ],
)  # fmt: skip
def test_a_sign_is_spelt_as_a_person_types_it(drawn, typed_as):
    assert spelt(drawn) == typed_as


# --- What is refused ----------------------------------------------------------------------------


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typeset(LONG)))
    writer.encrypt("geheim", algorithm="RC4-128")
    return written(writer)


def scanned() -> bytes:
    return typeset(
        '#set page("a5", margin: 0pt)\n#image("a.png", width: 100%, height: 100%)', a_png=picture(148, 210)
    )


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (encrypted, "密码"),
        (scanned, "文字识别"),
        (lambda: typeset(""), "没有文字"),
        (lambda: b"%PDF-1.7\n%%EOF", "损坏"),
        (lambda: typeset(LONG)[:900], "损坏"),
        (lambda: typeset("#for _ in range(401) [页 #pagebreak()]"), "400 页"),
    ],
    ids=["encrypted", "scanned", "empty", "nothing but a head", "truncated", "too many pages"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(make, said):
    with pytest.raises(Refused, match=said) as refusal:
        read(make())
    assert "请" in str(refusal.value)


def test_too_many_characters_are_refused(monkeypatch):
    monkeypatch.setattr(pages, "MAX_CHARACTERS", 100)
    with pytest.raises(Refused, match="上限"):
        read(typeset(LONG))


def test_a_password_that_only_guards_printing_does_not_matter():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typeset(f"{PAGE}{LONG}")))
    writer.encrypt("", owner_password="geheim", algorithm="RC4-128")
    assert texts(written(writer)) == [LONG]


def test_progress_is_told_page_by_page():
    told = []
    read(typeset(f"{PAGE}甲#pagebreak()乙#pagebreak()丙"), lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


# --- A whole issue in other make-ups ------------------------------------------------------------


def issue(articles, columns: int) -> str:
    """An issue with the publisher and the date on one line, a contents list with leaders, and credit lines
    at the right."""
    listed = "\n\n".join(
        f"{literal(title)} #box(width: 1fr, repeat[.]) {page}" for page, (title, _) in enumerate(articles, 2)
    )
    body = "\n\n".join(
        "\n\n".join(
            [
                f'#par(first-line-indent: 0pt, text(font: "{HEI}", size: 1.2em)[● {literal(title)}])',
                *map(literal, paragraphs),
                "#align(right)[（文章来源：港城日报）]",
            ]
        )
        for title, paragraphs in articles
    )
    return f"""#set page("a4", margin: 2.2cm, header: align(right)[港城数字经贸　2026 年第 1 期], numbering: "— 1 —")
    #align(center)[#text(size: 36pt, fill: red, weight: "bold")[港 城 数 字 经 贸]\n
    2026 年第 1 期\n\n（总第 40 期）]\n\n港城数字经贸促进会秘书处编 #h(1fr) 2026 年 1 月 30 日\n\n#line(length: 100%, stroke: red)
    #align(center)[目 录]\n\n【行业资讯】\n\n{listed}\n\n#pagebreak()\n
    {INDENTED}#par(first-line-indent: 0pt)[【行业资讯】]\n\n#columns({columns})[{body}]"""


@pytest.mark.parametrize("columns", [1, 2])
def test_an_issue_is_recognised(columns, sample_stories):
    articles = sample_stories[:5]
    proposal = _propose(read(typeset(issue(articles, columns))))
    assert (proposal.publication, proposal.publisher) == ("港城数字经贸", "港城数字经贸促进会秘书处")
    assert (proposal.year, proposal.number, proposal.serial) == (2026, 1, 40)
    assert str(proposal.date) == "2026-01-30"
    [section] = proposal.sections
    assert section.name == "行业资讯"
    assert [article.title for article in section.articles] == [title for title, _ in articles]
    assert {article.attributions[0].outlet for article in section.articles[1:]} == {"港城日报"}
    assert [paragraph for article in section.articles for paragraph in article.paragraphs] == typed(articles)
