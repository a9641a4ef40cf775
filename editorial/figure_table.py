"""The figures index as a table: its documented fields, how they are written, the table as CSV and as JSON.

The desk exports it from what is filtered, the press from what is published; both give these fields.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass
from decimal import Decimal

from editorial import spreadsheet

FIELDS = {
    "subject": "指标",
    "value": "数值，换算到个位：1.4万亿元写作1400000000000；下降的幅度为负",
    "unit": "单位；百分数为 %",
    "qualifier": "限定：约、近、超、不足、区间，或空",
    "period": "时期：2025、2025-Q1、2025-11、2025-01/2025-11；2007/2024 指这些年",
    "text": "数字在文中的原样",
    "sentence": "数字所在的句子",
    "issue": "期次",
    "year": "年份",
    "number": "期号",
    "article": "文章标题",
    "url": "文章地址",
    "source": "文章来源，不止一家时用分号隔开",
    "date": "原载日期；没有写明时为本期出版日期",
}
"""Every field of a row, in the order of the columns, and what it holds."""

_HALVES = {("01", "06"): "上半年", ("07", "12"): "下半年"}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. The fields are those of `FIELDS`; `value` and `date` as they are written out."""

    subject: str
    value: str
    unit: str
    qualifier: str
    period: str
    text: str
    sentence: str
    issue: str
    year: int
    number: int
    article: str
    url: str
    source: str
    date: str


def period_name(period: str) -> str:
    """A period as it is said: 2025-01/2025-11 → 2025 年 1—11 月, 2025-Q1 → 2025 年第一季度."""
    first, _, last = period.partition("/")
    if not last:
        return _single(first)
    (since, start), (until, end) = (part.partition("-")[::2] for part in (first, last))
    if not start:
        return f"{since}—{until} 年"
    if since != until:
        return f"{_single(first)}—{_single(last)}"
    return f"{since} 年{_HALVES.get((start, end), f' {int(start)}—{int(end)} 月')}"


def _single(part: str) -> str:
    """2025, 2025-Q1 or 2025-11."""
    year, _, within = part.partition("-")
    if not within:
        return f"{year} 年"
    if within.startswith("Q"):
        return f"{year} 年第{'一二三四'[int(within[1:]) - 1]}季度"
    return f"{year} 年 {int(within)} 月"


def said(text: str, value: Decimal) -> str:
    """The printed figure, with the fall that only its sentence tells: 4.5% of −4.5 is 下降4.5%."""
    return f"下降{text}" if value < 0 else text


def plain(value: Decimal) -> str:
    """The number without an exponent and without zeros at its end: 1400000000000, 0.6."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def as_csv(rows: Iterable[Row]) -> bytes:
    """The figures under the names of their fields, for a spreadsheet."""
    return spreadsheet.as_csv(FIELDS, map(astuple, rows))


def as_json(rows: Iterable[Row]) -> bytes:
    """What the fields hold, then the figures."""
    table = {"fields": FIELDS, "figures": [asdict(row) for row in rows]}
    return json.dumps(table, ensure_ascii=False, indent=1).encode("utf-8", "replace")
