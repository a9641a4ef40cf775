"""Sniffing: what a document is, by its bytes and never by its name, and its text if it is text.

What cannot be read is refused with a sentence that says what to do next.
"""

import codecs
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 10 * 1024 * 1024
SAMPLE = 200_000
"""Characters from the start that judge whether a decoding makes sense."""


class Refused(Exception):
    """A document that cannot be read; the message is a Chinese sentence that says what to do."""


class DocumentKind(StrEnum):
    """The kinds there is a reader for."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A readable document: its kind and bytes; of text and HTML also the words and their encoding."""

    kind: DocumentKind
    content: bytes
    text: str = ""
    encoding: str = ""


_AS_TEXT = "请打开它，全选后另存为“纯文本（UTF-8）”，再导入。"
_NOT_YET = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "这是旧版 Word 文档（.doc），无法读取。请用 Word 或 WPS 打开，"
    "另存为“纯文本 (*.txt)”，编码选 UTF-8，再导入。",
    b"%PDF-": f"这是 PDF 文件，目前还不能读取。{_AS_TEXT}",
    b"{\\rtf": f"这是 RTF 文档，目前还不能读取。{_AS_TEXT}",
    b"\x89PNG": "这是一张图片，里面没有可读取的文字。请导入文字稿。",
    b"\xff\xd8\xff": "这是一张图片，里面没有可读取的文字。请导入文字稿。",
    b"GIF8": "这是一张图片，里面没有可读取的文字。请导入文字稿。",
    b"II*\x00": "这是一张图片，里面没有可读取的文字。请导入文字稿。",
    b"MM\x00*": "这是一张图片，里面没有可读取的文字。请导入文字稿。",
    b"\x1f\x8b": "这是压缩文件。请先解压，再导入里面的文稿。",
    b"Rar!": "这是压缩文件。请先解压，再导入里面的文稿。",
    b"7z\xbc\xaf": "这是压缩文件。请先解压，再导入里面的文稿。",
}
_ZIP = b"PK\x03\x04"
_HTML = ("<!doctype html", "<html", "<?xml")
_UNDECODABLE = (
    "无法识别文件的编码，读出来的不是通顺的文字。请在原软件里另存为“纯文本”，编码选 UTF-8，再导入。"
)
_EMPTY = "文件是空的，没有可导入的内容。请检查是否选对了文件。"


def sniff(content: bytes) -> Sniffed:
    """The document's kind and text.

    Raises:
        Refused: empty, larger than `MAX_BYTES`, of a kind that is not read, or not decodable as text.
    """
    if len(content) > MAX_BYTES:
        raise Refused(
            f"文件有 {len(content) / 1024 / 1024:.1f} MB，超过 {MAX_BYTES // 1024 // 1024} MB 的上限。"
            "请去掉图片或分期保存后再导入。"
        )
    if not content.strip(b"\0 \t\r\n"):
        raise Refused(_EMPTY)
    _refuse_foreign(content)
    text, encoding = _decode(content)
    if not text.strip():
        raise Refused(_EMPTY)
    if text.lstrip()[:20].casefold().startswith(_HTML):
        raise Refused("这是网页文件（HTML），目前还不能读取。请在浏览器里打开，复制正文存成纯文本，再导入。")
    return Sniffed(DocumentKind.TEXT, content, text, encoding)


def _refuse_foreign(content: bytes) -> None:
    """Refuses what its first bytes give away."""
    for magic, message in _NOT_YET.items():
        if content.startswith(magic):
            raise Refused(message)
    if content.startswith(_ZIP):
        if b"word/" in content:
            raise Refused(
                "这是 Word 文档（.docx），目前还不能读取。请用 Word 或 WPS 另存为“纯文本 (*.txt)”，"
                "编码选 UTF-8，再导入。"
            )
        raise Refused("这是压缩文件。请先解压，再导入里面的文稿。")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        raise Refused("这是一张图片，里面没有可读取的文字。请导入文字稿。")


# --- Decoding -----------------------------------------------------------------------------------

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _decode(content: bytes) -> tuple[str, str]:
    """The text and its encoding: as a byte-order mark says, else UTF-8, else the likeliest of the rest."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = _decoded(content[len(mark) :], encoding, _is_text)
            break
    else:
        # Chinese in UTF-8 is hardly ever valid by chance, so it need only be free of control characters.
        text, encoding = _decoded(content, "utf-8", _is_text), "utf-8"
        if text is None:
            text, encoding = _likeliest(content)
    if text is None:
        raise Refused(_UNDECODABLE)
    return text, encoding


def _likeliest(content: bytes) -> tuple[str | None, str]:
    guesses = ["gb18030"]
    if len(content) % 2 == 0:
        guesses += ["utf-16-le", "utf-16-be"]
    readings = [(_decoded(content, encoding, _is_chinese), encoding) for encoding in guesses]
    sensible = [reading for reading in readings if reading[0] is not None]
    return max(sensible, key=lambda reading: _share(reading[0] or "", _is_common), default=(None, ""))


def _decoded(content: bytes, encoding: str, makes_sense: Callable[[str], bool]) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if makes_sense(text[:SAMPLE]) else None


# --- Does it read as text? ----------------------------------------------------------------------


def _gb2312_row(first: int, last: int) -> frozenset[str]:
    pairs = (bytes((row, cell)) for row in range(first, last + 1) for cell in range(0xA1, 0xFF))
    return frozenset("".join(pair.decode("gb2312", "ignore") for pair in pairs))


_FREQUENT_HAN = _gb2312_row(0xB0, 0xD7)
"""The 3,755 characters of GB 2312 level 1: 99.7 per cent of running text."""
_PUNCTUATION = _gb2312_row(0xA1, 0xA3) | frozenset("\u00a0\u2002\u2003\u200b\ufeff•●–€£¥")
_LAYOUT = "\t\n\r\f\v"


def _is_broken(letter: str) -> bool:
    """Control, private-use, unassigned or half a pair: nothing anybody typed."""
    return letter not in _LAYOUT and unicodedata.category(letter) in ("Cc", "Co", "Cn", "Cs")


def _is_common(letter: str) -> bool:
    return letter in _FREQUENT_HAN or letter in _PUNCTUATION or " " <= letter <= "~" or letter in _LAYOUT


def _share(text: str, holds: Callable[[str], bool]) -> float:
    counts = Counter(text)
    return sum(count for letter, count in counts.items() if holds(letter)) / len(text) if text else 0.0


def _is_text(text: str) -> bool:
    """Nearly free of broken characters: a stray NUL out of a database is no reason to refuse."""
    return _share(text, _is_broken) <= 0.02


def _is_chinese(text: str) -> bool:
    """Made of common characters, as text read in the wrong encoding never is."""
    return _share(text, _is_common) >= 0.85 and _share(text, _is_broken) <= 0.005
