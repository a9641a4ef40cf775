"""Emphasis 加粗标记: Markdown's marks that will be printed as they are, and bold that nobody meant."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from editorial.intake.repair import is_figure
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, Passage, Role
from editorial.preflight.projection import OBJECT, within
from editorial.preflight.rules import Context, Edit, Found

_LITERAL = re.compile(
    r"(?<![A-Za-z])\*{2,}|\*{2,}(?![A-Za-z])|(?<!~)~~(?=\w)|(?<![A-Za-z\d_])__(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])__(?![A-Za-z\d_])|(?<![\w*])\*(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\*(?![\w*.])"
)
_DRAWN_OUT = re.compile(r"(?<=[\u3400-\u9fff])~~(?=[\u3400-\u9fff])")
"""Two tildes between Chinese words may as well draw a syllable out, as people chat."""
_WITHIN = re.compile(r"(?<=[\u3400-\u9fff])\*(?=[\u3400-\u9fff])")
_HAN = r"\u3400-\u9fff"
_MASK = re.compile(
    rf"[“‘《（]\*{{2,}}[{_HAN}]?[”’》）]|(?<![{_HAN}*])[{_HAN}]\*{{2,}}(?![{_HAN}\w*“])"
    r"|(?<=\d)\*{3,}(?=\d)|\(\*{1,3}\)|\*{5,}"
)
"""“**门”, 李**, 2102****1234: asterisks for what anybody may put in, or for what is hidden; and (**), a formula's name."""
_BEARS_A_NAME = "老师|先生|女士|小姐|同学|教授|医生|经理|主任|大学|医院|银行|公司|集团"
"""What stands behind a person's name, or is the end of an institution's."""
_VEIL = re.compile(
    rf"(?<=[{_HAN}“‘])\*{{2,}}(?={_BEARS_A_NAME})|(?<!\*)\*{{3}}(?!\*)"
    r"|(?<=\s)\*{2,}(?=\s)|(?<=\d)\*\*(?=\d)"
)
"""王**老师: hidden words most likely, though a lone mark of bold might stand there, too."""
_RUN = re.compile(r"\*{2,}")
_PAIR = re.compile(r"(?<!\*)\*\*(?P<words>[^*\n]{1,80})\*\*(?!\*)")
_PHRASE = 4
r"""Letters from which what stands between written-out marks is no hidden name's: 李\*\*和王\*\*."""
_ADDRESS = re.compile(r"https?://[^\s\u3000-\u9fff]+")
_PARAMETERS = re.compile(r"\*{1,2}(?:args|kwargs|kw|params|options)\b")
"""*args, **kwargs: what programs write."""
_NOTE = re.compile(r"[附备]?注")
_AFTER_A_WORD = re.compile(r"[\w）)]")
_ANY = re.compile(r"\*|~~|__")


def literal_marks(passage: Passage, context: Context) -> Iterator[Found]:
    """Asterisks meant as bold that will be printed as asterisks."""
    text = passage.text
    if not _ANY.search(text):
        return
    meant = within(_ADDRESS, text) | within(_MASK, text) | within(_PARAMETERS, text)
    for found in _useless_pairs(passage, meant):
        meant.update(range(found.start, found.end))
        yield found
    is_noted = cache(lambda stars: _is_noted(stars, context))
    is_note = _NOTE.match(text) is not None
    is_only = sum(1 for _ in _RUN.finditer(text)) == 1
    bold = passage.words.bold
    first_bold = bold.index(True) if True in bold else len(bold)
    marks_a_note = _has_one_asterisk(passage)
    marks = (match for match in _LITERAL.finditer(text) if not (marks_a_note and match[0] == "*"))
    for match in chain(marks, _left_within(passage)):
        start = match.start()
        if start in meant or passage.is_escaped(start):
            continue
        if (is_note or _AFTER_A_WORD.match(text, start - 1 if start else 0)) and is_noted(match[0]):
            continue
        yield _literal(passage, match, is_only=is_only, is_after_bold=first_bold < start)


def _literal(passage: Passage, match: re.Match[str], *, is_only: bool, is_after_bold: bool) -> Found:
    mark = match[0]
    severity = None
    whose = "，也可能是本段前面多了或少了一处" if is_after_bold else ""
    message = f"“{mark}”没有成对{whose}，会原样印出来，请删去或补全。"
    if _DRAWN_OUT.match(passage.text, match.start()):
        severity = Severity.INFO
        message = f"“{mark}”会原样印出来：若不是拖长声音，请删去或补全。"
    elif is_only and _VEIL.match(passage.text, match.start()):
        severity = Severity.WARNING
        message = f"“{mark}”会原样印出来：若是隐去的字，建议写成“×”或“某”；若是加粗，请补全。"
    return Found(passage, match.start(), match.end(), message, severity=severity)


def _useless_pairs(passage: Passage, meant: set[int]) -> Iterator[Found]:
    r"""Two marks that make nothing bold: for the blanks within, ** 12% **, or written out by a conversion, \*\*…\*\*."""
    for match in _PAIR.finditer(passage.text):
        words = match["words"].strip()
        ends = (match.start(), match.end() - 1)
        if not meant.isdisjoint(ends) or not words[:1].isalnum():
            continue
        are_escaped = [passage.is_escaped(end) for end in ends]
        if all(are_escaped) and len(words) >= _PHRASE:
            message = "这对“**”会原样印出来，多半是转换时带进来的加粗标记，请去掉反斜线或删去。"
            yield Found(passage, *match.span(), message, severity=Severity.WARNING)
        elif not any(are_escaped) and words != match["words"]:
            message = "加粗标记里侧有空格，不起作用，会原样印出来，请删去空格。"
            yield Found(passage, *match.span(), message, (Edit(*match.span("words"), words),))


def _is_noted(stars: str, context: Context) -> bool:
    r"""A note begins with as many: 附注 *教授。 **小名, or \*\* 不含金融业, and 廖瓦** refers to it."""
    if set(stars) != {"*"}:
        return False
    head = re.compile(rf"(?:^|(?<=[\s：:]))\*{{{len(stars)}}}(?=[^*])")
    return any(
        (begun := head.search(other.text)) is not None
        and (_NOTE.match(other.text) is not None or other.is_escaped(begun.start()))
        for other in context.manuscript.order
    )


def _left_within(passage: Passage) -> Iterator[re.Match[str]]:
    """A single asterisk at the edge of what became bold: a third one was written. 张*三 hides a name."""
    bold = passage.words.bold
    return (m for m in _WITHIN.finditer(passage.text) if bold[m.start() - 1] or bold[m.end()])


def _has_one_asterisk(passage: Passage) -> bool:
    """A single one that no other could be the other half of: *注：…, 天马* 为化名. Those of code are none."""
    written = passage.span(0, len(passage.text))
    in_code = (
        passage.span(place, place + 1) for place, letter in enumerate(passage.text) if letter == OBJECT
    )
    others = sum(passage.source.count("*", span.start, span.end) for span in in_code)
    return passage.source.count("*", written.start, written.end) - others == 1


_HIDES = re.compile(r"\d\*{2,}$")
_STARS = 12
"""Characters before the words in which the marks of their bold stand."""


def bold_numbers(passage: Passage, context: Context) -> Iterator[Found]:
    """Bold around bare figures, as conversion programs leave it."""
    if passage.role not in PROSE | {Role.TITLE, Role.CONTENTS}:
        return
    for start, end in _bold_stretches(passage):
        if is_figure(passage.text[start:end]):
            message = f"“{passage.text[start:end].strip()}”的加粗多半是转换时带进来的，建议去掉。"
            if _HIDES.search(
                passage.source,
                max(0, passage.span(start, end).start - _STARS),
                passage.span(start, end).start,
            ):
                message = "这里的“*”成了加粗标记，印不出来：用来隐去数字时，请写成“\\*”或“×”。"
            yield Found(passage, start, end, message)


def _bold_stretches(passage: Passage) -> Iterator[tuple[int, int]]:
    start = None
    for index, bold in enumerate((*passage.words.bold, False)):
        if bold and start is None:
            start = index
        elif not bold and start is not None:
            yield start, index
            start = None
