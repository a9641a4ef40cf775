"""Dates 日期: days that no calendar has, weekdays that do not fit, and words that count from another day."""

import datetime
import re
from collections.abc import Iterator

from editorial.figures.numerals import parse
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, ArticleText, Passage, Role
from editorial.preflight.projection import within
from editorial.preflight.rules import HOUSE, Context, Family, Found, Rule

_READ = PROSE | {Role.TITLE, Role.SUBHEADING, Role.MASTHEAD, Role.CELL}

_DATE = re.compile(
    r"(?<!\d)(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号](?!线)|(?<![\d-])((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?![\d-])"
)
_NUMERAL_DATE = re.compile(
    r"((?:二[〇○零]|一九|19|20)[〇○零一二三四五六七八九\d]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
"""二〇二六年四月三十日, as notices write it; of this calendar, which is no older."""
_CODE = re.compile(r"\d{4}-(?:1[3-9]|[2-9]\d)-(?:3[2-9]|[4-9]\d)")
"""Neither a month nor a day: the number of something."""
_FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TITLE = re.compile(r"《[^》]*》")
_MONTH = re.compile(r"(?<!\d)\d{4}\s?年\s?(\d{1,2})\s?月(?!\d)")
_LEAP_YEAR = 2000
_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(
    r"\s?[（(，]?\s?(?:星期|周|礼拜)([一二三四五六日天])"
    r"|\s?[至到—–\-~～－]\s?(?:\d{1,2}\s?月\s?)?\d{1,2}\s?[日号]\s?[（(](?:星期|周)([一二三四五六日天])\s?[至到、—–\-~～－]"
)
"""Behind a day, or behind the last of several where it begins with the first's: 15日至16日（周五至周六）."""


def impossible_dates(passage: Passage, context: Context) -> Iterator[Found]:
    """30 February, a thirteenth month."""
    is_the_issues = context.manuscript.is_issue and passage.role is Role.MASTHEAD  # issue.date says it there
    if passage.role in _READ and not is_the_issues:
        yield from no_such_days(passage)


def no_such_days(passage: Passage) -> Iterator[Found]:
    """Every date that no calendar has, but in a title and in what is the number of something."""
    titles = within(_TITLE, passage.text)
    for match in _DATE.finditer(passage.text):
        if _date(match) is None and match.start() not in titles and not _CODE.fullmatch(match[0]):
            yield Found(passage, match.start(), match.end(), f"没有“{match[0]}”这一天，请核对。")
    for match in _NUMERAL_DATE.finditer(passage.text):
        month, day = (int(parse(numeral).value) for numeral in match.group(2, 3))
        if _day(int(match[1].translate(_FIGURES)), month, day) is None:
            yield Found(passage, match.start(), match.end(), f"没有“{match[0]}”这一天，请核对。")
    for match in _MONTH.finditer(passage.text):
        if not 1 <= int(match[1]) <= 12 and not _DATE.match(passage.text, match.start()):
            yield Found(passage, match.start(), match.end(), f"没有 {match[1]} 月，请核对。")


def _date(match: re.Match[str]) -> datetime.date | None:
    """The day; without a year, of a leap year. None if there is no such day."""
    year, month, day = match.group(1, 2, 3) if match[2] else match.group(4, 5, 6)
    return _day(int(year or _LEAP_YEAR), int(month), int(day))


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
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
        said = told[1] or told[2]
        if said.replace("天", "日") != weekday:
            message = f"{date.year} 年 {date.month} 月 {date.day} 日是星期{weekday}，不是星期{said}，请核对。"
            yield Found(passage, match.start(), told.end(), message)


_HAPPENS = r"举行|召开|发布|公布|印发|宣布|报道|通报|开幕|闭幕|揭晓|上线|启动|获悉"
_HOUR = r"上午|中午|下午|傍晚|晚|凌晨"
_IS_SAID_OF_A_DAY = rf"(?=\s?(?:{_HOUR}|起|{_HAPPENS}|[在从][^，。；]{{1,16}}(?:{_HAPPENS})))"
"""What follows 今天 where it is a day: elsewhere it mostly means these times."""
_RELATIVE = re.compile(
    rf"近日|近期|(?<![\d\s一二三四五六七八九十几数多若干某当之次每生节假周工末终])日前(?![一两几半天夜夕后的])|昨日(?![报之]|[早晚]报)|昨[天晚](?![的。！？])"
    rf"|前不久|不久前(?!的)|(?:^|(?<=[。！？]))今日(?=，)|[今明][天日]{_IS_SAID_OF_A_DAY}|去年(?!今日)|(?<![目以之当])前年|今年|明年|本月|上月|下月|[上下]个月|前天|本周[一二三四五六日末]?(?![刊报])|[上下]周[一二三四五六日末]?(?![刊报见期])"
    rf"|(?<![\d月至到—－~～、/.\-第少于满共期时达后前])(?<![日号][和、与及])(?<!月 )\d{{1,2}}\s?日(?={_HOUR}|在|从|起|表示|说|介绍|{_HAPPENS}|，)"
)
_OF_A_MONTH = re.compile(r"\d|[上下本]月|[上下]个月")
_NAMES_A_MONTH = re.compile(r"\d\s?月")
"""1月21日，…；22日，…: the day is of the month that stands before."""
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

    Silent where the original date is known and of the issue's year, in what is no news, and for a day whose month stands
    before it. Each word is shown once an article.
    """
    issued = context.manuscript.date
    if issued is not None and article.dates and all(date.year == issued.year for date in article.dates):
        return
    seen: set[str] = set()
    for passage, match in _relative_words(article, context):
        if match[0] in seen or (
            _OF_A_MONTH.match(match[0]) and _NAMES_A_MONTH.search(passage.text, 0, match.start())
        ):
            continue
        seen.add(match[0])
        message = f"“{match[0]}”是按原文刊发的日子说的，请核对并改成具体日期，或注明原文日期。"
        yield Found(passage, match.start(), match.end(), message)


FAMILY = Family.NUMBERING
RULES = (
    Rule("date.impossible", FAMILY, Severity.ERROR, "不存在的日期", HOUSE, "活动定于2026年2月30日举行。", "活动定于2026年2月28日举行。", of_passage=impossible_dates),
    Rule("date.weekday", FAMILY, Severity.WARNING, "日期与星期不符", HOUSE, "活动定于2026年1月30日（星期六）举行。", "活动定于2026年1月30日（星期五）举行。", of_passage=wrong_weekdays),
    Rule("date.relative", FAMILY, Severity.WARNING, "转载后说不清的时间", HOUSE, "商务部近日印发了新的办法。", "商务部2026年1月8日印发了新的办法。", of_article=relative_dates),
)  # fmt: skip
