"""The states of articles and issues, and who may do what: data, no code that acts.

三审三校: an article goes 草稿 → 待初审 → 待复审 → 待终审 → 已定稿, an issue 编辑中 → 待签发 → 已签发 →
已发布 → 更正 or 撤回. The functions that make the moves are `editorial.actions` and `publishing.actions`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class ArticleState(TextChoices):
    DRAFT = "draft", _("草稿")
    FIRST_REVIEW = "first", _("待初审")
    SECOND_REVIEW = "second", _("待复审")
    FINAL_REVIEW = "final", _("待终审")
    APPROVED = "approved", _("已定稿")


class IssueState(TextChoices):
    EDITING = "editing", _("编辑中")
    PENDING = "pending", _("待签发")
    SIGNED = "signed", _("已签发")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤回")


class Stage(TextChoices):
    """At which stage a decision was taken."""

    FIRST = "first", _("初审")
    SECOND = "second", _("复审")
    FINAL = "final", _("终审")
    SIGN_OFF = "sign_off", _("签发")


class Decision(TextChoices):
    """What a review records. A text that is changed after an approval loses it: 失效."""

    SUBMITTED = "submitted", _("送审")
    RECALLED = "recalled", _("撤回")
    APPROVED = "approved", _("通过")
    SKIPPED = "skipped", _("越级")
    RETURNED = "returned", _("退回")
    LAPSED = "lapsed", _("失效")


@dataclass(frozen=True, slots=True)
class Move:
    """From any of `sources` to `target`, for those who hold `permission` (app_label.codename). `decision`
    is what the review at `stage` records; a move that must say why `needs_opinion`."""

    label: "_StrPromise"
    sources: frozenset[str]
    target: str
    permission: str
    stage: Stage
    decision: Decision
    needs_opinion: bool = False


_CHANGE = "editorial.change_article"

SUBMIT = Move(
    _("送审"),
    frozenset({ArticleState.DRAFT}),
    ArticleState.FIRST_REVIEW,
    _CHANGE,
    Stage.FIRST,
    Decision.SUBMITTED,
)
RECALL = Move(
    _("撤回送审"),
    frozenset({ArticleState.FIRST_REVIEW}),
    ArticleState.DRAFT,
    _CHANGE,
    Stage.FIRST,
    Decision.RECALLED,
)

_STAGES = (
    (Stage.FIRST, ArticleState.FIRST_REVIEW, ArticleState.SECOND_REVIEW, "editorial.review_first"),
    (Stage.SECOND, ArticleState.SECOND_REVIEW, ArticleState.FINAL_REVIEW, "editorial.review_second"),
    (Stage.FINAL, ArticleState.FINAL_REVIEW, ArticleState.APPROVED, "editorial.review_final"),
)
APPROVE: dict[Stage, Move] = {
    stage: Move(_("通过"), frozenset({source}), target, permission, stage, Decision.APPROVED)
    for stage, source, target, permission in _STAGES
}
"""The approval at each of the three stages, in their order."""
RETURN: dict[Stage, Move] = {
    stage: Move(
        _("退回"),
        frozenset({source}),
        ArticleState.DRAFT,
        permission,
        stage,
        Decision.RETURNED,
        needs_opinion=True,
    )
    for stage, source, _target, permission in _STAGES
}
STAGE_OF = {source: stage for stage, source, _target, _permission in _STAGES}
"""The stage at which an article in that state waits."""

SEND = Move(
    _("送签"),
    frozenset({IssueState.EDITING}),
    IssueState.PENDING,
    "editorial.change_issue",
    Stage.SIGN_OFF,
    Decision.SUBMITTED,
)
SIGN = Move(
    _("签发"),
    frozenset({IssueState.PENDING}),
    IssueState.SIGNED,
    "editorial.sign_issue",
    Stage.SIGN_OFF,
    Decision.APPROVED,
)
REOPEN = Move(
    _("退回编辑"),
    frozenset({IssueState.PENDING, IssueState.SIGNED}),
    IssueState.EDITING,
    "editorial.sign_issue",
    Stage.SIGN_OFF,
    Decision.RETURNED,
    needs_opinion=True,
)


@dataclass(frozen=True, slots=True)
class PressMove:
    """What the press does to an issue; an Edition records it. `sources` holds for people at the desk: the
    command line publishes whatever is `UNPUBLISHED`."""

    label: "_StrPromise"
    sources: frozenset[str]
    target: str
    permission: str


PUBLISH = PressMove(
    _("发布"), frozenset({IssueState.SIGNED}), IssueState.PUBLISHED, "editorial.publish_issue"
)
CORRECT = PressMove(
    _("更正"), frozenset({IssueState.PUBLISHED}), IssueState.PUBLISHED, "editorial.publish_issue"
)
WITHDRAW = PressMove(
    _("撤回"), frozenset({IssueState.PUBLISHED}), IssueState.WITHDRAWN, "editorial.publish_issue"
)
UNPUBLISHED = frozenset({IssueState.EDITING, IssueState.PENDING, IssueState.SIGNED})
"""States of an issue that readers have not seen yet."""
CLOSED = frozenset({IssueState.PENDING, IssueState.SIGNED, IssueState.WITHDRAWN})
"""States in which the articles of an issue are not to be changed. Those of a published one are, for a
correction."""


def _model_permissions(actions: str, *models: str) -> tuple[str, ...]:
    return tuple(f"editorial.{action}_{model}" for model in models for action in actions.split())


_EDITOR = (
    *_model_permissions("view", "publication", "section", "issue", "original", "review", "clipping"),
    *_model_permissions("view add change", "article", "source", "tag"),
    "editorial.clip_article",
    *_model_permissions("view add change delete", "attribution", "sourcealias"),
    *_model_permissions("view add delete", "acknowledgement"),
    *_model_permissions("view", "rulesetting", "wordpair", "appliedfix", "printedfigure"),
)
_REVIEWER = (
    *_EDITOR,
    *_model_permissions("add change", "issue", "section"),
    *_model_permissions("delete", "article", "source", "tag"),
    *_model_permissions("view add change", "stagedimport"),
    "editorial.import_issue",
    "editorial.review_first",
    "editorial.review_second",
    *_model_permissions("add change delete", "wordpair"),
)
_CHIEF = (
    *_REVIEWER,
    *_model_permissions("change", "publication"),
    *_model_permissions("delete", "issue", "section"),
    *_model_permissions("add change delete", "rulesetting"),
    "editorial.review_final",
    "editorial.sign_issue",
    "editorial.publish_issue",
)
_ADMINISTRATOR = (
    *_CHIEF,
    *_model_permissions("add", "publication"),
    *(f"auth.{action}_user" for action in ("view", "add", "change", "delete")),
    "auth.view_group",
)

ROLES: dict[str, tuple[str, ...]] = {
    "编辑": _EDITOR,
    "责任编辑": _REVIEWER,
    "主编": _CHIEF,
    "管理员": _ADMINISTRATOR,
}
"""The four roles and their permissions in the newsroom; a migration makes a Django group of each."""
