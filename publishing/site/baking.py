"""The site is a folder: how its files are written, checked and healed. Which they are says `publishing.site.plan`.

It is a build product of the Edition table. No page ever leads nowhere, whenever the writing stops:
assets, pictures and downloads come first, then a reservation at every address that is new, then the
pages at those addresses, then the pages that were there before, the home page last; what belongs
there no longer is emptied and deleted at the end. Every file is replaced by atomic rename, and a file whose bytes
are right already is left alone. How a file goes with its compressed variants says `publishing.site.folder`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from editorial.models import Publication
from publishing.models import Edition
from publishing.site import rendering
from publishing.site.compression import page_of
from publishing.site.folder import Fault, Finding, faults, put, remove, walk
from publishing.site.lock import writing_the_site
from publishing.site.page import Page
from publishing.site.plan import Plan, change, plan

UNFINISHED = ".unfinished"
"""Lies in the folder while it is being written, and afterwards if the writing was cut off."""

Progress = Callable[[int, int], None]
"""Called with the number of files done and the number of all."""


@dataclass(frozen=True, slots=True)
class Baked:
    """What a bake did: files written, files deleted, files that were right already. A file counts once, with its
    compressed variants."""

    written: int
    deleted: int
    kept: int


def bake(changed: Edition | Publication | None = None, *, progress: Progress | None = None) -> Baked:
    """Writes the whole site, or only what a new or withdrawn edition, or the publication's settings, have
    `changed`. When an earlier bake was cut off, or was made by another version of the program, the whole site is
    written in either case.

    Raises:
        OSError: the folder cannot be written.
        editorial.vault.VaultError: a published file is lost and cannot be made again.
    """
    with writing_the_site():
        folder = storages["site"]
        present = set(walk(folder))
        before, site = change(changed) if changed else (None, plan())
        whole = before is None or _was_cut_off(before, site, present)
        part = site if before is None or whole else site.unlike(before)
        folder.save(UNFINISHED, ContentFile(b""))
        written = _write_all(folder, part, present, progress)
        surplus = _strangers(present - {UNFINISHED}, site.paths)
        _clear(folder, surplus)
        folder.delete(UNFINISHED)
    return Baked(
        written=written, deleted=len({page_of(path) for path in surplus}), kept=len(part.paths) - written
    )


def _was_cut_off(before: Plan, site: Plan, present: set[str]) -> bool:
    """Whether an earlier bake did not come to its end, or to its beginning.

    Then something is missing that was to be there before this change: a new issue's pages, or the list of editions
    that a correction adds. Or something is left over: a withdrawn issue's files.
    """
    expected = before.paths
    is_left_over = any(_strangers(present, expected | site.paths))
    return UNFINISHED in present or not expected <= present or is_left_over


def _write_all(folder: Storage, part: Plan, present: set[str], progress: Progress | None) -> int:
    """Writes the files, reserves what is new, writes the new pages, then the others; how many changed."""
    written = sum(_write(folder, file) for file in part.files)
    new = [page for page in part.pages if page.path not in present]
    for page in new:
        put(folder, page.path, rendering.reservation())
    others = [page for page in part.pages if page.path in present]
    return written + sum(_write(folder, page) for page in _counted([*new, *others], progress))


def _clear(folder: Storage, surplus: list[str]) -> None:
    """Deletes what belongs there no longer; first the links of these pages, for they may lead to one another."""
    for path in surplus:
        if path.endswith(".html"):
            put(folder, path, rendering.reservation())
    for path in surplus:
        remove(folder, path)


def check(*, progress: Progress | None = None) -> Iterator[Finding]:
    """Compares every byte of the folder with what a bake would write; yields what is wrong.

    Raises:
        editorial.vault.VaultError: a published file is lost and cannot be made again.
    """
    with writing_the_site():
        folder, site = storages["site"], plan()
        for page in _counted([*site.files, *site.pages], progress):
            yield from faults(folder, page.path, page.content)
        for path in _strangers(walk(folder), site.paths):
            yield Finding(Fault.SURPLUS, path)


def _counted(planned: list[Page], progress: Progress | None) -> Iterator[Page]:
    for done, page in enumerate(planned, start=1):
        yield page
        if progress is not None:
            progress(done, len(planned))


def _write(folder: Storage, page: Page) -> bool:
    """Writes the page unless it and its variants are right already; whether it did."""
    content = page.content
    if not any(faults(folder, page.path, content)):
        return False
    put(folder, page.path, content)
    return True


def _strangers(present: Iterable[str], paths: set[str]) -> list[str]:
    """What is neither among these files nor a compressed variant of one."""
    return sorted(path for path in present if page_of(path) not in paths)
