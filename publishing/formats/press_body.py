"""An article's document tree as plain JSON values for `publishing/press/blocks.typ`.

Inlines are strings or lists `[kind, …]`, blocks are lists `[kind, …]`; the template lists the kinds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from editorial import document as tree
from editorial.pictures import picture_name
from publishing.formats import press_text

Value: TypeAlias = str | list[Any]

DEEPEST_BLOCK = 5
DEEPEST_INLINE = 6
"""Quotes and lists, marks and links further in are set at this depth: Typst's recursion is limited,
and so is the page."""
DEEPEST_HEADING = 4
LONGEST_PARAGRAPH = 4000
"""Characters. Longer ones are set line by line and in parts: setting them whole takes quadratic time."""
LONGEST_CODE_LINE = 1200
_MARKS: dict[type[tree.Node], str] = {tree.Strong: "b", tree.Emphasis: "i", tree.Strikethrough: "s"}


@dataclass
class Setter:
    """Turns one article's document tree into values. `key` makes its footnotes' labels unique."""

    document: tree.Document
    key: str
    pictures: Mapping[str, float]
    _notes: dict[str, tree.Footnote] = field(init=False)
    _noted: set[str] = field(init=False, default_factory=set)
    _in_note: bool = field(init=False, default=False)
    _headings: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._notes = {note.label: note for note in self.document.footnotes}

    def blocks(self) -> list[Value]:
        """The article's body, footnotes set where they are first mentioned."""
        return self._blocks(self.document.blocks, 0)

    def _blocks(self, blocks: Iterable[tree.Block], depth: int) -> list[Value]:
        return [value for block in blocks for value in self._block(block, depth)]

    def _block(self, block: tree.Block, depth: int) -> Iterator[Value]:
        match block:
            case tree.Paragraph():
                yield from self._paragraph(block)
            case tree.Heading():
                yield from self._heading(block, depth)
            case tree.CodeBlock(text=text):
                yield ["code", [_pieces(line) for line in _code_lines(text)]]
            case tree.ThematicBreak():
                yield ["hr"]
            case tree.Table():
                yield self._table(block)
            case tree.BlockQuote() | tree.BulletList() | tree.OrderedList():
                yield from self._nest(block, depth)

    def _nest(
        self, block: tree.BlockQuote | tree.BulletList | tree.OrderedList, depth: int
    ) -> Iterator[Value]:
        if depth >= DEEPEST_BLOCK:
            yield from self._flat(block)
        elif isinstance(block, tree.BlockQuote):
            yield ["quote", self._blocks(block.blocks, depth + 1)]
        else:
            items = [self._blocks(item.blocks, depth + 1) for item in block.items]
            yield ["ol", block.start, items] if isinstance(block, tree.OrderedList) else ["ul", items]

    def _flat(self, root: tree.Block) -> Iterator[Value]:
        """What lies too deep, without its nesting and without recursion."""
        stack: list[tree.Node] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, tree.BlockQuote | tree.BulletList | tree.OrderedList | tree.ListItem):
                stack.extend(reversed(tree.children(node)))
            else:
                yield from self._block(node, DEEPEST_BLOCK)  # type: ignore[arg-type]

    def _heading(self, block: tree.Heading, depth: int) -> Iterator[Value]:
        """A heading in a quote or a list, or one without words, is no heading of the article's."""
        words = _trimmed(self._inlines(block.children))
        named = depth == 0 and press_text.one_line(tree.plain_text(block))
        if named:
            yield ["h", self._rank(block.level), words]
        elif words:
            yield ["p", [["b", words]]]
        yield from self._figures(block)

    def _rank(self, level: int) -> int:
        """1 for the outermost sub-heading and never more than one below the last, however it was written."""
        while self._headings and self._headings[-1] >= level:
            self._headings.pop()
        self._headings.append(level)
        return min(len(self._headings), DEEPEST_HEADING)

    def _paragraph(self, block: tree.Paragraph) -> Iterator[Value]:
        words = self._inlines(block.children)
        if any(value if not isinstance(value, str) else value.strip(" \u3000") for value in words):
            if _is_long(block):
                yield from _cut_up(_trimmed(words))
            else:
                yield ["p", _trimmed(words)]
        yield from self._figures(block)

    def _figures(self, block: tree.Node) -> Iterator[Value]:
        """The pictures of a paragraph stand below it, however they were wrapped."""
        for node in tree.walk(block):
            if isinstance(node, tree.Image) and (name := picture_name(node.src) or "") in self.pictures:
                alt, caption = press_text.one_line(node.alt), press_text.one_line(node.title)
                yield ["figure", name, self.pictures[name], alt or "图片", caption]

    def _table(self, table: tree.Table) -> Value:
        columns = len(table.head.cells)
        rows = [table.head, *table.rows]
        widths = [
            max(
                (press_text.width(tree.plain_text(row.cells[n])) for row in rows if n < len(row.cells)),
                default=1.0,
            )
            for n in range(columns)
        ]
        cells = [
            [self._cell(row.cells[n]) if n < len(row.cells) else [] for n in range(columns)] for row in rows
        ]
        aligns = [cell.align or "left" for cell in table.head.cells]
        return [
            "table",
            [round(min(max(wide, 3.0), 18.0), 1) for wide in widths],
            aligns,
            cells[0],
            cells[1:],
        ]

    def _cell(self, cell: tree.TableCell) -> list[Value]:
        return _trimmed(self._inlines(cell.children)) + list(self._figures(cell))

    # --- Inlines --------------------------------------------------------------------------------

    def _inlines(
        self, nodes: Iterable[tree.Inline], depth: int = 0, *, stressed: bool = False
    ) -> list[Value]:
        nodes = tuple(nodes)
        values: list[Value] = []
        for before, node in pairwise((None, *nodes)):
            if isinstance(before, tree.SoftBreak):
                values += [press_text.joint(self._last_character(values), self._first_character(node))]
            if node is not None:
                values += self._inline(node, depth, stressed)
        return _merged(values)

    def _inline(self, node: tree.Inline, depth: int, stressed: bool) -> list[Value]:
        match node:
            case tree.Text(text=text):
                return self._text(text, stressed)
            case tree.Code(text=text):
                return [["c", _pieces(press_text.inline(text))]]
            case tree.Emphasis() | tree.Strong() | tree.Strikethrough() | tree.Link():
                return self._mark(node, depth, stressed)
            case tree.Image(alt=alt, src=src):
                absent = picture_name(src) not in self.pictures
                return [f"〔图：{press_text.one_line(alt) or '未能印出'}〕"] if absent else []
            case tree.HardBreak():
                return [["br"]]
            case tree.FootnoteReference(label=label):
                return self._note(label)
            case _:
                return []

    def _mark(
        self, node: tree.Emphasis | tree.Strong | tree.Strikethrough | tree.Link, depth: int, stressed: bool
    ) -> list[Value]:
        words_alone = tree.plain_text(node)
        if depth >= DEEPEST_INLINE or len(words_alone) > LONGEST_PARAGRAPH:
            return self._text(words_alone, stressed and len(words_alone) <= LONGEST_PARAGRAPH)
        stressed = stressed or isinstance(node, tree.Emphasis)
        words = self._inlines(node.children, depth + 1, stressed=stressed)
        if not isinstance(node, tree.Link):
            return [[_MARKS[type(node)], words]]
        target = press_text.address(node.href)
        shown = words or self._text(node.href, stressed)
        return [["a", target, shown]] if target else shown

    def _text(self, text: str, stressed: bool) -> list[Value]:
        values: list[Value] = []
        for piece in press_text.breakable(press_text.inline(text)):
            if isinstance(piece, list):
                values.append(["w", piece])
            elif stressed:
                values += [["d", list(run)] if han else ["l", run] for han, run in press_text.dotted(piece)]
            else:
                values.append(piece)
        return values

    def _note(self, label: str) -> list[Value]:
        """A footnote at its first mention, a reference at the next; inside another note, its words."""
        note = self._notes.get(label)
        if note is None:
            return []
        name = f"note-{self.key}-{note.number}"
        if label in self._noted:
            return [["ref", name]]
        if self._in_note:
            words = " ".join(press_text.inline(tree.plain_text(block)) for block in note.blocks)
            return self._text(f"（{words}）", stressed=False)
        self._noted.add(label)
        self._in_note = True
        blocks = self._blocks(note.blocks, DEEPEST_BLOCK - 1)
        self._in_note = False
        return [["note", name, blocks or [["p", ["　"]]]]]

    @staticmethod
    def _last_character(values: list[Value]) -> str:
        return next((found[-1:] for value in reversed(values) if (found := _letters(value))), "")

    @staticmethod
    def _first_character(node: tree.Inline | None) -> str:
        return tree.plain_text(node)[:1] if node is not None else ""


def _cut_up(words: list[Value]) -> Iterator[Value]:
    """An overlong paragraph in parts; the first is indented, the others go on."""
    kind, part, size = "long", list[Value](), 0
    for word in words:
        slices: list[Value]
        if isinstance(word, str):
            slices = [word[at : at + LONGEST_PARAGRAPH] for at in range(0, len(word), LONGEST_PARAGRAPH)]
        elif word[0] in ("w", "c"):
            slices = [[word[0], word[1][at : at + 150]] for at in range(0, len(word[1]), 150)]
        else:
            slices = [word]
        for piece in slices:
            if size > LONGEST_PARAGRAPH:
                yield [kind, part]
                kind, part, size = "more", [], 0
            part.append(piece)
            size += len(_letters(piece))
    yield [kind, part]


def _code_lines(text: str) -> list[str]:
    return [
        line[at : at + LONGEST_CODE_LINE]
        for line in press_text.clean(text).expandtabs(4).rstrip("\n").split("\n")
        for at in range(0, max(len(line), 1), LONGEST_CODE_LINE)
    ]


def _pieces(text: str) -> list[str]:
    """Code, cut where a line may be broken."""
    return [
        piece
        for found in press_text.breakable(text)
        for piece in ([found] if isinstance(found, str) else found)
    ]


def _is_long(block: tree.Paragraph) -> bool:
    """Whether the paragraph is set line by line: for its length, or for words that are broken anywhere,
    which leave nothing to justify."""
    texts = [node.text for node in tree.walk(block) if isinstance(node, tree.Text | tree.Code)]
    return sum(map(len, texts)) > LONGEST_PARAGRAPH or any(map(press_text.has_long_word, texts))


def _letters(value: Value) -> str:
    if isinstance(value, str):
        return value
    return "".join(_letters(part) for part in value[1:] if isinstance(part, str | list))


def _merged(values: list[Value]) -> list[Value]:
    """Neighbouring strings as one, so that a line is shaped as a whole."""
    merged: list[Value] = []
    for value in values:
        if merged and isinstance(value, str) and isinstance(merged[-1], str):
            merged[-1] += value.lstrip(" ") if merged[-1].endswith(" ") else value
        elif value != "":
            merged.append(value)
    return merged


def _trimmed(values: list[Value]) -> list[Value]:
    """Without blanks at the ends: the indent is the template's, not the typist's."""
    if values and isinstance(values[0], str):
        values = [values[0].lstrip(" \u3000"), *values[1:]]
    if values and isinstance(values[-1], str):
        values = [*values[:-1], values[-1].rstrip(" \u3000")]
    return [value for value in values if value != ""]
