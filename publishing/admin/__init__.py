"""The press inside the desk: the button that publishes an issue, editions and their files to look at.

`editorial` knows nothing of publishing; this module puts its own issue page in the newsroom's place.
"""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.actions import Refused
from editorial.admin.base import ReadOnlyAdmin
from editorial.admin.desk import permitted
from editorial.admin.issue import IssueAdmin
from editorial.audit import Happening
from editorial.models import Issue
from editorial.workflow import PUBLISH
from publishing import trail
from publishing.actions import SiteUnfinished, publish
from publishing.admin import front_panels
from publishing.admin.articles import PrintableArticleAdmin
from publishing.admin.editions import changes_of, press_context
from publishing.admin.publication import ShownPublicationAdmin
from publishing.models import Artifact, Edition
from publishing.site.catalogue import issue_url

__all__ = [
    "ArtifactAdmin",
    "EditionAdmin",
    "PrintableArticleAdmin",
    "PublishableIssueAdmin",
    "ShownPublicationAdmin",
    "front_panels",
]

admin.site.unregister(Issue)


@admin.register(Issue)
class PublishableIssueAdmin(IssueAdmin):
    """The newsroom's issue page with its editions and the button 发布."""

    change_form_template = "admin/publishing/issue_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.publish_view)
        return [path("<int:pk>/publish/", view, name="publishing_publish"), *super().get_urls()]

    def issue_context(self, request: HttpRequest, issue: Issue) -> dict[str, Any]:
        editions = list(issue.editions.select_related("published_by").prefetch_related("artifacts"))
        return super().issue_context(request, issue) | {
            "editions": editions[::-1],
            "current": next((e for e in editions[-1:] if e.withdrawn_at is None), None),
            "site_address": issue_url(issue.year, issue.number),
            **press_context(permitted(request, "editorial.view_issue"), issue),
        }

    def happenings(self, issue: Issue) -> Iterable[Happening]:
        """The newsroom's trail and the press's own."""
        return chain(super().happenings(issue), trail.happenings_of(issue))

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks on GET, publishes on POST, and comes back to the issue's page with a sentence.

        Raises:
            PermissionDenied: the user may not publish.
        """
        user = request.user
        if not user.is_authenticated or not user.has_perm(PUBLISH.permission):
            raise PermissionDenied
        issue = get_object_or_404(Issue, pk=pk)
        if request.method != "POST":
            return self._ask(request, issue)
        try:
            edition = publish(issue=issue, by=user)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        except SiteUnfinished as unfinished:
            self.message_user(request, str(unfinished), messages.WARNING)
        else:
            self.log_change(request, issue, gettext("发布了第 %d 版。") % edition.number)
            self.message_user(request, self._success(issue), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:editorial_issue_change", args=[pk]))

    def _ask(self, request: HttpRequest, issue: Issue) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            **self.issue_context(request, issue),
            "title": gettext("发布"),
            "subtitle": str(issue),
            "opts": self.opts,
            "issue": issue,
        }
        return TemplateResponse(request, "admin/publishing/publish_confirmation.html", context)

    @staticmethod
    def _success(issue: Issue) -> str:
        return format_html(
            '{} <a href="{}">{}</a>',
            gettext("%s已发布。") % issue,
            issue_url(issue.year, issue.number),
            gettext("到网站上看"),
        )


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "published_at", "published_by", "withdrawn_at"]
    list_select_related = ["issue", "published_by"]
    fields = [
        "issue",
        "number",
        "published_at",
        "published_by",
        "note",
        "changes",
        "files",
        "digest",
        "withdrawn_at",
        "withdrawn_by",
        "withdrawal_reason",
    ]

    class Media:
        css = {"all": ["editorial/history.css", "publishing/editions.css"]}

    @admin.display(description=_("和上一版的差异"))
    def changes(self, obj: Edition) -> str:
        return render_to_string("admin/publishing/differences_list.html", {"changes": changes_of(obj)})

    @admin.display(description=_("成品文件"))
    def files(self, obj: Edition) -> str:
        return gettext("、").join(artifact.path for artifact in obj.artifacts.all())


@admin.register(Artifact)
class ArtifactAdmin(ReadOnlyAdmin):
    list_display = ["path", "edition", "kind", "human_size"]
    list_select_related = ["edition__issue"]
    fields = ["edition", "kind", "path", "media_type", "human_size", "digest"]

    @admin.display(description=_("格式"), ordering="format")
    def kind(self, obj: Artifact) -> str:
        return obj.format.upper()

    @admin.display(description=_("大小"), ordering="size")
    def human_size(self, obj: Artifact) -> str:
        return filesizeformat(obj.size)
