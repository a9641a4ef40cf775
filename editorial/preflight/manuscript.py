"""What preflight reads: an issue, an article or a snippet as passages of plain words.

It is made from a file (`editorial.preflight.files`) or from the newsroom (`editorial.preflight.newsroom`);
the rules do not know which.
"""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from editorial.document import Span
from editorial.intake.proposal import AttributionProposal
from editorial.ledger import Entry
from editorial.preflight.finding import FILE, Place
from editorial.preflight.projection import Projection


class Role(StrEnum):
    """What a passage is in the issue."""

    MASTHEAD = "masthead"
    CONTENTS = "contents"
    SECTION = "section"
    TITLE = "title"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CELL = "cell"
    NOTE = "note"
    CREDIT = "credit"


PROSE = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE, Role.NOTE})
"""Roles of running text."""
READ = PROSE | {Role.TITLE, Role.SUBHEADING, Role.CELL}
"""Roles whose words are read one by one."""


@dataclass(frozen=True, eq=False)
class Passage:
    """One block of words. `source` is the whole text it stands in, `level` a heading's as written."""

    role: Role
    words: Projection
    source: str
    place: Place = FILE
    level: int = 0

    @property
    def text(self) -> str:
        return self.words.text

    def span(self, start: int, end: int) -> Span:
        return self.words.span(start, end)

    def is_escaped(self, place: int) -> bool:
        r"""The letter there is written `\*` or `\(`, and so meant to be printed, or a formula's."""
        span = self.span(place, place + 1)
        return span.end - span.start > 1

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the words: an acknowledgement holds while they stay. Once for all the findings of a passage."""
        return hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, eq=False)
class ArticleText:
    """An article as it will be printed; a bare snippet has no title, and owes no source."""

    title: Passage | None
    passages: tuple[Passage, ...]
    credits: tuple[Passage, ...] = ()
    attributions: tuple[AttributionProposal, ...] = ()
    byline: str = ""
    uid: str = ""

    @property
    def head(self) -> Passage | None:
        """Where a finding about the whole article is shown."""
        return self.title or next(iter(self.passages), None)

    @property
    def headline(self) -> Passage | None:
        """What it is called: its title, or the heading that a bare snippet opens with."""
        first = next(iter(self.passages), None)
        opens = first is not None and first.role is Role.SUBHEADING and first.level > 0
        return self.title or (first if opens else None)

    @property
    def prose(self) -> list[Passage]:
        return [passage for passage in self.passages if passage.role in PROSE]

    @property
    def name(self) -> str:
        return self.title.text.strip() if self.title else ""

    @property
    def dates(self) -> list[datetime.date]:
        """When it first appeared, as far as its credits say."""
        return [each.date for each in self.attributions if each.date]


@dataclass(frozen=True, eq=False)
class SectionText:
    name: str
    passage: Passage | None
    articles: tuple[ArticleText, ...]


@dataclass(frozen=True, eq=False)
class Manuscript:
    """A whole text. `entry` are the issue's numbers and date where all of them are known.

    `contents` are the announced titles; `loose` what belongs to no article, and `order` every passage
    in reading order.
    """

    sections: tuple[SectionText, ...]
    order: tuple[Passage, ...]
    contents: tuple[Passage, ...] = ()
    masthead: tuple[Passage, ...] = ()
    is_issue: bool = False
    entry: Entry | None = None
    others: tuple[Entry, ...] = ()
    first_serial: int = 1
    date: datetime.date | None = None
    known_outlets: frozenset[str] | None = None
    earlier: tuple["Earlier", ...] = field(default=(), repr=False)
    printed: tuple["EarlierFigure", ...] = field(default=(), repr=False)

    @property
    def articles(self) -> Iterator[ArticleText]:
        return (article for section in self.sections for article in section.articles)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A paragraph that an earlier issue printed: its key (`intake.titles.key`) and where."""

    key: str
    where: str


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """A figure that an earlier issue printed, as `editorial.figures.Figure` has it, where, and after whom."""

    subject: str
    period: str
    unit: str
    value: Decimal
    qualifier: str
    text: str
    where: str
    outlet: str = ""
