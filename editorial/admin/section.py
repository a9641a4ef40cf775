"""栏目: the standing departments."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.admin.base import DeskAdmin
from editorial.admin.slugged import SluggedForm
from editorial.models import Publication, Section


class SectionForm(SluggedForm):
    class Meta:
        model = Section
        fields = ["publication", "name", "slug", "position"]

    def namesakes(self, values: dict[str, Any]) -> QuerySet[Section] | None:
        publication = values.get("publication")
        return Section.objects.filter(publication=publication) if publication else None


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    form = SectionForm
    list_display = ["name", "slug", "position", "publication"]
    list_select_related = ["publication"]
    fieldsets = [
        (
            None,
            {
                "fields": ["publication", "name", "slug", "position"],
                "description": _("网址名空着，保存时自动取栏目名的拼音。次序小的栏目印在前面。"),
            },
        )
    ]
    search_fields = ["name"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        first = Publication.objects.first()
        return {"publication": first.pk if first else None, **super().get_changeform_initial_data(request)}
