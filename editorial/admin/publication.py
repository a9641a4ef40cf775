"""刊物: the masthead and what every issue shares."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.admin.base import DeskAdmin
from editorial.models import Publication


@admin.register(Publication)
class PublicationAdmin(DeskAdmin):
    list_display = ["title", "publisher", "first_serial"]
    fieldsets = [
        (None, {"fields": ["title", "publisher", "first_serial", "colophon", "licence", "skippers"]}),
        (_("网站的“关于”页"), {"fields": ["frequency", "about", "contact"]}),
    ]
    actions = None

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "skippers":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """One newsletter is what this desk is made for; a second takes a superuser's will."""
        if not super().has_add_permission(request):
            return False
        return bool(getattr(request.user, "is_superuser", False)) or not _is_there_one(request)


def _is_there_one(request: HttpRequest) -> bool:
    """Whether there is a newsletter yet, asked once a page: Django wants to know for every list of its tables."""
    known: bool | None = getattr(request, "has_publication", None)
    if known is None:
        known = request.has_publication = Publication.objects.exists()  # type: ignore[attr-defined]
    return known
