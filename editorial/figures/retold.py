"""Changes in words that say what they are only beside the figures before them: 比…的 63.7%|高 4.2%, CAGR 为 15.1%.

The reader of figures takes a figure by the words of its own clause; here what it leaves open is settled.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from editorial.figures import units
from editorial.figures.reading import Measure, Paragraph, Role

_HIGHER = re.compile(r"\s*(?:还要|还|要|又)?(?P<verb>[高低])出?了?")
_COMPOUND = re.compile(
    r"\W*(?:[\d一二两三四五六七八九十]+年间?的?)?(?:CAGR|复合年均?增[长速]率?)(?:约|则|达到?|[为是])*\s*"
)
_FORMER = re.compile(r"\W*前者[是为]后者的")
_IN_BRACKETS = re.compile(r"(?:是|为|相当于)[^，。；（()）]{1,20}[（(][^，。；（()）]{0,12}$")
"""What stands before a base given in brackets: 为 2020 年（|40 亿元）的 4 倍."""
_BEFORE = 40
"""Characters before a base in which that is looked for."""


def retold(paragraph: Paragraph) -> Iterator[Measure]:
    """The paragraph's measures, with the part of each change in its statement settled."""
    before: Measure | None = None
    for measure in paragraph.measures:
        yield _settled(paragraph, before, measure)
        before = measure


def _settled(paragraph: Paragraph, before: Measure | None, measure: Measure) -> Measure:
    higher = _HIGHER.fullmatch(measure.lead)
    if higher and before and before.compared and measure.unit in {units.PERCENT, units.POINTS}:
        role = Role.GROWTH if measure.unit == units.PERCENT else Role.POINTS
        return replace(measure, role=role, subject="", sign=-1 if higher["verb"] == "低" else 1)
    if measure.unit == units.PERCENT and _COMPOUND.fullmatch(measure.lead):
        return replace(measure, role=Role.ANNUAL, subject="")
    if measure.unit == units.TIMES and before and _of_base_in_brackets(paragraph, before, measure):
        return replace(measure, role=Role.MULTIPLE)
    return measure


def _of_base_in_brackets(paragraph: Paragraph, before: Measure, measure: Measure) -> bool:
    start = before.quantity.start
    if paragraph.between(before, measure) not in {"）的", ")的"}:
        return False
    return _IN_BRACKETS.search(paragraph.text, max(0, start - _BEFORE), start) is not None


def former_and_latter(paragraph: Paragraph, told: Measure) -> tuple[Measure, Measure] | None:
    """甲区 86 亿元，乙区 21.5 亿元，前者是后者的|4 倍: the two, where the sentence has no other amounts."""
    if not _FORMER.fullmatch(told.lead):
        return None
    amounts = [
        one
        for one in paragraph.measures
        if one.sentence == told.sentence
        and one.quantity.end <= told.quantity.start
        and one.role is Role.LEVEL
    ]
    if len(amounts) != 2 or amounts[0].unit != amounts[1].unit:
        return None
    return amounts[0], amounts[1]
