"""Furniture: running heads, running feet and folios, taken off the edges of the pages.

A line is furniture when lines at its place on other pages say the same but for the figures, or count
the pages. Only the outermost lines of a page can be.
"""

import re
from collections import defaultdict
from itertools import takewhile

from editorial.intake.readers.pdf.lines import Line

_DEEPEST = 3
"""Lines from the edge that may be furniture."""
_SAME_PLACE = 4.0
"""Points by which a running head may move from page to page."""
_FOLIO = re.compile(
    r"[-—–―·•~|.\s<>《》〈〉（(\[]*(?:第\s*|page\s*|p\.?\s*)?(\d{1,4})\s*页?"
    r"\s*(?:(?:[/／,，]|of)?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―·•~|.\s<>《》〈〉）)\]]*",
    re.IGNORECASE,
)
_DRESSED = re.compile(r"[-—–―·•~|]\s*\d{1,4}\s*[-—–―·•~|]|第\s*\d{1,4}\s*页.*")
"""A folio that nobody takes for anything else, even on the only page."""
_FIGURES = re.compile(r"\d+|\s+")


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of each page without those that belong to the page and not to the text."""
    edges = [(_edge(lines, from_top=True), _edge(lines, from_top=False)) for lines in pages]
    dropped: set[int] = set()
    for side in (0, 1):
        stacks = [edge[side] for edge in edges]
        dropped |= _outermost(stacks, _repeated(stacks) | _folios(stacks))
    return [[line for line in lines if id(line) not in dropped] for lines in pages]


def _outermost(stacks: list[list[Line]], furniture: set[int]) -> set[int]:
    """Of the lines that may be furniture those with nothing but furniture between them and the edge."""
    return {id(line) for stack in stacks for line in takewhile(lambda line: id(line) in furniture, stack)}


def _edge(lines: list[Line], *, from_top: bool) -> list[Line]:
    """The outermost rows' lines, from the edge inwards."""
    ordered = sorted(lines, key=lambda line: -line.baseline if from_top else line.baseline)
    rows = {line.baseline for line in ordered}
    outermost = set(sorted(rows, reverse=from_top)[:_DEEPEST])
    return [line for line in ordered if line.baseline in outermost]


def _repeated(stacks: list[list[Line]]) -> set[int]:
    """Lines that stand at the same place on two pages or more, on every other page at least of those
    between the first and the last, and say the same but for their figures."""
    places: dict[str, list[Line]] = defaultdict(list)
    for line in (line for stack in stacks for line in stack):
        places[_FIGURES.sub("", line.text)].append(line)
    found: set[int] = set()
    for name, lines in places.items():
        for line in lines:
            alike = [other for other in lines if abs(other.baseline - line.baseline) <= _SAME_PLACE]
            pages = {other.page for other in alike}
            if name and len(pages) > 1 and 2 * len(pages) >= max(pages) - min(pages):
                found.add(id(line))
    return found


def _folios(stacks: list[list[Line]]) -> set[int]:
    """Lines that count the pages: as many ahead of the page's own number on two pages at least."""
    counted: dict[int, list[Line]] = defaultdict(list)
    found: set[int] = set()
    for line in (line for stack in stacks for line in stack):
        if match := _FOLIO.fullmatch(line.text.strip()):
            counted[int(match[1]) - line.page].append(line)
            if _DRESSED.fullmatch(line.text.strip()):
                found.add(id(line))
    for lines in counted.values():
        if len({line.page for line in lines}) > 1:
            found.update(map(id, lines))
    return found
