"""Blocks: paragraphs of a PDF → headings, list items, paragraphs, tables and pictures."""

from dataclasses import replace

from editorial.intake.blocks import Block, Kind, Run, merged
from editorial.intake.readers.pdf.footnotes import Note
from editorial.intake.readers.pdf.lines import Line
from editorial.intake.readers.pdf.measure import Measure
from editorial.intake.readers.pdf.paragraphs import BULLET, LEADER, Float, Paragraph
from editorial.intake.readers.pdf.shapes import Figure
from editorial.intake.readers.pdf.words import flowing

_LARGER = 1.08
"""Times the body's size from which type is a heading's."""
_LONGEST_HEADING = 60
_LONGEST_BOLD_HEADING = 40
_NO_HEADING_ENDS = "。；，、;,"
_COLOURED = 48
"""Difference of two of its parts from which a colour is not a grey."""
_LEVELS = 6


def blocks(flow: list[Paragraph | Float], measure: Measure) -> list[Block]:
    """The blocks of a document, `line` being the running number of each."""
    levels = _levels(flow, measure)
    return [
        _paragraph(each, number, measure, levels) if isinstance(each, Paragraph) else _float(each, number)
        for number, each in enumerate(flow, start=1)
    ]


def _float(each: Float, number: int) -> Block:
    match each:
        case Figure(page=page, picture=picture):
            return Block(Kind.IMAGE, number, page=page, picture=picture)
        case Note(page=page, size=size, text=text):
            return Block(Kind.PARAGRAPH, number, (Run(text),), size=size, page=page)
        case grid:
            return Block(Kind.TABLE, number, (Run(grid.markdown),), markdown=grid.markdown, page=grid.page)


def _paragraph(each: Paragraph, number: int, measure: Measure, levels: dict[float, int]) -> Block:
    runs = _stripped(flowing(each.lines))
    first = each.lines[0]
    block = Block(
        Kind.PARAGRAPH,
        number,
        runs,
        size=round(first.size, 1),
        align=measure.alignment(first) if len(each.lines) == 1 else "left",
        page=first.page,
    )
    if LEADER.search(block.text):
        return replace(block, runs=(Run(LEADER.sub(r"\t\1", block.text)),))
    if bullet := BULLET.match(block.text):
        return replace(block, kind=Kind.LIST_ITEM, level=1, marker="-", runs=_without(bullet.end(), runs))
    if _is_heading(each, measure):
        return replace(block, kind=Kind.HEADING, level=levels[_rank(first, measure)])
    return block


def _stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Without blanks at the ends of the block."""
    if not runs:
        return runs
    runs = (replace(runs[0], text=runs[0].text.lstrip()), *runs[1:])
    return merged((*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip())))


def _without(count: int, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without their first `count` characters."""
    kept: list[Run] = []
    for run in runs:
        kept.append(replace(run, text=run.text[count:]))
        count = max(0, count - len(run.text))
    return _stripped(merged(tuple(kept)))


# --- Headings -----------------------------------------------------------------------------------


def _is_heading(each: Paragraph, measure: Measure) -> bool:
    """Short, not a sentence, and larger or heavier than the text, or in a colour of its own."""
    text = "".join(line.text for line in each.lines).strip()
    first = each.lines[0]
    if len(text) > _LONGEST_HEADING or text[-1] in _NO_HEADING_ENDS:
        return False
    if not any(letter.isalnum() for letter in text):
        return False
    if first.size >= _LARGER * measure.size:
        return True
    return len(text) <= _LONGEST_BOLD_HEADING and all(_stands_out(line, measure) for line in each.lines)


def _stands_out(line: Line, measure: Measure) -> bool:
    heavier = (line.is_bold and not measure.style.bold) or (line.style.is_hei and not measure.style.is_hei)
    return heavier or (line.style.colour != measure.style.colour and _is_coloured(line.style.colour))


def _is_coloured(colour: int) -> bool:
    parts = colour >> 16, colour >> 8 & 255, colour & 255
    return max(parts) - min(parts) >= _COLOURED


def _levels(flow: list[Paragraph | Float], measure: Measure) -> dict[float, int]:
    """The level of a heading of each size, the largest first."""
    sizes = {
        _rank(each.lines[0], measure)
        for each in flow
        if isinstance(each, Paragraph) and _is_heading(each, measure)
    }
    return {size: min(level, _LEVELS) for level, size in enumerate(sorted(sizes, reverse=True), start=1)}


def _rank(line: Line, measure: Measure) -> float:
    """The size by which a heading is ranked; what only its weight or colour makes one comes last."""
    return round(line.size * 2) / 2 if line.size >= _LARGER * measure.size else 0.0
