"""Plain text and Markdown → blocks. One reader for both: people paste either, and often a mixture.

A line is a paragraph, as it comes out of Word; where a document's lines are filled to one width they
are lines of paragraphs instead. Inline Markdown is read by `editorial.markdown`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from editorial.document import Emphasis, Image, Inline, Link, Paragraph, Strikethrough, Strong, plain_text
from editorial.intake.blocks import Block, Kind, Run, merged
from editorial.markdown import parse

_NEWLINE = re.compile(r"\r\n|\r|\n")
_BREAK_WITHIN = re.compile(r"[\v\u2028\u2029]|(?=\f)|(?<=\f)")
_UNPRINTABLE = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BLANKS = re.compile("[\u00a0\u2002\u2003\u2009\u202f]")

_HEADING = re.compile(r"([#＃]{1,6})(?:[ \t\u3000]+|(?=[^\x00-\x7f]))(.*)")
_RULE = re.compile(r"(?:[-*_=~—–─━═＿][ \t]*){3,}")
_UNDERLINE = re.compile(r"={3,}")
_BULLET = re.compile(r"([-*+])[ \t]+(.+)")
_NUMBER = re.compile(r"(\d{1,3}[.)])[ \t]+(.+)")
_QUOTE = re.compile(r">[ \t]?(.+)")
_TABLE_ROW = re.compile(r".*\|.*")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_INLINE_MARKUP = re.compile(r"[*_\[\\<&~`!]")

_FILLED = (40, 100)
"""Columns between which a line may be one of a filled paragraph; a Chinese character takes two."""
_RAGGED = 4
"""Columns by which such a line may fall short, for a mark that must not begin the next."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    before: str
    """The blanks before the text."""

    @property
    def indent(self) -> int:
        """Columns of blanks before the text."""
        return sum({"\u3000": 2, "\t": 4}.get(blank, 1) for blank in self.before)

    @property
    def depth(self) -> int:
        """That of a list item, from 1. Ideographic blanks begin paragraphs; they nest nothing."""
        return 1 if "\u3000" in self.before else 1 + min(self.indent // 2, 8)

    @property
    def width(self) -> int:
        return self.indent + sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in self.text)


def read(text: str) -> list[Block]:
    """The blocks of a text, lines counted from 1. Characters that no database takes become U+FFFD."""
    lines = list(_lines(text))
    fill = _fill_width(lines)
    blocks: list[Block] = []
    place = 0
    while place < len(lines):
        taken, block = _block(lines, place, fill)
        if _is_underline(lines, place) and blocks:
            blocks[-1] = replace(blocks[-1], kind=Kind.HEADING, level=1)
        elif block is not None:
            blocks.extend(_with_images(block))
        place += taken
    return blocks


def _lines(text: str) -> Iterator[_Line]:
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", _UNPRINTABLE.sub("\ufffd", text)))
    for number, written in enumerate(_NEWLINE.split(text), start=1):
        for part in _BREAK_WITHIN.split(written):
            stripped = part if part == "\f" else part.strip()
            before = part[: len(part) - len(part.lstrip())] if stripped else ""
            yield _Line(number, stripped, before)


def _block(lines: list[_Line], place: int, fill: int | None) -> tuple[int, Block | None]:
    """The block that begins at a line, and how many lines it takes. None for a blank line."""
    line = lines[place]
    if not line.text:
        return 1, None
    if (rows := _table_rows(lines, place)) > 1:
        source = "\n".join(row.text for row in lines[place : place + rows])
        return rows, Block(Kind.TABLE, line.number, (Run(source),), markdown=source)
    if marked := _marked(line):
        return 1, marked
    end = place + 1
    while fill and end < len(lines) and _goes_on(lines[end - 1], lines[end], fill):
        end += 1
    words = _joined(part.text for part in lines[place:end])
    return end - place, Block(Kind.PARAGRAPH, line.number, _runs(words))


def _marked(line: _Line) -> Block | None:
    """The block of a line that says by a mark what it is."""
    if line.text == "\f":
        return Block(Kind.PAGE_BREAK, line.number)
    if _RULE.fullmatch(line.text):
        return Block(Kind.RULE, line.number)
    if match := _HEADING.fullmatch(line.text):
        words = match[2].rstrip("#").rstrip()
        return Block(Kind.HEADING, line.number, _runs(words), level=len(match[1]))
    if match := _BULLET.fullmatch(line.text) or _NUMBER.fullmatch(line.text):
        return Block(Kind.LIST_ITEM, line.number, _runs(match[2]), level=line.depth, marker=match[1])
    if match := _QUOTE.fullmatch(line.text):
        return Block(Kind.QUOTE, line.number, _runs(match[1]))
    return None


def _is_underline(lines: list[_Line], place: int) -> bool:
    """`===` right under a line, which makes that line a heading."""
    return place > 0 and bool(lines[place - 1].text) and bool(_UNDERLINE.fullmatch(lines[place].text))


def _table_rows(lines: list[_Line], place: int) -> int:
    """How many lines from here are a table: a row, a row of dashes, further rows."""
    if place + 1 >= len(lines) or not _TABLE_ROW.fullmatch(lines[place].text):
        return 0
    if "|" not in lines[place + 1].text or not _TABLE_RULE.fullmatch(lines[place + 1].text):
        return 0
    end = place + 2
    while end < len(lines) and _TABLE_ROW.fullmatch(lines[end].text):
        end += 1
    return end - place


# --- Filled paragraphs --------------------------------------------------------------------------


def _fill_width(lines: list[_Line]) -> int | None:
    """The width the document's lines are filled to, in columns; None where a line is a paragraph."""
    inner = [
        line.width
        for line, following in pairwise(lines)
        if line.text and following.text and not _marked(line) and not _marked(following)
    ]
    width = max(inner, default=0)
    full = sum(each >= width - _RAGGED for each in inner)
    if len(inner) >= 3 and _FILLED[0] <= width <= _FILLED[1] and full >= 0.6 * len(inner):
        return width
    return None


def _goes_on(line: _Line, following: _Line, fill: int) -> bool:
    """The paragraph of `line` goes on in the line after it."""
    is_full = line.width >= fill - _RAGGED
    return is_full and bool(following.text) and not following.indent and not _marked(following)


def _joined(parts: Iterable[str]) -> str:
    """Lines as one text; a blank only between Latin words."""
    text = ""
    for part in parts:
        text += " " + part if text and text[-1].isascii() and part[0].isascii() else part
    return text


# --- Inlines ------------------------------------------------------------------------------------


def _runs(text: str) -> tuple[Run, ...]:
    if not _INLINE_MARKUP.search(text):
        return (Run(text),)
    match parse(text).blocks:
        case (Paragraph(children=children),):
            return merged(tuple(_styled(children, Run(""))))
    return (Run(text),)  # it would be another kind of block, or none: the words are what counts


def _styled(inlines: Iterable[Inline], style: Run) -> Iterator[Run]:
    """The runs of some inlines inside others that gave them `style`."""
    for inline in inlines:
        match inline:
            case Strong(children=children):
                yield from _styled(children, replace(style, bold=True))
            case Emphasis(children=children):
                yield from _styled(children, replace(style, italic=True))
            case Strikethrough(children=children):
                yield from _styled(children, replace(style, struck=True))
            case Link(children=children, href=href):
                yield from _styled(children, replace(style, link=href))
            case Image(alt=alt):
                yield replace(style, text=alt, link=_PICTURE)
            case _:
                yield replace(style, text=_BLANKS.sub(" ", plain_text(inline)))


_PICTURE = "\0picture"
"""Stands as the link of a run that is a picture until `_with_images` takes it out."""


def _with_images(block: Block) -> Iterator[Block]:
    """The block without its pictures, and each picture as a block of its own."""
    words = tuple(run for run in block.runs if run.link != _PICTURE)
    if len(words) == len(block.runs):
        yield block
        return
    if any(run.text.strip() for run in words):
        yield block.with_runs(words)
    for run in block.runs:
        if run.link == _PICTURE:
            yield Block(Kind.IMAGE, block.line, (replace(run, link=""),))
