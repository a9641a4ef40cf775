"""The package: a zip file of XML parts with relationships between them (ISO/IEC 29500-2).

Opened as if it were hostile: what is too large, too many, packed too tightly or nested too deeply is
refused, and nothing outside the package is ever looked at.
"""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

from editorial.intake import containers
from editorial.intake.readers.docx.markup import Element, attribute, name
from editorial.intake.sniff import Refused

MAX_PART_BYTES = 32 * 1024 * 1024
"""Bytes of one part, unpacked."""
MAX_DEPTH = 120
"""Elements inside one another."""

_SAVE_ANEW = "请用 Word 或 WPS 打开它，另存为新的 .docx 文件，再导入。"
_BROKEN = f"这个 Word 文档已损坏，读不出来。{_SAVE_ANEW}"
_TOO_MUCH = f"这个 Word 文档里面的内容过多或压缩得异常，为安全起见没有读取。{_SAVE_ANEW}"
_MACROS = "这个 Word 文档带有宏，为安全起见没有读取。请用 Word 打开，另存为“Word 文档 (*.docx)”，再导入。"
_LOCKED = "这个 Word 文档有密码保护，无法读取。请用 Word 或 WPS 打开，取消密码后保存，再导入。"
_OTHER = "这不是 Word 文档，里面没有可读取的文字。请核对是否选对了文件；简报稿请存为 .docx 再导入。"

_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError)
"""What `zipfile` raises over broken, foreign or encrypted contents."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """Where an id of a part leads: to another part by its path, or out of the package by address."""

    kind: str
    target: str
    is_external: bool


class Package:
    """The parts of a document by path.

    Raises:
        Refused: broken, locked, with macros, beyond the limits, or no Word document.
    """

    def __init__(self, content: bytes) -> None:
        try:
            containers.zip_names(content)
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except containers.Oversized as error:
            raise Refused(_TOO_MUCH) from error
        except containers.Locked as error:
            raise Refused(_LOCKED) from error
        except (containers.Broken, *_FAULTS) as error:
            raise Refused(_BROKEN) from error
        self._parts = _by_path(self._zip.infolist())
        types = self.read("[Content_Types].xml")
        if b"macroEnabled" in types or any("vbaproject" in path.lower() for path in self._parts):
            raise Refused(_MACROS)

    @cached_property
    def main(self) -> str:
        """The path of the part that holds the text."""
        roots = self.relationships("").values()
        texts = (each.target for each in roots if each.kind == "officeDocument" and not each.is_external)
        return next(texts, "word/document.xml")

    def body(self) -> Element:
        """The text itself.

        Raises:
            Refused: it is not there, so the package is some other one.
        """
        document = self.xml(self.main)
        body = None if document is None else next((each for each in document if name(each) == "w:body"), None)
        if body is None:
            raise Refused(_OTHER)
        return body

    def related(self, kind: str) -> str:
        """The path of the part of that kind that belongs to the text (`styles`, `footnotes`); or empty."""
        found = self.relationships(self.main).values()
        return next((each.target for each in found if each.kind == kind and not each.is_external), "")

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part by id; those of the package itself for the empty path."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        return {attribute(each, "Id"): _relationship(folder, each) for each in (() if root is None else root)}

    def read(self, path: str) -> bytes:
        """The bytes of a part; empty where there is none.

        Raises:
            Refused: it is broken.
        """
        entry = self._parts.get(path.lower())
        if entry is None:
            return b""
        try:
            return self._zip.read(entry)
        except _FAULTS as error:
            raise Refused(_BROKEN) from error

    def xml(self, path: str) -> Element | None:
        """The root element of a part; None where there is no such part.

        Raises:
            Refused: it is no XML, declares a document type, or is nested too deeply.
        """
        content = self.read(path)
        if not content:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Refused(_BROKEN) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Refused(_BROKEN)
        if root.xpath(f"boolean({'/*' * (MAX_DEPTH + 1)})"):
            raise Refused(_TOO_MUCH)
        return root


def _by_path(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The entries by path, which has no case. Two of one path would read differently in every program."""
    parts = {entry.filename.lower(): entry for entry in entries}
    if len(parts) < len(entries):
        raise Refused(_BROKEN)
    if any(entry.file_size > MAX_PART_BYTES for entry in entries):
        raise Refused(_TOO_MUCH)
    return parts


def _relationship(folder: str, element: Element) -> Relationship:
    """A relationship of a part in that folder; a target inside the package as a path from its root."""
    target = attribute(element, "Target")
    is_external = attribute(element, "TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    return Relationship(attribute(element, "Type").rpartition("/")[2], target, is_external)
