"""Numerals: a whole number written in each manner that Word counts paragraphs in (`w:numFmt`).

ISO/IEC 29500-1, 17.18.59; the Chinese manners as Word and WPS write them.
"""

from collections.abc import Callable, Mapping

_PLAIN = "零一二三四五六七八九"
_DIGITAL = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 9999
"""From here on a number is written in figures, whatever the manner."""


def numeral(number: int, manner: str) -> str:
    """The number in that manner; in figures where it has none there."""
    if not 0 < number <= _MOST:
        return str(number)
    return _MANNERS.get(manner, str)(number)


def _chinese(number: int, digits: str = _PLAIN, units: str = "十百千") -> str:
    """二十一, 一百零五. Ten to nineteen begin with 十, but not in the legal manner (壹拾)."""
    written, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += (digits[0] if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = bool(written) and not digit
    return written[1:] if written.startswith("一十") else written


def _roman(number: int) -> str:
    written = ""
    for step, letters in _ROMAN:
        written += letters * (number // step)
        number %= step
    return written


def _letters(number: int) -> str:
    """a, b … z, aa, bb …"""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _from(first: str, count: int) -> Callable[[int], str]:
    """Characters in a row of Unicode: ① …; figures beyond the last."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


def _among(row: str) -> Callable[[int], str]:
    return lambda number: row[(number - 1) % len(row)]


def _digital(number: int) -> str:
    return "".join(_DIGITAL[int(figure)] for figure in str(number))


_MANNERS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), _chinese
    ),
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": lambda number: _chinese(number, _LEGAL, "拾佰仟"),
    "ideographDigital": _digital,
    "ideographTraditional": _among(_STEMS),
    "ideographZodiac": _among(_BRANCHES),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(
        {ord("0") + i: ord("０") + i for i in range(10)}
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _from("①", 20)),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
