"""Numbers 期号: the issue's own number, serial and date, against its masthead and the ledger."""

import re
from collections.abc import Iterator

from editorial.intake.titles import key
from editorial.ledger import contradictions
from editorial.preflight.dates import no_such_days
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import Passage, Role
from editorial.preflight.rules import HOUSE, Context, Family, Found, Rule

_NUMERALS = r"(?P<number>\d+|[一二三四五六七八九十百零〇]+)"
_SERIAL = rf"总[第期]*\s*{_NUMERALS}(?![A-Za-z])"
_NUMBER = rf"\d{{4}}\s*年?.{{0,40}}?(?<!总)第\s*{_NUMERALS}\s*期"
_BOTH_NUMBERS = re.compile(r"(\d{4})\s*年\s*第\s*(\d{1,4})\s*期\s*[（(]\s*总\s*第\s*(\d{1,6})\s*期")
"""How a colophon names the issue: of two numbers that are the issue's, one cannot be wrong alone."""
_NO_NUMBER = re.compile(r"[0零〇]+")
"""Numbers and serials count from 1."""


def _masthead(context: Context) -> Passage | None:
    return next(iter(context.manuscript.masthead), None)


def _numbers(context: Context, wanted: str, absent: str, pattern: str) -> Iterator[Found]:
    """The ledger's sentences that hold the word `wanted`, and `absent` where the masthead lacks it."""
    head = _masthead(context)
    manuscript = context.manuscript
    if head is None or not manuscript.is_issue:
        return
    told = ((each, re.search(pattern, each.text)) for each in manuscript.masthead)
    place, match = next(((each, match) for each, match in told if match), (head, None))
    if match is None:
        yield Found(head, 0, len(head.text), absent)
    elif _NO_NUMBER.fullmatch(match.groupdict().get("number", "")):
        yield Found(place, *match.span(), f"{wanted}从 1 开始，没有“{match[0]}”，请核对。")
    elif manuscript.entry is not None:
        for problem in contradictions(manuscript.entry, manuscript.others, manuscript.first_serial):
            if _subject(problem) == wanted:
                yield Found(place, 0, len(place.text), problem)


def _subject(problem: str) -> str:
    """Which of the three a sentence of the ledger is about."""
    if problem.startswith(("日期",)):
        return "日期"
    return "总期号" if problem.startswith(("总", "期号")) and "总" in problem else "期号"


def issue_total(context: Context) -> Iterator[Found]:
    """总期号 rises by one from issue to issue."""
    return _numbers(context, "总期号", "报头没有总期号，请补上（例：总第 40 期）。", _SERIAL)


def issue_number(context: Context) -> Iterator[Found]:
    """期号 begins at 1 each year, and is the same wherever the issue names itself."""
    yield from _numbers(context, "期号", "报头没有年份和期号，请补上（例：2026 年第 1 期）。", _NUMBER)
    head, entry = _masthead(context), context.manuscript.entry
    if head is None or entry is None or not (name := key(head.text)):
        return
    for passage in context.manuscript.order:
        if passage.role is Role.MASTHEAD or name not in key(passage.text):
            continue
        for match in _BOTH_NUMBERS.finditer(passage.text):
            year, number, serial = map(int, match.groups())
            if (serial == entry.serial) is not ((year, number) == (entry.year, entry.number)):
                message = f"这里的“{match[0]}”与报头的“{entry}”对不上，请核对。"
                yield Found(passage, match.start(), match.end(), message)


def issue_date(context: Context) -> Iterator[Found]:
    """The date is of the issue's year and follows the issue before it."""
    pattern = r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}|[一二]\S{3}年\S{1,2}月\S{1,3}日"
    yield from _numbers(context, "日期", "报头没有出版日期，请补上（例：2026 年 1 月 30 日）。", pattern)
    if context.manuscript.is_issue:
        for passage in context.manuscript.masthead:
            yield from no_such_days(passage)


FAMILY = Family.NUMBERING
_HEAD = "# 港城数字经贸\n\n{number}\n\n{serial}\n\n港城促进会编\n\n{date}\n\n---\n\n## 【行业资讯】\n\n### ● 码头用上新系统\n\n新系统上线。"
_RIGHT = _HEAD.format(number="2026 年第 1 期", serial="（总第 40 期）", date="2026 年 1 月 30 日")
RULES = (
    Rule("issue.total", FAMILY, Severity.ERROR, "总期号缺失或与台账不符", HOUSE, _RIGHT.replace("（总第 40 期）", ""), _RIGHT, of_issue=issue_total),
    Rule("issue.number", FAMILY, Severity.ERROR, "期号缺失或与台账不符", HOUSE, _RIGHT.replace("2026 年第 1 期", ""), _RIGHT, of_issue=issue_number),
    Rule("issue.date", FAMILY, Severity.ERROR, "出版日期缺失或不合", HOUSE, _RIGHT.replace("2026 年 1 月", "2027 年 3 月"), _RIGHT, of_issue=issue_date),
)  # fmt: skip
