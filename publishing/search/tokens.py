"""Tokens: what the database indexes of an article, and what it is asked for.

A token is a gram of folded text: every character, every pair of neighbours, and of Latin words and numbers every
three and four letters too, so that a search for part of a word, as in `rade 20`, finds it by the index. Grams that
hold all characters of a term are in every text that holds the term; whether they stand together there is for the
exact comparison to say. No positions are kept: theirs end at 16,383 in PostgreSQL, and reading them costs more
than comparing the text.

A token is written as one letter for its field, none for the text, and the hexadecimal digits of its UTF-16: no
tokenizer, locale or quotation mark of a database can do anything to it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

from publishing.search.answer import Filters
from publishing.search.folding import LETTER

VERSION = 1
"""Of folding and tokens together, kept with every row. A change of either raises it."""

TITLE, NAMES = "t", "n"
_YEAR, _SECTION, _SOURCE, _AUTHOR = "y", "s", "o", "w"
WHATEVER = "z"
"""Stands for all grams of an article that has more than `MOST_GRAMS`: it may hold any term."""
MOST_GRAMS = 25_000
"""A tsvector ends at 1 MB; a gram takes up to 36 bytes of it. Some 30,000 characters of prose have as many."""
_LONGEST_LABEL = 200
"""Characters of a name that are looked at; PostgreSQL's tokens end at 2,046 bytes."""
_GRAMS_OF_A_TERM = 32
"""More would not part one text from another any better."""
_AFTER_ALL = 2**62
_LONG_RUN = re.compile(rf"{LETTER}{{3,}}")
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Labels:
    """What an article can be filtered by."""

    year: int
    section: str
    sources: tuple[str, ...]
    authors: tuple[str, ...]

    @property
    def tokens(self) -> Iterator[str]:
        yield _label(_YEAR, self.year)
        yield _label(_SECTION, self.section)
        yield from (_label(_SOURCE, source) for source in self.sources)
        yield from (_label(_AUTHOR, author) for author in self.authors)


def grams_of(folded: str) -> set[str]:
    """All grams of a folded text, whose lines and words have none in common."""
    grams: set[str] = set()
    for piece in folded.split():
        grams.update(piece)
        grams.update(a + b for a, b in pairwise(piece))
    for run in _LONG_RUN.findall(folded):
        grams.update(run[start : start + 3] for start in range(len(run) - 2))
        grams.update(run[start : start + _LONGEST] for start in range(len(run) - 3))
    return grams


def tokens_of_article(*, text: str | None, title: str, names: str, labels: Labels) -> set[str]:
    """All tokens of an article. `text` (None: too long for its grams), `title` and `names` are folded, with line
    ends between what is apart."""
    return {
        *({WHATEVER} if text is None else _written("", grams_of(text))),
        *_written(TITLE, grams_of(title)),
        *_written(NAMES, grams_of(names)),
        *labels.tokens,
    }


@dataclass(frozen=True, slots=True)
class Wanted:
    """Tokens that a row has to have to be a candidate: the `grams` of the terms, for which `WHATEVER` may stand,
    and `labels`, for which it may not; and `unwanted` ones, which it must not have. Only rows below the place
    `before` are."""

    grams: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()
    before: int = _AFTER_ALL


def tokens_of_terms(terms: Iterable[str], *, field: str = "") -> frozenset[str]:
    """What an article has to have when one of its fields holds all these folded terms."""
    return frozenset(token for term in terms for token in _written(field, _longest_grams(term)))


def tokens_of_filters(filters: Filters) -> frozenset[str]:
    """What an article has to have to be looked at."""
    chosen = {
        _YEAR: filters.year,
        _SECTION: filters.section,
        _SOURCE: filters.source,
        _AUTHOR: filters.author,
    }
    return frozenset(_label(field, value) for field, value in chosen.items() if value not in (None, ""))


def is_one_token(term: str) -> bool:
    """Whether the index alone can tell that a text holds the term."""
    return _longest_grams(term) == [term]


def fingerprint(tokens: Iterable[str]) -> int:
    """A number of 64 bits that tells sets of tokens apart, whatever their order."""
    return sum(map(fingerprint_of_token, tokens)) % 2**64


def fingerprint_of_token(token: str) -> int:
    return int.from_bytes(blake2b(token.encode(), digest_size=8).digest(), "big")


def _longest_grams(term: str) -> list[str]:
    """The grams that between them hold all characters of a term, as long as they come."""
    runs = [run.span() for run in _LONG_RUN.finditer(term)]
    within = {place for start, end in runs for place in range(start, end - 1)}
    alone = [piece for piece in term.split() if len(piece) == 1]
    pairs = [
        a + b for place, (a, b) in enumerate(pairwise(term)) if place not in within and " " not in (a, b)
    ]
    lengths = [(start, end, min(_LONGEST, end - start)) for start, end in runs]
    long = [
        term[place : place + size] for start, end, size in lengths for place in range(start, end - size + 1)
    ]
    return [*dict.fromkeys([*long, *pairs, *alone])][:_GRAMS_OF_A_TERM]


def _written(field: str, grams: Iterable[str]) -> set[str]:
    return {field + gram.encode("utf-16-be", "surrogatepass").hex() for gram in grams}


def _label(field: str, value: str | int) -> str:
    [token] = _written(field, [str(value)[:_LONGEST_LABEL]])
    return token
