"""Numerals as Chinese prose prints them: 38.3, 1,300, 三十七, 十二点五, and the multipliers 万, 亿, 万亿.

A numeral is read exactly; the place of its last printed digit and of its last digit that is not a
zero are kept, for they say how finely the writer meant it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = (
    r"[一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千]{0,8}(?:点[零〇一二三四五六七八九]{1,4})?"
)
MULTIPLIER = r"万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class Numeral:
    """`value`; `step`: one unit of the last printed place; `grain`: one unit of the last digit not zero."""

    value: Decimal
    step: Fraction
    grain: Fraction


def parse(printed: str, multiplier: str = "") -> Numeral:
    """The numeral printed as `printed`, Arabic or Chinese, times its multiplier.

    Raises ValueError when it is not one.
    """
    digits = re.sub(r"[,，\s]", "", printed)
    if not digits[:1].isdigit() or digits[:1] in "零〇":
        digits = _arabic(digits)
    factor = multiply(multiplier)
    _, _, decimals = digits.partition(".")
    step = Fraction(factor, 10 ** len(decimals))
    significant = digits.replace(".", "").rstrip("0")
    zeros = len(digits.replace(".", "")) - len(significant) if significant else 0
    return Numeral(Decimal(digits) * factor, step, step * 10**zeros)


def multiply(multiplier: str) -> int:
    """What a multiplier multiplies by: 1 for none, 10¹² for 万亿."""
    product = 1
    for sign in multiplier:
        product *= _PLACES.get(sign) or _MYRIADS[sign]
    return product


def _arabic(chinese: str) -> str:
    """Chinese digits below 万 as Arabic digits: 三百零五点二 → 305.2."""
    whole, _, decimals = chinese.partition("点")
    amount = digit = 0
    for sign in whole:
        if sign in _PLACES:
            amount += (digit or 1) * _PLACES[sign]
            digit = 0
        elif sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            raise ValueError(f"not a numeral: {chinese!r}")
    fraction = "".join(str(_DIGITS[sign]) for sign in decimals)
    return f"{amount + digit}.{fraction}" if fraction else str(amount + digit)
