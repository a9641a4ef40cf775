"""Quantities in running text: a numeral with its unit, the words that widen it, and where it stands.

`read` finds what a unit makes a quantity; years, dates and ordinals are none, and one told in two parts
(52 万 3000 名) is left alone. What a quantity is *of* is
the business of `reading`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from editorial.figures import numerals, units
from editorial.figures.intervals import UNBOUNDED, Interval

_BEFORE = {
    "约": r"大约|约莫|约为|约|大概",
    "近": r"将近|接近|近|逼近",
    "超": r"超过|超出|超|突破|破|逾|高于|多于|大于|不低于|不少于|不下|至少",
    "不足": r"不到|不足|低于|少于|小于|不超过|至多|最多",
}
_AFTER = {
    "约": r"左右|上下|前后",
    "超": r"以上|之多|还多|有余",
    "不足": r"以下|以内|之内",
}
"""Words before and after a figure that widen it → the qualifier they amount to."""

_WORD_BEFORE = rf"(?P<before>{'|'.join([_BEFORE['不足'], _BEFORE['约'], _BEFORE['近'], _BEFORE['超']])})?(?:了|过|达)?\s*"
_WORD_AFTER = rf"(?P<after>{'|'.join(_AFTER.values())})?"
_UNIT = "|".join(sorted(map(re.escape, units.UNITS), key=len, reverse=True))
_TENTH = r"成(?![立员功果本为长都品交型熟效就绩分千套人语年衣因不片群])"
_DASH = r"[-—–~～﹣－]{1,2}"

_QUANTITY = re.compile(
    rf"""(?<![\d.A-Za-z第万亿]){_WORD_BEFORE}(?:
        (?<![由从自])(?P<low>{numerals.ARABIC})\s*(?:(?P<lp>[%％])|{numerals.MULTIPLIER})?\s*(?:{_DASH}|至)\s*
        (?P<high>{numerals.ARABIC})\s*(?P<rm>{numerals.MULTIPLIER})?\s*(?P<ru>(?(lp)[%％]|(?:{_UNIT})))
      | (?P<number>{numerals.ARABIC})\s*(?P<m>{numerals.MULTIPLIER})?\s*(?P<more>[多余])?\s*
        (?P<unit>{_UNIT}|(?=\s*[、和及与])|(?<=亿)(?![吨个级]))
      | (?P<hanzi>{numerals.CHINESE})(?P<hm>万亿|亿|万)?(?P<hmore>[多余])?(?P<hu>个百分点|倍|{_TENTH}|(?<=[万亿])(?:{_UNIT}))
      | 百分之(?P<per>{numerals.ARABIC}|{numerals.CHINESE})
      | (?P<denominator>[二三四五六七八九十])分之(?P<numerator>[一二两三四五六七八九])
      | 翻(?:了)?(?:(?P<fold>[一两二三四五六\d])?番)
    ){_WORD_AFTER}""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of the text: `text[start:end]`, qualifiers included.

    `value` is in single units (38.3 万亿元 → 38300000000000), for % in hundredths as printed. `interval` is
    everything the print may stand for. `qualifier` is 约, 近, 超, 不足, 区间 or empty. `printed` is the
    numeral with its multiplier, for writing sums out.
    """

    text: str
    start: int
    end: int
    value: Decimal
    interval: Interval
    unit: str
    qualifier: str = ""
    printed: str = ""

    @property
    def scale(self) -> str:
        """万, 亿, 万亿 as printed, or nothing."""
        found = re.search(rf"(?:{numerals.MULTIPLIER})$", self.printed)
        return found[0] if found else ""


def read(text: str) -> list[Quantity]:
    """Every quantity of the text, in order. Spans are in its characters."""
    found = [quantity for match in _QUANTITY.finditer(text) if (quantity := _quantity(match))]
    return [quantity for quantity in _shared_units(text, found) if quantity.unit or quantity.scale]


def _quantity(match: re.Match[str]) -> Quantity | None:
    for group, reader in _READERS.items():
        if match[group]:
            return reader(match)
    return _folded(match)


def _plain(match: re.Match[str]) -> Quantity | None:
    unit = units.UNITS.get(match["unit"], "")
    return _made(match, match["number"], match["m"] or "", unit, more=bool(match["more"]))


def _chinese(match: re.Match[str]) -> Quantity | None:
    if match["hu"] == units.TENTHS:
        numeral = numerals.parse(match["hanzi"], "十")
        return _of(match, numeral, units.PERCENT, f"{numeral.value}", more=bool(match["hmore"]))
    unit = units.UNITS[match["hu"]]
    return _made(match, match["hanzi"], match["hm"] or "", unit, more=bool(match["hmore"]))


def _range(match: re.Match[str]) -> Quantity | None:
    scale, unit = match["rm"] or "", units.UNITS[match["ru"]]
    own = re.search(rf"(?:{numerals.MULTIPLIER})", match[0][: match.start("high") - match.start()])
    low = numerals.parse(match["low"], own[0] if own else scale)
    high = numerals.parse(match["high"], scale)
    if low.value >= high.value:
        return None
    span = Interval(Fraction(low.value) - low.step / 2, Fraction(high.value) + high.step / 2)
    printed = f"{match['low']}—{match['high']}{scale}"
    start = _start(match)
    return Quantity(
        match.string[start : match.end()], start, match.end(), high.value, span, unit, "区间", printed
    )


def _per_cent(match: re.Match[str]) -> Quantity | None:
    return _made(match, match["per"], "", units.PERCENT)


def _fraction(match: re.Match[str]) -> Quantity | None:
    above, below = (int(numerals.parse(match[name]).value) for name in ("numerator", "denominator"))
    if above >= below:
        return None
    percent = Fraction(100 * above, below)
    printed = f"{float(percent):.1f}"
    numeral = numerals.Numeral(Decimal(printed), Fraction(5), Fraction(5))
    return _of(match, numeral, units.PERCENT, printed)


def _folded(match: re.Match[str]) -> Quantity:
    """翻两番 is growing to four times: a multiple, told as one."""
    times = 2 ** int(numerals.parse(match["fold"] or "一").value)
    numeral = numerals.Numeral(Decimal(times), Fraction(1, 10), Fraction(1, 10))
    return _of(match, numeral, units.DOUBLINGS, str(times))


_FIRST = ("low", "number", "hanzi", "denominator")

_READERS = {
    "low": _range,
    "number": _plain,
    "hanzi": _chinese,
    "per": _per_cent,
    "denominator": _fraction,
}


def _made(match: re.Match[str], number: str, scale: str, unit: str, *, more: bool = False) -> Quantity:
    digits = re.sub(r"\s", "", number)
    return _of(match, numerals.parse(digits, scale), unit, f"{digits}{scale}", more=more)


def _of(
    match: re.Match[str], numeral: numerals.Numeral, unit: str, printed: str, *, more: bool = False
) -> Quantity:
    qualifier = (
        _meaning(match["before"], _BEFORE) or _meaning(match["after"], _AFTER) or ("超" if more else "")
    )
    counted = unit in units.COUNTED and numeral.step == 1
    span = _widened(numeral, qualifier, exact=counted)
    if more:
        span = Interval(span.low, Fraction(numeral.value) + numeral.grain)
    start = _start(match)
    return Quantity(
        match.string[start : match.end()], start, match.end(), numeral.value, span, unit, qualifier, printed
    )


def _start(match: re.Match[str]) -> int:
    """Where the figure begins: at the word that widens it, else at its first numeral."""
    if match["before"]:
        return match.start("before")
    return next((match.start(group) for group in _FIRST if match[group]), match.start())


def _meaning(word: str | None, meanings: dict[str, str]) -> str:
    return next((name for name, said in meanings.items() if word and re.fullmatch(said, word)), "")


def _widened(numeral: numerals.Numeral, qualifier: str, *, exact: bool) -> Interval:
    """What the print may stand for: half a unit of its last place each way, more where it says so."""
    value = Fraction(numeral.value)
    rounding = Fraction(0) if exact else numeral.step / 2
    match qualifier:
        case "约":
            coarse = numeral.grain * 100 > value
            return Interval.around(value, max(numeral.step, value / 20 if coarse else Fraction(0)))
        case "近":
            return Interval(value - max(numeral.grain, value / 20), value + rounding)
        case "超":
            return Interval(value - rounding, UNBOUNDED)
        case "不足":
            return Interval(-UNBOUNDED, value + rounding)
    return Interval.around(value, rounding)


def _shared_units(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Give the figures of a list the unit its last one carries: 966.5亿、550.9亿元."""
    resolved = found[-1:]
    for here, there in reversed(list(pairwise(found))):
        between = text[here.end : there.start].strip()
        after = resolved[0]
        if not here.unit and between in {"、", "和", "及", "与"}:
            here = _with_unit(here, after)
        resolved.insert(0, here)
    yield from resolved


def _with_unit(quantity: Quantity, following: Quantity) -> Quantity:
    scale = quantity.scale or following.scale
    digits = quantity.printed.removesuffix(quantity.scale)
    numeral = numerals.parse(digits, scale)
    exact = following.unit in units.COUNTED and numeral.step == 1
    span = _widened(numeral, quantity.qualifier, exact=exact)
    return replace(
        quantity, value=numeral.value, interval=span, unit=following.unit, printed=f"{digits}{scale}"
    )
