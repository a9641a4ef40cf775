"""The best hits first: those with the terms in the title, then those that say them most often, then the newest."""

from collections.abc import Sequence

from publishing.models import IndexRow
from publishing.search.answer import MOST_HITS, Filters
from publishing.search.gathering import Found, newest
from publishing.search.query import Query
from publishing.search.tokens import TITLE

RANKED = 200
"""As many of the newest hits are compared, and as many of the newest with all terms in the title. To rank each of
a common word's ten thousand hits takes seconds; all others follow, newest first."""


def by_relevance(query: Query, filters: Filters, found: Sequence[Found]) -> list[int]:
    """The places of the hits, the best first; `found` are the newest ones, newest first. Two queries at most."""
    places = [row.place for row in found]
    compared = {*places[:RANKED]}
    if len(places) > RANKED:
        compared |= {row.place for row in newest(query, filters, limit=RANKED, field=TITLE)}
    texts = IndexRow.objects.filter(place__in=compared).values_list("place", "folded")
    scored = sorted(((*_score(query, text), place) for place, text in texts), reverse=True)
    best = [place for _in_title, _times, place in scored]
    return [*best, *(place for place in places if place not in compared)][:MOST_HITS]


def _score(query: Query, text: str) -> tuple[int, int]:
    """How many of the terms stand in the title, and how often all of them are said."""
    title = text.partition("\n")[0]
    return sum(term in title for term in query.terms), sum(map(text.count, query.terms))
