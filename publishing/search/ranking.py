"""The best hits first: those with the terms in the title, then those that say them most often, then the newest."""

from collections.abc import Sequence

from publishing.models import IndexRow
from publishing.search.answer import MOST_HITS, Filters
from publishing.search.gathering import Found, newest_by_title
from publishing.search.query import Query

RANKED = 200
"""As many of the newest hits are compared, and as many of the newest with all terms in the title. To rank each of
a common word's ten thousand hits takes seconds; all others follow, newest first."""


def by_relevance(query: Query, filters: Filters, found: Sequence[Found]) -> list[int]:
    """The places of the hits, the best first; `found` are the newest ones, newest first. Two queries at most."""
    places = [row.place for row in found]
    titled = newest_by_title(query, filters, limit=RANKED) if len(places) > RANKED else {}
    others = {*places[:RANKED]} - titled.keys()
    texts = titled | dict(IndexRow.objects.filter(place__in=others).values_list("place", "folded"))
    best = sorted(texts, key=lambda place: (_score(query, texts[place]), place), reverse=True)
    return [*best, *(place for place in places if place not in texts)][:MOST_HITS]


def _score(query: Query, text: str) -> tuple[int, int]:
    """How many of the terms stand in the title, and how often all of them are said."""
    title, _line_end, _rest = text.partition("\n")
    return sum(map(title.__contains__, query.terms)), sum(map(text.count, query.terms))
