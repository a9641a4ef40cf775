"""栏目: the standing departments."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.admin.base import DeskAdmin
from editorial.models import Publication, Section
from editorial.slugs import slug


class SectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Proposes the address when none is given."""

    class Meta:
        model = Section
        fields = ["publication", "name", "slug", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any] | None:
        values = super().clean() or self.cleaned_data
        if values.get("name") and values.get("publication") and values.get("slug") == "":
            siblings = Section.objects.filter(publication=values["publication"]).exclude(pk=self.instance.pk)
            values["slug"] = slug(values["name"], set(siblings.values_list("slug", flat=True)))
        return values


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
