"""Blanks 空格: between Chinese characters, and beside figures."""

import re
from collections.abc import Iterator

from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, ArticleText, Passage, Role
from editorial.preflight.punctuation import HAN
from editorial.preflight.rules import HOUSE, Context, Edit, Family, Found, Rule

_BLANK = re.compile(
    rf"(?<=[{HAN}，。、；：？！])[ \u00a0\u3000]+(?=[{HAN}])|(?<=[{HAN}])[ \u00a0\u3000]+(?=[，。、；：？！）”])"
)
_SET_APART = re.compile(
    rf"(?:^|\n)\s*(?:第[\d{HAN}]{{1,7}}|[{HAN}\d]{{1,3}}、|[\d年月]{{2,12}}[月日])$|：$"
    r"|(?:^|[\s：；。])(?:\d{1,2}|[A-Za-z])[、.．）)]$"
)
"""第一条, a date or a speaker's name at the head of a line; the mark of an item."""
_DATE_OF_ENTRY = re.compile(r"(?:^|\n)\s*[^，。；：！？\s]{0,16}[年月日旬初末底]$")
"""9月20日—29日, 年底: what entries of a chronicle begin with, before an ideographic blank."""
_LABEL_AHEAD = re.compile(rf"[{HAN}]{{1,5}}[：:]|(?:编?著|主?编|编?译)(?![{HAN}])")
"""A label; or, behind a name, what the person did for the book."""
_NAME_TO_THE_END = re.compile(r"[^，。；：！？…（）()“”]{2,24}$")
_SEARCHED = re.compile(r"(?:搜|查询|检索|输入|关键词)[^，。；“]{0,8}“[^“”，。；：！？]{1,20}”")
"""Words as they are typed to search for them."""
_STANZA = 16
"""Characters of a line of verse, where blanks part the lines."""
_SPACED_OUT = re.compile(rf"(?<![{HAN}])[{HAN}](?:[ \u3000][{HAN}])+(?![{HAN}])")
"""通 知: letters set apart one by one."""
_DATELINE = re.compile(r"(?:(?<![通资短腾])讯|日电)\s+(?:记者|通讯员)")
"""本报讯　记者 and 本报港城 1 月 5 日电　记者, as agencies and papers set it."""
_OF_AN_AGENCY = re.compile(
    rf"\A\s*[（(]?[{HAN}A-Za-z]{{0,8}}[报社网台刊][^，。；：！？]{{0,20}}(?:日电|讯)[ \u3000]+."
)
"""新华社北京1月5日电 国务院…, 本报讯 大窑湾…: what a report opens with."""
_PICTURED_BY = re.compile(
    rf"\S[ \u3000]+(?:[{HAN}]{{2,8}}[ \u3000]+){{1,3}}(?:摄影?|供图|制图|绘图?)(?=[）)。\s]|\Z)"
)
"""图为港区夜景。 林一 摄"""
_WEEKDAY = re.compile(r"日[ \u3000]+(?:星期|周)[一二三四五六日天](?:[ \u3000]+[上中下晚凌]|)")
_PART = r"[^，。；：！？、\s《》〈〉「」『』“”‘’]{3,30}"
_OF_TWO_LINES = re.compile(rf"[《〈「『“‘]{_PART}(?:[ \u3000]{_PART}){{1,3}}[》〉」』”’]")
"""《信息安全技术 个人信息安全规范》: a title, a headline or a couplet whose lines the blank parts."""
_ACCOUNT = re.compile(r"@[^\s，。；：！？@]{1,30}$")
"""Behind the name of an account the blank ends the name."""
_BRACKETED = re.compile(r"[（(][^（）()，。；：]{1,40}[）)]")
_SIGNED = re.compile(r"(?:记者|通讯员|作者|编辑|摄影|摄|文|图|报道|采写|供稿)[：: ]*[^，。；]{0,16}$")

_NEAR = 60
"""Characters before a blank that tell what it is for."""
_HEADS = (_SET_APART, _SIGNED, _ACCOUNT)
"""What may stand before a blank that belongs there."""


def _borders_an_underscore(passage: Passage, blank: re.Match[str]) -> bool:
    """`的 _工程_ 与`: without the blank the underscores would be no emphasis (CommonMark 0.31, 6.2) but be printed."""
    span = passage.span(blank.start(), blank.end())
    return "_" in (passage.source[span.start - 1 : span.start], passage.source[span.end : span.end + 1])


def blanks_between_characters(passage: Passage, context: Context) -> Iterator[Found]:
    """A blank within Chinese running text, as a broken line leaves it. Titles and signatures use them."""
    if passage.role not in PROSE:
        return
    text = passage.text
    if _is_verse(text):
        return
    patterns = (
        _BRACKETED,
        _SPACED_OUT,
        _SEARCHED,
        _DATELINE,
        _OF_AN_AGENCY,
        _PICTURED_BY,
        _WEEKDAY,
        _OF_TWO_LINES,
    )
    asides = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    for match in _BLANK.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        if any(each.search(before) for each in _HEADS) or _is_list_of_names(text, match.start()):
            continue
        if any(start < match.start() < end for start, end in asides):
            continue
        if match[0] == "\u3000" and _DATE_OF_ENTRY.search(before):
            continue
        if _borders_a_link(passage, match) or _borders_an_underscore(passage, match):
            continue
        if _ends_an_item(passage, match):
            continue
        if _LABEL_AHEAD.match(text, match.end()) or _follows_a_bold_head(passage, match):
            continue
        yield Found(
            passage,
            match.start(),
            match.end(),
            "汉字之间多了空格，应删去。",
            (Edit(match.start(), match.end(), ""),),
        )


def _is_verse(text: str) -> bool:
    """Short lines, one behind the other, that only blanks part."""
    lines = re.split(r"(?<=[，。！？])[ \u3000]+", text.strip())
    return len(lines) > 2 and all(len(line) <= _STANZA for line in lines)


def _follows_a_bold_head(passage: Passage, match: re.Match[str]) -> bool:
    """A run-in heading, a speaker or a name in bold, and then the text."""
    bold = passage.words.bold
    return all(bold[: match.start()]) and not bold[match.end()]


def _borders_a_link(passage: Passage, match: re.Match[str]) -> bool:
    """The blank parts a link from the words around it."""
    start, end = passage.span(match.start(), match.end()).start, passage.span(match.start(), match.end()).end
    return any(link.span.start == end or link.span.end == start for link in passage.words.links)


_LABEL = re.compile(r"(?:^|\s)[^，。；：\s]{1,10}[：:]")


def _is_list_of_names(text: str, place: int) -> bool:
    """Blanks part the items of a line that has no other punctuation than that of labels."""
    line = text[text.rfind("\n", 0, place) + 1 :].split("\n", 1)[0]
    if len(line) > 5 * _NEAR:
        return False
    items = _LABEL.sub("", line)
    return len(items) <= 60 and not re.search(r"[，。；：]", items)


def _ends_an_item(passage: Passage, blank: re.Match[str]) -> bool:
    """An item of a list without its stop names behind the blank whose it is: the title of a report, the outlet."""
    return passage.role is Role.LIST_ITEM and _NAME_TO_THE_END.match(passage.text, blank.end()) is not None


_SPACED = re.compile(rf"(?<=[{HAN}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{HAN}])")
_TIGHT = re.compile(rf"(?<=[{HAN}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[{HAN}])")


def uneven_blanks(article: ArticleText, context: Context) -> Iterator[Found]:
    """Blanks between Chinese and figures in some places of an article and not in others."""
    spaced = [(p, m.start(), m.end()) for p in article.prose for m in _SPACED.finditer(p.text)]
    tight = [(p, m.start(), m.end()) for p in article.prose for m in _TIGHT.finditer(p.text)]
    rarer = min(spaced, tight, key=len)
    if not rarer:
        return
    passage, start, end = rarer[0]
    message = (
        f"本文数字、字母与汉字之间有的留空（{len(spaced)} 处），有的不留（{len(tight)} 处），建议统一。"
        "印出时间距由排版统一，正文可不留空。"
    )
    yield Found(passage, max(0, start - 1), min(len(passage.text), end + 1), message)


FAMILY = Family.PUNCTUATION
RULES = (
    Rule("space.cjk_cjk", FAMILY, Severity.WARNING, "汉字之间有空格", HOUSE,
         "港口用上了数字 提单，当天就能签发。", "港口用上了数字提单，当天就能签发。", of_passage=blanks_between_characters),
    Rule("space.cjk_num", FAMILY, Severity.INFO, "数字前后空格不统一", HOUSE,
         "去年有 12 家企业参展，今年有15家企业参展，明年预计有18家。", "去年有12家企业参展，今年有15家。", of_article=uneven_blanks),
)  # fmt: skip
