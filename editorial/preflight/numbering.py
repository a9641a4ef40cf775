"""Numbers and dates 期号与日期: the issue's own, and the dates in its texts."""

import datetime
import re
from collections.abc import Iterator

from editorial.ledger import contradictions
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, ArticleText, Passage, Role
from editorial.preflight.rules import HOUSE, Context, Family, Found, Rule

_READ = PROSE | {Role.TITLE, Role.SUBHEADING, Role.MASTHEAD, Role.CELL}

# --- The issue's own numbers --------------------------------------------------------------------


_NUMERALS = r"(?:[1-9]\d*|[一二三四五六七八九十百零〇]+)"
_SERIAL = rf"总[第期]*\s*{_NUMERALS}(?![A-Za-z])"
_NUMBER = rf"\d{{4}}\s*年?.*第\s*{_NUMERALS}\s*期"


def _masthead(context: Context) -> Passage | None:
    return next(iter(context.manuscript.masthead), None)


def _numbers(context: Context, wanted: str, absent: str, pattern: str) -> Iterator[Found]:
    """The ledger's sentences that hold the word `wanted`, and `absent` where the masthead lacks it."""
    head = _masthead(context)
    manuscript = context.manuscript
    if head is None or not manuscript.is_issue:
        return
    place = next((each for each in manuscript.masthead if re.search(pattern, each.text)), None)
    if place is None:
        yield Found(head, 0, len(head.text), absent)
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
    """期号 begins at 1 each year."""
    return _numbers(context, "期号", "报头没有年份和期号，请补上（例：2026 年第 1 期）。", _NUMBER)


def issue_date(context: Context) -> Iterator[Found]:
    """The date is of the issue's year and follows the issue before it."""
    pattern = r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}|[一二]\S{3}年\S{1,2}月\S{1,3}日"
    return _numbers(context, "日期", "报头没有出版日期，请补上（例：2026 年 1 月 30 日）。", pattern)


# --- Dates in the text --------------------------------------------------------------------------

_DATE = re.compile(
    r"(?<!\d)(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号](?!线)|(?<![\d-])((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?![\d-])"
)
_MONTH = re.compile(r"(?<!\d)\d{4}\s?年\s?(\d{1,2})\s?月(?!\d)")
_LEAP_YEAR = 2000
_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"\s?[（(，]?\s?(?:星期|周|礼拜)([一二三四五六日天])")


def impossible_dates(passage: Passage, context: Context) -> Iterator[Found]:
    """30 February, a thirteenth month."""
    if passage.role not in _READ:
        return
    for match in _DATE.finditer(passage.text):
        if _date(match) is None:
            yield Found(passage, match.start(), match.end(), f"没有“{match[0]}”这一天，请核对。")
    for match in _MONTH.finditer(passage.text):
        if not 1 <= int(match[1]) <= 12 and not _DATE.match(passage.text, match.start()):
            yield Found(passage, match.start(), match.end(), f"没有 {match[1]} 月，请核对。")


def _date(match: re.Match[str]) -> datetime.date | None:
    """The day; without a year, of a leap year. None if there is no such day."""
    year, month, day = match.group(1, 2, 3) if match[2] else match.group(4, 5, 6)
    try:
        return datetime.date(int(year or _LEAP_YEAR), int(month), int(day))
    except ValueError:
        return None


def wrong_weekdays(passage: Passage, context: Context) -> Iterator[Found]:
    """A weekday that the date did not fall on."""
    if passage.role not in _READ:
        return
    for match in _DATE.finditer(passage.text):
        told = _WEEKDAY.match(passage.text, match.end())
        date = _date(match)
        if told is None or date is None or not (match[1] or match[4]):
            continue
        weekday = _WEEKDAYS[date.weekday()]
        if told[1].replace("天", "日") != weekday:
            message = (
                f"{date.year} 年 {date.month} 月 {date.day} 日是星期{weekday}，不是星期{told[1]}，请核对。"
            )
            yield Found(passage, match.start(), told.end(), message)


_HAPPENS = r"举行|召开|发布|公布|印发|宣布|报道|通报|开幕|闭幕|揭晓|上线|启动|获悉"
_HOUR = r"上午|中午|下午|傍晚|晚|凌晨"
_IS_SAID_OF_A_DAY = rf"(?=\s?(?:{_HOUR}|起|{_HAPPENS}|[在从][^，。；]{{1,16}}(?:{_HAPPENS})))"
"""What follows 今天 where it is a day: elsewhere it mostly means these times."""
_RELATIVE = re.compile(
    rf"近日|近期|(?<![\d\s一二三四五六七八九十几数多若干某当之次每生节假周工末终])日前(?![一两几半天夜夕后的])|昨日(?![报之]|[早晚]报)|昨[天晚](?![的。！？])"
    rf"|[今明][天日]{_IS_SAID_OF_A_DAY}|去年(?!今日)|(?<![目以之当])前年|今年|明年|本月|上月|下月|[上下]个月|前天|本周(?![刊报])|[上下]周(?![刊报见期])"
    rf"|(?<![\d月至到—－~～、/.\-第少于满共期时达后前])(?<![日号][和、与及])(?<!月 )\d{{1,2}}\s?日(?={_HOUR}|在|从|起|表示|说|介绍|{_HAPPENS}|，)"
)
_NEWS = re.compile(
    rf"{_HAPPENS}|记者|发言人|透露|出台|签署|同比|环比|增长|下降|增加|减少|万亿|[亿万]元|[%％]|国务院|[省市区县部委局署会]\S{{0,8}}(?:表示|介绍|要求)"
)
"""Words that a sentence of a report has, and a letter, a memory or a story seldom."""
_OFTEN = 3
"""Of so many sentences of a report one at least reads so."""
_PERSONAL = re.compile(r"(?<![自大])我(?![国省市区县州会委局部司军方院校])|咱|俺|(?<!迷)你")
"""Who tells of himself or speaks to somebody is no report: his today is the day he writes."""
_QUOTED = re.compile(r"“[^”]*”")
_SENTENCE = re.compile(r"[^。！？\n]+")


def _blanked(said: re.Match[str]) -> str:
    return " " * len(said[0])


def _is_reprint(article: ArticleText, context: Context) -> bool:
    return context.manuscript.is_issue or article.title is not None or bool(article.attributions)


def _is_news(article: ArticleText) -> bool:
    """A report, by its words: what is said in it aloud is left out."""
    texts = [_QUOTED.sub("", passage.text) for passage in article.prose]
    if any(map(_PERSONAL.search, texts)):
        return False
    sentences = [sentence for text in texts for sentence in _SENTENCE.findall(text)]
    return sum(_NEWS.search(sentence) is not None for sentence in sentences) * _OFTEN >= len(sentences)


def _relative_words(article: ArticleText, context: Context) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Every such word of a reprint; of a text from nowhere those that its news tells, if it is news."""
    if _is_reprint(article, context):
        yield from (
            (passage, match) for passage in article.prose for match in _RELATIVE.finditer(passage.text)
        )
    elif _is_news(article):
        for passage in article.prose:
            told = _QUOTED.sub(_blanked, passage.text)
            sentences = (each for each in _SENTENCE.finditer(told) if _NEWS.search(each[0]))
            yield from (
                (passage, match) for each in sentences for match in _RELATIVE.finditer(told, *each.span())
            )


def relative_dates(article: ArticleText, context: Context) -> Iterator[Found]:
    """近日, 去年, 21日: readers of a reprint count from the day of the issue, not of the report.

    Silent where the original date is known and of the issue's year, and in what is no news. Each word is shown
    once an article.
    """
    issued = context.manuscript.date
    if issued is not None and article.dates and all(date.year == issued.year for date in article.dates):
        return
    seen: set[str] = set()
    for passage, match in _relative_words(article, context):
        if match[0] in seen:
            continue
        seen.add(match[0])
        message = f"“{match[0]}”是按原文刊发的日子说的，请核对并改成具体日期，或注明原文日期。"
        yield Found(passage, match.start(), match.end(), message)


# --- Five-year plans ----------------------------------------------------------------------------

_ORDINALS = "一二三四五六七八九"
_PLAN = r"[“\"]?((?:十[一二三四五六]?|[一二三四五六七八九])五)[”\"]?"
_OPENING, _CLOSING = r"开局|首年|起步|第一年|头一年|起始", r"收官|末年|末期|最后一年|末|结束|完成"
_YEAR = r"(\d{4})\s?年(?:末|底)?"
_PLAN_IN_BRACKETS = re.compile(
    r"[“\"]((?:十[一二三四五六]?|[一二三四五六七八九])五)[”\"]([^，。；（(“”]{0,6})[（(]\s?(\d{4})\s?年?(?:\s?[—\-－~～至到]\s?(\d{4})\s?年?)?\s?[)）]"
)
_YEAR_IS = re.compile(
    rf"{_YEAR}\s?(?:既|也|正|恰)?是(?:我国|国家|全国|实施)?[“\"]((?:十[一二三四五六]?|[一二三四五六七八九])五)[”\"]([^，。；]{{0,8}})"
)
_YEAR_BEFORE_BRACKETS = re.compile(
    rf"{_YEAR}[（(][“\"]((?:十[一二三四五六]?|[一二三四五六七八九])五)[”\"]([^，。；（）()]{{0,8}})[）)]"
)
_YEAR_OF = re.compile(
    rf"[“\"]((?:十[一二三四五六]?|[一二三四五六七八九])五)[”\"]([^，。；]{{0,4}}(?:之年|年))(?:的|——)?\s?{_YEAR}"
)


def plan_years(name: str) -> tuple[int, int]:
    """First and last year of a five-year plan by its name, such as 十五: (2026, 2030) of 十五五.

    The third plan began in 1966; since then they follow each other every five years.
    """
    tens = name.removesuffix("五")
    ordinal = (
        10 + (_ORDINALS.find(tens[1:]) + 1 if len(tens) > 1 else 0)
        if tens.startswith("十")
        else (_ORDINALS.index(tens) + 1)
    )
    first = 1953 + 5 * (ordinal - 1) if ordinal < 3 else 1966 + 5 * (ordinal - 3)
    return first, first + 4


def plan_year(passage: Passage, context: Context) -> Iterator[Found]:
    """A year that does not belong to the five-year plan it is said to open, close or fill."""
    if passage.role not in _READ:
        return
    for pattern, name, words, years in (
        (_YEAR_IS, 2, 3, (1,)),
        (_YEAR_BEFORE_BRACKETS, 2, 3, (1,)),
        (_PLAN_IN_BRACKETS, 1, 2, (3, 4)),
        (_YEAR_OF, 1, 2, (3,)),
    ):
        for match in pattern.finditer(passage.text):
            told = [int(match[year]) for year in years if match[year]]
            if told and (message := _contradiction(match[name], match[words] or "", told)):
                yield Found(passage, match.start(), match.end(), message)


def _contradiction(name: str, words: str, told: list[int]) -> str:
    first, last = plan_years(name)
    is_right = all(first <= year <= last for year in told)
    if len(told) == 2:
        is_right = told == [first, last]
    elif re.search(_OPENING, words):
        is_right = told == [first]
    elif re.search(_CLOSING, words):
        is_right = told == [last]
    return (
        ""
        if is_right
        else f"“{name}”是 {first}—{last} 年，与这里的 {'—'.join(map(str, told))} 年不符，请核对。"
    )


FAMILY = Family.NUMBERING
_HEAD = "# 港城数字经贸\n\n{number}\n\n{serial}\n\n港城促进会编\n\n{date}\n\n---\n\n## 【行业资讯】\n\n### ● 码头用上新系统\n\n新系统上线。"
_RIGHT = _HEAD.format(number="2026 年第 1 期", serial="（总第 40 期）", date="2026 年 1 月 30 日")
RULES = (
    Rule("issue.total", FAMILY, Severity.ERROR, "总期号缺失或与台账不符", HOUSE, _RIGHT.replace("（总第 40 期）", ""), _RIGHT, of_issue=issue_total),
    Rule("issue.number", FAMILY, Severity.ERROR, "期号缺失或与台账不符", HOUSE, _RIGHT.replace("2026 年第 1 期", ""), _RIGHT, of_issue=issue_number),
    Rule("issue.date", FAMILY, Severity.ERROR, "出版日期缺失或不合", HOUSE, _RIGHT.replace("2026 年 1 月", "2027 年 3 月"), _RIGHT, of_issue=issue_date),
    Rule("date.impossible", FAMILY, Severity.ERROR, "不存在的日期", HOUSE, "活动定于2026年2月30日举行。", "活动定于2026年2月28日举行。", of_passage=impossible_dates),
    Rule("date.weekday", FAMILY, Severity.WARNING, "日期与星期不符", HOUSE, "活动定于2026年1月30日（星期六）举行。", "活动定于2026年1月30日（星期五）举行。", of_passage=wrong_weekdays),
    Rule("date.relative", FAMILY, Severity.WARNING, "转载后说不清的时间", HOUSE, "商务部近日印发了新的办法。", "商务部2026年1月8日印发了新的办法。", of_article=relative_dates),
    Rule("fact.plan_year", FAMILY, Severity.ERROR, "年份与五年规划不符", "国民经济和社会发展五年规划", "2025年是“十五五”开局之年。", "2026年是“十五五”开局之年。", of_passage=plan_year),
)  # fmt: skip
