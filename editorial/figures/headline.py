"""The figures of a title, held against those of the text below it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from editorial.figures.claims import Calculation, Claim, judged
from editorial.figures.quantities import Quantity
from editorial.figures.reading import Measure, Paragraph, paragraphs

TITLE = -1
"""The number of the title among the paragraphs."""

_LIKENESS = 0.6
"""Which part of the title's pairs of characters the text's subject must have to be the same subject."""


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
    same = [measure for measure in alike if measure.role is said.role and _same_subject(said, measure)]
    one_figure = len({measure.quantity.value for measure in same}) == 1
    return _claim(said, same[0], agrees=False) if one_figure else None


def _comparable(said: Measure, measure: Measure) -> bool:
    if measure.unit != said.unit and "" not in {measure.unit, said.unit}:
        return False
    return said.period is None or measure.period is None or said.period == measure.period


def _same_subject(said: Measure, measure: Measure) -> bool:
    """Whether the text's figure is of what the title names, by the pairs of characters they share."""
    if said.sign != measure.sign or ("新" in said.topic) != ("新" in measure.topic):
        return False
    named, told = _pairs(said.topic), _pairs(measure.topic)
    return bool(named) and len(named & told) >= _LIKENESS * len(named)


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
