"""Issue 期: one number of the newsletter."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editorial import ledger
from editorial.models.publication import Publication
from editorial.querysets import IssueQuerySet
from editorial.workflow import IssueState


class Issue(models.Model):
    """Year and number (年第几期) name it; the serial (总第几期) counts through all years."""

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="issues", verbose_name=_("刊物")
    )
    year = models.PositiveSmallIntegerField(
        _("年份"), validators=[MinValueValidator(1900), MaxValueValidator(9999)]
    )
    number = models.PositiveSmallIntegerField(_("期号"), validators=[MinValueValidator(1)])
    serial = models.PositiveIntegerField(_("总期号"), validators=[MinValueValidator(1)])
    date = models.DateField(_("出版日期"))
    state = models.CharField(
        _("状态"), max_length=10, choices=IssueState, default=IssueState.EDITING, editable=False
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("责任编辑")
    )

    version = models.PositiveIntegerField(default=1, editable=False)

    objects = IssueQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("期")
        verbose_name_plural = _("各期")
        ordering = ["-year", "-number"]
        permissions = [
            ("sign_issue", _("可以签发")),
            ("publish_issue", _("可以发布")),
            ("import_issue", _("可以导入")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "year", "number"],
                name="issue_year_number",
                violation_error_message=_("这一年的这一期已经有了。"),
            ),
            models.UniqueConstraint(
                fields=["publication", "serial"],
                name="issue_serial",
                violation_error_message=_("这个总期号已经用过。"),
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="issue_number"),
            models.CheckConstraint(condition=models.Q(serial__gte=1), name="issue_serial_positive"),
            models.CheckConstraint(
                condition=models.Q(year__gte=1900, year__lte=9999), name="issue_year_four_digits"
            ),
            models.CheckConstraint(condition=models.Q(state__in=IssueState.values), name="issue_state"),
        ]

    def __str__(self) -> str:
        return f"{self.year} 年第 {self.number} 期（总第 {self.serial} 期）"

    @property
    def entry(self) -> ledger.Entry:
        """The issue's line in the number ledger."""
        return ledger.Entry(self.year, self.number, self.serial, self.date)

    def clean(self) -> None:
        """Refuses numbers that the ledger contradicts.

        Raises:
            ValidationError: one sentence for each contradiction.
        """
        if None in (self.publication_id, self.year, self.number, self.serial, self.date):
            return
        others = Issue.objects.filter(publication=self.publication_id).exclude(pk=self.pk)
        problems = ledger.contradictions(self.entry, others.entries(), self.publication.first_serial)
        if problems:
            raise ValidationError(problems)
