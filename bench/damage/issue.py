"""The clean issue and its parts, and how a damaged copy is made: nothing here knows what a rule looks for.

The clean issue is samples/2026-01.repaired.md with the articles of articles.md, which say more of what the
sample has too little of: statistics, dates, ranges, five-year plans. A figure there that other figures
determine stands as «rule:figure».
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import TypeAlias, TypeVar

from editorial.document import Span
from editorial.preflight.files import read
from editorial.preflight.finding import Finding
from editorial.preflight.manuscript import ArticleText, Manuscript, Passage, Role

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "2026-01.repaired.md"
MORE = Path(__file__).resolve().parent / "articles.md"
_CLAIM = re.compile(r"«([a-z_.]+):([^»]+)»")
_NEXT_SECTION = "\n\n## 【协会动态】"
_Any = TypeVar("_Any")


@dataclass(frozen=True, slots=True)
class Damage:
    """A text with one thing wrong in it; an editor must be told of it at one of `places`."""

    text: str
    places: tuple[Span, ...]

    def is_shown_by(self, finding: Finding) -> bool:
        """Whether a finding points at one of the places."""
        span = finding.span
        return any(
            span.start < place.end and place.start < max(span.end, span.start + 1) for place in self.places
        )

    def excerpt(self, around: int = 14) -> str:
        """The first place with the words around it, on one line."""
        place = self.places[0]
        end = min(place.end, place.start + 40)
        before, after = self.text[max(0, place.start - around) : place.start], self.text[end : end + around]
        return f"{before}⟦{self.text[place.start : end]}⟧{after}".replace("\n", "⏎")


@dataclass(frozen=True, slots=True)
class Article:
    """Where the parts of an article stand."""

    title: Span
    subheadings: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    credit: Span

    @property
    def whole(self) -> Span:
        return Span(self.title.start, self.credit.end)


@dataclass(frozen=True)
class Issue:
    """A clean issue: its text, where its parts stand, and the figures of it that others determine."""

    text: str
    claims: tuple[tuple[str, Span], ...] = ()

    @cached_property
    def manuscript(self) -> Manuscript:
        return read(self.text)

    @cached_property
    def articles(self) -> list[Article]:
        return [_article(article) for article in self.manuscript.articles]

    @cached_property
    def prose(self) -> list[Span]:
        return [paragraph for article in self.articles for paragraph in article.paragraphs]

    @cached_property
    def contents(self) -> list[Span]:
        """The announced titles, without the section's names between them."""
        return [_span(each) for each in self.manuscript.contents if not each.text.startswith("【")]

    def said(self, pattern: str, within: Iterable[Span] | None = None) -> list[re.Match[str]]:
        """Every match of a pattern in the paragraphs, or in other parts; its offsets are the text's."""
        compiled = re.compile(pattern)
        spans = self.prose if within is None else within
        return [match for span in spans for match in compiled.finditer(self.text, span.start, span.end)]

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def line(self, span: Span) -> Span:
        """The line the span begins on, without its end."""
        end = self.text.find("\n", span.start)
        return Span(self.text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(self.text))

    def put(self, start: int, end: int, words: str, shown: Span | None = None) -> Damage:
        """The text with other `words` at `start:end`; to be told of there, or anywhere in `shown` of the
        clean text, which must hold it. What is only taken away is shown at its neighbours."""
        text = self.text[:start] + words + self.text[end:]
        grown = len(words) - (end - start)
        if shown is None:
            shown = Span(start, end) if words else Span(max(0, start - 1), end + 1)
        return Damage(text, (Span(shown.start, shown.end + grown),))


def _article(article: ArticleText) -> Article:
    if article.title is None or not article.credits:
        raise ValueError(f"the clean issue has an article without title or credit: {article.name!r}")
    return Article(
        _span(article.title),
        tuple(_span(each) for each in article.passages if each.role is Role.SUBHEADING),
        tuple(_span(each) for each in article.passages if each.role is Role.PARAGRAPH),
        _span(article.credits[-1]),
    )


def _span(passage: Passage) -> Span:
    return passage.span(0, len(passage.text))


Damager: TypeAlias = Callable[[Issue, random.Random], Iterator[Damage]]
Damages: TypeAlias = Mapping[str, Damager]
"""Rule → what does its damage."""


def clean_issue() -> Issue:
    """The repaired sample with the further articles at the end of its first section."""
    more = MORE.read_text(encoding="utf-8").strip()
    titles = re.findall(r"^### ● (.+)$", _CLAIM.sub(r"\2", more), flags=re.MULTILINE)
    contents, section, rest = SAMPLE.read_text(encoding="utf-8").partition(_NEXT_SECTION)
    text, last_section, end = rest.rpartition(_NEXT_SECTION)
    announced = "".join(f"\n- {title}" for title in titles)
    return Issue(*_unmarked(f"{contents}{announced}{section}{text}\n\n{more}{last_section}{end}"))


def _unmarked(marked: str) -> tuple[str, tuple[tuple[str, Span], ...]]:
    """The text without the marks of claims, and each claim's rule and place."""
    pieces: list[str] = []
    claims: list[tuple[str, Span]] = []
    length = cursor = 0
    for match in _CLAIM.finditer(marked):
        pieces += [marked[cursor : match.start()], match[2]]
        length += match.start() - cursor
        claims.append((match[1], Span(length, length + len(match[2]))))
        length += len(match[2])
        cursor = match.end()
    return "".join((*pieces, marked[cursor:])), tuple(claims)


def shuffled(dice: random.Random, places: Iterable[_Any]) -> Iterator[_Any]:
    """The places in another order."""
    listed = list(places)
    dice.shuffle(listed)
    yield from listed


def in_turn(*streams: Iterable[Damage]) -> Iterator[Damage]:
    """One of each, until all are at their end."""
    for row in zip_longest(*streams):
        yield from (damage for damage in row if damage is not None)
