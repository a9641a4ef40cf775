"""The title of a page: what stands large above the text, without the names of site and channel."""

import re
from collections.abc import Iterable, Sequence

from editorial.clip.outlet_names import is_site_name
from editorial.intake.blocks import Block, Kind
from editorial.intake.titles import LONGEST, key

_BAR = re.compile(r"\s*(?:_+|\||｜|--+|——(?=\S{2,12}$)|\s[-–—·]\s|»|›|<<|>>|\s-|-\s)\s*")
_HYPHEN = re.compile(r"(?<=[^\d\s])[-–—](?=[^\d\s])")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_SHORTEST = 4
"""Letters a title has at least, so that a channel's name is none."""
_LONGEST_SITE = 12
_LONGEST_TITLE = 2 * LONGEST
_SHORTEST_PLAIN = 8
"""Characters of a line that is no heading and yet may be the title."""
_NO_TITLE = re.compile(r"[:：]|\d{4}-\d|[。；，、]$")
_GENERIC = re.compile(
    r"(?:新闻|工作|通知|政务|行业|公司|企业|学会|协会|媒体|图片|最新|今日|信息|党建|校园|要闻|产品|市场)?"
    r"(?:动态|中心|公告|要闻|资讯|详情|详细|正文|内容页?|文章|信息公开|首页|新闻|报道|快讯|简讯|聚焦|公示)(?:页|内容|详情)?"
)


def read_title(window: str, declared: Iterable[str], above: Sequence[Block]) -> str:
    """The article's title; empty if there is none.

    Args:
        window: what the browser shows in its title bar.
        declared: the titles of meta elements and JSON-LD.
        above: the blocks of the page that stand above the text, the heading among them.
    """
    window = _clean(window)
    named = [title for title in (_without_site(_clean(each)) for each in declared) if _is_title(title)]
    shown = [line for line in (_clean(block.text) for block in above) if _is_title(line)]
    for announced in (window, *named):
        # The line as it stands on the page is whole, where templates cut the declared one at a quotation mark.
        if heading := _announced(announced, [*shown, *named]):
            return heading
    if named:
        return named[0]
    stripped = _without_site(window)
    if _is_title(stripped) and _may_be_articles(stripped):
        return stripped
    return _largest(above) or (stripped if _is_title(stripped) else "")


def site_of(window: str, title: str) -> str:
    """The site's name as the title bar gives it behind the title, or empty: 港城新闻网 of
    `标题_要闻_港城新闻网`."""
    behind = _IN_BRACKETS.sub("", _clean(window).partition(title)[2]) if title else ""
    pieces = [piece.strip() for piece in re.split(r"[_|｜\-–—,]+", behind)]
    sites = [piece for piece in reversed(pieces) if is_site_name(piece)]
    return next((site for site in sites if not site.isascii()), sites[0] if sites else "")


def _announced(window: str, lines: Iterable[str]) -> str:
    """The longest line that the window's title holds, unless that is only a site's or channel's name."""
    whole = key(window)
    held = [line for line in lines if key(line) in whole and _may_be_articles(line)]
    return max(held, key=lambda line: len(key(line)), default="")


def _is_title(text: str) -> bool:
    return len(key(text)) >= _SHORTEST and len(text) <= _LONGEST_TITLE


def _may_be_articles(text: str) -> bool:
    """It is no name of a channel or site: those are short, and end in what sites are called."""
    return not _GENERIC.fullmatch(text) and not (len(text) <= _LONGEST_SITE and is_site_name(text))


def _without_site(window: str) -> str:
    """The title bar without what stands around the title: channels and the site's name."""
    pieces = [piece.strip() for piece in _BAR.split(window)]
    if len(pieces) > 1:
        titles = [piece for piece in pieces if _is_title(piece) and _may_be_articles(piece)]
        return titles[0] if titles else pieces[0]
    for hyphen in reversed(list(_HYPHEN.finditer(window))):
        head, tail = window[: hyphen.start()].strip(), window[hyphen.end() :].strip()
        if _is_title(head) and (is_site_name(tail) or _GENERIC.fullmatch(tail) or len(tail) <= _SHORTEST):
            window = head
    return window


def _largest(above: Sequence[Block]) -> str:
    """The last heading above the text, else the last line that reads like a title."""
    lines = [block for block in above if _is_title(_clean(block.text)) and not _NO_TITLE.search(block.text)]
    headings = [block for block in lines if block.kind is Kind.HEADING]
    chosen = headings or [block for block in lines if len(block.text) >= _SHORTEST_PLAIN]
    return _clean(chosen[-1].text) if chosen else ""


def _clean(text: str) -> str:
    return " ".join(text.split())
