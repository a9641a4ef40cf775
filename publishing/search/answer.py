"""What a search is asked and what it answers: plain values, nothing that knows the index or a page."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from publishing.site.names import Named

HITS_OF_A_PAGE = 20
MOST_HITS = 1000
"""Hits that are counted and can be leafed through; beyond, the answer is capped."""

Stretches = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is what was searched for."""


class Sort(StrEnum):
    """Whether the best hits come first or the newest."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles are looked at: of a year's issues, of a section or an outlet (by the last part of its
    address), of an author (by name). Nothing chosen: all of them."""

    year: int | None = None
    section: str = ""
    source: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that was found. `snippet` is of the text as printed; `date` is the day of its issue."""

    url: str
    title: str
    title_marked: Stretches
    snippet: Stretches
    issue: str
    issue_url: str
    date: datetime.date
    section: Named
    sources: tuple[Named, ...]
    author: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, how it is shown, and how many hits choosing it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """What each filter can be set to: years from the newest, the others from the most frequent."""

    years: tuple[Choice, ...] = ()
    sections: tuple[Choice, ...] = ()
    sources: tuple[Choice, ...] = ()
    authors: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    `text` is what was typed, `words` what of it was understood, in order. `total` counts no further than
    `MOST_HITS`; `is_capped` when there are more. `sentence` is for people, in Chinese, and says what to do when
    there was nothing to search for. `folded` is the query as it was searched for, where that differs to the
    eye: traditional characters as simplified, full-width letters and digits as half-width.
    """

    text: str
    words: tuple[str, ...] = ()
    total: int = 0
    is_capped: bool = False
    hits: tuple[Hit, ...] = ()
    facets: Facets = field(default_factory=Facets)
    page: int = 1
    pages: int = 1
    sentence: str = ""
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something on the site that begins with or contains what is being typed. `kind` is `article`, `source`,
    `section` or `author`."""

    kind: str
    label: str
    url: str
