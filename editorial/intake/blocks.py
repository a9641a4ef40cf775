"""Blocks: what every reader makes of a document, whatever its format, and all that recognition sees.

A block is a heading, a paragraph, a list item … with its words in runs and a note of where it came
from.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Literal, Self


class Kind(StrEnum):
    """What a block is in its document; what it means is for `recognise` to say."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    IMAGE = "image"
    RULE = "rule"
    PAGE_BREAK = "page_break"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words with one make-up. `link` is the address it leads to, or empty; `note` the words
    of a footnote that hangs on its end."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    link: str = ""
    note: str = ""


@dataclass(frozen=True)
class Block:
    """One block. `line` counts from 1 in the document (for formats without lines: the block's number).

    `level` is a heading's (1 to 6) or a list item's depth (from 1), which what else stands in the item
    has too; `marker` is what a list item was counted with (`-`, `1.`); `markdown` is the source of what
    runs cannot hold, such as a table or a picture. `size` is that of most of its characters in points,
    `align` where its lines stand, `page` the page it begins on, counted from 1; 0 or empty where the
    format does not say. `picture` are the bytes of a picture as they lie in the document, its description
    the words.
    """

    kind: Kind
    line: int
    runs: tuple[Run, ...] = ()
    level: int = 0
    marker: str = ""
    markdown: str = ""
    size: float = 0.0
    align: Literal["", "left", "center", "right", "justify"] = ""
    page: int = 0
    picture: bytes = field(default=b"", repr=False)

    @cached_property
    def text(self) -> str:
        """The words alone, without blanks at either end."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def note(self) -> str:
        """The words of all its footnotes, a blank between them."""
        return " ".join(run.note for run in self.runs if run.note)

    @property
    def is_bold(self) -> bool:
        """Every word of it is bold."""
        return bool(self.text) and all(run.bold for run in self.runs if run.text.strip())

    def with_runs(self, runs: tuple[Run, ...]) -> Self:
        return replace(self, runs=runs)


def merged(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The same words with neighbouring runs of one make-up made one, and no empty run."""
    groups = groupby((run for run in runs if run.text), lambda run: replace(run, text=""))
    return tuple(replace(style, text="".join(run.text for run in group)) for style, group in groups)
