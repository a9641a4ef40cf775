"""An article's sources in a stale save: my list and the colleague's, one of which is kept whole.

The form's rows name rows of the database that may be gone by now, and miss those that came. So the list that
is kept is written anew for the rows as they are stored.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext

from editorial.actions.writing import line_of
from editorial.admin.conflict import Choice
from editorial.admin.proofread_form import MOST_ATTRIBUTIONS, number
from editorial.models import Article, Attribution, Source

PREFIX = "attributions"


@dataclass(frozen=True, slots=True)
class Credit:
    """One row of the list as a form holds it; `pk` is 0 for a new one. Of dates, ISO 8601."""

    pk: int
    source: str
    via: str
    author: str
    url: str
    date: str
    verbatim: str

    FIELDS = ("source", "via", "author", "url", "date", "verbatim")

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(getattr(self, name) for name in self.FIELDS)


def posted(data: QueryDict) -> list[Credit]:
    """What I want: without the rows I struck out and those I left empty."""
    rows = []
    for index in range(min(number(data.get(f"{PREFIX}-TOTAL_FORMS")), MOST_ATTRIBUTIONS)):
        row = f"{PREFIX}-{index}"
        values = {name: data.get(f"{row}-{name}", "").replace("\r\n", "\n").strip() for name in Credit.FIELDS}
        values["date"] = _iso(values["date"])
        if any(values.values()) and not data.get(f"{row}-DELETE"):
            rows.append(Credit(number(data.get(f"{row}-id")), **values))
    return rows


def stored(article: Article) -> list[Credit]:
    """What the colleague left."""
    return [_credit(each) for each in article.attributions.all()]


def before(article: Article, version: int | None) -> list[Credit] | None:
    """What the page was opened with, by the history: the last list before the next version was written.
    None where the history does not reach back so far."""
    later = article.history.filter(version__gt=version or 0).order_by("history_date", "history_id").first()
    if later is None or line_of(article, version) is None:
        return None
    lines = Attribution.history.filter(article_id=article.pk, history_date__lt=later.history_date)
    rows = lines.latest_of_each().as_instances()
    return sorted((_credit(row) for row in rows), key=lambda credit: credit.pk)


def choice(data: QueryDict, article: Article, version: int | None) -> Choice | None:
    """The choice between both lists; None where they say the same."""
    mine, theirs, base = posted(data), stored(article), before(article, version)
    if [credit.values for credit in mine] == [credit.values for credit in theirs]:
        return None
    keys = {number(key) for credit in [*mine, *theirs, *(base or [])] for key in (credit.source, credit.via)}
    names = dict(Source.objects.filter(pk__in=keys).values_list("pk", "name"))
    return Choice(
        PREFIX,
        gettext("文章来源"),
        None if base is None else tuple(_lines(base, names)),
        tuple(_lines(mine, names)),
        tuple(_lines(theirs, names)),
    )


def replaced(data: QueryDict, kept: Iterable[Credit], article: Article) -> QueryDict:
    """What was posted, with the kept list in place of the one posted."""
    others = QueryDict(mutable=True)
    for name in data:
        if not name.startswith(f"{PREFIX}-"):
            others.setlist(name, data.getlist(name))
    others.update(_rows_for(list(kept), article))
    return others


def _rows_for(kept: list[Credit], article: Article) -> dict[str, str]:
    """What the form posts to make the kept list of the rows that are stored."""
    wanted = {credit.pk: credit for credit in kept if credit.pk}
    now = stored(article)
    changed = [(wanted.get(credit.pk, credit), credit.pk, credit.pk not in wanted) for credit in now]
    known = {credit.pk for credit in now}
    new = [(credit, 0, False) for credit in kept if credit.pk not in known]
    values = {f"{PREFIX}-TOTAL_FORMS": str(len(changed) + len(new)), f"{PREFIX}-INITIAL_FORMS": str(len(now))}
    for index, (credit, pk, is_struck) in enumerate([*changed, *new]):
        row = f"{PREFIX}-{index}"
        values |= {f"{row}-{name}": getattr(credit, name) for name in Credit.FIELDS}
        values |= {f"{row}-id": str(pk or ""), f"{row}-article": str(article.pk)}
        if is_struck:
            values[f"{row}-DELETE"] = "on"
    return values


def _credit(row: Attribution) -> Credit:
    date = row.date.isoformat() if row.date else ""
    via = str(row.via_id or "")
    verbatim = row.verbatim.replace("\r\n", "\n").strip()
    return Credit(row.pk, str(row.source_id), via, row.author, row.url, date, verbatim)


def _iso(date: str) -> str:
    """The date in one spelling; what is none stays as it was typed, for the form to refuse."""
    try:
        read = forms.DateField(required=False).clean(date)
    except ValidationError:
        return date
    return read.isoformat() if read else ""


def _lines(credits_: Iterable[Credit], names: dict[int, str]) -> Iterator[str]:
    for credit in credits_:
        outlet = names.get(number(credit.source), "")
        via = names.get(number(credit.via))
        parts = (
            gettext("%(source)s（转自%(via)s）") % {"source": outlet, "via": via} if via else outlet,
            credit.author,
            _day(credit.date),
            credit.url,
        )
        yield gettext("，").join(part for part in (*parts, credit.verbatim) if part)


def _day(date: str) -> str:
    try:
        return date_format(datetime.date.fromisoformat(date), "DATE_FORMAT")
    except ValueError:
        return date
