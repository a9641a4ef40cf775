"""Labels: what each block of a document was recognised as, in the order of the document, before anything
is repaired. It shows how well a document was read and recognised, block by block."""

from collections.abc import Iterator
from enum import StrEnum

from editorial.intake.blocks import Block, Kind
from editorial.intake.contents import Contents, announced_title, read_contents
from editorial.intake.credits import read_credit
from editorial.intake.masthead import Masthead, read_masthead
from editorial.intake.recognise import Recognised, recognise
from editorial.intake.repair import part_furniture
from editorial.intake.titles import key, section_name

_WORDLESS = (Kind.RULE, Kind.PAGE_BREAK, Kind.IMAGE)
"""Kinds whose words, if they have any, are no part of the text."""


class Label(StrEnum):
    """What a block is. A contents list has sections and titles of its own."""

    TITLE = "title"
    MAST = "mast"
    CONTENTS_SECTION = "tocsec"
    CONTENTS_TITLE = "toc"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "para"
    SOURCE = "source"
    SUBHEADING = "sub"


def label(blocks: list[Block]) -> list[tuple[Label, str]]:
    """Label and words of every block that has words, but for page numbers and running heads."""
    masthead, after = read_masthead(blocks)
    blocks, _ = part_furniture(blocks, masthead.title, after)
    contents, start = read_contents(blocks, after)
    return [
        *_head(blocks[:after], masthead),
        *_contents(blocks[after:start], contents),
        *_text(blocks[start:], recognise(blocks)),
    ]


def _head(blocks: list[Block], masthead: Masthead) -> Iterator[tuple[Label, str]]:
    for block in blocks:
        if block.text and block.kind not in _WORDLESS:
            is_title = bool(masthead.title) and block.line == masthead.line
            yield Label.TITLE if is_title else Label.MAST, block.text


def _contents(blocks: list[Block], contents: Contents) -> Iterator[tuple[Label, str]]:
    sections = {entry.line for entry in contents.sections}
    titles = {entry.line for entry in contents.entries}
    for block in blocks:
        if block.line in sections:
            yield Label.CONTENTS_SECTION, announced_title(block)
        elif block.line in titles:
            yield Label.CONTENTS_TITLE, announced_title(block)


def _text(blocks: list[Block], found: Recognised) -> Iterator[tuple[Label, str]]:
    names = frozenset(map(key, found.sections))
    titles = {draft.line for draft in found.articles}
    subheadings = {
        block.line for draft in found.articles for block in draft.blocks if block.kind is Kind.HEADING
    }
    for block in blocks:
        if not block.text or block.kind in _WORDLESS:
            continue
        if block.line in titles:
            yield Label.ARTICLE, block.text
        elif block.line in subheadings:
            yield Label.SUBHEADING, block.text
        elif section_name(block, names):
            yield Label.SECTION, block.text
        else:
            yield Label.SOURCE if read_credit(block.text) else Label.PARAGRAPH, block.text
