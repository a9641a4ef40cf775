"""`suggest`: titles, sources, sections and authors that begin with or contain what is being typed."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import QuerySet

from publishing.models import IndexRow
from publishing.search.answer import Suggestion
from publishing.search.engine import engine
from publishing.search.folding import fold
from publishing.search.tokens import NAMES, TITLE, Wanted, tokens_of_terms
from publishing.site.catalogue import article_url, author_url, section_url, source_url

_LOOKED_AT = 200
"""The newest articles with what is typed in the title, and as many with it in a name."""
_LONGEST = 60
"""Characters: nobody who has typed more of a title needs it suggested."""


def suggest(text: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
    """At most `limit` suggestions: names before titles, but no more than half where there are titles; of either,
    what begins with the text before what contains it. Two database queries. Never raises."""
    typed = fold(text)
    if not typed or len(typed) > _LONGEST:
        return ()
    with engine().reading():
        names, titles = _names(typed), _titles(typed)
    room = max(limit // 2, limit - len(titles))
    return (*names[:room], *titles[: limit - min(room, len(names))])


def _names(typed: str) -> list[Suggestion]:
    """The more frequent first."""
    rows = _newest(typed, NAMES).only("section_slug", "section_name", "sources", "authors")
    counts = Counter(name for row in rows for name in _named(row) if typed in fold(name.label))
    return sorted(counts, key=lambda name: (_is_inside(typed, name), -counts[name], name.label))


def _named(row: IndexRow) -> Iterator[Suggestion]:
    yield from (Suggestion("source", name, source_url(slug)) for slug, name in row.outlets)
    yield Suggestion("section", row.section_name, section_url(row.section_slug))
    yield from (Suggestion("author", name, author_url(name)) for name in row.persons)


def _titles(typed: str) -> list[Suggestion]:
    """The newer first, each title once."""
    titles: dict[str, Suggestion] = {}
    for row in _newest(typed, TITLE).only("title", "year", "number", "uid"):
        if typed in fold(row.title):
            url = article_url(row.year, row.number, row.uid)
            titles.setdefault(row.title, Suggestion("article", row.title, url))
    return sorted(titles.values(), key=lambda suggestion: _is_inside(typed, suggestion))


def _is_inside(typed: str, suggestion: Suggestion) -> bool:
    return not fold(suggestion.label).startswith(typed)


def _newest(typed: str, field: str) -> "QuerySet[IndexRow]":
    wanted = Wanted(tokens_of_terms([typed], field=field))
    return IndexRow.objects.filter(place__in=engine().newest(wanted, _LOOKED_AT))
