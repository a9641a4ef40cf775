"""Paragraphs: lines that belong together by where they stand.

A line ends a paragraph when the next begins with an indent, stands further off or in another type, or
would have had room on it. Over the end of a page the same holds; there a doubt is left to
`editorial.intake.paragraphs`, which looks at the words.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

from editorial.intake.readers.pdf.footnotes import Note
from editorial.intake.readers.pdf.lines import Line
from editorial.intake.readers.pdf.measure import Measure
from editorial.intake.readers.pdf.shapes import Figure
from editorial.intake.readers.pdf.tables import Grid

LEADER = re.compile(r"(?:\s*(?:[.．·…‥⋯・_]\s*){2,}|\t\s*)[-—(（]?\s*(\d{1,4})\s*[-—)）]?\s*$")
"""What leads from a title in a contents list to its page."""
BULLET = re.compile(r"\s*([•▪▫◦‣⁃➢➔❖✓☑□◇○－])\s*(?=\S)")
_ITEM = re.compile(
    r"\s*(?:[•▪▫◦‣⁃➢➔❖✓☑□◇○●◆■★▲]|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]|[①-⑳])"
)
_ENDED = re.compile(r"[。！？!?…；;：:.][”’」』）)》〉】]*\s*$")
_PAUSED = re.compile(r"[。！？!?…；;：:.”’」』）)》〉】]\s*$")
"""A paragraph may be at its end here, though a sentence need not be."""

_SAME_SIZE = 0.06
_FURTHER = 1.2
"""Times the usual distance of lines from which a line stands apart."""
_TIGHT = 2.2
"""Times its size that the lines of a heading stand apart at most."""
_INDENTED = 0.8
"""Ems from which a line is indented."""
_LIKE = 0.35
"""Ems within which two lines begin at the same place."""

Float: TypeAlias = Figure | Grid | Note
"""What stands on a page between lines, or in them, without being one."""


@dataclass(slots=True)
class Paragraph:
    """Lines that are one text."""

    lines: list[Line]


def paragraphs(flow: list[Line | Float], measure: Measure) -> list[Paragraph | Float]:
    """The paragraphs of a document in order; what floats within one follows it."""
    made: list[Paragraph | Float] = []
    current: Paragraph | None = None
    waiting: list[Float] = []
    for each in flow:
        if not isinstance(each, Line):
            waiting.append(each)
        elif current is not None and _goes_on(current.lines, each, measure):
            current.lines.append(each)
        else:
            made += waiting
            waiting = []
            current = Paragraph([each])
            made.append(current)
    return made + waiting


def _goes_on(lines: list[Line], line: Line, measure: Measure) -> bool:
    """The paragraph that `lines` begin goes on in `line`."""
    last = lines[-1]
    if abs(last.size - line.size) > _SAME_SIZE * last.size:
        return False
    if BULLET.match(line.text) or LEADER.search(last.text):
        return False
    is_near = last.page == line.page and last.column == line.column
    if not (_is_close(last, line, measure) if is_near else _follows(last, line)):
        return False
    if not measure.alignment(last) == measure.alignment(line) == "left":
        return is_near and _is_one_title(last, line, measure)
    if _is_first(line, lines, measure) or measure.has_room_for(last, line.head):
        return False
    if _PAUSED.search(last.text) and (measure.is_short(last) or last.is_bold != line.is_bold):
        return False
    return is_near or measure.indent > 0 or not _ENDED.search(last.text)


def _is_close(last: Line, line: Line, measure: Measure) -> bool:
    """The line stands under the last one at no more than the usual distance."""
    usual = measure.leading * max(1.0, line.size / measure.size)
    return 0 < last.baseline - line.baseline <= _FURTHER * usual


def _follows(last: Line, line: Line) -> bool:
    """The line stands on the next page, or higher up in the next column."""
    if line.page == last.page:
        return line.baseline > last.baseline
    return line.page == last.page + 1


def _is_one_title(last: Line, line: Line, measure: Measure) -> bool:
    """Two lines of a centred title, larger than the text; the first may fill its column."""
    return (
        measure.alignment(line) == "center"
        and (measure.alignment(last) == "center" or not measure.has_room_for(last, line.head))
        and line.size > (1 + _SAME_SIZE) * measure.size
        and line.style == last.style
        and last.baseline - line.baseline <= _TIGHT * line.size
    )


def _is_first(line: Line, lines: list[Line], measure: Measure) -> bool:
    """The line is indented as the first of a paragraph is, and not as an item's further lines are."""
    offset = measure.offset(line)
    if offset < _INDENTED * line.size:
        return False
    first, last = lines[0], lines[-1]
    if len(lines) > 1 and last.left > first.left + 0.5 * line.size:
        return not _begin_alike(line, last)
    if len(lines) == 1 and _ITEM.match(first.text) and first.left + 0.5 * line.size < line.left:
        return _ITEM.match(line.text) is not None
    if measure.indent and abs(offset - measure.indent) <= 0.5 * line.size:
        return True
    return not _begin_alike(line, last)


def _begin_alike(one: Line, other: Line) -> bool:
    return abs(one.left - other.left) <= _LIKE * one.size
