"""The readers' pages, made from values alone: no database, no clock, no browser."""

import dataclasses
import datetime
import re
from urllib.parse import quote, unquote, urldefrag

import pytest
from django.utils import translation

from publishing.search.page import SEARCH
from publishing.site.assets import assets
from publishing.snapshot import Credit, IssueSnapshot, SectionSnapshot
from tests.builders import article_snapshot, issue_snapshot
from tests.publishing.reader import HOSTILE, Walk, html_pages, issue, links, site

ISSUES = ((2026, 2), (2026, 1), (2025, 12), (2024, 12))


def corrected() -> tuple[IssueSnapshot, IssueSnapshot]:
    """An issue whose second edition lacks one of its two articles."""
    return (
        issue(2026, 1, "dddd2222", edition=2, note="“十个”应为“九个”。"),
        issue(2026, 1, "dddd2222", "nnnn2222"),
    )


@pytest.fixture(scope="module")
def three_years() -> dict[str, bytes]:
    return site(
        issue(2026, 2, "aaaa2222", "bbbb2222", "cccc2222"),
        corrected(),
        issue(2025, 12, "eeee2222", "ffff2222"),
        issue(2024, 12, "gggg2222", "hhhh2222", "kkkk2222"),
    )


def file_at(address: str) -> str:
    """The file that a server of the site's folder sends for an address, by its path."""
    return unquote(f"{address}index.html" if address.endswith("/") else address).lstrip("/")


def leads_somewhere(files: dict[str, bytes], path: str, link: str) -> bool:
    """Whether a link of the page at `path` names a file, and a place in it if it names one; search is no file."""
    address, fragment = urldefrag(link)
    if address == SEARCH:
        return True
    content = files.get(file_at(address) or path)
    if content is None:
        return False
    return not fragment or f'id="{fragment}"'.encode() in content


def test_every_link_leads_to_a_page_that_exists(three_years):
    issues = [f"{year}/{number}/{year}-{number:02d}" for year, number in ISSUES]
    downloads = {f"{issue}.{suffix}": b"" for issue in issues for suffix in ("pdf", "html")}
    downloads |= {f"2026/1/editions/1/2026-01.{suffix}": b"" for suffix in ("pdf", "html")}
    files = three_years | downloads
    followed = [(path, link) for path, page in html_pages(three_years) for link in links(path, page)]
    assert [(path, link) for path, link in followed if not leads_somewhere(files, path, link)] == []
    assert len(followed) > 300


def test_every_page_can_be_reached_from_the_home_page(three_years):
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in three_years:
            continue
        reached.add(path)
        if path.endswith(".html"):
            targets = (urldefrag(link)[0] for link in links(path, Walk(three_years[path])))
            waiting += map(file_at, targets)
    left_behind = "2026/1/nnnn2222/index.html"  # for those who kept the address of what was taken out
    for_people = {path for path in three_years if path.endswith(".html")}
    assert for_people - reached == {"404.html", left_behind}


def test_lists_are_written_after_what_they_link_to_and_the_home_page_last(three_years):
    order = list(three_years)
    assert order[0].startswith("assets/")
    assert order.index("2026/2/aaaa2222/index.html") < order.index("2026/2/index.html")
    assert order.index("2024/12/index.html") < order.index("sections/hangye-zixun/index.html")
    assert order.index("2026/index.html") < order.index("archive/index.html")
    assert order[-1] == "index.html"


def test_each_page_is_chinese_has_one_h1_and_headings_without_gaps(three_years):
    for path, page in html_pages(three_years):
        assert page.all("html") == [{"lang": "zh-CN"}], path
        assert page.headings.count(1) == 1, path
        steps = zip([0, *page.headings], page.headings, strict=False)
        assert all(after <= before + 1 for before, after in steps), f"{path}: {page.headings}"
        assert not page.open, path


def test_each_page_has_landmarks_and_a_skip_link(three_years):
    for path, page in html_pages(three_years):
        assert page.all("header"), path
        assert [len(page.all("main")), len(page.all("footer"))] == [1, 1], path
        assert page.all("a")[0]["href"] == "#" + page.all("main")[0]["id"], path


def test_each_navigation_of_a_page_has_a_name_of_its_own(three_years):
    for path, page in html_pages(three_years):
        names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.all("nav")]
        assert all(names), path
        assert len(names) == len(set(names)), path


def test_each_page_has_an_icon_and_a_title_of_its_own(three_years):
    pages = list(html_pages(three_years))
    for path, page in pages:
        assert {"icon", "stylesheet"} <= {link["rel"] for link in page.all("link")}, path
    titles = [page.texts["title"][0] for _, page in pages]
    assert len(titles) == len(set(titles)), "two pages share a title"


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(three_years):
    for path, page in html_pages(three_years):
        assert not page.all("style", "iframe"), path
        assert all((one["method"], one["action"]) == ("get", "/search/") for one in page.all("form")), path
        assert all(re.fullmatch(r"/assets/\w+\.\w+\.js", one["src"]) for one in page.scripts), path
        for tag, attributes in page.elements:
            assert not [name for name in attributes if name == "style" or name.startswith("on")], path
            if tag in ("link", "img") and attributes.get("rel") != "canonical":
                assert attributes.get("href", attributes.get("src", "")).startswith("/"), path


def test_ids_are_unique_within_a_page(three_years):
    for path, page in html_pages(three_years):
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids)), path


def test_the_home_page_shows_the_latest_issue_with_its_date_and_contents_by_section(three_years):
    page = Walk(three_years["index.html"])
    assert "2026 年 2 月 28 日 星期六" in page.text
    assert [heading.strip() for heading in page.texts["h3"]] == ["行业资讯", "协会动态"]
    assert "2026 年的文章 cccc2222" in page.text
    assert "港城日报" in page.text
    assert {"/2026/1/", "/2025/12/", "/archive/", "/sections/hangye-zixun/"} <= {
        a["href"] for a in page.all("a")
    }


def test_an_empty_site_says_so_kindly():
    files = site()
    assert [path for path in files if path.endswith(".html")] == [
        "figures/index.html",
        "about/index.html",
        "sections/index.html",
        "sources/index.html",
        "authors/index.html",
        "archive/index.html",
        "404.html",
        "index.html",
    ]
    assert "还没有出版的期次" in Walk(files["index.html"]).text
    assert "还没有出版的期次" in Walk(files["archive/index.html"]).text


def test_an_issue_page_names_number_serial_date_publisher_and_files(three_years):
    page = Walk(three_years["2026/2/index.html"])
    for words in ("2026 年", "第2期", "总第 38 期", "2026 年 2 月 28 日", "港城数字经贸促进会秘书处"):
        assert words in page.text
    downloads = {a["href"]: a["download"] for a in page.all("a") if "download" in a}
    assert downloads == {
        "/2026/2/2026-02.pdf": "港城数字经贸.pdf",
        "/2026/2/2026-02.html": "港城数字经贸.html",
    }
    assert "1.2 MB" in page.text
    assert "84 KB" in page.text
    assert [a["href"] for a in page.all("a") if a.get("rel") == "prev"] == ["/2026/1/"]
    assert not [a for a in page.all("a") if a.get("rel") == "next"]


def test_an_article_names_its_source_before_its_text():
    credit = Credit(
        "港城日报",
        "gangcheng-ribao",
        "海湾网",
        "林一",
        "https://example.org/文章?a=1&b=2",
        datetime.date(2026, 1, 9),
    )
    article = article_snapshot(subtitle="写在试点一年之际", credits=(credit,))
    page = Walk(site(issue_snapshot(article))["2026/1/abcd2345/index.html"])
    words = (
        "港口用上了数字提单",
        "写在试点一年之际",
        "港城日报",
        "转自海湾网",
        "林一",
        "2026 年 1 月 9 日",
        "当天",
    )
    main = page.texts["article"][0]
    places = [main.index(word) for word in words]
    assert places == sorted(places)
    addresses = {a["href"] for a in page.all("a")}
    assert {"/sources/gangcheng-ribao/", "https://example.org/%E6%96%87%E7%AB%A0?a=1&b=2"} <= addresses


def test_the_byline_counts_before_the_author_of_the_original():
    page = Walk(site(issue_snapshot(article_snapshot(byline="本刊编辑部")))["2026/1/abcd2345/index.html"])
    assert "本刊编辑部" in page.text
    assert "林一" not in page.text


def test_an_article_says_how_long_it_takes_to_read():
    long = article_snapshot(body="一二三四五六七八九十" * 120)
    assert (
        "全文 1200 字，阅读约 3 分钟" in Walk(site(issue_snapshot(long))["2026/1/abcd2345/index.html"]).text
    )


def test_a_heading_in_a_text_stands_below_the_title(three_years):
    page = Walk(three_years["2026/2/aaaa2222/index.html"])
    assert page.texts["h1"] == ["2026 年的文章 aaaa2222"]
    assert "下一步" in page.texts["h2"]


def test_articles_of_an_issue_lead_to_the_ones_before_and_after(three_years):
    page = Walk(three_years["2026/2/bbbb2222/index.html"])
    ways = {a["rel"]: a["href"] for a in page.all("a") if a.get("rel") in ("prev", "next")}
    assert ways == {"prev": "/2026/2/aaaa2222/", "next": "/2026/2/cccc2222/"}


def test_a_table_wider_than_a_phone_scrolls_by_itself_and_by_keyboard():
    body = "| 指标 | 数值 |\n|---|---:|\n| 箱量 | 12.5 |\n"
    page = Walk(site(issue_snapshot(article_snapshot(body=body)))["2026/1/abcd2345/index.html"])
    assert [box["tabindex"] for box in page.all("div") if box.get("class") == "table"] == ["0"]


def test_older_years_of_a_section_have_pages_of_their_own(three_years):
    newest = Walk(three_years["sections/hangye-zixun/index.html"])
    assert "bbbb2222" in newest.text
    assert "eeee2222" not in newest.text
    assert "共 7 篇，2026 年 3 篇" in newest.text
    assert "eeee2222" in Walk(three_years["sections/hangye-zixun/2025/index.html"]).text
    assert "sections/hangye-zixun/2026/index.html" not in three_years
    assert "gggg2222" in Walk(three_years["sources/gangcheng-ribao/2024/index.html"]).text


def test_a_section_that_changed_its_name_keeps_one_page_under_the_newest_name():
    renamed = (SectionSnapshot("行业观察", "hangye-zixun", (article_snapshot(uid="mmmm2222"),)),)
    files = site(issue(2026, 3, sections=renamed), issue(2026, 2, "aaaa2222"))
    page = Walk(files["sections/hangye-zixun/index.html"])
    assert page.texts["h1"] == ["行业观察"]
    assert "共 2 篇" in page.text


def test_hostile_words_are_shown_as_words_everywhere():
    credit = Credit(HOSTILE, "a", HOSTILE, HOSTILE, "javascript:alert(1)", None)
    article = article_snapshot(
        title=HOSTILE, subtitle=HOSTILE, byline=HOSTILE, summary=HOSTILE, credits=(credit,)
    )
    hostile = issue_snapshot(
        publication=HOSTILE, publisher=HOSTILE, licence=HOSTILE, colophon=HOSTILE, editor=HOSTILE,
        edition=2, note=HOSTILE, sections=(SectionSnapshot(HOSTILE, "s", (article,)),),
    )  # fmt: skip
    before = dataclasses.replace(hostile, edition=1, note="", colophon="", editor=f"{HOSTILE}？")
    for path, page in html_pages(site((hostile, before))):
        assert not [one for one in page.scripts if not one.get("src", "").startswith("/assets/")], path
        assert not page.all("img"), path
        assert not [a for a in page.all("a") if a.get("href", "").startswith("javascript")], path
        assert "alert(1)" in page.text
        assert "{{ 7 }}" in page.text
        assert "\x00" not in page.text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//example.org/x", "https://", "x y"]
)
def test_an_address_that_may_not_be_followed_is_not_linked(address):
    credit = Credit("港城日报", "gangcheng-ribao", "", "", address, None)
    page = Walk(site(issue_snapshot(article_snapshot(credits=(credit,))))["2026/1/abcd2345/index.html"])
    assert "查看原文" not in page.text


def test_lone_surrogates_do_not_stop_the_press():
    files = site(issue_snapshot(article_snapshot(title="半个\ud83d字", body="正文\udc00。")))
    assert "半个字" in Walk(files["2026/1/abcd2345/index.html"]).text


def test_the_same_values_give_the_same_bytes_in_any_language(three_years):
    with translation.override("de"):
        again = site(
            issue(2026, 2, "aaaa2222", "bbbb2222", "cccc2222"),
            corrected(),
            issue(2025, 12, "eeee2222", "ffff2222"),
            issue(2024, 12, "gggg2222", "hhhh2222", "kkkk2222"),
        )
    assert again == three_years


def test_an_asset_is_named_by_its_content(three_years):
    names = [path for path in three_years if path.startswith("assets/")]
    assert [re.sub(r"[0-9a-f]{12}", "…", name) for name in names] == [
        "assets/site.….css",
        "assets/favicon.….svg",
        "assets/figures.….js",
        "assets/theme.….js",
        "assets/reader.….js",
        "assets/voice.….js",
        "assets/search.….js",
    ]


def test_the_stylesheet_fetches_nothing_and_knows_dark_and_paper():
    css = next(page.content.decode() for page in assets() if page.path.endswith(".css"))
    assert "url(" not in css
    assert "@import" not in css
    assert re.findall(r"src: *(\w+)", css) == ["local"], "a face of the reader's own machine"
    assert "prefers-color-scheme: dark" in css
    assert "@media print" in css
    assert "/*" not in css


def test_an_issue_without_articles_still_has_a_page():
    page = Walk(site(issue_snapshot(sections=()))["2026/1/index.html"])
    assert "第1期" in page.text


def test_each_page_names_its_own_whole_address(three_years, settings):
    for path, page in html_pages(three_years):
        address = quote("/" + path.removesuffix("index.html"), safe="/~")
        canonical = [link["href"] for link in page.all("link") if link["rel"] == "canonical"]
        assert canonical == [f"{settings.SITE_URL}{address}"], path
