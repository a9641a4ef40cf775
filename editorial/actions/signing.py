"""签发: an issue is sent to be signed, signed, or reopened with a reason. A signature holds for the digest of
what was signed: order, titles, texts, sources and numbers.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from editorial.actions.proofreading import demand_clear
from editorial.actions.refusals import Outdated, Refused, Unexplained
from editorial.actions.reviewing import chain_of
from editorial.actions.stamp import stamp
from editorial.approval import Step, approved_digest, current_chain, digest_of, digest_of_issue
from editorial.models import Article, Issue, Review
from editorial.preflight.newsroom import draft_of
from editorial.workflow import REOPEN, SEND, SIGN, ArticleState, Move, Stage

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def send(*, issue: Issue, by: "User") -> Review:
    """送签: everything is approved, and preflight has nothing left.

    Raises:
        PermissionDenied: `by` may not change issues.
        Refused: the issue is not being edited, is empty, or an article is not approved; or preflight stops it.
    """
    with transaction.atomic():
        locked = _locked(issue, SEND, by)
        demand_approved(locked)
        demand_clear(locked)
        return _record(issue, locked, SEND, by)


def sign(*, issue: Issue, by: "User", digest: str, opinion: str = "") -> Review:
    """签发. `digest` (`issue_digest`) is that of the issue which `by` has looked at.

    Raises:
        PermissionDenied: `by` may not sign.
        Refused: the issue does not wait for it, an article is not approved, or preflight stops it.
        Outdated: the issue has changed since `by` looked at it.
    """
    with transaction.atomic():
        locked = _locked(issue, SIGN, by)
        demand_approved(locked)
        demand_clear(locked)
        if digest != issue_digest(locked):
            raise Outdated(
                gettext("%(issue)s在您打开之后改过，没有签发。请重新看过再签。") % {"issue": locked}
            )
        return _record(issue, locked, SIGN, by, opinion)


def reopen(*, issue: Issue, by: "User", opinion: str) -> Review:
    """退回编辑: what was sent or signed can be changed again; the signature lapses.

    Raises:
        PermissionDenied: `by` may not sign.
        Refused: the issue is not closed to its editors.
        Unexplained: no reason is given.
    """
    with transaction.atomic():
        locked = _locked(issue, REOPEN, by)
        if not opinion.strip():
            raise Unexplained(gettext("请写明退回的理由，好让编辑知道改什么。"))
        return _record(issue, locked, REOPEN, by, opinion)


def demand_approved(issue: Issue, *, only: Collection[str] | None = None) -> None:
    """Every article is approved, in the very words that it has now; or, of a published issue, those with the
    uids `only`, which are new to its readers.

    Raises:
        Refused: the issue is empty; or names the first article that is not.
    """
    rows = list(_articles(issue))
    if not rows:
        raise Refused(gettext("%(issue)s还没有文章。请先导入或加入文章。") % {"issue": issue})
    for row in rows:
        if only is not None and row.uid not in only:
            continue
        if row.state != ArticleState.APPROVED:
            raise Refused(
                gettext("《%(article)s》还是“%(state)s”，没有定稿。请先走完三审。")
                % {"article": row, "state": row.get_state_display()}
            )
        if approved_digest(chain_of(row), Stage.FINAL) != digest_of(draft_of(row)):
            raise Refused(gettext("《%(article)s》和终审时的文字不一样了。请重新送审。") % {"article": row})


def demand_signed(issue: Issue) -> None:
    """The issue bears a signature, and is what was signed, to the letter.

    Raises:
        Refused: it does not, or something has changed since.
    """
    signed = signed_digest(issue)
    if issue.state != SIGN.target or signed is None:
        raise Refused(
            gettext("%(issue)s的状态是“%(state)s”，还没有签发，不能发布。请先送签、签发。")
            % {"issue": issue, "state": issue.get_state_display()}
        )
    if signed != issue_digest(issue):
        raise Refused(
            gettext("%(issue)s在签发之后改过，签发已经失效，不能发布。请退回编辑，重新送签。")
            % {"issue": issue}
        )


def issue_digest(issue: Issue) -> str:
    """SHA-256 of everything a signature is given for. Five queries, whatever the number of articles."""
    articles = ((row.section.name, digest_of(draft_of(row))) for row in _articles(issue) if row.section)
    return digest_of_issue(f"{issue} {issue.date.isoformat()}", articles)


def signed_digest(issue: Issue) -> str | None:
    """What the issue's last signature was given for; None when there is none, or it has lapsed."""
    reviews = issue.reviews.order_by("at", "pk").values_list("stage", "decision", "reviewer_id", "digest")
    return approved_digest(current_chain([Step(*row) for row in reviews]))


def _articles(issue: Issue) -> "list[Article]":
    return list(Article.objects.in_issue(issue).in_printed_order().with_credits().prefetch_related("reviews"))


def _locked(issue: Issue, move: Move, by: "User") -> Issue:
    if not by.has_perm(move.permission):
        raise PermissionDenied(gettext("您没有%(move)s的权限，请联系主编。") % {"move": move.label})
    row: Issue = Issue.objects.select_for_update(of=("self",)).select_related("publication").get(pk=issue.pk)
    if row.state not in move.sources:
        raise Refused(
            gettext("%(issue)s的状态是“%(state)s”，不能%(move)s。")
            % {"issue": row, "state": row.get_state_display(), "move": move.label}
        )
    return row


def _record(issue: Issue, locked: Issue, move: Move, by: "User", opinion: str = "") -> Review:
    locked.state = issue.state = move.target
    stamp(locked, by, move.label)
    locked.save(update_fields=["state"])
    return Review.objects.create(
        issue=locked,
        stage=move.stage,
        decision=move.decision,
        reviewer=by,
        opinion=opinion.strip(),
        digest=issue_digest(locked),
    )
