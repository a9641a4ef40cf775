"""A site made from values alone, and the eyes of its reader."""

import datetime
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from publishing.comparison import compare
from publishing.site import machine_pages
from publishing.site.about import About, about_page
from publishing.site.assets import assets
from publishing.site.catalogue import (
    Catalogue,
    Download,
    EditionEntry,
    IssueEntry,
    edition_url,
    enter,
    issue_url,
)
from publishing.site.edition_pages import edition_pages
from publishing.site.figures_pages import figures_index
from publishing.site.lists import list_pages
from publishing.site.page import Page
from publishing.site.pages import issue_pages
from publishing.site.published import PublishedIssue
from publishing.snapshot import IssueSnapshot, SectionSnapshot
from tests.builders import article_snapshot, issue_snapshot

HOSTILE = "<script>alert(1)</script>“\"><img src=x onerror=alert(1)>'{{ 7 }}\x00\u202e"
MORNING = datetime.datetime(2026, 1, 1, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
"""The hour at which every edition comes out, and where."""
VOID = {"meta", "link", "br", "img", "hr", "input", "wbr"}


class Walk(HTMLParser):
    """What a reader's browser finds in a page: elements with their attributes, and the words."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            return  # nobody reads it
        self.words.append(data)
        for tag in set(self.open):
            self.texts[tag][-1] += data

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def scripts(self) -> list[dict[str, str]]:
        """What a browser would run, which linked data is not."""
        return [one for one in self.all("script") if one.get("type") != "application/ld+json"]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if re.fullmatch("h[1-6]", tag)]


def entry(snapshot: IssueSnapshot) -> IssueEntry:
    name = f"{snapshot.year}-{snapshot.number:02d}"
    return enter(
        snapshot,
        (
            Download("pdf", "PDF", f"{name}.pdf", "application/pdf", 1_250_000, "港城数字经贸.pdf"),
            Download("html", "单页 HTML", f"{name}.html", "text/html", 84_400, "港城数字经贸.html"),
        ),
    )


def editions_of(*snapshots: IssueSnapshot) -> list[EditionEntry]:
    """The editions of an issue, newest first, each a day after the one before."""
    newest = snapshots[0]
    entries = []
    for snapshot, before in zip(snapshots, (*snapshots[1:], None), strict=True):
        year, number, edition = snapshot.year, snapshot.number, snapshot.edition
        url = issue_url(year, number) if snapshot is newest else edition_url(year, number, edition)
        changes = compare(before, snapshot) if before else None
        published_at = MORNING + (snapshot.date - MORNING.date()) + datetime.timedelta(days=edition - 1)
        entries.append(EditionEntry(url, snapshot, published_at, entry(snapshot).downloads, changes))
    return entries


def site(*issues: IssueSnapshot | tuple[IssueSnapshot, ...], about: About | None = None) -> dict[str, bytes]:
    """Every file of a site of these issues, newest first, in the order of writing. One that was corrected is
    given with all its editions, newest first."""
    editions = [editions_of(*(one if isinstance(one, tuple) else (one,))) for one in issues]
    snapshots = [newest.snapshot for newest, *_superseded in editions]
    entries = tuple(entry(snapshot) for snapshot in snapshots)
    newest = snapshots[0] if snapshots else issue_snapshot(publication="", publisher="")
    catalogue = Catalogue(newest.publication, newest.publisher, newest.licence, entries)
    pages: list[Page] = list(assets())
    published: list[PublishedIssue] = []
    for own, one in zip(editions, entries, strict=True):
        earlier, later = catalogue.neighbours(one)
        pages += edition_pages(one, own)
        published.append(PublishedIssue(one, tuple(own)))
        pages += issue_pages(published[-1], earlier=earlier, later=later)
        pages += machine_pages.issue_files(published[-1])
    lists: list[Page] = []
    for part in figures_index(snapshots):
        pages += part.files
        lists += part.pages
    lists += [about_page(catalogue, about), *list_pages(catalogue)]
    pages += [*machine_pages.list_files(catalogue, published, lists), *lists]
    paths = [page.path for page in pages]
    assert len(paths) == len(set(paths)), "two pages at one address"
    return {page.path: page.content for page in pages}


def issue(year: int, number: int, *uids: str, **values) -> IssueSnapshot:
    serial = (year - 2023) * 12 + number
    articles = tuple(article_snapshot(uid=uid, title=f"{year} 年的文章 {uid}") for uid in uids)
    values = {
        "year": year,
        "number": number,
        "serial": serial,
        "date": datetime.date(year, number, 28),
        "sections": (
            SectionSnapshot("行业资讯", "hangye-zixun", articles[:2]),
            *((SectionSnapshot("协会动态", "xiehui-dongtai", articles[2:]),) if articles[2:] else ()),
        ),
    } | values
    return issue_snapshot(**values)


def html_pages(files: dict[str, bytes]) -> Iterable[tuple[str, Walk]]:
    return ((path, Walk(content)) for path, content in files.items() if path.endswith(".html"))


def links(path: str, page: Walk) -> Iterable[str]:
    """Addresses within the site that a page mentions."""
    for _, attributes in page.elements:
        for name in ("href", "src"):
            address = attributes.get(name, "")
            if address and not urlsplit(address).scheme:
                yield address if address.startswith("/") else normpath(join("/", dirname(path), address))
