"""What the filters can be set to: counted over the hits that were gathered, at most as many as are counted at all."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from publishing.models.index_row import outlets
from publishing.search.answer import MOST_HITS, Choice, Facets, Filters
from publishing.search.gathering import Found, newest
from publishing.search.query import Query

_NONE = Filters()
_MOST_CHOICES = 20
"""Of one filter: a longer list helps nobody to choose."""

Read = Callable[[str], list[tuple[str, str]]]
"""The values in a field of a hit, each with how it is shown."""


def facets(query: Query, filters: Filters, found: Sequence[Found]) -> Facets:
    """The choices of each filter with the hits that each would leave beside the other filters. What is chosen does
    not hide its alternatives: they are counted without it, by one query for each filter that is set."""

    def choices(name: str, field: Callable[[Found], str], read: Read) -> tuple[Choice, ...]:
        chosen = getattr(filters, name)
        if not chosen:
            return _choices(map(field, found), read, "")
        rest = Filters(**asdict(filters) | {name: getattr(_NONE, name)})
        return _choices(map(field, newest(query, rest, limit=MOST_HITS)), read, str(chosen))

    years = choices("year", lambda row: str(row.year), _year)
    return Facets(
        years=tuple(sorted(years, key=lambda year: int(year.value), reverse=True)),
        sections=choices("section", lambda row: f"{row.section_slug} {row.section_name}", outlets),
        sources=choices("source", lambda row: row.sources, outlets),
        authors=choices("author", lambda row: row.authors, _authors),
    )


def _year(year: str) -> list[tuple[str, str]]:
    return [(year, f"{year} 年")]


def _authors(lines: str) -> list[tuple[str, str]]:
    return [(name, name) for name in lines.split("\n") if name]


def _choices(fields: Iterable[str], read: Read, chosen: str) -> tuple[Choice, ...]:
    """What is chosen first, then the most frequent; a name that has changed is shown as the newest hit has it."""
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for field, times in Counter(fields).items():  # many hits have the same, and what is the same is read once
        for value, label in read(field):
            counts[value] += times
            labels.setdefault(value, label)
    ordered = sorted(counts, key=lambda value: (value != chosen, -counts[value], value))[:_MOST_CHOICES]
    return tuple(Choice(value, labels[value], counts[value], value == chosen) for value in ordered)
