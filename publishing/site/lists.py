"""The pages that lead to issues: years, the archive, the page for lost readers, the home page.

None of them grows with the archive but by a line a year; sections, outlets and authors have shelves of their own
(`publishing.site.shelves`). Pure functions from values to pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publishing.site.catalogue import Catalogue, IssueEntry, year_url
from publishing.site.linked_data import home_page
from publishing.site.page import Page
from publishing.site.rendering import page
from publishing.site.shelves import (
    KINDS,
    SECTIONS,
    SOURCES,
    Kind,
    Shelf,
    fullest,
    in_year,
    index_pages,
    shelf_pages,
)
from publishing.site.shelves import shelves as shelve

RECENT = 6
"""Issues listed on the home page after the latest."""
FULLEST = 12
"""Sections, and sources, listed on the home page."""
MONTHS = range(1, 13)

Shelves = dict[Kind, tuple[Shelf, ...]]


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year in the archive: what came out in it, from the `first` issue to the `last`."""

    year: int
    url: str
    issues: int
    articles: int
    first: IssueEntry
    last: IssueEntry


def list_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Shelves and their indexes, years, the archive, the page for lost readers, and the home page last."""
    common: dict[str, Any] = {**catalogue.masthead}
    shelves = shelve(catalogue)
    for kind, shelved in shelves.items():
        for shelf in shelved:
            yield from shelf_pages(shelf, common)
        yield from index_pages(kind, shelved, common)
    yield from _year_pages(catalogue, shelves, common)
    yield _archive_page(catalogue, common)
    yield page("/404.html", "404", common, latest=catalogue.latest is not None)
    yield _home_page(catalogue, shelves, common)


def _year_pages(catalogue: Catalogue, shelves: Shelves, common: dict[str, Any]) -> Iterator[Page]:
    lines = [(kind, in_year(shelved)) for kind, shelved in shelves.items()]
    years = catalogue.years
    for place, year in enumerate(years):
        issues = catalogue.in_year(year)
        yield page(
            year_url(year),
            "year",
            common,
            year=year,
            description=f"《{catalogue.publication}》{year} 年出版的 {len(issues)} 期，{_articles(issues)} 篇文章。",
            issues=issues,
            articles=_articles(issues),
            months=_by_month(issues),
            shelves=[(kind, of_year.get(year, [])) for kind, of_year in lines],
            earlier=years[place + 1] if place + 1 < len(years) else None,
            later=years[place - 1] if place else None,
        )


def _by_month(issues: tuple[IssueEntry, ...]) -> list[tuple[int, list[IssueEntry]]]:
    """The twelve months, each with its issues as they came out."""
    return [(month, [issue for issue in reversed(issues) if issue.date.month == month]) for month in MONTHS]


def _articles(issues: tuple[IssueEntry, ...]) -> int:
    return sum(len(issue.articles) for issue in issues)


def _archive_page(catalogue: Catalogue, common: dict[str, Any]) -> Page:
    """A line a year, and the newest year's covers."""
    years = [(year, catalogue.in_year(year)) for year in catalogue.years]
    return page(
        "/archive/",
        "archive",
        common,
        description=f"《{catalogue.publication}》的全部期次，按年、栏目、来源和作者查找。",
        count=len(catalogue.issues),
        articles=_articles(catalogue.issues),
        newest=years[0] if years else None,
        years=[
            YearLine(year, year_url(year), len(issues), _articles(issues), issues[-1], issues[0])
            for year, issues in years
        ],
        kinds=KINDS,
    )


def _home_page(catalogue: Catalogue, shelves: Shelves, common: dict[str, Any]) -> Page:
    latest = catalogue.latest
    return page(
        "/",
        "home",
        common,
        issue=latest,
        weekday=latest.weekday if latest else "",
        description=latest.titles if latest else "",
        recent=catalogue.issues[1 : RECENT + 1],
        shelves=[
            (kind, fullest(shelf.line for shelf in shelves[kind])[:FULLEST]) for kind in (SECTIONS, SOURCES)
        ],
        linked_data=home_page(catalogue) if latest else "",
    )
