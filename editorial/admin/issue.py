"""期: one number of the newsletter. Its page is the workspace: articles in printed order, signing, the documents
it came from, the numbers.

The button that publishes it belongs to the press: `publishing.admin` adds it.
"""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import PROTECT, Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial import ledger
from editorial.actions.writing import closed, write_issue
from editorial.admin.base import DeskAdmin
from editorial.admin.closed import ReadOnlyWhileClosed
from editorial.admin.conflict import ConflictPages, VersionedForm
from editorial.admin.contents import shelves, table_of_contents
from editorial.admin.desk import permitted
from editorial.admin.history import IssueHistoryPages
from editorial.admin.outcome import REVIEW, told
from editorial.admin.review_panel import issue_panel
from editorial.admin.workspace import workspace
from editorial.models import Issue, Original, Publication
from editorial.people import called
from editorial.preflight.newsroom import articles_of, proofread
from editorial.workflow import CLOSED, IssueState


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """A choice among users by the names they are called."""

    def label_from_instance(self, obj: Any) -> str:
        return called(obj)


class IssueForm(VersionedForm):
    """Takes nothing while the issue is closed."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.instance.pk and self.instance.state in CLOSED:
            raise forms.ValidationError(closed(self.instance))
        return values


@admin.register(Issue)
class IssueAdmin(ReadOnlyWhileClosed, ConflictPages, IssueHistoryPages, DeskAdmin):
    form = IssueForm
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

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Beside a form that was refused stands the issue as it is saved, not as it was typed."""
        if row := context.get("original"):
            issue = Issue.objects.select_related("publication").get(pk=row.pk)
            beside = self.issue_context(request, issue)
            context = beside | told(request, {REVIEW, *beside["workspace"].places}) | context
        return super().render_change_form(request, context, *args, **kwargs)

    def issue_context(self, request: HttpRequest, issue: Issue) -> dict[str, Any]:
        """What the issue's page shows beside its form."""
        articles = articles_of(issue)
        proof = proofread(issue, articles)
        lines = list(table_of_contents(articles, proof))
        return {
            "proof": proof,
            "lines": lines,
            "workspace": workspace(issue, shelves(issue, lines), request),
            "review_panel": issue_panel(issue, permitted(request, "editorial.view_issue"), articles, proof),
            "characters": sum(line.characters for line in lines),
            "show_delete": not _is_protected(issue),
            "originals": issue.originals.select_related("imported_by"),
        }

    def save_model(self, request: HttpRequest, obj: Issue, form: Any, change: bool) -> None:
        write_issue(issue=obj, version=form.cleaned_data["version"], by=cast(User, request.user))

    def response_post_save_add(self, request: HttpRequest, obj: Issue) -> HttpResponseRedirect:
        """To the new issue's own page, where the work goes on."""
        return HttpResponseRedirect(reverse("admin:editorial_issue_change", args=[obj.pk]))

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


def _is_protected(issue: Issue) -> bool:
    """Something refers to the issue that must outlive it, the press's editions among them: deleting cannot succeed."""
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: issue}).exists()
        for relation in Issue._meta.related_objects
        if relation.on_delete is PROTECT
    )
