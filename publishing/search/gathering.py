"""Hits are gathered: the newest rows that the index offers and that hold every term, letter for letter."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from publishing.models import IndexRow
from publishing.search.answer import Filters
from publishing.search.engine import engine
from publishing.search.query import Query
from publishing.search.tokens import Wanted, is_one_token, tokens_of_filters, tokens_of_terms

_TO_SPARE = 200
"""Candidates that are looked at beyond the hits asked for: a few do not hold the terms after all."""
_MORE = 5
_COLUMNS = ("place", "year", "section_slug", "section_name", "sources", "authors")


class Found(NamedTuple):
    """A hit, with what it can be filtered by, as an index row has it."""

    place: int
    year: int
    section_slug: str
    section_name: str
    sources: str
    authors: str


def newest(query: Query, filters: Filters, *, limit: int, field: str = "") -> list[Found]:
    """The newest rows that hold all terms of the query and none of the excluded ones, newest first; where `field`
    is given, only those which have all grams of the terms in that field too."""
    wanted = Wanted(
        grams=tokens_of_terms(query.terms, field=field),
        labels=tokens_of_filters(filters),
        unwanted=tokens_of_terms(filter(is_one_token, query.excluded)),
    )
    rows = (Found._make(row) for row, holds in _candidates(wanted, query, limit + _TO_SPARE) if holds)
    return list(islice(rows, limit))


def _candidates(wanted: Wanted, query: Query, at_once: int) -> Iterator[tuple[Any, bool]]:
    """Rows that have what is wanted, newest first, and whether they hold the terms. One query reads as many as are
    wanted; only where the grams of a term are common and the term itself is rare, a few more read ever more."""
    while True:
        places = engine().newest(wanted, at_once)
        rows = list(
            IndexRow.objects.filter(place__in=places)
            .annotate(holds=ExpressionWrapper(_holds(query), output_field=BooleanField()))
            .values_list("holds", *_COLUMNS)
        )
        yield from ((row[1:], row[0]) for row in rows)
        if len(rows) < at_once:
            return
        wanted, at_once = replace(wanted, before=rows[-1][1]), at_once * _MORE


def _holds(query: Query) -> Q:
    """All terms stand in the text and none of those excluded. The index has told of a term that is one token."""
    condition = Q()
    conditions = [(term, Q(_stands(term))) for term in query.terms]
    conditions += [(term, ~Q(_stands(term))) for term in query.excluded]
    for term, holds in conditions:
        condition &= Q(is_vast=False) | holds if is_one_token(term) else holds
    return condition


def _stands(term: str) -> GreaterThan:
    return GreaterThan(StrIndex("folded", Value(term)), 0)
