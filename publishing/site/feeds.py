"""Feeds: the newest articles with their full text, as Atom 1.0 (RFC 4287) and JSON Feed 1.1.

One of all sections and one of each. An entry's id is the article's permanent address; its times come from the
editions. Pure functions: a feed of the same editions is the same to the byte.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import Any

from django.template.loader import get_template

from editorial.document import Document
from editorial.markdown import parse
from publishing.site import assets
from publishing.site.absolute import absolute
from publishing.site.article import credit_lines, description
from publishing.site.catalogue import Catalogue, author_url, section_url
from publishing.site.full_text import first_picture, full_text
from publishing.site.page import Page, file_of
from publishing.site.published import PublishedArticle, PublishedIssue, instant
from publishing.site.rendering import encode

NEWEST = 30
"""Articles in a feed: three or four months of a monthly."""
ALL = "/"
"""The folder of the feed of all sections."""
_NEVER = datetime.datetime.fromtimestamp(0, datetime.UTC)
"""A feed of nothing has never been changed; Atom wants an instant all the same."""


@dataclass(frozen=True)
class Entry:
    """One article in feeds; its text is made once for all of them."""

    published: PublishedArticle

    @property
    def address(self) -> str:
        return absolute(self.published.url)

    @property
    def published_at(self) -> str:
        return instant(self.published.published_at)

    @property
    def updated_at(self) -> str:
        return instant(self.published.updated_at)

    @property
    def authors(self) -> list[dict[str, str]]:
        """Name and, of a person, address; an entry must have one."""
        if self.published.line.authors:
            return [
                {"name": one.name, "url": absolute(author_url(one.slug))}
                for one in self.published.line.authors
            ]
        return [{"name": name} for name in self.published.offices]

    @cached_property
    def originals(self) -> list[tuple[str, str]]:
        """Outlet and address of each original that may be followed."""
        lines = credit_lines(self.published.article)
        return [(line.credit.outlet, line.original) for line in lines if line.original]

    @cached_property
    def _document(self) -> Document:
        return parse(self.published.article.body)

    @cached_property
    def summary(self) -> str:
        return description(self.published.article, self._document)

    @cached_property
    def picture(self) -> str | None:
        return first_picture(self._document)

    @cached_property
    def html(self) -> str:
        return full_text(self.published, self._document)


@dataclass(frozen=True)
class Feed:
    """`folder` is the address below which the feed lies, and of the page with the same articles."""

    title: str
    folder: str
    publisher: str
    licence: str
    entries: tuple[Entry, ...]

    @property
    def home(self) -> str:
        return absolute(self.folder)

    @property
    def atom(self) -> str:
        return absolute(f"{self.folder}feed.atom")

    @property
    def json(self) -> str:
        return absolute(f"{self.folder}feed.json")

    @property
    def icon(self) -> str:
        return absolute(assets.addresses()["icon"])

    @property
    def updated_at(self) -> str:
        """When one of its articles last said something new."""
        return instant(max((entry.published.updated_at for entry in self.entries), default=_NEVER))


def feed_pages(catalogue: Catalogue, issues: Sequence[PublishedIssue]) -> Iterator[Page]:
    """The feed of all sections and of each, in both forms; `issues` stand newest first."""
    for feed in _feeds(catalogue, issues):
        yield Page(file_of(f"{feed.folder}feed.atom"), partial(atom, feed))
        yield Page(file_of(f"{feed.folder}feed.json"), partial(json_feed, feed))


def _feeds(catalogue: Catalogue, issues: Sequence[PublishedIssue]) -> Iterator[Feed]:
    title = catalogue.publication or "简报"
    entries = [Entry(article) for issue in issues for article in issue.articles]
    masthead = (catalogue.publisher, catalogue.licence)
    yield Feed(title, ALL, *masthead, _newest(entries))
    for section in catalogue.sections:
        of_section = (entry for entry in entries if entry.published.line.section.slug == section.slug)
        yield Feed(f"{title} · {section.name}", section_url(section.slug), *masthead, _newest(of_section))


def _newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(islice(entries, NEWEST))


def atom(feed: Feed) -> bytes:
    """The feed as Atom 1.0."""
    return encode(get_template("site/feed.atom").render({"feed": feed}))


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1."""
    head: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.json,
        "favicon": feed.icon,
        "language": "zh-CN",
    }
    if feed.publisher:
        head["authors"] = [{"name": feed.publisher, "url": absolute("/")}]
    written = json.dumps(
        head | {"items": [_item(entry) for entry in feed.entries]}, ensure_ascii=False, indent=1
    )
    return encode(written)


def _item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.address,
        "url": entry.address,
        "title": entry.published.article.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": entry.published_at,
        "date_modified": entry.updated_at,
        "authors": entry.authors,
        "tags": [entry.published.line.section.name],
    }
    if entry.originals:
        item["external_url"] = entry.originals[0][1]
    if entry.picture:
        item["image"] = entry.picture
    return item
