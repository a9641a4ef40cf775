"""The site is a folder: which files it holds, and how they are written, checked and healed.

It is a build product of the Edition table. No page ever leads nowhere, whenever the writing stops:
assets, pictures and downloads come first, then a reservation at every address that is new, then the
pages at those addresses, then the pages that were there before, the home page last; what belongs
there no longer is deleted at the end. Every file is replaced by atomic rename, and a file whose bytes
are right already is left alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from editorial import vault
from editorial.addresses import PICTURE_PREFIX
from publishing import downloads, pages
from publishing.catalogue import Catalogue, IssueEntry, enter
from publishing.figures_pages import FiguresOfYear, figures_index
from publishing.lock import writing_the_site
from publishing.models import Edition
from publishing.pages import Page
from publishing.snapshot import IssueSnapshot, load

UNFINISHED = ".unfinished"
"""Lies in the folder while it is being written, and afterwards if the writing was cut off."""

Progress = Callable[[int, int], None]
"""Called with the number of files done and the number of all."""


class Fault(Enum):
    MISSING = "缺少"
    DIFFERENT = "内容不符"
    SURPLUS = "多余"


@dataclass(frozen=True, slots=True)
class Finding:
    """A file of the site that is not as the Edition table says."""

    fault: Fault
    path: str


@dataclass(frozen=True, slots=True)
class Baked:
    """What a bake did: files written, files deleted, files that were right already."""

    written: int
    deleted: int
    kept: int


@dataclass(frozen=True, slots=True)
class _Published:
    edition: Edition
    snapshot: IssueSnapshot
    entry: IssueEntry


@dataclass(frozen=True, slots=True)
class _Part:
    """What one edition puts into the folder: files that link to nothing, and pages."""

    edition: Edition
    year: int
    files: list[Page]
    pages: list[Page]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the folder holds: assets, then issues newest first, then the figures index, then lists, the home
    page last."""

    assets: list[Page]
    parts: list[_Part]
    figures: list[FiguresOfYear]
    lists: list[Page]

    @property
    def _all(self) -> list[_Part | FiguresOfYear]:
        return [*self.parts, *self.figures]

    @property
    def files(self) -> list[Page]:
        return [*self.assets, *(file for part in self._all for file in part.files)]

    @property
    def pages(self) -> list[Page]:
        return [*(page for part in self._all for page in part.pages), *self.lists]

    @property
    def paths(self) -> set[str]:
        return {page.path for page in (*self.files, *self.pages)}

    def around(self, edition: Edition) -> "_Plan":
        """What a new edition changes: its issue, the issues beside it, which link to it, the figures index of
        its year, and the lists."""
        places = [place for place, part in enumerate(self.parts) if part.edition.pk == edition.pk]
        near = [part for place in places for part in self.parts[max(place - 1, 0) : place + 2]]
        years = [self.parts[place].year for place in places]
        return replace(self, parts=near, figures=[*self._figures_around(years)])

    def _figures_around(self, years: list[int]) -> Iterator[FiguresOfYear]:
        """A year's first issue adds the year to the navigation of every other's page."""
        for year in years:
            is_first = [part.year for part in self.parts].count(year) == 1
            yield from (one for one in self.figures if is_first or one.changes_with(year))


def bake(edition: Edition | None = None, *, progress: Progress | None = None) -> Baked:
    """Writes the whole site, or only what the new `edition` changes. When an earlier bake was cut off,
    the whole site is written in either case.

    Raises:
        OSError: the folder cannot be written.
        editorial.vault.VaultError: a published file is lost and cannot be made again.
    """
    with writing_the_site():
        folder, site = storages["site"], _plan()
        present = set(_walk(folder))
        whole = edition is None or _was_cut_off(site, edition, present)
        plan = site if edition is None or whole else site.around(edition)
        folder.save(UNFINISHED, ContentFile(b""))
        written = _write_all(folder, plan, present, progress)
        surplus = present - site.paths - {UNFINISHED} if whole else set()
        for path in (*surplus, UNFINISHED):
            folder.delete(path)
    return Baked(written=written, deleted=len(surplus), kept=len(plan.paths) - written)


def _was_cut_off(site: _Plan, edition: Edition, present: set[str]) -> bool:
    """Whether an earlier bake did not come to its end, or to its beginning: pages of other editions
    are missing."""
    others = (page.path for part in site.parts if part.edition.pk != edition.pk for page in part.pages)
    return UNFINISHED in present or not present.issuperset(others)


def _write_all(folder: Storage, plan: _Plan, present: set[str], progress: Progress | None) -> int:
    """Writes the files, reserves what is new, writes the new pages, then the others; how many changed."""
    written = sum(_write(folder, file) for file in plan.files)
    new = [page for page in plan.pages if page.path not in present]
    for page in new:
        folder.save(page.path, ContentFile(pages.reservation()))
    others = [page for page in plan.pages if page.path in present]
    return written + sum(_write(folder, page) for page in _counted([*new, *others], progress))


def check(*, progress: Progress | None = None) -> Iterator[Finding]:
    """Compares every byte of the folder with what a bake would write; yields what is wrong.

    Raises:
        editorial.vault.VaultError: a published file is lost and cannot be made again.
    """
    with writing_the_site():
        folder, site = storages["site"], _plan()
        for page in _counted([*site.files, *site.pages], progress):
            found = _read_file(folder, page.path)
            if found is None:
                yield Finding(Fault.MISSING, page.path)
            elif found != page.content:
                yield Finding(Fault.DIFFERENT, page.path)
        for path in sorted(set(_walk(folder)) - site.paths):
            yield Finding(Fault.SURPLUS, path)


def _counted(planned: list[Page], progress: Progress | None) -> Iterator[Page]:
    for done, page in enumerate(planned, start=1):
        yield page
        if progress is not None:
            progress(done, len(planned))


def _read() -> list[_Published]:
    """All published issues, newest first, in two queries."""
    editions = Edition.objects.current().newest_issue_first().prefetch_related("artifacts")
    published = []
    for edition in editions:
        snapshot = load(edition.snapshot)
        files = {artifact.format: artifact for artifact in edition.artifacts.all()}
        entry = enter(snapshot, downloads.describe(files, snapshot))
        published.append(_Published(edition, snapshot, entry))
    return published


def _plan() -> _Plan:
    published = _read()
    catalogue = _catalogue(published)
    return _Plan(
        assets=[*pages.assets()],
        parts=[
            _Part(one.edition, one.entry.year, [*_files(one)], [*_issue_pages(one, catalogue)])
            for one in published
        ],
        figures=[*figures_index([one.snapshot for one in published])],
        lists=[*pages.list_pages(catalogue)],
    )


def _issue_pages(one: _Published, catalogue: Catalogue) -> Iterator[Page]:
    earlier, later = catalogue.neighbours(one.entry)
    return pages.issue_pages(one.snapshot, one.entry, earlier=earlier, later=later)


def _catalogue(published: list[_Published]) -> Catalogue:
    newest = published[0].snapshot if published else None
    return Catalogue(
        publication=newest.publication if newest else "",
        publisher=newest.publisher if newest else "",
        licence=newest.licence if newest else "",
        issues=tuple(one.entry for one in published),
    )


def _files(one: _Published) -> Iterator[Page]:
    """The issue's pictures and downloads."""
    for picture in one.snapshot.pictures:
        yield Page(f"{PICTURE_PREFIX.strip('/')}/{picture.name}", partial(vault.fetch, picture.digest))
    for artifact in one.edition.artifacts.all():
        path = f"{one.entry.url.strip('/')}/{artifact.path}"
        yield Page(path, partial(downloads.content, artifact, one.edition))


def _write(folder: Storage, page: Page) -> bool:
    """Writes the page unless its bytes are there already; whether it did."""
    content = page.content
    if _read_file(folder, page.path) == content:
        return False
    folder.save(page.path, ContentFile(content))
    return True


def _read_file(folder: Storage, path: str) -> bytes | None:
    try:
        with folder.open(path) as file:
            content: bytes = file.read()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    return content


def _walk(folder: Storage, directory: str = "") -> Iterator[str]:
    """Every file of the folder, left-overs of interrupted writes included."""
    try:
        directories, files = folder.listdir(directory)
    except FileNotFoundError:
        return
    yield from (f"{directory}{name}" for name in sorted(files))
    for name in sorted(directories):
        yield from _walk(folder, f"{directory}{name}/")
