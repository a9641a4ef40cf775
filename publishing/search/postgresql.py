"""The tokens in PostgreSQL: a tsvector beside each row, with a GIN index."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from publishing.search.tokens import WHATEVER, Wanted, fingerprint

_READ_AT_ONCE = 500
_INDEX = "publishing_indexrow_tokens"


@contextmanager
def filling() -> Iterator[None]:
    """Within a transaction, for an empty table: the first rows are written several times faster when the GIN index
    is made after them. Searches wait meanwhile; there was nothing for them to find."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef(%s::regclass)", [_INDEX])
        [definition] = cursor.fetchone()
        cursor.execute(f"DROP INDEX {_INDEX}")
        yield
        connection.check_constraints()  # no index can be made while any are yet to be checked
        cursor.execute(definition)


@contextmanager
def reading() -> Iterator[None]:
    """The planner, who does not know what it costs to unpack a tsvector, would now and then rather read them all
    than use the index; within this block it does not."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)")
        yield


def newest(wanted: Wanted, limit: int) -> RawSQL:
    """The places of the newest rows that have all that is wanted, for `place__in`.

    `place + 0` keeps the planner from walking the archive backwards from its end until enough are found.
    """
    text = " & ".join(sorted(wanted.grams))
    without = (f"!{token}" for token in sorted(wanted.unwanted))
    query = " & ".join([*([f"(({text}) | {WHATEVER})"] if text else []), *sorted(wanted.labels), *without])
    return RawSQL(
        "SELECT place FROM publishing_indexrow WHERE tokens @@ %s::tsquery AND place + 0 < %s"
        " ORDER BY place + 0 DESC LIMIT %s",
        [query, wanted.before, limit],
    )


def write(tokens: Iterable[tuple[int, set[str]]]) -> None:
    """Keeps the tokens of new rows, by place. As a literal: `to_tsvector` would read them as words of a language."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE publishing_indexrow SET tokens = %s::tsvector WHERE place = %s",
            [(" ".join(each), place) for place, each in tokens],
        )


def erase(tokens: Iterable[tuple[int, set[str]]]) -> None:
    """Tokens go with their row."""


def clear() -> None:
    """Tokens go with their rows."""


def fingerprints() -> Iterator[tuple[int, int]]:
    """The place of every row and the fingerprint of the tokens it is found by."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, tsvector_to_array(tokens) FROM publishing_indexrow")
        while rows := cursor.fetchmany(_READ_AT_ONCE):
            yield from ((place, fingerprint(tokens)) for place, tokens in rows)
