"""The tokens in SQLite: an FTS5 table without content beside the rows, its rowid their place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext

from django.db import connection
from django.db.models.expressions import RawSQL

from publishing.search.tokens import WHATEVER, Wanted, fingerprint_of_token

_TABLE = "publishing_indextokens"
_VOCABULARY = f"{_TABLE}_vocabulary"


def filling() -> AbstractContextManager[None]:
    """SQLite writes the first rows as fast as any."""
    return nullcontext()


def reading() -> AbstractContextManager[None]:
    """SQLite needs no telling how to read."""
    return nullcontext()


def newest(wanted: Wanted, limit: int) -> RawSQL:
    """The places of the newest rows that have all that is wanted, for `place__in`."""
    text = " AND ".join(sorted(wanted.grams))
    match = " AND ".join([*([f"(({text}) OR {WHATEVER})"] if text else []), *sorted(wanted.labels)])
    if wanted.unwanted:
        match = f"({match}) NOT ({' OR '.join(sorted(wanted.unwanted))})"
    return RawSQL(  # noqa: S611  (the values are parameters)
        f"SELECT rowid FROM {_TABLE} WHERE {_TABLE} MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s",  # noqa: S608
        [match, wanted.before, limit],
    )


def write(tokens: Iterable[tuple[int, set[str]]]) -> None:
    """Keeps the tokens of new rows, by place."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_TABLE} (rowid, tokens) VALUES (%s, %s)",  # noqa: S608
            [(place, " ".join(each)) for place, each in tokens],
        )


def erase(tokens: Iterable[tuple[int, set[str]]]) -> None:
    """Forgets the tokens of rows. FTS5 has to be told which they were."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_TABLE} ({_TABLE}, rowid, tokens) VALUES ('delete', %s, %s)",  # noqa: S608
            [(place, " ".join(each)) for place, each in tokens],
        )


def clear() -> None:
    """Forgets everything."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {_TABLE} ({_TABLE}) VALUES ('delete-all')")  # noqa: S608


def fingerprints() -> Iterator[tuple[int, int]]:
    """The place of every row and the fingerprint of the tokens it is found by, read off the index itself."""
    sums: defaultdict[int, int] = defaultdict(int)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{_VOCABULARY} USING fts5vocab(main, {_TABLE}, instance)"
        )
        cursor.execute(f"SELECT term, doc FROM temp.{_VOCABULARY}")  # noqa: S608
        last, number = "", 0
        for token, place in cursor:
            if token != last:
                last, number = token, fingerprint_of_token(token)
            sums[place] += number
    yield from ((place, total % 2**64) for place, total in sums.items())
