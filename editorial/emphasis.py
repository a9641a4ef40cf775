"""Which asterisks, underscores and tildes may open and close: CommonMark's rule, and ours for Chinese.

CommonMark 0.31.2 (6.2) lets a delimiter run open only before, and close only behind, something that
looks like the edge of a word; a run between punctuation and a letter faces the letter alone. Chinese
has no blanks between words, so `约**39.5%**增长` and `推动**“友岸外包”**趋势` would keep their asterisks.

Our addition, one sentence: a run that has a CJK character on either side stands at the edge of a
word on both. CJK characters are Han in all its extensions, kana, bopomofo, hangul, their punctuation
and the full-width forms. Punctuation that Chinese shares with Latin script (“”‘’…—·) is CJK when what
lies behind it, seen from the run, is; a variation selector counts as the character it varies.

Text without CJK characters is read exactly as CommonMark reads it. So are underscores everywhere: the
addition cannot change what `_` may do, and `文件_2024_终稿` keeps its underscores.
"""

from bisect import bisect_right
from typing import Literal, NamedTuple

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

_CJK = (
    (0x1100, 0x11FF),  # Hangul Jamo
    (0x2E80, 0x2FFF),  # radicals, ideographic description
    (0x3001, 0x33FF),  # punctuation, kana, bopomofo, enclosed and squared forms
    (0x3400, 0x9FFF),  # Han: extension A, hexagrams, unified ideographs
    (0xA960, 0xA97F),  # Hangul Jamo extended A
    (0xAC00, 0xD7FF),  # hangul
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFE10, 0xFE1F),  # vertical forms
    (0xFE30, 0xFE6F),  # compatibility and small forms
    (0xFF00, 0xFFEF),  # full-width and half-width forms
    (0x16FE0, 0x16FFF),  # ideographic symbols
    (0x1AFF0, 0x1B16F),  # kana supplements
    (0x1F200, 0x1F2FF),  # enclosed ideographs
    (0x20000, 0x3FFFD),  # Han: extension B and everything after it
)
_FIRST = [first for first, _ in _CJK]
_SHARED = frozenset("“”‘’…—·")
_LOOK_THROUGH = 4
"""Characters of shared punctuation or variation selectors looked past: `……”` and one to spare."""


def is_cjk(character: str) -> bool:
    """Whether the character belongs to Chinese, Japanese or Korean writing alone."""
    code = ord(character)
    block = bisect_right(_FIRST, code) - 1
    return block >= 0 and code <= _CJK[block][1]


class _Neighbour(NamedTuple):
    """What a delimiter run faces on one side. The ends of the text count as blank."""

    is_blank: bool
    is_punctuation: bool
    is_cjk: bool


def may_open_and_close(text: str, start: int, end: int, limit: int, *, in_words: bool) -> tuple[bool, bool]:
    """Whether the delimiter run `text[start:end]` may open, and may close, emphasis.

    Nothing is read from `limit` on. `in_words` says that the delimiter works inside words, as the
    asterisk and the tilde do and the underscore does not.
    """
    before = _neighbour(text, start - 1, -1, limit)
    after = _neighbour(text, end, 1, limit)
    at_edge = _is_edge_of_word(before, after)
    left_flanking = _flanks(after, at_edge)
    right_flanking = _flanks(before, at_edge)
    return (
        left_flanking and (in_words or not right_flanking or before.is_punctuation),
        right_flanking and (in_words or not left_flanking or after.is_punctuation),
    )


def _is_edge_of_word(before: _Neighbour, after: _Neighbour) -> bool:
    return (
        (before.is_blank or after.is_blank)
        or (before.is_punctuation and after.is_punctuation)
        or (before.is_cjk or after.is_cjk)
    )


def _flanks(faced: _Neighbour, at_edge: bool) -> bool:
    """CommonMark's left-flanking for a run that faces what is after it, right-flanking for before."""
    return not faced.is_blank and (not faced.is_punctuation or at_edge)


def _neighbour(text: str, position: int, step: Literal[-1, 1], limit: int) -> _Neighbour:
    character = text[position] if 0 <= position < limit else " "
    return _Neighbour(
        is_blank=isWhiteSpace(ord(character)),
        is_punctuation=isMdAsciiPunct(ord(character)) or isPunctChar(character),
        is_cjk=_is_cjk_beside(text, position, step, limit),
    )


def _is_cjk_beside(text: str, position: int, step: Literal[-1, 1], limit: int) -> bool:
    """Whether what stands at `position`, or behind the shared punctuation there, is CJK."""
    for _ in range(_LOOK_THROUGH):
        if not 0 <= position < limit:
            return False
        character = text[position]
        if character not in _SHARED and not _is_variation_selector(character):
            return is_cjk(character)
        position += step
    return False


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
