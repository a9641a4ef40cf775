"""Bytes of a web page → its element tree, and what its inline styles and attributes say of an element.

Nothing is fetched and no entity is resolved. A tree is at most 256 levels deep, so that whoever reads it
may recurse.
"""

import codecs
import math
import re
import unicodedata
from collections import Counter

from lxml import etree, html

from editorial.intake.decoding import SAMPLE
from editorial.intake.sniff import MAX_TEXT_BYTES, Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
"""Bytes within which a page declares its encoding; browsers look no further than 1,024."""
_BIG5 = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*big5", re.IGNORECASE)
_CLEAN = 0.005
"""The share of broken characters up to which a decoding is taken for the right one."""
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")


def decode(content: bytes) -> str:
    """The page's text: as a byte-order mark says, else by whichever of UTF-8, GB18030 and UTF-16 breaks
    fewest characters. What the page declares counts for Big5 alone, which reads as GB18030 too: pages
    in UTF-8 that declare gb2312 out of habit are common, as are pages in GBK that declare nothing."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    declared = ("big5hkscs",) if _BIG5.search(content[:_HEAD]) else ()
    best, least = "", math.inf
    for encoding in ("utf-8", *declared, "gb18030", "utf-16-le", "utf-16-be"):
        text = content.decode(encoding, "replace")
        broken = _broken_share(text[:SAMPLE])
        if broken <= _CLEAN:
            return text
        if broken < least:
            best, least = text, broken
    return best


def _broken_share(text: str) -> float:
    """Characters that no page shows, of those beyond ASCII; a page in plain ASCII has none."""
    counts = Counter(text)
    foreign = sum(count for letter, count in counts.items() if letter > "~" or letter == "\0")
    broken = sum(count for letter, count in counts.items() if _is_broken(letter))
    return broken / foreign if foreign else 0.0


def _is_broken(letter: str) -> bool:
    return letter == "\ufffd" or (
        letter not in "\t\n\r\f\v" and unicodedata.category(letter) in ("Cc", "Cn", "Cs")
    )


def parse(content: bytes) -> html.HtmlElement:
    """The page's root element, without comments.

    Raises:
        Refused: larger than `MAX_TEXT_BYTES`, nested too deep, or nothing of a page in it.
    """
    if len(content) > MAX_TEXT_BYTES:
        raise Refused(
            f"网页有 {len(content) / 1024 / 1024:.1f} MB，超过 {MAX_TEXT_BYTES // 1024 // 1024} MB 的上限。"
            "请在浏览器里打开，复制正文后粘贴。"
        )
    return parse_text(decode(content))


def parse_text(text: str) -> html.HtmlElement:
    """The root element of a page that is decoded already. Raises Refused as `parse` does."""
    text = _INVISIBLE.sub("", _UNPRINTABLE.sub("", text))
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise Refused(
            "网页里没有可读取的内容。请检查是否选对了文件，或在浏览器里打开它，复制正文后粘贴。"
        ) from None
    if any("depth" in error.message for error in parser.error_log):  # libxml2 stops there and drops the rest
        raise Refused("网页的标签套得太深，没法完整读取。请在浏览器里打开它，复制正文后粘贴。")
    return root


# --- What an element says of itself -------------------------------------------------------------


def tag(element: html.HtmlElement) -> str:
    """The element's name in lower case, without a prefix; empty for what is no element."""
    return element.tag.rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def style(element: html.HtmlElement) -> dict[str, str]:
    """The element's inline style: property → value, both in lower case. Of two the later holds."""
    written = element.get("style")
    return dict(_DECLARATION.findall(written.lower())) if written else {}


def names(element: html.HtmlElement) -> str:
    """Class and id in lower case, for patterns."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def is_hidden(element: html.HtmlElement) -> bool:
    """Its own attributes keep it from being seen."""
    if element.get("hidden") is not None:
        return True
    said = style(element)
    return said.get("display", "").strip() == "none" or said.get("visibility", "").strip() == "hidden"
