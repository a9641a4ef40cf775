"""Characters and marks 字符与标记: what is no text, what print refuses, and Markdown left standing."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from editorial.preflight.emphasis import bold_numbers, literal_marks
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import Passage
from editorial.preflight.projection import OBJECT, Mark
from editorial.preflight.rules import HOUSE, Context, Edit, Family, Found, Rule

_INVISIBLE = re.compile(
    "(?:[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d)+"
)
"""Control characters, among them those that turn the direction round, and characters of no width; between two
emoji U+200D makes one of them."""
_RADICALS = re.compile("[\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5]+")
"""Radicals, as PDF files give for the characters they look like: the supplement's, and Kangxi's."""
_OF_THE_SUPPLEMENT = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰", "民虎西见角贝车长门青页风飞马骨鬼鱼鸟卤麦黄齐齿龙"
)
"""Those of the supplement that have the shape of a whole character (Unicode, EquivalentUnifiedIdeograph);
the others are pieces of one, and its compatibility mappings are two."""
_MOJIBAKE = re.compile(
    r"锟斤拷(?:锟斤拷|锟?)*|烫{4,}|屯{4,}|ï»¿|(?:Ã[\x80-\xbf]|â€[œ™“”])+|�+"
    "|(?:[ä-é][\x80-\xbfŒœŠšŸŽžƒˆ˜\u2013-\u203a€™]{1,2}){2,}"
)
"""What two decoders that guess wrong make of a text; the last is UTF-8 read as Latin-1."""
_SPOKEN_OF = re.compile(r"(?:[“‘「『《（(]|俗称|所谓|叫作?|叫做|变成|成了)锟斤拷")
"""锟斤拷 named as the thing it is."""
_AHEAD = 2
"""Letters of the longest of those words."""
_LOST = re.compile(r"(?<=[\u3400-\u9fff])□{2,}(?=[\u3400-\u9fff])")
"""Boxes, as are shown for what a font does not have; editions of old books print them for what cannot be read."""
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
    yield from _wrongly_decoded(passage)
    for match in _ENTITY.finditer(text):
        yield Found(
            passage, match.start(), match.end(), f"“{match[0]}”是网页代码的残留，请改成它代表的字符。"
        )
    for match in _RADICALS.finditer(text):
        yield _radicals(passage, match)
    for match in _INVISIBLE.finditer(text):
        if match[0] == "\ufeff" and passage.span(match.start(), match.end()).start == 0:
            continue  # the byte order mark of a file
        yield _invisible(passage, match.start(), match.end())
    for place, letter in enumerate(text):
        if letter == OBJECT and passage.source.startswith(OBJECT, passage.span(place, place + 1).start):
            yield _invisible(passage, place, place + 1)  # a picture that was pasted out of Word or PDF


def _wrongly_decoded(passage: Passage) -> Iterator[Found]:
    text = passage.text
    for match in _MOJIBAKE.finditer(text):
        named = _SPOKEN_OF.search(text, max(0, match.start() - _AHEAD), match.end())
        if named is None or len(match[0]) > len("锟斤拷"):
            yield Found(passage, match.start(), match.end(), "此处是乱码，请对照原稿改正。")
    for match in _LOST.finditer(text):
        message = "这里的方框像是丢失的字，请对照原稿；若是有意留空，可以忽略。"
        yield Found(passage, match.start(), match.end(), message, severity=Severity.WARNING)
    for match in _OF_UTF_8.finditer(text):
        if meant := _as_utf_8(match[0]):
            yield Found(passage, match.start(), match.end(), f"此处是乱码，原文多半是“{meant}”，请对照原稿。")


def _invisible(passage: Passage, start: int, end: int) -> Found:
    codes = "、".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in passage.text[start:end]))
    return Found(passage, start, end, f"此处有看不见的字符（{codes}），应删去。", (Edit(start, end, ""),))


def _radicals(passage: Passage, match: re.Match[str]) -> Found:
    """With what they are meant for, where Unicode says it of all of them."""
    proper = unicodedata.normalize("NFKC", match[0].translate(_OF_THE_SUPPLEMENT))
    if _RADICALS.search(proper):
        message = f"“{match[0]}”是部首字符，不是汉字，检索和复制都会出错，请对照原稿改成汉字。"
        return Found(passage, match.start(), match.end(), message)
    message = f"“{match[0]}”是部首字符，不是汉字“{proper}”，检索和复制都会出错。"
    return Found(passage, match.start(), match.end(), message, (Edit(match.start(), match.end(), proper),))


_PICTURE = "[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
_EMOJI = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}(?:\u200d{_PICTURE})*")
"""What is seen as one: a flag of two letters, a picture with the tone of its skin, several that U+200D joins."""


def unprintable(passage: Passage, context: Context) -> Iterator[Found]:
    """What the printing fonts have no glyph for: emoji, private-use and unassigned characters."""
    text, end = passage.text, 0
    for index, letter in enumerate(text):
        if index >= end and _has_no_glyph(letter):
            emoji = _EMOJI.match(text, index)
            end = emoji.end() if emoji else index + 1
            codes = " ".join(f"U+{ord(each):04X}" for each in text[index:end])
            message = f"“{text[index:end]}”（{codes}）印不出来，请换成文字或删去。"
            yield Found(passage, index, end, message)


def _has_no_glyph(letter: str) -> bool:
    return ord(letter) in _PLANE_OF_EMOJI or unicodedata.category(letter) in ("Co", "Cn", "Cs")


# --- Links and pictures -------------------------------------------------------------------------


_NOWHERE = re.compile(r"#*|https?:/*|javascript:.*|about:blank|(?i:链接|网址|todo|url|x+)")
"""No address, a scheme without a host, or a word where the address was to be put in."""


def empty_links(passage: Passage, context: Context) -> Iterator[Found]:
    """A link that leads nowhere, or has no words to press."""
    for link in passage.words.links:
        if _NOWHERE.fullmatch(unquote(link.address).strip()):
            yield Found(passage, 0, 0, "链接没有网址，请补上网址或去掉链接。", span=link.span)
        elif not link.words.strip() and not _holds_a_picture(link, passage):
            yield _wordless(passage, link)


def _wordless(passage: Passage, link: Mark) -> Found:
    if link.address.startswith("#"):
        message = "这是网页里的定位标记，读者看不到，请删去。"
        return Found(passage, 0, 0, message, span=link.span, fix="")
    return Found(passage, 0, 0, "链接没有文字，读者点不到，请补上文字。", span=link.span)


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
