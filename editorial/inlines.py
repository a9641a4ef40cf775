"""Inline tokens → inline nodes: words, emphasis, links, pictures, each with its place in the source."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from editorial.document import (
    Code,
    Emphasis,
    FootnoteReference,
    HardBreak,
    Image,
    Inline,
    Link,
    SoftBreak,
    Span,
    Strikethrough,
    Strong,
    Text,
)
from editorial.positions import Origin, Passage

MAX_EMPHASIS = 20
"""Emphasis within emphasis goes no deeper; delimiters beyond are text."""
_STAND_IN = re.compile("[\ufffd|]")


@dataclass
class InlineReader:
    """Reads the tokens of one passage. `number` gives a footnote's number by its label."""

    origin: Origin
    passage: Passage
    number: Callable[[str], int]
    _tokens: Iterator[Token] = field(init=False)

    def read(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        """The nodes, in order."""
        self._tokens = iter(_shallow(tokens))
        return self._until_closed()[0]

    def _until_closed(self) -> tuple[tuple[Inline, ...], Token | None]:
        """The nodes up to the token that closes this level, and that token."""
        nodes: list[Inline] = []
        start = end = 0  # adjacent pieces of literal text make one node
        for token in self._tokens:
            if _is_literal(token):
                if token.meta["start"] != end:
                    nodes.extend(self._text(start, end))
                    start = token.meta["start"]
                end = token.meta["end"]
                continue
            nodes.extend(self._text(start, end))
            start = end = token.meta["end"]
            if token.nesting < 0:
                return tuple(nodes), token
            if token.type != "text":  # the outer half of a double delimiter is an empty text
                nodes.append(self._node(token))
        nodes.extend(self._text(start, end))
        return tuple(nodes), None

    def _node(self, token: Token) -> Inline:
        if token.nesting > 0:
            return self._container(token)
        span = self._span(token.meta["start"], token.meta["end"])
        match token.type:
            case "text_special":
                return Text(token.content, span)
            case "code_inline":
                return Code(token.content, span)
            case "image":
                attributes = token.attrs
                return Image(str(attributes["src"]), _words(token), str(attributes.get("title") or ""), span)
            case "footnote_ref":
                label = token.meta["label"]
                return FootnoteReference(label, self.number(label), span)
            case "softbreak":
                return SoftBreak(span)
            case "hardbreak":
                return HardBreak(span)
        raise AssertionError(f"no node for {token.type}")

    def _container(self, token: Token) -> Inline:
        children, closing = self._until_closed()
        assert closing is not None  # noqa: S101
        double = token.type == "strong_open"  # its token is the inner one of two delimiters
        span = self._span(token.meta["start"] - double, closing.meta["end"] + double)
        match token.type:
            case "em_open":
                return Emphasis(children, span)
            case "strong_open":
                return Strong(children, span)
            case "s_open":
                return Strikethrough(children, span)
        attributes = token.attrs
        return Link(children, str(attributes["href"]), str(attributes.get("title") or ""), span)

    def _span(self, start: int, end: int) -> Span:
        return self.origin.span(*self.passage.reach(start, end))

    def _text(self, start: int, end: int) -> Iterator[Text]:
        """Literal text: one node, but a node of its own for each character that the source writes
        otherwise: NUL, a lone surrogate, an escaped pipe in a table."""
        text = self.passage.content
        for stand_in in _STAND_IN.finditer(text, start, end):
            position = stand_in.start()
            if position in self.passage.escaped or self.origin.differs(self.passage.at(position)):
                if start < position:
                    yield Text(text[start:position], self._span(start, position))
                start = position + 1
                yield Text(stand_in[0], self._span(position, start))
        if start < end:
            yield Text(text[start:end], self._span(start, end))


def _is_literal(token: Token) -> bool:
    if token.type == "text_special":
        return token.content == token.markup  # a backslash that escapes nothing
    return token.type == "text" and bool(token.content)


def _shallow(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, with emphasis that lies too deep turned back into its delimiters."""
    opened: list[bool] = []
    for token in tokens:
        if token.nesting > 0:
            opened.append(len(opened) >= MAX_EMPHASIS and token.type != "link_open")
        literal = bool(token.nesting) and opened[-1]
        if token.nesting < 0:
            opened.pop()
        yield _delimiter(token) if literal else token


def _delimiter(token: Token) -> Token:
    """The delimiters of an emphasis token as literal text."""
    start, end = token.meta["start"], token.meta["end"]
    if token.type == "strong_open":
        start -= 1
    elif token.type == "strong_close":
        end += 1
    return Token("text", "", 0, content=token.markup, meta={"start": start, "end": end})


def _words(image: Token) -> str:
    """The plain text of a picture's description."""
    parts = []
    for token in image.children or ():
        if token.type == "image":
            parts.append(_words(token))
        else:
            parts.append(" " if token.type in ("softbreak", "hardbreak") else token.content)
    return "".join(parts)
