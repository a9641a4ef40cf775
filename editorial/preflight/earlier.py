"""What published issues have printed already, for a text to be held against: one query for its paragraphs,
one for its figures, whatever the size of the archive. Writing it down is `editorial.actions.printing`.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db.models import Q

from editorial.figures import Figure
from editorial.intake.titles import key
from editorial.models import Issue, PrintedFigure, PrintedParagraph
from editorial.preflight.duplicates import COUNTS
from editorial.preflight.manuscript import Earlier, EarlierFigure
from editorial.workflow import IssueState

ASKED_AT_ONCE = 10_000
"""Values in one query: below the 32,766 variables that SQLite takes."""
_NUMBERS = ("article__issue__year", "article__issue__number")

Value = TypeVar("Value", int, str)


def digests(texts: Iterable[str]) -> dict[int, str]:
    """The paragraphs that are long enough to be no chance, by their digests: digest → key.

    The digest is the first 64 bits of the key's SHA-256, signed as a BIGINT holds it.
    """
    names = {name for text in texts if len(name := key(text)) >= COUNTS}
    return {_digest(name): name for name in names}


def _digest(name: str) -> int:
    sha = hashlib.sha256(name.encode("utf-8", "replace")).digest()
    return int.from_bytes(sha[:8], "big", signed=True)


def earlier_paragraphs(texts: Iterable[str], apart_from: Issue | None) -> tuple[Earlier, ...]:
    """Which of these paragraphs published issues printed, and where, oldest first. `apart_from` is the issue
    that they are to stand in."""
    names = digests(texts)
    fields = ("digest", *_NUMBERS, "article__title")
    return tuple(
        Earlier(names[digest], _where(year, number, title))
        for asked in _in_parts(names)
        for digest, year, number, title in PrintedParagraph.objects.filter(
            _elsewhere(apart_from), digest__in=asked
        )
        .order_by(*_NUMBERS, "pk")
        .values_list(*fields)
    )


def earlier_figures(figures: Iterable[Figure], apart_from: Issue | None) -> tuple[EarlierFigure, ...]:
    """What published issues printed of the subjects of these figures, newest first; a figure that was credited
    to several outlets stands here once for each."""
    subjects = {figure.subject for figure in figures}
    told = ("subject", "period", "unit", "value", "qualifier", "text")
    return tuple(
        EarlierFigure(
            subject, period, unit, value, qualifier, text, _where(year, number, title), outlet or ""
        )
        for asked in _in_parts(subjects)
        for subject, period, unit, value, qualifier, text, year, number, title, outlet in (
            PrintedFigure.objects.filter(_elsewhere(apart_from), subject__in=asked)
            .order_by(*(f"-{name}" for name in _NUMBERS), "pk", "article__attributions__pk")
            .values_list(*told, *_NUMBERS, "article__title", "article__attributions__source__name")
        )
    )


def _elsewhere(issue: Issue | None) -> Q:
    """In issues that readers can see, but not in this one."""
    published = Q(article__issue__state=IssueState.PUBLISHED)
    return published & ~Q(article__issue=issue) if issue is not None else published


def _in_parts(values: Iterable[Value]) -> Iterator[list[Value]]:
    listed = sorted(values)
    return (listed[start : start + ASKED_AT_ONCE] for start in range(0, len(listed), ASKED_AT_ONCE))


def _where(year: int, number: int, title: str) -> str:
    return f"{year} 年第 {number} 期《{title}》"
