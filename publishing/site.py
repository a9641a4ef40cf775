"""The site is a folder: how its files are written, checked and healed. Which they are says `publishing.plan`.

It is a build product of the Edition table. No page ever leads nowhere, whenever the writing stops:
assets, pictures and downloads come first, then a reservation at every address that is new, then the
pages at those addresses, then the pages that were there before, the home page last; what belongs
there no longer is emptied and deleted at the end. Every file is replaced by atomic rename, and a file whose bytes
are right already is left alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from publishing import rendering
from publishing.lock import writing_the_site
from publishing.models import Edition
from publishing.page import Page
from publishing.plan import Plan, plan

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


def bake(edition: Edition | None = None, *, progress: Progress | None = None) -> Baked:
    """Writes the whole site, or only what the new `edition` changes. When an earlier bake was cut off,
    or was made by another version of the program, the whole site is written in either case.

    Raises:
        OSError: the folder cannot be written.
        editorial.vault.VaultError: a published file is lost and cannot be made again.
    """
    with writing_the_site():
        folder, site = storages["site"], plan()
        present = set(_walk(folder))
        whole = edition is None or _was_cut_off(site, edition, present)
        part = site if edition is None or whole else site.around(edition)
        folder.save(UNFINISHED, ContentFile(b""))
        written = _write_all(folder, part, present, progress)
        surplus = sorted(present - site.paths - {UNFINISHED})
        _clear(folder, surplus)
        folder.delete(UNFINISHED)
    return Baked(written=written, deleted=len(surplus), kept=len(part.paths) - written)


def _was_cut_off(site: Plan, edition: Edition, present: set[str]) -> bool:
    """Whether an earlier bake did not come to its end, or to its beginning.

    Then something of other editions is missing: a new issue's pages, or the list of editions that a correction
    adds. Or an address below a year is left over: nothing goes from there but by a withdrawal.
    """
    is_left_over = any(path[0].isdigit() for path in present - site.paths)
    return UNFINISHED in present or is_left_over or not present.issuperset(site.apart_from(edition))


def _write_all(folder: Storage, part: Plan, present: set[str], progress: Progress | None) -> int:
    """Writes the files, reserves what is new, writes the new pages, then the others; how many changed."""
    written = sum(_write(folder, file) for file in part.files)
    new = [page for page in part.pages if page.path not in present]
    for page in new:
        folder.save(page.path, ContentFile(rendering.reservation()))
    others = [page for page in part.pages if page.path in present]
    return written + sum(_write(folder, page) for page in _counted([*new, *others], progress))


def _clear(folder: Storage, surplus: list[str]) -> None:
    """Deletes what belongs there no longer; first the links of these pages, for they may lead to one another."""
    for path in surplus:
        if path.endswith(".html"):
            folder.save(path, ContentFile(rendering.reservation()))
    for path in surplus:
        folder.delete(path)


def check(*, progress: Progress | None = None) -> Iterator[Finding]:
    """Compares every byte of the folder with what a bake would write; yields what is wrong.

    Raises:
        editorial.vault.VaultError: a published file is lost and cannot be made again.
    """
    with writing_the_site():
        folder, site = storages["site"], plan()
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
