"""Breaks 段落截断: paragraphs that a page or a line cut in two.

Intake mends what was pasted out of Word and PDF, where a line without a full stop was most likely cut.
Here the text may come from anywhere: captions, sub-headings, labels, lists and verse end so by right. A cut is
certain where running text stops within a sentence: behind a comma, a sentence that has begun after another, or
in the middle of a word. It is likely where a long line of clauses has no end. What is only possible is let be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from editorial.document import Span
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.credits import read_credit
from editorial.intake.paragraphs import join_broken, offer_joins
from editorial.intake.repetition import repetitions
from editorial.intake.titles import key
from editorial.preflight.finding import Severity
from editorial.preflight.lines import (
    CLOSERS,
    HAN,
    LINE,
    LONG_HEADING,
    MAY_BE_CUT,
    STOP_WITHIN,
    SURE,
    are_alike,
    are_verse,
    ends_in_a_comma,
    has_ended,
    has_sentence,
    is_bare,
    is_emphasised,
    is_line_of_its_own,
    is_long,
    is_loose,
    is_manner,
    is_open_ended,
    is_plain,
    is_salutation,
    is_set_off,
    is_turn,
)
from editorial.preflight.manuscript import ArticleText, Passage, Role
from editorial.preflight.rules import Context, Found
from editorial.preflight.seams import is_torn, lacks_its_half

_KINDS = {
    Role.SUBHEADING: Kind.HEADING,
    Role.LIST_ITEM: Kind.LIST_ITEM,
    Role.QUOTE: Kind.QUOTE,
    Role.CELL: Kind.TABLE,
}
_NEVER_FIRST = "，。、；：！？"
_HEADINGS = (Role.TITLE, Role.SUBHEADING)
_OPENER_OF = dict(zip(CLOSERS, "“‘「『（(《〈【[", strict=True))
_GOES_ON = re.compile(rf"[{HAN}\dA-Za-z，。、；：！？）”》“《（+＋×÷=＝/／%％℃~～&·]")
_CLAUSE_OF_COUNT = re.compile(r"[一二三四五六七八九十](?:是|则|要)")
"""一是 … 二是 …: what is counted so is one sentence, and a paragraph between does not stand by itself."""
_FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)
_CONTAINER = ":::"
"""Opens and closes a box in some dialects of Markdown."""
_SHORTEST = 4
"""Characters that the rest of a cut paragraph has at least."""
_SHORTEST_LINE = 15
"""Characters that the beginning of a cut paragraph has at least: half a line."""
_LONGEST_DECK = 90
"""Characters."""
_BESIDE = 3
"""Short lines on end that are verse, an address or a dialogue."""


def blocks_of(article: ArticleText) -> list[Block]:
    """The article's passages as intake sees them, each with its place in `passages` as its line."""
    return [
        Block(_KINDS.get(passage.role, Kind.PARAGRAPH), place, (Run(passage.text),))
        for place, passage in enumerate(article.passages)
    ]


@dataclass(frozen=True)
class _Break:
    """Between two paragraphs that follow each other: `one` is what the first ends with, `other` the second's words."""

    before: Passage
    after: Passage

    @cached_property
    def one(self) -> str:
        """All of the paragraph, or its last line where its lines stand by themselves."""
        *above, last = self.before.text.strip().splitlines()
        is_of_lines = sum(map(is_bare, above)) * 2 > len(above)
        return last if is_of_lines else self.before.text.strip()

    @cached_property
    def other(self) -> str:
        return self.after.text.strip()

    @cached_property
    def is_torn(self) -> bool:
        """A line without an end, and what it says goes on in the paragraph behind it."""
        if not is_plain(self.before) or self.after.role is not Role.PARAGRAPH:
            return False
        return len(self.one) >= _SHORTEST_LINE and not has_ended(self.one) and is_torn(self.one, self.other)

    @property
    def is_manifest(self) -> bool:
        """It shows in any manner of writing."""
        return self.is_torn or is_open_ended(self.one)


def broken_paragraphs(article: ArticleText, context: Context) -> Iterator[Found]:
    """A paragraph that a page or a line cut in two; a likely one waits for the editor."""
    lines = [passage.text for passage in article.prose]
    if is_manner(lines, ends_in_a_comma):
        return
    is_of_lines = is_manner(lines, is_bare)
    is_of_notes = not context.manuscript.is_issue and is_manner(filter(is_long, lines), is_loose)
    blocks = _told_once(article)
    joined, joins = join_broken(blocks)
    sure = {join.repair.line for join in joins}
    likely = {repair.line for _, repair in offer_joins(joined)}
    for above, block in pairwise(blocks):
        if not above.text.strip() or not block.text.strip():
            continue
        gap = _Break(article.passages[above.line], article.passages[block.line])
        if not (gap.is_torn or block.line in sure | likely) or _is_by_right(article, above.line, gap):
            continue
        if (is_of_lines and not _tells_itself(gap.one)) or (is_of_notes and not gap.is_manifest):
            continue
        is_head = above.line == 0
        if _is_deck(article, above.line, gap):
            if context.manuscript.is_issue:
                yield _cut(gap, certain=False)
        elif _is_certain(gap):
            yield _cut(gap, certain=not is_head or _tells_itself(gap.one))
        elif _is_likely(gap, is_head=is_head) or (context.manuscript.is_issue and block.line in sure):
            yield _cut(gap, certain=False)


def _told_once(article: ArticleText) -> list[Block]:
    """The article's blocks without those that come again."""
    blocks = blocks_of(article)
    for copy in reversed(repetitions(blocks)):
        del blocks[copy.start : copy.end]
    return blocks


# --- Lines that end so by right -----------------------------------------------------------------


def _is_by_right(article: ArticleText, place: int, gap: _Break) -> bool:
    """The line at `place` is whole for what it is or for where it stands."""
    return (
        _is_caption(article, place)
        or not _may_be_one(gap)
        or _may_be_meant(gap)
        or _is_among_short_lines(article, place)
        or _repeats_a_heading(article, gap.before)
    )


def _is_deck(article: ArticleText, place: int, gap: _Break) -> bool:
    """The paragraph right under the headline: magazines set there what the text is about, without a stop."""
    headline = article.passages[0] if place == 1 else article.title if place == 0 else None
    return (
        headline is not None
        and headline.role in _HEADINGS
        and len(gap.one) <= _LONGEST_DECK
        and not (gap.is_manifest or has_ended(gap.one) or gap.other[0] in _NEVER_FIRST)
    )


def _is_caption(article: ArticleText, place: int) -> bool:
    """A line without a full stop within that stands below a picture."""
    above = article.passages[place - 1] if place else None
    is_below_a_picture = above is not None and above.words.pictures and not above.text.strip()
    return bool(is_below_a_picture) and not STOP_WITHIN.search(article.passages[place].text)


def _is_among_short_lines(article: ArticleText, place: int) -> bool:
    """The line is one of several short ones on end."""
    around = article.passages[max(0, place - _BESIDE + 1) : place + _BESIDE]
    run = longest = 0
    for passage in around:
        run = run + 1 if _is_short(passage.text.strip()) else 0
        longest = max(longest, run)
    return _is_short(article.passages[place].text.strip()) and longest >= _BESIDE


def _repeats_a_heading(article: ArticleText, passage: Passage) -> bool:
    name = key(passage.text)
    headings = (each for each in (article.title, *article.passages) if each and each.role in _HEADINGS)
    return any(key(each.text) == name for each in headings if each is not passage)


def _may_be_meant(gap: _Break) -> bool:
    """Lines as a writer sets them: short ones, lines of verse, and ones that begin alike."""
    if (_is_short(gap.one) and _is_short(gap.other)) or are_verse(gap.one, gap.other):
        return True
    return are_alike(gap.one, gap.other) and not (gap.is_torn and has_sentence(gap.one))


def _is_short(line: str) -> bool:
    """It may stand by itself: of verse, of an address, of the close of a letter."""
    return len(line) <= LINE


def _may_be_one(gap: _Break) -> bool:
    """Neither is a caption, a credit, a heading, or a line of a list of its own."""
    before, after, one, other = gap.before, gap.after, gap.one, gap.other
    if _is_code_between(before, after) or before.words.pictures or after.words.pictures:
        return False
    if read_credit(other) or read_credit(one) or other.startswith(_CONTAINER):
        return False
    if other[0] in CLOSERS:
        return _leaves_open(one, other[0])
    if is_open_ended(one):
        return not is_salutation(one)
    if not is_plain(before) or is_set_off(before) or is_emphasised(after):
        return False
    if is_line_of_its_own(one, other) or (is_turn(other) and not gap.is_torn):
        return False
    return has_ended(one) or _is_running(one, other)


def _is_code_between(before: Passage, after: Passage) -> bool:
    """A fence of code parts them, which is no passage of its own."""
    start, end = before.span(0, len(before.text)).end, after.span(0, 1).start
    return before.source is after.source and _FENCE.search(before.source, start, end) is not None


def _leaves_open(text: str, closer: str) -> bool:
    """The closing mark that the next paragraph begins with has its other half here: it is not one turned round."""
    opener = _OPENER_OF.get(closer, closer)
    return text.count(opener) > text.count(closer)


def _is_running(one: str, other: str) -> bool:
    """A sentence may be cut between them, and the second comes to an end or is long and in parts."""
    if not MAY_BE_CUT.search(one) or not _GOES_ON.match(other) or len(other) < _SHORTEST:
        return False
    return has_ended(other) or (len(other) >= SURE and "，" in other)


# --- Lines that were cut ------------------------------------------------------------------------


def _is_certain(gap: _Break) -> bool:
    """Running text stops within a sentence."""
    one, other = gap.one, gap.other
    if has_ended(one):
        return other[0] in CLOSERS
    if other[0] in _NEVER_FIRST or (_tells_itself(one) and one[-1] not in CLOSERS):
        return True
    return "，" in one and len(one) >= LONG_HEADING and gap.is_torn


def _tells_itself(text: str) -> bool:
    """It is no title, whatever follows: it leaves off at a comma, or has a whole sentence or clauses enough for one."""
    return is_open_ended(text) or has_sentence(text) or (len(text) >= SURE and text.count("，") > 1)


def _is_likely(gap: _Break, *, is_head: bool) -> bool:
    """What it says goes on behind the break, or it is a line of clauses too long for a heading; the first line may
    be a long title of two clauses."""
    if has_ended(gap.one):
        return not is_head and _CLAUSE_OF_COUNT.match(gap.one) is not None
    if gap.is_torn or (not is_head and lacks_its_half(gap.one, gap.other)):
        return True
    return gap.one.count("，") > is_head and len(gap.one) >= LONG_HEADING


def _cut(gap: _Break, *, certain: bool) -> Found:
    before, after = gap.before, gap.after
    end = len(before.text.rstrip())
    last, first = before.span(end - 1, end), after.span(0, 1)
    between = before.source[last.end : first.start]
    is_mendable = certain and before.source is after.source and not between.strip()
    mended = before.source[last.start : last.end] + after.source[first.start : first.end]
    return Found(
        before,
        len(before.text) - 1,
        len(before.text),
        _message(before.text, certain=certain),
        severity=None if certain else Severity.WARNING,
        span=Span(last.start, first.end) if before.source is after.source else last,
        fix=mended if is_mendable else None,
    )


def _message(text: str, *, certain: bool) -> str:
    if certain:
        return "段落在这里没有说完，多半是被截断了：请与下一段接上，或补上句末标点。"
    if has_ended(text.strip()):
        return "这两段可能本是一段，请对照原稿。"
    return "这一行没有句末标点，可能是被截断的段落：请对照原稿，接上下一段或补上标点。"
