"""The pages and files of the figures index 数据索引: one page for the issues of a year, CSV and JSON beside it.

A year's page shows that year's issues and, of the same subjects, what the year before printed, and an older one
knows its neighbours alone: it stays as it is while later years grow.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from editorial.figure_table import FIELDS, Row, as_csv, as_json
from publishing.site.catalogue import figures_url
from publishing.site.figures_index import FigureEntry, compared, figures_of
from publishing.site.page import Page, file_of
from publishing.site.rendering import html
from publishing.snapshot import IssueSnapshot

INDEX = "/figures/"
"""The address of the newest year's page."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the index has of one year: files, and pages to link to them."""

    files: tuple[Page, ...]
    pages: tuple[Page, ...]


def figures_index(snapshots: Sequence[IssueSnapshot]) -> Iterator[Part]:
    """The whole index of these issues, which stand newest first. Figures are read when a page is rendered."""
    years = {year: tuple(issues) for year, issues in groupby(snapshots, lambda issue: issue.year)}
    if not years:
        yield Part((), (_empty_page(),))
    addresses = [(year, figures_url(year, next(iter(years)))) for year in years]
    for place, (year, url) in enumerate(addresses):
        near = {"beside": addresses[place - 1 : place + 2]} if place else {"years": addresses}
        values = {"year": year, "whole": INDEX} | near
        render = partial(_year_page, url, years[year], years.get(year - 1, ()), values)
        yield Part(_files(f"{INDEX}{year}/", years[year]), (Page(file_of(url), render),))


def _files(folder: str, issues: Sequence[IssueSnapshot]) -> tuple[Page, ...]:
    writers = {"csv": as_csv, "json": as_json}
    return tuple(
        Page(file_of(f"{folder}figures.{kind}"), partial(_table, write, issues))
        for kind, write in writers.items()
    )


def _table(write: Callable[[Iterable[Row]], bytes], issues: Sequence[IssueSnapshot]) -> bytes:
    return write(entry.row for entry in _figures(issues))


def _figures(issues: Sequence[IssueSnapshot]) -> list[FigureEntry]:
    return [entry for issue in issues for entry in figures_of(issue)]


def _year_page(
    url: str,
    issues: Sequence[IssueSnapshot],
    year_before: Sequence[IssueSnapshot],
    values: dict[str, Any],
) -> bytes:
    figures = _figures(issues)
    subjects = compared(figures, _figures(year_before))
    newest = issues[0]
    own = {
        "publication": newest.publication,
        "publisher": newest.publisher,
        "licence": newest.licence,
        "subjects": subjects,
        "several": [subject for subject in subjects if subject.count > 1],
        "count": len(figures),
        "fields": FIELDS,
        "year_before": bool(year_before),
    }
    return html(url, "figures", values | own)


def _empty_page() -> Page:
    return Page(file_of(INDEX), partial(html, INDEX, "figures", {"publication": "简报"}))
