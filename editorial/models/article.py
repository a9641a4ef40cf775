"""Article 文章: one text of an issue, or one waiting in the pool 稿件库."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField
from simple_history.models import HistoricalRecords

from editorial.models.constraints import UniquePosition
from editorial.models.issue import Issue
from editorial.models.section import Section
from editorial.models.tag import Tag
from editorial.querysets import ArticleQuerySet
from editorial.workflow import ArticleState

UID_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Lower-case letters and digits that are not mistaken for one another when read aloud."""
UID_LENGTH = 8


def new_uid() -> str:
    """A fresh permanent name for an article's address: 31⁸ ≈ 8.5 × 10¹¹ of them."""
    return "".join(secrets.choice(UID_ALPHABET) for _ in range(UID_LENGTH))


class Article(models.Model):
    """Its `uid` is its address on the site and never changes; its body is Markdown.

    `fingerprint` is the 64-bit likeness of its text (`editorial.likeness`); articles that tell the
    same in the same words bear one `story`, the uid of the first of them. `version` rises with every save.
    """

    uid = models.CharField(_("固定编号"), max_length=16, unique=True, default=new_uid, editable=False)
    issue = models.ForeignKey(
        Issue,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("所在期"),
        help_text=_("空着就是留在稿件库。"),
    )
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("栏目")
    )
    position = models.PositiveIntegerField(_("次序"), null=True, blank=True)
    title = models.CharField(_("标题"), max_length=200)
    subtitle = models.CharField(_("副标题"), max_length=200, blank=True)
    byline = models.CharField(_("作者"), max_length=200, blank=True)
    summary = models.TextField(_("摘要"), blank=True)
    body = MarkdownxField(_("正文"), blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=ArticleState, default=ArticleState.DRAFT, editable=False
    )

    tags = models.ManyToManyField(Tag, blank=True, related_name="articles", verbose_name=_("标签"))
    notes = models.TextField(_("备注"), blank=True, help_text=_("给同事看的，读者看不到。"))
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("经手编辑"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    added_at = models.DateTimeField(_("收进时间"), auto_now_add=True)
    fingerprint = models.BigIntegerField(null=True, blank=True, editable=False)
    story = models.CharField(_("同题稿件"), max_length=16, blank=True, db_index=True, editable=False)

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["fingerprint", "story"])

    class Meta:
        verbose_name = _("文章")
        verbose_name_plural = _("文章")
        ordering = ["issue", "section__position", "position", "pk"]
        permissions = [
            ("clip_article", _("可以采编")),
            ("review_first", _("可以初审")),
            ("review_second", _("可以复审")),
            ("review_final", _("可以终审")),
        ]
        constraints = [
            UniquePosition(
                fields=("issue", "section", "position"),
                name="article_position",
                violation_error_message=_("同一期同一栏目里已有文章排在这个次序。"),
            ),
            models.CheckConstraint(
                condition=models.Q(issue=None) | models.Q(section__isnull=False, position__isnull=False),
                name="article_placed_in_issue",
                violation_error_message=_("收进一期的文章要有栏目和次序。"),
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="article_title"),
            models.CheckConstraint(condition=~models.Q(uid=""), name="article_uid"),
            models.CheckConstraint(condition=models.Q(state__in=ArticleState.values), name="article_state"),
        ]

    def __str__(self) -> str:
        return self.title
