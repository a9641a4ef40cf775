"""Histories as people read them: what each version of an article, an issue or a source said, in words, and what
changed from one to the next.

Reading only; `editorial.actions.restoring` writes. How many queries are asked depends neither on the length of
a history nor on how many are read.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import formats
from django.utils.translation import gettext

from editorial.models import Article, Attribution, Issue
from editorial.people import called
from editorial.saves import CREDIT, CREDITS, STANDING, WORDS, Entry, Thing


@dataclass(frozen=True, slots=True)
class Version:
    """One save with its words: `texts` says for each field what stood there, as people read it. `by` is empty
    for a command; `record` and `credits` are simple-history's own."""

    number: int
    at: datetime.datetime
    by: str
    reason: str
    event: str
    texts: Mapping[str, str]
    record: Any
    credits: tuple[Any, ...]

    @property
    def name(self) -> str:
        """What the thing was called."""
        if self.record.instance_type is Issue:
            return str(self.record.instance)
        return self.texts["title"] if self.record.instance_type is Article else self.texts["name"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What became of one field: what it said, and what it says."""

    name: str
    label: str
    was: str
    became: str


def versions_of(kind: type[Thing], entries: Iterable[Entry]) -> list[Version]:
    """The same saves with their words. One query, and one for each kind of thing they name."""
    entries = list(entries)
    records = kind.history.in_bulk({entry.record for entry in entries})
    credits = {credit for entry in entries for credit in entry.credits}
    names = _Names(
        chain(
            _references(kind, STANDING[kind] + WORDS[kind], records.values()),
            _references(Attribution, CREDIT, credits),
            ((get_user_model(), entry.by) for entry in entries),
        )
    )
    return [
        Version(
            number=entry.number,
            at=entry.at,
            by=names.of(get_user_model(), entry.by) if entry.by else "",
            reason=entry.reason,
            event=entry.event,
            texts=_texts(kind, records[entry.record], entry.credits, names),
            record=records[entry.record],
            credits=entry.credits,
        )
        for entry in entries
    ]


def changes(was: Version | None, became: Version, *, within: Collection[str] = ()) -> list[FieldChange]:
    """The fields that differ, those named `within` or all; before the first version nothing stood."""
    kind = became.record.instance_type
    before = was.texts if was else {}
    return [
        FieldChange(name, label_of(kind, name), before.get(name, ""), text)
        for name, text in became.texts.items()
        if text != before.get(name, "") and (not within or name in within)
    ]


def label_of(kind: type[Thing], name: str) -> str:
    """What people call a field."""
    if name == CREDITS:
        return str(Attribution._meta.verbose_name)
    return str(_field(kind, name).verbose_name)


def restorable(kind: type[Thing]) -> tuple[str, ...]:
    """The fields that restoring brings back."""
    return (*WORDS[kind], CREDITS) if kind is Article else WORDS[kind]


# --- In words -----------------------------------------------------------------------------------


def _field(kind: type[models.Model], name: str) -> Any:
    return kind._meta.get_field(name)


def _references(
    kind: type[models.Model], names: Sequence[str], rows: Iterable[Any]
) -> Iterator[tuple[type[models.Model], Any]]:
    """The rows of other tables that the records name."""
    pointing = [each for each in (_field(kind, name) for name in names) if each.is_relation]
    return ((each.related_model, getattr(row, each.attname)) for row in rows for each in pointing)


class _Names:
    """What the rows that records point at are called now; one query for each table."""

    def __init__(self, references: Iterable[tuple[type[models.Model], Any]]) -> None:
        wanted: dict[type[models.Model], set[Any]] = {}
        for model, key in references:
            if key is not None:
                wanted.setdefault(model, set()).add(key)
        self._names = {
            (model, key): called(row) if isinstance(row, AbstractUser) else str(row)
            for model, keys in wanted.items()
            for key, row in model._default_manager.in_bulk(keys).items()
        }

    def of(self, model: type[models.Model], key: Any) -> str:
        return self._names.get((model, key), gettext("（已删除）"))


def _texts(kind: type[Thing], record: Any, credits: Iterable[Any], names: _Names) -> dict[str, str]:
    """What each field said, credits one to a paragraph."""
    texts = {name: _text(kind, record, name, names) for name in WORDS[kind] + STANDING[kind]}
    if kind is Article:
        texts[CREDITS] = "\n\n".join(_credit(credit, names) for credit in credits)
    return texts


def _credit(credit: Any, names: _Names) -> str:
    """A credit in one line: 港城日报（转自港城在线） 林一 2026年1月5日 https://… 原署：…"""
    said = {name: _text(Attribution, credit, name, names) for name in CREDIT}
    if said["via"]:
        said["via"] = gettext("（转自%s）") % said["via"]
    if said["verbatim"]:
        said["verbatim"] = gettext("原署：%s") % said["verbatim"]
    said["source"] += said.pop("via")
    return " ".join(text for text in said.values() if text)


def _text(kind: type[models.Model], row: Any, name: str, names: _Names) -> str:
    """What a field said, as people read it; empty where nothing stood."""
    told = _field(kind, name)
    value = getattr(row, told.attname)
    if value is None or value == "":
        return ""
    if told.is_relation:
        return names.of(told.related_model, value)
    if told.choices:
        return str(dict(told.flatchoices).get(value, value))
    if isinstance(value, datetime.date):
        return formats.date_format(value)
    return str(value)
