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
from editorial.figures.claims import Calculation, Claim, Verdict, judged
from editorial.figures.intervals import Interval
from editorial.figures.numerals import parse
from editorial.figures.quantities import Quantity
from editorial.figures.reading import Measure, Paragraph, Role, paragraphs
from editorial.figures.resemblance import (
    agree,
    bounded,
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
_HANZI = r"[一二两三四五六七八九十]{1,3}"
_COUNT = re.compile(
    rf"(?P<all>连续(?P<times>\d{{1,2}}|{_HANZI})(?P<of>年|个月|届|个?季度)"
    rf"|(?P<bodies>\d{{1,2}}|{_HANZI})个?(?P<of2>部门))(?P<what>\w{{2,12}})"
)
"""Counts that are no quantities to the reader of figures: 连续 8 年|保持第一, 八部门|联合印发."""
_EARLIER = re.compile(r"此前|之前|以前|曾|过去")
_BEFORE = 12
"""Characters before such a count in which another time may be named."""
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
    yield from _counts(title, "\n".join(part.text for part in article))


def _counts(title: str, text: str) -> Iterator[Claim]:
    """连续 8 年 in the title where the text has 连续 9 年 of the same thing, and 8 of it nowhere."""
    said = _COUNT.search(title)
    if said is None or (said["bodies"] or "").isdigit() or f"第{_number(said)}" in text:
        return
    same = [
        each
        for each in _COUNT.finditer(text)
        if _counted(each) == _counted(said) and not _is_of_another_time(each)
    ]
    told = {_number(each) for each in same}
    if len(told) == 1 and _number(said) not in told and is_related(said["what"], same[0]["what"], _SAME):
        objection = f"标题写“{said['all']}”，正文是“{same[0]['all']}”"
        yield Claim(
            "num.headline",
            Verdict.CONTRADICTED,
            TITLE,
            said.start(),
            said.end("all"),
            f"标题 {said['all']}，正文 {same[0]['all']}",
            f"{objection}，请对照原文核实。",
        )


def _is_of_another_time(match: re.Match[str]) -> bool:
    """此前已连续 8 年: what was before the title's news."""
    before = match.string[max(0, match.start() - _BEFORE) : match.start()]
    return _EARLIER.search(before) is not None


def _counted(match: re.Match[str]) -> str:
    return (match["of"] or match["of2"]).removeprefix("个")


def _number(match: re.Match[str]) -> Decimal:
    return parse(match["times"] or match["bodies"]).value


def _without_figures(paragraph: Paragraph) -> str:
    """The text with the figures taken out that were read."""
    ends = [0, *(measure.quantity.end for measure in paragraph.measures)]
    starts = [*(measure.quantity.start for measure in paragraph.measures), len(paragraph.text)]
    return " ".join(paragraph.text[end:start] for end, start in zip(ends, starts, strict=True))


def _held_against(said: _Told, body: Sequence[_Told], loose: set[str]) -> Claim | None:
    figure = said.measure.quantity
    alike = [each for each in body if _same_unit(said.measure, each.measure)]
    agreeing = [each for each in alike if _may_stand_for(figure, each.measure.quantity)]
    timely = [each for each in agreeing if like_periods(said.measure.period, each.measure.period)]
    if turned := _turned_round(said, agreeing):
        return _claim(said, turned, agrees=False)
    if agreeing:
        return _claim(said, timely[0], agrees=True) if timely else None
    if _is_vague(figure) or _stands_elsewhere(figure, body, loose) or _is_made_up_of(said.measure, alike):
        return None
    meant = _meant(said, [each for each in alike if _may_be_meant(said.measure, each.measure)])
    return _claim(said, meant, agrees=False) if meant else None


def _may_stand_for(title: Quantity, text: Quantity) -> bool:
    """Whether a title may print the text's figure so. 突破 15 is no rounding of 14.8."""
    reaches = title.qualifier != "超" or bounded(text).high >= title.value
    return reaches and agree(title, text)


def _turned_round(said: _Told, agreeing: Sequence[_Told]) -> _Told | None:
    """The rate of the text that the title tells of the same thing as a fall for a rise, or a rise for a fall."""
    told = [each.measure for each in agreeing]
    if said.measure.role is not Role.GROWTH or any(each.role is not Role.GROWTH for each in told):
        return None
    if not told or any(each.sign == said.measure.sign for each in told):
        return None
    return next(
        (each for each in agreeing if likeness(said.measure.topic, each.measure.topic) >= _SAME), None
    )


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
    is_base = measure.role is not Role.GROWTH and (measure.compared or measure.departs)
    if is_base or said.sign != measure.sign or said.role is not measure.role:
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


def _quoted(measure: Measure, other: Measure) -> str:
    """The figure as printed, with the way it goes where that is all the difference."""
    way = ("增长" if measure.sign > 0 else "下降") if measure.sign != other.sign else ""
    return f"{way}{measure.quantity.text}"


def _claim(said: _Told, told: _Told, *, agrees: bool) -> Claim | None:
    stated = said.measure.quantity.interval
    title, text = _quoted(said.measure, told.measure), _quoted(told.measure, said.measure)
    calculation = Calculation(
        (stated,) if agrees else (), f"标题 {title}，正文 {text}", text, f"标题写“{title}”，正文是“{text}”"
    )
    return judged("num.headline", said.measure, stated, calculation, certain=True)
