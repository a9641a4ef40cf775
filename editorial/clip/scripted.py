"""Pages whose article lies in a script, to be shown by it: 头条 and other single-page sites, and the
variables that public accounts' pages state date and account in.

Scripts are read as text; nothing is run.
"""

import datetime
import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from editorial.intake.dates import read_date

BEIJING = datetime.timezone(datetime.timedelta(hours=8))
"""Chinese pages mean this clock, whatever the machine's."""
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`", re.DOTALL)
_SHORTEST = 200
"""Characters of a string that may hold an article."""
_KEY = r"(?<![\w.])[\"']?(?:{})[\"']?\s*[:=]\s*(?:[\w.]+\(?)?\s*"
_DAY = r"[\"']?(\d{10}|\d{13}|\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2})(?!\d)"
_PUBLISHED = re.compile(
    _KEY.format(r"ct|publish_?time|pub_?time|publish_?date|pub_?date|datePublished") + _DAY, re.IGNORECASE
)
_TIMES = re.compile(_KEY.format(r"create_?time|ctime|time") + _DAY, re.IGNORECASE)
"""Keys that mean the article only where the script holds it."""
_NAMES = re.compile(
    _KEY.format(r"source|media(?:_?name)?|nick_?name|mp_?name|user_?name|account_?name|author_?name|copyfrom")
    + r"[\"']([^\"'\\<>\n]{2,30})[\"']",
    re.IGNORECASE,
)
_TITLES = re.compile(_KEY.format(r"msg_title|title|article_?title|headline") + r"[\"']([^\"'\n]{4,120})[\"']")
_TAG = re.compile(r"<(?:p|div|br|section)\b", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_FIRST_SECOND = datetime.datetime(1995, 1, 1, tzinfo=BEIJING).timestamp()
_LAST_SECOND = datetime.datetime(2100, 1, 1, tzinfo=BEIJING).timestamp()
_FEWEST = 50
"""Chinese characters of a string that may be an article."""
_MOST_ESCAPES = 3
"""How often HTML inside a string may have been escaped."""


@dataclass(frozen=True, slots=True)
class Scripted:
    """What scripts hold: the article as HTML, who publishes it, its title, the days it states
    (ISO 8601). Any may be empty."""

    body: str = ""
    account: str = ""
    title: str = ""
    dates: tuple[str, ...] = ()


def read_scripts(root: html.HtmlElement) -> Scripted:
    """What the page's scripts hold of an article. Never raises."""
    text = "\n".join(script.text or "" for script in root.iter("script"))
    body = max(_bodies(text), key=_han, default="")
    if _han(body) < _FEWEST:
        return Scripted(account=_first(_NAMES, text), dates=tuple(_days(_PUBLISHED, text)))
    return Scripted(
        body=body,
        account=_first(_NAMES, text),
        title=_first(_TITLES, text),
        dates=(*_days(_PUBLISHED, text), *_days(_TIMES, text)),
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return entities.unescape(match[1]).strip(" \"'") if match else ""


def _days(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (day.isoformat() for match in pattern.finditer(text) if (day := _day(match[1])))


def _han(text: str) -> int:
    return len(_HAN.findall(text))


def _bodies(text: str) -> Iterator[str]:
    """The long strings of a script that hold HTML."""
    for match in _STRING.finditer(text):
        written = match[match.lastindex or 0]
        if len(written) < _SHORTEST:
            continue
        body = _unescaped(written)
        for _ in range(_MOST_ESCAPES):
            if _TAG.search(body):
                yield body
                break
            body = entities.unescape(body)


def _unescaped(written: str) -> str:
    r"""A JavaScript string's value; `\x3c` and `\'`, which JSON has not, as well."""
    written = re.sub(r"\\x([0-9A-Fa-f]{2})", r"\\u00\1", written).replace("\\'", "'").replace("\\`", "`")
    quoted = re.sub(r'(?<!\\)"', r"\"", written)
    try:
        value = json.loads(f'"{quoted}"', strict=False)
    except ValueError:
        return written
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _day(written: str) -> datetime.date | None:
    """The day of a time in seconds or milliseconds since 1970, or of a written date."""
    if not written.isdecimal():
        return read_date(re.sub(r"[年月/.]", "-", written))
    seconds = int(written) / (1000 if len(written) == 13 else 1)
    if not _FIRST_SECOND <= seconds < _LAST_SECOND:
        return None
    return datetime.datetime.fromtimestamp(seconds, BEIJING).date()
