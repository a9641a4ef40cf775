"""Automatic numbering: the label that Word prints before a paragraph, counted out as Word does.

ISO/IEC 29500-1, 17.9: a paragraph names a list, the list its levels; each level counts on until a
shallower one steps forward.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from editorial.intake.readers.docx.markup import (
    Element,
    attribute,
    child,
    children,
    is_on,
    name,
    value,
    whole,
)
from editorial.intake.readers.docx.numerals import numeral
from editorial.intake.readers.docx.styles import Numbered, StyleSheet
from editorial.intake.readers.docx.symbols import BULLET, drawn

_DEPTHS = 9
_PLACE = re.compile(r"%([1-9])")
_ENUMERATED = re.compile(r"(\d{1,9})[.．)）]")


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed before a paragraph: a bullet or a number. `depth` counts from 1."""

    text: str
    depth: int
    is_bullet: bool = False

    @property
    def marker(self) -> str:
        """The label as Markdown counts list items (`-`, `1.`, `1)`); empty where it is of another kind."""
        if self.is_bullet:
            return "-"
        match = _ENUMERATED.fullmatch(self.text)
        return f"{match[1]}{')' if self.text[-1] in ')）' else '.'}" if match else ""


@dataclass(frozen=True, slots=True)
class _Level:
    manner: str
    pattern: str
    start: int
    restarts_after: int
    """The depth (from 1) that makes it start anew; 0: none does."""
    style: str
    font: str
    is_legal: bool


@dataclass(slots=True)
class _List:
    """One `w:num`: the list whose counters it shares, its levels, and where it starts anew itself."""

    family: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document, which must be asked for in their order."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._lists = _lists(root, styles)
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def label(self, numbered: Numbered | None, style: str) -> Label | None:
        """The next label for a paragraph of that style; None if it has none."""
        found = self._lists.get(numbered.list_id) if numbered else None
        if numbered is None or found is None:
            return None
        depth = numbered.depth
        if depth is None:
            depth = next((each for each, level in found.levels.items() if level.style == style), 0)
        level = found.levels.get(depth)
        if level is None:
            return None
        self._step(found, depth, level)
        if level.manner == "bullet":
            return Label(drawn(level.pattern, level.font).strip() or BULLET, depth + 1, is_bullet=True)
        text = self._text(found, level).strip()
        return Label(text, depth + 1) if text else None

    def _step(self, found: _List, depth: int, level: _Level) -> None:
        counts = self._counts[found.family]
        if depth in found.restarts:
            counts[depth] = found.restarts.pop(depth)
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [each for each in counts if each > depth]:
            after = found.levels[deeper].restarts_after if deeper in found.levels else deeper
            if after > 0 and depth < after:
                del counts[deeper]

    def _text(self, found: _List, level: _Level) -> str:
        counts = self._counts[found.family]

        def counted(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            other = found.levels.get(depth)
            if other is None or other.manner == "none":
                return ""
            return numeral(counts.get(depth, other.start), "decimal" if level.is_legal else other.manner)

        return _PLACE.sub(counted, level.pattern)


def _lists(root: Element | None, styles: StyleSheet) -> dict[str, _List]:
    """The lists by id."""
    families = {attribute(each, "w:abstractNumId"): each for each in children(root, "w:abstractNum")}
    numbers = {attribute(each, "w:numId"): each for each in children(root, "w:num")}
    lists = {}
    for list_id, element in numbers.items():
        family = _family(value(element, "w:abstractNumId"), families, numbers, styles)
        found = _List(family, _levels(families.get(family)))
        for override in children(element, "w:lvlOverride"):
            depth = whole(attribute(override, "w:ilvl"))
            found.levels |= _levels(override)
            start = child(override, "w:startOverride")
            if start is not None:
                found.restarts[depth] = whole(attribute(start, "w:val"), 1)
        lists[list_id] = found
    return lists


def _family(
    family: str, families: Mapping[str, Element], numbers: Mapping[str, Element], styles: StyleSheet
) -> str:
    """The family that has the levels: one may refer to a numbering style, which stands for another list."""
    link = value(families.get(family), "w:numStyleLink")
    if not link:
        return family
    return value(numbers.get(styles.style_of_list(link)), "w:abstractNumId") or family


def _levels(parent: Element | None) -> dict[int, _Level]:
    levels = {}
    for each in children(parent, "w:lvl"):
        depth = whole(attribute(each, "w:ilvl"))
        if 0 <= depth < _DEPTHS:
            levels[depth] = _level(each, depth)
    return levels


def _level(element: Element, depth: int) -> _Level:
    restart, legal = child(element, "w:lvlRestart"), child(element, "w:isLgl")
    return _Level(
        manner=_manner(element),
        pattern=value(element, "w:lvlText"),
        start=whole(value(element, "w:start"), 0),
        restarts_after=depth if restart is None else whole(attribute(restart, "w:val")),
        style=value(element, "w:pStyle"),
        font=attribute(child(element, "w:rPr", "w:rFonts"), "w:ascii"),
        is_legal=legal is not None and is_on(legal),
    )


def _manner(element: Element) -> str:
    """How the level counts. What later versions of Word added stands beside a choice of older manners."""
    formats = [each for each in element.iterdescendants() if name(each) == "w:numFmt"]
    manners = [attribute(each, "w:val") for each in formats]
    return next((each for each in manners if each != "custom"), "decimal")
