"""Bodies in Markdown: cut in two, put together, and the plain text that a proposal tells of them.

Footnotes follow their marks: a part takes the notes along that it refers to, and two notes of one
label get different ones.
"""

import re
from collections.abc import Iterable
from itertools import count
from typing import Any

from editorial.document import (
    Block,
    BlockQuote,
    BulletList,
    Document,
    Footnote,
    FootnoteReference,
    Heading,
    Image,
    ListItem,
    OrderedList,
    Paragraph,
    Span,
    plain_text,
    walk,
)
from editorial.markdown import parse


def told_by(body: str) -> dict[str, Any]:
    """The fields of an `ArticleProposal` that follow from its body, and the body."""
    body = body.replace("\r\n", "\n").strip()
    document = parse(body)
    return {"body": body, "subheadings": subheadings(document), "paragraphs": paragraphs(document)}


def whole_blocks(text: str, body: str) -> list[Span]:
    """Where in the body `text` fills whole lines, so that no paragraph is taken that only begins like it."""
    if not text:
        return []
    found = re.finditer(rf"^{re.escape(text)}$", body, re.MULTILINE)
    return [Span(*match.span()) for match in found]


def subheadings(document: Document) -> tuple[str, ...]:
    """The words of each sub-heading."""
    headings = (plain_text(block).strip() for block in document.blocks if isinstance(block, Heading))
    return tuple(filter(None, headings))


def paragraphs(document: Document) -> tuple[str, ...]:
    """The running text, paragraph by paragraph: sub-headings, tables and pictures have no part in it."""
    return tuple(text for block in document.blocks for text in _running(block))


def _running(block: Block) -> list[str]:
    match block:
        case Paragraph(children=children) if not all(isinstance(child, Image) for child in children):
            return [plain_text(block).strip()]
        case BlockQuote(blocks=blocks):
            return [text for quoted in blocks for text in _running(quoted)]
        case BulletList(items=items):
            return [_item(item) for item in items]
        case OrderedList(items=items, start=start):
            return [f"{number}. {_item(item)}" for number, item in enumerate(items, start)]
    return []


def _item(item: ListItem) -> str:
    return "\n".join(plain_text(block).strip() for block in item.blocks)


def cut(document: Document, place: int) -> tuple[str, str]:
    """The Markdown before the block at `place`, and from it on; each with the footnotes it refers to."""
    start = document.blocks[place].span.start
    end = len(document.source)
    halves = ((Span(0, start), document.blocks[:place]), (Span(start, end), document.blocks[place:]))
    before, after = (_part(document, span, blocks) for span, blocks in halves)
    return before, after


def without_first(document: Document) -> str:
    """The Markdown without its first block."""
    rest = Span(document.blocks[0].span.end, len(document.source))
    return _part(document, rest, document.blocks[1:])


def _part(document: Document, span: Span, blocks: tuple[Block, ...]) -> str:
    """The source of `span` without footnotes, and then those that `blocks` refer to."""
    parts, at = [], span.start
    for note in sorted(document.footnotes, key=lambda note: note.span):
        if span.start <= note.span.start < span.end:
            parts.append(document.source[at : note.span.start])
            at = note.span.end
    parts.append(document.source[at : span.end])
    text = "".join(parts).strip()
    return "\n\n".join(filter(None, [text, *_notes(document, blocks)]))


def _notes(document: Document, blocks: Iterable[Block]) -> list[str]:
    """The source of the footnotes that these blocks refer to, those that footnotes refer to included."""
    wanted = _labels(blocks)
    for note in document.footnotes:  # in the order of first mention: a note stands after what mentions it
        if note.label in wanted:
            wanted |= _labels(note.blocks)
    return [_source(document, note).strip() for note in document.footnotes if note.label in wanted]


def _source(document: Document, note: Footnote) -> str:
    return document.source[note.span.start : note.span.end]


def _labels(blocks: Iterable[Block]) -> set[str]:
    return {node.label for block in blocks for node in walk(block) if isinstance(node, FootnoteReference)}


def joined(first: str, *others: str) -> str:
    """The bodies one below the other, no footnote mistaken for another's."""
    text = first.strip()
    for other in others:
        taken = {note.label for note in parse(text).footnotes}
        text = "\n\n".join(filter(None, [text, _relabelled(other, taken).strip()]))
    return text


def _relabelled(body: str, taken: set[str]) -> str:
    """The body with other labels for the footnotes whose label is `taken`."""
    document = parse(body)
    own = {note.label for note in document.footnotes}
    free = (str(number) for number in count(1) if str(number) not in taken | own)
    names = {label: next(free) for label in sorted(own & taken)}
    marks = [
        (node.span.start, node.label)
        for node in walk(document)
        if isinstance(node, FootnoteReference | Footnote) and node.label in names
    ]
    for start, label in sorted(marks, reverse=True):
        end = body.index("]", start)
        body = f"{body[:start]}[^{names[label]}{body[end:]}"
    return body
