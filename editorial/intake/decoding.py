"""Decoding: the text that bytes are, in whichever encoding Chinese is kept.

A byte-order mark decides; else UTF-8 if it is valid; else the encoding in which they read most like
Chinese. Web pages, which say what they are in and are read for all their broken characters, are for
their reader to decode.
"""

import codecs
import unicodedata
from collections import Counter
from collections.abc import Callable

SAMPLE = 200_000
"""Characters from the start that judge whether a decoding makes sense."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Undecodable(Exception):
    """In no encoding do the bytes read as text."""


def decode(content: bytes) -> tuple[str, str]:
    """The text and its encoding, as Python names it.

    Raises:
        Undecodable: damaged, or no text at all.
    """
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
        raise Undecodable
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
