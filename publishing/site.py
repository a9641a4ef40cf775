"""The site is a folder: which files it holds, and how they are written, checked and healed.

It is a build product of the Edition table. What is linked to is written before what links to it:
assets, pictures and downloads, then articles and issues, then the lists, the home page last; what
belongs there no longer is deleted after that. Every file is replaced by atomic rename, and a file
whose bytes are right already is left alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from editorial.pictures import URL_PREFIX
from publishing import downloads, pages
from publishing.catalogue import Catalogue, IssueEntry, enter
from publishing.lock import writing_the_site
from publishing.models import Edition
from publishing.pages import Page
from publishing.snapshot import IssueSnapshot, load

Progress = Callable[[int, int], None]
"""Called with the number of issues done and the number of all."""


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


def bake(edition: Edition | None = None, *, progress: Progress | None = None) -> Baked:
    """Writes the whole site, or only what the new `edition` changes: its issue, the issues before
    and after it, and the lists.

    Raises:
        OSError: the folder cannot be written.
        editorial.vault.VaultError: a published file is lost and cannot be made again.
    """
    with writing_the_site():
        published = _read()
        folder = storages["site"]
        expected: set[str] = set()
        written = 0
        for page in _pages(published, edition, progress):
            expected.add(page.path)
            if _read_file(folder, page.path) != page.content:
                folder.save(page.path, ContentFile(page.content))
                written += 1
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
        expected: set[str] = set()
        for page in _pages(_read(), None, progress):
            expected.add(page.path)
            found = _read_file(folder, page.path)
            if found is None:
                yield Finding(Fault.MISSING, page.path)
            elif found != page.content:
                yield Finding(Fault.DIFFERENT, page.path)
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


def _pages(published: list[_Published], only: Edition | None, progress: Progress | None) -> Iterator[Page]:
    """All files, or those that `only` changes, in the order in which they must be written."""
    catalogue = _catalogue(published)
    yield from pages.assets()
    affected = [one for one in published if only is None or _near(one, only, catalogue)]
    for done, one in enumerate(affected, start=1):
        yield from _files(one)
        earlier, later = catalogue.neighbours(one.entry)
        yield from pages.issue_pages(one.snapshot, one.entry, earlier=earlier, later=later)
        if progress is not None:
            progress(done, len(affected))
    yield from pages.list_pages(catalogue)


def _catalogue(published: list[_Published]) -> Catalogue:
    newest = published[0].snapshot if published else None
    return Catalogue(
        publication=newest.publication if newest else "",
        publisher=newest.publisher if newest else "",
        licence=newest.licence if newest else "",
        issues=tuple(one.entry for one in published),
    )


def _near(one: _Published, edition: Edition, catalogue: Catalogue) -> bool:
    """Whether it is the edition's issue, or the issue before or after it, whose pages link to it."""
    around = (one.entry, *catalogue.neighbours(one.entry))
    return any(
        entry and (entry.year, entry.number) == (edition.issue.year, edition.issue.number) for entry in around
    )


def _files(one: _Published) -> Iterator[Page]:
    """The issue's pictures and downloads."""
    for name, content in downloads.pictures_of(one.snapshot).items():
        yield Page(f"{URL_PREFIX.strip('/')}/{name}", content)
    for artifact in one.edition.artifacts.all():
        yield Page(f"{one.entry.url.strip('/')}/{artifact.path}", downloads.content(artifact, one.edition))


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
