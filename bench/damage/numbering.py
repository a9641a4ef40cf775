"""Damage to an issue's numbers and to the dates in its texts."""

import datetime
import random
from collections.abc import Iterable, Iterator
from functools import partial

from bench.damage.issue import Damage, Damages, Issue, shuffled
from editorial.document import Span

# --- The issue's own numbers --------------------------------------------------------------------

_SERIAL = r"(?m)^（总第 \d+ 期）$"
_NUMBER = r"(?m)^\d{4} 年第 \d+ 期$"
_DATE_LINE = r"(?m)^\d{4} 年 \d+ 月 \d+ 日$"
_SERIALS = ("", "（第 40 期）", "（总第 期）", "（总第　　期）", "（总期）", "（总第 4O 期）")
_NUMBERS = ("", "2026 年第 期", "2026 年第　　期", "2026 年", "第 1 期")
_DATES = (
    "", "2026 年 1 月", "1 月 30 日", "2025 年 1 月 30 日", "2027 年 3 月 30 日", "2026 年 1 月 日",
    "2026 年 13 月 30 日", "2026 年 2 月 30 日",
)  # fmt: skip


def masthead_line(pattern: str, wrong: Iterable[str], issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """One line of the masthead lost, half filled in, or wrong."""
    masthead = Span(0, issue.text.index("\n---\n"))
    (line,) = issue.said(pattern, [masthead])
    for words in shuffled(dice, wrong):
        yield issue.put(line.start(), line.end(), words, masthead)


# --- Dates in the text --------------------------------------------------------------------------

_TIMES = 4
"""How often each date is damaged, each time otherwise."""
_DAY = r"(?P<year>\d{4}年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_SHORT = {2: 30, 4: 31, 6: 31, 9: 31, 11: 31}
"""Month → the first day it does not have, of those that people write by mistake."""
_WEEKDAYS = "一二三四五六日"
_WEEKDAY_FORMS = ("（星期{}）", "（周{}）", "星期{}", "(星期{})", "（礼拜{}）")
_RECENT = (
    "近日", "日前", "近期", "昨日", "昨天", "前天", "今天上午", "上周", "上周五", "本月22日", "22日", "本月中旬", "上个月",
)  # fmt: skip


def impossible_days(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A day that its month does not have; a thirteenth month."""
    for match in shuffled(dice, issue.said(_DAY) * _TIMES):
        month, day = match.group("month", "day")
        short, missing = dice.choice(list(_SHORT.items()))
        wrong = (f"{short}月{missing}日", f"{month}月32日", f"13月{day}日", f"{month}月0日")
        yield issue.put(match.start(), match.end(), (match["year"] or "") + dice.choice(wrong))


def wrong_weekdays(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A weekday put to a date that was another day."""
    matches = [match for match in issue.said(_DAY + r"(?!（星期)") if match["year"]]
    for match in shuffled(dice, matches * _TIMES):
        date = datetime.date(int(match["year"][:4]), int(match["month"]), int(match["day"]))
        wrong = dice.choice(_WEEKDAYS.replace(_WEEKDAYS[date.weekday()], ""))
        words = dice.choice(_WEEKDAY_FORMS).format(wrong)
        yield issue.put(match.end(), match.end(), words, Span(match.start(), match.end()))


def relative_days(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """近日 for the date, 去年 for the year, in an article whose credit does not tell its own date."""
    days = [match for match in issue.said(rf"(?<![至到]){_DAY}(?=，)") if match["year"]]
    years = issue.said(r"2025年(?=[，秋台])|2025年(?=\w{4,12}(?:为|达到|完成))")
    replaced = [(match, dice.choice(_RECENT)) for match in days] + [(match, "去年") for match in years]
    for match, word in shuffled(dice, replaced):
        article = next(each for each in issue.articles if match.start() < each.credit.start)
        date = issue.said("　2026年.+(?=）)", [article.credit])[0]
        undated = Issue(issue.text[: date.start()] + issue.text[date.end() :])
        yield undated.put(match.start(), match.end(), word)


# --- Five-year plans ----------------------------------------------------------------------------

_PLANS = ("十二", "十三", "十四", "十五", "十六")
_PLAN_AND_YEAR = (
    r"“(?P<plan>十[一二三四五])五”(?:时期|期间|末)?（(?P<year>\d{4})",
    r"(?P<year>\d{4})年(?:也|正)?是“(?P<plan>十[一二三四五])五”",
    r"(?P<year>\d{4})年（“(?P<plan>十[一二三四五])五”末",
)


def other_plans(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """Another plan's name, or another year, where a year and its five-year plan stand together."""
    matches = [match for pattern in _PLAN_AND_YEAR for match in issue.said(pattern)]
    for match in shuffled(dice, matches * _TIMES):
        year = str(int(match["year"]) + dice.choice((-5, -1, 1, 5)))
        plan = dice.choice([name for name in _PLANS if name != match["plan"]])
        group, words = dice.choice((("year", year), ("plan", plan)))
        yield issue.put(*match.span(group), words, Span(match.start(), match.end()))


DAMAGES: Damages = {
    "issue.total": partial(masthead_line, _SERIAL, _SERIALS),
    "issue.number": partial(masthead_line, _NUMBER, _NUMBERS),
    "issue.date": partial(masthead_line, _DATE_LINE, _DATES),
    "date.impossible": impossible_days,
    "date.weekday": wrong_weekdays,
    "date.relative": relative_days,
    "fact.plan_year": other_plans,
}
