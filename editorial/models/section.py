"""Section 栏目: a standing department of the publication."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.models.publication import Publication


class Section(models.Model):
    """Belongs to the publication, not to an issue, so that the archive can be browsed by it."""

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="sections", verbose_name=_("刊物")
    )
    name = models.CharField(_("栏目名"), max_length=50)
    slug = models.SlugField(
        _("网址名"), max_length=80, help_text=_("用在网址里，发布后请勿更改。例：hangye-zixun")
    )
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        verbose_name = _("栏目")
        verbose_name_plural = _("栏目")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "slug"],
                name="section_slug",
                violation_error_message=_("这个网址名已被另一个栏目使用。"),
            ),
            models.UniqueConstraint(
                fields=["publication", "name"],
                name="section_name",
                violation_error_message=_("已有同名栏目。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
