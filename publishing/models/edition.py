"""Edition 版次 and Artifact: what was published, for ever."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.models import Issue
from publishing.querysets import EditionQuerySet


class Edition(models.Model):
    """One published state of an issue: 1, then corrections 2, 3 …

    `snapshot` is canonical JSON (see `publishing.snapshot`), `digest` its SHA-256. A trigger in the
    database refuses every change but a withdrawal, and refuses deletion.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="editions", verbose_name=_("所在期"))
    number = models.PositiveSmallIntegerField(_("版次"), default=1)
    snapshot = models.TextField(_("快照"))
    digest = models.CharField(_("快照的 SHA-256"), max_length=64)
    published_at = models.DateTimeField(_("发布时间"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("发布人"),
        help_text=_("空：由命令行发布。"),
    )
    note = models.TextField(_("更正说明"), blank=True)
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("撤回人"),
    )
    withdrawal_reason = models.TextField(_("撤回原因"), blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("版次")
        verbose_name_plural = _("版次")
        ordering = ["issue", "number"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="edition_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="edition_number_positive"),
            models.CheckConstraint(condition=Exact(Length("digest"), 64), name="edition_digest"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(note=""), name="edition_correction_has_note"
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(issue)s 第 %(number)d 版") % {"issue": self.issue, "number": self.number}


class Artifact(models.Model):
    """One file of an edition; its bytes lie in the vault under `digest`."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="artifacts", verbose_name=_("版次"))
    format = models.CharField(_("格式"), max_length=20)
    path = models.CharField(_("文件名"), max_length=200)
    media_type = models.CharField(_("媒体类型"), max_length=100)
    size = models.PositiveIntegerField(_("字节数"))
    digest = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("成品文件")
        verbose_name_plural = _("成品文件")
        ordering = ["edition", "path"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "path"], name="artifact_path"),
            models.CheckConstraint(condition=Exact(Length("digest"), 64), name="artifact_digest"),
        ]

    def __str__(self) -> str:
        return self.path
