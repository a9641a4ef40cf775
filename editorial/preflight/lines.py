"""Lines 单行: what ends without a full stop by right, and what tells running text from it.

Captions, items, labels, formulas, salutations, verse: lines that stand by themselves wherever they come from.
"""

import re
from collections.abc import Callable, Iterable

from editorial.preflight.manuscript import Passage, Role

STOPS = "。！？!?…；;：:"
CLOSERS = "”’」』）)》〉】]"
_OPEN = "，、（“‘《〈「『【"
"""A paragraph that ends so has not ended, whatever it is."""
HAN = r"\u3400-\u9fff"
MAY_BE_CUT = re.compile(rf"[{HAN}％%\d）》”]$")
_ASIDE = re.compile(
    r"(?:图|摄影|拍摄|制图)\s*(?:源|片|为|由|自|[:：/／|丨])|(?:摄|供图|截图|资料图|剧照|制图|/\s*\S{2,6}社)$"
    r"|(?:——|--+|—\s)[^，。]{2,30}$|字第\S{1,12}号$|(?:首发|原载|转载|摘)[于自][^，。]{2,24}$|出版.*\d\s*(?:元|英镑|美元|欧元)\W?$|https?://\S+$|\.{2,}\W?$|\s[|｜/／]\s|如下(?:所示)?$"
)
"""Ends of captions, mottoes, credits and the heads of decrees, and what lines have that are no Chinese sentence."""
_NUMBERED = re.compile(
    rf"[-–—]{{1,3}}[{HAN}]|[（(]?(?:[一二三四五六七八九十甲乙丙丁]{{1,3}}|\d{{1,2}}|[A-Za-z]|[ivx]{{1,4}})(?:[）)、]|[.．](?![\dA-Za-z])|[，,]\s)"
    rf"|第[{HAN}\d]{{1,6}}[章节条]|[\u2160-\u217f\u2460-\u24ff\u2776-\u2793\u25a0-\u25ff•★☆➢✓√·※]|【"
)
"""Marks an item of a list, a headline of a digest (--港城：…) or who is quoted (——林一，…), or what is set like one."""
CAPTION = re.compile(
    r"(?:图|表|图表|照片|示例|例|清单|代码清单|代码)\s?\d+(?:[-–—.]\d+)*(?:[\s:：]|(?!.*[。！？]))"
)
"""图 8-1 …: it names what stands above or below it, and may be a sentence without its stop."""
_REMARK = re.compile(r"[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]")
"""A paragraph in brackets."""
_SALUTATION = re.compile(
    rf"(?:亲爱的|尊敬的|敬爱的|各位|女士们|Dear )[^，。！？]{{0,24}}，|[{HAN}A-Za-z.· ]{{1,8}}，"
    r"|(?:[^，、。！？]{0,16}(?:先生|女士|小姐|老师|同学|同志|朋友|同事|网友|读者|家长|会员|理事|来宾|阁下|们)[，、])+"
)
_WORKS = re.compile(r"(?:[^。，；]{1,12}[：:])?(?:《[^》]*》[、 ]?)+")
"""A line of nothing but titles."""
_DATED = re.compile(r"(?:19|20)\d\d\s?[年./-]")
_LABEL = re.compile(
    r"[^，。；：:“（]{0,8}(?:标题|题目|摘要|提要|关键词|简介|按语?)[：:]|[^，。；：:“（]{1,12}[：:](?![“‘])[^，]*$"
)
"""日期：…, 校对：…: a label and what it is of, without clauses but where it is of a title."""
_TURN = re.compile(r"[^，。；：:“（\s]{1,4}(?<![说道称示绍为括指下中是到])[：:]")
"""问：, Q1：: the words of somebody else, or another entry."""
_ENTRY = re.compile(r"[^，。；：]{1,40}——《")
"""林一（1901—1980）——《海港志》，…: an entry of a list of books or people."""
_TERMS = re.compile(r"[=＝＋→⇒×÷≈]|\s[+|｜/／]\s")
"""A formula, or words in a row."""
_SAID_OUT = re.compile(r"[—～~]$|[A-Za-z]\.$")
"""Speech broken off or drawn out, and what is quoted in English, end within their marks."""
_ALTERNATIVE = re.compile(r"[；;](?:或者?是?|或|和|以及|并且|而且)$")
"""An item of several that are set as lines of their own."""
_NOTE = re.compile(r"[*＊※†]\s*[\u3400-\u9fff]")
_NOTE_NUMBER = re.compile(r"(?<=[。！？…”’」』）])[ ]?[\[〔]?\d{1,3}[\]〕]?$")
"""…遗孀。74: the number of a note, in small type once."""
_SLANTED = re.compile(r"([*_])[^*_]+\1")
STOP_WITHIN = re.compile(r"[。！？；]")
LONG_HEADING = 25
"""Characters from which a line is seldom a heading."""
SURE = 40
"""Characters from which a line without a stop within is no heading."""
LINE = 16
"""Characters of a line that may be one of verse."""
_LINES = 4
"""Lines without an end from which they may be a manner of writing."""


def is_open_ended(text: str) -> bool:
    """It ends with a mark that no paragraph ends with; “ after a full stop is a ” gone wrong."""
    return len(text) > 1 and text[-1] in _OPEN and not (text[-1] in "“‘" and text[-2] in STOPS)


def is_line_of_its_own(one: str, other: str) -> bool:
    """An item, a label, a caption, a formula: whatever ends without a stop by right; a sentence within is prose."""
    if _ASIDE.search(one) or _WORKS.fullmatch(one):
        return True
    if one[-2:] == other[:2] or _NUMBERED.match(other) or _REMARK.fullmatch(other):
        return True
    if CAPTION.match(one) or _NOTE.match(one) or _ALTERNATIVE.search(one):
        return True
    is_set_apart = _TERMS.search(one) or any(form.match(one) for form in (_NUMBERED, _LABEL, _ENTRY))
    return bool(is_set_apart) and not has_sentence(one)


def are_alike(one: str, other: str) -> bool:
    """They begin in the same way, as lines of a list without its marks do."""
    return one[:2] == other[:2] or bool(_DATED.match(one) and _DATED.match(other))


def are_verse(one: str, other: str) -> bool:
    """Two lines on end that leave off at a comma; no page cuts two so short."""
    return all(ends_in_a_comma(line) and not is_long(line) for line in (one, other))


def is_turn(text: str) -> bool:
    """It begins with who speaks or what it is about: 问：."""
    return _TURN.match(text) is not None


def has_ended(text: str) -> bool:
    """It has its full stop, or is speech broken off (“我——”); only what stands around it may say that it goes on."""
    text = _NOTE_NUMBER.sub("", text)
    said = text.rstrip(CLOSERS + " ")
    return said[-1:] in tuple(STOPS) or (said != text and _SAID_OUT.search(said) is not None)


def has_sentence(text: str) -> bool:
    """A sentence ends within it; a semicolon parts the halves of a heading as well, and a heading may ask."""
    return any(
        stop[0] == "。" or (stop[0] in "！？" and len(text) >= SURE) for stop in STOP_WITHIN.finditer(text)
    )


def is_salutation(text: str) -> bool:
    """It begins a letter, or ends it before the name, with a comma by right: 各位会员，, 你的朋友，."""
    return _SALUTATION.fullmatch(text) is not None


def is_manner(lines: Iterable[str], is_open: Callable[[str], bool]) -> bool:
    """Lines that end so all over a text are a manner of writing."""
    told = [line.rstrip() for line in lines if line.strip()]
    count = sum(map(is_open, told))
    return count >= _LINES and count * 4 >= len(told)


def ends_in_a_comma(line: str) -> bool:
    """As lines of verse do, and sentences never."""
    return line.endswith("，")


def is_long(line: str) -> bool:
    """Too long for a heading."""
    return len(line) > LONG_HEADING


def is_loose(line: str) -> bool:
    """It ends in no mark; where long lines do, they are notes or a diary."""
    return MAY_BE_CUT.search(line) is not None


def is_bare(line: str) -> bool:
    """A short line that ends in no mark."""
    return not is_long(line) and is_loose(line)


# --- As it is written ---------------------------------------------------------------------------


def is_plain(passage: Passage) -> bool:
    """A paragraph, or a line without a mark that was taken for a sub-heading because it is short."""
    return passage.role is Role.PARAGRAPH or (passage.role is Role.SUBHEADING and not passage.level)


def is_set_off(passage: Passage) -> bool:
    """It looks like no running text: a link or a line in bold at its end, bold all over, a term and what it means."""
    return (
        _ends_in_a_link(passage)
        or is_emphasised(passage)
        or _is_bold(passage, passage.text.rstrip().rfind("\n") + 1)
        or _is_entry(passage)
    )


def is_emphasised(passage: Passage) -> bool:
    """All of it is bold or slanted, as headings and captions without their marks are."""
    written = passage.span(0, len(passage.text))
    is_slanted = _SLANTED.fullmatch(passage.source, written.start - 1, written.end + 1) is not None
    return is_slanted or _is_bold(passage, 0)


def _is_bold(passage: Passage, start: int) -> bool:
    """From there to its end."""
    letters = zip(passage.words.text[start:], passage.words.bold[start:], strict=True)
    return all(bold for letter, bold in letters if not letter.isspace())


def _is_entry(passage: Passage) -> bool:
    """A term in bold with its colon, and what it means: an entry of a glossary may have no stop."""
    text, bold = passage.text.lstrip(), passage.words.bold[len(passage.text) - len(passage.text.lstrip()) :]
    head = bold.index(False) if False in bold else len(bold)
    return "：" in text[: head + 1][-2:] and head > 0 and not has_sentence(text)


def _ends_in_a_link(passage: Passage) -> bool:
    end = passage.span(len(passage.text) - 1, len(passage.text)).end
    return any(link.span.start < end <= link.span.end for link in passage.words.links)
