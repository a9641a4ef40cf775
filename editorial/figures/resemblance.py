"""Whether two figures are told of the same thing, are the same figure, or one a slip of the finger for the other."""

import re
from fractions import Fraction

from rapidfuzz.distance import OSA

from editorial.figures import units
from editorial.figures.intervals import Interval
from editorial.figures.numerals import parse
from editorial.figures.periods import Period
from editorial.figures.quantities import Quantity
from editorial.figures.reading import Measure, Paragraph

_FOLLOWING = re.compile(r"[^，。；、：！？（）()\s\d]{0,12}")
_CUT_OFF = Fraction(11, 10)
"""突破 100 is said of no more than about 110, unless that is 100 with its further digits left out."""
_NEARLY = Fraction(1, 50)
"""By how much a rounder count may differ from the exact one without a word: 6000 人 for 6012 人."""


def words_about(measure: Measure, paragraph: Paragraph) -> str:
    """What a figure is told of: its subject, and what it counts where that follows it (12 个|海外仓)."""
    following = _FOLLOWING.match(paragraph.text, measure.quantity.end)
    return f"{measure.topic} {following[0] if following else ''}"


def likeness(said: str, told: str) -> float:
    """Which part of the pairs of characters of the one the other has."""
    named = pairs(said)
    return len(named & pairs(told)) / len(named) if named else 0.0


def is_related(one: str, other: str, least: float) -> bool:
    """Whether the poorer of the two has at least this part of its pairs of characters in the other."""
    here, there = pairs(one), pairs(other)
    return bool(here and there) and len(here & there) >= least * min(len(here), len(there))


def pairs(words: str) -> set[str]:
    """Every two characters that stand side by side."""
    return {part[place : place + 2] for part in re.split(r"\W+", words) for place in range(len(part) - 1)}


def like_periods(one: Period | None, other: Period | None) -> bool:
    """Whether the two may be the same time; a year that is only pointed at may be any."""
    if one is None or other is None or one == other:
        return True
    if one.is_dated and other.is_dated:
        return False
    return one.first % 12 == other.first % 12 and one.last - one.first == other.last - other.first


def is_slip(one: Quantity, other: Quantity) -> bool:
    """But for one digit, its place or the point the same: 95.0% and 45.0%, 126 家 and 1266 家."""
    here, there = _digits(one), _digits(other)
    return max(len(here), len(there)) > 1 and OSA.distance(here, there) <= 1


def agree(title: Quantity, text: Quantity) -> bool:
    """Whether a title may print the text's figure so: as it is, rounded, or 突破 with its last digits left out."""
    if title.qualifier == "超" and text.qualifier != "区间" and text.value >= title.value:
        return _is_cut_off(title, text)
    if title.qualifier == text.qualifier == "超":
        return False
    return title.interval.meets(bounded(text)) or _is_rounded(title, text)


def bounded(quantity: Quantity) -> Interval:
    """What a figure stands for; “more than” is not much more."""
    if quantity.qualifier != "超":
        return quantity.interval
    return Interval(quantity.interval.low, Fraction(quantity.value) * _CUT_OFF)


def _is_cut_off(title: Quantity, text: Quantity) -> bool:
    exact, said, step = Fraction(text.value), Fraction(title.value), grain(title)
    if exact // step * step == said:
        return True
    finer = step < grain(text) or (text.qualifier == "超" and step == grain(text))
    return not finer and exact <= said * _CUT_OFF


def _is_rounded(title: Quantity, text: Quantity) -> bool:
    if title.qualifier or title.unit in units.RATES or "." in title.printed:
        return False
    return grain(title) > grain(text) and abs(title.value - text.value) <= _NEARLY * Fraction(text.value)


def grain(quantity: Quantity) -> Fraction:
    """One unit of the last printed digit that is not zero."""
    if not quantity.printed or "—" in quantity.printed:
        return Fraction(1)
    return parse(quantity.printed.removesuffix(quantity.scale) or "一", quantity.scale).grain


def _digits(quantity: Quantity) -> str:
    return re.sub(r"\D", "", quantity.printed)
