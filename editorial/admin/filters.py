"""Filters of lists that call what stands nowhere by a word; the dash of the tables' cells is no name for a choice."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class _NamesNone:
    """Before one of Django's filters by field, among the bases."""

    empty_value_display: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_value_display = _("没有填")


class RelatedFilter(_NamesNone, admin.RelatedFieldListFilter):
    """By the row that a field points at."""


class ValuesFilter(_NamesNone, admin.AllValuesFieldListFilter):
    """By the values that a field has."""
