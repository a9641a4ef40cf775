"""The article's change form as it is being typed → a draft. What is not valid yet is simply absent."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from editorial.intake.proposal import AttributionProposal
from editorial.models import Article, Issue, Section, Source
from editorial.preflight.drafts import Draft

MOST_ATTRIBUTIONS = 50
"""Attributions that are read; an article has one or two."""
MOST_DIGITS = 18
"""Of a row's number, as 64 bits hold it."""
_INLINE = "attributions"
_ATTRIBUTION_FIELDS = ("source", "via", "author", "url", "date", "verbatim")


@dataclass(frozen=True, slots=True)
class Typed:
    """An article's words as they stand in the form; the saved article, if there is one; its issue as chosen."""

    draft: Draft
    article: Article | None
    issue: Issue | None


def typed(form: Mapping[str, str]) -> Typed:
    """What was posted of the article's form, read in at most four queries."""
    article = Article.objects.filter(pk=number(form.get("article"))).first()
    issue = Issue.objects.select_related("publication").filter(pk=number(form.get("issue"))).first()
    section = Section.objects.filter(pk=number(form.get("section"))).first()
    return Typed(
        Draft(
            uid=article.uid if article else "",
            title=_text(form, "title"),
            subtitle=_text(form, "subtitle"),
            byline=_text(form, "byline"),
            summary=_text(form, "summary"),
            body=_text(form, "body"),
            attributions=tuple(_attributions(form)),
            section=section.name if section else "",
        ),
        article,
        issue,
    )


def number(value: str | None) -> int:
    """A row's number; 0, which no row has, where it is none."""
    return int(value) if value and value.isdecimal() and len(value) <= MOST_DIGITS else 0


def _text(form: Mapping[str, str], name: str) -> str:
    """As the field itself holds it: browsers send CRLF for its line breaks; NUL is nothing a database takes."""
    return form.get(name, "").replace("\r\n", "\n").replace("\0", "\ufffd")


def _attributions(form: Mapping[str, str]) -> Iterator[AttributionProposal]:
    rows = list(_rows(form))
    chosen = {number(row[name]) for row in rows for name in ("source", "via")}
    outlets = dict(Source.objects.filter(pk__in=chosen).values_list("pk", "name"))
    for row in rows:
        if outlet := outlets.get(number(row["source"])):
            via = outlets.get(number(row["via"]), "")
            date = _date(row["date"])
            yield AttributionProposal(outlet, via, row["author"], row["url"], date, row["verbatim"])


def _rows(form: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The inline's rows that are not marked to be deleted."""
    for index in range(min(number(form.get(f"{_INLINE}-TOTAL_FORMS")), MOST_ATTRIBUTIONS)):
        row = f"{_INLINE}-{index}"
        if not form.get(f"{row}-DELETE"):
            yield {name: _text(form, f"{row}-{name}") for name in _ATTRIBUTION_FIELDS}


def _date(value: str) -> datetime.date | None:
    try:
        date: datetime.date | None = forms.DateField(required=False).clean(value)
    except ValidationError:
        return None
    return date
