"""Breaks 段落截断: paragraphs that a page or a line cut in two.

Intake mends what was pasted out of Word and PDF, where a line without a full stop was most likely cut.
Here the text may come from anywhere: captions, sub-headings, labels, lists and verse end so by right. What the
words on either side say is for `gaps` to read; here is where in the article they stand. What is only possible is
let be.
"""

from collections.abc import Iterator
from itertools import pairwise

from editorial.document import Span
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.paragraphs import join_broken, offer_joins
from editorial.intake.repetition import repetitions
from editorial.intake.titles import key
from editorial.preflight.finding import Severity
from editorial.preflight.gaps import (
    NEVER_FIRST,
    Gap,
    is_certain,
    is_likely,
    is_short,
    may_be_meant,
    may_be_one,
    tells_itself,
)
from editorial.preflight.lines import (
    STOP_WITHIN,
    ends_in_a_comma,
    has_ended,
    is_bare,
    is_long,
    is_loose,
    is_manner,
    is_open_ended,
)
from editorial.preflight.manuscript import ArticleText, Passage, Role
from editorial.preflight.rules import Context, Found

_KINDS = {
    Role.SUBHEADING: Kind.HEADING,
    Role.LIST_ITEM: Kind.LIST_ITEM,
    Role.QUOTE: Kind.QUOTE,
    Role.CELL: Kind.TABLE,
}
_HEADINGS = (Role.TITLE, Role.SUBHEADING)
_LONGEST_DECK = 90
"""Characters."""
_BESIDE = 3
"""Short lines on end that are verse, an address or a dialogue."""


def kind_of(passage: Passage) -> Kind:
    """What intake calls a block of the passage's role."""
    return _KINDS.get(passage.role, Kind.PARAGRAPH)


def blocks_of(article: ArticleText) -> list[Block]:
    """The article's passages as intake sees them, each with its place in `passages` as its line."""
    return [
        Block(kind_of(passage), place, (Run(passage.text),)) for place, passage in enumerate(article.passages)
    ]


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
        gap = Gap(article.passages[above.line], article.passages[block.line])
        if not (gap.is_torn or block.line in sure | likely) or _is_by_right(article, above.line, gap):
            continue
        if (is_of_lines and not tells_itself(gap.one)) or (is_of_notes and not gap.is_manifest):
            continue
        is_head = above.line == 0
        if _is_deck(article, above.line, gap):
            if gap.is_torn or context.manuscript.is_issue:
                yield _cut(gap, certain=False)
        elif is_certain(gap):
            is_meant = _is_standfirst(article, above.line) and not gap.is_manifest
            yield _cut(gap, certain=not is_meant and (not is_head or gap.is_torn or tells_itself(gap.one)))
        elif is_likely(gap, is_head=is_head) or (context.manuscript.is_issue and block.line in sure):
            yield _cut(gap, certain=False)


def _told_once(article: ArticleText) -> list[Block]:
    """The article's blocks without those that come again."""
    blocks = blocks_of(article)
    for copy in reversed(repetitions(blocks)):
        del blocks[copy.start : copy.end]
    return blocks


# --- Lines that end so by right -----------------------------------------------------------------


def _is_by_right(article: ArticleText, place: int, gap: Gap) -> bool:
    """The line at `place` is whole for what it is or for where it stands."""
    return (
        _is_caption(article, place)
        or not may_be_one(gap)
        or may_be_meant(gap)
        or _is_among_short_lines(article, place)
        or _repeats_a_heading(article, gap.before)
    )


def _is_deck(article: ArticleText, place: int, gap: Gap) -> bool:
    """The paragraph right under the headline: magazines set there what the text is about, without a stop. In an article
    of a newsletter, which has no such thing, it is none where the paragraph behind it goes on with it."""
    headline = article.passages[0] if place == 1 else article.title if place == 0 else None
    if headline is None or headline.role not in _HEADINGS or (article.title and gap.is_torn):
        return False
    is_open = is_open_ended(gap.one) or gap.other[0] in NEVER_FIRST
    return len(gap.one) <= _LONGEST_DECK and not (is_open or has_ended(gap.one))


def _is_standfirst(article: ArticleText, place: int) -> bool:
    """The paragraph under the heading that a bare text opens with may be a summary, however long."""
    return place == 1 and article.title is None and article.passages[0].role in _HEADINGS


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
        run = run + 1 if is_short(passage.text.strip()) else 0
        longest = max(longest, run)
    return is_short(article.passages[place].text.strip()) and longest >= _BESIDE


def _repeats_a_heading(article: ArticleText, passage: Passage) -> bool:
    name = key(passage.text)
    headings = (each for each in (article.title, *article.passages) if each and each.role in _HEADINGS)
    return any(key(each.text) == name for each in headings if each is not passage)


def _cut(gap: Gap, *, certain: bool) -> Found:
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
