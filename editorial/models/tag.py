"""Tag 标签: a word by which editors find articles in the pool; readers never see it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tag(models.Model):
    name = models.CharField(
        _("名称"), max_length=30, unique=True, error_messages={"unique": _("已有同名标签。")}
    )

    class Meta:
        verbose_name = _("标签")
        verbose_name_plural = _("标签")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="tag_name")]

    def __str__(self) -> str:
        return self.name
