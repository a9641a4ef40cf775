"""Periods of time as statistics name them: 2025年, 2025年1—11月, 前三季度, 截至2025年11月底, 2007至2024年.

A year that is only pointed at (去年, 上年同期) or left out (上半年) is counted from the date of writing or from the period the text
speaks of. A period is a run of whole months, so that two can be compared and the years between them counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?P<year>(?:19|20)\d\d)\s*年"
_POINTED = r"(?P<pointed>今年|本年|去年|上一年|上年|前年)"
_DASH = r"\s*(?:[-—–~～﹣－]{1,2}|至|到)\s*"
_PART = (
    r"前(?P<months{n}>[一二两三四五六七八九十\d]+)个月"
    r"|(?P<half{n}>[上下]半年)"
    r"|前(?P<quarters{n}>[一二两三四])个?季度"
    r"|第?(?P<quarter{n}>[一二三四1-4])季度"
)
_TAIL = (
    rf"(?:\s*(?P<from>1[0-2]|[1-9])\s*月?(?:份)?{_DASH}(?P<to>1[0-2]|[1-9])\s*月"
    r"|\s*(?P<month>1[0-2]|[1-9])\s*月(?:份)?(?:\d{1,2}\s*日)?"
    rf"|\s*(?:{_PART.replace('{n}', '1')})"
    r"|(?P<same>同期))?(?:[初底末]|期间|间)?"
)
_YEARLESS = (
    rf"(?<![\d年.])(?P<from2>1[0-2]|[1-9])\s*月?{_DASH}(?P<to2>1[0-2]|[1-9])\s*月(?![\d\s]*日)"
    rf"|(?<!\d)(?P<month2>1[0-2]|[1-9])\s*月份"
    rf"|{_PART.replace('{n}', '2')}|(?P<whole2>全年)"
)
_MENTION = re.compile(
    rf"(?P<since>(?:19|20)\d\d)\s*年?{_DASH}(?P<until>(?:19|20)\d\d)\s*年(?:间|期间)?"
    rf"|(?P<named>{_YEAR}|{_POINTED}){_TAIL}"
    rf"|{_YEARLESS}"
)
_COMPARED = re.compile(
    r"(?:比|较|相对|相当于|恢复到|恢复至|是|为)(?:“[^”]{2,5}”(?:时期)?(?:初|末|期末)?期?)?[\s(（]*$"
)
_BACK = {"今年": 0, "本年": 0, "去年": 1, "上年": 1, "上一年": 1, "前年": 2}
_ORDINALS = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Period:
    """The months `first` to `last`, both included, counted as year × 12 + month − 1."""

    first: int
    last: int

    @classmethod
    def months(cls, year: int, first: int = 1, last: int = 12) -> "Period":
        return cls(year * 12 + first - 1, year * 12 + last - 1)

    @property
    def is_dated(self) -> bool:
        """Whether its year is known; one only pointed at is counted from this year as year 0."""
        return self.last >= 12 * 1000

    @property
    def year(self) -> int:
        return self.last // 12

    @property
    def is_span(self) -> bool:
        """Whether it runs over several years."""
        return self.first // 12 != self.last // 12

    def back(self, years: int) -> "Period":
        return Period(self.first - 12 * years, self.last - 12 * years)

    def years_until(self, later: "Period") -> int | None:
        """Whole years to a period of the same months; None when they are not the same months."""
        between = later.last - self.last
        if self.is_dated != later.is_dated or between % 12 or later.first - self.first != between:
            return None
        return between // 12

    def __str__(self) -> str:
        first, last = (f"{month // 12}-{month % 12 + 1:02}" for month in (self.first, self.last))
        starts, length = self.first % 12, self.last - self.first + 1
        if starts == 0 and length % 12 == 0:
            return str(self.year) if length == 12 else f"{self.first // 12}/{self.year}"
        if starts % 3 == 0 and length == 3:
            return f"{self.year}-Q{starts // 3 + 1}"
        return first if first == last else f"{first}/{last}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A period named at `text[start:end]`; `compared` when it is only compared with (比2020年)."""

    period: Period
    start: int
    end: int
    compared: bool


def mentions(text: str, written: date | None = None) -> Iterator[Mention]:
    """The periods a paragraph names, in order.

    今年 and 去年 are counted from `written`; without it they are years 0 and −1, good for comparing with each
    other only. 上年 and 同期 are counted from the period named before them.
    """
    current: Period | None = None
    for match in _MENTION.finditer(text):
        period = _period(match, current, written)
        if period is None:
            continue
        compared = _COMPARED.search(text, max(0, match.start() - 12), match.start()) is not None
        yield Mention(period, match.start(), match.end(), compared)
        if not compared and not match["pointed"] and not period.is_span:
            current = period


def _period(match: re.Match[str], current: Period | None, written: date | None) -> Period | None:
    if match["since"]:
        since, until = int(match["since"]), int(match["until"])
        return Period(since * 12, until * 12 + 11) if since < until else None
    if not match["named"]:
        return _months(current.year if current else 0, *_tail(match, "2"))
    if match["same"] and current and match["pointed"] in {"去年", "上年"}:
        return current.back(1)
    year = int(match["year"]) if match["year"] else _pointed_year(match["pointed"], current, written)
    return _months(year, *_tail(match, "1"))


def _pointed_year(word: str, current: Period | None, written: date | None) -> int:
    if word in {"上年", "上一年"} and current:
        return current.year - 1
    return (written.year if written else 0) - _BACK[word]


def _months(year: int, first: int, last: int) -> Period | None:
    return Period.months(year, first, last) if first <= last else None


def _tail(match: re.Match[str], which: str) -> tuple[int, int]:
    """First and last month of what follows the year (`which` "1") or stands without one ("2")."""
    own = "" if which == "1" else which
    if match[f"from{own}"]:
        return int(match[f"from{own}"]), int(match[f"to{own}"])
    if match[f"month{own}"]:
        return int(match[f"month{own}"]), int(match[f"month{own}"])
    if match[f"half{which}"]:
        return (1, 6) if match[f"half{which}"].startswith("上") else (7, 12)
    if match[f"months{which}"]:
        return 1, _ordinal(match[f"months{which}"])
    if match[f"quarters{which}"]:
        return 1, 3 * _ordinal(match[f"quarters{which}"])
    if match[f"quarter{which}"]:
        return 3 * _ordinal(match[f"quarter{which}"]) - 2, 3 * _ordinal(match[f"quarter{which}"])
    return 1, 12


def _ordinal(printed: str) -> int:
    return min(int(printed), 12) if printed.isdigit() else _ORDINALS.get(printed, 12)
