"""标签: the words by which editors find articles in the pool."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.admin.base import DeskAdmin
from editorial.admin.in_place import MadeInPlace
from editorial.models import Tag

LONGEST = 30
"""Characters, as the table holds them."""
_STOPS = re.compile(r"[\s,，、;；]+")


@admin.register(Tag)
class TagAdmin(MadeInPlace, DeskAdmin):
    list_display = ["name", "article_count"]
    search_fields = ["name"]
    ordering = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        rows: QuerySet[Tag] = super().get_queryset(request).annotate(article_total=Count("articles"))
        return rows

    @admin.display(description=_("文章数"), ordering="article_total")
    def article_count(self, obj: Any) -> int:
        return int(obj.article_total)


class TagsField(forms.CharField):
    """Tags as people type them: words parted by blanks, commas or 、. The value is the tuple of names."""

    def __init__(self, **options: Any) -> None:
        defaults = {"required": False, "label": _("标签"), "help_text": _("用空格或顿号隔开。")}
        super().__init__(**{**defaults, **options})

    def clean(self, value: Any) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(name for name in _STOPS.split(super().clean(value)) if name))
        for name in names:
            if len(name) > LONGEST:
                raise forms.ValidationError(gettext("标签“%s…”太长，请不要超过 30 个字。") % name[:10])
        return names
