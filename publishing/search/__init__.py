"""Search: what was published, found by any two characters of it, alike on SQLite and on PostgreSQL.

`search` and `suggest` answer readers; `related` finds what an article about to be published goes with;
`publishing.search.index` is kept by whoever publishes. The way of a query:
`query` reads it, `gathering` asks the engine (`sqlite`, `postgresql`) for candidates by their `tokens` and compares
them with the `folding` of the text, `ranking` orders them, `facets` and `snippets` show them; `views` send the answer,
which `keeping` keeps for a minute.
"""

from publishing.search.answer import Answer, Choice, Facets, Filters, Hit, Sort, Suggestion
from publishing.search.related import Related, related, with_related
from publishing.search.searching import search
from publishing.search.suggesting import suggest

__all__ = [
    "Answer",
    "Choice",
    "Facets",
    "Filters",
    "Hit",
    "Related",
    "Sort",
    "Suggestion",
    "related",
    "search",
    "suggest",
    "with_related",
]
