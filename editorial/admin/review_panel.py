"""The panel of reviews on an article's and an issue's page: how far it is, what was decided, what has changed since,
what a person may do now. Reads, never writes; the buttons' addresses are `editorial.admin.reviewing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext

from editorial.actions import reviewing, signing
from editorial.admin.lapsing import at_stake
from editorial.approval import digest_of
from editorial.models import Article, Issue, Review
from editorial.preflight.newsroom import Proof, draft_of
from editorial.reviewers import Reviewers, holders, named, reviewers, stage_without
from editorial.saves import entries_of
from editorial.waiting import AT_THE_TOP, Event, decides, to_review
from editorial.workflow import (
    APPROVE,
    RECALL,
    REOPEN,
    RETURN,
    SEND,
    SIGN,
    STAGE_OF,
    SUBMIT,
    ArticleState,
    Decision,
    IssueState,
    Stage,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Button:
    """One move that a person may make now. `name` stands in the address, `stage` in the posted form; a move
    that `takes_opinion` has a field for it, one that `needs_opinion` is refused without."""

    name: str
    label: "str | _StrPromise"
    stage: str = ""
    takes_opinion: bool = False
    needs_opinion: bool = False
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Since:
    """The page that shows what was changed after the decision that is `told`: 初审退回, 终审通过."""

    told: str
    address: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands on a page of the reviews: which of the `steps` its subject has reached, what was decided
    (newest first), what the person can do.

    `digest` is that of what they see; `hint` says why they cannot decide, when that is not plain; `reviewers` who
    can (or publish an issue that is signed), and `wall` that an approval of theirs would leave nobody for a later
    stage; `approved` is the stage last passed, whose approval a change of the text would take away."""

    subject: Article | Issue
    steps: "list[tuple[str, str | _StrPromise]]"
    entries: list[tuple[str, Review]]
    buttons: list[Button]
    digest: str
    hint: str = ""
    reviewers: str = ""
    wall: str = ""
    approved: str = ""
    since: Since | None = None

    @property
    def may_submit(self) -> bool:
        return any(button.name == "submit" for button in self.buttons)

    @property
    def may_approve(self) -> bool:
        return any(button.name == "approve" for button in self.buttons)

    @property
    def takes_opinion(self) -> bool:
        return any(button.takes_opinion or button.needs_opinion for button in self.buttons)

    @property
    def needs_opinion(self) -> Button | None:
        """The button that is refused without a reason."""
        return next((button for button in self.buttons if button.needs_opinion), None)


def _entries(subject: Article | Issue) -> list[tuple[str, Review]]:
    reviews = subject.reviews.select_related("reviewer").order_by("-at", "-pk")
    return [(Event(review).told, review) for review in reviews]


# --- An article ---------------------------------------------------------------------------------


def article_panel(pk: int, user: User) -> Panel:
    """The reviews of an article, as it is saved, as `user` sees them; a constant number of queries."""
    article = (
        Article.objects.with_credits()
        .select_related("issue__publication", "section")
        .prefetch_related("reviews")
        .get(pk=pk)
    )
    digest = digest_of(draft_of(article))
    able, wall = _who_reviews(article, user)
    return Panel(
        subject=article,
        steps=[(state.value, state.label) for state in ArticleState],
        entries=_entries(article),
        buttons=_article_buttons(article, user),
        digest=digest,
        hint=_hint(article, user),
        reviewers=able,
        wall=wall,
        approved=at_stake(article),
        since=_since(article, digest),
    )


def next_to_review(user: User, reviewed: int) -> Article | None:
    """What has waited longest for the user's review, besides the article `reviewed`, named by its key."""
    waiting = to_review(user, timezone.localdate()) if decides(user) else []
    return next((each.article for each in waiting if each.article and each.article.pk != reviewed), None)


def _since(article: Article, digest: str) -> Since | None:
    """Of a text that waits for a review: how it differs from what was last returned, or approved, in other words
    than it has now."""
    if article.state not in STAGE_OF:
        return None
    decided = [
        review
        for review in article.reviews.all()
        if review.decision in (Decision.RETURNED, Decision.APPROVED) and review.digest != digest
    ]
    if not decided:
        return None
    versions = entries_of(Article, [article.pk])[article.pk]
    read = sum(version.at <= decided[-1].at for version in versions)
    if read == len(versions):  # an outlet has another name now; the article itself was left alone
        return None
    address = reverse("admin:editorial_article_compare", args=[article.pk])
    return Since(str(decided[-1]), f"{address}?{urlencode({'was': read, 'became': len(versions)})}")


def _article_buttons(article: Article, user: User) -> list[Button]:
    if reviewing.is_closed(article):
        return []
    waiting = STAGE_OF.get(ArticleState(article.state))
    buttons = []
    if article.state in SUBMIT.sources and user.has_perm(SUBMIT.permission):
        buttons.append(Button("submit", SUBMIT.label, is_main=True))
    if waiting is not None:
        buttons += [_approval(stage, waiting) for stage in reviewing.stages_open_to(user, article)]
        if user.has_perm(RETURN[waiting].permission):
            buttons.append(Button("return", RETURN[waiting].label, needs_opinion=True))
    if (
        article.state in RECALL.sources
        and user.has_perm(RECALL.permission)
        and reviewing.has_submitted(article, user)
    ):
        buttons.append(Button("recall", RECALL.label))
    return buttons


def _approval(stage: Stage, waiting: Stage) -> Button:
    """The button of the stage at which the article waits, or one that skips to a later stage."""
    if stage == waiting:
        return Button(
            "approve",
            gettext("%(stage)s%(decision)s") % {"stage": stage.label, "decision": APPROVE[stage].label},
            takes_opinion=True,
            is_main=True,
        )
    skipping = gettext("越级%(stage)s%(decision)s") % {"stage": stage.label, "decision": APPROVE[stage].label}
    return Button("approve", skipping, stage, takes_opinion=True)


def _hint(article: Article, user: User) -> str:
    """Why somebody who reviews at this stage cannot approve this text."""
    waiting = STAGE_OF.get(ArticleState(article.state))
    if waiting is None or reviewing.is_closed(article) or not user.has_perm(APPROVE[waiting].permission):
        return ""
    if reviewing.has_taken_part(article, user):
        return gettext("您送审、经手或审过这一篇，%s要请另一位同事来审。") % waiting.label
    return ""


def _who_reviews(article: Article, user: User) -> tuple[str, str]:
    """Who may review the article now, and what `user` should know before they approve it; nothing of one that
    waits for nobody. One query."""
    waiting = STAGE_OF.get(ArticleState(article.state))
    if waiting is None or reviewing.is_closed(article):
        return "", ""
    able = reviewers(reviewing.barred(article))
    return _named(able, waiting, user), _wall(able, waiting, user)


def _named(able: Reviewers, stage: Stage, user: User) -> str:
    """Who may review at the stage at which the article waits; the reader before all others."""
    return named(stage.label, able[stage], user) or gettext(
        "没有同事可以%(stage)s这一篇。请管理员另给一位同事开通%(stage)s的权限。"
    ) % {"stage": stage.label}


def _wall(able: Reviewers, waiting: Stage, user: User) -> str:
    """What somebody should know who is about to approve, and would leave a later stage to nobody."""
    lacking = stage_without(able, waiting, user) if user in able[waiting] else None
    if lacking is None:
        return ""
    return gettext(
        "%(stage)s如果由您来审，%(later)s就没有同事能审了：同一篇稿件的各级要由不同的人审。"
        "请另一位同事来%(stage)s，或请管理员另给一位同事开通%(later)s的权限。"
    ) % {"stage": waiting.label, "later": lacking.label}


# --- An issue -----------------------------------------------------------------------------------


def issue_panel(issue: Issue, user: User, articles: Sequence[Article], proof: Proof) -> Panel:
    """The signing of an issue as `user` sees it, with its articles and what preflight says of them."""
    unfinished = _unfinished(issue, articles, proof)
    moves = (
        (SEND, Button("send", SEND.label, is_main=True)),
        (SIGN, Button("sign", SIGN.label, takes_opinion=True, is_main=True)),
        (REOPEN, Button("reopen", REOPEN.label, needs_opinion=True)),
    )
    buttons = [
        button
        for move, button in moves
        if issue.state in move.sources
        and user.has_perm(move.permission)
        and not (move is SEND and unfinished)
    ]
    return Panel(
        subject=issue,
        steps=[(state.value, state.label) for state in _way_of(issue)],
        entries=_entries(issue),
        buttons=buttons,
        digest=signing.issue_digest(issue) if any(button.name == "sign" for button in buttons) else "",
        hint=unfinished,
        reviewers=_who_decides(issue, user),
    )


def _who_decides(issue: Issue, user: User) -> str:
    """Who may sign an issue that was sent, or publish one that is signed. One query for these."""
    move = AT_THE_TOP.get(issue.state)
    if move is None:
        return ""
    return named(move.label, holders(move.permission), user) or gettext(
        "没有同事可以%(move)s这一期。请管理员给一位同事开通%(move)s的权限。"
    ) % {"move": move.label}


def _unfinished(issue: Issue, articles: Sequence[Article], proof: Proof) -> str:
    """What an issue that is being edited still waits for, and cannot be sent without."""
    if issue.state not in SEND.sources:
        return ""
    if not articles:
        return gettext("还没有文章。加入文章，全部定稿才能送签。")
    unapproved = sum(article.state != ArticleState.APPROVED for article in articles)
    if unapproved:
        return gettext("还有 %d 篇没有定稿，全部定稿才能送签。") % unapproved
    if not proof.is_clear:
        return gettext("审读检查还有错误或警告没有处理，处理完才能送签。请打开检查报告。")
    return ""


def _way_of(issue: Issue) -> list[IssueState]:
    """The states from editing to print, and withdrawal where it has come to that."""
    return [state for state in IssueState if state != IssueState.WITHDRAWN or issue.state == state]
