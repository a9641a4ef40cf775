"""Hits are gathered: the newest rows that the index offers and that hold every term, letter for letter."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Case, Q, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from publishing.models import IndexRow
from publishing.search.answer import Filters
from publishing.search.engine import engine
from publishing.search.query import Query
from publishing.search.tokens import TITLE, Wanted, is_one_token, tokens_of_filters, tokens_of_terms

_TO_SPARE = 200
"""Candidates that are looked at beyond the hits asked for where a few may not hold the terms after all."""
_MORE = 5


class Found(NamedTuple):
    """A hit, with what it can be filtered by, as an index row has it."""

    place: int
    year: int
    section_slug: str
    section_name: str
    sources: str
    authors: str


def newest(query: Query, filters: Filters, *, limit: int) -> list[Found]:
    """The newest rows that hold all terms of the query and none of the excluded ones, newest first."""
    return [*map(Found._make, _hits(_wanted(query, filters), query, limit, Found._fields))]


def newest_by_title(query: Query, filters: Filters, *, limit: int) -> dict[int, str]:
    """Of the same rows the newest that have all grams of the terms in their title: their folded text by place."""
    wanted = replace(_wanted(query, filters), grams=tokens_of_terms(query.terms, field=TITLE))
    return dict(_hits(wanted, query, limit, ("place", "folded")))


def _wanted(query: Query, filters: Filters) -> Wanted:
    return Wanted(
        grams=tokens_of_terms(query.terms),
        labels=tokens_of_filters(filters),
        unwanted=tokens_of_terms(filter(is_one_token, query.excluded)),
    )


def _hits(wanted: Wanted, query: Query, limit: int, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The `columns`, the place first, of the newest candidates that hold the terms."""
    is_certain = all(map(is_one_token, (*query.terms, *query.excluded)))
    candidates = _candidates(wanted, query, limit if is_certain else limit + _TO_SPARE, columns)
    return islice((row[:-1] for row in candidates if row[-1]), limit)


def _candidates(
    wanted: Wanted, query: Query, at_once: int, columns: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """Rows that have what is wanted, newest first; last of each, whether it holds the terms. One query reads as
    many as are wanted; only where the grams of a term are common and the term itself is rare, a few more read ever
    more."""
    while True:
        places = IndexRow.objects.filter(place__in=engine().newest(wanted, at_once))
        rows = list(places.values_list(*columns, _holds(query)))
        yield from rows
        if len(rows) < at_once:
            return
        wanted, at_once = replace(wanted, before=rows[-1][0]), at_once * _MORE


def _holds(query: Query) -> Case:
    """1 where all terms stand in the text and none of those excluded. The index has told of a term that is one
    token: then no text is read, for CASE, unlike SQLite's AND and OR, stops at what decides it."""
    condition = Q()
    conditions = [(term, Q(_stands(term))) for term in query.terms]
    conditions += [(term, ~Q(_stands(term))) for term in query.excluded]
    for term, holds in conditions:
        condition &= Q(is_vast=False) | holds if is_one_token(term) else holds
    return Case(When(condition, then=Value(1)), default=Value(0))


def _stands(term: str) -> GreaterThan:
    return GreaterThan(StrIndex("folded", Value(term)), 0)
