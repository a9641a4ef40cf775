"""The words of a block without its markup, each character leading back to where it stands in the source.

Rules read the words; an editor is shown the source. Code is no prose: it stands as one U+FFFC.
Pictures and footnote marks leave no trace, a line break is a newline.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from editorial.document import (
    Code,
    Document,
    FootnoteReference,
    HardBreak,
    Heading,
    Image,
    Link,
    Node,
    Paragraph,
    SoftBreak,
    Span,
    Strong,
    TableCell,
    Text,
    children,
    plain_text,
    walk,
)

OBJECT = "\ufffc"
"""Stands for a stretch of code."""
Prose: TypeAlias = Paragraph | Heading | TableCell


@dataclass(frozen=True, slots=True)
class Mark:
    """A link or picture: where it leads, its words or description, where it is written."""

    address: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Projection:
    """`text[i]` stands at `source[starts[i]:ends[i]]`; `bold[i]` says whether it is strong."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    bold: tuple[bool, ...]
    start: int
    """Where the block begins in the source, for a span of no characters."""
    links: tuple[Mark, ...] = ()
    pictures: tuple[Mark, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The range of the source that `text[start:end]` was written as."""
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else (self.ends or (self.start,))[-1]
            return Span(place, place)
        return Span(self.starts[start], self.ends[end - 1])

    def shifted(self, by: int) -> "Projection":
        """The same words in a source in which the block's own begins at `by`."""
        return replace(
            self,
            starts=tuple(place + by for place in self.starts),
            ends=tuple(place + by for place in self.ends),
            start=self.start + by,
            links=tuple(_shifted(mark, by) for mark in self.links),
            pictures=tuple(_shifted(mark, by) for mark in self.pictures),
        )

    def without(self, head: int) -> "Projection":
        """Without the first `head` characters, as the mark of an article's title."""
        return replace(
            self,
            text=self.text[head:],
            starts=self.starts[head:],
            ends=self.ends[head:],
            bold=self.bold[head:],
            start=self.span(head, head).start,
        )


def _shifted(mark: Mark, by: int) -> Mark:
    return replace(mark, span=Span(mark.span.start + by, mark.span.end + by))


def project(block: Prose) -> Projection:
    """The words of one block."""
    pieces: list[tuple[str, int, int, bool]] = list(_letters(block, False))
    nodes = list(walk(block))
    return Projection(
        "".join(piece[0] for piece in pieces),
        tuple(piece[1] for piece in pieces),
        tuple(piece[2] for piece in pieces),
        tuple(piece[3] for piece in pieces),
        block.span.start,
        tuple(Mark(node.href, plain_text(node), node.span) for node in nodes if isinstance(node, Link)),
        tuple(Mark(node.src, node.alt, node.span) for node in nodes if isinstance(node, Image)),
    )


def plain(text: str) -> Projection:
    """A text without markup: a title, a line."""
    places = range(len(text) + 1)
    return Projection(text, tuple(places[:-1]), tuple(places[1:]), (False,) * len(text), 0)


def _letters(node: Node, bold: bool) -> Iterator[tuple[str, int, int, bool]]:
    """Each character with where it begins and ends in the source, and whether it is bold."""
    for child in children(node):
        match child:
            case Text(text=text, span=span):
                yield from _text(text, span, bold)
            case Code(span=span):
                yield OBJECT, span.start, span.end, bold
            case SoftBreak(span=span) | HardBreak(span=span):
                yield "\n", span.start, span.end, bold
            case Image() | FootnoteReference():
                pass
            case Strong():
                yield from _letters(child, True)
            case _:
                yield from _letters(child, bold)


def _text(text: str, span: Span, bold: bool) -> Iterator[tuple[str, int, int, bool]]:
    if span.end - span.start == len(text):
        for offset, letter in enumerate(text, start=span.start):
            yield letter, offset, offset + 1, bold
    else:  # an escape or entity: one or two letters for the whole of it
        for letter in text:
            yield letter, span.start, span.end, bold


def prose(node: Document | Node) -> Iterator[tuple[Prose, tuple[Node, ...]]]:
    """Every block of words in reading order, with the blocks around it from the outermost in."""
    yield from _prose(node, ())


def _prose(node: Node, around: tuple[Node, ...]) -> Iterator[tuple[Prose, tuple[Node, ...]]]:
    for child in children(node):
        if isinstance(child, Paragraph | Heading | TableCell):
            yield child, (*around, node)
        elif not isinstance(child, Text):
            yield from _prose(child, (*around, node))


def within(pattern: re.Pattern[str], text: str) -> set[int]:
    """The places of the letters that the pattern matches."""
    return {place for match in pattern.finditer(text) for place in range(*match.span())}
