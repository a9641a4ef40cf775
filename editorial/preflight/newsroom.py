"""The newsroom's rows → the manuscript that preflight reads, and what it found, beside what editors said of it.

A bounded number of queries, whatever the number of articles and of earlier issues. Reads, never writes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from django.contrib.admin.models import LogEntry
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext

from editorial.figures import Claim, Verdict
from editorial.intake.proposal import AttributionProposal
from editorial.ledger import Entry
from editorial.models import (
    Acknowledgement,
    Article,
    Attribution,
    Issue,
    Publication,
    RuleSetting,
    Source,
    WordPair,
)
from editorial.models.source import SourceKind
from editorial.preflight import drafts
from editorial.preflight.check import Settings, check
from editorial.preflight.drafts import Draft
from editorial.preflight.earlier import earlier_figures, earlier_paragraphs
from editorial.preflight.figures import claims_of
from editorial.preflight.finding import Finding, Place, Severity
from editorial.preflight.history import statistics_of
from editorial.preflight.manuscript import Manuscript
from editorial.preflight.rules import Words
from editorial.querysets import AcknowledgementQuerySet
from editorial.workflow import IssueState

_Key: TypeAlias = tuple[str, str, int, int]
"""What an acknowledgement is bound to: rule, SHA-256 of the passage, first and last place among its words."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding, and the word of an editor who lets it stand."""

    finding: Finding
    acknowledgement: Acknowledgement | None = None

    @property
    def is_open(self) -> bool:
        """Nobody has said anything yet; an error stays open whatever is said."""
        return self.acknowledgement is None or self.finding.severity is Severity.ERROR

    @property
    def stops(self) -> bool:
        """It keeps the issue from being published."""
        return self.is_open and self.finding.severity is not Severity.INFO


@dataclass(frozen=True)
class Proof:
    """What preflight says of an issue or of one article."""

    noted: tuple[Noted, ...]
    manuscript: Manuscript

    def count(self, severity: Severity) -> int:
        """How many findings of that severity nobody has dealt with."""
        return sum(each.is_open and each.finding.severity is severity for each in self.noted)

    @property
    def errors(self) -> int:
        return self.count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        return self.count(Severity.WARNING)

    @property
    def hints(self) -> int:
        return self.count(Severity.INFO)

    @property
    def stopping(self) -> int:
        """How many findings keep the issue from being published."""
        return sum(each.stops for each in self.noted)

    @property
    def left(self) -> str:
        """What keeps it, in words: 2 处错误、5 处警告; empty where it is clear."""
        told = []
        if self.errors:
            told.append(gettext("%(count)s 处错误") % {"count": self.errors})
        if self.warnings:
            told.append(gettext("%(count)s 处警告") % {"count": self.warnings})
        return gettext("、").join(told)

    @property
    def is_clear(self) -> bool:
        """No error is left, and every warning has an editor's word."""
        return not self.stopping

    def among(self, uids: Collection[str]) -> "Proof":
        """The same of these articles alone, without what concerns the others or the issue itself."""
        return replace(self, noted=tuple(each for each in self.noted if each.finding.place.article in uids))

    def of_article(self, uid: str) -> list[Noted]:
        """What concerns one article; with an empty `uid`, the issue itself."""
        return [each for each in self.noted if each.finding.place.article == uid]

    @cached_property
    def texts(self) -> dict[Place, str]:
        """The text that the spans at each place count in."""
        return {passage.place: passage.source for passage in self.manuscript.order}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The articles' titles by uid, in printed order; the issue itself has none."""
        return {article.uid: article.name for article in self.manuscript.articles}

    def verified(self, uid: str) -> list[Claim]:
        """The claims of an article that its own figures prove right."""
        article = next((each for each in self.manuscript.articles if each.uid == uid), None)
        claims = claims_of(article, self.manuscript.date) if article else []
        return [claim for claim in claims if claim.verdict is Verdict.VERIFIED]


@dataclass(frozen=True, slots=True)
class House:
    """What holds for every text that is to stand in one issue: the ledger, the outlets that are known, rules and
    words, and what editors let stand."""

    issue: Issue | None
    others: tuple[Entry, ...]
    known_outlets: frozenset[str]
    settings: Settings
    said: tuple[Acknowledgement, ...]


def house_of(issue: Issue | None, said: AcknowledgementQuerySet) -> House:
    """Five queries, to be asked once for all the texts of an issue; of nobody's issue, the first publication
    decides."""
    entries = Issue.objects.filter(publication=issue.publication_id).exclude(pk=issue.pk) if issue else None
    return House(
        issue=issue,
        others=tuple(entries.entries()) if entries is not None else (),
        known_outlets=_known_outlets(issue),
        settings=settings_of(issue.publication if issue else Publication.objects.first()),
        said=tuple(said.select_related("by", "article")),
    )


def said_of(article: Article | None) -> AcknowledgementQuerySet:
    """What was said of one article; of one that is not saved yet, nothing."""
    said = Acknowledgement.objects
    return said.filter(article=article) if article else said.none()


def articles_of(issue: Issue) -> list[Article]:
    """The issue's articles in printed order, with all that preflight reads of them."""
    return list(Article.objects.in_issue(issue).in_printed_order().with_credits())


def proofread(issue: Issue, articles: Sequence[Article] | None = None) -> Proof:
    """Everything preflight finds in an issue, as it is saved; `articles` are its `articles_of` where they have been
    fetched already."""
    rows = articles_of(issue) if articles is None else articles
    manuscript = drafts.manuscript(map(draft_of, rows), issue.entry)
    return _proof(
        _beside_the_archive(manuscript, issue), house_of(issue, Acknowledgement.objects.of_issue(issue))
    )


def proofread_draft(draft: Draft, *, article: Article | None, issue: Issue | None) -> Proof:
    """Everything preflight finds in one article's words, saved or not, that is to stand in an issue."""
    manuscript = _beside_the_archive(drafts.manuscript([draft]), issue)
    return _proof(manuscript, house_of(issue, said_of(article)))


def proofread_alone(draft: Draft, house: House) -> Proof:
    """What the words themselves give away, all that can be mended; what earlier issues printed is not looked at.
    No query."""
    return _proof(drafts.manuscript([draft]), house)


def draft_of(article: Article) -> Draft:
    """The article as it is saved; its section and attributions should have been fetched with it."""
    return Draft(
        uid=article.uid,
        title=article.title,
        subtitle=article.subtitle,
        byline=article.byline,
        summary=article.summary,
        body=article.body,
        attributions=tuple(_credit(each) for each in article.attributions.all()),
        section=article.section.name if article.section else "",
    )


def _credit(attribution: Attribution) -> AttributionProposal:
    return AttributionProposal(
        outlet=attribution.source.name,
        via=attribution.via.name if attribution.via else "",
        author=attribution.author,
        url=attribution.url,
        date=attribution.date,
        verbatim=attribution.verbatim,
    )


def settings_of(publication: Publication | None) -> Settings:
    """What the publication has decided about rules and words. Two queries."""
    levels = dict(RuleSetting.objects.filter(publication=publication).values_list("rule", "level"))
    off = RuleSetting.Level.OFF
    return Settings(
        off=frozenset(rule for rule, level in levels.items() if level == off),
        severities={rule: Severity(level) for rule, level in levels.items() if level != off},
        words=_words(publication),
    )


def _words(publication: Publication | None) -> Words:
    listed: dict[str, dict[str, str]] = {reason: {} for reason in WordPair.Reason.values}
    for word, instead, reason in WordPair.objects.filter(publication=publication).values_list(
        "word", "instead", "reason"
    ):
        listed[reason][word] = instead
    return Words(
        terms=listed[WordPair.Reason.TERM],
        confusables=listed[WordPair.Reason.MISTAKE],
        allowed=frozenset(listed[WordPair.Reason.ALLOWED]),
    )


# --- What the newsroom knows besides ------------------------------------------------------------


def _beside_the_archive(manuscript: Manuscript, issue: Issue | None) -> Manuscript:
    """With what other issues printed of the same. Two queries."""
    issued = issue.date if issue else None
    texts = [passage.text for article in manuscript.articles for passage in article.passages]
    told = [each for article in manuscript.articles for each in statistics_of(article, issued)]
    return replace(
        manuscript,
        earlier=earlier_paragraphs(texts, issue),
        printed=earlier_figures((each.figure for each in told), issue),
    )


def _known_outlets(issue: Issue | None) -> frozenset[str]:
    """Outlets somebody has looked at: made or changed at the desk by name, described by an editor, or printed in a
    published issue already. One that an import made, because a text names it, has been looked at by nobody."""
    log = LogEntry.objects.filter(content_type__app_label="editorial", content_type__model="source")
    at_the_desk = Q(logged_as__in=log.values("object_id"))
    described = ~Q(kind=SourceKind.OTHER) | ~Q(homepage="") | ~Q(permission="") | Q(aliases__isnull=False)
    printed = Q(attributions__article__issue__state=IssueState.PUBLISHED)
    if issue is not None:
        printed &= ~Q(attributions__article__issue=issue)
    outlets = Source.objects.annotate(logged_as=Cast("pk", TextField()))
    names = set(outlets.filter(at_the_desk | described | printed).values_list("name", flat=True).distinct())
    publisher = issue.publication.publisher if issue else ""
    return frozenset(names | {publisher} - {""})


# --- Acknowledgements ---------------------------------------------------------------------------


def _proof(manuscript: Manuscript, house: House) -> Proof:
    informed = replace(
        manuscript,
        date=house.issue.date if house.issue else None,
        others=house.others,
        first_serial=house.issue.publication.first_serial if house.issue else 1,
        known_outlets=house.known_outlets,
    )
    words = {
        (each.article.uid if each.article else "", each.rule, each.passage, each.start, each.end): each
        for each in house.said
    }
    noted = (
        Noted(each, words.get((each.place.article, *key_of(each))))
        for each in check(informed, house.settings)
    )
    return Proof(tuple(noted), informed)


def key_of(finding: Finding) -> _Key:
    """What a word about the finding would be bound to."""
    return finding.rule, finding.passage, finding.within.start, finding.within.end
