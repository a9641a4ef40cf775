"""Markdown → the document tree: `parse`, the only Markdown parser.

CommonMark 0.31.2 with GFM tables and strikethrough, footnotes, emphasis beside Chinese characters
(`editorial.emphasis`) and no raw HTML: tags are text. The rules are in `editorial.dialect`; here its
block tokens become nodes, in `editorial.inlines` its inline tokens.

Any text parses. The tree is no deeper than `dialect.MAX_DEPTH` and `inlines.MAX_EMPHASIS` together
allow, so that whoever reads it may recurse.
"""

from collections.abc import Iterator, Sequence

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from editorial import dialect
from editorial.document import (
    Alignment,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    Document,
    Footnote,
    Heading,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Span,
    Table,
    TableCell,
    TableRow,
    ThematicBreak,
)
from editorial.inlines import InlineReader
from editorial.positions import Origin, Passage, cells, passage_after, passage_of_lines

_ALIGNMENTS: dict[str, Alignment] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def parse(source: str) -> Document:
    """The document tree of a Markdown text. Never raises; safe to call from several threads.

    Spans are offsets in `source` as given, whatever its line ends. NUL and lone surrogates read as
    U+FFFD. Footnotes nobody refers to, and blank paragraphs, are left out.
    """
    return _Reader(source).document()


class _Reader:
    """Reads the tokens of one source."""

    def __init__(self, source: str) -> None:
        self._origin = Origin(source)
        self._env = dialect.environment(source)
        self._tokens: Iterator[Token] = iter(())
        self._numbers: dict[str, int] = {}
        self._labels: list[str] = []

    def document(self) -> Document:
        body, definitions = _without_footnotes(dialect.blocks(self._origin.text, self._env))
        blocks = self._read(body)
        footnotes: list[Footnote] = []
        for label in self._labels:  # grows while notes mention further notes
            opening, tokens = definitions[label]
            inside = self._read(tokens)
            span = self._span_around(opening, inside)
            footnotes.append(Footnote(label, len(footnotes) + 1, inside, span))
        return Document(self._origin.source, blocks, tuple(footnotes))

    def _number(self, label: str) -> int:
        """The footnote's number; a first mention gets the next one."""
        if label not in self._numbers:
            self._labels.append(label)
            self._numbers[label] = len(self._labels)
        return self._numbers[label]

    def _read(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        self._tokens = iter(tokens)
        return self._blocks()

    def _blocks(self) -> tuple[Block, ...]:
        """The blocks up to the token that closes this level."""
        blocks: list[Block] = []
        for token in self._tokens:
            if token.nesting < 0:
                break
            block = self._block(token)
            if not isinstance(block, Paragraph) or block.children:
                blocks.append(block)
        return tuple(blocks)

    def _block(self, token: Token) -> Block:
        match token.type:
            case "paragraph_open":
                return Paragraph(self._prose(token), self._span(token))
            case "heading_open":
                return Heading(int(token.tag[1:]), self._prose(token), self._span(token))
            case "blockquote_open":
                quoted = self._blocks()
                return BlockQuote(quoted, self._span(token))
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token)
            case "fence":
                return CodeBlock(token.content, unescapeAll(token.info.strip()), self._span(token))
            case "code_block":
                return CodeBlock(token.content, "", self._span(token))
            case "hr":
                return ThematicBreak(self._span(token))
            case "table_open":
                return self._table(token)
        raise AssertionError(f"no block for {token.type}")

    def _list(self, opening: Token) -> BulletList | OrderedList:
        items = []
        for token in self._tokens:
            if token.type != "list_item_open":
                break
            inside = self._blocks()
            items.append(ListItem(inside, self._span_around(token, inside)))
        span = self._span_around(opening, items)
        tight: bool = opening.meta["tight"]
        if opening.type == "ordered_list_open":
            return OrderedList(tuple(items), int(opening.attrs.get("start", 1)), tight, span)
        return BulletList(tuple(items), tight, span)

    # --- Tables ---------------------------------------------------------------------------------

    def _table(self, opening: Token) -> Table:
        rows = []
        for token in self._tokens:
            if token.type == "tr_open":
                rows.append(self._row(token))
            elif token.type == "table_close":
                break
        return Table(rows[0], tuple(rows[1:]), self._span(opening))

    def _row(self, opening: Token) -> TableRow:
        start, end = opening.meta["row"]
        written = cells(self._origin.text, start, end)
        end = start + len(self._origin.text[start:end].rstrip(" \t"))
        row = []
        for token in self._tokens:
            if token.type == "tr_close":
                break
            next(self._tokens)  # the content, which says no more than the row does
            next(self._tokens)  # the close of the cell
            passage = next(written, None) or Passage("", [(0, end)])
            align = _ALIGNMENTS.get(str(token.attrs.get("style")))
            row.append(TableCell(self._inlines(passage), align, self._extent(passage)))
        return TableRow(tuple(row), self._origin.span(start, end))

    def _extent(self, passage: Passage) -> Span:
        if passage.content:
            return self._origin.span(*passage.reach(0, len(passage.content)))
        return self._origin.span(passage.at(0), passage.at(0))

    # --- Prose ----------------------------------------------------------------------------------

    def _prose(self, opening: Token) -> tuple[Inline, ...]:
        """The inlines of a paragraph or heading."""
        content = next(self._tokens)
        next(self._tokens)  # the close
        if opening.markup.startswith("#"):
            after_marker = opening.meta["start"] + len(opening.markup)
            return self._inlines(passage_after(self._origin.text, after_marker, content.content))
        return self._inlines(passage_of_lines(content.content, *content.meta["lines"]))

    def _inlines(self, passage: Passage) -> tuple[Inline, ...]:
        tokens = dialect.inlines(passage.content, self._env)
        return InlineReader(self._origin, passage, self._number).read(tokens)

    # --- Spans ----------------------------------------------------------------------------------

    def _span(self, opening: Token) -> Span:
        """From the block's first character to its last visible one."""
        assert opening.map  # noqa: S101
        return self._origin.span(opening.meta["start"], self._origin.end_of_lines(*opening.map))

    def _span_around(self, opening: Token, inside: Sequence[Block | ListItem]) -> Span:
        """From the marker to the end of what it holds: a list may own blank lines of its container."""
        assert opening.map  # noqa: S101
        if inside:
            return Span(self._origin.offset(opening.meta["start"]), inside[-1].span.end)
        first = opening.map[0]
        return self._origin.span(opening.meta["start"], self._origin.end_of_lines(first, first + 1))


_Definitions = dict[str, tuple[Token, list[Token]]]


def _without_footnotes(tokens: Sequence[Token]) -> tuple[list[Token], _Definitions]:
    """The tokens of the text and, by label, of the footnotes defined anywhere in it. Of two
    definitions the first holds, as with links."""
    body: list[Token] = []
    definitions: _Definitions = {}
    levels = [body]
    for token in tokens:
        if token.type == "footnote_reference_open":
            levels.append([])
            definitions.setdefault(token.meta["label"], (token, levels[-1]))
        elif token.type == "footnote_reference_close":
            levels.pop()
        else:
            levels[-1].append(token)
    return body, definitions
