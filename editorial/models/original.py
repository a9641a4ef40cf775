"""Original 原件: the document an issue was imported from, as it was."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from editorial.models.issue import Issue


class Original(models.Model):
    """The bytes lie in the vault under `digest`; `proposal` says what was read out of them,
    what was repaired and what was doubted."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="originals", verbose_name=_("所在期"))
    name = models.CharField(_("文件名"), max_length=255)
    digest = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("字节数"))
    proposal = models.JSONField(_("导入记录"))
    imported_at = models.DateTimeField(_("导入时间"), auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("导入人")
    )

    class Meta:
        verbose_name = _("原件")
        verbose_name_plural = _("原件")
        ordering = ["-imported_at"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "digest"], name="original_once_per_issue"),
            models.CheckConstraint(condition=Exact(Length("digest"), 64), name="original_digest"),
        ]

    def __str__(self) -> str:
        return self.name
