"""What published issues have printed: their paragraphs and figures, to be met again in later ones."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.models.article import Article


class PrintedParagraph(models.Model):
    """A paragraph by the first 64 bits of its key's SHA-256, signed as a BIGINT holds it."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="printed_paragraphs", verbose_name=_("文章")
    )
    digest = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("已刊段落")
        verbose_name_plural = _("已刊段落")
        constraints = [
            models.UniqueConstraint(fields=["article", "digest"], name="printedparagraph_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article}：{self.digest:x}"


class PrintedFigure(models.Model):
    """A statistical figure: whose, how much of what, of which period, and where it stands.

    `value` counts single units (1.4 万亿元 is 1400000000000 元); `qualifier` is 约, 超 … as
    `editorial.figures` reads it; `period` is canonical: 2025, 2025-Q1, 2025-11, 2025-01/2025-11. `text` is
    the figure as printed, in `sentence`.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="printed_figures", verbose_name=_("文章")
    )
    position = models.PositiveIntegerField(_("次序"))
    subject = models.CharField(_("指标"), max_length=100)
    value = models.DecimalField(_("数值"), max_digits=30, decimal_places=8)
    unit = models.CharField(_("单位"), max_length=30, blank=True)
    qualifier = models.CharField(_("限定"), max_length=10, blank=True)
    period = models.CharField(_("时期"), max_length=20, db_index=True)
    text = models.CharField(_("原文"), max_length=100)
    sentence = models.TextField(_("所在句子"), blank=True)

    class Meta:
        verbose_name = _("数据")
        verbose_name_plural = _("数据索引")
        ordering = ["subject", "period", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="printedfigure_once"),
        ]
        indexes = [models.Index(fields=["subject", "period"], name="printedfigure_subject")]

    def __str__(self) -> str:
        return f"{self.period} {self.subject} {self.text}"
