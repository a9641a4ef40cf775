"""A new row in place: where one chooses by typing a name (outlets, tags), what is not found is made on the spot.

Only its name is given. The rest takes its defaults, to be filled in later on the row's own page.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.forms import model_to_dict
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST


class MadeInPlace:
    """For a ModelAdmin of rows that are known by their `name`."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.in_place_view)  # type: ignore[attr-defined]
        return [path("in-place/", view, name=f"{self._table}_in_place"), *super().get_urls()]  # type: ignore[misc]

    def named(self, name: str) -> models.Model | None:
        """The row that goes by that name already."""
        return self.model._default_manager.filter(name=name).first()  # type: ignore[attr-defined,no-any-return]

    def alike(self, name: str) -> Sequence[str]:
        """Names that may have been meant instead, the likeliest first."""
        return ()

    @method_decorator(require_POST)
    def in_place_view(self, request: HttpRequest) -> JsonResponse:
        """The row called by the posted `name`, made where there is none: {"value": its pk, "text": its name,
        "page": the address of its page where it is new, else ""}. A name that is much like others is asked about
        first, {"question": …, "alike": [names]}, unless `sure` is posted; a refusal is {"error": sentence}.

        Raises:
            PermissionDenied: the user may not make such rows.
        """
        if not self.has_add_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        name = " ".join(request.POST.get("name", "").split())
        if row := "\0" not in name and self.named(name):
            return _answer(row)
        alike = () if "sure" in request.POST else self.alike(name)
        if alike:
            question = _("是不是%s？") % _("、").join(f"“{each}”" for each in alike)
            return JsonResponse({"question": question, "alike": alike})
        return self._made(request, name)

    def _made(self, request: HttpRequest, name: str) -> JsonResponse:
        """The new row, by the rules of the table's own form."""
        given = model_to_dict(self.model(name=name))  # type: ignore[attr-defined]
        form = self.get_form(request)(given)  # type: ignore[attr-defined]
        if not form.is_valid():
            return JsonResponse({"error": str(next(iter(form.errors.values()))[0])})
        row = form.save(commit=False)
        try:
            with transaction.atomic():
                self.save_model(request, row, form, change=False)  # type: ignore[attr-defined]
        except IntegrityError:  # made by somebody else just now
            return self._made(request, name)
        self.log_addition(request, row, [{"added": {}}])  # type: ignore[attr-defined]
        return _answer(row, reverse(f"admin:{self._table}_change", args=[row.pk]))

    @property
    def _table(self) -> str:
        opts: Any = self.opts  # type: ignore[attr-defined]
        return f"{opts.app_label}_{opts.model_name}"


def _answer(row: models.Model, page: str = "") -> JsonResponse:
    return JsonResponse({"value": row.pk, "text": str(row), "page": page})
