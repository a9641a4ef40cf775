"""The document tree → HTML: the one writer for the site, the preview, and every format made of HTML.

Safe by construction: every text and attribute is escaped, tags come from this module alone, links and
pictures only pass a rule. nh3 is the second lock (`editorial.html_lock`); it changes nothing in what is
written here (a test says so). No `style` attributes, for a strict Content-Security-Policy.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from editorial.addresses import AddressRule, is_external, public_link, published_picture
from editorial.document import (
    Block,
    BlockQuote,
    BulletList,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Footnote,
    FootnoteReference,
    HardBreak,
    Heading,
    Image,
    Inline,
    Link,
    OrderedList,
    Paragraph,
    SoftBreak,
    Strikethrough,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
    ThematicBreak,
    plain_text,
    walk,
)
from editorial.html_lock import cleaned
from editorial.marks import Mark, Marks

UNPRINTABLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
"""Code points that HTML forbids in a document, whatever they were meant for."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"})
_QUOTES = str.maketrans({'"': "&quot;"})


def write_html(
    document: Document,
    *,
    picture: AddressRule = published_picture,
    link: AddressRule = public_link,
    heading_shift: int = 0,
    id_prefix: str = "",
    notes_label: str = "注释",
    marks: Sequence[Mark] = (),
    figures: bool = False,
    second_lock: bool = True,
) -> str:
    """The document as an HTML fragment, valid HTML5.

    Args:
        picture: gives a picture's address; without one its description stands there, linked to the
            address where that is external.
        link: gives a link's address; without one its text stands there unlinked.
        heading_shift: added to every heading's level, which stays within 1 to 6.
        id_prefix: begins every id, so that several documents can share a page.
        notes_label: names the footnotes to screen readers; on a shared page each needs its own name.
        marks: what is shown marked, for editors only; `kind` is error, warning or info. Where marks overlap,
            the first one shows.
        figures: whether a picture that stands alone becomes a figure with its title as caption, which CommonMark
            has as a paragraph.
        second_lock: whether nh3 sees the result. Off only to test the writer by itself.
    """
    writer = _Writer(picture, link, heading_shift, id_prefix, Marks(marks), figures=figures)
    written = "".join(writer.blocks(document, notes_label))
    return cleaned(written, with_marks=bool(marks)) if second_lock else written


def write_blocks(
    document: Document,
    *,
    picture: AddressRule = published_picture,
    heading_shift: int = 0,
    id_prefix: str = "",
    notes_label: str = "注释",
    figures: bool = False,
) -> list[str]:
    """The fragment of `write_html` block by block: one text for each of the document's blocks, empty for a block
    that shows nothing, then the footnotes where there are any. Arguments as there."""
    writer = _Writer(picture, public_link, heading_shift, id_prefix, Marks(()), figures=figures)
    return [cleaned(block, with_marks=False) for block in writer.blocks(document, notes_label)]


class _Writer:
    """Writes one document. It recurses as deep as the tree, which `parse` keeps shallow."""

    def __init__(
        self, picture: AddressRule, link: AddressRule, shift: int, prefix: str, marks: Marks, *, figures: bool
    ) -> None:
        self._picture = picture
        self._link = link
        self._shift = shift
        self._prefix = prefix
        self._marks = marks
        self._figures = figures
        self._inside_link = False
        self._mentions: Counter[int] = Counter()

    def blocks(self, document: Document, notes_label: str) -> Iterator[str]:
        """Each of the document's blocks in turn, then its footnotes."""
        mentioned = Counter(node.number for node in walk(document) if isinstance(node, FootnoteReference))
        yield from map(self._block, document.blocks)
        if document.footnotes:
            notes = "".join(self._footnote(note, mentioned[note.number]) for note in document.footnotes)
            label = _attribute("aria-label", notes_label)
            yield (
                f'<section class="footnotes" role="doc-endnotes"{label}>\n<ol>\n{notes}</ol>\n</section>\n'
            )

    # --- Blocks ---------------------------------------------------------------------------------

    def _blocks(self, blocks: Sequence[Block]) -> str:
        return "".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Heading():
                return self._heading(block)
            case BlockQuote(blocks=quoted):
                return f"<blockquote>\n{self._blocks(quoted)}</blockquote>\n"
            case BulletList():
                return f"<ul>\n{self._items(block)}</ul>\n"
            case OrderedList(start=start):
                first = "" if start == 1 else _attribute("start", str(start))
                return f"<ol{first}>\n{self._items(block)}</ol>\n"
            case CodeBlock():
                return self._code_block(block)
            case Table():
                return self._table(block)
            case ThematicBreak():
                return "<hr>\n"

    def _paragraph(self, paragraph: Paragraph) -> str:
        match paragraph.children:
            case [Image(src=src) as image] if self._figures and self._picture(src) is not None:
                return self._figure(image)
        words = self._inlines(paragraph.children)
        return f"<p>{words}</p>\n" if words else ""

    def _figure(self, image: Image) -> str:
        """A picture that stands alone, with its title below it as caption."""
        picture = self._inline(replace(image, title=""))
        caption = f"<figcaption>{_text(image.title)}</figcaption>" if image.title else ""
        return f"<figure>{picture}{caption}</figure>\n"

    def _code_block(self, code: CodeBlock) -> str:
        words = code.info.split()
        language = _attribute("class", f"language-{words[0]}") if words else ""
        return f"<pre><code{language}>{_text(code.text)}</code></pre>\n"

    def _heading(self, heading: Heading) -> str:
        seen = any(isinstance(node, FootnoteReference) for node in walk(heading))
        if not seen and not plain_text(heading).strip():
            return ""  # an empty heading is an error to the W3C checker and to screen readers
        level = min(max(heading.level + self._shift, 1), 6)
        return f"<h{level}>{self._inlines(heading.children)}</h{level}>\n"

    def _items(self, items: BulletList | OrderedList) -> str:
        return "".join(f"<li>{self._item(item.blocks, items.tight)}</li>\n" for item in items.items)

    def _item(self, blocks: Sequence[Block], tight: bool) -> str:
        if not tight:
            return "\n" + self._blocks(blocks) if blocks else ""
        parts = []
        for block in blocks:
            if isinstance(block, Paragraph):
                parts.append(self._inlines(block.children))
            else:
                parts.append("\n" + self._block(block))
        return "".join(parts)

    def _table(self, table: Table) -> str:
        head = self._row(table.head, "th", ' scope="col"')
        rows = "".join(self._row(row, "td", "") for row in table.rows)
        body = f"<tbody>\n{rows}</tbody>\n" if rows else ""
        return f"<table>\n<thead>\n{head}</thead>\n{body}</table>\n"

    def _row(self, row: TableRow, tag: str, scope: str) -> str:
        return f"<tr>{''.join(self._cell(cell, tag, scope) for cell in row.cells)}</tr>\n"

    def _cell(self, cell: TableCell, tag: str, scope: str) -> str:
        align = f' class="align-{cell.align}"' if cell.align else ""
        return f"<{tag}{scope}{align}>{self._inlines(cell.children)}</{tag}>"

    def _footnote(self, note: Footnote, mentions: int) -> str:
        backs = "".join(" " + self._back(note.number, mention) for mention in range(1, mentions + 1))
        written = self._blocks(note.blocks)
        if written.endswith("</p>\n"):
            written = written.removesuffix("</p>\n") + backs + "</p>\n"
        else:
            written += f"<p>{backs.strip()}</p>\n"
        return f"<li{_attribute('id', f'{self._prefix}fn-{note.number}')}>\n{written}</li>\n"

    def _back(self, number: int, mention: int) -> str:
        label = "返回正文" if mention == 1 else f"返回正文第 {mention} 处"
        target = _attribute("href", f"#{self._mention_id(number, mention)}")
        return f'<a{target} role="doc-backlink" aria-label="{label}">↩︎</a>'

    def _mention_id(self, number: int, mention: int) -> str:
        return f"{self._prefix}fnref-{number}" + (f"-{mention}" if mention > 1 else "")

    # --- Inlines --------------------------------------------------------------------------------

    def _inlines(self, inlines: Sequence[Inline]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text(text=text, span=span):
                return "".join(_marked(_text(cut), mark) for cut, mark in self._marks.pieces(text, span))
            case Emphasis(children=children) | Strong(children=children) | Strikethrough(children=children):
                tag = _EMPHASIS[type(inline)]
                return f"<{tag}>{self._inlines(children)}</{tag}>"
            case Code(text=text, span=span):
                return _marked(f"<code>{_text(text)}</code>", self._marks.within(span))
            case Link(children=children, href=href, title=title):
                return self._anchor(href, title, lambda: self._inlines(children))
            case Image(span=span):
                return _marked(self._image(inline), self._marks.within(span))
            case SoftBreak():
                return "\n"
            case HardBreak():
                return "<br>\n"
            case FootnoteReference(number=number):
                return self._mention(number)

    def _anchor(self, href: str, title: str, content: Callable[[], str]) -> str:
        """A link around the content, unless there may be none: links do not nest in HTML, though an
        autolink in a link's text does in CommonMark."""
        target = None if self._inside_link else self._link(href)
        if target is None:
            return content()
        self._inside_link = True
        inside = content()
        self._inside_link = False
        attributes = _attribute("href", target) + (_attribute("title", title) if title else "")
        if is_external(target):
            attributes += ' rel="noopener noreferrer"'
        return f"<a{attributes}>{inside}</a>" if inside.strip() else inside

    def _image(self, image: Image) -> str:
        address = self._picture(image.src)
        if address is not None:
            title = _attribute("title", image.title) if image.title else ""
            described = _attribute("src", address) + _attribute("alt", image.alt)
            return f'<img{described}{title} loading="lazy">'
        if is_external(image.src):
            return self._anchor(image.src, image.title, lambda: _text(image.alt or image.src))
        return _text(image.alt)

    def _mention(self, number: int) -> str:
        self._mentions[number] += 1
        target = _attribute("href", f"#{self._prefix}fn-{number}")
        name = _attribute("id", self._mention_id(number, self._mentions[number]))
        return (
            f'<sup class="footnote-ref"><a{target}{name} role="doc-noteref" aria-label="注释 {number}">'
            f"[{number}]</a></sup>"
        )


_EMPHASIS: dict[type[Inline], str] = {Emphasis: "em", Strong: "strong", Strikethrough: "del"}


def _marked(written: str, mark: Mark | None) -> str:
    if mark is None or not written:
        return written
    kind, name = _attribute("class", f"finding {mark.kind}"), _attribute("data-finding", mark.name)
    return f"<mark{kind}{name}>{written}</mark>"


def _text(text: str) -> str:
    return UNPRINTABLE.sub("\ufffd", text).translate(_ESCAPES)


def _attribute(name: str, value: str) -> str:
    return f' {name}="{_text(value).translate(_QUOTES)}"'
