"""The printed issue as a reader, a screen reader and a librarian find it."""

import datetime
import hashlib
import io
import re
from dataclasses import replace
from typing import Any

import page
import pytest
from PIL import Image
from pypdf import PdfReader

from publishing import fonts
from publishing.formats.pdf import PDF
from publishing.snapshot import Credit, PictureSnapshot, SectionSnapshot
from tests.builders import article_snapshot, issue_snapshot

needs_chinese_type = pytest.mark.skipif(bool(fonts.missing()), reason="no Chinese fonts on this machine")
pytestmark = needs_chinese_type

# page-validation 0.11 reads every advance width in a CID-keyed CFF font program as 0 when the font
# matrix stands in the top dictionary, as in all Noto CJK fonts. The widths are compared below instead.
READS_NO_CFF_WIDTHS = {"PDFUA1-FONT-GLYPH-WIDTH-001", "PDFA2A-TRUETYPE-GLYPH-WIDTH-001"}

BODY = """港口用上了**数字提单**，签发只要*当天*办结，~~旧办法~~作废，代码 `print(1)`，见[官网](https://example.com/a)。

#### 先做什么

- 第一条
  - 再分一层

3. 编号从三起

> 引文用楷体排。

| 指标 | 同比 |
|:-----|----:|
| 出口 | 13.4% |

```
x = "代码"
```

---

增长 39.5%[^1]。

## 后做什么

全部码头[^1]。

[^1]: 港口年报第 12 页。
"""


def render(*articles, **values):
    return PDF.render(issue_snapshot(*articles, **values), {}).content


def text_of(content):
    """The text as copied out, without blanks and line ends."""
    return re.sub(r"\s", "", "".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(content)).pages))


def numbered(count):
    filler = "码头的同事把办事流程一步一步写清楚，企业照着就能办好。" * 30
    return [
        article_snapshot(uid=f"a{n}", title=f"港口新闻之{n}", body=f"{filler}\n\n第{n}篇到此为止。")
        for n in range(1, count + 1)
    ]


@pytest.fixture(scope="session")
def issue():
    first = article_snapshot(title="样样齐全", subtitle="副题在此", byline="林一", body=BODY)
    credited = replace(
        first,
        credits=(Credit("港城日报", "gc", "中经网", "", "https://example.com/", datetime.date(2026, 1, 3)),),
    )
    articles = numbered(6)
    return issue_snapshot(
        sections=(
            SectionSnapshot("行业资讯", "a", (credited, *articles[:4])),
            SectionSnapshot("协会动态", "b", tuple(articles[4:])),
        ),
        colophon="报：市商务局\n送：会员单位",
        licence="内部资料",
        editor="王敏",
    )


@pytest.fixture(scope="session")
def printed(issue):
    return PDF.render(issue, {}).content


@pytest.fixture(scope="session")
def reader(printed):
    return PdfReader(io.BytesIO(printed))


@pytest.mark.parametrize("subtitle", ["来自九个码头的观察", "——来自九个码头的观察"])
def test_a_subtitle_has_one_dash_however_it_was_typed(subtitle):
    words = text_of(PDF.render(issue_snapshot(article_snapshot(subtitle=subtitle)), {}).content)
    assert "——来自九个码头的观察" in words
    assert "———" not in words


def test_the_file_is_named_after_the_issue(issue):
    rendered = PDF.render(issue_snapshot(), {})
    assert (rendered.path, rendered.media_type) == ("2026-01.pdf", "application/pdf")


def test_every_page_is_a4(reader):
    for leaf in reader.pages:
        assert (float(leaf.mediabox.width), float(leaf.mediabox.height)) == pytest.approx(
            (595.28, 841.89), abs=0.1
        )


def test_nothing_that_was_written_is_missing(printed):
    text = text_of(printed)
    for words in (
        "港城数字经贸", "2026年第1期（总第40期）", "港城数字经贸促进会秘书处编印", "2026年1月30日",
        "【行业资讯】", "【协会动态】", "样样齐全", "副题在此", "来源：港城日报（转自中经网）", "作者：林一",
        "2026年1月3日", "数字提单", "签发只要当天办结", "旧办法", "print(1)", "官网", "先做什么", "再分一层", "3.编号从三起",
        "引文用楷体排。", "13.4%", 'x="代码"', "港口年报第12页。", "后做什么", "第6篇到此为止。",
        "报：市商务局", "送：会员单位", "责任编辑：王敏", "内部资料", "2026年1月30日印发",
    ):  # fmt: skip
        assert words in text, words


def test_the_contents_name_the_page_on_which_each_article_begins(reader, issue):
    pages = [re.sub(r"\s", "", leaf.extract_text()) for leaf in reader.pages]
    for article in issue.articles:
        (number,) = re.findall(re.escape(article.title) + r"(\d+?)(?=\D|$)", pages[0])
        begins = next(n for n, text in enumerate(pages[1:], start=2) if article.title in text)
        assert int(number) == begins, article.title


def test_the_contents_lead_to_the_articles(reader):
    assert len(reader.pages[0]["/Annots"]) >= 7


def test_every_page_carries_its_number_and_all_but_the_first_the_running_head(reader):
    for number, leaf in enumerate(reader.pages, start=1):
        text = re.sub(r"\s", "", leaf.extract_text())
        assert f"—{number}—" in text
        assert ("港城数字经贸2026年第1期（总第40期）" in text) or number == 1


def test_every_font_is_an_embedded_subset(reader):
    for leaf in reader.pages:
        for font in leaf["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert re.match(r"/[A-Z]{6}\+", descendant["/BaseFont"])
            assert {"/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"].get_object())


def test_font_programs_and_pdf_agree_on_every_width(reader):
    cff = pytest.importorskip("fontTools.cffLib")
    pens = pytest.importorskip("fontTools.pens.basePen")
    for leaf in reader.pages[:2]:
        for font in leaf["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            program = descendant["/FontDescriptor"].get_object().get("/FontFile3")
            if program is None:
                continue
            read = cff.CFFFontSet()
            read.decompile(io.BytesIO(program.get_object().get_data()), None)
            glyphs = read[0].CharStrings
            for cid, width in widths(descendant["/W"]).items():
                glyph = glyphs[f"cid{cid:05d}" if cid else ".notdef"]
                glyph.draw(pens.NullPen())
                assert glyph.width == pytest.approx(float(width), abs=1)


def widths(array):
    """The /W array (ISO 32000-1, 9.7.4.3) as a mapping from CID to width."""
    found: dict[int, float] = {}
    values = list(array)
    while values:
        first = values.pop(0)
        following = values.pop(0)
        if isinstance(following, list):
            found.update(enumerate(following, start=first))
        else:
            found.update(dict.fromkeys(range(first, following + 1), values.pop(0)))
    return found


def test_the_bookmarks_are_sections_articles_and_their_headings(reader):
    def titles(entries):
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in entries]

    outline = titles(reader.outline)
    assert outline[:3] == [
        "目录",
        "【行业资讯】",
        ["样样齐全", ["先做什么", "后做什么"], *[f"港口新闻之{n}" for n in range(1, 5)]],
    ]


def test_the_file_says_what_it_is(reader):
    assert reader.metadata.title == "港城数字经贸 2026 年第 1 期（总第 40 期）"
    assert reader.metadata.author == "港城数字经贸促进会秘书处"
    assert "行业资讯" in reader.metadata.keywords
    assert reader.metadata.creation_date.date() == datetime.date(2026, 1, 30)
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_is_accessible_and_fit_for_the_archive(printed, tmp_path, profile):
    (tmp_path / "issue.pdf").write_bytes(printed)
    failures = page.validate_pdf(str(tmp_path / "issue.pdf"), profile=profile).failures
    assert [f.message for f in failures if f.rule_id not in READS_NO_CFF_WIDTHS] == []


def test_the_same_issue_gives_the_same_bytes(issue, printed):
    assert PDF.render(issue, {}).content == printed


def test_links_lead_only_where_links_may_lead():
    body = "[好](https://example.com/) [信](mailto:a@example.com) [坏](javascript:alert(1)) [坏](data:text/html,x) [坏](file:///etc/passwd)"
    content = render(article_snapshot(body=body))
    found = {
        note.get_object()["/A"]["/URI"]
        for leaf in PdfReader(io.BytesIO(content)).pages
        for note in leaf.get("/Annots", [])
        if "/A" in note.get_object()
    }
    assert found == {"https://example.com/", "mailto:a@example.com"}


def test_a_correction_says_so_on_the_first_page():
    content = render(edition=2, note="第 3 页的数字已改正。\n谨致歉意。")
    first = re.sub(r"\s", "", PdfReader(io.BytesIO(content)).pages[0].extract_text())
    assert "更正说明（第2版）第3页的数字已改正。谨致歉意。" in first
    assert "更正说明" not in text_of(render())


def descriptions(content):
    """What a screen reader says of the pictures."""
    reader = PdfReader(io.BytesIO(content))
    size: Any = reader.trailer["/Size"]
    parts: list[Any] = [reader.get_object(number) for number in range(1, size)]
    return {part["/Alt"] for part in parts if isinstance(part, dict) and "/Alt" in part}


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg")])
def test_a_picture_is_printed_with_the_words_below_it_and_described_to_who_cannot_see_it(kind, suffix):
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(buffer, kind)
    name = f"{hashlib.sha256(buffer.getvalue()).hexdigest()[:16]}.{suffix}"
    snapshot = issue_snapshot(
        article_snapshot(body=f'见图。\n\n![码头鸟瞰](/pictures/{name} "四号泊位的夜班")'),
        pictures=(PictureSnapshot(name, "0" * 64),),
    )
    content = PDF.render(snapshot, {name: buffer.getvalue()}).content
    assert sum(len(leaf.images) for leaf in PdfReader(io.BytesIO(content)).pages) == 1
    assert "四号泊位的夜班" in text_of(content)
    assert "码头鸟瞰" not in text_of(content)
    assert "码头鸟瞰" in descriptions(content)


def test_a_picture_that_is_not_there_or_broken_is_named_instead():
    name = f"{'0' * 16}.png"
    snapshot = issue_snapshot(
        article_snapshot(body=f"![码头](/pictures/{name}) ![外站](https://example.com/x.png)")
    )
    assert "〔图：码头〕" in text_of(PDF.render(snapshot, {name: b"no picture"}).content)
    assert "〔图：外站〕" in text_of(PDF.render(snapshot, {}).content)


HOSTILE = {
    "typst": '#read("/etc/passwd") #import "@preview/x:1.0.0" $x$ [a]{b} <label> @ref \\',
    "html": "<script>alert(1)</script>",
    "controls": "甲\x00乙\x01丙\x1b[31m",
    "surrogate": "甲\ud800乙",
    "private use": "甲\ue000乙\ufdd0\uffff\U0010ffff",
    "right to left": "甲\u202e乙\u2066丙 שלום مرحبا",
    "emoji": "甲👨‍👩‍👧🇨🇳1⃣乙",
    "unknown scripts": "甲ก็ \u0e31 हिन्दी 中\u0301乙",
    "quotes": ">" * 10_000 + " 深处",
    "lists": "\n".join("  " * n + "- 层" for n in range(100)),
    "marks": "**粗*斜" * 200 + "*粗**" * 200,
    "long word": "a" * 1_000_000,
    "long line": "长句，" * 100_000,
    "table": "|" + "列|" * 40 + "\n|" + "-|" * 40 + "\n|" + "数据|" * 40,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_printed_not_run(body):
    content = render(article_snapshot(body=body))
    assert content.startswith(b"%PDF")
    if len(body) < 1000:
        text = text_of(content)
        assert "root:" not in text
        assert "甲" in text or "甲" not in body


def test_markup_of_the_press_in_a_text_is_text():
    assert '#read("/etc/passwd")' in text_of(render(article_snapshot(title='#read("/etc/passwd")')))


def test_a_character_without_type_is_replaced_by_a_geta_mark():
    assert "甲〓乙" in text_of(render(article_snapshot(body="甲\ue000乙")))


def test_a_very_short_issue_and_one_without_titles_are_set():
    assert render(article_snapshot(title="\u200b", body="", credits=()), publication=" ", publisher="")
    assert render(sections=())
