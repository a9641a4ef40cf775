"""An article's page and the tools around it, made from values alone: typography, parts, pictures, colours, weight."""

import datetime
import gzip
import io
import re
from urllib.parse import unquote

import pytest
from django.template.loader import render_to_string
from PIL import Image

from editorial import vault
from publishing.site.absolute import absolute
from publishing.site.article import Part, make_room, number_parts, set_for_reading
from publishing.site.assets import assets
from publishing.site.qr import qr_code
from publishing.snapshot import Credit, PictureSnapshot
from tests.builders import article_snapshot, issue_snapshot
from tests.publishing.reader import Walk, issue, site

PICTURE = "0123456789abcdef.png"
THREE_PARTS = """
开头的一段。

## 一、码头[^1]

### 岸边

## 二、“仓库”与[货架](https://example.org/)

## 三、海上

[^1]: 港区东侧的那一座。
"""


def article_page(body: str, **values) -> Walk:
    files = site(issue_snapshot(article_snapshot(body=body), **values))
    return Walk(files["2026/1/abcd2345/index.html"])


def outline(page: Walk) -> list[str]:
    return [a["href"] for a in page.all("a") if a.get("href", "").startswith("#part-")]


# --- Its parts ----------------------------------------------------------------------------------


def test_a_long_article_begins_with_a_list_of_its_parts():
    page = article_page(THREE_PARTS)
    assert outline(page) == ["#part-1", "#part-3", "#part-4"]
    headings = {h["id"] for h in page.all("h2", "h3") if h.get("id", "").startswith("part-")}
    assert headings == {"part-1", "part-2", "part-3", "part-4"}
    assert "本文内容 一、码头 二、“仓库”与货架 三、海上 开头的一段" in page.text


def test_an_article_with_two_sub_headings_has_no_such_list():
    assert outline(article_page("## 一\n\n甲。\n\n## 二\n\n乙。")) == []


def test_parts_are_named_in_plain_words_without_marks_of_notes():
    written = '<h3>甲 &amp; <em>乙</em><sup class="footnote-ref"><a href="#fn-1">[1]</a></sup></h3>'
    _html, parts = number_parts(written * 3)
    assert parts == (Part("part-1", "甲 & 乙"), Part("part-2", "甲 & 乙"), Part("part-3", "甲 & 乙"))


# --- Its words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "is_slanted"),
    [("<em>Incoterms 2020</em>", True), ("<em>必须核对</em>", False), ("<em>提单 B/L</em>", False)],
)
def test_emphasis_is_slanted_on_latin_words_alone(written, is_slanted):
    assert ('class="latin"' in set_for_reading(written)) is is_slanted


def test_a_web_address_in_the_text_may_break_between_its_parts_and_nowhere_else():
    written = '<p>见<a href="https://a.cn/b?c=1&amp;d=2">https://a.cn/b?c=1&amp;d=2</a>和<a href="https://a.cn/b/">甲/乙</a></p>'
    parts = re.search(r"<p>见<a[^>]*>(.*?)</a>和<a[^>]*>(.*?)</a>", set_for_reading(written))
    assert parts is not None
    assert parts[1].split("<wbr>") == ["https://", "a", ".cn/", "b", "?c", "=1", "&amp;d", "=2"]
    assert parts[2] == "甲/乙"


def test_a_table_a_quotation_and_a_note_are_what_they_are_to_every_browser():
    page = article_page("| 年 | 量 |\n|---|--:|\n| 2025 | 12.5 |\n\n> 引文。\n\n正文[^1]。\n\n[^1]: 注。")
    assert page.all("td")[1] == {"class": "align-right"}
    assert page.all("blockquote")
    assert [a["role"] for a in page.all("a") if "role" in a] == ["doc-noteref", "doc-backlink"]


# --- Its pictures -------------------------------------------------------------------------------


def test_a_picture_keeps_its_room_before_it_has_come():
    content = io.BytesIO()
    Image.new("RGB", (640, 360)).save(content, "PNG")
    picture = PictureSnapshot(PICTURE, vault.keep(content.getvalue()))
    page = article_page(f"![吊机](/pictures/{PICTURE})", pictures=(picture,))
    assert [(img["alt"], img["width"], img["height"]) for img in page.all("img")] == [("吊机", "640", "360")]


def test_a_picture_that_is_lost_does_not_stop_the_page():
    page = article_page(f"![吊机](/pictures/{PICTURE})", pictures=(PictureSnapshot(PICTURE, "0" * 64),))
    assert [img.get("width") for img in page.all("img")] == [None]


def test_the_title_of_a_picture_that_stands_alone_is_its_caption():
    page = article_page(
        f'![吊机](/pictures/{PICTURE} "夜里的<码头>")\n\n字![船](/pictures/{PICTURE} "船")字。'
    )
    assert page.texts["figcaption"] == ["夜里的<码头>"]
    assert len(page.all("img")) == 2


def test_a_picture_of_another_site_is_left_alone():
    written = '<p><img src="https://example.org/a.png" alt="" loading="lazy"></p>'
    assert make_room(written, lambda _name: (1, 1)) == written


# --- Around it ----------------------------------------------------------------------------------


def test_the_names_of_its_authors_lead_to_their_pages_and_the_line_reads_as_printed():
    credit = Credit("港城日报", "gangcheng-ribao", "", "本报记者 林一、林一鸣", "", None)
    page = Walk(site(issue_snapshot(article_snapshot(credits=(credit,))))["2026/1/abcd2345/index.html"])
    assert "作者本报记者 林一、林一鸣" in page.text
    addresses = [unquote(a["href"]) for a in page.all("a") if a["href"].startswith("/authors/")]
    assert addresses[:2] == ["/authors/林一/", "/authors/林一鸣/"]


def test_related_articles_are_listed_with_issue_and_date_and_none_leaves_no_trace():
    one = {
        "url": "/2025/3/x/",
        "title": "旧文",
        "issue": "2025 年第 3 期",
        "date": datetime.date(2025, 3, 28),
    }
    listed = Walk(render_to_string("site/parts/related.html", {"related": [one]}).encode())
    assert "相关文章 旧文 2025 年第 3 期 2025 年 3 月 28 日" in listed.text
    assert render_to_string("site/parts/related.html", {"related": []}) == ""


def test_paper_names_the_issue_the_source_and_the_address():
    credit = Credit("港城日报", "gangcheng-ribao", "", "", "https://example.org/a", None)
    page = Walk(site(issue_snapshot(article_snapshot(credits=(credit,))))["2026/1/abcd2345/index.html"])
    where = f"本文登在《港城数字经贸》2026 年第 1 期（总第 40 期），来源：港城日报。网址：{absolute('/2026/1/abcd2345/')}"
    assert where in page.text


def test_every_page_offers_size_and_theme_once_and_puts_them_on_before_it_shows():
    for path, content in site(issue(2026, 2, "aaaa2222"), issue(2026, 1, "bbbb2222")).items():
        if not path.endswith(".html"):
            continue
        page = Walk(content)
        settings = [one["data-setting"] for one in page.all("select") if "data-setting" in one]
        assert settings == ["size", "theme"], path
        theme = next(one for one in page.all("script") if "/theme." in one.get("src", ""))
        assert not {"defer", "async", "type"} & theme.keys(), path


def test_an_issue_shows_the_code_of_its_own_whole_address():
    page = site(issue(2026, 2, "aaaa2222"))["2026/2/index.html"].decode()
    assert qr_code(absolute("/2026/2/")) in page
    assert qr_code(absolute("/2026/2/")) != qr_code(absolute("/2026/1/"))


def test_a_code_is_dark_on_light_with_four_blank_modules_around_it():
    code = qr_code("https://jianbao.example.org/2026/2/")
    [side] = re.findall(r'viewBox="0 0 (\d+) ', code)
    assert f'fill="#fff" d="M0 0h{side}v{side}h-{side}z"' in code
    assert 'stroke="#000" d="M4 4.5h7' in code, "the first finder pattern begins after the quiet zone"
    assert " style=" not in code


# --- Its colours and its weight -----------------------------------------------------------------


def stylesheet() -> str:
    return next(page.content.decode() for page in assets() if page.path.endswith(".css"))


def colours(rule: str) -> dict[str, str]:
    """The colours that the first rule with this selector names."""
    block = stylesheet().partition(f"{rule} {{")[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("rule", [":root", ':root[data-theme="dark"]'])
def test_words_stand_out_from_the_paper_as_wcag_asks(rule):
    named = colours(rule)
    pairs = [(words, ground) for words in ("ink", "soft", "red") for ground in ("paper", "tint")]
    pairs.append(("on-red", "red"))
    faint = {pair: contrast(named[pair[0]], named[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


def test_dark_by_choice_is_dark_by_machine():
    chosen = colours(':root[data-theme="dark"]')
    assert chosen
    assert chosen == colours(':root:not([data-theme="light"])')


def test_an_article_of_three_thousand_characters_weighs_less_than_30_kb_with_styles_and_scripts():
    body = "".join(chr(0x4E00 + place * 7919 % 20000) for place in range(3000))
    files = site(issue_snapshot(article_snapshot(body=body)))
    page = files["2026/1/abcd2345/index.html"]
    own = [one["href"] for one in Walk(page).all("link") if one["rel"] in ("stylesheet", "icon")]
    own += [one["src"] for one in Walk(page).all("script") if "src" in one]
    parts = [page, *(files[address.lstrip("/")] for address in own)]
    assert len(parts) >= 5
    assert sum(len(gzip.compress(part)) for part in parts) < 30_000
