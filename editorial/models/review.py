"""Review: one decision at one stage of 三审三校. Append-only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.models.article import Article
from editorial.models.issue import Issue
from editorial.workflow import Decision, Stage


class Review(models.Model):
    """Who decided what, when, why, and on which text (`digest`: SHA-256 of what was read).

    A trigger in the database refuses to change or delete a row.
    """

    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name=_("文章")
    )
    issue = models.ForeignKey(
        Issue, models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name=_("所在期")
    )
    stage = models.CharField(_("环节"), max_length=10, choices=Stage)
    decision = models.CharField(_("决定"), max_length=10, choices=Decision)
    opinion = models.TextField(_("意见"), blank=True)
    digest = models.CharField(_("所审文本的 SHA-256"), max_length=64)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("审稿人"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("审稿记录")
        verbose_name_plural = _("审稿记录")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(article=None, issue__isnull=False)
                | models.Q(article__isnull=False, issue=None),
                name="review_of_one_thing",
            ),
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="review_stage"),
            models.CheckConstraint(condition=models.Q(decision__in=Decision.values), name="review_decision"),
        ]

    def __str__(self) -> str:
        if self.decision == Decision.LAPSED:
            return gettext("%(stage)s通过失效") % {"stage": self.get_stage_display()}
        return gettext("%(stage)s%(decision)s") % {
            "stage": self.get_stage_display(),
            "decision": self.get_decision_display(),
        }
