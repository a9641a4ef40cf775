"""Web pages that hold a whole issue → blocks: Word's and WPS's HTML, a public account's article, a page
of a content system. What frames the page (menus, links to other pages, what is hidden) is left out.
"""

import re
from collections import Counter
from dataclasses import replace

from lxml import html

from editorial.intake.blocks import Block, Kind
from editorial.intake.readers.html_blocks import read_blocks
from editorial.intake.readers.html_style import read_sheet
from editorial.intake.readers.html_tree import names, parse, tag
from editorial.intake.sniff import Refused
from editorial.intake.titles import is_short

_FRAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|sidebar|footer|copyright|share|toolbar|comments?|related"
    r"|recommend|advert|ads?|qrcode|pagination|pager)(?:$|[\s_-])"
)
_LARGER = 1.2
"""How many times the size of the running text a line must have to be a heading by its size alone."""
_MENU = 3
"""Links to elsewhere from which a list of nothing but links is a menu."""
_WECHAT = "js_content"


def read(content: bytes) -> list[Block]:
    """The blocks of a page, numbered from 1.

    Raises:
        Refused: larger than the limit, or nothing in it that can be read; a Chinese sentence.
    """
    root = parse(content)
    blocks = read_blocks(_parts(root), keep=_is_content, sheet=read_sheet(root))
    if not any(block.text for block in blocks):
        raise Refused("网页里没有文字（可能要联网才显示）。请在浏览器里打开它，全选复制，存成纯文本再导入。")
    return _with_headings_by_size(blocks)


def _parts(root: html.HtmlElement) -> list[html.HtmlElement]:
    """Where the words are: title and text of a public account's article, else the whole page."""
    article = root.get_element_by_id(_WECHAT, None)
    if article is None:
        return [root]
    # The text is kept hidden until a script has run.
    article.attrib.pop("style", None)
    title = root.get_element_by_id("activity-name", None)
    return [article] if title is None else [title, article]


def _is_content(element: html.HtmlElement) -> bool:
    if _FRAME.search(names(element)) and not _is_whole_page(element):
        return False
    return not (tag(element) in ("ul", "ol") and _is_menu(element))


def _is_whole_page(element: html.HtmlElement) -> bool:
    """Body and form hold everything, whatever they are called."""
    return tag(element) in (
        "html",
        "body",
        "form",
        "main",
        "article",
        *(f"h{level}" for level in range(1, 7)),
    )


def _is_menu(element: html.HtmlElement) -> bool:
    """A list of nothing but links to other pages; a contents list leads to places in its own."""
    links = [link for link in element.iter("a") if link.get("href")]
    elsewhere = [link for link in links if not (link.get("href") or "").startswith("#")]
    linked = sum(len("".join(link.itertext()).strip()) for link in elsewhere)
    written = len("".join(element.itertext()).strip())
    return len(elsewhere) >= _MENU and linked > 0.9 * written


def _with_headings_by_size(blocks: list[Block]) -> list[Block]:
    """Short lines that are set larger than the text are headings, the largest of the first level."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if block.kind is Kind.PARAGRAPH and block.size:
            sizes[block.size] += len(block.text)
    if not sizes:
        return blocks
    text = sizes.most_common(1)[0][0]
    ranks = sorted({block.size for block in blocks if _is_larger(block, text)}, reverse=True)
    return [
        replace(block, kind=Kind.HEADING, level=min(ranks.index(block.size) + 1, 6))
        if _is_larger(block, text)
        else block
        for block in blocks
    ]


def _is_larger(block: Block, text: float) -> bool:
    return block.kind is Kind.PARAGRAPH and block.size >= _LARGER * text and is_short(block)
