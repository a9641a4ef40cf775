"""Characters and marks 字符与标记: what is no text, what print refuses, and Markdown left standing."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from editorial.intake.repair import is_figure
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, Passage, Role
from editorial.preflight.projection import OBJECT, Mark
from editorial.preflight.rules import HOUSE, Context, Edit, Family, Found, Rule

_INVISIBLE = re.compile(
    "(?:[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u2028\u2029\u2060\ufeff]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d)+"
)
"""Control characters and characters of no width; between two emoji U+200D makes one of them."""
_RADICALS = re.compile("[\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5]+")
"""Radicals, as PDF files give for the characters they look like: the supplement's, and Kangxi's."""
_OF_THE_SUPPLEMENT = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰", "民虎西见角贝车长门青页风飞马骨鬼鱼鸟卤麦黄齐齿龙"
)
"""Those of the supplement that have the shape of a whole character (Unicode, EquivalentUnifiedIdeograph);
the others are pieces of one, and its compatibility mappings are two."""
_MOJIBAKE = re.compile(
    r"锟斤拷(?:锟斤拷|锟?)*|烫烫烫+|屯屯屯+|(?:Ã[\x80-\xbf]|â€[œ™“”])+|�+"
    "|(?:[ä-é][\x80-\xbfŒœŠšŸŽžƒˆ˜\u2013-\u203a€™]{1,2}){2,}"
)
"""What two decoders that guess wrong make of a text; the last is UTF-8 read as Latin-1."""
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|#\d{2,5});")
_PLANE_OF_EMOJI = range(0x1F000, 0x1FB00)


_OF_UTF_8 = re.compile(
    "(?:["
    + "".join(bytes((lead, trail)).decode("gbk") for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xC0))
    + "][\u4e00-\u9fff]{2})+"
)
"""Three characters at a time that begin as two of UTF-8 do where GBK is read instead."""


def _as_utf_8(text: str) -> str:
    """What the text was before UTF-8 was read as GBK; empty where that gives no common characters."""
    try:
        meant = text.encode("gbk").decode("utf-8")
        common = meant.encode("gb2312")
    except UnicodeError:
        return ""
    return meant if all(0xB0 <= lead <= 0xD7 for lead in common[::2]) else ""


def bad_characters(passage: Passage, context: Context) -> Iterator[Found]:
    """U+FFFD, mis-decoded text, control and invisible characters, radicals for characters, entities."""
    text = passage.text
    for match in _MOJIBAKE.finditer(text):
        yield Found(passage, match.start(), match.end(), "此处是乱码，请对照原稿改正。")
    for match in _OF_UTF_8.finditer(text):
        if meant := _as_utf_8(match[0]):
            yield Found(passage, match.start(), match.end(), f"此处是乱码，原文多半是“{meant}”，请对照原稿。")
    for match in _ENTITY.finditer(text):
        yield Found(
            passage, match.start(), match.end(), f"“{match[0]}”是网页代码的残留，请改成它代表的字符。"
        )
    for match in _RADICALS.finditer(text):
        yield _radicals(passage, match)
    for match in _INVISIBLE.finditer(text):
        if match[0] == "\ufeff" and passage.span(match.start(), match.end()).start == 0:
            continue  # the byte order mark of a file
        codes = "、".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in match[0]))
        message = f"此处有看不见的字符（{codes}），应删去。"
        yield Found(passage, match.start(), match.end(), message, (Edit(match.start(), match.end(), ""),))


def _radicals(passage: Passage, match: re.Match[str]) -> Found:
    """With what they are meant for, where Unicode says it of all of them."""
    proper = unicodedata.normalize("NFKC", match[0].translate(_OF_THE_SUPPLEMENT))
    if _RADICALS.search(proper):
        message = f"“{match[0]}”是部首字符，不是汉字，检索和复制都会出错，请对照原稿改成汉字。"
        return Found(passage, match.start(), match.end(), message)
    message = f"“{match[0]}”是部首字符，不是汉字“{proper}”，检索和复制都会出错。"
    return Found(passage, match.start(), match.end(), message, (Edit(match.start(), match.end(), proper),))


def unprintable(passage: Passage, context: Context) -> Iterator[Found]:
    """What the printing fonts have no glyph for: emoji, private-use and unassigned characters."""
    for index, letter in enumerate(passage.text):
        if ord(letter) in _PLANE_OF_EMOJI or unicodedata.category(letter) in ("Co", "Cn", "Cs"):
            message = f"“{letter}”（U+{ord(letter):04X}）印不出来，请换成文字或删去。"
            yield Found(passage, index, index + 1, message)


# --- Markdown -----------------------------------------------------------------------------------

_LITERAL = re.compile(
    r"(?<![A-Za-z])\*{2,}|\*{2,}(?![A-Za-z])|(?<!~)~~(?=\w)|(?<![A-Za-z\d_])__(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])__(?![A-Za-z\d_])|(?<![\w*])\*(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\*(?![\w*.])"
)
_DRAWN_OUT = re.compile(r"(?<=[\u3400-\u9fff])~~(?=[\u3400-\u9fff])")
"""Two tildes between Chinese words may as well draw a syllable out, as people chat."""
_WITHIN = re.compile(r"(?<=[\u3400-\u9fff])\*(?=[\u3400-\u9fff])")
_MASK = re.compile(
    r"[“‘《（]\*{2,}[\u3400-\u9fff]?[”’》）]|(?<![\u3400-\u9fff*])[\u3400-\u9fff]\*{2,}(?![\u3400-\u9fff\w*“])"
)
"""“**门”, 李**: asterisks for what anybody may put in, or for the rest of a name."""
_ADDRESS = re.compile(r"https?://[^\s\u3000-\u9fff]+")


def literal_marks(passage: Passage, context: Context) -> Iterator[Found]:
    """Asterisks meant as bold that will be printed as asterisks."""
    text = passage.text
    meant = [match.span() for pattern in (_ADDRESS, _MASK) for match in pattern.finditer(text)]
    single = (match for match in _LITERAL.finditer(text) if not _marks_a_note(passage, match))
    for match in chain(single, _left_within(passage)):
        if passage.is_escaped(match.start()):
            continue
        if any(start <= match.start() < end for start, end in meant):
            continue
        message = f"“{match[0]}”没有成对，会原样印出来，请删去或补全。"
        severity = Severity.WARNING if _DRAWN_OUT.match(text, match.start()) else None
        yield Found(passage, match.start(), match.end(), message, severity=severity)


def _left_within(passage: Passage) -> Iterator[re.Match[str]]:
    """A single asterisk at the edge of what became bold: a third one was written. 张*三 hides a name."""
    bold = passage.words.bold
    return (m for m in _WITHIN.finditer(passage.text) if bold[m.start() - 1] or bold[m.end()])


def _marks_a_note(passage: Passage, match: re.Match[str]) -> bool:
    """A single asterisk that no other could be the other half of: *注：…, 天马* 为化名. Those of code are none."""
    written = passage.span(0, len(passage.text))
    in_code = (
        passage.span(place, place + 1) for place, letter in enumerate(passage.text) if letter == OBJECT
    )
    others = sum(passage.source.count("*", span.start, span.end) for span in in_code)
    return len(match[0]) == 1 and passage.source.count("*", written.start, written.end) - others == 1


def bold_numbers(passage: Passage, context: Context) -> Iterator[Found]:
    """Bold around bare figures, as conversion programs leave it."""
    if passage.role not in PROSE | {Role.TITLE, Role.CONTENTS}:
        return
    for start, end in _bold_stretches(passage):
        if is_figure(passage.text[start:end]):
            message = f"“{passage.text[start:end].strip()}”的加粗多半是转换时带进来的，建议去掉。"
            yield Found(passage, start, end, message)


def _bold_stretches(passage: Passage) -> Iterator[tuple[int, int]]:
    start = None
    for index, bold in enumerate((*passage.words.bold, False)):
        if bold and start is None:
            start = index
        elif not bold and start is not None:
            yield start, index
            start = None


# --- Links and pictures -------------------------------------------------------------------------


def empty_links(passage: Passage, context: Context) -> Iterator[Found]:
    """A link that leads nowhere, or has no words to press."""
    for link in passage.words.links:
        if not link.address.strip("# "):
            yield Found(passage, 0, 0, "链接没有网址，请补上网址或去掉链接。", span=link.span)
        elif not link.words.strip() and not _holds_a_picture(link, passage):
            yield Found(passage, 0, 0, "链接没有文字，读者点不到，请补上文字。", span=link.span)


def _holds_a_picture(link: Mark, passage: Passage) -> bool:
    pictures = passage.words.pictures
    return any(link.span.start < picture.span.start < link.span.end for picture in pictures)


def undescribed_pictures(passage: Passage, context: Context) -> Iterator[Found]:
    """A picture without a description, which a reader who cannot see it needs (WCAG 2.2, 1.1.1)."""
    for picture in passage.words.pictures:
        if not picture.words.strip():
            message = "图片没有文字说明，请在方括号里写明图上是什么。"
            yield Found(passage, 0, 0, message, span=picture.span)


FAMILY = Family.PUNCTUATION
RULES = (
    Rule("char.bad", FAMILY, Severity.ERROR, "乱码或不可见字符", HOUSE,
         "全市跨境电⼦商务继续增长。", "全市跨境电子商务继续增长。", of_passage=bad_characters),
    Rule("char.unprintable", FAMILY, Severity.ERROR, "印不出来的字符", HOUSE,
         "欢迎各会员单位踊跃报名\U0001f600。", "欢迎各会员单位踊跃报名。", of_passage=unprintable),
    Rule("md.emphasis_literal", FAMILY, Severity.ERROR, "加粗标记会原样印出", HOUSE,
         "出口额达**38.3 亿元，创历史新高。", "出口额达**38.3 亿元**，创历史新高。", of_passage=literal_marks),
    Rule("md.bold_number", FAMILY, Severity.INFO, "数字上的加粗", HOUSE,
         "出口额达 **38.3** 亿元，创历史新高。", "出口额达 38.3 亿元，**创历史新高**。", of_passage=bold_numbers),
    Rule("link.empty", FAMILY, Severity.ERROR, "空链接", HOUSE,
         "办法全文见[协会网站]()。", "办法全文见[协会网站](https://example.org/)。", of_passage=empty_links),
    Rule("img.alt", FAMILY, Severity.WARNING, "图片没有说明", "WCAG 2.2 1.1.1",
         "![](/pictures/0123456789abcdef.png)", "![装卸中的数字化码头](/pictures/0123456789abcdef.png)",
         of_passage=undescribed_pictures),
)  # fmt: skip
