"""Which pages the readers' site has, and what is on each: pure functions from values to files.

An issue's pages depend on that issue and its two neighbours alone, so a new issue leaves all others
as they are. Writing the files is `publishing.site`; how they look is templates/site and static/site.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from editorial.html import write_html
from editorial.markdown import parse
from publishing.article import credit_lines, description, frame_tables, reading
from publishing.catalogue import (
    ArticleEntry,
    Catalogue,
    EditionEntry,
    IssueEntry,
    editions_url,
    section_url,
    source_url,
    year_url,
)
from publishing.page import Page, file_of
from publishing.rendering import html, page
from publishing.snapshot import ArticleSnapshot, IssueSnapshot

RECENT = 6
"""Issues listed on the home page after the latest."""
OFTEN_QUOTED = 12
"""Sources listed on the home page."""

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """All articles of one section or from one outlet."""

    kind: str
    name: str
    url: str
    entries: tuple[tuple[IssueEntry, ArticleEntry], ...]


# --- An issue and its articles ------------------------------------------------------------------


def issue_pages(
    snapshot: IssueSnapshot,
    entry: IssueEntry,
    *,
    corrections: Sequence[EditionEntry] = (),
    earlier: IssueEntry | None = None,
    later: IssueEntry | None = None,
) -> Iterator[Page]:
    """Every article's page, with the corrections that reworded it; then the issue's own, with all of them,
    which links to the issues beside it. Corrections come newest first."""
    common: dict[str, Any] = {
        "publication": snapshot.publication,
        "publisher": snapshot.publisher,
        "licence": snapshot.licence,
        "issue": entry,
        "editions_url": editions_url(entry.year, entry.number),
    }
    lines = entry.articles
    for place, (article, line) in enumerate(zip(snapshot.articles, lines, strict=True)):
        beside = {
            "line": line,
            "earlier": lines[place - 1] if place else None,
            "later": lines[place + 1] if place + 1 < len(lines) else None,
            "corrections": [
                one for one in corrections if one.changes and article.uid in one.changes.reworded
            ],
        }
        yield Page(file_of(line.url), partial(_article, article, line.url, common | beside))
    yield page(
        entry.url,
        "issue",
        common,
        snapshot=snapshot,
        weekday=_weekday(entry),
        description=_titles(entry),
        corrections=corrections,
        earlier=earlier,
        later=later,
    )


def _article(article: ArticleSnapshot, url: str, values: dict[str, Any]) -> bytes:
    document = parse(article.body)
    own = {
        "article": article,
        "credits": credit_lines(article),
        "body": frame_tables(write_html(document)),
        "reading": reading(document),
        "description": description(article, document),
    }
    return html(url, "article", values | own)


def _titles(issue: IssueEntry) -> str:
    return "；".join(article.title for article in issue.articles) or issue.name


def _weekday(issue: IssueEntry) -> str:
    return f"星期{_WEEKDAYS[issue.date.weekday()]}"


# --- The lists ----------------------------------------------------------------------------------


def list_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Sections, sources, years, the archive, the page for lost readers, and the home page last."""
    common: dict[str, Any] = {
        "publication": catalogue.publication or "简报",
        "publisher": catalogue.publisher,
        "licence": catalogue.licence,
        "catalogue": catalogue,
    }
    sections = [
        _Shelf("栏目", name.name, section_url(name.slug), rows) for name, rows in catalogue.sections.items()
    ]
    sources = [
        _Shelf("来源", name.name, source_url(name.slug), rows)
        for name, rows in sorted(catalogue.outlets.items())  # by address, which is pinyin
    ]
    for shelf in (*sections, *sources):
        yield from _shelf_pages(shelf, common)
    for year in catalogue.years:
        yield _year_page(year, catalogue, common)
    yield page(
        "/archive/",
        "archive",
        common,
        years=[(year, year_url(year), catalogue.in_year(year)) for year in catalogue.years],
        sections=sections,
        sources=sources,
    )
    yield page("/404.html", "404", common)
    yield _home_page(catalogue, common, sections, sources)


def _shelf_pages(shelf: _Shelf, common: dict[str, Any]) -> Iterator[Page]:
    """The newest year at the shelf's own address, every older year below it."""
    years = list(dict.fromkeys(issue.year for issue, _article in shelf.entries))
    addresses = [(year, shelf.url if year == years[0] else f"{shelf.url}{year}/") for year in years]
    for year, url in addresses:
        rows = [row for row in shelf.entries if row[0].year == year]
        issues = [
            (issue, [article for _, article in group]) for issue, group in groupby(rows, lambda row: row[0])
        ]
        yield page(
            url, "shelf", common, shelf=shelf, year=year, years=addresses, issues=issues, count=len(rows)
        )


def _year_page(year: int, catalogue: Catalogue, common: dict[str, Any]) -> Page:
    place = catalogue.years.index(year)
    return page(
        year_url(year),
        "year",
        common,
        year=year,
        issues=catalogue.in_year(year),
        years=[(one, year_url(one)) for one in catalogue.years],
        earlier=catalogue.years[place + 1] if place + 1 < len(catalogue.years) else None,
        later=catalogue.years[place - 1] if place else None,
    )


def _home_page(
    catalogue: Catalogue, common: dict[str, Any], sections: list[_Shelf], sources: list[_Shelf]
) -> Page:
    latest = catalogue.latest
    often = sorted(sources, key=lambda shelf: -len(shelf.entries))[:OFTEN_QUOTED]
    return page(
        "/",
        "home",
        common,
        issue=latest,
        weekday=_weekday(latest) if latest else "",
        description=_titles(latest) if latest else "",
        recent=catalogue.issues[1 : RECENT + 1],
        sections=sections,
        sources=often,
    )
