"""Publication: the masthead 报头 and what every issue shares."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Publication(models.Model):
    """A newsletter. One row is enough; issues and sections point at it."""

    title = models.CharField(_("刊名"), max_length=100, unique=True)
    publisher = models.CharField(_("编印单位"), max_length=200)
    first_serial = models.PositiveIntegerField(
        _("起始总期号"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("本系统从总第几期开始记录；以前各期可以不录入。"),
    )
    colophon = models.TextField(
        _("报尾"), blank=True, help_text=_("印在最后一页的报送、抄送、印数等，一行一条。")
    )
    skippers = models.ManyToManyField(
        "auth.Group",
        blank=True,
        verbose_name=_("可以越级审稿的角色"),
        help_text=_("空着：人人逐级审。选中的角色可以越级，不等前面的审次，直接作出后一级的决定。"),
    )
    licence = models.CharField(_("版权说明"), max_length=200, blank=True)
    frequency = models.CharField(
        _("刊期"), max_length=50, blank=True, help_text=_("例：月刊；每月末出版一期。")
    )
    about = models.TextField(
        _("关于本刊"),
        max_length=20_000,
        blank=True,
        help_text=_("登在网站的“关于”页，用 Markdown 写，小标题前加 ##；不能插图。空着就登一句简短的介绍。"),
    )
    contact = models.TextField(
        _("联系方式"),
        max_length=1000,
        blank=True,
        help_text=_("地址、电话、邮箱等，一行一条，公开登在“关于”页。请不要写个人手机号。"),
    )

    class Meta:
        verbose_name = _("刊物")
        verbose_name_plural = _("刊物")
        constraints = [
            models.CheckConstraint(condition=models.Q(first_serial__gte=1), name="publication_first_serial"),
        ]

    def __str__(self) -> str:
        return self.title
