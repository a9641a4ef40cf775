"""Make-up on a web page: what tags, inline styles and the page's own rules say of weight, slant and size."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import html

from editorial.intake.blocks import Run
from editorial.intake.readers.html_tree import style, tag

_RULE = re.compile(r"([^{}@]{1,500})\{([^{}]{0,2000})\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)\s*(pt|px)")
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
"""`<font size>` in points (HTML, §15.3.1: x-small to xxx-large)."""
_MOST_RULES = 1000
WINGDINGS = str.maketrans("lnupqvØü§", "●■◆□□❖➢✓▪")
"""What the letters of Wingdings show: the bullets of Word."""


def read_sheet(root: html.HtmlElement) -> dict[str, dict[str, str]]:
    """The rules of the page's own style sheets for `p`, `.name` and `p.name`; what is more involved
    is left out. Word writes its styles so."""
    sheet: dict[str, dict[str, str]] = {}
    for selectors, body in _rules(root):
        said = dict(_DECLARATION.findall(body.lower()))
        for selector in selectors.split(","):
            name = selector.strip()
            if name and _SELECTOR.fullmatch(name):
                sheet.setdefault(name.lower(), {}).update(said)
    return sheet


def _rules(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    text = "".join(element.text or "" for element in root.iter("style"))
    text = re.sub(r"/\*.*?\*/|<!--|-->", " ", text, flags=re.DOTALL)
    for count, match in enumerate(_RULE.finditer(text)):
        if count >= _MOST_RULES:
            return
        yield match[1], match[2]


class Sheet:
    """The rules of a page, asked for one element."""

    def __init__(self, rules: Mapping[str, Mapping[str, str]]) -> None:
        self._rules = rules

    def of(self, element: html.HtmlElement) -> dict[str, str]:
        """What holds for an element: its tag's rules, then its classes', then its own style."""
        if not self._rules:
            return style(element)
        name = tag(element)
        said: dict[str, str] = {}
        classes = (element.get("class") or "").lower().split()
        for selector in (name, *(f".{each}" for each in classes), *(f"{name}.{each}" for each in classes)):
            said.update(self._rules.get(selector, {}))
        return said | style(element)


def emphasis(element: html.HtmlElement, said: Mapping[str, str], outer: Run) -> Run:
    """The style of runs inside an element that stands in others of style `outer`."""
    name = tag(element)
    bold = outer.bold or name in ("b", "strong")
    weight = said.get("font-weight", "").strip()
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= 600)
    slant = said.get("font-style", "").strip()
    italic = slant in ("italic", "oblique") if slant else outer.italic or name in ("i", "em", "cite")
    struck = (
        outer.struck or name in ("s", "del", "strike") or "line-through" in said.get("text-decoration", "")
    )
    return replace(outer, bold=bold, italic=italic, struck=struck)


def point_size(element: html.HtmlElement, said: Mapping[str, str]) -> float:
    """The size an element asks for, in points; 0 if it asks for none. A pixel is 3/4 of a point (CSS 2.1)."""
    if match := _SIZE.match(said.get("font-size", "").strip()):
        return float(match[1]) * (0.75 if match[2] == "px" else 1)
    return _FONT_SIZES.get((element.get("size") or "").strip(), 0.0) if tag(element) == "font" else 0.0
