"""Shelves by section, outlet and author, and the indexes that lead to them."""

import re

import pytest

from publishing.site.names import read_name, read_person
from publishing.site.shelves import PER_PAGE, SOURCES
from publishing.snapshot import Credit, IssueSnapshot, SectionSnapshot
from tests.builders import article_snapshot
from tests.publishing.reader import Walk, issue, site


def written(*articles: tuple[str, str], year: int = 2026, number: int = 1) -> IssueSnapshot:
    """An issue of one article for each (outlet, author)."""
    told = tuple(
        article_snapshot(
            uid=f"uid{place:05}", title=f"{year} 年的第 {place} 篇", credits=(_credit(outlet, author),)
        )
        for place, (outlet, author) in enumerate(articles)
    )
    return issue(year, number, sections=(SectionSnapshot("行业资讯", "hangye-zixun", told),))


def _credit(outlet: str, author: str) -> Credit:
    return Credit(outlet, f"o-{outlet.encode().hex()}", "", author, "", None)


def names(page: Walk) -> list[str]:
    """The names that an index lists, in its order."""
    return re.findall(r"(\S+?)\d{4}(?:—\d{4})?\d+ 篇", page.text)


@pytest.fixture(scope="module")
def many() -> dict[str, bytes]:
    """A hundred and one outlets, so that their index takes two pages."""
    outlets = [
        f"{first}{second}新闻" for first in "安白常东福广海江兰明" for second in "城乡山水东西南北中外"
    ]
    return site(written(*((outlet, "林一") for outlet in [*outlets, "住港新闻"])))


def test_an_index_is_in_the_order_of_the_dictionary_under_its_letters(many):
    page = Walk(many["sources/index.html"])
    assert page.texts["h2"] == list("ABCDFGHJLM")
    assert names(page)[:3] == ["安北新闻", "安城新闻", "安东新闻"]
    assert page.text.index("常城新闻") < page.text.index("东城新闻")


def test_an_index_is_paged_and_every_name_stands_on_one_page(many):
    assert {path for path in many if re.fullmatch(r"sources/~?\d*/?index\.html", path)} == {
        "sources/index.html",
        "sources/~2/index.html",
    }
    first, second = (Walk(many[f"sources/{page}index.html"]) for page in ("", "~2/"))
    assert len(names(first)) == PER_PAGE
    assert names(second) == ["住港新闻"]
    assert "共 101 家来源" in first.text
    [pages] = [nav for nav in second.all("nav") if nav.get("aria-label") == "分页"]
    assert pages
    assert {"/sources/", "/sources/~2/"} <= {a.get("href") for a in second.all("a")}
    assert "（第 2 页）" in second.texts["title"][0]


def test_an_index_of_few_names_needs_no_letters():
    page = Walk(site(written(("港城日报", "林一")))["sources/index.html"])
    assert "h2" not in page.texts
    assert names(page) == ["港城日报"]


def test_an_index_tells_how_many_articles_and_from_when_to_when():
    files = site(
        written(("港城日报", "林一"), ("海湾时报", "")), written(("港城日报", "林一"), year=2019, number=5)
    )
    assert "港城日报2019—20262 篇" in Walk(files["sources/index.html"]).text
    assert "海湾时报20261 篇" in Walk(files["sources/index.html"]).text
    assert "林一2019—20262 篇" in Walk(files["authors/index.html"]).text
    assert "行业资讯2019—20263 篇" in Walk(files["sections/index.html"]).text


def test_an_author_has_a_page_with_the_articles_of_each_year():
    files = site(
        written(("港城日报", "本报记者 林一、陈二木")), written(("海湾时报", "林一"), year=2025, number=5)
    )
    newest = Walk(files["authors/林一/index.html"])
    assert newest.texts["h1"] == ["林一"]
    assert "2026 年的第 0 篇" in newest.text
    assert "共 2 篇，2026 年 1 篇" in newest.text
    assert "2025 年的第 0 篇" in Walk(files["authors/林一/2025/index.html"]).text
    assert "authors/陈二木/index.html" in files


def test_lists_lead_to_each_author_and_show_an_office_as_it_is_printed():
    page = Walk(site(written(("港城日报", "林一、陈二木"), ("海湾时报", "本报编辑部")))["2026/1/index.html"])
    addresses = [a["href"] for a in page.all("a") if a["href"].startswith("/authors/")]
    assert addresses == ["/authors/%E6%9E%97%E4%B8%80/", "/authors/%E9%99%88%E4%BA%8C%E6%9C%A8/"]
    assert "本报编辑部" in page.text


def test_an_older_year_of_a_shelf_leads_to_its_neighbours_and_to_the_whole():
    files = site(*(written(("港城日报", "林一"), year=year) for year in (2026, 2025, 2024, 2022)))
    page = Walk(files["authors/林一/2024/index.html"])
    ways = {a["rel"]: a["href"] for a in page.all("a") if a.get("rel") in ("prev", "next")}
    name = "%E6%9E%97%E4%B8%80"
    assert ways == {"prev": f"/authors/{name}/2022/", "next": f"/authors/{name}/2025/"}
    assert f"/authors/{name}/" in [a["href"] for a in page.all("a")]
    assert "2023" not in page.text


def test_an_older_year_of_a_shelf_stays_as_it_is_when_the_archive_grows():
    old = [written(("港城日报", "林一"), year=year) for year in (2025, 2024, 2023)]
    before, after = site(*old), site(written(("港城日报", "林一")), *old)
    path = "sections/hangye-zixun/2023/index.html"
    assert after[path] == before[path]


@pytest.mark.parametrize(
    ("name", "letter"), [("重庆日报", "C"), ("《长江日报》", "C"), ("e港通", "E"), ("36氪", "#"), ("？", "#")]
)
def test_an_outlet_stands_under_the_letter_that_it_is_read_by(name, letter):
    assert read_name(name).letter == letter


@pytest.mark.parametrize(
    ("name", "letter"), [("曾明远", "Z"), ("单一舟", "S"), ("尉迟林", "Y"), ("林一", "L"), ("Michel", "M")]
)
def test_a_surname_is_read_as_a_surname(name, letter):
    assert read_person(name).letter == letter


def test_what_begins_with_no_letter_comes_last():
    ordered = sorted(["36氪", "住港新闻", "安港新闻"], key=SOURCES.read)
    assert ordered == ["安港新闻", "住港新闻", "36氪"]
