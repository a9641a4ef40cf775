"""The walk through a document's body: paragraphs, tables, text boxes and pictures in reading order.

Headers, footers, comments and deletions are not on its way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from editorial.intake.prose import inline, table
from editorial.intake.readers.docx.drawings import Box, Picture, chosen
from editorial.intake.readers.docx.inlines import Inlines, Item, Mark, Words, note_texts
from editorial.intake.readers.docx.markup import Element, child, descendants, name, value
from editorial.intake.readers.docx.numbering import Label, Numbering
from editorial.intake.readers.docx.package import Package
from editorial.intake.readers.docx.parts import Facts, Figure, Paragraph, Part, Turn
from editorial.intake.readers.docx.styles import ParagraphStyle, StyleSheet, outline_level, styled
from editorial.intake.readers.docx.tables import FOLIO, Cell, is_layout, rows_of

_TRANSPARENT = frozenset(("w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo"))
_CONTENTS_GALLERY = "table of contents"
_DELETED_MARKS = ("w:del", "w:moveFrom")


class Body:
    """Goes through the body once and collects its parts.

    Raises:
        Refused: the package holds no text, or parts of it that cannot be read.
    """

    def __init__(self, package: Package) -> None:
        self._element = package.body()
        self._styles = StyleSheet(_root(package, "styles"))
        self._numbering = Numbering(_root(package, "numbering"), self._styles)
        notes = note_texts(package, self._styles)
        self._inlines = Inlines(package, package.main, self._styles, notes)
        self._sections = _section_types(self._element)
        # Where Word has noted its own page breaks, these alone are counted: they include the author's.
        rendered = next(descendants(self._element, "w:lastRenderedPageBreak"), None)
        self._counted = Mark.PAGE if rendered is None else Mark.RENDERED
        self._page = 1
        self._parts: list[Part] = []
        self._page_is_new = True
        self._carried: list[Item] = []

    def parts(self) -> list[Part]:
        self._walk(self._element, in_contents=False)
        self._set_down()
        return self._parts

    def _add(self, part: Part) -> None:
        self._parts.append(part)
        self._page_is_new = isinstance(part, Turn)

    def _walk(self, container: Element, *, in_contents: bool) -> None:
        for each in container:
            match name(each):
                case "w:p":
                    self._paragraph(each, in_contents=in_contents)
                case "w:tbl":
                    self._table(each, in_contents=in_contents)
                case "w:sdt":
                    self._walk(each, in_contents=in_contents or _is_contents(each))
                case "mc:AlternateContent":
                    self._walk(chosen(each), in_contents=in_contents)
                case tag if tag in _TRANSPARENT:
                    self._walk(each, in_contents=in_contents)

    # --- Paragraphs -----------------------------------------------------------------------------

    def _paragraph(self, element: Element, *, in_contents: bool) -> None:
        properties = child(element, "w:pPr")
        style_id = value(properties, "w:pStyle")
        in_contents = in_contents or self._inlines.fields.in_contents
        items = [*self._carried, *self._inlines.of(element, style_id)]
        if self._is_mark_deleted(properties):
            # With its mark deleted a paragraph has become one with the next.
            self._carried = items
            return
        self._carried = []
        style = self._style(style_id, properties)
        if (in_contents or self._inlines.fields.in_contents) and not style.level:
            style = replace(style, is_contents=True)
        if style.begins_page:
            self._turn()
        self._fill(items, style, self._numbering.label(style.numbered, style_id))
        if child(properties, "w:sectPr") is not None:
            self._end_section()

    @staticmethod
    def _is_mark_deleted(properties: Element | None) -> bool:
        mark = child(properties, "w:rPr")
        return any(child(mark, each) is not None for each in _DELETED_MARKS)

    def _set_down(self) -> None:
        """What was carried on, as a paragraph of its own where none follows for it to become one with."""
        items, self._carried = self._carried, []
        self._fill(items, ParagraphStyle(), None)

    def _style(self, style_id: str, properties: Element | None) -> ParagraphStyle:
        style = styled(self._styles.paragraph(style_id), properties)
        level = outline_level(properties)
        return style if level is None else replace(style, level=level)

    def _fill(self, items: list[Item], style: ParagraphStyle, label: Label | None) -> None:
        """Collects a paragraph, cut where the author begins a page within it."""
        sheets: list[list[Item]] = [[]]
        for item in items:
            if item is Mark.PAGE:
                sheets.append([])
            else:
                sheets[-1].append(item)
        for place, sheet in enumerate(sheets):
            if place:
                self._turn()
            if self._collect(sheet, style, label):
                label = None

    def _collect(self, items: list[Item], style: ParagraphStyle, label: Label | None) -> bool:
        """Collects a paragraph on one page, and says whether it has words. What hangs on it stands before
        its words or behind them, as its anchor does."""
        lines: list[list[Words]] = [[]]
        hanging: list[Picture | Box] = []
        page = self._page
        for item in items:
            match item:
                case Words():
                    lines[-1].append(item)
                case Mark.LINE:
                    lines.append([])
                case Picture() | Box() if any(lines):
                    hanging.append(item)
                case Picture() | Box():
                    self._hang(item)
            self._page += item is Mark.RENDERED and self._counted is item
            page = page if any(lines) else self._page
        has_words = any(words.run.text.strip() for line in lines for words in line)
        if has_words:
            self._add(Paragraph(style, label, tuple(map(tuple, lines)), page))
        for each in hanging:
            self._hang(each)
        return has_words

    def _hang(self, item: Picture | Box) -> None:
        if isinstance(item, Picture):
            self._add(Figure(item, self._page))
        else:
            self._walk(item.content, in_contents=False)

    # --- Pages ----------------------------------------------------------------------------------

    def _turn(self) -> None:
        """The author begins a page; none before the first words, and one only where two are asked for."""
        if not self._page_is_new:
            self._page += self._counted is Mark.PAGE
            self._add(Turn(self._page))

    def _end_section(self) -> None:
        """The section that follows says how it begins."""
        if next(self._sections, "nextPage") != "continuous":
            self._turn()

    # --- Tables ---------------------------------------------------------------------------------

    def _table(self, element: Element, *, in_contents: bool) -> None:
        self._set_down()
        rows = rows_of(element)
        if is_layout(element, rows, self._styles):
            for row in rows:
                self._parts += self._laid_out(row, in_contents=in_contents)
        else:
            self._facts(rows)

    def _laid_out(self, row: list[Cell], *, in_contents: bool) -> Iterator[Part]:
        """The parts of a row's cells in order; a title and its page number as the line they are."""
        cells = [inside for cell in row if (inside := self._inside(cell, in_contents=in_contents))]
        match cells:
            case [[Paragraph(lines=(_,)) as title], [Paragraph(lines=(number,))]] if _is_folio(number):
                gap = replace(number[0], run=replace(number[0].run, text="\t"))
                yield replace(title, lines=((*title.lines[0], gap, *number),))
            case _:
                for parts in cells:
                    yield from parts

    def _inside(self, cell: Cell, *, in_contents: bool = False) -> list[Part]:
        """The parts of one cell."""
        if cell.is_continued:
            return []
        outside, self._parts = self._parts, []
        self._walk(cell.element, in_contents=in_contents)
        inside, self._parts = self._parts, outside
        return inside

    def _facts(self, rows: list[list[Cell]]) -> None:
        """Collects a table of facts. Rows above its head that are one cell are its title; what its cells
        hold besides words follows it."""
        titles = [*takewhile(lambda row: len(row) == 1, rows)]
        for row in titles:
            self._parts += self._inside(row[0])
        page, written, others = self._page, [], []
        for row in rows[len(titles) :]:
            inside = [self._inside(cell) for cell in row]
            others += [part for parts in inside for part in parts if isinstance(part, Figure)]
            written.append(
                [text for cell, parts in zip(row, inside, strict=True) for text in _columns(cell, parts)]
            )
        if any(any(row) for row in written):
            self._add(Facts(table(written), page))
        self._parts += others


def _columns(cell: Cell, parts: list[Part]) -> list[str]:
    """What a cell puts into each of its columns, as inline Markdown: its words into the first."""
    paragraphs = [
        inline(words.run for line in part.lines for words in line)
        for part in parts
        if isinstance(part, Paragraph)
    ]
    return [" ".join(filter(None, paragraphs)), *[""] * (cell.across - 1)]


def _is_folio(line: Iterable[Words]) -> bool:
    return bool(FOLIO.fullmatch("".join(words.run.text for words in line).strip()))


def _is_contents(control: Element) -> bool:
    """A content control that Word keeps its contents list in."""
    gallery = value(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
    return gallery.casefold() == _CONTENTS_GALLERY


def _section_types(body: Element) -> Iterator[str]:
    """How each section but the first begins."""
    sections = [
        each
        for each in descendants(body, "w:sectPr")
        if name(next(each.iterancestors(), body)) != "w:sectPrChange"
    ]
    return iter([value(each, "w:type") or "nextPage" for each in sections[1:]])


def _root(package: Package, kind: str) -> Element | None:
    part = package.related(kind)
    return package.xml(part) if part else None
