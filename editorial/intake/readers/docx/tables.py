"""Tables: their rows and cells, and whether they hold facts or only lay out the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from editorial.intake.readers.docx.markup import (
    Element,
    attribute,
    child,
    children,
    descendants,
    name,
    value,
    whole,
)
from editorial.intake.readers.docx.styles import StyleSheet, shows_borders
from editorial.intake.titles import ARTICLE_MARK

_MOST_COLUMNS = 63
"""As many as Word allows."""
_LONGEST_FACT = 200
"""Characters; a cell that holds more holds part of the page."""
_MOST_LINES = 5
"""Paragraphs of a cell that holds a fact."""
_FEWEST_ROWS = 3
"""Rows from which two columns without lines may be facts."""
FOLIO = re.compile(r"\d{1,3}", re.ASCII)
"""A page number as a contents list gives it."""
_FIGURE = re.compile(r"[-+约近超]?\s*[\d¥$￥]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: `across` how many columns it takes, and whether it only continues the one above."""

    element: Element
    across: int
    is_continued: bool

    @property
    def texts(self) -> list[str]:
        """The words of its paragraphs that have any, looks and all else left aside."""
        written = (
            "".join(text.text or "" for text in descendants(each, "w:t"))
            for each in descendants(self.element, "w:p")
        )
        return [text.strip() for text in written if text.strip()]


def rows_of(table: Element) -> list[list[Cell]]:
    """The rows of a table, deleted ones left out."""
    return [
        [_cell(each) for each in _wrapped(row, "w:tc")]
        for row in _wrapped(table, "w:tr")
        if child(row, "w:trPr", "w:del") is None
    ]


def _wrapped(parent: Element, wanted: str) -> Iterator[Element]:
    """Children of that name, also inside content controls and custom XML."""
    for each in parent:
        if name(each) == wanted:
            yield each
        elif name(each) in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"):
            yield from _wrapped(each, wanted)


def _cell(element: Element) -> Cell:
    properties = child(element, "w:tcPr")
    down = child(properties, "w:vMerge")
    across = whole(value(properties, "w:gridSpan"), 1)
    return Cell(
        element=element,
        across=max(1, min(across, _MOST_COLUMNS)),
        is_continued=down is not None and attribute(down, "w:val") != "restart",
    )


def is_layout(table: Element, rows: list[list[Cell]], styles: StyleSheet) -> bool:
    """It stands for no rows and columns of facts: one column or one row, cells with whole parts of the
    page in them, a contents list, or two columns side by side without a line."""
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2 or next(descendants(table, "w:tbl"), None) is not None:
        return True
    if any(_holds_a_part_of_the_page(cell, styles) for row in rows for cell in row):
        return True
    if width > 2:
        return False
    return _lists_pages(rows) or not (_has_borders(table, styles) or _lists_figures(rows))


def _holds_a_part_of_the_page(cell: Cell, styles: StyleSheet) -> bool:
    texts = cell.texts
    if len(texts) > _MOST_LINES or sum(map(len, texts)) > _LONGEST_FACT:
        return True
    if any(ARTICLE_MARK.match(text) and ARTICLE_MARK.sub("", text) for text in texts):
        return True
    used = (value(each, "w:pPr", "w:pStyle") for each in descendants(cell.element, "w:p"))
    return any(styles.paragraph(style).level for style in used)


def _has_borders(table: Element, styles: StyleSheet) -> bool:
    properties = child(table, "w:tblPr")
    own = chain(children(properties, "w:tblBorders"), descendants(table, "w:tcBorders"))
    return any(map(shows_borders, own)) or styles.has_borders(value(properties, "w:tblStyle"))


def _lists_pages(rows: list[list[Cell]]) -> bool:
    """Every row names a thing and says a page, and the pages go up: a contents list in a table."""
    ends = [row[-1].texts for row in rows]
    pages = [int(end[0]) for end in ends if len(end) == 1 and FOLIO.fullmatch(end[0])]
    return len(pages) == len(rows) and pages == sorted(pages)


def _lists_figures(rows: list[list[Cell]]) -> bool:
    """Every row names a thing and says a figure, under a head that says what they are."""
    if len(rows) < _FEWEST_ROWS or any(len(row) != 2 or not all(cell.texts for cell in row) for row in rows):
        return False
    head, *others = (row[1].texts[0] for row in rows)
    return not _FIGURE.match(head) and all(_FIGURE.match(text) for text in others)
