"""Punctuation and layout 标点与排版: marks that are doubled, half, mixed or alone."""

import re
from collections.abc import Iterator

from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, Passage, Role
from editorial.preflight.pairs import is_no_closer
from editorial.preflight.projection import within
from editorial.preflight.rules import GB_15834, Context, Edit, Family, Found, Rule
from editorial.preflight.straight import straight_quotations

HAN = r"\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003134f"
"""Chinese characters, for use inside a character class."""
_WIDE = rf"[{HAN}，。、；：？！“”‘’（）《》〈〉【】…—·]"
_CHECKED = PROSE | {Role.TITLE, Role.SUBHEADING, Role.CREDIT, Role.CELL}
_CLOSING = "”’」』"
_FULL = {"(": "（", ")": "）", ",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！"}


def _replaced(passage: Passage, start: int, end: int, text: str, message: str) -> Found:
    return Found(passage, start, end, message, (Edit(start, end, text),))


# --- Repeated marks -----------------------------------------------------------------------------

_REPEATED = re.compile(
    r"。{2,}|，{2,}|、{2,}|；{2,}|：{2,}|[，、；：][。，、；：]|[，、；][？！](?![—–-])|。[，、；：]|[？！][，。、；：]"
    r"|(?<=。)[”’」』]。"
)
_STRENGTH = {"、": 1, "，": 2, "；": 3, "：": 3, "。": 4, "？": 5, "！": 5}
"""How long a mark pauses: the stronger of two is what was meant, the first of two equals."""
_SMILE = re.compile(r"[：；][）)]")
_LIKELY_DOTS = 3
"""Full stops or commas on end that are typed for an ellipsis."""


def _are_parted(passage: Passage, match: re.Match[str]) -> bool:
    """A picture stands between the two, as one of a formula does."""
    span = passage.span(match.start(), match.end())
    return any(span.start < picture.span.start < span.end for picture in passage.words.pictures)


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
        if _are_parted(passage, match) or (
            marks[0] in "？！"
            and (_ends_inside(passage, match.start()) or _SMILE.match(passage.text, match.end() - 1))
        ):
            continue
        if marks[0] in _CLOSING:
            message = "引文已有句号，引号后面不再用句号。"
            edits: tuple[Edit, ...] = (Edit(match.end() - 1, match.end(), ""),)
            yield Found(passage, match.start() - 1, match.end(), message, edits)
            continue
        severity = Severity.WARNING if re.fullmatch("[？！]：", marks) else None
        mended, edits = _mended(passage, match)
        advice = f"，建议改为“{mended}”" if mended else ""
        message = f"标点“{marks}”重复或冲突，一处只用一个标点{advice}。"
        yield Found(passage, match.start(), match.end(), message, edits, severity)


def _mended(passage: Passage, match: re.Match[str]) -> tuple[str, tuple[Edit, ...]]:
    """The mark that stays, and what takes the others out; nothing where the words must decide: whether a stop was
    meant before a comma, and a comma thrice for dots."""
    marks, start = match[0], match.start()
    if len(marks) >= _LIKELY_DOTS and set(marks) == {"。"}:
        return "……", (Edit(start, match.end(), "……"),)
    if len(marks) >= _LIKELY_DOTS or re.fullmatch("。[，、；：]", marks):
        return "", ()
    bold = passage.words.bold
    # of two equals the one outside of the bold words: ，**， closes them only before the second
    stays = max(range(len(marks)), key=lambda at: (_STRENGTH[marks[at]], not bold[start + at], -at))
    return marks[stays], tuple(
        Edit(start + at, start + at + 1, "") for at in range(len(marks)) if at != stays
    )


# --- Half and full width ------------------------------------------------------------------------

_HALF_BRACKETS = re.compile(r"\(([^()（）\n]*)\)")
_REFERENCE = re.compile(r"\. ?[^.]*\[(?:[MCNJDRSPGZA]|DB|CP|EB)(?:/(?:OL|CD|DK|MT))?\][.．]?")
"""林一. 港口志[M]. …: GB/T 7714 sets references in half-width marks."""
_COUNTED = re.compile(r"\d{1,2}(?:[-.]\d{1,2})*|[a-zA-Z]|[ivx]{1,4}")
_TERM = r"[-+]?(?:[A-Za-z]|\ufffc|\d+(?:\.\d+)?|∞)"
"""One letter, a stretch of code or a number."""
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
    rf"(?<=[{HAN}”’》）%])\s?,\s?(?=[{HAN}“‘《（\d])|(?<=[{HAN}%]\)),(?=[{HAN}“‘《])"
    rf"|(?<=[{HAN}”’》）])[;:?!](?=[{HAN}“‘《（”’\s]|\((?=[\d{HAN}])|$)|(?<=%)[;:?!](?=[{HAN}“‘《])"
    rf"|(?<=[{HAN}]{{2}}):(?=\d)"
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
        if mark in ".?" and match.start() in titles:
            full = "问句请改为“？”，" if mark == "?" else ""
            message = f"书名里不用半角“{mark}”：{full}分开书名与篇名请改为“·”。"
            yield Found(passage, match.start(), match.end(), message)
            continue
        if _BETWEEN_WORDS.match(passage.text, match.start()):
            message = "中文里不用“.”：句末请改为“。”，外国人名中间请改为“·”。"
            yield Found(passage, match.start(), match.end(), message)
            continue
        if mark == "." and _ORDINAL.search(passage.text[: match.start()]):
            yield _replaced(passage, match.start(), match.end(), "、", "汉字序号后面的“.”应为顿号“、”。")
            continue
        full = "……" if mark.startswith("...") else _FULL[mark]
        message = f"中文里的“{mark}”应为全角“{full}”。"
        yield _replaced(passage, match.start(), match.end(), full, message)
    yield from straight_quotations(passage)


_MIXED_BRACKETS = re.compile(r"（([^()（）\n]*)\)|\(([^()（）\n]*)）")
_LINKS_TO = re.compile(r"\](?:（(?:#|https?:)[^()（）\s]*\)|\((?:#|https?:)[^()（）\s]*）)")
"""[题目]（https://…): the brackets are of a link, and half."""
_WIDE_LATIN = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*")
_AROUND = 6
"""Characters on either side that tell whose letters they are."""
_KANA = re.compile(r"[\u3041-\u30fa]")
_FACE = re.compile(r"[▽△∀▼◇□○◎●≧≦╯╰ω﹏⌒￣°︶﹃︿]")
"""What the eyes and mouths of (Ｔ▽Ｔ) are made of."""


def mixed_widths(passage: Passage, context: Context) -> Iterator[Found]:
    """A bracket of one width closed by the other; figures and Latin letters in full width."""
    if passage.role not in _CHECKED:
        return
    for match in _MIXED_BRACKETS.finditer(passage.text):
        if is_no_closer(passage.text, match.end() - 1):
            continue
        pair = "()" if _LINKS_TO.match(passage.text, max(0, match.start() - 1)) else "（）"
        edits = (Edit(match.start(), match.start() + 1, pair[0]), Edit(match.end() - 1, match.end(), pair[1]))
        message = f"一对括号一半全角、一半半角，应统一为“{pair}”。"
        yield Found(passage, match.start(), match.end(), message, edits)
    for match in _WIDE_LATIN.finditer(passage.text):
        if _is_foreign(passage.text, match):
            continue
        narrow = "".join(chr(ord(letter) - 0xFEE0) for letter in match[0])
        message = f"全角的“{match[0]}”应为半角“{narrow}”。"
        yield _replaced(passage, match.start(), match.end(), narrow, message)


def _is_foreign(text: str, match: re.Match[str]) -> bool:
    """Japanese sets figures wide, and faces are made of wide letters."""
    around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    next_to = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    return bool(_KANA.search(around) or _FACE.search(next_to))


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
)  # fmt: skip
