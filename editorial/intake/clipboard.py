"""What Word, a spreadsheet or a web page puts on the clipboard as HTML → Markdown for the editor.

Whoever copied has chosen what to take, so nothing counts as the frame of a page. Headings, bold, lists,
tables and links stay; make-up and pictures go. Also the worker that does it, run by the sandbox.
"""

import re
from dataclasses import asdict, dataclass

from lxml import html

from editorial import sandbox
from editorial.intake.blocks import Kind
from editorial.intake.prose import to_markdown
from editorial.intake.readers.html_blocks import read_blocks
from editorial.intake.readers.html_style import read_sheet
from editorial.intake.readers.html_tree import parse_text, style
from editorial.intake.readers.limits import within_limits

SECONDS = 10
"""Somebody is waiting for it; a pasted page of text takes half a second."""
_LEFT_OUT = (Kind.PAGE_BREAK, Kind.IMAGE)
_LEVEL = re.compile(r"\blevel([1-9])\b")
_COUNTED = re.compile(r"(\d{1,6})[.．、)）]?")
_BULLET = re.compile(r"[^\w\s（(]|[lnquvwØüo§]")
"""What Word's bullets are in the fonts Symbol, Wingdings and Courier New: one character each."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """The words as Markdown, and whether there were pictures among them, which are left out."""

    markdown: str
    has_pictures: bool


def read(fragment: str) -> Pasted:
    """The pasted HTML as Markdown, read in a process of its own.

    Raises:
        Refused: it cannot be read, or there is too much of it; a Chinese sentence.
    """
    content = fragment.encode("utf-8", "replace")
    return Pasted(**sandbox.read(__name__, content=content, seconds=SECONDS))


def convert(fragment: str) -> Pasted:
    """The same in this process. Raises Refused as `read` does."""
    if not fragment.strip():
        return Pasted("", has_pictures=False)
    # A fragment may begin with a <meta>, after which all of it would count as the head of a page.
    root = parse_text(f"<html><body>{fragment}</body></html>")
    _make_lists(root)
    blocks = within_limits(read_blocks([root], sheet=read_sheet(root)))
    return Pasted(
        to_markdown(block for block in blocks if block.kind not in _LEFT_OUT),
        any(block.kind is Kind.IMAGE for block in blocks),
    )


# --- Word's lists ---------------------------------------------------------------------------------


def _make_lists(root: html.HtmlElement) -> None:
    """Word and WPS put lists on the clipboard as paragraphs that name their level and bring its marker as words.

    Neighbours become one list; those of a deeper level one in the item above them. A marker that Markdown
    cannot count with, as （一）, stays as words, in the item above where it is of a deeper level.
    """
    paragraphs = [(each, marker) for each in root.iter("p") if (marker := _marker(each)) is not None]
    lists: dict[int, html.HtmlElement] = {}  # those that may go on, by level, the outermost first
    for paragraph, marker in paragraphs:
        if paragraph.getprevious() is not next(iter(lists.values()), None):
            lists = {}
        level, begun = _level(paragraph), _begun(marker)
        same = lists.get(level)
        lists = {each: found for each, found in lists.items() if each < level}
        above = lists[max(lists)][-1] if lists else None
        if begun is None:
            if above is not None:
                above.append(paragraph)
            continue
        if same is not None and same.tag == begun.tag:
            begun = same
        elif above is not None:
            above.append(begun)
        else:
            paragraph.addprevious(begun)
        lists[level] = begun
        marker.drop_tree()
        paragraph.tag = "li"
        begun.append(paragraph)


def _marker(paragraph: html.HtmlElement) -> html.HtmlElement | None:
    """The element with the marker's words, by which a paragraph of a list is told."""
    if "mso-list" not in style(paragraph):
        return None
    spans = paragraph.iter("span")
    return next((each for each in spans if style(each).get("mso-list", "").strip() == "ignore"), None)


def _level(paragraph: html.HtmlElement) -> int:
    """From 1: `mso-list:l0 level2 lfo1` is of the second."""
    named = _LEVEL.search(style(paragraph)["mso-list"])
    return int(named[1]) if named else 1


def _begun(marker: html.HtmlElement) -> html.HtmlElement | None:
    """A list without items that begins as the marker counts; None where Markdown cannot count so."""
    words = "".join(marker.itertext()).replace("\u00a0", " ").strip()
    if counted := _COUNTED.fullmatch(words):
        return html.Element("ol", start=counted[1])
    return html.Element("ul") if _BULLET.fullmatch(words) else None


if __name__ == "__main__":
    sandbox.serve(lambda content: asdict(convert(content.decode("utf-8"))))
