"""What waits for whom at the desk: texts to review, issues to sign or publish, what came back, what is in hand.

Reads, never writes; a constant number of queries. Who may decide is `editorial.workflow`'s table, who has
taken part already is `editorial.approval`'s chain: the same that the actions themselves go by.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.approval import Step, current_chain, taken_part
from editorial.models import Article, Issue, Review
from editorial.workflow import (
    APPROVE,
    CLOSED,
    PUBLISH,
    RECALL,
    REOPEN,
    SEND,
    SIGN,
    STAGE_OF,
    SUBMIT,
    UNPUBLISHED,
    ArticleState,
    Decision,
    IssueState,
    Move,
    PressMove,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import _StrOrPromise

AT_THE_TOP: dict[str, Move | PressMove] = {IssueState.PENDING: SIGN, IssueState.SIGNED: PUBLISH}
"""What an issue waits for in that state."""
_OWN_WORDS = {
    (str(move.stage), str(move.decision)): move.label for move in (SUBMIT, RECALL, SEND, SIGN, REOPEN)
}
"""Moves that are not called by stage and decision, as 初审通过 is."""
_UNREAD = ("body", "summary", "notes")
"""Long fields of an article that no list shows."""
_UNREAD_OF_ARTICLE = tuple(f"article__{name}" for name in _UNREAD)


@dataclass(frozen=True, slots=True)
class Event:
    """A review as one colleague tells another: 周明 初审退回 《…》."""

    review: Review

    @property
    def told(self) -> str:
        """What was decided, as colleagues say it: 送审, 初审通过, 复审退回, 初审通过失效, 签发, 退回编辑."""
        return str(_OWN_WORDS.get((self.review.stage, self.review.decision), self.review))

    @property
    def verb(self) -> str:
        """The same after the name of who did it: an approval lapses because they changed the text."""
        return _("审后改动") if self.review.decision == Decision.LAPSED else self.told


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article or an issue that waits to be decided on (`asked`: 初审, 签发 …), what brought it there, and how
    many days ago by the calendar; nothing is known of one that came there some other way."""

    asked: "_StrOrPromise"
    sent: Event | None
    days: int
    article: Article | None = None
    issue: Issue | None = None


def decides(user: "User") -> bool:
    """Whether anything can ever wait for the user's decision."""
    return any(user.has_perm(move.permission) for move in (*APPROVE.values(), *AT_THE_TOP.values()))


def to_review(user: "User", today: datetime.date) -> list[Waiting]:
    """Articles at the stages which `user` may review, that they neither edit nor have sent or approved in
    this chain; what has waited longest first. Two queries."""
    stages = {state: stage for state, stage in STAGE_OF.items() if user.has_perm(APPROVE[stage].permission)}
    rows = Article.objects.filter(state__in=list(stages)).exclude(editor=user)
    rows = rows.exclude(issue__state__in=CLOSED).select_related("issue").defer(*_UNREAD)
    found = []
    for article in rows.prefetch_related(_reviews()):
        reviews = list(article.reviews.all())
        chain = current_chain([Step(r.stage, r.decision, r.reviewer_id, r.digest) for r in reviews])
        if user.pk not in taken_part(chain):
            sent, days = _sent(reviews if chain else [], today)
            found.append(Waiting(stages[ArticleState(article.state)].label, sent, days, article=article))
    return sorted(found, key=lambda each: each.days, reverse=True)


def to_decide(user: "User", today: datetime.date) -> list[Waiting]:
    """Issues that wait for a signature or for their publication, if `user` may give it. Two queries."""
    moves = {state: move for state, move in AT_THE_TOP.items() if user.has_perm(move.permission)}
    issues = Issue.objects.filter(state__in=list(moves)).in_order().prefetch_related(_reviews())
    return [
        Waiting(moves[issue.state].label, *_sent(list(issue.reviews.all()), today), issue=issue)
        for issue in issues
    ]


def _reviews() -> "Prefetch[str]":
    return Prefetch("reviews", Review.objects.order_by("at", "pk").select_related("reviewer"))


def _sent(reviews: Sequence[Review], today: datetime.date) -> tuple[Event | None, int]:
    """The last of the reviews, and how many days before `today` it was."""
    if not reviews:
        return None, 0
    return Event(reviews[-1]), (today - timezone.localdate(reviews[-1].at)).days


def came_back(user: "User") -> list[Event]:
    """The decisions by which what `user` edits or has sent came back and still lies: returned, or lapsed
    because it was changed. The last first; one query."""
    same = Q(article=OuterRef("article_id")) | Q(issue=OuterRef("issue_id"))
    later = Review.objects.filter(same, pk__gt=OuterRef("pk"))  # no review is ever deleted or moved
    sent = Review.objects.filter(same, decision=Decision.SUBMITTED).order_by("-pk")
    back = Review.objects.filter(decision__in=(Decision.RETURNED, Decision.LAPSED)).filter(
        Q(article__state=ArticleState.DRAFT) | Q(issue__state=IssueState.EDITING)
    )
    theirs = Q(article__editor=user) | Q(issue__editor=user) | Q(sender=user.pk)
    rows = back.annotate(sender=Subquery(sent.values("reviewer")[:1])).filter(theirs, ~Exists(later))
    rows = rows.select_related("article", "issue", "reviewer").defer(*_UNREAD_OF_ARTICLE)
    return [Event(review) for review in rows.order_by("-pk")]


def in_hand(user: "User") -> QuerySet[Article]:
    """Articles that `user` edits, for an issue to come or for none yet, and corrections under review. The last
    changed first: `changed_at` is when it was saved, `moved_at` when it was last sent or decided on."""
    alive = Q(issue=None) | Q(issue__state__in=UNPUBLISHED) | Q(state__in=list(STAGE_OF))
    moved = Review.objects.filter(article=OuterRef("pk")).order_by("-pk")
    rows: QuerySet[Article] = (
        Article.objects.filter(alive, editor=user).select_related("issue").defer(*_UNREAD)
    )
    rows = rows.with_change().annotate(moved_at=Subquery(moved.values("at")[:1]))  # type: ignore[attr-defined]  # ours
    return rows.order_by(F("changed_at").desc(), "-pk")


def recent(count: int) -> list[Event]:
    """The last reviews by anybody, the newest first. One query."""
    rows = Review.objects.select_related("reviewer", "article", "issue").defer(*_UNREAD_OF_ARTICLE)
    return [Event(review) for review in rows.order_by("-pk")[:count]]
