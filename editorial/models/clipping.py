"""Clipping 采编记录: where an article of the pool was clipped from, and the page as it was."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.models.article import Article


class Clipping(models.Model):
    """The page's bytes lie in the vault under `digest`; `proposal` says what was read out of it.

    `address` is the page's, without what a sharer adds to it; the same page is clipped once.
    """

    article = models.OneToOneField(Article, models.CASCADE, related_name="clipping", verbose_name=_("文章"))
    address = models.CharField(_("网址"), max_length=500, blank=True, db_index=True)
    digest = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    proposal = models.JSONField(_("读出的内容"))
    clipped_at = models.DateTimeField(_("采编时间"), auto_now_add=True)
    clipped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("采编人"),
    )

    class Meta:
        verbose_name = _("采编记录")
        verbose_name_plural = _("采编记录")
        ordering = ["-clipped_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=~models.Q(address=""), name="clipping_address"
            ),
        ]

    def __str__(self) -> str:
        return self.address or self.digest[:12]
