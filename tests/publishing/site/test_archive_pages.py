"""The archive by year and month: what its pages show, what does not grow, and what a change leaves alone."""

import datetime
from urllib.parse import urldefrag

import pytest

from publishing.actions import publish
from publishing.corrections import correct, withdraw
from publishing.site import baking as folder_of_the_site
from publishing.site.catalogue import Catalogue, IssueEntry
from publishing.site.lists import FULLEST, RECENT, list_pages
from publishing.site.page import Page
from publishing.snapshot import Credit, SectionSnapshot
from tests import builders
from tests.builders import article_snapshot
from tests.publishing.reader import Walk, entry, issue, site

UIDS = ("aaaa2222", "bbbb2222", "cccc2222", "dddd2222", "eeee2222")


@pytest.fixture(scope="module")
def two_years() -> dict[str, bytes]:
    return site(
        issue(2026, 3, *UIDS),
        issue(2026, 1, "ffff2222"),
        issue(2025, 12, "gggg2222"),
        issue(2025, 2, "hhhh2222", "kkkk2222"),
    )


def hrefs(page: Walk) -> list[str]:
    return [a["href"] for a in page.all("a")]


# --- What the pages show ------------------------------------------------------------------------


def test_the_archive_has_the_covers_of_the_newest_year_and_a_line_for_each(two_years):
    page = Walk(two_years["archive/index.html"])
    assert "2026 年的文章 ffff2222" in page.text
    assert "2025 年的文章" not in page.text
    assert "共 4 期，9 篇文章" in page.text
    assert "第 2—12 期总第 26—36 期 2 期，3 篇" in page.text
    assert {"/2026/", "/2025/", "/sections/", "/sources/", "/authors/"} <= set(hrefs(page))
    assert "/2025/12/" not in hrefs(page)


@pytest.mark.parametrize(
    ("path", "description"),
    [
        ("archive/index.html", "《港城数字经贸》的全部期次，按年、栏目、来源和作者查找。"),
        ("2026/index.html", "《港城数字经贸》2026 年出版的 2 期，6 篇文章。"),
        ("sections/index.html", "《港城数字经贸》的 2 个栏目，按拼音排列。"),
        ("sections/hangye-zixun/index.html", "《港城数字经贸》栏目“行业资讯”，2026 年 3 篇文章。"),
        ("sections/hangye-zixun/2025/index.html", "《港城数字经贸》栏目“行业资讯”，2025 年 3 篇文章。"),
    ],
)
def test_a_list_says_in_one_sentence_what_it_holds(two_years, path, description):
    told = [
        meta["content"] for meta in Walk(two_years[path]).all("meta") if meta.get("name") == "description"
    ]
    assert told == [description]


def test_a_cover_is_a_small_front_page(two_years):
    page = Walk(two_years["archive/index.html"])
    start = page.text.index("港城数字经贸 2026 年第 3 期")
    cover = page.text[start : page.text.index("共 5 篇", start)]
    for words in ("总第 39 期", "3 月 28 日", "aaaa2222", "dddd2222"):
        assert words in cover
    assert "eeee2222" not in cover


def test_a_year_stands_in_the_order_of_its_months(two_years):
    page = Walk(two_years["2025/index.html"])
    assert [name for name in page.texts["h2"] if name.endswith("月")] == ["2 月", "12 月"]
    assert page.text.index("hhhh2222") < page.text.index("gggg2222")


def test_a_year_leads_to_the_months_in_which_something_came_out(two_years):
    page = Walk(two_years["2025/index.html"])
    months = [href for href in hrefs(page) if href.startswith("#month-")]
    assert months == ["#month-2", "#month-12"]
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert {urldefrag(month)[1] for month in months} <= ids


def test_a_year_counts_its_own_sections_sources_and_authors(two_years):
    page = Walk(two_years["2025/index.html"])
    assert "行业资讯3 篇" in page.text
    assert "港城日报3 篇" in page.text
    assert "林一3 篇" in page.text
    assert "协会动态" not in page.text
    assert {"/sections/hangye-zixun/2025/", "/sources/gangcheng-ribao/2025/"} <= set(hrefs(page))


def test_a_year_leads_to_the_years_beside_it(two_years):
    ways = {a["rel"]: a["href"] for a in Walk(two_years["2025/index.html"]).all("a") if "rel" in a}
    assert ways == {"next": "/2026/"}


# --- What does not grow -------------------------------------------------------------------------


def long_archive(years):
    """The lists of so many years of twelve issues, every article from an outlet and by an author of its own."""
    entries: list[IssueEntry] = []
    for year in range(2026, 2026 - years, -1):
        for number in range(12, 0, -1):
            mine = f"{year}{number:02}"
            credit = Credit(f"{mine}报", f"o-{mine}", "", chr(0x5F20) + chr(0x4E00 + len(entries)), "", None)
            articles = (article_snapshot(uid="aaaa2222", title=f"文章 {mine}", credits=(credit,)),)
            sections = (SectionSnapshot("行业资讯", "hangye-zixun", articles),)
            date = datetime.date(year, number, 20)
            entries.append(entry(issue(year, number, sections=sections, date=date)))
    catalogue = Catalogue("港城数字经贸", "", "", tuple(entries))
    shown = ("index.html", "archive/index.html", "2026/index.html", "sections/hangye-zixun/index.html")
    return {page.path: Walk(page.content) for page in list_pages(catalogue) if page.path in shown}


def test_no_list_grows_with_the_archive_but_by_a_line_a_year():
    short, long = long_archive(2), long_archive(12)
    grown = {path: len(hrefs(long[path])) - len(hrefs(short[path])) for path in short}
    assert grown == {
        "index.html": 0,
        "archive/index.html": 10,
        "2026/index.html": 0,
        "sections/hangye-zixun/index.html": 10,
    }


def test_the_home_page_lists_the_last_few_issues_and_the_fullest_shelves():
    page = long_archive(2)["index.html"]
    issues = {
        href for href in hrefs(page) if href[1:2].isdigit() and href.endswith("/") and href.count("/") == 3
    }
    assert len(issues) == RECENT + 1
    sources = {href for href in hrefs(page) if href.startswith("/sources/o-")}
    assert len(sources) == FULLEST + 1  # and the one of the latest issue


# --- What a change of the archive leaves alone --------------------------------------------------


@pytest.fixture
def rendered(monkeypatch):
    """The paths of pages that were made, as they are made."""
    paths = []

    def watch(page):
        paths.append(page.path)
        return page.render()

    monkeypatch.setattr(Page, "content", property(watch))
    return paths


def made(year, number, outlet, section):
    """An issue of one article, from an outlet and in a section whose addresses are their names in hexadecimal."""
    one = builders.issue(year, number)
    slugs = {name: f"x{name.encode().hex()}" for name in (outlet, section)}
    builders.source(outlet, slug=slugs[outlet])
    shelf = builders.section(section, slug=slugs[section])
    builders.article(f"{outlet}说的事（{year}-{number}）", issue=one, outlet=outlet, section=shelf)
    return one


@pytest.fixture
def archive(db, data_dir):
    """Two years of issues that share no outlet and no section."""
    issues = {"old": made(2024, 12, "海湾时报", "海外来信"), "new": made(2026, 1, "港城日报", "行业资讯")}
    for one in issues.values():
        publish(issue=one)
    return issues


def lists(paths: list[str]) -> set[str]:
    """Which of them are lists that people read, and not the newest issue's own pages."""
    own = ("2026/2/", "2026/1/")
    return {path for path in paths if path.endswith("/index.html") and not path.startswith(own)}


def test_a_publish_renders_the_lists_that_it_changes_and_no_other(archive, rendered):
    following = made(2026, 2, "港城日报", "行业资讯")
    rendered.clear()
    publish(issue=following)
    outlet, section = "港城日报".encode().hex(), "行业资讯".encode().hex()
    assert lists(rendered) == {
        f"sources/x{outlet}/index.html",
        "sources/index.html",
        f"sections/x{section}/index.html",
        "sections/index.html",
        "2026/index.html",
        "archive/index.html",
        "figures/index.html",
        "about/index.html",
    }
    assert "index.html" in rendered
    assert not [path for path in rendered if path.startswith("2024/")]


def test_a_correction_renders_no_list_of_another_outlet(archive, rendered):
    article = archive["new"].articles.get()
    article.title = "改了题目"
    article.save()
    rendered.clear()
    correct(issue=archive["new"], note="题目写错了。")
    assert any(path.startswith("sources/") for path in rendered)
    assert not [path for path in rendered if "海湾时报".encode().hex() in path]
    assert [path for path in rendered if path.startswith("2024/")] == [
        "2024/12/index.html"
    ]  # it leads on to it


def test_a_withdrawal_renders_no_article_of_another_issue(archive, rendered):
    rendered.clear()
    withdraw(issue=archive["new"], reason="有误。")
    articles = [path for path in rendered if path.startswith("2024/12/") and path.count("/") == 3]
    assert articles == []
    assert "archive/index.html" in rendered


def test_whatever_changes_the_folder_is_what_a_whole_bake_would_write(archive, data_dir):
    """A new outlet and section, an old issue, a correction that drops an outlet, a withdrawal of a year."""
    publish(issue=made(2026, 2, "新港晚报", "协会动态"))
    publish(issue=made(2025, 6, "港城日报", "行业资讯"))
    assert [*folder_of_the_site.check()] == []
    article = archive["new"].articles.get()
    article.attributions.all().delete()
    article.attributions.create(source=builders.source("东港快讯", slug="donggang"))
    correct(issue=archive["new"], note="来源写错了。")
    assert [*folder_of_the_site.check()] == []
    withdraw(issue=archive["old"], reason="有误。")
    assert [*folder_of_the_site.check()] == []
    assert not (data_dir / "site" / "2024" / "index.html").exists()
