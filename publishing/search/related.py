"""Related articles: those of earlier issues that share most of an article's rare words.

Words are pairs of neighbouring Chinese characters, and whole Latin ones; how rare one is, the index tells by how
many earlier articles have it. Asked when an issue is published, the answer depends on nothing later.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.db import connection

from publishing.models import IndexRow
from publishing.search.engine import engine
from publishing.search.entries import lines_written, place_of
from publishing.search.folding import CHINESE, LETTER, fold
from publishing.search.tokens import Wanted, tokens_of_terms
from publishing.site.catalogue import article_url
from publishing.snapshot import ArticleSnapshot, IssueSnapshot

_WORD = re.compile(rf"(?=([{CHINESE}]{{2}}))|(?<!{LETTER})({LETTER}{{3,}})")
_WORDS = 48
"""Of an article: those of its title, then those it repeats most."""
_LOOKED_AT = 200
"""Earlier articles with a word. One that has more tells little, and the newest of them will do."""
_OF_THE_TITLE = 2.0
"""A shared word counts so many times as much when this title has it."""
_LEAST = 0.1
"""Of the weight of all words, what must be shared: most articles have nothing to do with one another."""


@dataclass(frozen=True, slots=True)
class Related:
    """An earlier article."""

    url: str
    title: str
    issue: str


def with_related(snapshot: IssueSnapshot) -> IssueSnapshot:
    """The snapshot with, in each article, the addresses of the related ones of earlier issues."""
    before = (snapshot.year, snapshot.number)
    sections = tuple(
        replace(
            section,
            articles=tuple(
                replace(article, related=tuple(one.url for one in related(article, before=before)))
                for article in section.articles
            ),
        )
        for section in snapshot.sections
    )
    return replace(snapshot, sections=sections)


def related(article: ArticleSnapshot, *, before: tuple[int, int], limit: int = 3) -> tuple[Related, ...]:
    """The articles of issues before the issue `before` (its year and number) that are most alike, the most alike
    first, at most `limit` and none that is hardly alike. Two queries, whatever the size of the archive."""
    weights = _words(article)
    if not weights:
        return ()
    places = _places([*weights], place_of(*before))
    seen = 1 + len({place for having in places.values() for place in having})
    # As in tf-idf, the rarer a word among them the more it says; what no earlier article has says nothing.
    shared: defaultdict[int, float] = defaultdict(float)
    for word, having in places.items():
        for place in having:
            shared[place] += weights[word] * math.log(seen / len(having))
    least = _LEAST * sum(weights.values()) * math.log(seen)
    alike = sorted(((much, place) for place, much in shared.items() if much >= least), reverse=True)[:limit]
    rows = IndexRow.objects.in_bulk([place for _much, place in alike])
    return tuple(_related(rows[place]) for _much, place in alike)


def _words(article: ArticleSnapshot) -> dict[str, float]:
    """The words by which the article is known, and how much each of them counts."""
    title, *text = map(fold, lines_written(article))
    weights = dict.fromkeys(_read(title), _OF_THE_TITLE)
    for word, _times in Counter(word for line in text for word in _read(line)).most_common():
        weights.setdefault(word, 1.0)
    return dict(islice(weights.items(), _WORDS))


def _read(folded: str) -> Iterator[str]:
    return (match[1] or match[2] for match in _WORD.finditer(folded))


def _places(words: Sequence[str], before: int) -> dict[str, list[int]]:
    """Of each word the newest articles before a place that have it: one query for all."""
    places = [
        engine().newest(Wanted(labels=tokens_of_terms([word]), before=before), _LOOKED_AT) for word in words
    ]
    selects = (
        f"SELECT {number} AS word, found.* FROM ({found.sql}) AS found"  # noqa: S608  (values are parameters)
        for number, found in enumerate(places)
    )
    with engine().reading(), connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(selects), [parameter for found in places for parameter in found.params]
        )
        rows = cursor.fetchall()
    having: dict[str, list[int]] = {word: [] for word in words}
    for number, place in rows:
        having[words[number]].append(place)
    return having


def _related(row: IndexRow) -> Related:
    return Related(article_url(row.year, row.number, row.uid), row.title, f"{row.year} 年第 {row.number} 期")
