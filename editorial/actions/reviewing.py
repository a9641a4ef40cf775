"""三审: an article is submitted, approved stage by stage, returned with a reason. Who may do what in which
state is `editorial.workflow`'s table; here each move is checked, made and recorded in one transaction.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from editorial.actions.refusals import Outdated, Refused, Unexplained
from editorial.actions.stamp import stamp
from editorial.actions.writing import demand_open
from editorial.approval import Step, current_chain, digest_of, taken_part
from editorial.models import Article, Publication, Review
from editorial.preflight.newsroom import draft_of
from editorial.workflow import (
    APPROVE,
    CLOSED,
    RECALL,
    RETURN,
    STAGE_OF,
    SUBMIT,
    ArticleState,
    Decision,
    Move,
    Stage,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def submit(*, article: Article, by: "User") -> Review:
    """送审. Whoever submits becomes the article's editor where it has none.

    Raises:
        PermissionDenied: `by` may not change articles.
        Refused: the article is no draft, has no text or no source, or its issue is closed.
    """
    with transaction.atomic():
        _demand(by, SUBMIT)
        locked = _in_state(article, SUBMIT)
        if not locked.body.strip():
            raise Refused(
                gettext("《%(article)s》还没有正文，不能送审。请先写好正文。") % {"article": locked}
            )
        if not locked.attributions.exists():
            raise Refused(
                gettext("《%(article)s》没有写明来源，不能送审。请补上文章来源。") % {"article": locked}
            )
        if locked.editor is None:
            locked.editor = article.editor = by
        return _record(article, locked, SUBMIT, by)


def recall(*, article: Article, by: "User") -> Review:
    """撤回送审, as long as nobody has approved it, by whoever submitted it.

    Raises:
        PermissionDenied: `by` may not change articles.
        Refused: the article does not wait for its first review, or somebody else submitted it.
    """
    with transaction.atomic():
        _demand(by, RECALL)
        locked = _in_state(article, RECALL)
        if not has_submitted(locked, by):
            raise Refused(gettext("只有送审的人能撤回送审。请联系送审的同事，或请审稿人退回。"))
        return _record(article, locked, RECALL, by)


def approve(
    *,
    article: Article,
    by: "User",
    digest: str,
    opinion: str = "",
    stage: Stage | None = None,
) -> Review:
    """通过. `digest` (`editorial.approval`) is that of the text which `by` has read; `stage` is the one they
    decide, when that is later than the one at which the article waits and the publication lets them skip.

    Raises:
        PermissionDenied: `by` may not review at that stage.
        Refused: the article waits for no review, `by` has submitted or reviewed it already, or may not skip;
            or its issue is closed.
        Outdated: the text has changed since `by` read it.
    """
    with transaction.atomic():
        _demand_reviewer(by)
        locked = _locked(article)
        waiting = _waiting_stage(locked)
        decided = stage or waiting
        _demand(by, APPROVE[decided])
        if has_taken_part(locked, by):
            raise Refused(
                gettext("《%(article)s》您已经送审、经手或审过，同一篇稿件要由不同的人审。请请同事审这一级。")
                % {"article": locked}
            )
        skipped = _skipped(waiting, decided)
        if skipped and not may_skip(by, locked):
            raise Refused(
                gettext("《%(article)s》还在等%(stage)s，不能越级审。请等前面的审次通过。")
                % {"article": locked, "stage": waiting.label}
            )
        if digest != digest_of(draft_of(locked)):
            raise Outdated(
                gettext("《%(article)s》在您打开之后改过，没有通过。请重新看过再审。") % {"article": locked}
            )
        for passed in skipped:
            _review(locked, passed, Decision.SKIPPED, by, "")
        return _record(article, locked, APPROVE[decided], by, opinion)


def return_(*, article: Article, by: "User", opinion: str) -> Review:
    """退回 to the editor, with the reason. Whoever has taken part in the chain may return the text, too: that
    takes approvals away and gives none.

    Raises:
        PermissionDenied: `by` may not review at the stage where the article waits.
        Refused: the article waits for no review, or its issue is closed.
        Unexplained: no reason is given.
    """
    with transaction.atomic():
        _demand_reviewer(by)
        locked = _locked(article)
        move = RETURN[_waiting_stage(locked)]
        _demand(by, move)
        if not opinion.strip():
            raise Unexplained(gettext("请写明退回的理由，好让编辑知道改什么。"))
        return _record(article, locked, move, by, opinion)


def reconsider(*, article: Article, by: "User | None") -> Review | None:
    """After a change: a text that somebody has approved goes back to its editor, and the approvals lapse.

    What lapses is told by the last of them. To be called, in the same transaction, wherever an article's words
    or sources have been written.
    """
    locked = _fresh(article)
    if locked.state == ArticleState.DRAFT:
        return None
    approval = last_approval(locked)
    if approval is None or approval.digest == digest_of(draft_of(locked)):
        return None
    locked.state = article.state = ArticleState.DRAFT
    reviewer = by or locked.editor
    stamp(locked, reviewer, "审过之后又改了")
    locked.save(update_fields=["state"])
    if reviewer is None:  # a command changed what nobody's hands it is in
        return None
    return _review(locked, Stage(approval.stage), Decision.LAPSED, reviewer, "审过之后又改了，要重新送审。")


# --- Reading -------------------------------------------------------------------------------------


def stages_open_to(user: "User", article: Article) -> list[Stage]:
    """The stages that `user` may decide now, the one at which the article waits first; none when it waits for
    nobody, its issue is closed, or they have taken part in its chain."""
    waiting = STAGE_OF.get(ArticleState(article.state))
    if waiting is None or is_closed(article) or has_taken_part(article, user):
        return []
    reach = [stage for stage in _from(waiting) if user.has_perm(APPROVE[stage].permission)]
    return reach if may_skip(user, article) else [stage for stage in reach if stage == waiting]


def is_closed(article: Article) -> bool:
    """It stands in an issue whose articles are not to be changed."""
    return article.issue is not None and article.issue.state in CLOSED


def has_submitted(article: Article, user: "User") -> bool:
    """The chain began with this user."""
    return [step.by for step in chain_of(article)[:1]] == [user.pk]


def has_taken_part(article: Article, user: "User") -> bool:
    """The user edits the article, or has submitted or approved it in this chain, and may not approve it."""
    return user.pk in barred(article)


def barred(article: Article) -> set[int]:
    """The keys of those who edit the article, or have submitted or approved it in this chain, and may not approve it."""
    return taken_part(chain_of(article)) | ({article.editor_id} if article.editor_id else set())


def may_skip(user: "User", article: Article) -> bool:
    """The publication lets one of the user's roles skip stages."""
    publication = article.issue.publication if article.issue else Publication.objects.first()
    return publication is not None and publication.skippers.filter(user=user).exists()


def chain_of(article: Article) -> list[Step]:
    """The reviews of the article that still count. No query where its reviews have been fetched with it."""
    return current_chain(
        [Step(row.stage, row.decision, row.reviewer_id, row.digest) for row in article.reviews.all()]
    )


def last_approval(article: Article) -> Step | None:
    """The last approval that the article bears; a change of its words or sources takes it away."""
    approvals = [step for step in chain_of(article) if step.decision == Decision.APPROVED]
    return approvals[-1] if approvals else None


# --- Checking and recording ---------------------------------------------------------------------


def _fresh(article: Article) -> Article:
    """The article as it stands now, locked till the end of the transaction."""
    row: Article = (
        Article.objects.with_credits()
        .select_for_update(of=("self",))
        .select_related("issue__publication", "section", "editor")
        .get(pk=article.pk)
    )
    return row


def _locked(article: Article) -> Article:
    row = _fresh(article)
    demand_open(row.issue)
    return row


def _in_state(article: Article, move: Move) -> Article:
    row = _locked(article)
    if row.state not in move.sources:
        raise Refused(
            gettext("《%(article)s》的状态是“%(state)s”，不能%(move)s。请刷新页面再看。")
            % {"article": row, "state": row.get_state_display(), "move": move.label}
        )
    return row


def _demand(by: "User", move: Move) -> None:
    if not by.has_perm(move.permission):
        raise PermissionDenied(
            gettext("您没有%(stage)s%(move)s的权限，请联系主编。")
            % {"stage": move.stage.label, "move": move.label}
        )


def _demand_reviewer(by: "User") -> None:
    """Who reviews at no stage at all is told so, whatever the article's state."""
    if not any(by.has_perm(move.permission) for move in APPROVE.values()):
        raise PermissionDenied(gettext("您没有审稿的权限，请联系主编。"))


def _waiting_stage(article: Article) -> Stage:
    stage = STAGE_OF.get(ArticleState(article.state))
    if stage is None:
        raise Refused(
            gettext("《%(article)s》的状态是“%(state)s”，不在等人审。请刷新页面，看看同事做了什么。")
            % {"article": article, "state": article.get_state_display()}
        )
    return stage


def _from(waiting: Stage) -> list[Stage]:
    stages = list(APPROVE)
    return stages[stages.index(waiting) :]


def _skipped(waiting: Stage, decided: Stage) -> list[Stage]:
    """The stages between the one at which the article waits and the one decided."""
    ahead = _from(waiting)
    if decided not in ahead:
        raise Refused(
            gettext("%(passed)s已经过了，现在等的是%(waiting)s。请刷新页面再看。")
            % {"passed": decided.label, "waiting": waiting.label}
        )
    return ahead[: ahead.index(decided)]


def _record(article: Article, locked: Article, move: Move, by: "User", opinion: str = "") -> Review:
    locked.state = article.state = move.target
    stamp(locked, by, move.label)
    locked.save(update_fields=["state", "editor"])
    return _review(locked, move.stage, move.decision, by, opinion)


def _review(article: Article, stage: Stage, decision: Decision, by: "User", opinion: str) -> Review:
    return Review.objects.create(
        article=article,
        stage=stage,
        decision=decision,
        reviewer=by,
        opinion=opinion.strip(),
        digest=digest_of(draft_of(article)),
    )
