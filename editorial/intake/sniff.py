"""Sniffing: what a document is, by its bytes and never by its name, and its text if it is text.

What cannot be read is refused with a sentence that says what to do next.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from editorial.intake import containers, decoding
from editorial.sandbox import Refused as Refused

MAX_BYTES = 50 * 1024 * 1024
"""Of any document; for what is all text, see `MAX_TEXT_BYTES`."""
MAX_TEXT_BYTES = 10 * 1024 * 1024


class DocumentKind(StrEnum):
    """The kinds that can be read; DOC once it has been converted to DOCX."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    DOC = "doc"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A readable document: its kind and bytes; of text also the words and their encoding."""

    kind: DocumentKind
    content: bytes
    text: str = ""
    encoding: str = ""


def sniff(content: bytes) -> Sniffed:
    """The document's kind and, if it is text, its words.

    Raises:
        Refused: empty, too large, of a kind that is not read, or not decodable as text.
    """
    if len(content) > MAX_BYTES:
        raise Refused(_too_large(content, MAX_BYTES))
    if not content.lstrip(b"\0 \t\r\n"):
        raise Refused(_EMPTY)
    if content.startswith(containers.ZIP):
        return Sniffed(_kind_of_zip(content), content)
    if content.startswith(containers.OLE):
        return Sniffed(_kind_of_ole(content), content)
    _refuse_foreign(content)
    if b"%PDF-" in content[:_PDF_BEGINS_WITHIN] and not _is_page(content[:_HEAD]):
        return Sniffed(DocumentKind.PDF, content)
    return _sniff_text(content)


_EMPTY = "文件是空的，没有可导入的内容。请检查是否选对了文件。"
_PDF_BEGINS_WITHIN = 1024
"""Bytes that may stand before a PDF's header, as readers of PDF take it (ISO 32000-1, note in 7.5.2)."""


def _too_large(content: bytes, limit: int) -> str:
    return (
        f"文件有 {len(content) / 1024 / 1024:.1f} MB，超过 {limit // 1024 // 1024} MB 的上限。"
        "请去掉其中的图片，或一期存成一个文件，再导入。"
    )


# --- Text and web pages --------------------------------------------------------------------------

_HEAD = 4096
"""Bytes from the start in which a file shows what it is."""
_PAGE = re.compile(rb"<(?:[^\0]*?<)??(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
"""A tag only a whole page has, near the beginning of what begins with a tag or a comment."""
_XML = re.compile(r"\s*<\?xml\b", re.IGNORECASE)
_ARCHIVED_PAGE = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
"""The headers of MHTML (RFC 2557)."""
_UNDECODABLE = (
    "无法识别文件的编码，读出来的不是通顺的文字。请在原软件里另存为“纯文本”，编码选 UTF-8，再导入。"
)


def _sniff_text(content: bytes) -> Sniffed:
    if len(content) > MAX_TEXT_BYTES:
        raise Refused(_too_large(content, MAX_TEXT_BYTES))
    if _ARCHIVED_PAGE.match(content[:_HEAD].lstrip()):
        raise Refused(
            "这是单个文件的网页存档（.mht 或 .mhtml）。请在浏览器里打开，另存为时把类型选成“网页，仅 HTML”，再导入。"
        )
    if _is_page(content[:_HEAD]):
        return Sniffed(DocumentKind.HTML, content)
    try:
        text, encoding = decoding.decode(content)
    except decoding.Undecodable:
        raise Refused(_UNDECODABLE) from None
    if not text.strip():
        raise Refused(_EMPTY)
    if _is_page(text[:_HEAD].encode("utf-8", "replace")):  # in UTF-16 the bytes do not show it
        return Sniffed(DocumentKind.HTML, content)
    if _XML.match(text):
        raise Refused("这是 XML 文件，不是文稿。如果它是 Word 存的，请用 Word 打开，另存为“.docx”，再导入。")
    return Sniffed(DocumentKind.TEXT, content, text, encoding)


def _is_page(head: bytes) -> bool:
    return bool(_PAGE.match(head.removeprefix(codecs.BOM_UTF8).lstrip()))


# --- Containers ----------------------------------------------------------------------------------

_AS_DOCX = "请用 Word 或 WPS 打开，另存为“Word 文档 (*.docx)”，再导入。"
_COPY_TO_WORD = "请把要用的文字复制到 Word 里，存成“.docx”，再导入。"
_UNPACK = "这是压缩文件。请先解压，再导入里面的文稿。"
_ENCRYPTED = "文件加了密码，无法读取。请打开它，取消密码后另存一份，再导入。"

_ZIPPED: Mapping[str, str] = {
    "word/vbaProject.bin": f"这是带宏的 Word 文档（.docm），为安全起见不读取。{_AS_DOCX}",
    "xl/workbook.xml": f"这是 Excel 表格（.xlsx），不是文稿。{_COPY_TO_WORD}",
    "xl/workbook.bin": f"这是 Excel 表格（.xlsb），不是文稿。{_COPY_TO_WORD}",
    "ppt/presentation.xml": f"这是演示文稿（.pptx），无法读取。{_COPY_TO_WORD}",
    "OFD.xml": "这是 OFD 版式文件，无法读取。请用 OFD 阅读器打开，另存为或打印成 PDF，再导入。",
    "META-INF/container.xml": f"这是电子书（.epub），无法读取。{_COPY_TO_WORD}",
    "META-INF/manifest.xml": f"这是 OpenDocument 文档（.odt 等），无法读取。{_AS_DOCX}",
    "Index/Document.iwa": "这是苹果 Pages 文稿，无法读取。请在 Pages 里选“导出为 Word”，再导入导出的文件。",
}
"""What the presence of a part says, in the order in which it is asked."""


def _kind_of_zip(content: bytes) -> DocumentKind:
    try:
        names = containers.zip_names(content)
    except containers.Broken:
        raise Refused(f"文件不完整或已经损坏，打不开。如果它是 Word 文档，{_AS_DOCX}") from None
    except containers.Locked:
        raise Refused(_ENCRYPTED) from None
    except containers.Oversized:
        raise Refused(f"文件解开后大得反常，为安全起见不读取。如果它确实是 Word 文档，{_AS_DOCX}") from None
    for part, sentence in _ZIPPED.items():
        if part in names:
            raise Refused(sentence)
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return DocumentKind.DOCX
    raise Refused(_UNPACK)


_COMPOUND: Mapping[str, str] = {
    "EncryptedPackage": _ENCRYPTED,
    "Workbook": f"这是旧版 Excel 表格（.xls），不是文稿。{_COPY_TO_WORD}",
    "Book": f"这是旧版 Excel 表格（.xls），不是文稿。{_COPY_TO_WORD}",
    "PowerPoint Document": f"这是旧版演示文稿（.ppt），无法读取。{_COPY_TO_WORD}",
    "__properties_version1.0": f"这是 Outlook 邮件（.msg），无法读取。{_COPY_TO_WORD}",
}
"""What the presence of a stream says. A .doc may have other documents within it, so it is asked for first."""


def _kind_of_ole(content: bytes) -> DocumentKind:
    if containers.ole_has(content, "WordDocument"):
        return DocumentKind.DOC
    for stream, sentence in _COMPOUND.items():
        if containers.ole_has(content, stream):
            raise Refused(sentence)
    raise Refused(f"这是旧版 Office 文件，里面没有找到文稿。{_AS_DOCX}")


# --- What is no document -------------------------------------------------------------------------

_PICTURE = "这是一张图片，里面没有可读取的文字。请导入文字稿。"
_SOUND = "这是音频或视频，里面没有可读取的文字。请导入文字稿。"
_FOREIGN: Mapping[bytes, str] = {
    rb"\{\\rtf": f"这是 RTF 文档，无法读取。{_AS_DOCX}",
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|BM.{4}\x00{4}|8BPS|\x00\x00\x01\x00": _PICTURE,
    rb"RIFF.{4}WEBP|.{4}ftyp(?:hei|hev|mif|avi)": _PICTURE,
    rb".{4}ftyp|RIFF.{4}(?:WAVE|AVI )|ID3[\x02-\x04]|\xff[\xf2\xf3\xfa\xfb]|OggS|fLaC|#!AMR|FLV\x01": _SOUND,
    rb"\x1aE\xdf\xa3|\x30\x26\xb2\x75\x8e\x66\xcf\x11|\x00\x00\x01[\xb3\xba]": _SOUND,
    rb"\x1f\x8b|Rar!\x1a|7z\xbc\xaf|BZh[1-9]|\xfd7zXZ|\x28\xb5\x2f\xfd|MSCF\x00|PK[\x05-\x08]|.{257}ustar": _UNPACK,
    rb"bplist00": "这是 Safari 的网页存档。请在浏览器里打开，另存为时把格式选成“页面源码”，再导入。",
}
"""What the first bytes give away."""
_SIGNATURES = tuple((re.compile(pattern, re.DOTALL), sentence) for pattern, sentence in _FOREIGN.items())


def _refuse_foreign(content: bytes) -> None:
    for signature, sentence in _SIGNATURES:
        if signature.match(content):
            raise Refused(sentence)
