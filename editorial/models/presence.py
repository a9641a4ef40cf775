"""Presence: who has an article open in the editor, as their browser last said."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.models.article import Article


class Presence(models.Model):
    """One colleague at one article. Past a minute or two `seen_at` means that they have left."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="presences", verbose_name=_("文章"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("何人")
    )
    seen_at = models.DateTimeField(_("何时"))

    class Meta:
        verbose_name = _("正在编辑")
        verbose_name_plural = _("正在编辑")
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.user}：{self.article}"
