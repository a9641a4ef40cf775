"""PDF → blocks. Characters and where they stand come from PDFium; everything else is geometry.

characters, shapes → pages (open, limits) → rows → tables, columns, lines → furniture → measure →
footnotes → paragraphs → blocks.
"""

from collections.abc import Callable

from editorial.intake.blocks import Block
from editorial.intake.readers.pdf import columns
from editorial.intake.readers.pdf.blocks import blocks
from editorial.intake.readers.pdf.footnotes import hung
from editorial.intake.readers.pdf.furniture import without_emblems, without_furniture
from editorial.intake.readers.pdf.lines import Blanks, Line
from editorial.intake.readers.pdf.measure import Measure
from editorial.intake.readers.pdf.pages import Page, take_pages
from editorial.intake.readers.pdf.paragraphs import Float, paragraphs
from editorial.intake.readers.pdf.shapes import Figure
from editorial.intake.readers.pdf.tables import Grid, take_grids


def read(content: bytes, progress: Callable[[int, int], None] | None = None) -> list[Block]:
    """The blocks of a PDF, `line` being their running number. `progress` is told (pages done, in all).

    Raises:
        Refused: encrypted, broken, scanned, empty or too long; a Chinese sentence says what to do.
    """
    pages = take_pages(content, progress)
    blanks = Blanks.of(piece for page in pages for piece in page.pieces)
    grids = [_take_grids(page, blanks) for page in pages]
    known = columns.gutters(page.pieces for page in pages)
    lines = without_furniture([columns.lines(page.pieces, blanks, page.number, known) for page in pages])
    measure = Measure([line for those in lines for line in those])
    figures = without_emblems([page.figures for page in pages])
    flow: list[Line | Float] = []
    for those, pictures, tables in zip(lines, figures, grids, strict=True):
        text, notes = hung(those, measure)
        flow += [*_placed(text, [*pictures, *tables]), *notes]
    return blocks(paragraphs(flow, measure), measure)


def _take_grids(page: Page, blanks: Blanks) -> list[Grid]:
    grids, page.pieces = take_grids(page.pieces, page.strokes, blanks, page.number)
    return grids


def _placed(lines: list[Line], floats: list[Figure | Grid]) -> list[Line | Float]:
    """The page's lines with its pictures and tables behind the lines that they stand under."""
    flow: list[Line | Float] = list(lines)
    for each in sorted(floats, key=lambda each: each.box[3]):
        left, bottom, right, top = each.box
        middle = (bottom + top) / 2
        above = (
            index
            for index, line in enumerate(lines)
            if line.baseline > middle and line.left < right and line.right > left
        )
        flow.insert(max(above, default=-1) + 1, each)
    return flow
