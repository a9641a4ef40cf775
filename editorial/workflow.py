"""The states of articles and issues, and who may do what: data, no code that acts.

三审三校: an article goes 草稿 → 待初审 → 待复审 → 待终审 → 已定稿, an issue 编辑中 → 待签发 → 已签发 →
已发布. The functions that make the moves are `editorial.actions` and `publishing.actions`.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
    APPROVED = "approved", _("通过")
    RETURNED = "returned", _("退回")


@dataclass(frozen=True, slots=True)
class Move:
    """From any of `sources` to `target`, for those who hold `permission` (app_label.codename)."""

    sources: frozenset[IssueState]
    target: IssueState
    permission: str


PUBLISH = Move(
    frozenset({IssueState.EDITING, IssueState.PENDING, IssueState.SIGNED}),
    IssueState.PUBLISHED,
    "editorial.publish_issue",
)


def _model_permissions(actions: str, *models: str) -> tuple[str, ...]:
    return tuple(f"editorial.{action}_{model}" for model in models for action in actions.split())


_EDITOR = (
    *_model_permissions("view", "publication", "section", "issue", "original", "review", "clipping"),
    *_model_permissions("view add change", "article", "source", "tag"),
    "editorial.clip_article",
    *_model_permissions("view add change delete", "attribution", "sourcealias"),
)
_REVIEWER = (
    *_EDITOR,
    *_model_permissions("add change", "issue", "section"),
    *_model_permissions("delete", "article", "source", "tag"),
    *_model_permissions("view add change", "stagedimport"),
    "editorial.import_issue",
)
_CHIEF = (
    *_REVIEWER,
    *_model_permissions("change", "publication"),
    *_model_permissions("delete", "issue", "section"),
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
