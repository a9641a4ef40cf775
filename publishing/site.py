"""The site is a folder: which files it holds, and how they are written, checked and healed.

It is a build product of the Edition table. No page ever leads nowhere, whenever the writing stops:
assets, pictures and downloads come first, then a reservation at every address that is new, then the
pages at those addresses, then the pages that were there before, the home page last; what belongs
there no longer is deleted at the end. Every file is replaced by atomic rename, and a file whose bytes
are right already is left alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from editorial import vault
from editorial.pictures import URL_PREFIX
from publishing import downloads, pages
from publishing.catalogue import Catalogue, IssueEntry, enter
from publishing.lock import writing_the_site
from publishing.models import Edition
from publishing.pages import Page
from publishing.snapshot import IssueSnapshot, load

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
class _Plan:
    """What the folder holds: files that link to nothing, and pages in the order of writing."""

    files: list[Page]
    pages: list[Page]


def bake(edition: Edition | None = None, *, progress: Progress | None = None) -> Baked:
    """Writes the whole site, or only what the new `edition` changes: its issue, the issues before
    and after it, and the lists.

    Raises:
        OSError: the folder cannot be written.
        editorial.vault.VaultError: a published file is lost and cannot be made again.
    """
    with writing_the_site():
        folder = storages["site"]
        site = _plan(edition)
        written = sum(_write(folder, file) for file in site.files)
        new = {page.path for page in site.pages if not folder.exists(page.path)}
        for path in new:
            folder.save(path, ContentFile(pages.reservation()))
        for done, page in enumerate(sorted(site.pages, key=lambda page: page.path not in new), start=1):
            written += _write(folder, page)
            if progress is not None:
                progress(done, len(site.pages))
        expected = {page.path for page in (*site.files, *site.pages)}
        surplus = [] if edition else [path for path in _walk(folder) if path not in expected]
        for path in surplus:
            folder.delete(path)
    return Baked(written=written, deleted=len(surplus), kept=len(expected) - written)


def check(*, progress: Progress | None = None) -> Iterator[Finding]:
    """Compares every byte of the folder with what a bake would write; yields what is wrong.

    Raises:
        editorial.vault.VaultError: a published file is lost and cannot be made again.
    """
    with writing_the_site():
        folder = storages["site"]
        site = _plan(None)
        expected = {page.path for page in (*site.files, *site.pages)}
        for done, page in enumerate((*site.files, *site.pages), start=1):
            found = _read_file(folder, page.path)
            if found is None:
                yield Finding(Fault.MISSING, page.path)
            elif found != page.content:
                yield Finding(Fault.DIFFERENT, page.path)
            if progress is not None:
                progress(done, len(expected))
        for path in _walk(folder):
            if path not in expected:
                yield Finding(Fault.SURPLUS, path)


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


def _plan(only: Edition | None) -> _Plan:
    """The whole site, or what `only` changes: its issue, the issues beside it, and the lists."""
    published = _read()
    catalogue = _catalogue(published)
    affected = published if only is None else _around(only, published)
    issues = [page for one in affected for page in _issue_pages(one, catalogue)]
    return _Plan(
        files=[*pages.assets(), *(file for one in affected for file in _files(one))],
        pages=[*issues, *pages.list_pages(catalogue)],
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


def _around(edition: Edition, published: list[_Published]) -> list[_Published]:
    """The edition's issue, and the issues before and after it, whose pages link to it."""
    places = [place for place, one in enumerate(published) if one.edition.pk == edition.pk]
    return [one for place in places for one in published[max(place - 1, 0) : place + 2]]


def _files(one: _Published) -> Iterator[Page]:
    """The issue's pictures and downloads."""
    for picture in one.snapshot.pictures:
        yield Page(f"{URL_PREFIX.strip('/')}/{picture.name}", partial(vault.fetch, picture.digest))
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
