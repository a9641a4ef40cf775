"""The number ledger: which year, number, serial and date an issue may bear.

总期号 rises by one from issue to issue and never repeats; 期号 begins at 1 each year. Pure
functions over plain entries; the database's own constraints forbid repeats as well.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One issue's line: 年, 期号, 总期号, 日期."""

    year: int
    number: int
    serial: int
    date: datetime.date

    def __str__(self) -> str:
        return f"{self.year} 年第 {self.number} 期（总第 {self.serial} 期）"


def next_entry(entries: Iterable[Entry], *, first_serial: int, date: datetime.date) -> Entry:
    """The numbers of the issue to come after all `entries`, if it bears `date`."""
    latest = max(entries, key=lambda entry: entry.serial, default=None)
    if latest is None:
        return Entry(date.year, 1, first_serial, date)
    year = max(date.year, latest.year)
    number = latest.number + 1 if year == latest.year else 1
    return Entry(year, number, latest.serial + 1, date)


def contradictions(entry: Entry, others: Iterable[Entry], first_serial: int = 1) -> list[str]:
    """What is wrong with `entry` beside the other issues, as Chinese sentences; empty when it fits.

    Only neighbours that are present can contradict: back issues may be entered in any order.
    """
    others = list(others)
    problems = _own(entry, first_serial)
    earlier = max((o for o in others if _key(o) < _key(entry)), key=_key, default=None)
    later = min((o for o in others if _key(o) > _key(entry)), key=_key, default=None)
    if earlier is not None:
        problems += _pair(earlier, entry)
    if later is not None:
        problems += _pair(entry, later)
    return problems


def _key(entry: Entry) -> tuple[int, int]:
    return (entry.year, entry.number)


def _own(entry: Entry, first_serial: int) -> list[str]:
    problems = []
    if entry.date.year not in (entry.year, entry.year + 1) or (
        entry.date.year == entry.year + 1 and entry.date.month > 1
    ):
        problems.append(f"日期 {entry.date:%Y-%m-%d} 不在 {entry.year} 年，请核对年份或日期。")
    if entry.serial < first_serial:
        problems.append(f"总第 {entry.serial} 期早于刊物的起始总期号 {first_serial}，请核对总期号。")
    if entry.number > entry.serial:
        problems.append(f"期号 {entry.number} 大于总期号 {entry.serial}，请核对。")
    return problems


def _pair(before: Entry, after: Entry) -> list[str]:
    """Contradictions between two issues of which `before` bears the smaller year and number."""
    problems = []
    if before.year == after.year:
        if after.serial - before.serial != after.number - before.number:
            problems.append(f"总期号与期号对不上：{before}，{after}。同一年内两者应同步递增。")
    elif after.serial - before.serial < after.number:
        problems.append(f"总期号与期号对不上：{before}，{after}。总期号应逐期加一。")
    if after.date < before.date:
        problems.append(
            f"日期与期次不符：{before}出版于 {before.date:%Y-%m-%d}，{after}出版于 {after.date:%Y-%m-%d}。"
        )
    return problems
