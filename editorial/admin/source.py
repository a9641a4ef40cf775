"""来源: outlets and their other names."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.admin.base import DeskAdmin, QuietChoices
from editorial.models import Source, SourceAlias
from editorial.slugs import slug


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """Proposes the address when none is given."""

    class Meta:
        model = Source
        fields = ["name", "slug", "kind", "homepage", "permission"]
        widgets = {"permission": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any] | None:
        values = super().clean() or self.cleaned_data
        if values.get("name") and values.get("slug") == "":
            others = Source.objects.exclude(pk=self.instance.pk)
            values["slug"] = slug(values["name"], set(others.values_list("slug", flat=True)))
        return values


class AliasInline(QuietChoices, admin.TabularInline):  # type: ignore[type-arg]
    model = SourceAlias
    fk_name = "source"
    autocomplete_fields = ["via"]
    extra = 1


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    form = SourceForm
    inlines = [AliasInline]
    list_display = ["name", "kind", "article_count", "homepage"]
    list_filter = ["kind"]
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

    @admin.display(description=_("署名次数"), ordering="article_total")
    def article_count(self, obj: Any) -> int:
        return int(obj.article_total)
