"""Furniture: running heads, running feet and folios, taken off the edges of the pages, and their emblems.

A line is furniture when lines at its place on other pages say the same but for the figures, or count
the pages. Only the outermost lines of a page can be.
"""

import re
from collections import Counter, defaultdict
from itertools import pairwise, takewhile
from statistics import median

from editorial.intake.readers.pdf.lines import Line
from editorial.intake.readers.pdf.shapes import Figure

_DEEPEST = 3
"""Lines from the edge that may be furniture."""
_SAME_PLACE = 4.0
"""Points by which a running head may move from page to page."""
_APART = 1.25
"""Times the usual distance of lines at which furniture keeps from the text."""
_FOLIO = re.compile(
    r"[-—–―·•~|.\s<>《》〈〉（(\[]*(?:第\s*|page\s*|p\.?\s*)?(\d{1,4})\s*页?"
    r"\s*(?:(?:[/／,，]|of)?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―·•~|.\s<>《》〈〉）)\]]*",
    re.IGNORECASE,
)
_DRESSED = re.compile(r"[-—–―·•~|]\s*\d{1,4}\s*[-—–―·•~|]|第\s*\d{1,4}\s*页.*")
"""A folio that nobody takes for anything else, even on the only page."""
_EMBLEM = 3
"""Pages on which a picture must stand to be one."""
_FIGURES = re.compile(r"\d+|\s+")


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of each page without those that belong to the page and not to the text."""
    usual = _usual_distance(pages)
    dropped: set[int] = set()
    for sign in (-1, 1):  # from the top, from the foot
        stacks = [_from_edge(lines, sign) for lines in pages]
        outermost = [_outermost(stack) for stack in stacks]
        folios = _folios(outermost)
        furniture = _repeated(outermost, 2) | folios
        everywhere = _repeated(outermost, max(3, len(pages) // 2)) | folios
        for stack in stacks:
            taken = _set_apart(_leading(stack, furniture), stack, usual) or _leading(stack, everywhere)
            dropped.update(map(id, taken))
    return [[line for line in lines if id(line) not in dropped] for lines in pages]


def without_emblems(pages: list[list[Figure]]) -> list[list[Figure]]:
    """The pictures of each page without those that stand on several pages, as an emblem does."""
    counts = Counter(picture for figures in pages for picture in {figure.picture for figure in figures})
    return [[figure for figure in figures if counts[figure.picture] < _EMBLEM] for figures in pages]


def _from_edge(lines: list[Line], sign: int) -> list[Line]:
    return sorted(lines, key=lambda line: sign * line.baseline)


def _outermost(stack: list[Line]) -> list[Line]:
    """The lines of the first few rows."""
    rows = list(dict.fromkeys(line.baseline for line in stack))[:_DEEPEST]
    return [line for line in stack if line.baseline in rows]


def _usual_distance(pages: list[list[Line]]) -> float:
    """From one line to the next, in points."""
    steps = [
        one.baseline - other.baseline
        for lines in pages
        for one, other in pairwise(lines)
        if one.baseline > other.baseline
    ]
    return median(steps) if steps else 0.0


def _leading(stack: list[Line], furniture: set[int]) -> list[Line]:
    """The lines with nothing but furniture between them and the edge."""
    return list(takewhile(lambda line: id(line) in furniture, stack))


def _set_apart(taken: list[Line], stack: list[Line], usual: float) -> list[Line]:
    """Of the lines taken those from which the rest keeps a distance, or is of another size."""
    for end in range(len(taken), 0, -1):
        last, rest = taken[end - 1], stack[end:]
        if not rest or abs(last.size - rest[0].size) > 0.1 * rest[0].size:
            return taken[:end]
        if abs(last.baseline - rest[0].baseline) >= _APART * usual:
            return taken[:end]
    return []


def _repeated(stacks: list[list[Line]], fewest: int) -> set[int]:
    """Lines that stand at the same place on so many pages, every other one between the first and the last
    of them at least, and say the same but for their figures."""
    places: dict[str, list[Line]] = defaultdict(list)
    for line in (line for stack in stacks for line in stack):
        places[_FIGURES.sub("", line.text)].append(line)
    found: set[int] = set()
    for name, lines in places.items():
        for line in lines:
            alike = [other for other in lines if abs(other.baseline - line.baseline) <= _SAME_PLACE]
            pages = {other.page for other in alike}
            if name and len(pages) >= fewest and 2 * len(pages) >= max(pages) - min(pages):
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
