"""StagedImport 导入: a document on its way to an issue, from the upload to the editor's confirmation."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from editorial.models.issue import Issue


class ImportState(models.TextChoices):
    WAITING = "waiting", _("待读取")
    PROPOSED = "proposed", _("待确认")
    REFUSED = "refused", _("无法读取")
    IMPORTED = "imported", _("已导入")
    DISCARDED = "discarded", _("已放弃")


class StagedImport(models.Model):
    """The bytes lie in the vault under `digest`; `proposal` is what was read and then revised.

    It can be left and taken up again. `version` rises with every revision, so that two editors who
    revise the same import notice each other.
    """

    name = models.CharField(_("文件名"), max_length=255)
    digest = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("字节数"))
    state = models.CharField(
        _("状态"), max_length=10, choices=ImportState, default=ImportState.WAITING, editable=False
    )
    proposal = models.JSONField(_("读出的内容"), null=True, blank=True, editable=False)
    refusal = models.TextField(_("无法读取的原因"), blank=True, editable=False)
    version = models.PositiveIntegerField(_("修改次数"), default=0, editable=False)
    issue = models.ForeignKey(
        Issue,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="staged_imports",
        verbose_name=_("导入成的期"),
    )
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("上传人")
    )
    changed_at = models.DateTimeField(_("最近修改"), auto_now=True)

    class Meta:
        verbose_name = _("导入")
        verbose_name_plural = _("导入")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Exact(Length("digest"), 64), name="stagedimport_digest"),
            models.CheckConstraint(
                condition=models.Q(state__in=ImportState.values), name="stagedimport_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="proposed") | models.Q(proposal__isnull=False),
                name="stagedimport_proposed",
            ),
        ]

    def __str__(self) -> str:
        return self.name
