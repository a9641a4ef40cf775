"""When a page was published: the day beside its title, else as it declares, else as its address says."""

import datetime
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import htmldate
from lxml import etree, html

from editorial.clip.byline import LONGEST_LINE, read_fields
from editorial.clip.scripted import BEIJING
from editorial.intake.dates import DATE, fold, read_date

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?")
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
_FIRST_YEAR = 1995
"""Chinese news came to the web then; an earlier date is one the text speaks of."""


def read_published(
    lines: Iterable[str], declared: Iterable[str], url: str, page: html.HtmlElement | None = None
) -> datetime.date | None:
    """The page's own date, as Beijing's calendar has it.

    Args:
        lines: those around title and text, the nearest to the title first.
        declared: the dates that meta elements and JSON-LD state.
        url: the page's address.
        page: the whole page, for a second opinion. Nothing is fetched.
    """
    lines = [fold(line) for line in lines if len(line) <= LONGEST_LINE]
    sources = (map(_shown, lines), map(_declared, declared), [_in_address(url)], map(_second_opinion, [page]))
    return next((day for days in sources for day in days if day and day.year >= _FIRST_YEAR), None)


def _shown(line: str) -> datetime.date | None:
    """The date of a credit line; none of one that says when the page was changed."""
    fields = read_fields(line)
    values = (*fields.date, fields.unlabelled, *fields.source, *fields.author, *fields.other, *fields.rest)
    day = next(filter(None, map(read_date, values)), None)
    return day if day and is_dateline(line) else None


def is_dateline(line: str) -> bool:
    """The line is a date with a time, labels or names, and not a sentence in which a date occurs."""
    text = fold(line)
    if not DATE.search(text):
        return False
    rest = DATE.sub("", text, count=1)
    is_short = len(rest) <= 40 and not re.search(r"[。,!?;]", rest)
    return is_short or (not read_fields(text).is_empty and not re.search(r"[。!?;]", rest))


def _declared(value: str) -> datetime.date | None:
    if match := _ISO.search(value):
        try:
            return datetime.datetime.fromisoformat(match[0]).astimezone(BEIJING).date()
        except (ValueError, OverflowError):
            return None
    if match := _COMPACT.fullmatch(value.strip()):
        return read_date("-".join(match.groups()))
    return read_date(fold(value))


def _in_address(url: str) -> datetime.date | None:
    match = _IN_ADDRESS.search(urlsplit(url).path)
    return read_date("-".join(match.groups())) if match else None


def _second_opinion(page: html.HtmlElement | None) -> datetime.date | None:
    """What htmldate makes of the page; it is handed text, never an address."""
    if page is None:
        return None
    text = etree.tostring(page, encoding="unicode", method="html")
    try:
        found = htmldate.find_date(text, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return read_date(found) if found else None
