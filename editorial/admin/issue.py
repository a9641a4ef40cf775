"""期: one number of the newsletter, its articles in printed order, the documents it came from.

The button that publishes it belongs to the press: `publishing.admin` adds it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial import ledger
from editorial.admin.base import DeskAdmin
from editorial.document import plain_text
from editorial.markdown import parse
from editorial.models import Article, Issue, Original, Publication
from editorial.people import called
from editorial.workflow import IssueState


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """A choice among users by the names they are called."""

    def label_from_instance(self, obj: Any) -> str:
        return called(obj)


@dataclass(frozen=True, slots=True)
class Line:
    """One article in an issue's table. `characters` counts printed characters, blanks left out."""

    article: Article
    outlets: str
    characters: int


def table_of_contents(issue: Issue) -> Iterator[Line]:
    """The issue's articles in printed order; three queries whatever their number."""
    rows = (
        Article.objects.in_issue(issue)
        .in_printed_order()
        .select_related("section")
        .prefetch_related("attributions__source", "attributions__via")
    )
    for row in rows:
        outlets = "；".join(str(attribution) for attribution in row.attributions.all())
        yield Line(row, outlets, len("".join(plain_text(parse(row.body)).split())))


@admin.register(Issue)
class IssueAdmin(DeskAdmin):
    change_form_template = "admin/editorial/issue/change_form.html"
    list_display = ["name", "serial", "date", "state", "article_count"]
    list_filter = ["state", "year"]
    search_fields = ["year", "serial"]
    search_help_text = _("按年份或总期号查找")
    fields = ["publication", ("year", "number", "serial"), "date", "editor", "state"]
    readonly_fields = ["state"]
    fixed_once_published = ["publication", "year", "number", "serial", "date"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        rows: QuerySet[Issue] = super().get_queryset(request).annotate(article_total=Count("articles"))
        return rows

    def get_readonly_fields(self, request: HttpRequest, obj: Issue | None = None) -> list[str]:
        """What names a published issue, and stands in its address, stays."""
        published = obj is not None and obj.state in (IssueState.PUBLISHED, IssueState.WITHDRAWN)
        return [*self.readonly_fields, *(self.fixed_once_published if published else [])]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The next line of the number ledger, dated today."""
        proposed: dict[str, Any] = {"editor": request.user.pk}
        publication = Publication.objects.first()
        if publication is not None:
            entry = ledger.next_entry(
                Issue.objects.filter(publication=publication).entries(),
                first_serial=publication.first_serial,
                date=timezone.localdate(),
            )
            proposed |= {
                "publication": publication.pk,
                "year": entry.year,
                "number": entry.number,
                "serial": entry.serial,
                "date": entry.date,
            }
        return proposed | super().get_changeform_initial_data(request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "editor":
            kwargs["form_class"] = ColleagueField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        issue = self.get_object(request, object_id)
        context = self.issue_context(request, issue) if issue else {}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def issue_context(self, request: HttpRequest, issue: Issue) -> dict[str, Any]:
        """What the issue's page shows beside its form."""
        lines = list(table_of_contents(issue))
        return {
            "lines": lines,
            "characters": sum(line.characters for line in lines),
            "originals": issue.originals.select_related("imported_by"),
        }

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Nobody deletes an original by itself, but it goes with its issue.

        What protects the issue is named as such, not as something the user has no right to delete.
        """
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        lacking = {name for name in lacking if name != Original._meta.verbose_name and not protected}
        return listed, counts, lacking, protected

    @admin.display(description=_("期次"), ordering="year")
    def name(self, obj: Issue) -> str:
        return f"{obj.year} 年第 {obj.number} 期"

    @admin.display(description=_("文章数"), ordering="article_total")
    def article_count(self, obj: Any) -> int:
        return int(obj.article_total)
