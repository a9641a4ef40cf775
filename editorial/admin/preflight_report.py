"""What the preflight report of an issue shows: its findings by article, what was said of them, what is proven."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from editorial.actions import mend
from editorial.admin.lapsing import at_stake
from editorial.admin.preflight_names import family_names, severity_names
from editorial.difference import Stretch, differences, excerpt
from editorial.figures import Claim
from editorial.models import Acknowledgement, AppliedFix, Article, Issue
from editorial.preflight.finding import Finding, Severity
from editorial.preflight.links import WebLink, links_of
from editorial.preflight.newsroom import Noted, Proof, draft_of, house_of, key_of
from editorial.preflight.registry import BY_ID
from editorial.preflight.rules import Family

AROUND = 18
"""Characters shown before and after the words that a finding is about."""
LONGEST = 40
"""Characters shown of those words."""
FIELD_NAMES = {"title": _("标题"), "subtitle": _("副标题"), "summary": _("摘要"), "credit": _("来源")}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the report may be narrowed to: how it is called in the address and on the page, and how many
    findings that leaves."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Card:
    """One finding among the words around it."""

    noted: Noted
    passage: str
    key: str

    @property
    def finding(self) -> Finding:
        return self.noted.finding

    @property
    def severity_name(self) -> str:
        return severity_names()[self.finding.severity]

    @property
    def family(self) -> Family:
        return BY_ID[self.finding.rule].family

    @property
    def title(self) -> str:
        return BY_ID[self.finding.rule].title

    @property
    def field_name(self) -> str:
        """Where the words stand when that is not the body."""
        return str(FIELD_NAMES.get(self.finding.place.field, ""))

    @property
    def may_stand(self) -> bool:
        """An editor may let it stand."""
        return self.finding.severity is not Severity.ERROR

    @property
    def before(self) -> str:
        start = self.finding.within.start
        return "…" * (start > AROUND) + self.passage[max(0, start - AROUND) : start]

    @property
    def words(self) -> str:
        words = self.passage[self.finding.within.start : self.finding.within.end]
        return words if len(words) <= LONGEST else f"{words[: LONGEST // 2]}…{words[-LONGEST // 4 :]}"

    @property
    def after(self) -> str:
        end = self.finding.within.end
        return self.passage[end : end + AROUND] + "…" * (len(self.passage) > end + AROUND)


@dataclass(frozen=True)
class ArticleReport:
    """One article's findings; that of the issue itself has no article."""

    article: Article | None
    name: str
    cards: list[Card]
    said: list[Card]
    verified: list[Claim]
    links: list[WebLink]

    @cached_property
    def counts(self) -> list[tuple[str, str, int]]:
        """Severity, its name, and how many are open, of those that there are."""
        listed = [card.finding.severity for card in self.cards]
        return [
            (level.value, name, listed.count(level))
            for level, name in severity_names().items()
            if level in listed
        ]


class Report:
    """An issue's preflight report, narrowed to a family or a severity where they are given."""

    def __init__(self, issue: Issue, proof: Proof, *, family: str = "", level: str = "") -> None:
        self.issue, self.proof = issue, proof
        self._words = {(each.place, each.digest): each.text for each in proof.manuscript.order}
        self._family, self._level = family, level

    @cached_property
    def _cards(self) -> list[Card]:
        return [Card(noted, self._passage(noted.finding), key(noted.finding)) for noted in self.proof.noted]

    def _passage(self, finding: Finding) -> str:
        return self._words[finding.place, finding.passage]

    @cached_property
    def articles(self) -> list[ArticleReport]:
        """The issue itself where there is something to say of it, then every article in printed order."""
        rows = {row.uid: row for row in Article.objects.in_issue(self.issue)}
        own = self._report("", None, str(_("本期")))
        listed = [self._report(uid, rows.get(uid), title) for uid, title in self.proof.titles.items()]
        return [each for each in (own, *listed) if each.article or each.cards or each.said]

    def _report(self, uid: str, article: Article | None, name: str) -> ArticleReport:
        cards = [card for card in self._cards if card.finding.place.article == uid]
        return ArticleReport(
            article,
            name,
            [card for card in cards if card.noted.is_open and self._is_wanted(card)],
            [card for card in cards if not card.noted.is_open],
            self.proof.verified(uid) if uid else [],
            [link for link in self._links if link.place.article == uid] if uid else [],
        )

    @cached_property
    def _links(self) -> list[WebLink]:
        return links_of(self.proof.manuscript)

    def _is_wanted(self, card: Card) -> bool:
        return self._family in ("", card.family) and self._level in ("", card.finding.severity)

    @cached_property
    def _open(self) -> list[Card]:
        return [card for card in self._cards if card.noted.is_open]

    @property
    def families(self) -> list[Choice]:
        counted = [card.family for card in self._open]
        return _choices(family_names(), counted, self._family)

    @property
    def levels(self) -> list[Choice]:
        counted = [card.finding.severity for card in self._open]
        return _choices(severity_names(), counted, self._level)

    @property
    def verified_total(self) -> int:
        return sum(len(each.verified) for each in self.articles)

    @property
    def links_total(self) -> int:
        return len(self._links)

    @property
    def said_total(self) -> int:
        return sum(len(each.said) for each in self.articles)

    @property
    def fixable_total(self) -> int:
        return sum(
            card.finding.fix is not None
            and bool(card.finding.place.article)
            and not card.noted.acknowledgement
            for card in self._cards
        )

    @property
    def applied(self) -> Iterable[AppliedFix]:
        """Fixes that can still be taken back, the last first."""
        made = AppliedFix.objects.filter(article__issue=self.issue, undone_at=None)
        return made.select_related("article", "by")


def _choices(
    names: Mapping[Family, str] | Mapping[Severity, str], counted: Sequence[str], chosen: str
) -> list[Choice]:
    return [Choice(str(value), name, counted.count(value), value == chosen) for value, name in names.items()]


def key(finding: Finding) -> str:
    """How a form names a finding: article, and what an acknowledgement of it would be bound to."""
    return ":".join(map(str, (finding.place.article, *key_of(finding))))


@dataclass(frozen=True)
class ArticleFixes:
    """The safe fixes of one article, to be looked at. `digest` binds them to the texts that were shown; `at_stake`
    is the stage whose approval they would take away."""

    article: Article
    digest: str
    count: int
    fields: list[tuple[str, list[Stretch]]]
    at_stake: str


def fixes_of(articles: Sequence[Article], issue: Issue) -> list[ArticleFixes]:
    """What would be changed in each article that has something to mend."""
    shown = []
    prefetch_related_objects(articles, "issue", "reviews")
    house = house_of(issue, Acknowledgement.objects.of_issue(issue))
    for article in articles:
        before = draft_of(article)
        mended = mend(before, house=house)
        fields = [
            (
                str(FIELD_NAMES.get(field, _("正文"))),
                excerpt(differences(before.text(field), mended.draft.text(field))),
            )
            for field in mended.changes(before)
        ]
        if fields:
            shown.append(ArticleFixes(article, before.texts_digest, mended.count, fields, at_stake(article)))
    return shown
