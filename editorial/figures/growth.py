"""Growth over a stated base: by per cent, by an amount, by a multiple, by percentage points, a year on average.

Every claim is measured on a move. Where a rate is reckoned at constant prices or on a comparable scope, as
official statistics of output and income are, printed levels can confirm it but not refute it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from editorial.figures import units
from editorial.figures.claims import Calculation, Claim, amount, decimal, judged, worked_out, written
from editorial.figures.intervals import HUNDRED, ONE, Interval
from editorial.figures.moves import Move, is_level, moves
from editorial.figures.reading import ANNUAL, Measure, Paragraph, Role
from editorial.figures.retold import former_and_latter, retold

_REAL_TERMS = re.compile(
    r"生产总值|GDP|增加值|可支配收入|人均收入|人均.{0,6}支出|零售总额|零售额|固定资产投资|规模以上|规上|总产值"
    r"|实际|可比|不变价|扣除|口径|剔除"
)
_YEAR_ON_YEAR = re.compile(r"同比|上年|去年|上一年")
_OTHER_BASE = re.compile(r"环比|季调|月率|(?:比|较|相比)[^，]{0,10}(?:月|季|周|日|初|前)")
_IN_ALL = re.compile(r"累计|总共|共计|一共|年共")
"""Words by which a change is told of several years together; over which of them, a list of years leaves open."""
_ADDED = re.compile(r"还|另|又|再|新增|纳入")
"""Words by which an increase is told of other things than the move before it."""

_DOUBLING_SLACK = Interval(ONE.low * 19 / 20, ONE.low * 5 / 4)
"""翻一番 is said of what grew to about twice, rarely of less, often of a little more."""


def claims(paragraph: Paragraph) -> Iterator[Claim]:
    """Every growth told in the paragraph that a move of the paragraph measures."""
    known = moves(paragraph)
    for measure in retold(paragraph):
        weigh = _WEIGHED.get(measure.role)
        if weigh is None or _OTHER_BASE.search(measure.lead) or _is_yearly_amount(measure):
            continue
        for move, certain in _moves_told(paragraph, measure, known):
            claim = weigh(measure, move, certain)
            if claim:
                yield claim
                break
    yield from _by_an_amount(paragraph)


def _by_an_amount(paragraph: Paragraph) -> Iterator[Claim]:
    """出口 325.6 亿元，增加 60.2 亿元，增长 22.7%: the increase says what the base was."""
    for level, change, rate in zip(
        paragraph.measures, paragraph.measures[1:], paragraph.measures[2:], strict=False
    ):
        roles = (level.role, change.role, rate.role)
        if roles != (Role.LEVEL, Role.DIFFERENCE, Role.GROWTH) or level.unit != change.unit:
            continue
        if change.subject or rate.subject or change.sign != rate.sign or level.sentence != rate.sentence:
            continue
        if any(_OTHER_BASE.search(told.lead) or _ADDED.search(told.lead) for told in (change, rate)):
            continue
        by = Interval.exactly(change.sign) * change.quantity.interval
        base = level.quantity.interval - by
        if base.low <= 0:
            continue
        about = float(
            change.quantity.value / (level.quantity.value - change.sign * change.quantity.value) * 100
        )
        printed, difference = written((level.quantity, change.quantity))
        sign = "−" if change.sign > 0 else "+"
        sum_ = f"{difference} ÷ ({printed} {sign} {difference}) = {decimal(about)} %"
        due = Calculation((change.quantity.interval / base * HUNDRED,), sum_, f"{decimal(about)}%")
        certain = not (_REAL_TERMS.search(rate.lead) or _REAL_TERMS.search(level.topic))
        if claim := judged("num.growth", rate, worked_out(rate.quantity), due, certain=certain):
            yield claim


def _is_yearly_amount(measure: Measure) -> bool:
    """年均提高 1 个百分点: what came every year is not what came in all."""
    return measure.role is not Role.ANNUAL and ANNUAL.search(measure.lead) is not None


# --- Which move a growth is told of -------------------------------------------------------------


def _moves_told(paragraph: Paragraph, told: Measure, known: list[Move]) -> Iterator[tuple[Move, bool]]:
    """The moves a growth may be told of, each with whether that is certain."""
    real_terms = _REAL_TERMS.search(told.lead) or _REAL_TERMS.search(told.topic)
    near = _levels_before(paragraph, told)
    if pair := former_and_latter(paragraph, told):
        yield Move(base=pair[1], level=pair[0], years=None, told=True), True
    for move in reversed(known):
        if not told.subject and _belongs(move, near) and _in_reach(told, move):
            yield move, not real_terms and _sure(told, move)
        elif told.subject and _same_subject(told, move) and _same_ends(told, move):
            yield move, not real_terms


def _levels_before(paragraph: Paragraph, told: Measure) -> list[Measure]:
    """The level a growth without a subject of its own belongs to: the last one before it in its sentence.

    A level given in two currencies counts as both.
    """
    before = [
        measure
        for measure in paragraph.measures
        if measure.sentence == told.sentence
        and measure.quantity.end <= told.quantity.start
        and is_level(measure)
    ]
    return before[-2:] if before and before[-1].conversion else before[-1:]


def _belongs(move: Move, near: list[Measure]) -> bool:
    """Whether a growth told after these levels may be the move's.

    After a base that merely came earlier (2023 年 100 亿元，同比增长 8%；2024 年 …) it is the base's own.
    """
    if move.level in near:
        return True
    last_told = move.told or move.base.quantity.start > move.level.quantity.start
    return move.base in near and last_told


def _in_reach(told: Measure, move: Move) -> bool:
    """Whether the periods fit: the base named, the year before for 同比 and for a growth with a year of its own
    (由 2020 年的…增至…，其中 2025 年增长 9.3%), the span for an average."""
    if told.period and told.period.is_span and move.base.period and move.level.period:
        return _same_ends(told, move)
    if told.against:
        return told.against == move.base.period
    if told.dated:
        return told.period == move.level.period and move.years in {1, None}
    if _YEAR_ON_YEAR.search(told.lead):
        return move.years == 1 or (move.years is None and move.told)
    return True


def _sure(told: Measure, move: Move) -> bool:
    if _IN_ALL.search(told.lead) and not move.told:
        return False
    if told.role is Role.ANNUAL or told.against or move.told or _YEAR_ON_YEAR.search(told.lead):
        return True
    return move.years == 1 or told.role in {Role.MULTIPLE, Role.GROWTH_MULTIPLE}


def _same_subject(told: Measure, move: Move) -> bool:
    """我国文化贸易 is 文化贸易进出口总额; a narrower thing is not."""
    own, level = told.core, move.level.core or move.base.core
    if not own or not level:
        return False
    return level.startswith(own) or (len(own) >= 4 and level.endswith(own))


def _same_ends(told: Measure, move: Move) -> bool:
    period, years = told.period, move.years
    if told.role is Role.ANNUAL:
        if period is None or not period.is_span:
            return False
        first, last = period.first // 12, period.year
        if move.base.period and move.level.period and move.base.period != move.level.period:
            return (first, last) == (move.base.period.year, move.level.period.year)
        return years == last - first
    named = told.against is not None and told.against == move.base.period
    return named and period == move.level.period


# --- What the move makes of it ------------------------------------------------------------------


def _ratio(move: Move) -> tuple[Interval, str, float]:
    """How many times the base the level is: as an interval, written out, and about."""
    base, level = move.base.quantity, move.level.quantity
    later, earlier = written((level, base))
    about = float(level.value / base.value) if base.value else 0.0
    return level.interval / base.interval, f"{later} ÷ {earlier} = {decimal(about)}", about


def _growth(told: Measure, move: Move, certain: bool) -> Claim | None:
    if move.base.unit in {units.PERCENT, units.POINTS}:
        return _rate_of_rates(told, move, certain)
    ratio, division, about = _ratio(move)
    percent = Interval.exactly(told.sign) * (ratio - ONE) * HUNDRED
    rate = decimal(abs(about - 1) * 100)
    word, other = ("增长", "下降") if about >= 1 else ("下降", "增长")
    turned = f"按文中其他数字推算是{word}（约 {rate}%），这里说的却是{other}"
    objection = turned if (about >= 1) != (told.sign > 0) else ""
    due = Calculation((percent,), f"{division}，{word} {rate} %", f"{word} {rate}%", objection)
    return judged("num.growth", told, worked_out(told.quantity), due, certain=certain)


def _rate_of_rates(told: Measure, move: Move, certain: bool) -> Claim | None:
    """A share that rises from 20% to 25% rises by 5 percentage points or by 25%, not by 5%."""
    points = _difference_of(told, move)
    relative = Interval.exactly(told.sign) * (_ratio(move)[0] - ONE) * HUNDRED
    stated = told.quantity.interval
    if not points.results[0].meets(stated) or (relative.meets(stated) and not _is_the_difference(told, move)):
        return None
    due = Calculation((), points.sum, f"{points.gives}个百分点（两个百分数相减，单位是百分点）")
    return judged("num.percent_point", told, stated, due, certain=certain)


def _is_the_difference(told: Measure, move: Move) -> bool:
    """失业率由 5.2% 降到 5.1%，下降 0.1%: rounding leaves the rest open, but just so far are the two apart."""
    base, level = move.base.quantity.value, move.level.quantity.value
    relative = Interval.exactly(abs(Fraction(level / base) - 1) * 100) if base else ONE
    return told.sign * (level - base) == told.quantity.value and not relative.meets(told.quantity.interval)


def _annual(told: Measure, move: Move, certain: bool) -> Claim | None:
    """Compound growth. Years are counted to the end, or through both ends, the first being growth too."""
    if not move.years or move.years < 2 or move.base.unit == units.PERCENT:
        return None
    ratio, division, about = _ratio(move)
    stated = worked_out(told.quantity)
    yearly = ONE + Interval.exactly(told.sign) * stated / HUNDRED
    conventions = (move.years, move.years + 1)
    agrees = any((yearly**years).meets(ratio) for years in conventions)
    later, earlier = written((move.level.quantity, move.base.quantity))
    rate = decimal((about ** (1 / move.years) - 1) * 100)
    sum_ = f"{division}，年均增长 ({later}/{earlier})^(1/{move.years}) − 1 = {rate} %"
    due = Calculation((stated,) if agrees else (), sum_, f"年均增长 {rate}%")
    return judged("num.cagr", told, stated, due, certain=certain)


def _grown_multiple(told: Measure, move: Move, certain: bool) -> Claim | None:
    if told.sign < 0:
        return None
    ratio, division, about = _ratio(move)
    gives = f"增长 {decimal(about - 1)} 倍（即为原来的 {decimal(about)} 倍）"
    due = Calculation((ratio - ONE,), f"{division}，增长 {decimal(about - 1)} 倍", gives)
    return judged("num.times", told, told.quantity.interval, due, certain=certain)


def _multiple(told: Measure, move: Move, certain: bool) -> Claim | None:
    ratio, division, about = _ratio(move)
    stated = told.quantity.interval
    if told.unit == units.DOUBLINGS:
        stated = stated * _DOUBLING_SLACK
    due = Calculation((ratio,), division, f"{decimal(about)} 倍")
    return judged("num.times", told, stated, due, certain=certain)


def _difference(told: Measure, move: Move, certain: bool) -> Claim | None:
    if told.unit != move.base.unit or _ADDED.search(told.lead):
        return None
    due = _difference_of(told, move)
    return judged("num.growth", told, told.quantity.interval, due, certain=certain)


def _points(told: Measure, move: Move, certain: bool) -> Claim | None:
    if move.base.unit != units.PERCENT:
        return None
    due = _difference_of(told, move)
    due = replace(due, gives=f"{due.gives} {units.POINTS}")
    return judged("num.percent_point", told, told.quantity.interval, due, certain=certain)


def _difference_of(told: Measure, move: Move) -> Calculation:
    base, level = move.base.quantity, move.level.quantity
    if told.sign < 0:
        base, level = level, base
    first, second = written((level, base))
    about = amount(float(level.value - base.value), level)
    gives = about.removesuffix(units.PERCENT)
    return Calculation((level.interval - base.interval,), f"{first} − {second} = {gives}", gives)


_WEIGHED: dict[Role, Callable[[Measure, Move, bool], Claim | None]] = {
    Role.GROWTH: _growth,
    Role.ANNUAL: _annual,
    Role.GROWTH_MULTIPLE: _grown_multiple,
    Role.MULTIPLE: _multiple,
    Role.DIFFERENCE: _difference,
    Role.POINTS: _points,
}
