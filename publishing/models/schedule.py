"""Schedule 定时发布: when an issue is to be published."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.models import Issue


class Schedule(models.Model):
    """定时发布: when an issue is to be published. Gone once it is published, moved or cancelled."""

    issue = models.OneToOneField(Issue, models.CASCADE, related_name="schedule", verbose_name=_("所在期"))
    at = models.DateTimeField(_("发布时间"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("由谁定")
    )
    problem = models.TextField(_("没有发布的原因"), blank=True)

    class Meta:
        verbose_name = _("定时发布")
        verbose_name_plural = _("定时发布")
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.issue)
