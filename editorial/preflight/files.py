"""A file → the manuscript: a whole pasted issue, an article, or a bare snippet.

What its lines are is for `editorial.intake` to say; the words and their places come from the document
tree, so that every finding points at characters of the file. A line is a paragraph in a text that is pasted
line by line; where blank lines part the paragraphs, as Markdown has it, a line's end within one is no end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from editorial.intake import credits
from editorial.intake.blocks import Block, Kind
from editorial.intake.contents import read_contents
from editorial.intake.masthead import read_masthead
from editorial.intake.readers import text as text_reader
from editorial.intake.recognise import Draft, Recognised, recognise
from editorial.intake.titles import ARTICLE_MARK, has_mark, is_prose, section_name
from editorial.ledger import Entry
from editorial.markdown import parse
from editorial.positions import Origin
from editorial.preflight.lines import has_ended, is_long, is_open_ended
from editorial.preflight.manuscript import PROSE, ArticleText, Manuscript, Passage, Role, SectionText
from editorial.preflight.projection import Projection, project, prose

_ROLES = {
    Kind.HEADING: Role.SUBHEADING,
    Kind.LIST_ITEM: Role.LIST_ITEM,
    Kind.QUOTE: Role.QUOTE,
    Kind.TABLE: Role.CELL,
}
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_SILENT = (Kind.RULE, Kind.PAGE_BREAK)
_GOES_ON = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE)
"""What a line below may belong to."""
_USUAL = 3
"""Lines that end within a sentence, from which that is a manner of writing."""
_MANY = 10
"""Blank lines between two paragraphs, from which they are there on purpose."""
_FEW, _LONGEST = 4, 18
"""Lines of a paragraph on the average: of a usual one, and of the longest."""
_CONTAINER = ":::"
"""Opens and closes a box in some dialects of Markdown."""


def read(text: str) -> Manuscript:
    """The manuscript of a file's text. Never raises."""
    code = _lines_of_code(text)
    everything = [block for block in text_reader.read(text) if block.line not in code]
    blocks = [block for block in everything if block.kind not in _SILENT]
    found = recognise(blocks)
    told = _is_told(found, blocks)
    roles = _roles(blocks, found) if told else {}
    soft = set(_soft_broken(_below(text, everything, code), roles))
    passages = dict(_passages(text, [block for block in blocks if block.line not in soft], roles))
    order = tuple(passage for group in passages.values() for passage in group)
    if not told:
        return Manuscript((SectionText("", None, (ArticleText(None, order),)),), order)
    masthead = found.masthead
    entry = None
    if masthead.year and masthead.number and masthead.serial and masthead.date:
        entry = Entry(masthead.year, masthead.number, masthead.serial, masthead.date)
    return Manuscript(
        sections=tuple(_sections(found, passages)),
        order=order,
        contents=tuple(each for each in order if each.role is Role.CONTENTS),
        masthead=tuple(each for each in order if each.role is Role.MASTHEAD),
        is_issue=_is_issue(found, blocks),
        entry=entry,
        date=masthead.date,
    )


def _lines_of_code(text: str) -> set[int]:
    """The lines of fenced code, which is no prose, counted from 1. A fence that nothing closes is none."""
    code: set[int] = set()
    start, fence = 0, ""
    for number, line in enumerate(Origin(text).text.split("\n"), start=1):
        match = _FENCE.match(line)
        if match and not fence:
            start, fence = number, match[1]
        elif match and match[1].startswith(fence) and not line.strip(" `~"):
            code.update(range(start, number + 1))
            fence = ""
    return code


def _is_told(found: Recognised, blocks: list[Block]) -> bool:
    """The text says that it holds articles: by a masthead, by marked headings, or by the outlet that a single
    article credits, with no prose above its title, which is otherwise a sub-heading or a caption. An author
    alone is named on a book's title page, too."""
    if _is_issue(found, blocks) or any(has_mark(block) and block.kind is Kind.HEADING for block in blocks):
        return bool(found.articles or found.sections)
    first = min((draft.line for draft in found.articles), default=0)
    if any(is_prose(block) and block.line < first for block in blocks):
        return False
    return len(found.articles) == 1 and any(_names_its_outlet(draft) for draft in found.articles)


def _names_its_outlet(draft: Draft) -> bool:
    return bool(draft.blocks) and any(credit.attributions for credit in draft.credits)


def _is_issue(found: Recognised, blocks: list[Block]) -> bool:
    """The masthead tells three things of an issue, or two where headings bear the marks of one: an essay
    may well have its day and speak of “第 5 期”."""
    masthead = found.masthead
    told = sum(map(bool, (masthead.number, masthead.serial, masthead.publisher, masthead.date)))
    return told >= 3 or (told == 2 and any(_is_marked(block) for block in blocks))


def _is_marked(block: Block) -> bool:
    return block.kind is Kind.HEADING and (has_mark(block) or bool(section_name(block)))


# --- Lines of one paragraph ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Below:
    """A block and the next one; `border` is what the line above the second holds, empty where it is blank."""

    before: Block
    after: Block
    border: str


def _below(text: str, blocks: list[Block], code: set[int]) -> list[_Below]:
    """The neighbours among the blocks; between those that code parts there is a border as of a blank line."""
    lines = Origin(text).text.split("\n")
    return [
        _Below(before, after, "" if after.line - 1 in code else lines[after.line - 2].lstrip())
        for before, after in pairwise(blocks)
        if before.line < after.line
    ]


class _Manner(Enum):
    """How a text parts its paragraphs, and what a line's end within one therefore is."""

    BY_LINES = 0
    """A line is a paragraph, as in what was pasted line by line."""
    BY_CLAUSES = 1
    """Blank lines part them; a line is a sentence, or a clause that goes on below."""
    BY_BLANKS = 2
    """Blank lines part them, and a line's end is no more than a space."""


def _soft_broken(neighbours: list[_Below], roles: dict[int, Role]) -> Iterator[int]:
    """The lines that go on with the paragraph above them."""
    manner = _manner(neighbours)
    is_bold_open = False
    for each in neighbours:
        runs_across = is_bold_open ^ _leaves_bold_open(each.before)
        goes_on = _may_go_on(each, roles) and (
            manner is _Manner.BY_BLANKS
            or (manner is _Manner.BY_CLAUSES and not has_ended(each.before.text.strip()))
            or runs_across
            or _is_lazy(each)
            or each.border.endswith("  ")
        )
        is_bold_open = goes_on and runs_across
        if goes_on:
            yield each.after.line


def _manner(neighbours: list[_Below]) -> _Manner:
    """Paragraphs have blank lines above and below them, as Markdown wants it: as many of these edges as there are
    ends of lines within, or else many lines end within a sentence, as they do where an editor wraps them. What was
    pasted line by line has no blank lines between its paragraphs, or one here and there."""
    edges = parted = 0
    ends: list[str] = []
    for each in neighbours:
        beside = (each.before.kind, each.after.kind).count(Kind.PARAGRAPH)
        if not each.border:
            edges += beside
            parted += beside == 2
        elif beside == 2:
            ends.append(each.before.text.strip())
    wrapped = sum(is_long(line) and not has_ended(line) for line in ends)
    if len(ends) <= edges or (edges and wrapped >= _USUAL and wrapped * 3 >= len(ends)):
        return _Manner.BY_BLANKS
    clauses = sum(map(is_open_ended, ends))
    if clauses >= _USUAL and parted > 1 and len(ends) <= parted * _LONGEST:
        return _Manner.BY_CLAUSES
    return _Manner.BY_CLAUSES if parted >= _MANY and len(ends) <= parted * _FEW else _Manner.BY_LINES


def _may_go_on(each: _Below, roles: dict[int, Role]) -> bool:
    """Running text right below running text."""
    kinds = (each.before.kind, each.after.kind)
    if not each.border or (kinds[1] is not Kind.PARAGRAPH and kinds != (Kind.QUOTE, Kind.QUOTE)):
        return False
    if kinds[0] not in _GOES_ON or _CONTAINER in (each.before.text[:3], each.after.text[:3]):
        return False
    return all(roles.get(block.line, Role.PARAGRAPH) in PROSE for block in (each.before, each.after))


def _is_lazy(each: _Below) -> bool:
    """A line without its mark goes on with the quotation above it (CommonMark 0.31, 5.1)."""
    return each.before.kind is Kind.QUOTE and not has_ended(each.before.text.strip())


def _leaves_bold_open(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and block.text.count("**") % 2 == 1


# --- Roles --------------------------------------------------------------------------------------


def _roles(blocks: list[Block], found: Recognised) -> dict[int, Role]:
    """What stands on each line that is not running text."""
    _, after = read_masthead(blocks)
    _, start = read_contents(blocks, after)
    roles = {block.line: Role.MASTHEAD for block in blocks[:after]}
    roles |= {block.line: Role.CONTENTS for block in blocks[after:start]}
    roles |= {block.line: Role.SECTION for block in blocks[start:] if block.kind is Kind.HEADING}
    for draft in found.articles:
        roles[draft.line] = Role.TITLE
        roles |= {block.line: _ROLES.get(block.kind, Role.PARAGRAPH) for block in draft.blocks}
        roles |= {credit.line: Role.CREDIT for credit in draft.credits}
    return roles


# --- Passages -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The part of the file that one block was read from."""

    block: Block
    start: int
    text: str


def _stretches(text: str, blocks: list[Block]) -> Iterator[_Stretch]:
    """Each block's part: from its line to the line of the next."""
    origin = Origin(text)
    starts = [0, *(index + 1 for index, letter in enumerate(origin.text) if letter == "\n")]
    lines = sorted({block.line for block in blocks})
    ends = {one: starts[other - 1] for one, other in pairwise(lines)}
    taken = set()
    for block in blocks:
        if block.line in taken:
            continue
        taken.add(block.line)
        start = starts[block.line - 1]
        written = origin.text[start : ends.get(block.line, len(origin.text))]
        lead = len(written) - len(written.lstrip())
        yield _Stretch(block, origin.offset(start + lead), written.strip())


def _passages(text: str, blocks: list[Block], roles: dict[int, Role]) -> Iterator[tuple[int, list[Passage]]]:
    """The passages of each line at which a block begins."""
    for stretch in _stretches(text, blocks):
        block = stretch.block
        role = roles.get(block.line) or _ROLES.get(block.kind, Role.PARAGRAPH)
        words = [project(each).shifted(stretch.start) for each, _ in prose(parse(stretch.text))]
        yield (
            block.line,
            [
                Passage(role, _unmarked(each), text, level=block.level)
                for each in words
                if each.text.strip() or each.pictures
            ],
        )


def _unmarked(words: Projection) -> Projection:
    """Without the indent and the mark of an article's title."""
    words = words.without(len(words.text) - len(words.text.lstrip()))
    mark = ARTICLE_MARK.match(words.text)
    return words.without(mark.end()) if mark else words


# --- Articles -----------------------------------------------------------------------------------


def _sections(found: Recognised, passages: dict[int, list[Passage]]) -> Iterator[SectionText]:
    for name, line in found.sections.items():
        drafts = [draft for draft in found.articles if draft.section == name]
        heading = next(iter(passages.get(line, ())), None)
        yield SectionText(name, heading, tuple(_article(draft, passages) for draft in drafts))


def _article(draft: Draft, passages: dict[int, list[Passage]]) -> ArticleText:
    run_in = (credits.split_credit(block.text, block.line) for block in draft.blocks)
    told = sorted([*(each[1] for each in run_in if each), *draft.credits], key=lambda credit: credit.line)
    attributions, byline = credits.merge(told)
    lines = dict.fromkeys(block.line for block in draft.blocks)
    return ArticleText(
        title=next(iter(passages.get(draft.line, ())), None),
        passages=tuple(passage for line in lines for passage in passages.get(line, ())),
        credits=tuple(passage for credit in draft.credits for passage in passages.get(credit.line, ())),
        attributions=attributions,
        byline=byline,
    )
