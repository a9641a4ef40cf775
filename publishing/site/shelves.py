"""Shelves: all articles of one section, from one outlet or by one author, by year; and the index of each kind.

A year of a shelf has a page that knows its neighbours alone, and an index is paged in the order of the dictionary,
so that what a new issue does not touch stays as it is. Pure functions from values to pages.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from publishing.site.catalogue import (
    ArticleEntry,
    Catalogue,
    IssueEntry,
    Rows,
    author_url,
    section_url,
    source_url,
)
from publishing.site.names import Named, Reading, read_name, read_person
from publishing.site.page import Page
from publishing.site.rendering import page

PER_PAGE = 100
"""Names on one page of an index."""
AT_A_GLANCE = 24
"""Names that need no letters to find one's way among them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What articles are shelved by: its name, how its members are counted and read, the address of their index."""

    name: str
    counted: str
    index: str
    read: Callable[[str], Reading]

    @property
    def anchor(self) -> str:
        """Its name within a page: sections."""
        return self.index.strip("/")

    def page_url(self, number: int) -> str:
        """The index's page, counted from 1. No slug and no name holds a tilde."""
        return self.index if number == 1 else f"{self.index}~{number}/"


SECTIONS = Kind("栏目", "个栏目", "/sections/", read_name)
SOURCES = Kind("来源", "家来源", "/sources/", read_name)
AUTHORS = Kind("作者", "位作者", "/authors/", read_person)
KINDS = (SECTIONS, SOURCES, AUTHORS)


@dataclass(frozen=True, slots=True)
class Line:
    """A shelf in a list, or one year of it: so many articles, from the `first` year to the `last`."""

    name: str
    url: str
    count: int
    first: int
    last: int

    @property
    def span(self) -> str:
        """2019—2026, or 2026."""
        return f"{self.first}" if self.first == self.last else f"{self.first}—{self.last}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A section, an outlet or an author with their articles, by year, newest first."""

    kind: Kind
    name: str
    url: str
    years: tuple[tuple[int, Rows], ...]

    def address(self, year: int) -> str:
        """The newest year stands at the shelf's own address, every older one below it."""
        return self.url if year == self.years[0][0] else f"{self.url}{year}/"

    @property
    def line(self) -> Line:
        count = sum(len(rows) for _year, rows in self.years)
        return Line(self.name, self.url, count, first=self.years[-1][0], last=self.years[0][0])

    @property
    def year_lines(self) -> tuple[tuple[int, Line], ...]:
        """Each year with what the shelf has of it."""
        return tuple(
            (year, Line(self.name, self.address(year), len(rows), year, year)) for year, rows in self.years
        )


def shelves(catalogue: Catalogue) -> dict[Kind, tuple[Shelf, ...]]:
    """All shelves, each kind in the order of the dictionary."""
    return {
        SECTIONS: _shelves(SECTIONS, catalogue.sections, section_url),
        SOURCES: _shelves(SOURCES, catalogue.outlets, source_url),
        AUTHORS: _shelves(AUTHORS, catalogue.authors, author_url),
    }


def _shelves(kind: Kind, groups: dict[Named, Rows], address: Callable[[str], str]) -> tuple[Shelf, ...]:
    return tuple(
        Shelf(kind, named.name, address(named.slug), _by_year(groups[named]))
        for named in sorted(groups, key=lambda named: kind.read(named.name))
    )


def _by_year(rows: Rows) -> tuple[tuple[int, Rows], ...]:
    return tuple((year, tuple(group)) for year, group in groupby(rows, lambda row: row[0].year))


def in_year(ordered: Iterable[Shelf]) -> dict[int, list[Line]]:
    """What each year has of some shelves, the fullest first, of the same length in the order given."""
    years: dict[int, list[Line]] = {}
    for shelf in ordered:
        for year, line in shelf.year_lines:
            years.setdefault(year, []).append(line)
    return {year: fullest(lines) for year, lines in years.items()}


def fullest(lines: Iterable[Line]) -> list[Line]:
    """The same lines, those with most articles first."""
    return sorted(lines, key=lambda line: -line.count)


# --- Pages --------------------------------------------------------------------------------------


def shelf_pages(shelf: Shelf, common: dict[str, Any]) -> Iterator[Page]:
    """The newest year's page tells of the whole shelf; an older one leads to the years beside it."""
    whole = {"line": shelf.line, "years": shelf.year_lines}
    for place, (year, rows) in enumerate(shelf.years):
        beside = [
            (shelf.years[near][0], shelf.address(shelf.years[near][0]))
            for near in (place - 1, place + 1)
            if 0 <= near < len(shelf.years)
        ]
        yield page(
            shelf.address(year),
            "shelf",
            common,
            shelf_kind=shelf.kind,
            name=shelf.name,
            shelf_url=shelf.url,
            year=year,
            description=f"《{common['publication']}》{shelf.kind.name}“{shelf.name}”，{year} 年 {len(rows)} 篇文章。",
            count=len(rows),
            issues=_by_issue(rows),
            **({"beside": beside} if place else whole),
        )


def _by_issue(rows: Rows) -> list[tuple[IssueEntry, list[ArticleEntry]]]:
    return [(issue, [article for _, article in group]) for issue, group in groupby(rows, lambda row: row[0])]


def index_pages(kind: Kind, shelved: Sequence[Shelf], common: dict[str, Any]) -> Iterator[Page]:
    """The names with their counts and years, under the letters of their pinyin."""
    lines = [shelf.line for shelf in shelved]
    parts = [lines[start : start + PER_PAGE] for start in range(0, max(len(lines), 1), PER_PAGE)]
    ranges = [(_range(part, kind), kind.page_url(number)) for number, part in enumerate(parts, start=1)]
    for number, part in enumerate(parts, start=1):
        yield page(
            kind.page_url(number),
            "shelves",
            common,
            shelf_kind=kind,
            kinds=KINDS,
            number=number,
            description=f"《{common['publication']}》的 {len(shelved)} {kind.counted}，按拼音排列。",
            count=len(shelved),
            letters=_by_letter(part, kind) if len(shelved) > AT_A_GLANCE else [("", part)],
            ranges=ranges,
        )


def _by_letter(lines: Iterable[Line], kind: Kind) -> list[tuple[str, list[Line]]]:
    return [(letter, [*group]) for letter, group in groupby(lines, lambda line: kind.read(line.name).letter)]


def _range(lines: Sequence[Line], kind: Kind) -> str:
    """The letters of an index's page: A—D, or A."""
    letters = (kind.read(line.name).letter for line in (*lines[:1], *lines[-1:]))
    return "—".join(dict.fromkeys(letters))
