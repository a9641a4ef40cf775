"""Columns: the order in which a page's pieces are read.

A page is read from top to bottom, but where an empty strip parts it for several lines, its left side
first. Each line is told which column of how many it stands in.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editorial.intake.readers.pdf.lines import Blanks, Line, line
from editorial.intake.readers.pdf.rows import Piece

_DEEPEST = 4
"""Bands within bands that are looked for."""
_FEWEST_LINES = 4
"""Lines that either side of a gutter must have."""
_NARROWEST = 7
"""Ems that the lines of a column are wide at least; less is a table's."""
_FILLED = 0.6
"""Share of a column's lines that must be wide, and reach about as far as others, as running text does."""
_IN_COMPANY = 0.2
"""Share of the lines that reach about as far as one that ends where its column does."""


_APART = 6.0
"""Points by which two gutters differ at least."""
_NEAR = 3.0
"""Ems from a known gutter within which a line of its right column begins."""


@dataclass(frozen=True, slots=True)
class _Band:
    """Pieces `start` to `end` of a list, which a gutter parts: what begins left of `edge`, and the rest."""

    start: int
    end: int
    edge: float

    def sides(self, stock: list[Piece]) -> tuple[list[Piece], list[Piece]]:
        within = stock[self.start : self.end]
        right = [piece for piece in within if _is_right_of(self.edge, piece)]
        return [piece for piece in within if not _is_right_of(self.edge, piece)], right


def _is_right_of(edge: float, piece: Piece) -> bool:
    """It begins at the column's edge or after it; an opening mark may stand half out."""
    return piece.left >= edge - 0.6 * piece.size


def gutters(pages: Iterable[list[Piece]]) -> tuple[float, ...]:
    """Where right-hand columns begin on the pages of a document that surely have some."""
    found = (band.edge for stock in pages for band in [_band(stock, ())] if band is not None)
    return tuple(sorted({round(edge) for edge in found}))


def lines(stock: list[Piece], blanks: Blanks, page: int, known: tuple[float, ...]) -> list[Line]:
    """The lines of a page in the order they are read, of its pieces from top to bottom. Where a gutter is
    `known` from the whole document, a few lines on either side of it are columns."""
    made = (
        line(row, blanks, page, column)
        for region, column in _regions(stock, (0, 1), known)
        for row in _rows(region)
    )
    return [each for each in made if each is not None]


def _regions(
    stock: list[Piece], column: tuple[int, int], known: tuple[float, ...], depth: int = 0
) -> Iterator[tuple[list[Piece], tuple[int, int]]]:
    """Pieces that are read one after another, with their column."""
    band = _band(stock, known) if depth < _DEEPEST else None
    if band is None:
        if stock:
            yield stock, column
        return
    yield from _regions(stock[: band.start], column, known, depth + 1)
    index, count = column
    left, right = band.sides(stock)
    further_left = tuple(edge for edge in known if edge < band.edge - _APART)
    further_right = tuple(edge for edge in known if edge > band.edge + _APART)
    yield from _regions(left, (2 * index, 2 * count), further_left, depth + 1)
    yield from _regions(right, (2 * index + 1, 2 * count), further_right, depth + 1)
    yield from _regions(stock[band.end :], column, known, depth + 1)


def _band(stock: list[Piece], known: tuple[float, ...]) -> _Band | None:
    """The longest stretch of the page that a gutter parts into two columns of running text; at the end of
    the text it may be the left one alone."""
    sure = [band for edge in _edges(stock) for band in _bands(stock, edge) if _are_columns(stock, band)]
    told = [band for edge in known for band in _bands(stock, edge) if _may_be_columns(stock, band)]
    alone = [
        band
        for edge in known
        for band in _bands(stock, edge, left_alone=True)
        if _is_running(stock[band.start : band.end])
    ]
    return max([*sure, *told, *alone], key=lambda band: band.end - band.start, default=None)


def _edges(stock: list[Piece]) -> list[float]:
    """Where a right-hand column may begin: left edges that several pieces share, but not the leftmost."""
    counts: dict[int, list[float]] = {}
    for piece in stock:
        counts.setdefault(round(piece.left / 3), []).append(piece.left)
    leftmost = min((piece.left for piece in stock), default=0.0)
    return [
        min(lefts) - 0.5
        for lefts in counts.values()
        if len(lefts) >= _FEWEST_LINES - 1 and min(lefts) > leftmost + _NARROWEST * 6
    ]


def _bands(stock: list[Piece], edge: float, *, left_alone: bool = False) -> Iterator[_Band]:
    """Stretches of pieces none of which lies across the gutter left of `edge`, or even right of it."""
    start = None
    for index, piece in enumerate(stock):
        crosses = piece.right > edge and (left_alone or not _is_right_of(edge, piece))
        if crosses and start is not None:
            yield _Band(start, index, edge)
            start = None
        elif not crosses and start is None:
            start = index
    if start is not None:
        yield _Band(start, len(stock), edge)


def _are_columns(stock: list[Piece], band: _Band) -> bool:
    left, right = band.sides(stock)
    return _is_running(left) and _is_running(right) and _stand_beside(left, right)


def _may_be_columns(stock: list[Piece], band: _Band) -> bool:
    """Lines stand on both sides of a known gutter, those on the right where its column begins."""
    left, right = band.sides(stock)
    near = sum(piece.left <= band.edge + _NEAR * piece.size for piece in right)
    return bool(left and right) and near >= _FILLED * len(right) and _stand_beside(left, right)


def _is_running(side: list[Piece]) -> bool:
    """Enough lines, wide enough, most of them ending where many others do. It may be several columns."""
    if len(side) < _FEWEST_LINES:
        return False
    wide = sum(piece.right - piece.left >= _NARROWEST * piece.size for piece in side)
    ends = sorted(piece.right for piece in side)
    full = 0
    for piece in side:
        near = bisect_right(ends, piece.right + piece.size) - bisect_left(ends, piece.right - piece.size)
        full += near >= _IN_COMPANY * len(side)
    return full >= _FILLED * len(side) and wide >= _FILLED * len(side)


def _stand_beside(left: list[Piece], right: list[Piece]) -> bool:
    """The two have most of their height in common."""
    top = min(max(piece.top for piece in left), max(piece.top for piece in right))
    bottom = max(min(piece.bottom for piece in left), min(piece.bottom for piece in right))
    shorter = min(
        max(piece.top for piece in side) - min(piece.bottom for piece in side) for side in (left, right)
    )
    return top - bottom >= 0.5 * shorter


def _rows(region: list[Piece]) -> Iterator[list[Piece]]:
    """Pieces on one baseline, from left to right."""
    row: list[Piece] = []
    for piece in region:
        if row and abs(piece.baseline - row[0].baseline) > 0.25 * min(piece.size, row[0].size):
            yield sorted(row, key=lambda piece: piece.left)
            row = []
        row.append(piece)
    if row:
        yield sorted(row, key=lambda piece: piece.left)
