"""数据索引: the figures that published issues printed, to be filtered, compared across issues, and exported."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter, SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.admin.base import ReadOnlyAdmin
from editorial.figure_table import Row, as_csv, as_json, period_name, plain, said
from editorial.figures.numerals import multiply
from editorial.models import PrintedFigure
from editorial.preflight.history import at_odds
from editorial.workflow import IssueState

SCALES = ("万亿", "亿", "万")
"""The multipliers a large value is shown with, the largest first."""


class PeriodYear(SimpleListFilter):
    """The year in which a period ends."""

    title = _("时期")
    parameter_name = "period_year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        periods = model_admin.get_queryset(request).order_by().values_list("period", flat=True).distinct()
        years = {re.findall(r"\d{4}", period)[-1] for period in periods}
        return [(year, gettext("%s 年") % year) for year in sorted(years, reverse=True)]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[PrintedFigure]
    ) -> QuerySet[PrintedFigure] | None:
        year = self.value()
        if year is None:
            return None
        spans = Q(period__contains="/")
        return queryset.filter(
            (~spans & Q(period__startswith=year)) | (spans & Q(period__contains=f"/{year}"))
        )


class AtOdds(SimpleListFilter):
    """Figures that are told in two ways."""

    title = _("各期是否一致")
    parameter_name = "at_odds"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("各期不一"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[PrintedFigure]
    ) -> QuerySet[PrintedFigure] | None:
        return queryset.filter(pk__in=told_in_two_ways()) if self.value() == "1" else None


class FigureList(ChangeList):
    """The rows of one page, each of which knows whether it is told in two ways."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        odd = told_in_two_ways()
        self.result_list = list(self.result_list)
        for figure in self.result_list:
            figure.is_at_odds = figure.pk in odd


@admin.register(PrintedFigure)
class PrintedFigureAdmin(ReadOnlyAdmin):
    list_display = ["name", "when", "amount", "issue_name", "article_link", "source"]
    list_display_links = ["name"]
    list_filter = [
        PeriodYear,
        AtOdds,
        "unit",
        ("article__section", RelatedOnlyFieldListFilter),
        ("article__attributions__source", RelatedOnlyFieldListFilter),
        "article__issue__year",
    ]
    search_fields = ["subject", "sentence"]
    search_help_text = _("按指标或原句查找")
    ordering = ["subject", "period", "-article__issue__serial", "pk"]
    fields = ["subject", "when", "amount", "issue_name", "article_link", "source"]

    class Media:
        css = {"all": ["editorial/figures.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[PrintedFigure]:
        """What readers can see, with where it stands."""
        rows: QuerySet[PrintedFigure] = super().get_queryset(request)
        published = rows.filter(article__issue__state=IssueState.PUBLISHED)
        return published.select_related("article__issue", "article__section").prefetch_related(
            "article__attributions__source"
        )

    def get_urls(self) -> list[URLPattern]:
        return [
            *(
                path(
                    f"figures.{kind}",
                    self.admin_site.admin_view(view),
                    name=f"editorial_printedfigure_{kind}",
                )
                for kind, view in (("csv", self.csv_view), ("json", self.json_view))
            ),
            *super().get_urls(),
        ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return FigureList

    # --- Export ---------------------------------------------------------------------------------

    def csv_view(self, request: HttpRequest) -> HttpResponse:
        """The list as it is filtered, as CSV."""
        return self._download(request, "csv", "text/csv; charset=utf-8", as_csv)

    def json_view(self, request: HttpRequest) -> HttpResponse:
        """The list as it is filtered, as JSON."""
        return self._download(request, "json", "application/json", as_json)

    def _download(
        self, request: HttpRequest, kind: str, media_type: str, write: Callable[[Iterator[Row]], bytes]
    ) -> HttpResponse:
        """Raises:
        PermissionDenied: the user may not see the index.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            figures = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:editorial_printedfigure_changelist"))
        return HttpResponse(
            write(_row(figure) for figure in figures),
            content_type=media_type,
            headers={
                "Content-Disposition": f'attachment; filename="figures.{kind}"',
                "Cache-Control": "private, no-store",
            },
        )

    # --- Columns --------------------------------------------------------------------------------

    @admin.display(description=_("指标"), ordering="subject")
    def name(self, obj: PrintedFigure) -> str:
        if not getattr(obj, "is_at_odds", False):
            return obj.subject
        return format_html('{}<span class="at-odds">{}</span>', obj.subject, _("各期不一"))

    @admin.display(description=_("时期"), ordering="period")
    def when(self, obj: PrintedFigure) -> str:
        return period_name(obj.period)

    @admin.display(description=_("数值"), ordering="value")
    def amount(self, obj: PrintedFigure) -> str:
        """As printed, and what that comes to where it was written otherwise."""
        printed, comes_to = said(obj.text, obj.value), scaled(obj.value, obj.unit)
        if comes_to == printed:
            return printed
        return format_html('{}<span class="comes-to">{}</span>', printed, comes_to)

    @admin.display(description=_("期次"), ordering="article__issue__serial")
    def issue_name(self, obj: PrintedFigure) -> str:
        return _issue_name(obj)

    @admin.display(description=_("文章和原句"), ordering="article__title")
    def article_link(self, obj: PrintedFigure) -> str:
        address = reverse("admin:editorial_article_change", args=[obj.article_id])
        link = format_html('<a href="{}">{}</a>', address, obj.article.title)
        return format_html('{}<span class="sentence">{}</span>', link, marked(obj.sentence, obj.text))

    @admin.display(description=_("来源"))
    def source(self, obj: PrintedFigure) -> str:
        return gettext("、").join(outlets(obj))


def marked(sentence: str, figure: str) -> str:
    """The sentence as HTML with its figure marked."""
    found = re.search(rf"(?<![\d.]){re.escape(figure)}", sentence)
    if found is None:
        return sentence
    before, after = sentence[: found.start()], sentence[found.end() :]
    return format_html("{}<mark>{}</mark>{}", before, figure, after)


def told_in_two_ways() -> set[int]:
    """The figures of which published issues print two values that cannot both be roundings of one."""
    published = PrintedFigure.objects.filter(article__issue__state=IssueState.PUBLISHED)
    others = published.filter(
        subject=OuterRef("subject"), period=OuterRef("period"), unit=OuterRef("unit")
    ).exclude(value=OuterRef("value"))
    groups: dict[tuple[str, str, str], list[PrintedFigure]] = defaultdict(list)
    for figure in published.filter(Exists(others)):
        groups[figure.subject, figure.period, figure.unit].append(figure)
    return {figure.pk for group in groups.values() if at_odds(group) for figure in group}


def scaled(value: Decimal, unit: str) -> str:
    """The value in the largest multiplier that it reaches: 1.4万亿元, 642.8亿元, 5.3%."""
    scale = next((scale for scale in SCALES if abs(value) >= multiply(scale)), "")
    return f"{plain(value / multiply(scale))}{scale}{unit}"


def outlets(figure: PrintedFigure) -> list[str]:
    """The names of the outlets that the figure's article came from."""
    return [attribution.source.name for attribution in figure.article.attributions.all()]


def _row(figure: PrintedFigure) -> Row:
    """As the public index has it, with the address that readers know the article by."""
    article = figure.article
    dates = (attribution.date for attribution in article.attributions.all() if attribution.date)
    assert article.issue is not None  # noqa: S101  (only articles of issues are printed)
    return Row(
        subject=figure.subject,
        value=plain(figure.value),
        unit=figure.unit,
        qualifier=figure.qualifier,
        period=figure.period,
        text=figure.text,
        sentence=figure.sentence,
        issue=_issue_name(figure),
        year=article.issue.year,
        number=article.issue.number,
        article=article.title,
        url=f"/{article.issue.year}/{article.issue.number}/{article.uid}/",
        source="；".join(outlets(figure)),
        date=next(dates, article.issue.date).isoformat(),
    )


def _issue_name(figure: PrintedFigure) -> str:
    issue = figure.article.issue
    return f"{issue.year} 年第 {issue.number} 期" if issue else ""
