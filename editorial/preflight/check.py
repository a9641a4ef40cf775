"""The engine: `check` asks every rule and gives the findings in reading order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from editorial.document import Span
from editorial.preflight.finding import Finding, Severity
from editorial.preflight.manuscript import Manuscript
from editorial.preflight.registry import RULES
from editorial.preflight.rules import Context, Family, Found, Rule, Words


@dataclass(frozen=True, slots=True)
class Settings:
    """What a publication has decided: rules switched off, other severities, its word lists."""

    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    words: Words = field(default_factory=Words)


def check(manuscript: Manuscript, settings: Settings | None = None) -> list[Finding]:
    """Everything the rules find, in reading order. Pure: the same text gives the same findings."""
    settings = settings or Settings()
    context = Context(manuscript, settings.words)
    order = {id(passage): number for number, passage in enumerate(manuscript.order)}
    found = [
        (order.get(id(each.passage), -1), each.start, rule, each)
        for rule in _asked(RULES, settings)
        for each in rule.find(context)
        if not (rule.family is Family.WORDING and _words(each) in settings.words.allowed)
    ]
    found.sort(key=lambda item: (item[0], item[1], item[2].id))
    return [_finding(rule, each, settings) for _, _, rule, each in found]


def _words(found: Found) -> str:
    return found.passage.text[found.start : found.end]


def _asked(rules: Iterable[Rule], settings: Settings) -> Iterator[Rule]:
    return (rule for rule in rules if rule.id not in settings.off)


def _finding(rule: Rule, found: Found, settings: Settings) -> Finding:
    passage = found.passage
    span = found.span or passage.span(found.start, found.end)
    severity = settings.severities.get(rule.id) or found.severity or rule.severity
    return Finding(
        rule=rule.id,
        severity=severity,
        span=span,
        message=found.message,
        standard=rule.standard,
        fix=_fix(found, span),
        place=passage.place,
        words=passage.source[span.start : span.end],
        passage=passage.digest,
        within=Span(found.start, found.end),
    )


def _fix(found: Found, span: Span) -> str | None:
    """The source of the span with the edits made, from right to left; None where there are none."""
    if not found.edits:
        return found.fix
    source = found.passage.source
    text = source[span.start : span.end]
    for edit in sorted(found.edits, key=lambda each: each.start, reverse=True):
        place = found.passage.span(edit.start, edit.end)
        text = text[: place.start - span.start] + edit.text + text[place.end - span.start :]
    return text
