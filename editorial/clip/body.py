"""Where on a page its text is, and what stands above and below it.

The place is found by what the page says (a public account's article, schema.org's articleBody), else by
readability; the words are always read from the page itself, so that bold, tables and the true addresses
of pictures survive. Where readability finds next to nothing, trafilatura is asked.
"""

import copy
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

import trafilatura
from lxml import etree, html
from readability import Document
from readability.readability import Unparseable

from editorial.clip.furniture import is_furniture
from editorial.intake.blocks import Block, Kind
from editorial.intake.readers import html_tables
from editorial.intake.readers.html_blocks import read_blocks
from editorial.intake.readers.html_tree import parse_text, tag
from editorial.intake.sniff import Refused

_MARK = "data-place"
"""Numbers the elements, so that what readability keeps can be found again on the page."""
_MARKED = re.compile(rf'{_MARK}="(\d+)"')
_DECLARED = (
    "//*[@id='js_content']",
    "//*[@itemprop='articleBody']",
    "//*[contains(concat(' ', @class, ' '), ' TRS_Editor ') or contains(concat(' ', @class, ' '), ' TRS_UEDITOR ')]",
    "//*[@id='UCAP-CONTENT']",
    "//*[starts-with(@id, 'vsb_content')]",
)
"""Elements that hold the text by agreement: public accounts, schema.org, and the systems most government
and university sites are made with."""
_KEPT_ANYWAY = frozenset(
    {"img", "amp-img", "figure", "picture", "br", "b", "strong", "em", "span", "font", "a", "u"}
)
_CONTAINERS = frozenset(
    {"body", "div", "section", "article", "main", "form", "center", "table", "tbody", "tr", "td"}
)
_NEARLY_ALL = 0.95
_MOSTLY = 0.5
_SHAPED = ("table", "ul", "ol")
_PIECE = 20
"""Characters of a piece of prose; titles and labels are shorter."""
ENOUGH = 100
"""Letters from which a text needs no second opinion."""

logging.getLogger("readability").setLevel(logging.CRITICAL)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Parts:
    """The blocks of the text, and the lines of the page above and below it."""

    text: list[Block] = field(default_factory=list)
    above: list[Block] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)


def read_parts(root: html.HtmlElement, base: str) -> Parts:
    """The page in three. `base` is its address, for links and pictures."""
    order = {element: place for place, element in enumerate(root.iter()) if isinstance(element.tag, str)}
    for element, place in order.items():
        element.set(_MARK, str(place))
    roots, keep = _declared_region(root) or _readable_region(root)
    text = read_blocks(roots, base=base, keep=keep)
    if letters(text) < ENOUGH and letters(other := _second_opinion(root, base)) > 2 * letters(text):
        return Parts(other, read_blocks([root], base=base, keep=_is_no_furniture), [])
    if not roots:
        return Parts([], read_blocks([root], base=base, keep=_is_no_furniture), [])
    first, last = order[roots[0]], max(order[each] for each in roots[-1].iter() if each in order)
    around = set(roots[0].iterancestors()) | set(roots[-1].iterancestors())
    above = read_blocks([root], base=base, keep=lambda each: order[each] < first)
    below = read_blocks([root], base=base, keep=lambda each: order[each] > last or each in around)
    return Parts(text, above, below)


def read_fragment(markup: str, base: str) -> list[Block]:
    """The blocks of a text that came as HTML by itself."""
    try:
        return read_blocks([parse_text(markup)], base=base, keep=_is_no_furniture)
    except Refused:
        return []


def letters(blocks: Iterable[Block]) -> int:
    """How much there is to read, in characters outside links."""
    return sum(len(run.text.strip()) for block in blocks for run in block.runs if not run.link)


def _is_no_furniture(element: html.HtmlElement) -> bool:
    return not is_furniture(element)


# --- Finding the text ---------------------------------------------------------------------------

_Keep = Callable[[html.HtmlElement], bool]
_Region = tuple[list[html.HtmlElement], _Keep]


def _declared_region(root: html.HtmlElement) -> _Region | None:
    for path in _DECLARED:
        found = {each for each in root.xpath(path) if len("".join(each.itertext()).strip()) >= ENOUGH}
        outermost = [
            each for each in root.xpath(path) if each in found and found.isdisjoint(each.iterancestors())
        ]
        if outermost:
            for each in outermost:  # public accounts hide it until a script has run
                each.attrib.pop("style", None)
            return outermost, _is_no_furniture
    return None


def _readable_region(root: html.HtmlElement) -> _Region:
    """The elements that readability keeps, less furniture, with tables of facts and pictures restored."""
    try:
        summary = Document(copy.deepcopy(root)).summary(keep_all_images=True)
    except Unparseable:
        return [], _is_no_furniture
    kept = {int(place) for place in _MARKED.findall(summary)}
    elements = [each for each in root.iter() if _place(each) in kept]
    inside = set(elements)
    roots = [each for each in elements if inside.isdisjoint(each.iterancestors())]
    keep = partial(_is_read, inside, {each for each in root.iter(*_SHAPED) if _holds_facts(each)})
    return [_tightened(each, keep) for each in roots] if len(roots) == 1 else roots, keep


def _is_read(
    inside: set[html.HtmlElement], restored: set[html.HtmlElement], element: html.HtmlElement
) -> bool:
    """Readability keeps it, or dropped it for its shape alone: words within a paragraph, pictures, and
    what is in a table or list that holds facts."""
    if is_furniture(element):
        return False
    if element in inside or tag(element) in _KEPT_ANYWAY:
        return True
    return next(
        (each in restored for each in (element, *element.iterancestors()) if tag(each) in _SHAPED), False
    )


def _holds_facts(element: html.HtmlElement) -> bool:
    """A table that does not lay out the page; a list that is not one of links."""
    if tag(element) == "table":
        return not html_tables.is_layout(element)
    linked = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
    return linked <= _MOSTLY * len("".join(element.itertext()).strip())


def _tightened(root: html.HtmlElement, keep: _Keep) -> html.HtmlElement:
    """The smallest element inside that holds the same prose: readability takes a whole page for the text
    where the text is short, and with it the lines that stand above it."""
    prose = _prose(root, keep)
    enough = max(1.0, _NEARLY_ALL * prose[root])
    while True:
        inner = [each for each in root if tag(each) in _CONTAINERS and prose[each] >= enough]
        if not inner:
            return root
        root = inner[0]


def _prose(root: html.HtmlElement, keep: _Keep) -> dict[html.HtmlElement, int]:
    """The letters in each element that stand in pieces of text long enough for prose."""
    prose: dict[html.HtmlElement, int] = {}
    for element in reversed(list(root.iter())):
        if tag(element) in ("script", "style", "") or not keep(element):
            prose[element] = 0
            continue
        pieces = [piece.strip() for piece in (element.text, *(child.tail for child in element)) if piece]
        own = sum(len(piece) for piece in pieces if len(piece) >= _PIECE)
        prose[element] = own + sum(prose[child] for child in element)
    return prose


def _place(element: html.HtmlElement) -> int:
    return int(element.get(_MARK, "-1")) if isinstance(element.tag, str) else -1


def _second_opinion(root: html.HtmlElement, base: str) -> list[Block]:
    """What trafilatura takes for the text. It is handed the page, never an address."""
    found = trafilatura.extract(
        etree.tostring(root, encoding="unicode", method="html"),
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_images=True,
        favor_recall=True,
    )
    blocks = read_fragment(found, base) if found else []
    return [block for block in blocks if block.kind is not Kind.RULE]
