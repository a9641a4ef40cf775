"""Which files the site holds, read from the Edition table: two queries, whatever the size of the archive.

The files are made when they are asked for; writing them is `publishing.site`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from django.utils import timezone

from editorial import vault
from editorial.addresses import PICTURE_PREFIX
from publishing import assets, downloads, edition_pages, pages
from publishing.catalogue import Catalogue, EditionEntry, IssueEntry, edition_url, enter, issue_url
from publishing.comparison import compare
from publishing.figures_pages import FiguresOfYear, figures_index
from publishing.models import Edition
from publishing.page import Page
from publishing.snapshot import IssueSnapshot, load


@dataclass(frozen=True, slots=True)
class Part:
    """What one issue puts into the folder: files that link to nothing, and pages. `edition` is its newest."""

    edition: int
    year: int
    files: list[Page]
    pages: list[Page]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the folder holds: assets, the addresses of withdrawn issues, then issues newest first, then the
    figures index, then lists, the home page last."""

    assets: list[Page]
    withdrawn: list[Page]
    parts: list[Part]
    figures: list[FiguresOfYear]
    lists: list[Page]

    @property
    def _all(self) -> list[Part | FiguresOfYear]:
        return [*self.parts, *self.figures]

    @property
    def files(self) -> list[Page]:
        return [*self.assets, *(file for part in self._all for file in part.files)]

    @property
    def pages(self) -> list[Page]:
        return [*self.withdrawn, *(page for part in self._all for page in part.pages), *self.lists]

    @property
    def paths(self) -> set[str]:
        return {page.path for page in (*self.files, *self.pages)}

    def apart_from(self, edition: Edition) -> Iterator[str]:
        """The paths that were to be there before this edition came out."""
        for page in (*self.assets, *self.withdrawn):
            yield page.path
        yield from (page.path for part in self.parts if part.edition != edition.pk for page in part.pages)

    def around(self, edition: Edition) -> "Plan":
        """What a new edition changes: its issue, the issues beside it, which link to it, the figures index of
        its year, and the lists."""
        places = [place for place, part in enumerate(self.parts) if part.edition == edition.pk]
        near = [part for place in places for part in self.parts[max(place - 1, 0) : place + 2]]
        years = [self.parts[place].year for place in places]
        return replace(self, parts=near, figures=[*self._figures_around(years)])

    def _figures_around(self, years: list[int]) -> Iterator[FiguresOfYear]:
        """A year's first issue adds the year to the navigation of every other's page."""
        for year in years:
            is_first = [part.year for part in self.parts].count(year) == 1
            yield from (one for one in self.figures if is_first or one.changes_with(year))


@dataclass(frozen=True, slots=True)
class _Issue:
    """An issue that was published once: its rows and what readers have of them, newest edition first."""

    rows: list[Edition]
    editions: list[EditionEntry]
    entry: IssueEntry

    @property
    def newest(self) -> IssueSnapshot:
        return self.editions[0].snapshot

    @property
    def is_withdrawn(self) -> bool:
        return self.rows[0].withdrawn_at is not None


def plan() -> Plan:
    """The whole site."""
    issues = [*_issues()]
    published = [one for one in issues if not one.is_withdrawn]
    catalogue = _catalogue(published)
    return Plan(
        assets=[*assets.assets()],
        withdrawn=[page for one in issues if one.is_withdrawn for page in _withdrawn_pages(one)],
        parts=[
            Part(one.rows[0].pk, one.entry.year, [*_files(one)], [*_pages(one, catalogue)])
            for one in published
        ],
        figures=[*figures_index([one.newest for one in published])],
        lists=[*pages.list_pages(catalogue)],
    )


def _issues() -> Iterator[_Issue]:
    """Newest first."""
    rows = Edition.objects.newest_issue_first().prefetch_related("artifacts")
    for _issue, group in groupby(rows, key=lambda row: row.issue_id):
        editions = [*group]
        entries = _entries(editions)
        yield _Issue(editions, entries, enter(entries[0].snapshot, entries[0].downloads))


def _entries(rows: Sequence[Edition]) -> list[EditionEntry]:
    entries: list[EditionEntry] = []
    before: IssueSnapshot | None = None
    for row in reversed(rows):
        snapshot = load(row.snapshot)
        year, number = snapshot.year, snapshot.number
        files = {artifact.format: artifact for artifact in row.artifacts.all()}
        entry = EditionEntry(
            url=issue_url(year, number) if row is rows[0] else edition_url(year, number, row.number),
            snapshot=snapshot,
            date=timezone.localdate(row.published_at),
            downloads=downloads.describe(files, snapshot),
            changes=compare(before, snapshot) if before else None,
        )
        entries.insert(0, entry)
        before = snapshot
    return entries


def _pages(one: _Issue, catalogue: Catalogue) -> Iterator[Page]:
    earlier, later = catalogue.neighbours(one.entry)
    yield from edition_pages.edition_pages(one.entry, one.editions)
    yield from pages.issue_pages(
        one.newest, one.entry, corrections=one.editions[:-1], earlier=earlier, later=later
    )


def _withdrawn_pages(one: _Issue) -> Iterator[Page]:
    newest = one.rows[0]
    assert newest.withdrawn_at is not None  # noqa: S101  (is_withdrawn)
    return edition_pages.withdrawn_pages(
        one.editions, date=timezone.localdate(newest.withdrawn_at), reason=newest.withdrawal_reason
    )


def _catalogue(published: list[_Issue]) -> Catalogue:
    newest = published[0].newest if published else None
    return Catalogue(
        publication=newest.publication if newest else "",
        publisher=newest.publisher if newest else "",
        licence=newest.licence if newest else "",
        issues=tuple(one.entry for one in published),
    )


def _files(one: _Issue) -> Iterator[Page]:
    """The pictures and downloads of every edition."""
    for row, edition in zip(one.rows, one.editions, strict=True):
        for picture in edition.snapshot.pictures:
            yield Page(f"{PICTURE_PREFIX.strip('/')}/{picture.name}", partial(vault.fetch, picture.digest))
        for artifact in row.artifacts.all():
            path = f"{edition.url.strip('/')}/{artifact.path}"
            yield Page(path, partial(downloads.content, artifact, row))
