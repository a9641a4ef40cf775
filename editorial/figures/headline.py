"""The figures of a title, held against those of the text below it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from editorial.figures.claims import Calculation, Claim, judged
from editorial.figures.quantities import Quantity
from editorial.figures.reading import Measure, Paragraph, paragraphs

TITLE = -1
"""The number of the title among the paragraphs."""

_LIKENESS = 0.6
"""Likeness from which two subjects are the same."""
_SOME = 0.3
"""Which part of the shorter of two subjects they must share where one figure is a slip of the other."""


def claims(title: str, article: Sequence[Paragraph]) -> Iterator[Claim]:
    """For each figure of the title: confirmed by the text, or contradicted by what it says of that subject."""
    body = [measure for paragraph in article for measure in paragraph.measures]
    for measure in paragraphs([title])[0].measures:
        claim = _held_against(replace(measure, paragraph=TITLE), body)
        if claim:
            yield claim


def _held_against(said: Measure, body: Sequence[Measure]) -> Claim | None:
    alike = [measure for measure in body if _comparable(said, measure)]
    agreeing = [measure for measure in alike if _agree(said.quantity, measure.quantity)]
    if agreeing:
        return _claim(said, agreeing[0], agrees=True)
    told = [measure for measure in alike if measure.role is said.role and _is_told(said, measure)]
    same = [measure for measure in told if _likeness(said, measure) >= _LIKENESS]
    if len({measure.quantity.value for measure in same}) == 1:
        return _claim(said, same[0], agrees=False)
    slips = [measure for measure in told if _is_related(said, measure) and _is_slip(said, measure)]
    return _claim(said, slips[0], agrees=False) if slips else None


def _is_told(said: Measure, measure: Measure) -> bool:
    """It is what the text tells, in the title's direction, and no base to compare with: 比上年的, 由…增至."""
    if measure.compared or measure.departs or said.sign != measure.sign:
        return False
    return ("新" in said.topic) == ("新" in measure.topic)


def _is_slip(said: Measure, measure: Measure) -> bool:
    """A figure that the text does not have, but for one digit or its point: 95.0% where it says 45.0%."""
    one, other = (re.sub(r"\D", "", each.quantity.printed) for each in (said, measure))
    return said.unit == measure.unit and len(one) > 1 and OSA.distance(one, other) <= 1


def _comparable(said: Measure, measure: Measure) -> bool:
    if measure.unit != said.unit and "" not in {measure.unit, said.unit}:
        return False
    return said.period is None or measure.period is None or said.period == measure.period


def _likeness(said: Measure, measure: Measure) -> float:
    """Which part of the pairs of characters of the title's subject the text's has."""
    named, told = _pairs(said.topic), _pairs(measure.topic)
    return len(named & told) / len(named) if named else 0.0


def _is_related(said: Measure, measure: Measure) -> bool:
    named, told = _pairs(said.topic), _pairs(measure.topic)
    return bool(named and told) and len(named & told) >= _SOME * min(len(named), len(told))


def _pairs(subject: str) -> set[str]:
    plain = re.sub(r"\W", "", subject)
    return {plain[place : place + 2] for place in range(len(plain) - 1)}


def _agree(title: Quantity, text: Quantity) -> bool:
    """Whether both may be the same figure; two that are both “more than” must name the same bound."""
    if title.qualifier == text.qualifier and title.qualifier in {"超", "不足"}:
        return title.value == text.value
    return title.interval.meets(text.interval)


def _claim(said: Measure, told: Measure, *, agrees: bool) -> Claim | None:
    stated = said.quantity.interval
    due = Calculation(
        (stated,) if agrees else (),
        f"标题 {said.quantity.text}，正文 {told.quantity.text}",
        told.quantity.text,
    )
    return judged("num.headline", said, stated, due, certain=True)
