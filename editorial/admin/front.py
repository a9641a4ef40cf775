"""The desk's front page: what waits for me, what came back, how far the issue is, what lies in the pool.

Everyone sees what their permissions let them act on. Django's own list of tables stays below, folded. Other
applications add panels of their own with `@panel`, and what they do to an issue with `@news`.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Count, Window
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial import ledger
from editorial.models import Article, Issue, Publication
from editorial.preflight.newsroom import Proof, proofread
from editorial.progress import Progress, progress_of
from editorial.waiting import Event, Waiting, came_back, decides, in_hand, recent, to_decide, to_review
from editorial.workflow import SEND, UNPUBLISHED, IssueState

LISTED = 10
"""Rows of a list before it refers to the full one."""
ISSUES = 2
"""Issues being made at once that are shown."""
NEWEST = 5
"""Articles of the pool that are shown."""


@dataclass(frozen=True)
class Panel:
    """A part of the front page that another application brings: a template, which is given it as `panel`. `waits` is
    what of it the user has to see to, as the headline says it (3 条批注等着处理); empty where nothing does."""

    template: str
    values: dict[str, Any] = field(default_factory=dict)
    waits: str = ""


Offer = Callable[[User], Panel | None]
_offers: list[Offer] = []


def panel(offer: Offer) -> Offer:
    """Registers what another application shows, as `admin.register` does its models. It is asked whenever the
    page is shown, after those registered before it; None means that the user is not concerned."""
    _offers.append(offer)
    return offer


@dataclass(frozen=True, slots=True)
class News:
    """What somebody did (`by` None: the command line) to an article or an issue, and the words they gave with it."""

    at: datetime.datetime
    by: User | None
    verb: str
    article: Article | None = None
    issue: Issue | None = None
    words: str = ""


Teller = Callable[[int], Iterable[News]]
_tellers: list[Teller] = []


def news(teller: Teller) -> Teller:
    """Registers who tells what another application did lately: the last so many of each kind, in any order."""
    _tellers.append(teller)
    return teller


@dataclass(frozen=True)
class Making:
    """An issue that is being made. Preflight reads the one that is due, of those that are edited; one that was
    sent to be signed has passed it. `proof` is None for the others."""

    progress: Progress
    proof: Proof | None

    @property
    def can_be_sent(self) -> bool:
        """Nothing is left to do before it is sent to be signed 送签."""
        whole = self.progress.whole
        return 0 < whole.total == whole.approved and self.proof is not None and self.proof.is_clear


@dataclass(frozen=True)
class Pool:
    """How many stories wait for an issue, and the articles taken in last."""

    total: int
    newest: Sequence[Article]


@dataclass(frozen=True)
class Front:
    """Everything on the page; None or empty where the user has no part in it."""

    today: datetime.date
    waiting: list[Waiting] | None
    returned: list[Event]
    hand: list[Article] | None
    making: list[Making]
    may_send: bool
    next_issue: ledger.Entry | None
    pool: Pool | None
    recent: list[News] | None
    panels: list[Panel]

    @property
    def is_empty(self) -> bool:
        """The user may see nothing of the newsroom."""
        return self.waiting is None and self.hand is None and self.pool is None and not self.panels

    @property
    def listed_waiting(self) -> list[Waiting]:
        return (self.waiting or [])[:LISTED]

    @property
    def listed_hand(self) -> list[Article]:
        return (self.hand or [])[:LISTED]

    @property
    def day_s_work(self) -> str:
        """One sentence that tells whether anything waits for the reader."""
        parts = [_("%d 件等您审定") % len(self.waiting)] if self.waiting else []
        parts += [_("%d 件改好再送审") % len(self.returned)] if self.returned else []
        ready = sum(each.can_be_sent for each in self.making) if self.may_send else 0
        parts += [_("%d 期可以送签") % ready] if ready else []
        parts += [panel.waits for panel in self.panels if panel.waits]
        return _("有 %s。") % _("，").join(parts) if parts else _("没有等您处理的事。")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Django's index of the admin, with the desk above its tables."""
    user = cast(User, request.user)  # `admin_view` lets nobody else in
    return admin.site.index(request, {"front": front_of(user)})


def front_of(user: User) -> Front:
    """What the front page shows to `user`. A constant number of queries, whatever the size of the archive."""
    today = timezone.localdate()
    writes, reads = user.has_perm("editorial.change_article"), user.has_perm("editorial.view_article")
    making = _making(today) if user.has_perm("editorial.view_issue") else []
    proposes = not making and user.has_perm("editorial.add_issue")
    return Front(
        today=today,
        waiting=to_decide(user, today) + to_review(user, today) if decides(user) else None,
        returned=came_back(user) if writes else [],
        hand=list(in_hand(user)[: LISTED + 1]) if writes else None,
        making=making,
        may_send=user.has_perm(SEND.permission),
        next_issue=_next_issue(today) if proposes else None,
        pool=_pool() if reads else None,
        recent=_news() if user.has_perm("editorial.view_review") else None,
        panels=[found for offer in _offers if (found := offer(user))],
    )


def _making(today: datetime.date) -> list[Making]:
    """The issues that readers have not seen, the newest first."""
    issues = list(
        Issue.objects.filter(state__in=UNPUBLISHED).select_related("publication", "editor")[:ISSUES]
    )
    edited = [issue for issue in issues if issue.state == IssueState.EDITING]
    due = min(edited, key=lambda issue: abs(issue.date - today), default=None)
    return [
        Making(progress, proofread(progress.issue) if progress.issue is due else None)
        for progress in progress_of(issues, today)
    ]


def _next_issue(today: datetime.date) -> ledger.Entry | None:
    """The numbers of the issue to come; the form that makes it proposes the same."""
    publication = Publication.objects.first()
    if publication is None:
        return None
    last = Issue.objects.filter(publication=publication).order_by("-serial")[:1]
    return ledger.next_entry(last.entries(), first_serial=publication.first_serial, date=today)


def _pool() -> Pool:
    stories = Article.objects.in_pool().one_of_each_story().annotate(total=Window(Count("pk")))
    newest = list(
        stories.order_by("-added_at", "-pk").defer("body", "summary", "notes").with_credits()[:NEWEST]
    )
    return Pool(newest[0].total if newest else 0, newest)


def _news() -> list[News]:
    """The last that anybody did, the newest first."""
    told = [_told(event) for event in recent(LISTED)]
    told += [each for teller in _tellers for each in teller(LISTED)]
    return sorted(told, key=attrgetter("at"), reverse=True)[:LISTED]


def _told(event: Event) -> News:
    review = event.review
    return News(review.at, review.reviewer, event.verb, review.article, review.issue, review.opinion)
