"""Punctuation and layout 标点与排版: marks that are doubled, half, mixed or alone; blanks."""

import re
from collections.abc import Iterator

from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, ArticleText, Passage, Role
from editorial.preflight.pairs import is_no_closer
from editorial.preflight.rules import GB_15834, HOUSE, Context, Edit, Family, Found, Rule
from editorial.preflight.straight import straight_quotations, within

HAN = r"\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003134f"
"""Chinese characters, for use inside a character class."""
_WIDE = rf"[{HAN}，。、；：？！“”‘’（）《》〈〉【】…—·]"
_CHECKED = PROSE | {Role.TITLE, Role.SUBHEADING, Role.CREDIT, Role.CELL}
_FULL = {"(": "（", ")": "）", ",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！"}


def _replaced(passage: Passage, start: int, end: int, text: str, message: str) -> Found:
    return Found(passage, start, end, message, (Edit(start, end, text),))


# --- Repeated marks -----------------------------------------------------------------------------

_REPEATED = re.compile(
    r"。{2,}|，{2,}|、{2,}|；{2,}|：{2,}|[，、；：][。，、；：]|。[，、；：]|[？！][，。、；：]"
)
_PAUSES = "，、；："
_SMILE = re.compile(r"[：；][）)]")


def _ends_inside(passage: Passage, place: int) -> bool:
    """The first of two marks closes the words of a link, as a title's question mark does."""
    end = passage.span(place, place + 1).end
    return any(link.span.start < end < link.span.end for link in passage.words.links)


def repeated(passage: Passage, context: Context) -> Iterator[Found]:
    """Two marks where one belongs. `？！`, `……` and `——` are marks of their own (4.2, 4.3, 4.10, 4.11)."""
    if passage.role not in _CHECKED:
        return
    for match in _REPEATED.finditer(passage.text):
        marks = match[0]
        if marks[0] in "？！" and (
            _ends_inside(passage, match.start()) or _SMILE.match(passage.text, match.end() - 1)
        ):
            continue
        if len(marks) >= 3 and set(marks) == {"。"}:
            mended = "……"
        else:
            stops = [mark for mark in marks if mark not in _PAUSES]
            mended = stops[0] if stops else marks[0]
        message = f"标点“{marks}”重复或冲突，一处只用一个标点，建议改为“{mended}”。"
        yield _replaced(passage, match.start(), match.end(), mended, message)


# --- Half and full width ------------------------------------------------------------------------

_HALF_BRACKETS = re.compile(r"\(([^()（）\n]*)\)")
_REFERENCE = re.compile(r"\. ?[^.]*\[(?:[MCNJDRSPGZA]|DB|CP|EB)(?:/(?:OL|CD|DK|MT))?\][.．]?")
"""林一. 港口志[M]. …: GB/T 7714 sets references in half-width marks."""
_COUNTED = re.compile(r"\d{1,2}(?:[-.]\d{1,2})*|[a-zA-Z]|[ivx]{1,4}")
_TERM = r"[-+]?(?:[A-Za-z]|\d+(?:\.\d+)?|∞)"
_FORMULA = re.compile(
    rf"[\x20-\x7eα-ω×÷−±≤≥≈]*[<>=+*^|×÷−±≤≥≈][\x20-\x7eα-ω×÷−±≤≥≈]*|{_TERM}(?:,\s*{_TERM})+|[A-Za-z_]\w*(?:,\s?[A-Za-z_]\w*)+"
)
"""(a < s), (1 ÷ 0.5), (0, 3), (Key, Value)"""


def half_brackets(passage: Passage, context: Context) -> Iterator[Found]:
    """Half-width brackets in Chinese text; around Latin within Latin they are right (5.1)."""
    if passage.role not in _CHECKED or _REFERENCE.search(passage.text):
        return
    text = passage.text
    for match in _HALF_BRACKETS.finditer(text):
        before, after = text[: match.start()].rstrip()[-1:], text[match.end() :].lstrip()[:1]
        around = bool(re.match(_WIDE, before) or (not before and re.match(_WIDE, after)))
        if (
            passage.is_escaped(match.start())
            or _COUNTED.fullmatch(match[1])
            or _FORMULA.fullmatch(match[1])
            or not (around or re.search(rf"[{HAN}]", match[1]))
        ):
            continue
        edits = (Edit(match.start(), match.start() + 1, "（"), Edit(match.end() - 1, match.end(), "）"))
        yield Found(passage, match.start(), match.end(), "中文里的括号应为全角“（）”。", edits)


_BETWEEN_WORDS = re.compile(rf"(?<=[{HAN}]{{2}})\.(?=[{HAN}]{{2}})")
"""A stop there may be meant as the point in a foreign name."""
_BETWEEN_LATIN = re.compile(r"[A-Za-z.!?)][”’）]\s?[,;:]\s*[“‘（][A-Za-z]")
"""Latin words quoted on either side: the point is theirs."""
_HALF_POINT = re.compile(
    rf"(?<=[{HAN}”’》）%])\s?,\s?(?=[{HAN}“‘《（\d])|(?<=[{HAN}”’》）])[;:?!](?=[{HAN}“‘《（\s]|$)"
    rf"|(?<=[{HAN}])\.(?=[{HAN}“]|\s[{HAN}“]|$)|(?<=[{HAN}”》）])\.{{3,6}}"
)
_TITLE = re.compile(r"《[^《》]*》")
_ORDINAL = re.compile(r"(?:^|\n)\s*[一二三四五六七八九十]{1,3}$")


def half_points(passage: Passage, context: Context) -> Iterator[Found]:
    """A half-width comma, stop, colon … after Chinese; straight quotation marks around it."""
    if passage.role not in _CHECKED or _REFERENCE.search(passage.text):
        return
    titles = within(_TITLE, passage.text)
    for match in _HALF_POINT.finditer(passage.text):
        mark = match[0].strip()
        if _BETWEEN_LATIN.match(passage.text, max(0, match.start() - 2)):
            continue
        if _BETWEEN_WORDS.match(passage.text, match.start()):
            message = "中文里不用“.”：句末请改为“。”，外国人名中间请改为“·”。"
            yield Found(passage, match.start(), match.end(), message)
            continue
        if mark == "." and _ORDINAL.search(passage.text[: match.start()]):
            yield _replaced(passage, match.start(), match.end(), "、", "汉字序号后面的“.”应为顿号“、”。")
            continue
        if mark == "?" and match.start() in titles:
            message = "书名里不用半角“?”：问句请改为“？”，分开书名与篇名请改为“·”。"
            yield Found(passage, match.start(), match.end(), message)
            continue
        full = "……" if mark.startswith("...") else _FULL[mark]
        message = f"中文里的“{mark}”应为全角“{full}”。"
        yield _replaced(passage, match.start(), match.end(), full, message)
    yield from straight_quotations(passage)


_MIXED_BRACKETS = re.compile(r"（([^()（）\n]*)\)|\(([^()（）\n]*)）")
_WIDE_LATIN = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*")


def mixed_widths(passage: Passage, context: Context) -> Iterator[Found]:
    """A bracket of one width closed by the other; figures and Latin letters in full width."""
    if passage.role not in _CHECKED:
        return
    for match in _MIXED_BRACKETS.finditer(passage.text):
        if is_no_closer(passage.text, match.end() - 1):
            continue
        edits = (Edit(match.start(), match.start() + 1, "（"), Edit(match.end() - 1, match.end(), "）"))
        yield Found(
            passage, match.start(), match.end(), "一对括号一半全角、一半半角，应统一为“（）”。", edits
        )
    for match in _WIDE_LATIN.finditer(passage.text):
        narrow = "".join(chr(ord(letter) - 0xFEE0) for letter in match[0])
        message = f"全角的“{match[0]}”应为半角“{narrow}”。"
        yield _replaced(passage, match.start(), match.end(), narrow, message)


# --- Blanks -------------------------------------------------------------------------------------

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
_LABEL_AHEAD = re.compile(rf"[{HAN}]{{2,5}}[：:]|(?:编?著|主?编|编?译)(?![{HAN}])")
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
_BRACKETED = re.compile(r"[（(][^（）()，。；：]{1,40}[）)]")
_SIGNED = re.compile(r"(?:记者|通讯员|作者|编辑|摄影|摄|文|图|报道|采写|供稿)[：: ]*[^，。；]{0,16}$")


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
    patterns = (_BRACKETED, _SPACED_OUT, _SEARCHED, _DATELINE)
    asides = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    for match in _BLANK.finditer(text):
        before = text[: match.start()]
        if _SET_APART.search(before) or _SIGNED.search(before) or _is_list_of_names(text, match.start()):
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
        yield _replaced(passage, match.start(), match.end(), "", "汉字之间多了空格，应删去。")


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
    Rule("punct.repeat", FAMILY, Severity.ERROR, "标点重复或冲突", GB_15834,
         "各口岸全年放行货物十二万票，，比上年多一成。", "各口岸全年放行货物十二万票，比上年多一成。", of_passage=repeated),
    Rule("punct.half_paren", FAMILY, Severity.WARNING, "中文里用了半角括号", f"{GB_15834} 5.1",
         "海外仓(含前置仓)面积继续扩大。", "海外仓（含前置仓）面积继续扩大，接口为 list(id)。", of_passage=half_brackets),
    Rule("punct.half_point", FAMILY, Severity.WARNING, "中文里用了半角标点", f"{GB_15834} 5.1",
         "会议分两天举行,首日为开幕论坛。", "会议分两天举行，首日 9:30 开幕，参会 1,200 人。", of_passage=half_points),
    Rule("punct.mixed_width", FAMILY, Severity.WARNING, "全角、半角混用", f"{GB_15834} 5.1",
         "海外仓（含前置仓)面积继续扩大。", "海外仓（含前置仓）面积继续扩大。", of_passage=mixed_widths),
    Rule("space.cjk_cjk", FAMILY, Severity.WARNING, "汉字之间有空格", HOUSE,
         "港口用上了数字 提单，当天就能签发。", "港口用上了数字提单，当天就能签发。", of_passage=blanks_between_characters),
    Rule("space.cjk_num", FAMILY, Severity.INFO, "数字前后空格不统一", HOUSE,
         "去年有 12 家企业参展，今年有15家企业参展，明年预计有18家。", "去年有12家企业参展，今年有15家。", of_article=uneven_blanks),
)  # fmt: skip
