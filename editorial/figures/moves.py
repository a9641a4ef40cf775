"""Moves: two levels of one subject in one unit, the earlier and the later, that a change can be told between.

A move is certain when the text itself ties the two together: 由…增至…, 比上年的…, or the same subject with two
periods of its own. Growth of any kind (`growth`) is measured on moves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editorial.figures.numerals import parse
from editorial.figures.reading import Measure, Paragraph, Role

_DURATION = re.compile(r"(?P<years>\d+|[一二两三四五六七八九十]+)\s*年(?:间|来|时间|内|里)")
_SAME_SPAN = re.compile(r"同一?时期|同期|期间|这期间")
_YEAR_BEFORE = re.compile(r"(?:去年|上年|上一年)(?:同期(?:则?[为是]|仅为|只有|的)?|则?[为是]|仅为|只有)\s*$")
_MULTIPLIED = re.compile(r"[）)]?的\s*(?:近|约|超过?|逾)?\s*[\d.一二两三四五六七八九十]+\s*多?倍")
_EQUATED = re.compile(r"\W*(?:是|为|相当于)")
"""How the clause of a base opens that another thing is a multiple of: 甲区 86 亿元，|是乙区| 21.5 亿元的 4 倍."""
_PART_ALONE = re.compile(r"\W*(?:其中)?(?:仅仅|仅|单单|单|光)是?")
"""How an aside opens that tells a part of the time: 全年 150 亿元，|仅第四季度|就达到 47 亿元，比上年增长…"""
_RATE = re.compile(r"(?P<of>\w{2,6})率")
_CLAUSE_BEFORE = 20
"""Characters before a share's own clause in which it may be said what it is the share of."""
_ENDS = re.compile(r"[，。；、！？：,;（）()”]|$")


@dataclass(frozen=True, slots=True)
class Move:
    """From `base` to `level`; `years` between them where the text tells; `told` when told as one move."""

    base: Measure
    level: Measure
    years: int | None
    told: bool


def moves(paragraph: Paragraph) -> list[Move]:
    """Every move of a paragraph, in the order of the later-read of its two levels."""
    levels = [measure for measure in paragraph.measures if is_level(measure)]
    found: list[Move] = []
    for place, level in enumerate(levels):
        for base, later, told in _pairs(paragraph, levels[:place], level):
            found.append(Move(base, later, _years(paragraph, base, later, found), told))
    return found


def is_level(measure: Measure) -> bool:
    """Whether a figure is a level that a change may start from or lead to, and no aside."""
    if measure.role not in {Role.LEVEL, Role.SHARE}:
        return False
    return not measure.dated or _PART_ALONE.match(measure.lead) is None


def _pairs(
    paragraph: Paragraph, before: list[Measure], level: Measure
) -> Iterator[tuple[Measure, Measure, bool]]:
    """The levels before that make a move with this one: earlier, later, told as one move."""
    alike = [other for other in before if other.unit == level.unit]
    nearest = alike[-1] if alike and alike[-1].sentence == level.sentence else None
    if nearest and nearest.departs and level.arrives:
        yield nearest, level, True
    elif nearest and _is_its_base(paragraph, nearest, level):
        yield level, nearest, True
    elif nearest and level.arrives and not level.subject and _differ(nearest, level):
        yield nearest, level, True
    else:
        yield from _dated(paragraph, alike, level)


def _is_its_base(paragraph: Paragraph, level: Measure, base: Measure) -> bool:
    """Whether a figure is what the one before it is compared with: 比上年的…, 是 2020 年…的 4 倍, or 占 85%，就业率比上年的….

    A share has no name until the rate's is given; that it is the same must show in the words before it.
    """
    multiplied = _MULTIPLIED.match(paragraph.text, base.quantity.end) is not None
    if not base.subject:
        return base.compared or multiplied or _YEAR_BEFORE.search(base.lead) is not None
    if multiplied and _EQUATED.match(base.lead):
        return True
    rate = _RATE.fullmatch(base.subject)
    if rate is None or not base.compared or level.role is not Role.SHARE:
        return False
    opening = max(0, level.clause - _CLAUSE_BEFORE)
    return rate["of"] in paragraph.text[opening : level.quantity.start]


def _dated(
    paragraph: Paragraph, alike: list[Measure], level: Measure
) -> Iterator[tuple[Measure, Measure, bool]]:
    """The same subject at another time: both with periods of their own."""
    if not level.dated or not (level.subject or _stands_alone(paragraph, level)):
        return
    for other in alike:
        if other.dated and other.core and other.core == level.core and _differ(other, level):
            earlier, later = sorted((other, level), key=lambda one: one.period.last if one.period else 0)
            yield earlier, later, False


def _differ(one: Measure, other: Measure) -> bool:
    """Whether the two are of different periods that can be told apart."""
    if one.period is None or other.period is None:
        return False
    return one.period != other.period and one.period.is_dated == other.period.is_dated


def _stands_alone(paragraph: Paragraph, level: Measure) -> bool:
    """Whether nothing follows the figure that would make it a figure of something else: 404 家|重点企业."""
    return _ENDS.match(paragraph.text, level.quantity.end) is not None


def _years(paragraph: Paragraph, base: Measure, level: Measure, before: list[Move]) -> int | None:
    if base.period and level.period:
        if base.period != level.period:
            return base.period.years_until(level.period)
        if base.period.is_span:
            return base.period.last // 12 - base.period.first // 12
    start = paragraph.text.rfind("。", 0, base.quantity.start) + 1
    end = paragraph.text.find("。", level.quantity.end)
    duration = _DURATION.search(paragraph.text, start, end if end >= 0 else len(paragraph.text))
    if duration:
        return int(parse(duration["years"]).value)
    same_span = _SAME_SPAN.search(paragraph.text, start, base.quantity.start)
    return before[-1].years if before and same_span else None
