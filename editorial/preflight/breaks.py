"""Breaks 段落截断: paragraphs that a page or a line cut in two.

Intake mends what was pasted out of Word and PDF, where a line without a full stop was most likely cut.
Here the text may come from anywhere: captions, sub-headings, labels, lists and verse end so by right. A cut is
certain where running text stops within a sentence: behind a comma, a sentence that has begun after another, or
in the middle of a word. It is likely where a long line of clauses has no end. What is only possible is let be.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from editorial.document import Span
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.credits import read_credit
from editorial.intake.paragraphs import hangs_together, join_broken, offer_joins
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
    ends_in_a_comma,
    has_ended,
    has_sentence,
    is_bare,
    is_line_of_its_own,
    is_manner,
    is_open_ended,
    is_salutation,
)
from editorial.preflight.manuscript import ArticleText, Passage, Role
from editorial.preflight.rules import Context, Found

_KINDS = {
    Role.SUBHEADING: Kind.HEADING,
    Role.LIST_ITEM: Kind.LIST_ITEM,
    Role.QUOTE: Kind.QUOTE,
    Role.CELL: Kind.TABLE,
}
_NEVER_FIRST = "，。、；：！？"
_HEADINGS = (Role.TITLE, Role.SUBHEADING)
_OPENER_OF = dict(zip(CLOSERS, "“‘「『（(《〈【[", strict=True))
_GOES_ON = re.compile(rf"[{HAN}\dA-Za-z，。、；：！？）”》“《（]")
_CLAUSE_OF_COUNT = re.compile(r"[一二三四五六七八九十](?:是|则|要)")
"""一是 … 二是 …: what is counted so is one sentence, and a paragraph between does not stand by itself."""
_FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)
_CONTAINER = ":::"
"""Opens and closes a box in some dialects of Markdown."""
_SLANTED = re.compile(r"([*_])[^*_]+\1")
_SHORTEST = 4
"""Characters that the rest of a cut paragraph has at least."""
_BESIDE = 3
"""Short lines on end that are verse, an address or a dialogue."""


def blocks_of(article: ArticleText) -> list[Block]:
    """The article's passages as intake sees them, each with its place in `passages` as its line."""
    return [
        Block(_KINDS.get(passage.role, Kind.PARAGRAPH), place, (Run(passage.text),))
        for place, passage in enumerate(article.passages)
    ]


def broken_paragraphs(article: ArticleText, context: Context) -> Iterator[Found]:
    """A paragraph that a page or a line cut in two; a likely one waits for the editor."""
    lines = [passage.text for passage in article.prose]
    if is_manner(lines, ends_in_a_comma):
        return
    is_of_lines = is_manner(lines, is_bare)
    blocks = blocks_of(article)
    for copy in reversed(repetitions(blocks)):
        del blocks[copy.start : copy.end]
    behind = {block.line: before.line for before, block in pairwise(blocks)}
    joined, joins = join_broken(blocks)
    sure = {join.repair.line for join in joins}
    likely = {repair.line for _, repair in offer_joins(joined)}
    for place in sorted(sure | likely):
        before, after = article.passages[behind[place]], article.passages[place]
        if (
            _is_caption(article, behind[place])
            or not may_be_one(before, after)
            or _may_be_meant(before, after)
        ):
            continue
        if _is_among_short_lines(article, behind[place]) or _repeats_a_heading(article, before):
            continue
        if is_of_lines and not _tells_itself(before):
            continue
        if _is_certain(before, after):
            yield _cut(before, after, certain=behind[place] > 0 or _tells_itself(before))
        elif (behind[place] > 0 and _is_likely(before, after)) or (
            context.manuscript.is_issue and place in sure
        ):
            yield _cut(before, after, certain=False)


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
        run = run + 1 if _is_short(passage) else 0
        longest = max(longest, run)
    return _is_short(article.passages[place]) and longest >= _BESIDE


def _repeats_a_heading(article: ArticleText, passage: Passage) -> bool:
    name = key(passage.text)
    headings = (each for each in (article.title, *article.passages) if each and each.role in _HEADINGS)
    return any(key(each.text) == name for each in headings)


def _may_be_meant(before: Passage, after: Passage) -> bool:
    """Lines as a writer sets them: short ones, and ones that begin alike."""
    if _is_short(before) and _is_short(after):
        return True
    return before.text.strip()[:2] == after.text.strip()[:2]


def _is_short(passage: Passage) -> bool:
    """A line that may stand by itself: of verse, of an address, of the close of a letter."""
    return len(passage.text.strip()) <= LINE


def may_be_one(before: Passage, after: Passage) -> bool:
    """Neither is a caption, a credit, a heading, or a line of a list of its own."""
    one, other = before.text.strip(), after.text.strip()
    if _is_code_between(before, after) or before.words.pictures or after.words.pictures:
        return False
    if read_credit(other) or read_credit(one) or other.startswith(_CONTAINER):
        return False
    if other[0] in CLOSERS:
        return _leaves_open(one, other[0])
    if is_open_ended(one):
        return not is_salutation(one)
    if before.role is not Role.PARAGRAPH or _ends_in_a_link(before):
        return False
    if _is_emphasised(before) or _is_emphasised(after) or _is_entry(before):
        return False
    return not is_line_of_its_own(one, other) and (has_ended(one) or _is_running(one, other))


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


def _is_certain(before: Passage, after: Passage) -> bool:
    """Running text stops within a sentence."""
    one, other = before.text.strip(), after.text.strip()
    if has_ended(one):
        return other[0] in CLOSERS
    if other[0] in _NEVER_FIRST or (_tells_itself(before) and one[-1] not in CLOSERS):
        return True
    return (
        "，" in one
        and len(one) >= LONG_HEADING
        and (hangs_together(one, other) or _lacks_its_half(one, other))
    )


def _tells_itself(passage: Passage) -> bool:
    """It is no title, whatever follows: it leaves off at a comma, or has a whole sentence or clauses enough for one."""
    text = passage.text.strip()
    return is_open_ended(text) or has_sentence(text) or (len(text) >= SURE and text.count("，") > 1)


def _is_likely(before: Passage, after: Passage) -> bool:
    """A line of clauses too long for a heading, or a shorter one whose last word goes on behind the break."""
    one, other = before.text.strip(), after.text.strip()
    if has_ended(one):
        return _CLAUSE_OF_COUNT.match(one) is not None
    if "，" in one and len(one) >= LONG_HEADING:
        return True
    return hangs_together(one, other) or _lacks_its_half(one, other)


def _lacks_its_half(one: str, other: str) -> bool:
    """A bracket or quotation that is open at the break is closed behind it."""
    return any(
        one.count(opener) == one.count(closer) + 1 and other.count(closer) == other.count(opener) + 1
        for opener, closer in ("（）", "“”", "《》")
    )


def _is_emphasised(passage: Passage) -> bool:
    """All of it is bold or slanted, as headings and captions without their marks are."""
    words, source = passage.words, passage.source
    if all(bold for letter, bold in zip(words.text, words.bold, strict=True) if not letter.isspace()):
        return True
    written = passage.span(0, len(passage.text))
    return _SLANTED.fullmatch(source, written.start - 1, written.end + 1) is not None


def _is_entry(passage: Passage) -> bool:
    """A term in bold with its colon, and what it means: an entry of a glossary may have no stop."""
    text, bold = passage.text.lstrip(), passage.words.bold[len(passage.text) - len(passage.text.lstrip()) :]
    head = bold.index(False) if False in bold else len(bold)
    return "：" in text[: head + 1][-2:] and head > 0 and not has_sentence(text)


def _ends_in_a_link(passage: Passage) -> bool:
    end = passage.span(len(passage.text) - 1, len(passage.text)).end
    return any(link.span.start < end <= link.span.end for link in passage.words.links)


def _cut(before: Passage, after: Passage, *, certain: bool) -> Found:
    end = len(before.text.rstrip())
    last, first = before.span(end - 1, end), after.span(0, 1)
    between = before.source[last.end : first.start]
    is_mendable = certain and before.source is after.source and not between.strip()
    return Found(
        before,
        len(before.text) - 1,
        len(before.text),
        _message(before.text, certain=certain),
        severity=None if certain else Severity.WARNING,
        span=Span(last.start, first.end) if before.source is after.source else last,
        fix=before.source[last.start : last.end] + after.source[first.start : first.end]
        if is_mendable
        else None,
    )


def _message(text: str, *, certain: bool) -> str:
    if certain:
        return "段落在这里没有说完，多半是被截断了：请与下一段接上，或补上句末标点。"
    if has_ended(text.strip()):
        return "这两段可能本是一段，请对照原稿。"
    return "这一行没有句末标点，可能是被截断的段落：请对照原稿，接上下一段或补上标点。"
