"""Source 来源: an outlet, its other names, and which article came from it."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editorial.models.article import Article
from editorial.querysets import SourceQuerySet


class SourceKind(models.TextChoices):
    NEWSPAPER = "newspaper", _("报刊")
    AGENCY = "agency", _("通讯社")
    WEBSITE = "website", _("网站")
    BROADCASTER = "broadcaster", _("广播电视")
    GOVERNMENT = "government", _("政府部门")
    ASSOCIATION = "association", _("协会商会")
    OTHER = "other", _("其他")


class Source(models.Model):
    """A newspaper, agency, site, ministry or the association itself."""

    name = models.CharField(
        _("名称"),
        max_length=100,
        unique=True,
        error_messages={"unique": _("已有同名来源。")},
    )
    slug = models.SlugField(
        _("网址名"),
        max_length=120,
        unique=True,
        help_text=_("用在网址里，发布后请勿更改。例：jingji-ribao"),
    )
    kind = models.CharField(_("类别"), max_length=12, choices=SourceKind, default=SourceKind.OTHER)
    homepage = models.URLField(_("网址"), blank=True, validators=[URLValidator(schemes=["http", "https"])])
    permission = models.TextField(_("转载许可"), blank=True, help_text=_("何人何时以何方式许可转载。"))

    objects = SourceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("来源")
        verbose_name_plural = _("来源")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="source_name"),
            models.CheckConstraint(condition=models.Q(kind__in=SourceKind.values), name="source_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuses a name that is another source's alias."""
        if SourceAlias.objects.filter(name=self.name).exclude(source=self.pk).exists():
            raise ValidationError({"name": _("这个名称是另一个来源的别名，请先到那里删去。")})


class SourceAlias(models.Model):
    """Another name for an outlet, as credit lines write it: “中国经济网-《经济日报》”."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases", verbose_name=_("来源"))
    name = models.CharField(
        _("别名"),
        max_length=100,
        unique=True,
        error_messages={"unique": _("这个别名已属于另一个来源。")},
    )
    via = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("转自"),
        help_text=_("这样署名时，稿件经由哪家媒体转来。"),
    )

    class Meta:
        verbose_name = _("别名")
        verbose_name_plural = _("别名")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="sourcealias_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuses an alias that is another source's name."""
        if Source.objects.filter(name=self.name).exclude(pk=self.source_id).exists():
            raise ValidationError({"name": _("已有来源用了这个名称，不能再作别名。")})


class Attribution(models.Model):
    """Where an article comes from: original outlet, via, author, address, original date.

    `verbatim` keeps the credit line as it stood in the document.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="attributions", verbose_name=_("文章"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="attributions", verbose_name=_("来源"))
    via = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("转自")
    )
    author = models.CharField(_("原作者"), max_length=200, blank=True)
    url = models.URLField(
        _("原文网址"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    date = models.DateField(_("原载日期"), null=True, blank=True)
    verbatim = models.TextField(_("原署来源"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("文章来源")
        verbose_name_plural = _("文章来源")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(via=None) | ~models.Q(via=models.F("source")),
                name="attribution_via_another",
                violation_error_message=_("转自的媒体不能就是来源本身。"),
            ),
        ]

    def __str__(self) -> str:
        if self.via is None:
            return str(self.source)
        return gettext("%(source)s（转自%(via)s）") % {"source": self.source, "via": self.via}
