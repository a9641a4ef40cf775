"""来源: outlets and their other names."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from editorial.admin.base import DeskAdmin, QuietChoices
from editorial.admin.history import HistoryPages
from editorial.admin.in_place import MadeInPlace
from editorial.admin.slugged import SluggedForm
from editorial.models import Source, SourceAlias
from editorial.preflight.outlets import KNOWN_OUTLETS

LIKE = 75
"""From which likeness on, of 100, another outlet may have been meant; preflight asks by the same measure."""


class SourceForm(SluggedForm):
    class Meta:
        model = Source
        fields = ["name", "slug", "kind", "homepage", "permission"]
        widgets = {"permission": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}

    def namesakes(self, values: dict[str, Any]) -> QuerySet[Source]:
        return Source.objects.all()


class AliasInline(QuietChoices, admin.TabularInline):  # type: ignore[type-arg]
    model = SourceAlias
    fk_name = "source"
    autocomplete_fields = ["via"]
    extra = 1


@admin.register(Source)
class SourceAdmin(MadeInPlace, HistoryPages, DeskAdmin):
    form = SourceForm
    inlines = [AliasInline]
    list_display = ["name", "kind", "article_count", "homepage"]
    list_filter = ["kind"]
    ordering = ["name"]
    search_fields = ["name", "aliases__name"]
    search_help_text = _("按名称或别名查找")
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "slug", "kind", "homepage", "permission"],
                "description": _("网址名空着，保存时自动取名称的拼音。"),
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        rows: QuerySet[Source] = (
            super().get_queryset(request).annotate(article_total=Count("attributions", distinct=True))
        )
        return rows

    def named(self, name: str) -> Source | None:
        return Source.objects.called(name).first()

    def alike(self, name: str) -> Sequence[str]:
        """Outlets that the newsroom knows or that are well known, when `name` is none of these."""
        if name in KNOWN_OUTLETS:
            return ()
        known = KNOWN_OUTLETS.union(Source.objects.values_list("name", flat=True))
        found = process.extract(name, sorted(known), scorer=fuzz.ratio, score_cutoff=LIKE, limit=3)
        return [other for other, _likeness, _place in found]

    @admin.display(description=_("署名次数"), ordering="article_total")
    def article_count(self, obj: Any) -> int:
        return int(obj.article_total)
