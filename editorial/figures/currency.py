"""Amounts given in two currencies: the rate they imply, against the rate the text states or the usual ones."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from editorial.figures.claims import Calculation, Claim, amount, judged
from editorial.figures.intervals import Interval
from editorial.figures.reading import Measure, Paragraph

USUAL: dict[str, tuple[str, str]] = {
    "美元": ("5.9", "8.8"),
    "欧元": ("6.4", "11.5"),
    "英镑": ("7.5", "16.5"),
    "港元": ("0.76", "1.14"),
    "日元": ("0.042", "0.096"),
}
"""Yuan for one unit, lowest and highest central parity since 1994, a little widened."""

_STATED = re.compile(
    r"1\s*(?P<currency>美元|欧元|英镑|港元|日元)\s*(?:兑换|兑|合|约合|折合|≈|=|等于|约等于|约为|约)\s*(?:人民币)?\s*"
    r"(?P<rate>\d+\.\d+)\s*元?"
)


def claims(article: Sequence[Paragraph]) -> Iterator[Claim]:
    """Every conversion between yuan and a foreign currency."""
    stated = _stated(article)
    for paragraph in article:
        for amount_, converted in pairwise(paragraph.measures):
            if converted.conversion and "元" in {amount_.unit, converted.unit}:
                claim = _conversion(amount_, converted, stated)
                if claim:
                    yield claim


def _stated(article: Sequence[Paragraph]) -> dict[str, Interval]:
    """The rates the article says it converts by."""
    rates = {}
    for paragraph in article:
        for match in _STATED.finditer(paragraph.text):
            places = len(match["rate"].partition(".")[2])
            rate = Fraction(Decimal(match["rate"]))
            rates[match["currency"]] = Interval.around(rate, Fraction(1, 2 * 10**places))
    return rates


def _conversion(amount_: Measure, converted: Measure, stated: dict[str, Interval]) -> Claim | None:
    into_yuan = converted.unit == "元"
    foreign = amount_.unit if into_yuan else converted.unit
    if foreign not in USUAL or not amount_.quantity.value or not converted.quantity.value:
        return None
    low, high = USUAL[foreign]
    rate = stated.get(foreign) or Interval(Fraction(low), Fraction(high))
    due = amount_.quantity.interval * rate if into_yuan else amount_.quantity.interval / rate
    yuan, other = (converted, amount_) if into_yuan else (amount_, converted)
    implied = float(yuan.quantity.value / other.quantity.value)
    sum_ = f"{yuan.quantity.printed}元 ÷ {other.quantity.printed}{foreign} = 每{foreign} {implied:.4g} 元"
    bounds = f"{amount(float(due.low), converted.quantity)}至{amount(float(due.high), converted.quantity)}"
    calculation = Calculation((due,), sum_, bounds)
    return judged("num.currency", converted, converted.quantity.interval, calculation, certain=True)
