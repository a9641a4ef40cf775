"""What stands inside a paragraph: words with their looks, breaks, pictures and text boxes, in order.

Tracked changes are read as accepted: insertions stay, deletions go. Comments, hidden text and the codes
of fields are no part of the text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from editorial.addresses import public_link
from editorial.intake.blocks import Run
from editorial.intake.readers.docx.drawings import Box, Drawings, Picture, chosen
from editorial.intake.readers.docx.fields import Fields, linked
from editorial.intake.readers.docx.markup import Element, attribute, child, children, descendants, name
from editorial.intake.readers.docx.package import Package
from editorial.intake.readers.docx.styles import Look, StyleSheet
from editorial.intake.readers.docx.symbols import drawn, symbol

_TRANSPARENT = frozenset(
    ("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:dir", "w:bdo")
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BLANKS = re.compile("[\u00a0\u2002\u2003\u2009\u202f]")
_WRAPPING = re.compile(r"[\t\r\n]+")
_XML_SPACE = " \t\r\n"
_NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words and how they look."""

    run: Run
    look: Look


class Mark(Enum):
    """A break: of the line, of the page, or where Word last began a page by itself."""

    LINE = auto()
    PAGE = auto()
    RENDERED = auto()


Item: TypeAlias = Words | Mark | Picture | Box
NoteTexts: TypeAlias = Mapping[tuple[str, str], str]
"""The words of notes by kind (`footnotes`, `endnotes`) and id."""


class Inlines:
    """Reads the paragraphs of one part. Fields may go through several of them, so they come in order."""

    def __init__(self, package: Package, part: str, styles: StyleSheet, notes: NoteTexts) -> None:
        self._relationships = package.relationships(part)
        self._drawings = Drawings(package, self._relationships)
        self._styles = styles
        self._notes = notes
        self.fields = Fields()

    def of(self, paragraph: Element, style: str) -> list[Item]:
        """What stands in a paragraph of that style."""
        items = [item for each in paragraph for item in self._inline(each, style, "")]
        self.fields.end_paragraph()
        return items

    def _inline(self, element: Element, style: str, link: str) -> Iterator[Item]:
        """What one element gives; `link` is the address that what is around it leads to."""
        match name(element):
            case "w:r":
                yield from self._run(element, style, link)
            case "w:hyperlink":
                yield from self._all(element, style, self._address(element) or link)
            case "w:fldSimple":
                yield from self._all(element, style, linked(attribute(element, "w:instr")) or link)
            case "mc:AlternateContent":
                yield from self._all(chosen(element), style, link)
            case "m:oMath" | "m:oMathPara":
                formula = "".join(each.text or "" for each in descendants(element, "m:t"))
                yield Words(Run(_cleaned(formula), link=link), self._styles.look(style, None))
            case tag if tag in _TRANSPARENT:
                yield from self._all(element, style, link)

    def _all(self, element: Element, style: str, link: str) -> Iterator[Item]:
        for each in element:
            yield from self._inline(each, style, link)

    def _address(self, hyperlink: Element) -> str:
        relationship = self._relationships.get(attribute(hyperlink, "r:id"))
        if relationship is None or not relationship.is_external:
            return ""
        return public_link(relationship.target) or ""

    # --- Runs -----------------------------------------------------------------------------------

    def _run(self, run: Element, style: str, link: str) -> Iterator[Item]:
        look = self._styles.look(style, child(run, "w:rPr"))
        for each in run:
            for item in self._content(each, look, style, link):
                is_shown = not look.hidden and not self.fields.in_code
                if is_shown or item is Mark.RENDERED:
                    yield item

    def _content(self, element: Element, look: Look, style: str, link: str) -> Iterator[Item]:
        """What one child of a run gives."""
        match name(element):
            case "w:t" | "w:sym" | "w:tab" | "w:ptab" | "w:noBreakHyphen":
                yield self._words(_letters(element, look.font), look, link)
            case "w:br" | "w:cr" | "w:lastRenderedPageBreak":
                yield _mark(element)
            case "w:fldChar" | "w:instrText":
                self.fields.meet(attribute(element, "w:fldCharType"), element.text or "")
            case "w:drawing" | "w:pict" | "w:object":
                yield from self._drawings.inside(element)
            case "mc:AlternateContent":
                for each in chosen(element):
                    yield from self._content(each, look, style, link)
            case "w:ruby":
                for base in children(element, "w:rubyBase"):
                    yield from self._all(base, style, link)
            case tag if tag in _NOTES:
                note = self._notes.get((_NOTES[tag], attribute(element, "w:id")), "")
                yield Words(Run("", note=note), look)

    def _words(self, text: str, look: Look, link: str) -> Words:
        run = Run(_cleaned(text), look.bold, look.italic, look.struck, link or self.fields.link)
        return Words(run, look)


def note_texts(package: Package, styles: StyleSheet) -> NoteTexts:
    """The words of all footnotes and endnotes, a blank between their paragraphs."""
    texts = {}
    for kind in dict.fromkeys(_NOTES.values()):
        part = package.related(kind)
        root = package.xml(part) if part else None
        if root is None:
            continue
        inlines = Inlines(package, part, styles, {})
        for note in children(root, "w:footnote", "w:endnote"):
            paragraphs = [inlines.of(each, "") for each in descendants(note, "w:p")]
            words = ("".join(i.run.text for i in items if isinstance(i, Words)) for items in paragraphs)
            texts[kind, attribute(note, "w:id")] = " ".join(" ".join(words).split())
    return texts


def _letters(element: Element, font: str) -> str:
    """What a `w:t`, or an element that stands for one character, shows in that font."""
    match name(element):
        case "w:t":
            return drawn(_text(element), font)
        case "w:sym":
            return symbol(attribute(element, "w:char"), attribute(element, "w:font"))
        case "w:noBreakHyphen":
            return "-"
    return "\t"


def _mark(element: Element) -> Mark:
    if name(element) == "w:lastRenderedPageBreak":
        return Mark.RENDERED
    return Mark.PAGE if attribute(element, "w:type") == "page" else Mark.LINE


def _text(element: Element) -> str:
    """What `w:t` holds. Blanks at its ends count only where it says so."""
    text = _WRAPPING.sub(" ", element.text or "")
    return text if attribute(element, "xml:space") == "preserve" else text.strip(_XML_SPACE)


def _cleaned(text: str) -> str:
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text))
