"""The sitemap: every page that readers have now, and nothing else."""

import pytest
from lxml import etree

from publishing.actions import publish
from publishing.corrections import withdraw
from publishing.site.absolute import absolute
from tests import builders
from tests.publishing.reader import html_pages, issue, site

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
HOST = "http://127.0.0.1:8000"


def places(content):
    """Each address of a file of the sitemap, with what it says of its last change."""
    root = etree.fromstring(content)
    return {
        row.findtext("s:loc", None, NAMESPACE): row.findtext("s:lastmod", None, NAMESPACE)
        for kind in ("s:url", "s:sitemap")
        for row in root.iterfind(kind, NAMESPACE)
    }


@pytest.fixture(scope="module")
def files():
    return site(
        issue(2026, 2, "aaaa2222", "bbbb2222", "cccc2222"),
        (issue(2026, 1, "dddd2222", edition=2, note="撤下一篇。"), issue(2026, 1, "dddd2222", "nnnn2222")),
        issue(2025, 12, "eeee2222"),
    )


def test_the_index_names_a_file_of_each_year_and_one_of_the_lists(files):
    assert places(files["sitemap.xml"]) == {
        f"{HOST}/sitemaps/lists.xml": None,
        f"{HOST}/sitemaps/2026.xml": "2026-02-28T09:30:00+08:00",
        f"{HOST}/sitemaps/2025.xml": "2025-12-28T09:30:00+08:00",
    }


def test_each_page_for_search_engines_is_listed_once_and_no_other_is(files):
    listed = [address for path in files if path.startswith("sitemaps/") for address in places(files[path])]
    open_to_robots = {
        absolute(f"/{path.removesuffix('index.html')}")
        for path, page in html_pages(files)
        if path.endswith("index.html") and not any(one.get("name") == "robots" for one in page.all("meta"))
    }
    assert set(listed) == open_to_robots
    assert len(listed) == len(set(listed))


def test_a_correction_dates_the_issue_and_not_the_article_that_it_left_alone(files):
    year = places(files["sitemaps/2026.xml"])
    assert year[f"{HOST}/2026/1/"] == "2026-01-29T09:30:00+08:00"
    assert year[f"{HOST}/2026/1/dddd2222/"] == "2026-01-28T09:30:00+08:00"


def test_lists_say_nothing_of_their_last_change(files):
    assert set(places(files["sitemaps/lists.xml"]).values()) == {None}


def test_robots_are_kept_out_of_desk_and_proofs_and_shown_the_sitemap(files):
    lines = files["robots.txt"].decode().splitlines()
    assert {"Disallow: /admin/", "Disallow: /proof/"} <= set(lines)
    assert lines[-1] == f"Sitemap: {HOST}/sitemap.xml"


@pytest.mark.django_db
def test_what_is_withdrawn_vanishes_from_every_file_for_machines(data_dir):
    for number in (1, 2):
        published = builders.issue(2026, number)
        builders.article(f"数字提单第{number}号", issue=published)
        publish(issue=published)
    folder = data_dir / "site"
    names = ["feed.atom", "feed.json", "sitemaps/2026.xml", "issues.json", "2026/issues.json"]
    assert all("/2026/2/" in (folder / name).read_text() for name in names)
    withdraw(issue=published, reason="数字有误。")
    assert [name for name in names if "/2026/2/" in (folder / name).read_text()] == []
    assert not (folder / "2026/2/issue.json").exists()
    assert not [*(folder / "2026/2").rglob("cite.bib")]
