"""Tables 表格: the total that a table prints below or above a column, against the sum of its rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from editorial.figures.claims import decimal
from editorial.figures.intervals import Interval, total
from editorial.figures.numerals import Numeral, parse

_TOTAL = re.compile(r"[合总共]\s*计|总\s*和|总\s*数")
_NO_PART = re.compile(r"其中|小\s*计|[合总共]\s*计|总\s*[和数额]|^[#＃（(—-]")
"""Rows that count again what other rows count."""
_NO_SUM = re.compile(r"率|比|增|均|序|编?号|年份|排名|名次|单价|价格|指数|[%％]")
"""Heads of columns whose figures are not added up."""
_AMOUNT = re.compile(
    r"(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>[^\d\s%％]{0,6})"
)
_ROUNDED = re.compile(r"[千万亿]|百万")
"""Units in which whole numbers are rounded ones."""
_LEAST = 2
"""Rows that are added up."""
_NEAR = Fraction(1, 5)
"""A sum further from the total than this part of it adds up something else."""
_WIDEST = 2000
"""Characters of a sum written out."""


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """The total in `row` and `column` of a table, the sum written out, and what it comes to."""

    row: int
    column: int
    sum: str
    gives: str


def wrong_totals(rows: Sequence[Sequence[str]]) -> Iterator[WrongTotal]:
    """Every total that cannot be the sum of its column, whichever way the figures were rounded.

    `rows` are the table's cells, its head first, as many in each; an empty cell is an empty string.
    """
    labels = [row[0].strip() if row else "" for row in rows]
    place = next((at for at in (len(rows) - 1, 1) if 0 < at < len(rows) and _TOTAL.fullmatch(labels[at])), 0)
    parts = [at for at in range(1, len(rows)) if at != place]
    if not place or len(parts) < _LEAST or any(_NO_PART.search(labels[at]) for at in parts):
        return
    for column in range(1, len(rows[0])):
        if _NO_SUM.search(rows[0][column]):
            continue
        amounts = [_AMOUNT.fullmatch(rows[at][column].strip()) for at in (*parts, place)]
        are_rounded = _ROUNDED.search(rows[0][column]) is not None
        told = [match for match in amounts if match]
        if len(told) == len(amounts) and (wrong := _wrong(told, are_rounded=are_rounded)):
            yield WrongTotal(place, column, *wrong)


def _wrong(amounts: Sequence[re.Match[str]], *, are_rounded: bool) -> tuple[str, str] | None:
    """The sum and what it comes to, of amounts in one unit; the last of them is the total that it should be."""
    unit = amounts[-1]["unit"]
    if any(match["unit"] != unit for match in amounts):
        return None
    are_rounded = are_rounded or _ROUNDED.search(unit) is not None
    *parts, said = (parse(match["number"]) for match in amounts)
    due = total(_printed(part, are_rounded=are_rounded) for part in parts)
    value = sum((Fraction(part.value) for part in parts), Fraction(0))
    is_near = abs(value - Fraction(said.value)) <= _NEAR * Fraction(said.value)
    if not is_near or due.meets(_printed(said, are_rounded=are_rounded)):
        return None
    if any(part.value == said.value for part in parts):
        return None
    written = " + ".join(match["number"] for match in amounts[:-1])
    return f"{written[:_WIDEST]} = {decimal(float(value))}", f"{decimal(float(value))}{unit}"


def _printed(numeral: Numeral, *, are_rounded: bool) -> Interval:
    """What a figure of a table stands for: of 家 a whole number was counted, of 万元 it was rounded."""
    radius = numeral.step / 2 if are_rounded or numeral.step < 1 else Fraction(0)
    return Interval.around(Fraction(numeral.value), radius)
