"""A file → the manuscript: a whole pasted issue, an article, or a bare snippet.

What its lines are is for `editorial.intake` to say; the words and their places come from the document
tree, so that every finding points at characters of the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from editorial.intake import credits
from editorial.intake.blocks import Block, Kind
from editorial.intake.contents import read_contents
from editorial.intake.masthead import read_masthead
from editorial.intake.paragraphs import as_one
from editorial.intake.readers import text as text_reader
from editorial.intake.recognise import Draft, Recognised, recognise
from editorial.intake.titles import ARTICLE_MARK, has_mark, is_prose, section_name
from editorial.ledger import Entry
from editorial.markdown import parse
from editorial.positions import Origin
from editorial.preflight.manuscript import ArticleText, Manuscript, Passage, Role, SectionText
from editorial.preflight.projection import Projection, project, prose

_ROLES = {
    Kind.HEADING: Role.SUBHEADING,
    Kind.LIST_ITEM: Role.LIST_ITEM,
    Kind.QUOTE: Role.QUOTE,
    Kind.TABLE: Role.CELL,
}
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_SILENT = (Kind.RULE, Kind.PAGE_BREAK)


def read(text: str) -> Manuscript:
    """The manuscript of a file's text. Never raises."""
    code = _lines_of_code(text)
    blocks = _soft_broken(
        [block for block in text_reader.read(text) if block.kind not in _SILENT and block.line not in code]
    )
    found = recognise(blocks)
    told = _is_told(found, blocks)
    roles = _roles(blocks, found) if told else {}
    passages = dict(_passages(text, blocks, roles))
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


def _soft_broken(blocks: list[Block]) -> list[Block]:
    """Lines of one paragraph that bold runs across are a block: Markdown lets it, a line by itself does not."""
    joined: list[Block] = []
    last = 0
    for block in blocks:
        if joined and block.line == last + 1 and _leaves_bold_open(joined[-1]) and _leaves_bold_open(block):
            joined[-1] = as_one(joined[-1], block)
        else:
            joined.append(block)
        last = block.line
    return joined


def _leaves_bold_open(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and block.text.count("**") % 2 == 1


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
    """The text says that it holds articles: by a masthead, by marked headings, or by the credit line of
    a single article with no prose above its title, which is otherwise a sub-heading or a caption."""
    if _is_issue(found, blocks) or any(has_mark(block) and block.kind is Kind.HEADING for block in blocks):
        return bool(found.articles or found.sections)
    first = min((draft.line for draft in found.articles), default=0)
    if any(is_prose(block) and block.line < first for block in blocks):
        return False
    return len(found.articles) == 1 and any(draft.credits and draft.blocks for draft in found.articles)


def _is_issue(found: Recognised, blocks: list[Block]) -> bool:
    """The masthead tells three things of an issue, or two where headings bear the marks of one: an essay
    may well have its day and speak of “第 5 期”."""
    masthead = found.masthead
    told = sum(map(bool, (masthead.number, masthead.serial, masthead.publisher, masthead.date)))
    return told >= 3 or (told == 2 and any(_is_marked(block) for block in blocks))


def _is_marked(block: Block) -> bool:
    return block.kind is Kind.HEADING and (has_mark(block) or bool(section_name(block)))


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
