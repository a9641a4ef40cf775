"""Saves: which records of django-simple-history were made by one save, as people understand it.

The library keeps one record for each `save()` of each row. What a person calls a save is more: an article's
words, its credits, the state it fell back to. So records that one person wrote within seconds are told as one
entry, and records that changed nothing are not told. What the entries say in words is `editorial.history`.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from django.db import models
from django.db.models.functions import MD5

from editorial.models import Article, Attribution, Issue, Source

Thing = Article | Issue | Source

TOGETHER = datetime.timedelta(seconds=2)
"""Time within which the next record is still part of the same save."""
CREDITS = "attributions"
"""Stands among an article's fields for its credits."""

CREATED, CHANGED, DELETED = "+", "~", "-"
"""What a record tells of, as simple-history writes it."""

WORDS: dict[type[Thing], tuple[str, ...]] = {
    Article: ("title", "subtitle", "byline", "summary", "body", "notes"),
    Issue: ("publication", "year", "number", "serial", "date", "editor"),
    Source: ("name", "slug", "kind", "homepage", "permission"),
}
"""What people write, in the order in which it is shown; restoring brings it back."""
STANDING: dict[type[Thing], tuple[str, ...]] = {
    Article: ("issue", "section", "position", "editor", "state"),
    Issue: ("state",),
    Source: (),
}
"""Where it stands and how far it is: told, but moved by actions of their own."""
CREDIT = ("source", "via", "author", "date", "url", "verbatim")
"""What a credit says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One save, before its words are read: `number` counts from 1, `by` is the user's key (None: a command),
    `record` the key of the record in force after it, `credits` those of the article then."""

    number: int
    at: datetime.datetime
    by: int | None
    reason: str
    event: str
    record: int
    credits: tuple[Any, ...]


def entries_of(kind: type[Thing], keys: Collection[int]) -> dict[int, list[Entry]]:
    """The saves of each row named by its key, oldest first. Three queries; long texts are not read."""
    tellers = {key: _Teller(kind) for key in keys}
    heard = [(row["history_date"], tellers[row["id"]].hear_record, row) for row in _records(kind, keys)]
    if kind is Article:
        for credit in _unrecorded(keys):
            tellers[credit.article_id].credits[credit.pk] = credit
        heard += [
            (row.history_date, tellers[row.article_id].hear_credit, row)
            for row in Attribution.history.filter(article__in=keys).order_by("history_date", "history_id")
        ]
    for _at, hear, row in sorted(heard, key=itemgetter(0)):
        hear(row)
    return {key: teller.entries for key, teller in tellers.items()}


def _records(kind: type[Thing], keys: Collection[int]) -> Iterator[dict[str, Any]]:
    """The records of the rows, oldest first, long texts as their digests: enough to tell what changed."""
    names = WORDS[kind] + STANDING[kind]
    long = {name for name in names if isinstance(kind._meta.get_field(name), models.TextField)}
    rows = kind.history.filter(id__in=keys).order_by("history_date", "history_id")
    rows = rows.annotate(**{f"{name}_digest": MD5(name) for name in long})
    told = [f"{name}_digest" if name in long else name for name in names]
    about = ("id", "history_id", "history_date", "history_type", "history_user_id", "history_change_reason")
    for row in rows.values(*about, *told).iterator():
        yield {name.removesuffix("_digest"): value for name, value in row.items()}


def _unrecorded(keys: Collection[int]) -> Iterable[Attribution]:
    """Credits older than the recording, that nobody has changed since: they have stood all the time."""
    recorded = Attribution.history.filter(article__in=keys).values("id")
    return Attribution.objects.filter(article__in=keys).exclude(pk__in=recorded)


@dataclass(slots=True)
class _Teller:
    """Hears the records of one row and its credits in time order, and makes entries of them."""

    kind: type[Thing]
    entries: list[Entry] = field(default_factory=list)
    credits: dict[int, Any] = field(default_factory=dict)
    _last: Mapping[str, Any] = field(default_factory=dict)
    _heard: datetime.datetime | None = None

    def hear_record(self, row: Mapping[str, Any]) -> None:
        changed = {n for n in WORDS[self.kind] + STANDING[self.kind] if row[n] != self._last.get(n)}
        event = row["history_type"]
        if self._last and not changed and event != DELETED:
            return
        begins = not self._last or bool(changed & set(WORDS[self.kind]))
        self._last = row
        self._tell(
            row["history_date"],
            row["history_user_id"],
            row["history_change_reason"] or "",
            event,
            row["history_id"],
            begins=begins,
        )

    def hear_credit(self, row: Any) -> None:
        known = self.credits.get(row.id)
        if row.history_type == DELETED:
            self.credits.pop(row.id, None)
        elif known is None or any(_value(known, name) != _value(row, name) for name in CREDIT):
            self.credits[row.id] = row
        else:
            return
        if self.entries:
            last = self.entries[-1].record
            reason = row.history_change_reason or ""
            self._tell(row.history_date, row.history_user_id, reason, CHANGED, last, begins=False)

    def _tell(
        self, at: datetime.datetime, by: int | None, reason: str, event: str, record: int, *, begins: bool
    ) -> None:
        """Adds to the last save, or begins one."""
        credits = tuple(self.credits[key] for key in sorted(self.credits))
        last = self.entries[-1] if self.entries else None
        soon = self._heard is not None and at - self._heard <= TOGETHER
        self._heard = at
        if last and soon and not begins and by in (None, last.by) and reason in ("", last.reason):
            event = DELETED if event == DELETED else last.event
            self.entries[-1] = replace(last, event=event, record=record, credits=credits)
        else:
            self.entries.append(Entry(len(self.entries) + 1, at, by, reason, event, record, credits))


def _value(row: Any, name: str) -> Any:
    """What a record of a credit holds in a field; of an outlet its key."""
    told: Any = Attribution._meta.get_field(name)
    return getattr(row, told.attname)
