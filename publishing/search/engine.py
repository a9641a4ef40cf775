"""Which engine: what each of the two databases does in its own way, and the one that is in use."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from django.db import connection
from django.db.models.expressions import RawSQL

from publishing.search import postgresql, sqlite
from publishing.search.tokens import Wanted


class Engine(Protocol):
    """Keeps the tokens of the rows, and finds rows by them. A pair is a row's place and its tokens."""

    def filling(self) -> AbstractContextManager[None]: ...

    def reading(self) -> AbstractContextManager[None]: ...

    def newest(self, wanted: Wanted, limit: int) -> RawSQL: ...

    def write(self, tokens: Iterable[tuple[int, set[str]]]) -> None: ...

    def erase(self, tokens: Iterable[tuple[int, set[str]]]) -> None: ...

    def clear(self) -> None: ...

    def fingerprints(self) -> Iterator[tuple[int, int]]: ...


_ENGINES: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgresql}


def engine() -> Engine:
    """The engine of the database that is in use."""
    return _ENGINES[connection.vendor]
