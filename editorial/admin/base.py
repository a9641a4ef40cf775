"""What the desk's pages have in common; nothing here knows a particular model."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext

from editorial.admin.reading import tell_in_words


class QuietChoices:
    """A choice of another row is a choice: no buttons beside it that change or delete that row.

    A new row can be made where one searches for rows by typing.
    """

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field: forms.Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            searched = db_field.name in getattr(self, "autocomplete_fields", ())
            widget.can_add_related = widget.can_add_related and searched
            widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        return field


class DeskAdmin(QuietChoices, admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs alone
    """A page for every model: called by its row's name, and a lost race is a sentence, no crash."""

    show_facets = admin.ShowFacets.NEVER

    class Media:
        js = [
            forms.Script("editorial/calendar.js", defer=True)
        ]  # after Django's own, which a form brings along

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = {"title": self.opts.verbose_name_plural}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:  # type: ignore[type-arg]
        """A page that is only read does not say how its fields are filled in."""
        if obj is not None and not self.has_change_permission(request, obj):
            kwargs["help_texts"] = {field.name: "" for field in self.opts.get_fields()}
        return super().get_form(request, obj, change=change, **kwargs)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """The list the address asks for; an address with a NUL, which PostgreSQL cannot take, is
        refused like every other filter that makes no sense."""
        if any("\0" in value for name, value in request.GET.items() if name != SEARCH_VAR):
            raise IncorrectLookupParameters
        return super().get_changelist_instance(request)

    def get_search_results(
        self, request: HttpRequest, queryset: "models.QuerySet[Any]", search_term: str
    ) -> tuple["models.QuerySet[Any]", bool]:
        if "\0" in search_term:
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        tell_in_words(context["adminform"], self, request)
        row = context.get("original")
        named = str(row) if row else gettext("新增%s") % self.opts.verbose_name
        return super().render_change_form(
            request, context | {"title": named, "subtitle": None}, *args, **kwargs
        )

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Reads the form a second time when the database refuses what the form had let through.

        Somebody else saved between the check and the commit; by now what they saved can be seen, so
        the second reading shows the clash beside the field and keeps all that was typed.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes with the rows, but for the rows by which Django ties two tables together: they have no name."""
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        ties = [
            model._meta for model in apps.get_models(include_auto_created=True) if model._meta.auto_created
        ]
        beginnings = tuple(f"{capfirst(tie.verbose_name)}: " for tie in ties)
        plurals = {tie.verbose_name_plural for tie in ties}
        counts = {name: count for name, count in counts.items() if name not in plurals}
        return _without(listed, beginnings), counts, lacking, protected


def _without(listed: Iterable[Any], beginnings: tuple[str, ...]) -> list[Any]:
    """The tree of rows without those whose lines begin so."""
    kept = [_without(each, beginnings) if isinstance(each, list) else each for each in listed]
    return [each for each in kept if each != [] and not str(each).startswith(beginnings)]


class ReadOnlyAdmin(DeskAdmin):
    """Shows rows that only the program writes."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
