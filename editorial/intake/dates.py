"""Dates and counting numbers as Chinese documents write them: 2026 年 1 月 30 日, 二〇二六年一月三十日, 十二.

Everything here expects text folded by `fold`: full-width forms made plain.
"""

import datetime
import re
import unicodedata

_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MOST_DIGITS = 9
"""A longer row of digits is a code or a telephone number and counts nothing."""

NUMERAL = r"(?:\d+|[零〇○一二三四五六七八九十百千两壹贰叁]+)"
"""A number in digits or in Chinese, for use in larger patterns."""
_YEAR = r"(?:(?:19|20)\d\d|[一二][零〇○一二三四五六七八九]{3})"
_MONTH_OR_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = re.compile(
    rf"({_YEAR})\s*年\s*({_MONTH_OR_DAY})\s*月\s*({_MONTH_OR_DAY})\s*日"
    r"|((?:19|20)\d\d)\s?([-./])\s?(\d{1,2})\s?\5\s?(\d{1,2})(?!\d)"
)
"""A whole date: in Chinese (groups 1 to 3), or with hyphens, full stops or slashes (4, 6, 7)."""


def fold(text: str) -> str:
    """Full-width forms made plain (NFKC), whatever dash or colon made the common one."""
    return unicodedata.normalize("NFKC", text).replace("∶", ":").replace("〔", "[").replace("〕", "]")


def read_number(text: str) -> int | None:
    """The value of a `NUMERAL`: 40, 四十, 二〇二六. None for what is no number, or too long for one."""
    if text.isdecimal():
        return _from_digits(text)
    if not text or not set(text) <= _DIGITS.keys() | _PLACES.keys():
        return None
    if _PLACES.keys().isdisjoint(text):
        return _from_digits("".join(str(_DIGITS[letter]) for letter in text))
    return _from_places(text)


def _from_digits(digits: str) -> int | None:
    return int(digits) if len(digits) <= _MOST_DIGITS else None


def _from_places(text: str) -> int:
    """The value of a numeral with 十, 百 or 千 in it: 二十四."""
    total = digit = 0
    for letter in text:
        if letter in _PLACES:
            total += (digit or 1) * _PLACES[letter]
            digit = 0
        else:
            digit = _DIGITS[letter]
    return total + digit


def read_date(text: str) -> datetime.date | None:
    """The first date in the text that the calendar has."""
    for match in DATE.finditer(text):
        parts = match.group(1, 2, 3) if match[1] else match.group(4, 6, 7)
        year, month, day = (read_number(part) for part in parts)
        if year and month and day and month <= 12 and day <= 31:
            try:
                return datetime.date(year, month, day)
            except ValueError:
                continue
    return None
