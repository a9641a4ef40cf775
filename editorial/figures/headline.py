"""The figures of a title, held against those of the text below it.

A title may round, cut off, add up or leave out the year. Its figure is contradicted only where it stands nowhere
in the text, is no sum or difference of what stands there, and the text tells another figure of the same thing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, groupby, pairwise

from editorial.figures import units
from editorial.figures.claims import Calculation, Claim, judged
from editorial.figures.intervals import Interval
from editorial.figures.quantities import Quantity
from editorial.figures.reading import Measure, Paragraph, Role, paragraphs
from editorial.figures.resemblance import (
    agree,
    grain,
    is_related,
    is_slip,
    like_periods,
    likeness,
    words_about,
)

TITLE = -1
"""The number of the title among the paragraphs."""

_SAME = 0.6
"""Likeness from which two subjects are the same."""
_SOME = 0.3
"""Which part of the poorer of two subjects they must share where no other figure can be meant."""

_LITTLE = 0.1
"""The same where one figure is a slip of the other."""

_DURATION = re.compile(r"月|世纪|小时|工作日|交易日|季度|年|五年")
"""What makes 7 个|月 a stretch of time."""
_DIGIT = re.compile(r"[2-9二两三四五六七八九]|\d\d|\.")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?![\d.]|\s*[年月日时点分号届])")
_AMOUNTS = {Role.LEVEL, Role.DIFFERENCE}
_TERMS = 40
"""More figures than this are not tried for a sum: some two of them would always fit."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of the text and the words it is told of."""

    measure: Measure
    about: str


def claims(title: str, article: Sequence[Paragraph], written: date | None = None) -> Iterator[Claim]:
    """For each figure of the title: confirmed by the text, or contradicted by what it says of that subject."""
    body = [_Told(each, words_about(each, part)) for part in article for each in part.measures]
    loose = {number for part in article for number in _NUMBER.findall(_without_figures(part))}
    heading = paragraphs([title], written)[0]
    for measure in heading.measures:
        if _DURATION.match(title, measure.quantity.end):
            continue
        said = _Told(replace(measure, paragraph=TITLE), words_about(measure, heading))
        claim = _held_against(said, body, loose)
        if claim:
            yield claim


def _without_figures(paragraph: Paragraph) -> str:
    """The text with the figures taken out that were read."""
    ends = [0, *(measure.quantity.end for measure in paragraph.measures)]
    starts = [*(measure.quantity.start for measure in paragraph.measures), len(paragraph.text)]
    return " ".join(paragraph.text[end:start] for end, start in zip(ends, starts, strict=True))


def _held_against(said: _Told, body: Sequence[_Told], loose: set[str]) -> Claim | None:
    figure = said.measure.quantity
    alike = [each for each in body if _same_unit(said.measure, each.measure)]
    agreeing = [each for each in alike if agree(figure, each.measure.quantity)]
    if agreeing:
        timely = [each for each in agreeing if like_periods(said.measure.period, each.measure.period)]
        return _claim(said, timely[0], agrees=True) if timely else None
    if _is_vague(figure) or _stands_elsewhere(figure, body, loose) or _is_made_up_of(said.measure, alike):
        return None
    meant = _meant(said, [each for each in alike if _may_be_meant(said.measure, each.measure)])
    return _claim(said, meant, agrees=False) if meant else None


def _meant(said: _Told, told: Sequence[_Told]) -> _Told | None:
    """The one figure of the text that the title's can only stand for."""
    figure = said.measure.quantity
    same = [each for each in told if likeness(said.measure.topic, each.measure.topic) >= _SAME]
    if _is_one_figure(same):
        return same[0]
    related = [each for each in told if is_related(said.about, each.about, _SOME)]
    if related and _is_one_figure(told) and _is_telling(figure):
        return related[0]
    slips = [each for each in told if is_slip(figure, each.measure.quantity)]
    if slips and _is_one_figure(told) and len(set(said.about) & set(slips[0].about)) > 1:
        return slips[0]
    return next((each for each in slips if is_related(said.about, each.about, _LITTLE)), None)


def _is_vague(figure: Quantity) -> bool:
    """千亿, 1 万名: an order of magnitude."""
    return _DIGIT.search(figure.printed) is None


def _is_telling(figure: Quantity) -> bool:
    """Whether the figure is no small count or round number, which may well be of something else."""
    digits = figure.printed.replace(".", "").removesuffix(figure.scale).rstrip("0")
    return len(digits) > (1 if figure.scale or figure.unit not in units.COUNTED else 2)


def _stands_elsewhere(figure: Quantity, body: Sequence[_Told], loose: set[str]) -> bool:
    """Whether the text has it without a unit, or counts it in another: 22 个举措, 22 项举措."""
    if figure.printed.removesuffix(figure.scale) in loose:
        return True
    others = (each.measure.quantity for each in body if each.measure.unit in units.COUNTED)
    return figure.unit in units.COUNTED and figure.value in {other.value for other in others}


def _is_one_figure(told: Sequence[_Told]) -> bool:
    return len({each.measure.quantity.value for each in told}) == 1


def _same_unit(said: Measure, measure: Measure) -> bool:
    return measure.unit == said.unit or "" in {measure.unit, said.unit}


def _may_be_meant(said: Measure, measure: Measure) -> bool:
    """It is what the text tells, in the title's direction, and no base to compare with: 比上年的, 由…增至."""
    if measure.compared or measure.departs or said.sign != measure.sign or said.role is not measure.role:
        return False
    same_time = like_periods(said.period, measure.period)
    return same_time and ("新" in said.topic) == ("新" in measure.topic)


def _is_made_up_of(said: Measure, alike: Sequence[_Told]) -> bool:
    """Whether the title adds up amounts of a paragraph, some told in a row, or subtracts one from the next."""
    if said.unit in units.RATES:
        return False
    told = [each.measure for each in alike if each.measure.role in _AMOUNTS]
    lowest = said.quantity.interval.low
    stated = Interval(lowest, min(said.quantity.interval.high, lowest + grain(said.quantity)))
    return any(
        Interval.exactly(Fraction(result)).meets(stated)
        for _, amounts in groupby(told, key=lambda measure: measure.paragraph)
        for result in _results(list(amounts)[:_TERMS])
    )


def _results(amounts: list[Measure]) -> Iterator[Decimal]:
    """The sum of any in a row, of any two counts, and how far one of a subject is from the next."""
    values = [amount.quantity.value for amount in amounts]
    if amounts[0].unit in units.COUNTED:
        yield from map(sum, combinations(values, 2))
    for first, last in combinations(range(len(values) + 1), 2):
        if last - first > 1:
            yield sum(values[first:last], Decimal())
    for one, other in pairwise(amounts):
        if one.departs or other.compared:
            yield abs(one.quantity.value - other.quantity.value)


def _claim(said: _Told, told: _Told, *, agrees: bool) -> Claim | None:
    printed, due = said.measure.quantity, told.measure.quantity
    stated = printed.interval
    calculation = Calculation((stated,) if agrees else (), f"标题 {printed.text}，正文 {due.text}", due.text)
    return judged("num.headline", said.measure, stated, calculation, certain=True)
