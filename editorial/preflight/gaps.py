"""Gaps 缺口: two paragraphs that follow each other, and what the words on either side say of the gap between them.

A cut is certain where running text stops within a sentence: behind a comma, a sentence that has begun after another,
or in the middle of a word. It is likely where a long line of clauses has no end.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from editorial.intake.credits import read_credit
from editorial.preflight.lines import (
    CLOSERS,
    HAN,
    LINE,
    LONG_HEADING,
    MAY_BE_CUT,
    SURE,
    are_alike,
    are_verse,
    has_ended,
    has_sentence,
    is_bare,
    is_emphasised,
    is_line_of_its_own,
    is_open_ended,
    is_plain,
    is_salutation,
    is_set_off,
    is_turn,
)
from editorial.preflight.manuscript import Passage, Role
from editorial.preflight.seams import is_torn, lacks_its_half, parts_a_figure

NEVER_FIRST = "，。、；：！？"
_OPENER_OF = dict(zip(CLOSERS, "“‘「『（(《〈【[", strict=True))
_GOES_ON = re.compile(rf"[{HAN}\dA-Za-z，。、；：！？）”》“《（+＋×÷=＝/／%％℃~～&·]")
_CLAUSE_OF_COUNT = re.compile(r"[一二三四五六七八九十](?:是|则|要)")
"""一是 … 二是 …: what is counted so is one sentence, and a paragraph between does not stand by itself."""
_CONJUNCTIONS = ("和", "与", "及", "或")
"""No line ends with one, however short."""
_FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)
_CONTAINER = ":::"
"""Opens and closes a box in some dialects of Markdown."""
_SHORTEST = 4
"""Characters that the rest of a cut paragraph has at least."""
_SHORTEST_LINE = 15
"""Characters that the beginning of a cut paragraph has at least: half a line."""


@dataclass(frozen=True)
class Gap:
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
        if has_ended(self.one):
            return False
        is_long_enough = len(self.one) >= _SHORTEST_LINE and is_torn(self.one, self.other)
        return is_long_enough or parts_a_figure(self.one, self.other)

    @property
    def is_manifest(self) -> bool:
        """It shows in any manner of writing."""
        return self.is_torn or is_open_ended(self.one)


def may_be_meant(gap: Gap) -> bool:
    """Lines as a writer sets them: short ones, lines of verse, and ones that begin alike."""
    if parts_a_figure(gap.one, gap.other):
        return False
    if (is_short(gap.one) and is_short(gap.other)) or are_verse(gap.one, gap.other):
        return True
    return are_alike(gap.one, gap.other) and not (gap.is_torn and has_sentence(gap.one))


def is_short(line: str) -> bool:
    """It may stand by itself: of verse, of an address, of the close of a letter."""
    return len(line) <= LINE


def may_be_one(gap: Gap) -> bool:
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
    return has_ended(one) or _is_running(gap)


def _is_code_between(before: Passage, after: Passage) -> bool:
    """A fence of code parts them, which is no passage of its own."""
    start, end = before.span(0, len(before.text)).end, after.span(0, 1).start
    return before.source is after.source and _FENCE.search(before.source, start, end) is not None


def _leaves_open(text: str, closer: str) -> bool:
    """The closing mark that the next paragraph begins with has its other half here: it is not one turned round."""
    opener = _OPENER_OF.get(closer, closer)
    return text.count(opener) > text.count(closer)


def _is_running(gap: Gap) -> bool:
    """A sentence may be cut between them, and the second comes to an end or is long and in parts."""
    one, other = gap.one, gap.other
    if not (MAY_BE_CUT.search(one) or parts_a_figure(one, other)) or not _GOES_ON.match(other):
        return False
    if has_ended(other):
        return len(other) >= _SHORTEST or gap.is_torn
    return len(other) >= SURE and "，" in other


# --- Lines that were cut ------------------------------------------------------------------------


def is_certain(gap: Gap) -> bool:
    """Running text stops within a sentence."""
    one, other = gap.one, gap.other
    if has_ended(one):
        return other[0] in CLOSERS
    if other[0] in NEVER_FIRST or (tells_itself(one) and one[-1] not in CLOSERS):
        return True
    if parts_a_figure(one, other) or (gap.is_torn and one.endswith(_CONJUNCTIONS)):
        return True
    return "，" in one and len(one) >= LONG_HEADING and gap.is_torn


def tells_itself(text: str) -> bool:
    """It is no title, whatever follows: it leaves off at a comma, or has a whole sentence or clauses enough for one."""
    return is_open_ended(text) or has_sentence(text) or (len(text) >= SURE and text.count("，") > 1)


def is_likely(gap: Gap, *, is_head: bool) -> bool:
    """What it says goes on behind the break, or it is a line of clauses too long for a heading; the first line may
    be a long title of two clauses."""
    if has_ended(gap.one):
        return not is_head and _CLAUSE_OF_COUNT.match(gap.one) is not None
    if gap.is_torn or (not is_head and lacks_its_half(gap.one, gap.other)):
        return True
    return gap.one.count("，") > is_head and len(gap.one) >= LONG_HEADING
