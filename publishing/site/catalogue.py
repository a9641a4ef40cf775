"""The catalogue: what is published, as the pages that list it need it. Read from the Edition table.

An issue stands in it with its newest edition; a withdrawn issue does not stand in it at all.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from urllib.parse import quote

from django.utils import timezone

from publishing.comparison import Comparison
from publishing.site.authors import authors_of
from publishing.site.names import Named
from publishing.snapshot import IssueSnapshot

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside an issue's page. `href` is relative to the issue's address; `size` in bytes;
    `saved_as` is the name under which a reader's machine keeps it."""

    format: str
    label: str
    href: str
    media_type: str
    size: int
    saved_as: str

    @property
    def human_size(self) -> str:
        """1.2 MB, in units of 1,000 bytes, as shops and browsers count."""
        if self.size < 1_000_000:
            return f"{max(1, round(self.size / 1000))} KB"
        return f"{self.size / 1_000_000:.1f} MB"


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """One line in a list. `author` is what is printed, `authors` the persons in it; `date` is the original date,
    else the issue's."""

    url: str
    title: str
    section: Named
    outlets: tuple[Named, ...]
    authors: tuple[Named, ...]
    author: str
    date: datetime.date


@dataclass(frozen=True)
class IssueEntry:
    """One issue in a list, articles in printed order."""

    url: str
    year: int
    number: int
    serial: int
    date: datetime.date
    edition: int
    articles: tuple[ArticleEntry, ...]
    downloads: tuple[Download, ...]

    @property
    def name(self) -> str:
        """2026 年第 1 期."""
        return f"{self.year} 年第 {self.number} 期"

    @property
    def weekday(self) -> str:
        """星期六."""
        return f"星期{_WEEKDAYS[self.date.weekday()]}"

    @property
    def titles(self) -> str:
        """All titles on one line, or the issue's name when it has none."""
        return "；".join(article.title for article in self.articles) or self.name

    @cached_property
    def by_section(self) -> tuple[tuple[Named, tuple[ArticleEntry, ...]], ...]:
        """The articles under their sections, in printed order."""
        groups: dict[Named, list[ArticleEntry]] = {}
        for article in self.articles:
            groups.setdefault(article.section, []).append(article)
        return tuple((section, tuple(articles)) for section, articles in groups.items())


@dataclass(frozen=True, slots=True)
class Pointer:
    """An article as another one leads to it. `issue` is 2026 年第 1 期, `date` the original date, else the issue's."""

    url: str
    title: str
    issue: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One edition of an issue as its readers have it: the newest at the issue's own address. `changes` is what
    it changed in the one before; None for the first."""

    url: str
    snapshot: IssueSnapshot
    published_at: datetime.datetime
    downloads: tuple[Download, ...]
    changes: Comparison | None = None

    @property
    def date(self) -> datetime.date:
        """The day on which it came out."""
        return timezone.localdate(self.published_at)

    @property
    def number(self) -> int:
        return self.snapshot.edition

    @property
    def note(self) -> str:
        return self.snapshot.note


Rows = tuple[tuple[IssueEntry, ArticleEntry], ...]
"""Articles, each with the issue in which it stands."""


@dataclass(frozen=True)
class Catalogue:
    """All published issues, newest first, with the masthead of the newest."""

    publication: str
    publisher: str
    licence: str
    issues: tuple[IssueEntry, ...]

    @property
    def masthead(self) -> dict[str, str]:
        """What every page shows of the publication, by the names that templates know."""
        return {
            "publication": self.publication or "简报",
            "publisher": self.publisher,
            "licence": self.licence,
        }

    @property
    def latest(self) -> IssueEntry | None:
        return self.issues[0] if self.issues else None

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years with issues, newest first."""
        return tuple(self._by_year)

    def in_year(self, year: int) -> tuple[IssueEntry, ...]:
        return self._by_year[year]

    def neighbours(self, issue: IssueEntry) -> tuple[IssueEntry | None, IssueEntry | None]:
        """The issue before and the issue after, as they came out."""
        place = self._places[issue.url]
        earlier = self.issues[place + 1] if place + 1 < len(self.issues) else None
        return earlier, self.issues[place - 1] if place else None

    def pointers(self, addresses: Iterable[str]) -> tuple[Pointer, ...]:
        """The articles at these addresses, as far as readers can still have them."""
        return tuple(self._pointers[address] for address in addresses if address in self._pointers)

    @cached_property
    def _pointers(self) -> dict[str, Pointer]:
        return {
            article.url: Pointer(article.url, article.title, issue.name, article.date)
            for issue in self.issues
            for article in issue.articles
        }

    @cached_property
    def _places(self) -> dict[str, int]:
        return {issue.url: place for place, issue in enumerate(self.issues)}

    @cached_property
    def _by_year(self) -> dict[int, tuple[IssueEntry, ...]]:
        return {year: tuple(group) for year, group in groupby(self.issues, lambda issue: issue.year)}

    @cached_property
    def sections(self) -> dict[Named, Rows]:
        """Each section with its articles, newest issue first."""
        return _group(
            (article.section, issue, article) for issue in self.issues for article in issue.articles
        )

    @cached_property
    def outlets(self) -> dict[Named, Rows]:
        """Each outlet with its articles, newest issue first."""
        return _group(
            (outlet, issue, article)
            for issue in self.issues
            for article in issue.articles
            for outlet in article.outlets
        )

    @cached_property
    def authors(self) -> dict[Named, Rows]:
        """Each author with their articles, newest issue first."""
        return _group(
            (author, issue, article)
            for issue in self.issues
            for article in issue.articles
            for author in article.authors
        )


def _group(
    rows: Iterable[tuple[Named, IssueEntry, ArticleEntry]],
) -> dict[Named, Rows]:
    """By address; a name that was changed between two issues is shown as the newest has it."""
    names: dict[str, Named] = {}
    groups: dict[str, list[tuple[IssueEntry, ArticleEntry]]] = {}
    for name, issue, article in rows:
        names.setdefault(name.slug, name)
        groups.setdefault(name.slug, []).append((issue, article))
    return {names[slug]: tuple(entries) for slug, entries in groups.items()}


def year_url(year: int) -> str:
    return f"/{year}/"


def issue_url(year: int, number: int) -> str:
    return f"/{year}/{number}/"


def editions_url(year: int, number: int) -> str:
    """What the editions of a corrected issue changed."""
    return f"{issue_url(year, number)}editions/"


def edition_url(year: int, number: int, edition: int) -> str:
    """An edition that a later one has superseded."""
    return f"{editions_url(year, number)}{edition}/"


def article_url(year: int, number: int, uid: str) -> str:
    return f"{issue_url(year, number)}{uid}/"


def section_url(slug: str) -> str:
    return f"/sections/{slug}/"


def source_url(slug: str) -> str:
    return f"/sources/{slug}/"


def author_url(name: str) -> str:
    """The name itself, percent-encoded."""
    return f"/authors/{quote(name)}/"


def figures_url(year: int, newest: int) -> str:
    """The figures index of the issues of a year: the newest at the index's own address."""
    return "/figures/" if year == newest else f"/figures/{year}/"


def enter(snapshot: IssueSnapshot, downloads: tuple[Download, ...]) -> IssueEntry:
    """The catalogue's entry for a published issue."""
    return IssueEntry(
        url=issue_url(snapshot.year, snapshot.number),
        year=snapshot.year,
        number=snapshot.number,
        serial=snapshot.serial,
        date=snapshot.date,
        edition=snapshot.edition,
        articles=tuple(
            ArticleEntry(
                url=article_url(snapshot.year, snapshot.number, article.uid),
                title=article.title,
                section=Named(section.slug, section.name),
                outlets=tuple(
                    dict.fromkeys(Named(credit.outlet_slug, credit.outlet) for credit in article.credits)
                ),
                authors=authors_of(article),
                author=article.byline or next((c.author for c in article.credits if c.author), ""),
                date=next((c.date for c in article.credits if c.date), snapshot.date),
            )
            for section in snapshot.sections
            for article in section.articles
        ),
        downloads=downloads,
    )
