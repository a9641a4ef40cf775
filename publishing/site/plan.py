"""Which files the site holds, read from the Edition table: three queries, whatever the size of the archive.

The files are made when they are asked for; writing them is `publishing.site.baking`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import groupby

from django.utils import timezone

from editorial import vault
from editorial.addresses import PICTURE_PREFIX
from editorial.models import Publication
from publishing import downloads
from publishing.comparison import compare
from publishing.models import Edition
from publishing.site import assets, edition_pages, machine_pages, pages
from publishing.site.about import About, about_page
from publishing.site.catalogue import Catalogue, EditionEntry, IssueEntry, edition_url, enter, issue_url
from publishing.site.figures_pages import figures_index
from publishing.site.lists import list_pages
from publishing.site.page import Page
from publishing.site.published import PublishedIssue
from publishing.snapshot import IssueSnapshot, load


@dataclass(frozen=True, slots=True)
class Plan:
    """What the folder holds: files that link to nothing, and pages in the order of writing, the home page last."""

    files: list[Page]
    pages: list[Page]

    @property
    def paths(self) -> set[str]:
        return {page.path for page in (*self.files, *self.pages)}

    def unlike(self, before: "Plan") -> "Plan":
        """What the plan before does not have, or makes of other values: all that a change of the archive changes,
        and nothing of other sections, outlets, authors or years."""
        had = {page.path: page for page in (*before.files, *before.pages)}

        def differing(pages: list[Page]) -> list[Page]:
            return [page for page in pages if page.path not in had or not page.is_made_like(had[page.path])]

        return Plan(differing(self.files), differing(self.pages))


@dataclass(frozen=True)
class _Issue:
    """An issue that was published once: its rows and what readers have of them, newest edition first."""

    rows: list[Edition]
    editions: list[EditionEntry]
    entry: IssueEntry
    is_withdrawn: bool

    @property
    def newest(self) -> IssueSnapshot:
        return self.editions[0].snapshot

    @cached_property
    def published(self) -> PublishedIssue:
        return PublishedIssue(self.entry, tuple(self.editions))

    def before(self, edition: Edition) -> "_Issue | None":
        """The issue until this edition came out, or was withdrawn; None when it was not published at all."""
        if edition.pk not in {row.pk for row in self.rows}:
            return self
        if self.is_withdrawn:
            return replace(self, is_withdrawn=False)
        earlier = [row for row in self.rows if row.pk != edition.pk]
        return _issue(earlier) if earlier else None


def plan() -> Plan:
    """The whole site."""
    return _plan([*_issues()], _publication())


def change(changed: Edition | Publication) -> tuple[Plan, Plan]:
    """The whole site as it was until an edition came out or was withdrawn, or until the settings were saved, and
    as it is now. What the settings were is not known any more, so that the pages made of them always differ."""
    issues = [*_issues()]
    former = [one.before(changed) for one in issues] if isinstance(changed, Edition) else issues
    return _plan([one for one in former if one], None), _plan(issues, _publication())


def _publication() -> Publication | None:
    return Publication.objects.order_by("pk").first()


def _about(publication: Publication | None) -> About | None:
    if publication is None:
        return None
    return About(publication.about, publication.contact, publication.frequency)


def _plan(issues: list[_Issue], publication: Publication | None) -> Plan:
    """The addresses of withdrawn issues, then issues newest first, then what is for machines, then the figures
    index, then lists."""
    published = [one for one in issues if not one.is_withdrawn]
    catalogue = _catalogue(published)
    figures = [*figures_index([one.newest for one in published])]
    lists = [
        *(page for year in figures for page in year.pages),
        about_page(catalogue, _about(publication)),
        *list_pages(catalogue),
    ]
    return Plan(
        files=[
            *assets.assets(),
            *(file for one in published for file in _files(one)),
            *(file for year in figures for file in year.files),
        ],
        pages=[
            *(page for one in issues if one.is_withdrawn for page in _withdrawn_pages(one)),
            *(page for one in published for page in _pages(one, catalogue)),
            *machine_pages.list_files(catalogue, [one.published for one in published], lists),
            *lists,
        ],
    )


def _issues() -> Iterator[_Issue]:
    """Newest first."""
    rows = Edition.objects.newest_issue_first().prefetch_related("artifacts")
    for _pk, group in groupby(rows, key=lambda row: row.issue_id):
        yield _issue([*group])


def _issue(rows: list[Edition]) -> _Issue:
    entries = _entries(rows)
    entry = enter(entries[0].snapshot, entries[0].downloads)
    return _Issue(rows, entries, entry, is_withdrawn=rows[0].withdrawn_at is not None)


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
            published_at=row.published_at,
            downloads=downloads.describe(files, snapshot),
            changes=compare(before, snapshot) if before else None,
        )
        entries.insert(0, entry)
        before = snapshot
    return entries


def _pages(one: _Issue, catalogue: Catalogue) -> Iterator[Page]:
    earlier, later = catalogue.neighbours(one.entry)
    yield from edition_pages.edition_pages(one.entry, one.editions)
    yield from pages.issue_pages(one.published, earlier=earlier, later=later, pointers=catalogue.pointers)
    yield from machine_pages.issue_files(one.published)


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
