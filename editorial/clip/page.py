"""A news page → title, authors, date, outlet, text: what `ClipProposal` holds.

Here the findings of the other modules are put together and doubts are said; the page's bytes are all
there is, nothing is fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import html

from editorial.clip.body import ENOUGH, Parts, letters, read_fragment, read_parts
from editorial.clip.byline import Declared, is_credit_line, read_byline
from editorial.clip.dateline import is_dateline, read_published
from editorial.clip.doubts import doubts
from editorial.clip.furniture import without_furniture
from editorial.clip.headline import read_title, site_of
from editorial.clip.metadata import Metadata, read_address, read_metadata
from editorial.clip.outlet_names import looks_like_outlet
from editorial.clip.proposal import ClippedPicture, ClipProposal
from editorial.clip.scripted import Scripted, read_scripts
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.dates import fold
from editorial.intake.paragraphs import join_broken
from editorial.intake.prose import to_markdown
from editorial.intake.readers.html_tree import names, parse
from editorial.intake.titles import TERMINALS, key

_REACH = 15
"""Lines above and below the text among which credit lines are looked for."""
_NEAR = 5
"""Lines above the text that are looked at where its title does not stand above it."""
_HEAD_OF_TEXT = 8
"""Blocks at the head of the text among which its title may stand."""
_SOURCE = re.compile(r"(?:^|[\s_-])(?:source|media_?name|laiyuan|copyfrom|profile_nickname|js_name)(?:$|\s)")
_LONGEST_SOURCE = 40
_SHORT_LINE = 20
"""Characters of a line that may be a name beside a credit line."""
_LONE_LABEL = re.compile(r"(?:.{0,4}来\s*源|.{0,4}作\s*者|记者|.{0,2}(?:时间|日期))\s*:")
_WORDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.QUOTE)
_DESCRIPTION = re.compile(r"^!\[.*\]\(")
_SHOWN = re.compile(r"\]\(([^()\s]+)\)$")


def read_page(content: bytes, url: str = "") -> ClipProposal:
    """What a saved or fetched page says. What is not found is empty and named in the warnings.

    Args:
        content: the page's bytes in whatever encoding.
        url: the address it came from, or empty.

    Raises:
        Refused: it is too large, or no page at all; a Chinese sentence.
    """
    root = parse(content)
    metadata, scripts, address = read_metadata(root), read_scripts(root), read_address(root, url)
    parts = _with_hidden_text(read_parts(root, address), metadata, scripts, address)
    window = next((" ".join(each.itertext()) for each in root.iter("title")), "")
    heads = [block for block in (*parts.above, *parts.text[:_HEAD_OF_TEXT]) if block.kind in _WORDS]
    title = read_title(window, [*metadata.titles, scripts.title], heads)

    above, text = _parted(parts, title)
    below = [block.text for block in parts.below if block.text][:_REACH]
    paragraphs = [block.text for block in text if block.text and block.kind in _WORDS]
    byline = read_byline(above, paragraphs, below, _declared(root, above, metadata, scripts))
    published = read_published([*above, *below], [*metadata.dates, *scripts.dates], address, root)
    blocks = [_described(block, title) for block in join_broken(without_furniture(text))[0]]
    site = metadata.site or site_of(window, title)
    return ClipProposal(
        title=title,
        authors=byline.authors,
        published=published,
        outlet=byline.outlet,
        via=byline.via or (site if byline.outlet and key(site) != key(byline.outlet) else ""),
        url=address,
        body=to_markdown(blocks),
        images=tuple(_pictures(blocks)),
        warnings=tuple(doubts(title, byline, published, blocks)),
    )


# --- The page in parts --------------------------------------------------------------------------


def _with_hidden_text(parts: Parts, metadata: Metadata, scripts: Scripted, base: str) -> Parts:
    """The parts, with the text from JSON-LD or a script where the page itself shows next to none."""
    if letters(parts.text) >= ENOUGH:
        return parts
    lines = filter(None, (line.strip() for line in metadata.body.splitlines()))
    stated = [Block(Kind.PARAGRAPH, number, (Run(line),)) for number, line in enumerate(lines, start=1)]
    scripted = read_fragment(scripts.body, base) if scripts.body else []
    longest = max(parts.text, stated, scripted, key=letters)
    return parts if longest is parts.text else Parts(longest, [*parts.above, *parts.text], parts.below)


def _parted(parts: Parts, title: str) -> tuple[list[str], list[Block]]:
    """The lines between title and text, the nearest to the title first, and the text without title and
    credit lines at its head, which a page's template may keep in one place with it."""
    head = [key(block.text) if block.kind in _WORDS else "" for block in parts.text[:_HEAD_OF_TEXT]]
    start = head.index(key(title)) + 1 if title and key(title) in head else 0
    start += _credits_at_head(parts.text[start:])
    words = (block.text for block in (*parts.above, *parts.text[:start]) if block.kind in _WORDS)
    above = [line for written in filter(None, words) for line in _apart(written, title)]
    titles = [place for place, line in enumerate(above[:-1]) if key(line) == key(title)]
    after = above[titles[-1] + 1 :] if titles else above[:-_NEAR:-1]
    return _with_labels_joined(after[:_REACH]), parts.text[start:]


def _credits_at_head(text: list[Block]) -> int:
    """How many blocks at the head of the text are credit lines, or short lines that stand among them."""
    count = 0
    for place, block in enumerate(text[:_HEAD_OF_TEXT], start=1):
        is_credit = is_credit_line(block.text) or is_dateline(block.text)
        if is_credit or block.kind in (Kind.RULE, Kind.PAGE_BREAK):
            count = place
        elif block.kind not in _WORDS or len(block.text) > _SHORT_LINE or block.text[-1:] in TERMINALS:
            break
    return count


def _apart(line: str, title: str) -> list[str]:
    """Title and credit line, where a page has both in one heading."""
    behind = line.removeprefix(title).strip()
    return [title, behind] if title and behind and behind != line else [line]


def _with_labels_joined(lines: list[str]) -> list[str]:
    """The lines, with 来源： or 作者： that stands on a line of its own put before what it labels."""
    joined: list[str] = []
    for line in lines:
        if joined and _LONE_LABEL.fullmatch(fold(joined[-1]).strip()):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _named_sources(root: html.HtmlElement) -> list[str]:
    """The words of elements that are named for the source, as sites do that write no label."""
    elements = root.iter("span", "a", "div", "strong", "em", "p", "i")
    found = (each for each in elements if _SOURCE.search(names(each)))
    texts = (" ".join("".join(each.itertext()).split()) for each in found)
    return [text for text in texts if 1 < len(text) <= _LONGEST_SOURCE]


def _declared(root: html.HtmlElement, above: list[str], metadata: Metadata, scripts: Scripted) -> Declared:
    """Who wrote and published the article by names of elements, meta elements and scripts."""
    named = [words for words in _named_sources(root) if any(words in line for line in above)]
    accounts = [scripts.account] if scripts.body or looks_like_outlet(scripts.account) else []
    return Declared(tuple(named), (*metadata.outlets, *accounts), metadata.authors, metadata.editors)


# --- What the proposal says besides ---------------------------------------------------------------


def _described(block: Block, title: str) -> Block:
    """A picture without a description that only repeats the title, as templates fill it in."""
    if block.kind is not Kind.IMAGE or not title or key(title) not in key(block.text):
        return block
    return replace(block, runs=(), markdown=_DESCRIPTION.sub("![](", block.markdown))


def _pictures(blocks: list[Block]) -> Iterator[ClippedPicture]:
    """The pictures in the order in which the body shows them."""
    for block in blocks:
        if block.kind is Kind.IMAGE and (shown := _SHOWN.search(block.markdown)):
            yield ClippedPicture(shown[1], block.text)
