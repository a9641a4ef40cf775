"""Likeness: whether two texts are the same story in the same words, as when outlets reprint one another.

Two steps. The fingerprint is a 64-bit SimHash (Charikar 2002; Manku, Jain and Das Sarma 2007) over
overlapping 4-character pieces of the folded text; texts that share their pieces have fingerprints that
differ in few bits, so a glance at numbers finds the candidates among many thousands. `is_same_story`
then compares the texts themselves.

Pure functions on plain text; a title is no part of it, because every outlet writes its own.
"""

import re
import unicodedata
from collections import Counter
from hashlib import blake2b

PIECE = 4
"""Characters of a piece: two Chinese words. Shorter pieces are the topic's, longer ones break at every
changed character."""
NEAR = 20
"""Bits of 64 in which fingerprints of one story may differ. Measured on 26 news pages: unrelated ones differ
in 32 ± 4, at least in 22; a reprint that lost its last tenth in 7, its last quarter in 11 (at most 18),
its last half in 17.5."""
SHORTEST = 60
"""Characters, folded. In a shorter text a handful of pieces, the set phrases of its kind, decide."""
SHARED_PIECES = 0.6
"""Of the shorter text's pieces, how many the longer must have. Unrelated news share under 0.03, two reports
of one event under 0.3. Every changed character costs four pieces: 0.6 allows for one in ten."""
SHARED_FIGURES = 0.7
"""Of the figures likewise: this month's statistics follow last month's word for word, but for the figures."""
SMALLEST_PART = 0.4
"""How much of the longer text the shorter must be: a brief within a round-up is not the round-up."""

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_BITS = 64


def fingerprint(text: str) -> int:
    """The text's SimHash as a signed 64-bit integer, as a BIGINT column holds it; 0 without any words."""
    folded = fold(text)
    digests = [blake2b(piece.encode(), digest_size=8).digest() for piece in _pieces(folded)]
    if not digests:
        return 0
    value = 0
    for column in zip(*digests, strict=True):  # one byte of every digest, counted by its value
        counts = Counter(column)
        for bit in reversed(range(8)):
            ones = sum(count for byte, count in counts.items() if byte >> bit & 1)
            value = value << 1 | (2 * ones > len(digests))
    return value - (value >> (_BITS - 1) << _BITS)


def distance(one: int, other: int) -> int:
    """In how many of 64 bits two fingerprints differ."""
    return ((one ^ other) & (1 << _BITS) - 1).bit_count()


def likeness(one: str, other: str) -> float:
    """What part of the shorter text's pieces stand in the other text too, 0 to 1."""
    return _shared(_pieces(fold(one)), _pieces(fold(other)))


def is_same_story(one: str, other: str) -> bool:
    """Whether both tell one story in the same words, with the same figures.

    Short texts (under `SHORTEST`) are the same only when nothing but white space and punctuation differs.
    """
    shorter, longer = sorted((fold(one), fold(other)), key=len)
    if len(shorter) < SHORTEST:
        return bool(shorter) and shorter == longer
    return (
        len(shorter) >= SMALLEST_PART * len(longer)
        and likeness(shorter, longer) >= SHARED_PIECES
        and _shared(_figures(one), _figures(other)) >= SHARED_FIGURES
    )


def fold(text: str) -> str:
    """The letters and digits alone, full-width and compatibility forms made plain (NFKC), in lower case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that the larger has as well; 1 when there is nothing to share."""
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest else 1.0


def _pieces(folded: str) -> frozenset[str]:
    last = max(len(folded) - PIECE, 0) if folded else -1
    return frozenset(folded[start : start + PIECE] for start in range(last + 1))


def _figures(text: str) -> frozenset[str]:
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text))
    return frozenset(_FIGURE.findall(plain))
