"""Tables: ruled grids → rows of cells. Only what is certain: lines that make two columns or more and three
rows or more, or, as books set it, rows between lines across with the same empty strips down all of them.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from editorial.intake.readers.pdf.characters import Box
from editorial.intake.readers.pdf.lines import Blanks, line
from editorial.intake.readers.pdf.rows import Piece
from editorial.intake.readers.pdf.shapes import Stroke

_TOUCH = 2.5
"""Points within which lines meet, and edges are one."""
_FEWEST_COLUMNS, _FEWEST_ROWS = 2, 3
_LONGEST_CELL = 80
"""Characters of most cells at most; what has longer ones is a page laid out in boxes."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page, its cells from left to right, row by row."""

    page: int
    box: Box
    rows: tuple[tuple[str, ...], ...]

    @property
    def markdown(self) -> str:
        """The table as Markdown; its first row is the head."""
        written = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in self.rows]
        return "\n".join([written[0], f"|{' --- |' * len(self.rows[0])}", *written[1:]])


def take_grids(
    stock: list[Piece], strokes: list[Stroke], blanks: Blanks, page: int
) -> tuple[list[Grid], list[Piece]]:
    """The page's tables, and the pieces that stand in none of them."""
    grids: list[Grid] = []
    for group in _connected(strokes):
        edges = _edges(group, stock)
        if edges is None:
            continue
        xs, ys = edges
        box = xs[0], ys[0], xs[-1], ys[-1]
        within = [piece for piece in stock if _is_within(piece, box)]
        rows = _rows(within, xs, ys, blanks, page)
        if rows is not None:
            grids.append(Grid(page, box, rows))
            stock = [piece for piece in stock if not _is_within(piece, box)]
    return grids, stock


def _is_within(piece: Piece, box: Box) -> bool:
    left, bottom, right, top = box
    middle = (piece.top + piece.bottom) / 2
    return bottom <= middle <= top and left - _TOUCH <= piece.left and piece.right <= right + _TOUCH


def _connected(strokes: list[Stroke]) -> list[list[Stroke]]:
    """Lines in groups that touch each other, or that begin and end at the same places across."""
    groups: list[tuple[Box, list[Stroke]]] = []
    for stroke in strokes:
        box = stroke.x1, stroke.y1, stroke.x2, stroke.y2
        members = [stroke]
        apart = []
        for other, others in groups:
            if _meet(box, other):
                box = (
                    min(box[0], other[0]),
                    min(box[1], other[1]),
                    max(box[2], other[2]),
                    max(box[3], other[3]),
                )
                members += others
            else:
                apart.append((other, others))
        groups = [*apart, (box, members)]
    return [members for _, members in groups if len(members) >= 3]


def _meet(one: Box, other: Box) -> bool:
    beside = one[0] <= other[2] + _TOUCH and other[0] <= one[2] + _TOUCH
    touching = beside and one[1] <= other[3] + _TOUCH and other[1] <= one[3] + _TOUCH
    return touching or (abs(one[0] - other[0]) <= _TOUCH and abs(one[2] - other[2]) <= _TOUCH)


def _edges(group: list[Stroke], stock: list[Piece]) -> tuple[list[float], list[float]] | None:
    """Where the columns and the rows of a table begin and end; None when it is not surely one."""
    level = [stroke for stroke in group if stroke.is_horizontal]
    plumb = [stroke for stroke in group if not stroke.is_horizontal]
    ys = _distinct(stroke.y1 for stroke in level)
    xs = _distinct(stroke.x1 for stroke in plumb)
    if len(xs) > _FEWEST_COLUMNS and len(ys) > _FEWEST_ROWS:
        return xs, ys
    if len(xs) == 0 and len(ys) == 3:
        return _open_edges(min(s.x1 for s in level), max(s.x2 for s in level), ys, stock)
    return None


def _open_edges(
    left: float, right: float, ys: list[float], stock: list[Piece]
) -> tuple[list[float], list[float]] | None:
    """The edges of a table of three lines: over its head, under its head, under its last row."""
    within = [piece for piece in stock if _is_within(piece, (left, ys[0], right, ys[-1]))]
    baselines = _distinct(piece.baseline for piece in within)
    rows = [[piece for piece in within if abs(piece.baseline - y) <= _TOUCH] for y in baselines]
    if len(rows) < _FEWEST_ROWS or len({len(row) for row in rows}) != 1 or len(rows[0]) < _FEWEST_COLUMNS:
        return None
    columns = list(zip(*(sorted(row, key=lambda piece: piece.left) for row in rows), strict=True))
    gutters = [
        (max(piece.right for piece in one), min(piece.left for piece in other))
        for one, other in pairwise(columns)
    ]
    if any(start >= end for start, end in gutters):
        return None
    between = [(max(p.bottom for p in one) + min(p.top for p in other)) / 2 for one, other in pairwise(rows)]
    return [left, *((one + other) / 2 for one, other in gutters), right], [ys[0], *between, ys[-1]]


def _distinct(values: Iterable[float]) -> list[float]:
    """The values in order, those that lie close together as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _TOUCH:
            kept.append(value)
    return kept


def _rows(
    within: list[Piece], xs: list[float], ys: list[float], blanks: Blanks, page: int
) -> tuple[tuple[str, ...], ...] | None:
    """The words of each cell, the top row first; None when they are not a table's."""
    cells = [["" for _ in xs[1:]] for _ in ys[1:]]
    for piece in within:
        row = _between(ys, (piece.top + piece.bottom) / 2)
        for column, glyphs in groupby(piece.glyphs, lambda glyph: _between(xs, (glyph.x + glyph.right) / 2)):
            made = line([Piece(list(glyphs), piece.baseline, piece.size)], blanks, page, (0, 1))
            cells[row][column] += made.text.strip() if made else ""
    rows = tuple(tuple(row) for row in reversed(cells) if any(row))
    return rows if len(rows) >= _FEWEST_ROWS and _is_tabular([cell for row in rows for cell in row]) else None


def _between(edges: list[float], place: float) -> int:
    """The index of the pair of edges that a place lies between."""
    return max(0, min(bisect_right(edges, place), len(edges) - 1) - 1)


def _is_tabular(cells: list[str]) -> bool:
    """Half of the cells are filled at least, and nearly all of those with a few words."""
    filled = [cell for cell in cells if cell]
    short = sum(len(cell) <= _LONGEST_CELL for cell in filled)
    return 2 * len(filled) >= len(cells) and short >= 0.8 * len(filled)
