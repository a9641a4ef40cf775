"""Tables of a web page: which only lay the page out, and how the others are written in Markdown."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from lxml import html

from editorial.intake import prose
from editorial.intake.readers.html_tree import tag

Cell = Callable[[html.HtmlElement], str]
"""Writes the inside of a cell as inline Markdown."""

_LONGEST_CELL = 200
"""Characters; a cell that holds more holds part of the page."""
_BLOCKS = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "article", "section"}
)
_MOST_COLUMNS = 50
_MOST_ROWS = 1000


def is_layout(table: html.HtmlElement) -> bool:
    """It stands for no rows and columns of facts: one cell, one row or column, or cells with headings, lists and
    long texts of their own. A header cell or caption makes a table of facts of it."""
    if any(tag(each) in ("th", "caption") for each in _inside(table)):
        return False
    rows = [list(cells(row)) for row in rows_of(table)]
    widths = {len(row) for row in rows if row}
    if len(rows) < 2 or max(widths, default=0) < 2:
        return True
    every = [cell for row in rows for cell in row]
    if any(tag(each) in _BLOCKS for cell in every for each in cell.iter() if each is not cell):
        return True
    return any(len("".join(cell.itertext()).strip()) > _LONGEST_CELL for cell in every)


def rows_of(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The rows of this table, not those of tables inside it."""
    return (each for each in _inside(table) if tag(each) == "tr")


def cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (each for each in row if tag(each) in ("td", "th"))


def _inside(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Rows, row groups, cells and captions of this very table."""
    for child in table:
        if tag(child) in ("thead", "tbody", "tfoot", "tr"):
            yield child
            yield from _inside(child)
        elif tag(child) in ("th", "td", "caption", "colgroup"):
            yield child


def to_markdown(table: html.HtmlElement, write: Cell) -> str:
    """The table with its first row as head; a cell over several columns or rows is written once and
    leaves the other places empty. Empty if no cell has words."""
    grid: dict[tuple[int, int], str] = {}
    for place, row in enumerate(islice(rows_of(table), _MOST_ROWS)):
        _place(grid, place, row, write)
    if not any(grid.values()):
        return ""
    height, width = (max(each[axis] for each in grid) + 1 for axis in (0, 1))
    rows = [[grid.get((line, column), "") for column in range(width)] for line in range(height)]
    return prose.table([row for place, row in enumerate(rows) if place == 0 or any(row)])


def _place(grid: dict[tuple[int, int], str], line: int, row: html.HtmlElement, write: Cell) -> None:
    """Puts a row's cells into the places that cells of rows above have left free."""
    column = 0
    for cell in cells(row):
        while (line, column) in grid:
            column += 1
        across, down = _span(cell, "colspan"), _span(cell, "rowspan")
        across = min(across, _MOST_COLUMNS - column)
        if across < 1:
            return
        words = write(cell)
        grid.update(((line + d, column + a), "") for d in range(down) for a in range(across))
        grid[line, column] = words
        column += across


def _span(cell: html.HtmlElement, name: str) -> int:
    written = (cell.get(name) or "").strip()
    return max(1, min(int(written), _MOST_COLUMNS)) if re.fullmatch(r"\d{1,4}", written, re.ASCII) else 1
