"""What the article's editor is told of a text: findings at their places, proven figures, the marked preview.

Places are counted in UTF-16 code units of the field's value, as browsers count them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial.admin.markdown import preview_picture
from editorial.admin.preflight_names import family_names, severity_names
from editorial.admin.preflight_report import FIELD_NAMES, key
from editorial.difference import Change, excerpt, passages
from editorial.document import Span
from editorial.html import write_html
from editorial.markdown import parse
from editorial.marks import Mark
from editorial.models import Acknowledgement
from editorial.people import called
from editorial.preflight.drafts import BODY, CREDIT, MENDED, TITLE, Draft
from editorial.preflight.explained import ABOUT
from editorial.preflight.finding import Finding, Severity
from editorial.preflight.newsroom import Noted, Proof
from editorial.preflight.registry import BY_ID
from editorial.preflight.rules import Family

GRAVEST_FIRST = tuple(Severity)


def answer(proof: Proof, draft: Draft) -> dict[str, Any]:
    """Everything the editor's page shows of a check, as JSON values."""
    units = {field: Units(draft.text(field)) for field in (*MENDED, CREDIT)}
    shown = [(name, noted) for name, noted in named(proof) if noted.finding.place.field in units]
    opened = [noted.finding for _name, noted in shown if noted.is_open]
    return {
        "digest": draft.texts_digest,
        "findings": [
            _finding_json(name, noted, units[noted.finding.place.field].span(noted.finding.span))
            for name, noted in shown
        ],
        "levels": _counts(severity_names(), Counter(finding.severity for finding in opened)),
        "families": _counts(family_names(), Counter(family_of(finding) for finding in opened)),
        "fixable": sum(_is_mendable(finding) for finding in opened),
        "verified": list(_verified(proof, draft, units)),
        "preview": _preview(draft, [noted for _name, noted in shown]),
    }


def named(proof: Proof) -> Iterator[tuple[str, Noted]]:
    """The findings with the names that forms call them by: what a word about each is bound to, numbered where
    the same words stand in several places."""
    seen: Counter[str] = Counter()
    for noted in proof.noted:
        name = key(noted.finding)
        seen[name] += 1
        yield f"{name}:{seen[name]}", noted


def family_of(finding: Finding) -> Family:
    return BY_ID[finding.rule].family


def _is_mendable(finding: Finding) -> bool:
    return finding.fix is not None and finding.place.field in MENDED


def _finding_json(name: str, noted: Noted, span: Span) -> dict[str, Any]:
    finding = noted.finding
    field = _field(finding)
    return {
        "id": name,
        "rule": finding.rule,
        "title": BY_ID[finding.rule].title,
        "family": family_of(finding),
        "severity": finding.severity,
        "severity_name": severity_names()[finding.severity],
        "field": field,
        "field_name": str(FIELD_NAMES.get(field, "")),
        "start": span.start,
        "end": span.end,
        "words": finding.words,
        "message": finding.message,
        "about": ABOUT.get(finding.rule, ""),
        "standard": finding.standard,
        "has_fix": _is_mendable(finding),
        "fix": finding.fix,
        "acknowledgement": _said(noted.acknowledgement) if noted.acknowledgement else None,
        "is_open": noted.is_open,
    }


def _field(finding: Finding) -> str:
    """Where an editor deals with it: a credit that lacks something is told of the whole title, for want of words."""
    is_missing = family_of(finding) is Family.ATTRIBUTION and finding.place.field == TITLE
    return CREDIT if is_missing and finding.span.start == 0 else finding.place.field


def _said(acknowledgement: Acknowledgement) -> dict[str, Any]:
    when = timezone.localtime(acknowledgement.at)
    return {
        "id": acknowledgement.pk,
        "by": called(acknowledgement.by),
        "at": date_format(when, "DATETIME_FORMAT"),
        "reason": acknowledgement.reason,
    }


def _counts(names: Mapping[Any, str], counted: Counter[Any]) -> list[dict[str, Any]]:
    return [{"value": value, "name": name, "count": counted[value]} for value, name in names.items()]


def _verified(proof: Proof, draft: Draft, units: Mapping[str, "Units"]) -> Iterator[dict[str, Any]]:
    article = next(article for article in proof.manuscript.articles if article.uid == draft.uid)
    prose = article.prose
    for claim in proof.verified(draft.uid):
        passage = article.title if claim.paragraph < 0 else prose[claim.paragraph]
        if passage is not None:
            field = TITLE if claim.paragraph < 0 else BODY
            span = units[field].span(passage.span(claim.start, claim.end))
            words = passage.text[claim.start : claim.end]
            place = {"field": field, "start": span.start, "end": span.end}
            yield {**place, "words": words, "sum": claim.sum, "message": claim.message}


def _preview(draft: Draft, shown: list[Noted]) -> str:
    """The body as readers will see it, its open findings marked with their numbers; where they overlap, the
    gravest shows, then the shortest."""
    marks = [
        Mark(noted.finding.span, noted.finding.severity, str(number))
        for number, noted in enumerate(shown)
        if noted.is_open and noted.finding.place.field == BODY
    ]
    marks.sort(key=lambda mark: (GRAVEST_FIRST.index(Severity(mark.kind)), mark.span.end - mark.span.start))
    return write_html(parse(draft.body), picture=preview_picture, marks=marks, figures=True)


class Units:
    """Places in a text, counted as browsers do: a character beyond U+FFFF counts twice."""

    def __init__(self, text: str) -> None:
        self._wide = [place for place, letter in enumerate(text) if ord(letter) > 0xFFFF]

    def at(self, place: int) -> int:
        return place + bisect_left(self._wide, place)

    def span(self, span: Span) -> Span:
        return Span(self.at(span.start), self.at(span.end))


def changes(before: Draft, after: Draft) -> list[dict[str, Any]]:
    """The fields that fixes change: their new text, and paragraph by paragraph what goes and what comes."""
    return [
        {
            "field": field,
            "name": str(FIELD_NAMES.get(field, _("正文"))),
            "text": after.text(field),
            "paragraphs": list(_paragraphs(before.text(field), after.text(field))),
        }
        for field in MENDED
        if before.text(field) != after.text(field)
    ]


def _paragraphs(was: str, became: str) -> Iterator[list[tuple[str, str]]]:
    """The paragraphs that differ, each as an excerpt of its stretches: what became of them, and their text."""
    for stretches in passages(was, became):
        if any(stretch.change is not Change.SAME for stretch in stretches):
            yield [(stretch.change, stretch.text) for stretch in excerpt(stretches)]
