"""修改记录: the pages on which people look through the history of an article, an issue or a source, compare any
two versions of it, and bring one back. They stand in the place of Django's own history page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from editorial import audit, spreadsheet
from editorial.actions import Refused
from editorial.actions.restoring import restore
from editorial.admin.desk import permitted
from editorial.difference import Change, Stretch, differences, excerpt, passages
from editorial.history import FieldChange, Version, changes, restorable, versions_of
from editorial.models import Issue
from editorial.saves import Entry, Thing, entries_of

PER_PAGE = 20
"""Versions on one page of the list."""


@dataclass(frozen=True, slots=True)
class Line:
    """One version in the list, with what it changed: each field's name and an excerpt of its difference."""

    version: Version
    changed: list[tuple[str, list[Stretch]]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a comparison: the stretches of one passage that changed, or the text of `count` in a row that
    stayed."""

    text: str = ""
    count: int = 0
    stretches: list[Stretch] = field(default_factory=list)


class HistoryPages:
    """For a ModelAdmin of articles, issues or sources."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view  # type: ignore[attr-defined]
        name = self._name
        return [
            path("<int:pk>/history/compare/", wrap(self.compare_view), name=f"{name}_compare"),
            path("<int:pk>/history/<int:number>/", wrap(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Every version, the newest first, with what it changed."""
        thing = self._thing(request, unquote(object_id))
        entries = self._entries(thing)
        page = Paginator(entries[::-1], PER_PAGE).get_page(request.GET.get(PAGE_VAR))
        context = {
            "title": gettext("修改记录"),
            "page": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
            "lines": _lines(type(thing), entries, page.object_list),
            "newest": len(entries),
            **(extra_context or {}),
        }
        return self._page(request, "list", thing, context)

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What changed from version `was` to version `became`, whichever way round they were chosen; nothing
        stood before the first."""
        thing = self._thing(request, pk)
        entries = self._entries(thing)
        older, newer = sorted((_number(request, "was"), _number(request, "became")))
        if not 1 <= newer <= len(entries):
            raise Http404
        wanted = [entries[number - 1] for number in {older, newer} if number]
        chosen = {version.number: version for version in versions_of(type(thing), wanted)}
        context = {
            "title": gettext("比较两版"),
            "was": chosen.get(older),
            "became": chosen[newer],
            "fields": _fields(changes(chosen.get(older), chosen[newer])),
            "newest": len(entries),
        }
        return self._page(request, "compare", thing, context)

    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Shows what bringing the version back would change; brings it back when that is confirmed."""
        thing = self._thing(request, pk)
        if not self.has_change_permission(request, thing):  # type: ignore[attr-defined]
            raise PermissionDenied
        if request.method == "POST":
            return self._restored(request, thing, number)
        entries = self._entries(thing)
        if not 1 <= number <= len(entries):
            raise Http404
        now, then = versions_of(type(thing), (entries[-1], entries[number - 1]))
        context = {
            "title": gettext("恢复到这一版"),
            "version": then,
            "fields": _fields(changes(now, then, within=restorable(type(thing)))),
            "newest": len(entries),
        }
        return self._page(request, "restore", thing, context)

    def _restored(self, request: HttpRequest, thing: Thing, number: int) -> HttpResponse:
        user = permitted(request, f"editorial.change_{type(thing)._meta.model_name}")
        try:
            restore(thing=thing, number=number, newest=_number(request, "newest"), by=user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, gettext("已恢复。恢复前的样子也留在修改记录里。"))
        return HttpResponseRedirect(reverse(f"admin:{self._name}_history", args=[thing.pk]))

    @property
    def _name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"  # type: ignore[attr-defined]

    def _thing(self, request: HttpRequest, key: Any) -> Any:
        """The row, which the user may look at.

        Raises:
            Http404, PermissionDenied.
        """
        thing = self.get_object(request, str(key))  # type: ignore[attr-defined]
        if thing is None:
            raise Http404
        if not self.has_view_or_change_permission(request, thing):  # type: ignore[attr-defined]
            raise PermissionDenied
        return thing

    @staticmethod
    def _entries(thing: Thing) -> list[Entry]:
        return entries_of(type(thing), [thing.pk])[thing.pk]

    def _page(
        self, request: HttpRequest, template: str, thing: Thing, context: dict[str, Any]
    ) -> HttpResponse:
        addresses = {
            f"{page}_address": f"admin:{self._name}_{page}" for page in ("history", "compare", "restore")
        }
        shared = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "thing": thing,
            "may_restore": self.has_change_permission(request, thing),  # type: ignore[attr-defined]
            **addresses,
        }
        return TemplateResponse(request, f"admin/editorial/history/{template}.html", shared | context)


class IssueHistoryPages(HistoryPages):
    """The same, with the audit trail of the whole issue to take away."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.audit_view)  # type: ignore[attr-defined]
        return [path("<int:pk>/audit.csv", view, name=f"{self._name}_audit"), *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_audit = {"may_audit": request.user.has_perm("editorial.view_review")}
        return super().history_view(request, object_id, may_audit | (extra_context or {}))

    def audit_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Everything that happened to the issue and its articles, as a spreadsheet."""
        permitted(request, "editorial.view_review")
        issue = self._thing(request, pk)
        content = audit.as_csv(self.happenings(issue))
        name = gettext("%(year)d年第%(number)d期修改记录.csv") % {"year": issue.year, "number": issue.number}
        response = HttpResponse(content, content_type=spreadsheet.MEDIA_TYPE)
        response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
        return response

    def happenings(self, issue: Issue) -> Iterable[audit.Happening]:
        """The trail, in no order. Whoever knows of more that happens to an issue adds it here."""
        return audit.happenings_of(issue)


def _number(request: HttpRequest, name: str) -> int:
    """The version's number in the address or the form.

    Raises:
        Http404: it is no number.
    """
    value = (request.POST if request.method == "POST" else request.GET).get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise Http404
    return int(value)


def _lines(kind: type[Thing], entries: list[Entry], shown: Iterable[Entry]) -> list[Line]:
    """The entries shown, the newest first, each compared with the one before it."""
    numbers = [entry.number for entry in shown]
    if not numbers:
        return []
    first = max(numbers[-1] - 2, 0)
    versions = versions_of(kind, entries[first : numbers[0]])
    known = {version.number: version for version in versions}
    return [
        Line(known[number], [*map(_told, changes(known.get(number - 1), known[number]))])
        for number in numbers
    ]


def _told(change: FieldChange) -> tuple[str, list[Stretch]]:
    return change.label, excerpt(differences(change.was, change.became))


def _fields(changed: Iterable[FieldChange]) -> list[tuple[str, list[Passage]]]:
    return [(change.label, list(_passages(change))) for change in changed]


def _passages(change: FieldChange) -> Iterator[Passage]:
    """The passages that changed, and those between them folded."""
    found = passages(change.was, change.became)
    for stayed, group in groupby(found, lambda passage: all(s.change is Change.SAME for s in passage)):
        members = list(group)
        if stayed:
            yield Passage("\n\n".join(each.text for passage in members for each in passage), len(members))
        else:
            yield from (Passage(stretches=stretches) for stretches in members)
