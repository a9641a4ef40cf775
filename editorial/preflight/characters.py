"""Characters and marks 字符与标记: what is no text, what print refuses, and Markdown left standing."""

import re
import unicodedata
from collections.abc import Iterator

from editorial.intake.repair import is_figure
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import PROSE, Passage, Role
from editorial.preflight.rules import HOUSE, Context, Edit, Family, Found, Rule

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2028\u2029\ufeff"
_MOJIBAKE = re.compile(r"锟斤拷(?:锟斤拷|锟?)*|烫烫烫+|屯屯屯+|(?:Ã[\x80-\xbf]|â€[œ™“”])+|�+")
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|#\d{2,5});")
_PLANE_OF_EMOJI = range(0x1F000, 0x1FB00)


def _is_radical(letter: str) -> bool:
    """A Kangxi radical, as PDF files give for the character it looks like."""
    return "\u2f00" <= letter <= "\u2fd5"


def bad_characters(passage: Passage, context: Context) -> Iterator[Found]:
    """U+FFFD, mis-decoded text, control and invisible characters, radicals for characters, entities."""
    text = passage.text
    for match in _MOJIBAKE.finditer(text):
        yield Found(passage, match.start(), match.end(), "此处是乱码，请对照原稿改正。")
    for match in _ENTITY.finditer(text):
        yield Found(
            passage, match.start(), match.end(), f"“{match[0]}”是网页代码的残留，请改成它代表的字符。"
        )
    for index, letter in enumerate(text):
        if _is_radical(letter):
            proper = unicodedata.normalize("NFKC", letter)
            message = f"“{letter}”是部首字符，不是汉字“{proper}”，检索和复制都会出错。"
            yield Found(passage, index, index + 1, message, (Edit(index, index + 1, proper),))
        elif letter in _INVISIBLE or (unicodedata.category(letter) == "Cc" and letter not in "\n\t"):
            message = f"此处有看不见的字符（U+{ord(letter):04X}），应删去。"
            yield Found(passage, index, index + 1, message, (Edit(index, index + 1, ""),))


def unprintable(passage: Passage, context: Context) -> Iterator[Found]:
    """What the printing fonts have no glyph for: emoji, private-use and unassigned characters."""
    for index, letter in enumerate(passage.text):
        if ord(letter) in _PLANE_OF_EMOJI or unicodedata.category(letter) in ("Co", "Cn", "Cs"):
            message = f"“{letter}”（U+{ord(letter):04X}）印不出来，请换成文字或删去。"
            yield Found(passage, index, index + 1, message)


# --- Markdown -----------------------------------------------------------------------------------

_LITERAL = re.compile(
    r"\*{2,}|~~|__(?=\S)|(?<=\S)__|(?<![\w*])\*(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\*(?![\w*])"
)


def literal_marks(passage: Passage, context: Context) -> Iterator[Found]:
    """Asterisks meant as bold that will be printed as asterisks."""
    for match in _LITERAL.finditer(passage.text):
        yield Found(
            passage, match.start(), match.end(), f"“{match[0]}”没有成对，会原样印出来，请删去或补全。"
        )


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
        elif not link.words.strip():
            yield Found(passage, 0, 0, "链接没有文字，读者点不到，请补上文字。", span=link.span)


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
