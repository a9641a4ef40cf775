"""Tables as spreadsheets open them: CSV (RFC 4180) that shows Chinese and runs nothing."""

import csv
import io
import re
from collections.abc import Iterable

MEDIA_TYPE = "text/csv; charset=utf-8"

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet would run instead of showing it."""


def as_csv(head: Iterable[object], rows: Iterable[Iterable[object]]) -> bytes:
    """UTF-8 with a byte order mark, by which spreadsheets know Chinese; an apostrophe keeps a cell that looks
    like a formula, and is no number, from being run."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(head)
    table.writerows([_harmless(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
