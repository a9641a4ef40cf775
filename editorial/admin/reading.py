"""Fields that a page shows and does not let one edit, told so that whoever reads the page can use it.

Django links every row that such a field names, whether or not the reader may open it, names its boolean icons
True and False in any language, parts several rows by a foreign comma, and shows Markdown as it is typed.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import AdminForm
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from markdownx.models import MarkdownxField

from editorial.admin.markdown import as_readers_see
from editorial.people import called

Telling = Callable[[Any], str]


def tell_in_words(adminform: AdminForm, desk: "admin.ModelAdmin[Any]", request: HttpRequest) -> None:
    """Has the form's read-only fields say 是 or 否, name without a link what the reader may not open, and show a text
    as readers see it."""
    told = {
        name: telling
        for name in adminform.readonly_fields
        if isinstance(name, str) and (telling := _telling(name, desk, request))
    }
    adminform.readonly_fields = _replaced(adminform.readonly_fields, told)
    adminform.fieldsets = [
        (title, {**options, "fields": _replaced(options["fields"], told)})
        for title, options in adminform.fieldsets
    ]


def _telling(name: str, desk: "admin.ModelAdmin[Any]", request: HttpRequest) -> Telling | None:
    """What to show instead of the field; None where Django's way is right."""
    field: Any = {each.name: each for each in desk.opts.get_fields()}.get(name)
    say: Telling
    if isinstance(field, models.BooleanField):
        say = _yes_or_no
    elif isinstance(field, models.ForeignKey) and not _may_open(field.related_model, desk, request):
        say = _name
    elif isinstance(field, models.ManyToManyField):
        say = _names
    elif isinstance(field, MarkdownxField):
        say = _text
    else:
        return None

    @admin.display(description=field.verbose_name)
    def telling(row: Any) -> str:
        value = getattr(row, name)
        return (say(value) if value is not None else "") or desk.get_empty_value_display()

    telling.__name__ = name
    return telling


def _may_open(model: Any, desk: "admin.ModelAdmin[Any]", request: HttpRequest) -> bool:
    """The row has no page, or one that the reader may see."""
    if not desk.admin_site.is_registered(model):
        return True
    return desk.admin_site.get_model_admin(model).has_view_or_change_permission(request)


def _yes_or_no(value: Any) -> str:
    return gettext("Yes") if value else gettext("No")


def _name(row: Any) -> str:
    return called(row) if isinstance(row, AbstractUser) else str(row)


def _names(rows: Any) -> str:
    return gettext("、").join(map(str, rows.all()))


def _text(body: str) -> str:
    return (
        format_html('<div class="markdownx-preview">{}</div>', as_readers_see(body)) if body.strip() else ""
    )


def _replaced(fields: Iterable[Any], told: dict[str, Telling]) -> list[Any]:
    """The fields, some of which may stand together on a line."""
    return [
        _replaced(each, told) if isinstance(each, list | tuple) else told.get(each, each) for each in fields
    ]
