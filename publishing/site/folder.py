"""One file of the site's folder with the compressed variants beside it: compared, replaced, deleted together.

A web server sends a variant without a look at its page. So no variant ever lies beside other bytes than it was
made from: it goes before its page is replaced or deleted, and the new one comes after. Stopped at any moment in
between, the page is sent as it is, and the next bake adds what is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from publishing.site import compression


class Fault(Enum):
    MISSING = "缺少"
    DIFFERENT = "内容不符"
    SURPLUS = "多余"


@dataclass(frozen=True, slots=True)
class Finding:
    """A file of the site that is not as the Edition table says."""

    fault: Fault
    path: str


def faults(folder: Storage, path: str, content: bytes) -> Iterator[Finding]:
    """What is wrong with the file and with its variants, each of which must expand to the very content."""
    found = read(folder, path)
    if found is None:
        yield Finding(Fault.MISSING, path)
    elif found != content:
        yield Finding(Fault.DIFFERENT, path)
    belonging = dict(compression.variants(path, content))
    for variant in compression.variant_paths(path):
        packed, coding = read(folder, variant), belonging.get(variant)
        if packed is None and coding:
            yield Finding(Fault.MISSING, variant)
        elif packed is not None and not coding:
            yield Finding(Fault.SURPLUS, variant)
        elif packed is not None and coding and not coding.holds(packed, content):
            yield Finding(Fault.DIFFERENT, variant)


def put(folder: Storage, path: str, content: bytes) -> None:
    """Writes the file and its variants, whatever is there.

    Raises:
        OSError: the folder cannot be written.
    """
    _drop_variants(folder, path)
    folder.save(path, ContentFile(content))
    for variant, coding in compression.variants(path, content):
        folder.save(variant, ContentFile(coding.compress(content)))


def remove(folder: Storage, path: str) -> None:
    """Deletes the file and its variants, if they are there.

    Raises:
        OSError: the folder cannot be written.
    """
    _drop_variants(folder, path)
    folder.delete(path)


def _drop_variants(folder: Storage, path: str) -> None:
    for variant in compression.variant_paths(path):
        if folder.exists(variant):
            folder.delete(variant)


def read(folder: Storage, path: str) -> bytes | None:
    """The file's bytes, None where there is no such file."""
    try:
        with folder.open(path) as file:
            content: bytes = file.read()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    return content


def walk(folder: Storage, directory: str = "") -> Iterator[str]:
    """Every file of the folder, variants and left-overs of interrupted writes included."""
    try:
        directories, files = folder.listdir(directory)
    except FileNotFoundError:
        return
    yield from (f"{directory}{name}" for name in sorted(files))
    for name in sorted(directories):
        yield from walk(folder, f"{directory}{name}/")
