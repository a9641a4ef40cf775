"""The catalogue: what is published, as the pages that list it need it. Read from the Edition table.

An issue stands in it with its newest edition; a withdrawn issue does not stand in it at all.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from publishing.comparison import Comparison
from publishing.snapshot import IssueSnapshot


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A section or an outlet: its address on the site and its name."""

    slug: str
    name: str


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
    """One line in a list. `date` is the original date, else the issue's."""

    url: str
    title: str
    section: Named
    outlets: tuple[Named, ...]
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

    @cached_property
    def by_section(self) -> tuple[tuple[Named, tuple[ArticleEntry, ...]], ...]:
        """The articles under their sections, in printed order."""
        groups: dict[Named, list[ArticleEntry]] = {}
        for article in self.articles:
            groups.setdefault(article.section, []).append(article)
        return tuple((section, tuple(articles)) for section, articles in groups.items())


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One edition of an issue as its readers have it: the newest at the issue's own address. `date` is the day
    on which it came out, `changes` what it changed in the one before; None for the first."""

    url: str
    snapshot: IssueSnapshot
    date: datetime.date
    downloads: tuple[Download, ...]
    changes: Comparison | None = None

    @property
    def number(self) -> int:
        return self.snapshot.edition

    @property
    def note(self) -> str:
        return self.snapshot.note


@dataclass(frozen=True)
class Catalogue:
    """All published issues, newest first, with the masthead of the newest."""

    publication: str
    publisher: str
    licence: str
    issues: tuple[IssueEntry, ...]

    @property
    def latest(self) -> IssueEntry | None:
        return self.issues[0] if self.issues else None

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years with issues, newest first."""
        return tuple(dict.fromkeys(issue.year for issue in self.issues))

    def in_year(self, year: int) -> tuple[IssueEntry, ...]:
        return tuple(issue for issue in self.issues if issue.year == year)

    def neighbours(self, issue: IssueEntry) -> tuple[IssueEntry | None, IssueEntry | None]:
        """The issue before and the issue after, as they came out."""
        place = self.issues.index(issue)
        earlier = self.issues[place + 1] if place + 1 < len(self.issues) else None
        return earlier, self.issues[place - 1] if place else None

    @cached_property
    def sections(self) -> dict[Named, tuple[tuple[IssueEntry, ArticleEntry], ...]]:
        """Each section with its articles, newest issue first."""
        return _group(
            (article.section, issue, article) for issue in self.issues for article in issue.articles
        )

    @cached_property
    def outlets(self) -> dict[Named, tuple[tuple[IssueEntry, ArticleEntry], ...]]:
        """Each outlet with its articles, newest issue first."""
        return _group(
            (outlet, issue, article)
            for issue in self.issues
            for article in issue.articles
            for outlet in article.outlets
        )


def _group(
    rows: Iterable[tuple[Named, IssueEntry, ArticleEntry]],
) -> dict[Named, tuple[tuple[IssueEntry, ArticleEntry], ...]]:
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
                author=article.byline or next((c.author for c in article.credits if c.author), ""),
                date=next((c.date for c in article.credits if c.date), snapshot.date),
            )
            for section in snapshot.sections
            for article in section.articles
        ),
        downloads=downloads,
    )
