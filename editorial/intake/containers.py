"""Containers: what lies in a zip (OOXML, OpenDocument, EPUB, OFD …) or in an OLE compound file (.doc …).

Only the lists of contents are read here; nothing is unpacked.
"""

import io
import struct
import zipfile
from pathlib import PurePosixPath

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MAX_PARTS = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 200
"""Times a part may grow when it is unpacked; DEFLATE ends at 1,032, an office document at about 50."""
RATIO_MATTERS_FROM = 1024 * 1024
"""Bytes; a smaller part, however tightly packed, does no harm."""

_CENTRAL_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, OverflowError, struct.error)
"""What `zipfile` raises for a list of contents that makes no sense."""


class Broken(Exception):
    """The list of contents cannot be read."""


class Oversized(Exception):
    """More parts or bytes than any document has, as a zip bomb has them, or names that lead elsewhere."""


class Locked(Exception):
    """Its parts are encrypted."""


def zip_names(content: bytes) -> frozenset[str]:
    """The names of the parts of a zip.

    The sizes are those of its list of contents, which may lie: whoever unpacks counts again.

    Raises:
        Broken, Locked, Oversized.
    """
    if content.count(_CENTRAL_ENTRY) > MAX_PARTS:  # before `zipfile` makes an object of each
        raise Oversized
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except _BROKEN as error:
        raise Broken from error
    if sum(part.file_size for part in parts) > MAX_UNPACKED or not all(map(_is_harmless, parts)):
        raise Oversized
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Locked
    return frozenset(part.filename for part in parts)


def _is_harmless(part: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(part.filename.replace("\\", "/") or ".")
    stays = not path.is_absolute() and ".." not in path.parts and not path.parts[0].endswith(":")
    tight = part.file_size > RATIO_MATTERS_FROM and part.file_size > MAX_RATIO * part.compress_size
    return stays and not tight


def ole_has(content: bytes, name: str) -> bool:
    """Whether the directory of an OLE compound file has an entry of this name.

    An entry begins at a multiple of 128 bytes with its name, ended by NUL, and the length of that at
    byte 64 ([MS-CFB] 2.6.1).
    """
    written = f"{name}\0".encode("utf-16-le")
    length = struct.pack("<H", len(written))
    at = content.find(written)
    while at >= 0:
        if at % 128 == 0 and content[at + 64 : at + 66] == length:
            return True
        at = content.find(written, at + 1)
    return False
