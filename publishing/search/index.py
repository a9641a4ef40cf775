"""The index: a row and tokens for each article that readers have, kept in step with the editions.

`add` and `remove` belong in the transaction that publishes, corrects or withdraws; `rebuild` makes everything anew
from the Edition table, `check` proves that nothing differs from what that would make.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext

from django.db import transaction

from editorial.models import Issue
from publishing.models import Edition, IndexRow
from publishing.search.engine import engine
from publishing.search.entries import rows_of, tokens_of
from publishing.search.tokens import VERSION, fingerprint

Progress = Callable[[int, int], None]
"""Called with the number of editions done and the number of all."""
_READ_AT_ONCE = 50
_COMPARED = [field.attname for field in IndexRow._meta.concrete_fields]


def add(edition: Edition) -> None:
    """The articles of an edition take the place of those of the edition before."""
    remove(edition.issue)
    if not IndexRow.objects.exists():
        engine().clear()  # `flush` empties the tables of models, and knows no others
    _write(rows_of(edition))


def remove(issue: Issue) -> None:
    """The articles of an issue are not found any more."""
    rows = IndexRow.objects.filter(edition__issue=issue)
    # How another version cut up its rows is not known here; the next `bake` makes the whole index anew.
    engine().erase((row.place, tokens_of(row)) for row in rows if row.version == VERSION)
    rows.delete()


def rebuild(progress: Progress | None = None) -> int:
    """Makes the index anew; how many articles are in it."""
    with transaction.atomic(), nullcontext() if IndexRow.objects.exists() else engine().filling():
        IndexRow.objects.all().delete()
        engine().clear()
        for edition in _editions(progress):
            _write(rows_of(edition))
    return IndexRow.objects.count()


def is_current() -> bool:
    """Whether the index is of the editions that readers have, cut up as it is done now. Two small queries; whether
    it is right in every row is for `check` to say."""
    indexed = IndexRow.objects.order_by().values_list("edition", "version").distinct()
    return set(indexed) == {(pk, VERSION) for pk in Edition.objects.current().values_list("pk", flat=True)}


def check(progress: Progress | None = None) -> Iterator[str]:
    """Compares every row and its tokens with what `rebuild` would make; yields in Chinese what differs."""
    found = dict(engine().fingerprints())
    places = set(IndexRow.objects.values_list("place", flat=True))
    for edition in _editions(progress):
        rows = {row.place: row for row in edition.index_rows.all()}
        for expected in rows_of(edition):
            places.discard(expected.place)
            row = rows.get(expected.place)
            tokens = found.pop(expected.place, None)
            if row is None:
                yield f"{expected}没有编入索引"
            elif any(getattr(row, name) != getattr(expected, name) for name in _COMPARED):
                yield f"{expected}的索引和发布的版次不符"
            elif tokens != fingerprint(tokens_of(expected)):
                yield f"{expected}的检索词不全或有误"
    for place in sorted(places | found.keys()):
        yield f"索引里多出了不在任何版次里的条目 {place}"


def _write(rows: Sequence[IndexRow]) -> None:
    IndexRow.objects.bulk_create(rows)
    engine().write((row.place, tokens_of(row)) for row in rows)


def _editions(progress: Progress | None) -> Iterator[Edition]:
    """What readers have, oldest first, so that what belongs together lies together."""
    editions = Edition.objects.current().order_by("issue__year", "issue__number")
    total = editions.count()
    rows = editions.prefetch_related("index_rows").iterator(chunk_size=_READ_AT_ONCE)
    for done, edition in enumerate(rows, start=1):
        yield edition
        if progress is not None:
            progress(done, total)
