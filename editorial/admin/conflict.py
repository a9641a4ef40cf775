"""A stale save 合并: what stood there, what I wrote and what a colleague saved meanwhile, side by side.

The page is the change form in another dress: it posts to the same address, with the newest version, so that
what is merged goes the way of every save. `ConflictPages` hangs it into a model's admin.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from editorial.actions.refusals import Refused
from editorial.actions.writing import Conflict, line_of, saved_by
from editorial.admin.proofread_form import number
from editorial.merge import Piece, is_unsettled, merge, merged_text
from editorial.models import Article, Issue

VERSION = "version"
KEEP, MINE, LOADED = "keep-", "mine-", "initial-"
"""Before a field's name in the form: whose is kept; what I had written; what the page was opened with."""
LETTERS_IN_A_ROW, MOST_ROWS = 48, 24


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Says from which version it was filled in, and takes no text in which a clash is left."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial[VERSION] = self.instance.version

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name, value in list(values.items()):
            if isinstance(value, str) and is_unsettled(value):
                self.add_error(
                    name, gettext("还有两份都在的地方。请把“⟦我的：…｜对方的：…⟧”改成要用的文字，再保存。")
                )
        return values


@dataclass(frozen=True, slots=True)
class Text:
    """A field of text that both wrote, and the merge of it."""

    name: str
    label: str
    pieces: list[Piece]

    @property
    def mine(self) -> str:
        return "".join(piece.mine for piece in self.pieces)

    @property
    def merged(self) -> str:
        return merged_text(self.pieces)

    @property
    def clashes(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.is_clash]

    @property
    def rows(self) -> int:
        """Of the field in which the merge is edited: as many as it fills, within reason."""
        filled = sum(1 + len(line) // LETTERS_IN_A_ROW for line in self.merged.split("\n"))
        return min(filled + 1, MOST_ROWS)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that is one or the other: a date, a section, the list of sources. `base` is None where nobody
    knows any more what the page was opened with. All are lines for people to read."""

    name: str
    label: str
    base: tuple[str, ...] | None
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def keeps_theirs(self) -> bool:
        """I left it as it was; the colleague did not."""
        return self.mine == self.base


class ConflictPages:
    """A ModelAdmin whose saves began from a version; an older one than the newest is answered with a page on
    which both texts are merged. Its form is a `VersionedForm`."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        answer: HttpResponse
        try:
            stored = self._stored(request, object_id)
            if stored is not None:
                request.POST = self.settled(request, stored)  # type: ignore[assignment]
                if number(request.POST.get(VERSION)) != stored.version:
                    return self._conflict_page(request, stored)
            answer = super().changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]
        except Conflict as conflict:  # saved between our look and the lock
            return self._conflict_page(request, conflict.theirs)
        except Refused:  # closed or deleted in that moment: the form's second reading says so
            answer = super().changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]
        return answer

    def _stored(self, request: HttpRequest, object_id: str | None) -> Article | Issue | None:
        """The row that the request would change."""
        if request.method != "POST" or object_id is None:
            return None
        row: Article | Issue | None = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        return row if row and self.has_change_permission(request, row) else None  # type: ignore[attr-defined]

    # --- What a model's admin may add: choices that are no fields of the form

    def more_choices(self, data: QueryDict, stored: Any) -> list[Choice]:
        """Where rows of other tables differ."""
        return []

    def carried(self, data: QueryDict, stored: Any) -> QueryDict:
        """What was posted, of other tables too, fit for the rows as they are stored now."""
        return data

    def settled(self, request: HttpRequest, stored: Any) -> QueryDict:
        """What was posted, once the choices made on the conflict page are put into effect."""
        data = request.POST.copy()
        form = self._form(request, stored)
        for name in form.fields:
            keep = request.POST.get(f"{KEEP}{name}")
            if keep == "theirs":
                data.setlist(name, _values(form, name))
            elif keep == "mine" and f"{MINE}{name}" in data:
                data.setlist(name, data.getlist(f"{MINE}{name}"))
            for mark in (KEEP, MINE):
                data.pop(f"{mark}{name}", None)
        return data

    # --- The page

    def _form(self, request: HttpRequest, row: Any) -> forms.ModelForm:  # type: ignore[type-arg]
        form: forms.ModelForm = self.get_form(request, row, change=True)(instance=row)  # type: ignore[attr-defined, type-arg]
        return form

    def _conflict_page(self, request: HttpRequest, stored: Article | Issue) -> HttpResponse:
        """409 with both texts; where nothing differs, as after a double click, it is saved already."""
        data = request.POST
        fields = list(self._differing(request, stored))
        choices = [each for each in fields if isinstance(each, Choice)] + self.more_choices(data, stored)
        texts = [each for each in fields if isinstance(each, Text)]
        if not choices and not texts:
            answer: HttpResponse = self.response_change(request, stored)  # type: ignore[attr-defined]
            return answer
        left_out = {"csrfmiddlewaretoken", VERSION, *(each.name for each in texts)}
        return TemplateResponse(
            request,
            "admin/editorial/article/conflict.html",
            {
                **self.admin_site.each_context(request),  # type: ignore[attr-defined]
                "opts": stored._meta,
                "original": stored,
                "title": gettext("合并两份修改"),
                "colleague": saved_by(stored),
                "texts": texts,
                "choices": choices,
                "hidden": [
                    *_pairs(self.carried(data, stored), left_out),
                    *_loaded(self._form(request, stored)),
                ],
            },
            status=409,
        )

    def _differing(self, request: HttpRequest, stored: Article | Issue) -> Iterator[Text | Choice]:
        """The form's fields that I and the colleague have differently, in the form's order."""
        data, theirs = request.POST, self._form(request, stored)
        line: Any = line_of(stored, number(data.get(VERSION)))
        base = self._form(request, line.instance) if line else None
        for name, field in theirs.fields.items():
            mine_values, their_values = _posted(data, name, field), _values(theirs, name)
            if name == VERSION or mine_values == their_values:
                continue
            base_values: list[str] | None
            if f"{LOADED}{name}" in data or field.show_hidden_initial:  # no tag leaves no trace in a form
                base_values = _posted(data, f"{LOADED}{name}", field)
            else:
                base_values = _values(base, name) if base else None
            if isinstance(field, forms.CharField):
                texts = ("".join(values or []) for values in (base_values, mine_values, their_values))
                yield Text(name, str(field.label), merge(*texts))
            else:
                yield Choice(
                    name,
                    str(field.label),
                    None if base_values is None else _shown(field, base_values),
                    _shown(field, mine_values),
                    _shown(field, their_values),
                )


def _pairs(data: QueryDict, left_out: set[str]) -> Iterator[tuple[str, str]]:
    """What is to be posted again as it is."""
    for name in data:
        if name not in left_out and not name.startswith(LOADED):
            yield from ((name, value) for value in data.getlist(name))


def _loaded(form: forms.ModelForm) -> Iterator[tuple[str, str]]:  # type: ignore[type-arg]
    """What a page opened now would say that it was opened with."""
    for name, field in form.fields.items():
        if field.show_hidden_initial:
            yield from ((f"{LOADED}{name}", value) for value in _values(form, name))


def _posted(data: QueryDict, name: str, field: forms.Field) -> list[str]:
    return [_plain(field, value) for value in data.getlist(name) if value]


def _values(form: forms.ModelForm, name: str) -> list[str]:  # type: ignore[type-arg]
    """What the form would post of the field if nobody touched it."""
    value = form[name].value()
    values = value if isinstance(value, list | tuple) else [value]
    return [_plain(form.fields[name], each) for each in values if each not in (None, "")]


def _plain(field: forms.Field, value: Any) -> str:
    """The value written in one way, however it was typed: a date as ISO 8601, line ends as LF."""
    if isinstance(field, forms.ModelChoiceField):
        return str(value)
    if isinstance(field, forms.CharField):
        text = str(value).replace("\r\n", "\n")
        return text.strip() if field.strip else text
    try:
        return str(field.to_python(value))
    except ValidationError:
        return str(value)


def _shown(field: forms.Field, values: list[str]) -> tuple[str, ...]:
    """The values as people read them."""
    if isinstance(field, forms.ModelChoiceField):
        rows = field.queryset.filter(pk__in=[number(value) for value in values]) if field.queryset else []
        return tuple(sorted(field.label_from_instance(row) for row in rows))
    return tuple(values)
