"""The document tree: what an article's text is, once its Markdown has been read.

Frozen dataclasses only. `editorial.markdown` builds the tree; the HTML writer, the press and every
check read it. Each node carries the half-open range of characters it was written as, so that a
remark about a word can be shown at that word.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`source[start:end]`, in characters (Unicode code points) of the Markdown source."""

    start: int
    end: int


# --- Inlines ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text. Either the source at `span` is `text`, letter for letter, or the whole node is
    one escape or entity (`\\*`, `&amp;`), or one NUL or lone surrogate, which read as U+FFFD, and
    `text` is what it stands for."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple["Inline", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple["Inline", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Strikethrough:
    children: tuple["Inline", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Code:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """`href` is as written (percent-encoded); whether it may be followed is the writer's decision."""

    children: tuple["Inline", ...]
    href: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Image:
    """`alt` is the plain text of the description."""

    src: str
    alt: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class SoftBreak:
    span: Span


@dataclass(frozen=True, slots=True)
class HardBreak:
    span: Span


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """`number` counts from 1 in the order of first mention."""

    label: str
    number: int
    span: Span


Inline: TypeAlias = (
    Text | Emphasis | Strong | Strikethrough | Code | Link | Image | SoftBreak | HardBreak | FootnoteReference
)

# --- Blocks -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 6, as written."""

    level: int
    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class BlockQuote:
    blocks: tuple["Block", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ListItem:
    blocks: tuple["Block", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[ListItem, ...]
    tight: bool
    span: Span


@dataclass(frozen=True, slots=True)
class OrderedList:
    items: tuple[ListItem, ...]
    start: int
    tight: bool
    span: Span


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """`info` is the fence's info string, empty for an indented block."""

    text: str
    info: str
    span: Span


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    span: Span


Alignment: TypeAlias = Literal["left", "center", "right"] | None


@dataclass(frozen=True, slots=True)
class TableCell:
    children: tuple[Inline, ...]
    align: Alignment
    span: Span


@dataclass(frozen=True, slots=True)
class TableRow:
    cells: tuple[TableCell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    head: TableRow
    rows: tuple[TableRow, ...]
    span: Span


Block: TypeAlias = (
    Paragraph | Heading | BlockQuote | BulletList | OrderedList | CodeBlock | ThematicBreak | Table
)


@dataclass(frozen=True, slots=True)
class Footnote:
    label: str
    number: int
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text: its blocks in order, its footnotes in order of first mention, its source."""

    source: str
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = field(default=())


Node: TypeAlias = Document | Block | Inline | ListItem | TableRow | TableCell | Footnote


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside `node`, in reading order."""
    match node:
        case Document(blocks=blocks, footnotes=footnotes):
            return (*blocks, *footnotes)
        case BlockQuote(blocks=blocks) | ListItem(blocks=blocks) | Footnote(blocks=blocks):
            return blocks
        case BulletList(items=items) | OrderedList(items=items):
            return items
        case Table(head=head, rows=rows):
            return (head, *rows)
        case TableRow(cells=cells):
            return cells
        case (
            Paragraph(children=inlines)
            | Heading(children=inlines)
            | TableCell(children=inlines)
            | Emphasis(children=inlines)
            | Strong(children=inlines)
            | Strikethrough(children=inlines)
            | Link(children=inlines)
        ):
            return inlines
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """`node` and everything inside it, parents before children, in reading order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(children(current)))


def plain_text(node: Node) -> str:
    """The words alone: markup dropped, a line break as a newline, an image as its description."""
    parts: list[str] = []
    for current in walk(node):
        match current:
            case Text(text=text) | Code(text=text) | CodeBlock(text=text):
                parts.append(text)
            case Image(alt=alt):
                parts.append(alt)
            case SoftBreak() | HardBreak():
                parts.append("\n")
    return "".join(parts)
