"""A claim: one figure of the text that other figures of the text prove right or wrong.

`judged` is the only place where a verdict is passed: figures whose intervals meet are verified, figures
whose intervals cannot meet are contradicted, but only when it is certain that they speak of the same thing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Literal

from editorial.figures.intervals import Interval
from editorial.figures.numerals import multiply
from editorial.figures.quantities import Quantity
from editorial.figures.reading import Measure

Rule = Literal[
    "num.sum",
    "num.share",
    "num.growth",
    "num.times",
    "num.cagr",
    "num.headline",
    "num.list_count",
    "num.percent_point",
    "num.decrease_times",
    "num.currency",
]


class Verdict(Enum):
    VERIFIED = "verified"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure at `start:end` of paragraph number `paragraph` (−1: the title), and what the others say of it.

    `sum` is the calculation written out; `message` tells the editor, in Chinese, what it comes to.
    """

    rule: Rule
    verdict: Verdict
    paragraph: int
    start: int
    end: int
    sum: str
    message: str


@dataclass(frozen=True, slots=True)
class Calculation:
    """What a figure should be: every interval that some accepted convention gives, and how it is written.

    `objection` is told of a figure that is none of these, where that says more than the result alone.
    """

    results: tuple[Interval, ...]
    sum: str
    gives: str
    objection: str = ""


def judged(
    rule: Rule, measure: Measure, stated: Interval, due: Calculation, *, certain: bool
) -> Claim | None:
    """The verdict on a stated figure; None when it disagrees but may well speak of something else."""
    agrees = any(stated.meets(result) for result in due.results)
    if not agrees and not certain:
        return None
    printed = measure.quantity.text
    if agrees:
        return _claim(rule, Verdict.VERIFIED, measure, due.sum, f"“{printed}”与文中其他数字相符。")
    message = due.objection or f"按文中其他数字推算应约为 {due.gives}，与“{printed}”不符"
    return _claim(rule, Verdict.CONTRADICTED, measure, due.sum, f"{message}，请对照原文核实。")


def _claim(rule: Rule, verdict: Verdict, measure: Measure, calculation: str, message: str) -> Claim:
    quantity = measure.quantity
    return Claim(rule, verdict, measure.paragraph, quantity.start, quantity.end, calculation, message)


def worked_out(quantity: Quantity) -> Interval:
    """What a rate may stand for that was worked out from other figures: it may have been cut off, not rounded."""
    stated = quantity.interval
    if quantity.qualifier:
        return stated
    return Interval(stated.low, stated.high + stated.high - Fraction(quantity.value))


def written(quantities: Iterable[Quantity]) -> list[str]:
    """The figures as printed, without the 万 or 亿 that all of them share."""
    listed = list(quantities)
    if len({quantity.scale for quantity in listed}) == 1:
        return [quantity.printed.removesuffix(quantity.scale) for quantity in listed]
    return [quantity.printed for quantity in listed]


def decimal(value: float, places: int = 2) -> str:
    """A result to be read: rounded, without zeros at its end."""
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: float, like: Quantity) -> str:
    """An amount of a quantity's unit, on its scale: 302.4亿元."""
    return f"{decimal(value / multiply(like.scale))}{like.scale}{like.unit}"
