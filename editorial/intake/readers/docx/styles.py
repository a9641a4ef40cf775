"""Styles: what a paragraph or a run looks like once everything it inherits is counted in.

ISO/IEC 29500-1, 17.7: document defaults, then the paragraph's style on top of those it is based on, then
the run's style, then what is written on the run itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

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

Align = Literal["", "left", "center", "right", "justify"]

_ALIGN: Mapping[str, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
_SWITCHES = {
    "w:b": "bold",
    "w:i": "italic",
    "w:strike": "struck",
    "w:dstrike": "struck",
    "w:vanish": "hidden",
}
_NUMBERED_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_GRADED_HEADING = re.compile(r"([一二三四五六])级标题")
_NAMED_HEADING = {"title": 1, "标题": 1, "文档标题": 1, "subtitle": 2, "副标题": 2, "文章标题": 2}
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)", re.IGNORECASE)
_HEAVY_FACES = re.compile(r"黑体|小标宋|大标宋|SimHei|Heiti|STZhongsong|华文中宋", re.IGNORECASE)
_BODY_LEVEL = 9
_LOWEST = 6
_DEFAULT_SIZE = 10.0
"""Points, where nothing at all says what size text has (17.3.2.38)."""


@dataclass(frozen=True, slots=True)
class Look:
    """How words look. `size` in points; `face` is the font of Chinese, `font` that of Latin letters."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    hidden: bool = False
    size: float = _DEFAULT_SIZE
    face: str = ""
    font: str = ""

    @property
    def is_heavy(self) -> bool:
        """Bold, or of a face that headings of official documents are set in without being bold."""
        return self.bold or bool(_HEAVY_FACES.search(self.face))


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph's place in the automatic numbering: which list, and how deep (from 0)."""

    list_id: str
    depth: int | None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`level` is a heading's, 1 to 6, or 0; `is_contents` says that it is a line of a contents list."""

    level: int = 0
    is_contents: bool = False
    align: Align = ""
    numbered: Numbered | None = None
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class _Written:
    """What one `w:rPr` says."""

    switches: Mapping[str, bool] = field(default_factory=dict)
    others: Mapping[str, float | str] = field(default_factory=dict)


class StyleSheet:
    """The styles of a document, from the root of its part; of none at all without."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {attribute(each, "w:styleId"): each for each in children(root, "w:style")}
        self._default = next(
            (
                style
                for style, each in self._styles.items()
                if attribute(each, "w:type") == "paragraph"
                and attribute(each, "w:default").lower() in ("1", "true", "on")
            ),
            "",
        )
        defaults = _written(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))
        self._base = _applied(Look(), defaults)
        # The sheet lives as long as the reading of one document, and so does what it remembers.
        self.paragraph = cache(self._paragraph)
        self._base_look = cache(self._look_of_paragraph)
        self._character = cache(self._look_of_characters)

    # --- Runs -----------------------------------------------------------------------------------

    def look(self, paragraph: str, properties: Element | None) -> Look:
        """The look of a run with these properties (`w:rPr`) in a paragraph of that style."""
        look = self._base_look(paragraph)
        if style := value(properties, "w:rStyle"):
            character = self._character(style)
            # A switch that paragraph style and character style both turn on is off (17.7.3).
            switches = {key: on != getattr(look, key) for key, on in character.switches.items()}
            look = _applied(look, _Written(switches, character.others))
        return look if properties is None else _applied(look, _written(properties))

    def _look_of_paragraph(self, style: str) -> Look:
        return _applied(self._base, self._inherited(style or self._default))

    def _look_of_characters(self, style: str) -> _Written:
        return self._inherited(style)

    def _inherited(self, style: str) -> _Written:
        """What a style and those it is based on say together, the nearest last."""
        switches: dict[str, bool] = {}
        others: dict[str, float | str] = {}
        for each in reversed([*self._chain(style)]):
            written = _written(child(each, "w:rPr"))
            switches |= written.switches
            others |= written.others
        return _Written(switches, others)

    def _chain(self, style: str) -> Iterator[Element]:
        """A style, the one it is based on, and so on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "w:basedOn")

    # --- Paragraphs -----------------------------------------------------------------------------

    def _paragraph(self, style: str) -> ParagraphStyle:
        chain = [*self._chain(style or self._default)]
        found = ParagraphStyle(
            level=_level(chain),
            is_contents=any(_CONTENTS.fullmatch(value(each, "w:name").strip()) for each in chain[:1])
            or bool(re.fullmatch(r"TOC(?:\d|Heading)", style)),
        )
        for each in reversed(chain):
            found = styled(found, child(each, "w:pPr"))
        return found

    def style_of_list(self, style: str) -> str:
        """The list that a numbering style stands for; empty if for none."""
        return value(self._styles.get(style), "w:pPr", "w:numPr", "w:numId")

    def has_borders(self, style: str) -> bool:
        """A table of that style has lines."""
        return any(shows_borders(child(each, "w:tblPr", "w:tblBorders")) for each in self._chain(style))


def shows_borders(borders: Element | None) -> bool:
    """`w:tblBorders` or `w:tcBorders` with a line that can be seen."""
    return borders is not None and any(
        attribute(each, "w:val") not in ("", "nil", "none") for each in borders
    )


def styled(style: ParagraphStyle, properties: Element | None) -> ParagraphStyle:
    """A paragraph's style with what its own `w:pPr` says on top, but for the heading level of a style."""
    if properties is None:
        return style
    if align := _ALIGN.get(value(properties, "w:jc")):
        style = replace(style, align=align)
    numbering = child(properties, "w:numPr")
    if numbering is not None:
        depth = value(numbering, "w:ilvl")
        inherited = style.numbered or Numbered("", None)
        numbered = Numbered(
            value(numbering, "w:numId") or inherited.list_id, whole(depth) if depth else inherited.depth
        )
        style = replace(style, numbered=numbered)
    begins = child(properties, "w:pageBreakBefore")
    return style if begins is None else replace(style, begins_page=is_on(begins))


def outline_level(properties: Element | None) -> int | None:
    """The heading level that `w:outlineLvl` gives, 1 to 6; 0 for body text, None where it is not there."""
    written = value(properties, "w:outlineLvl")
    if not written:
        return None
    level = whole(written, _BODY_LEVEL)
    return min(level + 1, _LOWEST) if 0 <= level < _BODY_LEVEL else 0


def _level(chain: list[Element]) -> int:
    """The heading level of a style: its outline level, or what its name or that of its bases says."""
    for each in chain:
        level = outline_level(child(each, "w:pPr"))
        if level is None:
            level = _named_level(value(each, "w:name").strip())
        if level is not None:
            return level
    return 0


def _named_level(written: str) -> int | None:
    if match := _NUMBERED_HEADING.fullmatch(written):
        return min(int(match[1]), _LOWEST)
    if match := _GRADED_HEADING.fullmatch(written):
        return "一二三四五六".index(match[1]) + 1
    return _NAMED_HEADING.get(written.lower())


def _written(properties: Element | None) -> _Written:
    switches: dict[str, bool] = {}
    others: dict[str, float | str] = {}
    for each in () if properties is None else properties:
        tag = name(each)
        if tag in _SWITCHES:
            switches[_SWITCHES[tag]] = is_on(each)
        elif tag == "w:sz" and (size := whole(attribute(each, "w:val"))) > 0:
            others["size"] = size / 2
        elif tag == "w:rFonts":
            others |= {
                key: font
                for key, written in (("face", "w:eastAsia"), ("font", "w:ascii"))
                if (font := attribute(each, written))
            }
    return _Written(switches, others)


def _applied(look: Look, written: _Written) -> Look:
    return replace(look, **written.switches, **written.others)  # type: ignore[arg-type]
