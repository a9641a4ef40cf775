"""Rows: a page's glyphs → the pieces that stand beside each other on one baseline, top to bottom."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editorial.intake.readers.pdf.characters import Glyph
from editorial.intake.readers.pdf.spelling import is_blank

_SAME_BASELINE = 0.25
"""Share of the type's size by which glyphs of one line may stand higher or lower."""
SMALL = 0.8
"""Share of the line's size up to which a raised or lowered glyph is an index figure."""
OPENING_HALVES = frozenset("“‘（《〈「『【〔")
CLOSING_HALVES = frozenset("，。、；：！？”’）》〉」』】〕")
"""Chinese marks with ink on one half of their square only."""
_PIECE_GAP = 1.0
"""Ems: from this gap on, two pieces of a row may belong to two columns."""


@dataclass(slots=True)
class Piece:
    """Glyphs beside each other on one baseline, in reading order, without a gap that a column could make."""

    glyphs: list[Glyph]
    baseline: float
    size: float

    @property
    def left(self) -> float:
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    @property
    def top(self) -> float:
        return self.baseline + 0.85 * self.size

    @property
    def bottom(self) -> float:
        return self.baseline - 0.15 * self.size


def pieces(glyphs: Iterable[Glyph]) -> list[Piece]:
    """The page's rows from top to bottom, cut where a gap is so wide that a column may end there."""
    return [piece for row in _rows(list(glyphs)) for piece in _cut(row)]


def _rows(glyphs: list[Glyph]) -> list[Piece]:
    rows: list[Piece] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if rows and abs(rows[-1].baseline - glyph.y) <= _SAME_BASELINE * min(rows[-1].size, glyph.size):
            rows[-1].glyphs.append(glyph)
        else:
            rows.append(Piece([glyph], glyph.y, glyph.size))
    for row in rows:
        row.glyphs.sort(key=lambda glyph: glyph.x)
        row.size = main_size(row.glyphs)
    return _with_indices(rows)


def _with_indices(rows: list[Piece]) -> list[Piece]:
    """Rows of small raised or lowered glyphs put into the line they belong to."""
    kept: list[Piece] = []
    for place, row in enumerate(rows):
        hosts = [other for other in (*kept[-2:], *rows[place + 1 : place + 3]) if _is_index_of(row, other)]
        if hosts:
            host = min(hosts, key=lambda other: abs(other.baseline - row.baseline))
            host.glyphs = sorted([*host.glyphs, *row.glyphs], key=lambda glyph: glyph.x)
        else:
            kept.append(row)
    return kept


def _is_index_of(row: Piece, host: Piece) -> bool:
    if row.size > SMALL * host.size or not -0.3 <= (row.baseline - host.baseline) / host.size <= 0.65:
        return False
    return all(host.left - host.size / 2 <= g.x <= host.right + host.size / 2 for g in row.glyphs)


def main_size(glyphs: Iterable[Glyph]) -> float:
    """The size of most of the glyphs, by the room they take."""
    room: dict[float, float] = {}
    for glyph in glyphs:
        size = round(glyph.size, 2)
        room[size] = room.get(size, 0.0) + (glyph.right - glyph.x) + 0.01
    return max(room, key=lambda size: (room[size], size))


def _cut(row: Piece) -> Iterator[Piece]:
    """The row in pieces, without blanks at their ends."""
    start, right = 0, -math.inf
    words = [(index, glyph) for index, glyph in enumerate(row.glyphs) if not is_blank(glyph.text)]
    for index, glyph in words:
        if _inked_from(glyph) - right > _PIECE_GAP * row.size and index != words[0][0]:
            yield Piece(row.glyphs[start:index], row.baseline, row.size)
            start = index
        right = max(right, _inked_to(glyph))
    if words:
        yield Piece(row.glyphs[start:], row.baseline, row.size)


def _inked_from(glyph: Glyph) -> float:
    """Where a glyph's ink may begin: an opening mark fills the right half of its square."""
    return glyph.x + 0.5 * (glyph.right - glyph.x) * (glyph.text in OPENING_HALVES)


def _inked_to(glyph: Glyph) -> float:
    return glyph.right - 0.5 * (glyph.right - glyph.x) * (glyph.text in CLOSING_HALVES)
