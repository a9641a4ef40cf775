"""Elements of a web page → blocks: one walk for whole issues saved as pages and for clipped articles.

It reads what a reader would see: words with their make-up, headings, lists, tables, pictures. Which
part of a page is worth reading is for the callers to say.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import quote, urljoin

from lxml import html

from editorial.addresses import is_external
from editorial.intake.blocks import Block, Kind, Run, merged
from editorial.intake.prose import inline
from editorial.intake.readers import html_tables
from editorial.intake.readers.html_pictures import read_picture
from editorial.intake.readers.html_style import WINGDINGS, Sheet, emphasis, point_size
from editorial.intake.readers.html_tree import is_hidden, tag

Keep = Callable[[html.HtmlElement], bool]
"""Whether an element, with all that is inside it, is read."""

_SKIPPED = {
    *("script", "style", "template", "head", "title", "meta", "link", "base", "noscript", "noframes"),
    *("iframe", "frame", "object", "embed", "applet", "svg", "canvas", "audio", "video", "map"),
    *("input", "button", "select", "textarea", "datalist", "progress", "meter", "dialog"),
    *("nav", "footer", "rt", "rp"),
}
_BLOCKS = {
    *("html", "body", "frameset", "main", "article", "section"),
    *("header", "aside", "div", "center", "address"),
    *("p", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "figure", "figcaption"),
    *("li", "dl", "dt", "dd", "form", "fieldset", "legend", "details", "summary"),
    *("tbody", "thead", "tfoot", "tr", "td", "th", "caption"),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "menu", "dir")
_DEEPEST_LIST = 9
_BLANK = re.compile(r"[ \t\r\n\f\v\u00a0\u2002\u2003\u2009\u202f]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：？！“”‘’（）《》—…]"
_SOFT_NEWLINE = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")
"""A line end in the source between two wide characters is no blank (CSS Text 3, §4.1.3)."""
Align = Literal["", "left", "center", "right", "justify"]
_ALIGNS: dict[str, Align] = {"left": "left", "center": "center", "right": "right", "justify": "justify"}


@dataclass(frozen=True, slots=True)
class _Place:
    """What a stretch of words is part of, and its make-up. `size` in points, 0 if unknown."""

    style: Run = field(default=Run(""))
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    marker: str = ""
    size: float = 0.0
    align: Align = ""
    is_preformatted: bool = False
    is_symbols: bool = False


def read_blocks(
    elements: Iterable[html.HtmlElement],
    *,
    base: str = "",
    keep: Keep = lambda element: True,
    sheet: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Block]:
    """The blocks of some elements in order, numbered from 1 as their `line`.

    Args:
        base: the page's address; links and pictures become absolute where it is known. Of links only
            http and https are kept, of pictures also those that lie in the page (data:).
        keep: leaves out an element and all that is inside it.
        sheet: the page's own rules of style by selector, as `html_style.read_sheet` gives them.
    """
    walk = _Walk(base, keep, Sheet(sheet or {}))
    for element in elements:
        walk.visit(element, _Place())
        walk.end_block()
    return [replace(block, line=line) for line, block in enumerate(walk.blocks, start=1)]


class _Walk:
    """Goes through elements once, gathering words until a block ends."""

    def __init__(self, base: str, keep: Keep, sheet: Sheet) -> None:
        self.blocks: list[Block] = []
        self._base = base
        self._keep = keep
        self._sheet = sheet
        self._runs: list[Run] = []
        self._place = _Place()
        self._sizes: Counter[float] = Counter()
        self._pictures: list[Block] = []
        self._marker = ""
        self._readers: dict[str, Callable[[html.HtmlElement, _Place], None]] = {
            "br": self._line_break,
            "hr": lambda _, place: self._silent(Kind.RULE),
            "img": self._picture,
            "amp-img": self._picture,
            "table": self._table,
            **dict.fromkeys(_LISTS, self._list),
        }

    def visit(self, element: html.HtmlElement, place: _Place) -> None:
        """Reads an element and what is inside it, not the words after it."""
        name = tag(element)
        if not name or name in _SKIPPED or is_hidden(element) or not self._keep(element):
            return
        place = self._dressed(element, place)
        if read := self._readers.get(name):
            read(element, place)
        elif name in _BLOCKS:
            self._block(element, place)
        else:
            self._inside(element, place)

    def _inside(self, element: html.HtmlElement, place: _Place) -> None:
        self._words(element.text, place)
        for child in element:
            self.visit(child, place)
            self._words(child.tail, place)

    def _block(self, element: html.HtmlElement, place: _Place) -> None:
        if self._breaks_page(element):
            self._silent(Kind.PAGE_BREAK)
        self.end_block()
        self._inside(element, place)
        self.end_block()

    # --- Make-up --------------------------------------------------------------------------------

    def _dressed(self, element: html.HtmlElement, place: _Place) -> _Place:
        """The place with what the element and the page's rules say of it."""
        said = self._sheet.of(element)
        style = emphasis(element, said, place.style)
        if tag(element) == "a":
            style = replace(style, link=self._address(element.get("href")) or style.link)
        align = said.get("text-align") or (element.get("align") or "").strip().lower()
        if tag(element) == "center":
            align = "center"
        place = replace(
            place,
            style=style,
            size=point_size(element, said) or place.size,
            align=_ALIGNS.get(align, place.align),
            is_preformatted=place.is_preformatted or tag(element) == "pre",
            is_symbols=place.is_symbols or "wingdings" in said.get("font-family", ""),
        )
        if level := _HEADINGS.get(tag(element)):
            return replace(place, kind=Kind.HEADING, level=level)
        return replace(place, kind=Kind.QUOTE) if tag(element) == "blockquote" else place

    def _breaks_page(self, element: html.HtmlElement) -> bool:
        said = self._sheet.of(element)
        return "always" in (said.get("page-break-before", ""), said.get("break-before", ""))

    def _address(self, written: str | None) -> str:
        """An http or https address in full, or empty."""
        if not written or (written := written.strip()).startswith("#"):
            return ""
        try:
            joined = urljoin(self._base, written)
        except ValueError:
            return ""
        address = quote(joined, safe="!#$%&'()*+,/:;=?@[]~")
        return address if is_external(address) else ""

    # --- Words and the end of a block -------------------------------------------------------------

    def _words(self, text: str | None, place: _Place) -> None:
        if not text:
            return
        if place.is_preformatted:
            first, *others = text.split("\n")
            self._gather(first, place)
            for line in others:
                self.end_block()
                self._gather(line, place)
            return
        if place.is_symbols:
            text = text.translate(WINGDINGS)
        self._gather(_BLANK.sub(" ", _SOFT_NEWLINE.sub("", text)), place)

    def _gather(self, text: str, place: _Place) -> None:
        if self._runs and self._runs[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            self._runs.append(replace(place.style, text=text))
        if length := len(text.strip()):
            self._place = self._place if self._sizes else place
            self._sizes[place.size] += length

    def _line_break(self, element: html.HtmlElement, place: _Place) -> None:
        """A line break ends a paragraph: it is how many editors make one. Elsewhere it is a blank."""
        if self._breaks_page(element):
            self._silent(Kind.PAGE_BREAK)
        elif place.kind in (Kind.PARAGRAPH, Kind.QUOTE):
            self.end_block()
        else:
            self._gather(" ", place)

    def end_block(self) -> None:
        """Makes a block of the words gathered so far, if there are any, and of the pictures among them. What
        the block is, its first words say."""
        place = self._place
        runs = _without_blank_ends(merged(tuple(self._runs)))
        if runs:
            kind, marker = place.kind, ""
            if kind is Kind.LIST_ITEM:
                # The first block of an item is the item; what follows in it are paragraphs.
                marker, self._marker = self._marker, ""
                kind = kind if marker else Kind.PARAGRAPH
            level = place.level if kind is Kind.HEADING else self._depth(place)
            size = self._sizes.most_common(1)[0][0]
            self.blocks.append(Block(kind, 0, runs, level, marker, size=size, align=place.align))
            self.blocks.extend(replace(each, level=self._depth(place)) for each in self._pictures)
        self._runs, self._pictures, self._sizes = [], [], Counter()

    def _silent(self, kind: Kind) -> None:
        self.end_block()
        self.blocks.append(Block(kind, 0))

    # --- Lists, tables, pictures --------------------------------------------------------------------

    def _list(self, element: html.HtmlElement, place: _Place) -> None:
        self.end_block()
        depth = 1 if place.kind is Kind.HEADING else min(place.level + 1, _DEEPEST_LIST)
        item = replace(place, kind=Kind.LIST_ITEM, level=depth)
        number = _whole(element.get("start"), 1)
        for child in element:
            if tag(child) == "li":
                number = _whole(child.get("value"), number)
                self._marker = f"{number}." if tag(element) == "ol" else "-"
                number += 1
                self.visit(child, item)
                self.end_block()
                self._marker = ""
            else:
                # Google Docs and LibreOffice put a list right into another, not into an item of it.
                self.visit(child, item if tag(child) in _LISTS else place)
            self._words(child.tail, place)
        self.end_block()

    def _depth(self, place: _Place) -> int:
        """The depth of the item in which a table, a picture or a quote stands: not of one that is still
        without words, which begins with the next."""
        return 0 if place.kind is Kind.HEADING else place.level - bool(self._marker)

    def _table(self, element: html.HtmlElement, place: _Place) -> None:
        """A table of facts becomes one block; one that lays out the page is read through."""
        if html_tables.is_layout(element):
            self._block(element, place)
            return
        self.end_block()
        pictures: list[Block] = []
        if source := html_tables.to_markdown(element, lambda cell: self._cell(cell, place, pictures)):
            self.blocks.append(Block(Kind.TABLE, 0, (Run(source),), self._depth(place), markdown=source))
        self.blocks.extend(replace(each, level=self._depth(place)) for each in pictures)

    def _cell(self, cell: html.HtmlElement, place: _Place, pictures: list[Block]) -> str:
        """The inside of a cell as inline Markdown; its pictures go after the table."""
        inner = _Walk(self._base, self._keep, self._sheet)
        inner.visit(cell, replace(place, style=Run(""), kind=Kind.PARAGRAPH))
        inner.end_block()
        pictures.extend(block for block in inner.blocks if block.kind is Kind.IMAGE)
        return " ".join(inline(block.runs) for block in inner.blocks if block.kind is not Kind.IMAGE)

    def _picture(self, element: html.HtmlElement, place: _Place) -> None:
        """A picture stands where it is, but not within a sentence: there it comes after the paragraph."""
        if (picture := read_picture(element, self._address)) is None:
            return
        if any(run.text.strip() for run in self._runs):
            self._pictures.append(picture)
        else:
            self.blocks.append(replace(picture, level=self._depth(place)))


def _whole(written: str | None, otherwise: int) -> int:
    return int(written) if written and re.fullmatch(r"\d{1,6}", written, re.ASCII) else otherwise


def _without_blank_ends(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without blanks at either end of the block; none if it is blank."""
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    if not runs:
        return ()
    runs = (replace(runs[0], text=runs[0].text.lstrip()), *runs[1:])
    return (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip()))
