"""Breaks 段落截断: paragraphs that a page or a line cut in two.

Intake mends what was pasted out of Word and PDF, where a line without a full stop was most likely cut.
Here the text may come from anywhere: captions, sub-headings, lists and verse end so by right, and are let be.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from editorial.document import Span
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.credits import read_credit
from editorial.intake.paragraphs import hangs_together, join_broken, offer_joins
from editorial.intake.repetition import repetitions
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import ArticleText, Passage, Role
from editorial.preflight.rules import Context, Found

_KINDS = {
    Role.SUBHEADING: Kind.HEADING,
    Role.LIST_ITEM: Kind.LIST_ITEM,
    Role.QUOTE: Kind.QUOTE,
    Role.CELL: Kind.TABLE,
}
_OPEN = "，、（“‘《〈「『【"
"""A paragraph that ends so has not ended, whatever it is."""
_STOPS = "。！？!?…；;：:"
_CLOSERS = "”’」』）)》〉】]"
_HAN = r"\u3400-\u9fff"
_MAY_BE_CUT = re.compile(rf"[{_HAN}％%\d）》]$")
_GOES_ON = re.compile(rf"[{_HAN}\dA-Za-z，。、；：！？）”》“《（]")
_ASIDE = re.compile(
    r"(?:图|摄影|拍摄|制图)\s*(?:源|片|为|由|自|[:：/／|丨])|(?:摄|供图|截图|资料图|剧照|制图|/\s*\S{2,6}社)$"
    r"|(?:——|--+)[^，。]{2,30}$|https?://\S+$|\.{2,}\W?$|\s[|｜/／]\s|如下(?:所示)?$"
)
"""Ends of captions and mottoes, and what lines have that are no Chinese sentence."""
_NUMBERED = re.compile(
    rf"[（(]?(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}})(?:[）)、]|[.．](?!\d)|[，,]\s)|第[{_HAN}\d]{{1,6}}[章节条]"
)
_SALUTATION = re.compile(
    rf"(?:亲爱的|尊敬的|敬爱的|各位|女士们)[{_HAN}A-Za-z·、 ]{{0,16}}，|[{_HAN}A-Za-z·]{{1,8}}，"
)
"""Begins a letter, or ends it before the name (你的朋友，), with a comma by right."""
_WORKS = re.compile(r"(?:[^。，；]{1,12}[：:])?(?:《[^》]*》[、 ]?)+")
"""A line of nothing but titles."""
_DATED = re.compile(r"(?:19|20)\d\d\s?[年./-]")
_FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)
_CONTAINER = ":::"
"""Opens and closes a box in some dialects of Markdown."""
_HANGS = "的和与及在"
"""What not even a short heading ends with."""
_BLANK_LINE = re.compile(r"\n\s*\n")
_WORDS = re.compile(rf"[{_HAN}A-Za-z\d]")
_STOP_WITHIN = re.compile(r"[。！？；]")
_SHORTEST = 4
"""Characters that the rest of a cut paragraph has at least."""
_LONG_HEADING = 25
"""Characters from which a line is seldom a heading."""
_SURE = 40
"""Characters from which a line without a stop within is no heading."""
_LINE = 16
"""Characters of a line that may be one of verse."""
_VERSE = 4
"""Lines ending in a comma from which they may be a manner of writing."""


def blocks_of(article: ArticleText) -> list[Block]:
    """The article's passages as intake sees them, each with its place in `passages` as its line."""
    return [
        Block(_KINDS.get(passage.role, Kind.PARAGRAPH), place, (Run(passage.text),))
        for place, passage in enumerate(article.passages)
    ]


def broken_paragraphs(article: ArticleText, context: Context) -> Iterator[Found]:
    """A paragraph that a page or a line cut in two; a likely one waits for the editor."""
    if _is_verse(article):
        return
    blocks = blocks_of(article)
    for copy in reversed(repetitions(blocks)):
        del blocks[copy.start : copy.end]
    behind = {block.line: before.line for before, block in pairwise(blocks)}
    joined, joins = join_broken(blocks)
    certain = {join.repair.line for join in joins}
    for place in sorted({*certain, *(repair.line for _, repair in offer_joins(joined))}):
        before, after = article.passages[behind[place]], article.passages[place]
        if _is_caption(article, behind[place]) or not may_be_one(before, after) or _is_couplet(before, after):
            continue
        if _may_be_meant(before, after):
            yield _cut(before, after, certain=False)
        elif _is_no_heading(before, after):
            may_be_title = behind[place] == 0 and not _tells_itself(before.text)
            yield _cut(before, after, certain=place in certain and not may_be_title)
        elif behind[place] > 0 and _is_no_likely_heading(before.text.strip(), after.text.strip()):
            yield _cut(before, after, certain=False)


def _is_caption(article: ArticleText, place: int) -> bool:
    """A line without a full stop within that stands below a picture."""
    above = article.passages[place - 1] if place else None
    is_below_a_picture = above is not None and above.words.pictures and not above.text.strip()
    return bool(is_below_a_picture) and not _STOP_WITHIN.search(article.passages[place].text)


def _is_verse(article: ArticleText) -> bool:
    """Lines that end in a comma all over the text are a manner of writing."""
    lines = [passage.text.rstrip() for passage in article.prose]
    open_ended = sum(line.endswith("，") for line in lines)
    return open_ended >= _VERSE and open_ended * 4 >= len(lines)


def _may_be_meant(before: Passage, after: Passage) -> bool:
    """Lines as a writer sets them: short ones, ones that begin alike, ones that only a line's end parts."""
    if _is_short(before) and _is_short(after):
        return True
    return before.text.strip()[:2] == after.text.strip()[:2] or _is_line_break(before, after)


def _is_line_break(before: Passage, after: Passage) -> bool:
    """Markdown makes one paragraph of them: two blanks end the line, or no blank line parts them in a text
    that parts its paragraphs so."""
    source = before.source
    if source is not after.source:
        return False
    between = source[before.span(0, len(before.text)).end : after.span(0, 1).start]
    if _BLANK_LINE.search(between):
        return False
    return between.startswith("  ") or len(_BLANK_LINE.findall(source)) * 3 >= source.count("\n")


def _is_short(passage: Passage) -> bool:
    """A line that may stand by itself: of verse, of an address, of the close of a letter."""
    return len(passage.text.strip()) <= _LINE


def _is_couplet(one: Passage, other: Passage) -> bool:
    """Two lines of verse: short, and of the same length."""
    lengths = [len(_WORDS.findall(passage.text)) for passage in (one, other)]
    return _is_short(one) and _is_short(other) and lengths[0] == lengths[1]


def may_be_one(before: Passage, after: Passage) -> bool:
    """Neither is a caption, a credit, a heading, or a line of a list of its own."""
    one, other = before.text.strip(), after.text.strip()
    if _is_code_between(before, after) or before.words.pictures or after.words.pictures:
        return False
    if read_credit(other) or read_credit(one) or other.startswith(_CONTAINER):
        return False
    if _is_open_ended(one) or other[0] in _CLOSERS:
        return not _SALUTATION.fullmatch(one)
    if before.role is not Role.PARAGRAPH or _is_bold(before) or _is_bold(after) or _ends_in_a_link(before):
        return False
    return not _is_line_of_its_own(one, other) and (_has_ended(one) or _is_running(one, other))


def _is_code_between(before: Passage, after: Passage) -> bool:
    """A fence of code parts them, which is no passage of its own."""
    start, end = before.span(0, len(before.text)).end, after.span(0, 1).start
    return before.source is after.source and _FENCE.search(before.source, start, end) is not None


def _is_open_ended(text: str) -> bool:
    """It ends with a mark that no paragraph ends with; “ after a full stop is a ” gone wrong."""
    return text[-1] in _OPEN and len(text) > 1 and not (text[-1] in "“‘" and text[-2] in _STOPS)


def _is_line_of_its_own(one: str, other: str) -> bool:
    are_alike = one[:2] == other[:2] or (_DATED.match(one) and _DATED.match(other))
    return bool(are_alike or _ASIDE.search(one) or _NUMBERED.match(other) or _WORKS.fullmatch(one))


def _has_ended(text: str) -> bool:
    """It has its full stop, and only what stands around it may say that it goes on."""
    return text.rstrip(_CLOSERS)[-1:] in tuple(_STOPS)


def _is_running(one: str, other: str) -> bool:
    """A sentence may be cut between them, and the second comes to an end or is long and in parts."""
    if not _MAY_BE_CUT.search(one) or not _GOES_ON.match(other) or len(other) < _SHORTEST:
        return False
    return _has_ended(other) or (len(other) >= _SURE and "，" in other)


def _is_no_heading(before: Passage, after: Passage) -> bool:
    """Its own words tell that it is running text; a short or numbered line may be a heading without its marks."""
    text = before.text.strip()
    if _is_open_ended(text) or _is_running_text(text):
        return True
    if _NUMBERED.match(text):
        return False
    may_be_heading = len(text) < _LONG_HEADING and "，" not in text and text[-1] not in _HANGS
    if hangs_together(text, after.text.strip()) and not may_be_heading:
        return True
    if text.count("（") > text.count("）") or text.count("“") > text.count("”"):
        return True
    return len(text) >= _SURE


def _tells_itself(text: str) -> bool:
    """A first line that is certainly no title."""
    text = text.strip()
    return _is_open_ended(text) or _is_running_text(text) or len(text) >= _SURE


def _is_running_text(text: str) -> bool:
    """A sentence ends within it; a heading may ask or exclaim."""
    return any(stop[0] in "。；" or len(text) >= _SURE for stop in _STOP_WITHIN.finditer(text))


def _is_no_likely_heading(text: str, following: str) -> bool:
    is_likely_cut = len(text) >= _LONG_HEADING or hangs_together(text, following)
    return is_likely_cut and _NUMBERED.match(text) is None


def _is_bold(passage: Passage) -> bool:
    """All of it is bold, as a heading without its marks is."""
    words = passage.words
    return all(bold for letter, bold in zip(words.text, words.bold, strict=True) if not letter.isspace())


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
    if _has_ended(text.strip()):
        return "这两段可能本是一段，请对照原稿。"
    return "这一行没有句末标点，可能是被截断的段落：请对照原稿，接上下一段或补上标点。"
