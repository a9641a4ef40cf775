"""导入: the page on which a document is uploaded, read, compared with what was read, and imported.

Every button is a plain form; `static/editorial/import.js` only spares the reloading. What a form posts
is read in `staged_import_changes`, what the page shows is laid out in `staged_import_page`.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial import intake, vault
from editorial.actions import IMPORT_PERMISSION, Refused, staging
from editorial.admin.base import DeskAdmin
from editorial.admin.desk import permitted
from editorial.admin.staged_import_decisions import DECISIONS, Decision, place_of, typed_in
from editorial.admin.staged_import_page import Page
from editorial.intake.page_pictures import draw_page
from editorial.intake.sniff import MAX_BYTES
from editorial.models import ImportState, StagedImport

View = Callable[..., HttpResponseBase]
RECENT = 10
"""Imports on their way that the upload page names."""
STEPS = "application/x-ndjson"
"""Lines of JSON, one for each page that has been read: what the script asks for."""
PRIVATE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}


@admin.register(StagedImport)
class StagedImportAdmin(DeskAdmin):
    list_display = ["name", "state", "human_size", "issue", "uploaded_by", "changed_at"]
    list_filter = ["state"]
    list_select_related = ["issue", "uploaded_by"]
    search_fields = ["name"]
    search_help_text = _("按文件名查找")
    actions = None

    # --- Who may come in ------------------------------------------------------------------------

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may_import(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_import(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may_import(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_import(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was laid aside stays in the list."""
        return False

    @staticmethod
    def _may_import(request: HttpRequest) -> bool:
        return request.user.has_perm(IMPORT_PERMISSION)

    # --- The list -------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[StagedImport]:
        """Without the proposals, which a list has no use for."""
        rows: QuerySet[StagedImport] = super().get_queryset(request).defer("proposal")
        return rows

    @admin.display(description=_("大小"), ordering="size")
    def human_size(self, obj: StagedImport) -> str:
        return filesizeformat(obj.size)

    # --- Addresses ------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, tuple[str, View]] = {
            "read/": ("read", self.read_view),
            "original/": ("original", self.original_view),
            "pages/<int:number>.png": ("page", self.picture_view),
            **{f"{name}/": (name, self._deciding(decide)) for name, decide in DECISIONS.items()},
        }
        return [
            *(
                path(f"<int:pk>/{address}", self._guarded(view), name=f"editorial_stagedimport_{name}")
                for address, (name, view) in views.items()
            ),
            *super().get_urls(),
        ]

    def _guarded(self, view: View) -> Callable[..., HttpResponseBase]:
        """The view for those who may import; it is given the import and the user."""

        def guarded(request: HttpRequest, pk: int, **values: Any) -> HttpResponseBase:
            user = permitted(request, IMPORT_PERMISSION)
            return view(request, get_object_or_404(StagedImport, pk=pk), user, **values)

        return self.admin_site.admin_view(guarded)

    # --- Uploading ------------------------------------------------------------------------------

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Asks for a document, and takes it.

        Raises:
            PermissionDenied: the user may not import.
        """
        user = permitted(request, IMPORT_PERMISSION)
        problem = ""
        if request.method == "POST":
            try:
                return HttpResponseRedirect(_address(self._stage(request, user)))
            except Refused as refusal:
                problem = str(refusal)
        recent = StagedImport.objects.filter(state__in=staging.OPEN).select_related("uploaded_by")
        context = {
            "title": gettext("导入一期"),
            "problem": problem,
            "limit": MAX_BYTES,
            "recent": recent.defer("proposal")[:RECENT],
        }
        return self._render(request, "upload", context, status=400 if problem else 200)

    @staticmethod
    def _stage(request: HttpRequest, user: User) -> StagedImport:
        file = request.FILES.get("document")
        if file is None:
            raise Refused(gettext("没有收到文件。请选择一份文件，再点“上传”。"))
        if (file.size or 0) > MAX_BYTES:
            limit = filesizeformat(MAX_BYTES)
            raise Refused(gettext("文件超过 %s。请去掉大图片或分期保存，再上传。") % limit)
        return staging.stage(content=file.read(), name=file.name or "", by=user)

    # --- The page -------------------------------------------------------------------------------

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The import as it stands: to be read, to be revised, or done with.

        Raises:
            PermissionDenied: the user may not import.
            Http404: there is no such import.
        """
        permitted(request, IMPORT_PERMISSION)
        staged = self.get_object(request, object_id)
        if staged is None:
            raise Http404
        return self._show(request, staged)

    def _show(self, request: HttpRequest, staged: StagedImport, problem: str = "") -> HttpResponse:
        """The import's page. With a `problem` also what was typed in vain, so that nothing is lost."""
        context: dict[str, Any] = {"staged": staged, "title": str(staged), "problem": problem}
        status = 200
        if problem:
            status, context["typed"] = 409, typed_in(request.POST)
        if staged.state != ImportState.PROPOSED:
            return self._render(request, "state", context, status=status)
        context["page"] = Page(staging.worksheet_of(staged))
        return self._render(request, "revision", context, status=status)

    def _render(
        self, request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "is_nav_sidebar_enabled": False}
        return TemplateResponse(
            request, f"admin/editorial/stagedimport/{template}.html", frame | context, status=status
        )

    # --- Reading --------------------------------------------------------------------------------

    def read_view(self, request: HttpRequest, staged: StagedImport, user: User) -> HttpResponseBase:
        """Has the document read. Who asks for steps is told of each page while it goes on."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if request.accepts(STEPS) and not request.accepts("text/html"):
            return StreamingHttpResponse(_steps(staged, user), content_type=STEPS, headers=PRIVATE)
        try:
            staging.read(staged=staged, by=user)
        except Refused as refusal:
            return self._show(request, staged, str(refusal))
        return HttpResponseRedirect(_address(staged))

    # --- Deciding -------------------------------------------------------------------------------

    def _deciding(self, decide: Decision) -> View:
        """The view that takes a decision; what is refused is shown on the page, with what was typed."""

        def view(request: HttpRequest, staged: StagedImport, user: User) -> HttpResponseBase:
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            try:
                sentence = decide(staged, request.POST, user)
            except Refused as refusal:
                staged.refresh_from_db()
                return self._show(request, staged, str(refusal))
            if sentence:
                self.message_user(request, sentence, messages.SUCCESS)
            return HttpResponseRedirect(_address(staged) + place_of(request.POST))

        return view

    # --- The original ---------------------------------------------------------------------------

    def original_view(self, request: HttpRequest, staged: StagedImport, user: User) -> HttpResponse:
        """The document's bytes, always as a download: nothing in it is shown under our own address.

        Raises:
            Http404: its bytes are lost.
        """
        disposition = content_disposition_header(True, staged.name) or "attachment"
        return HttpResponse(
            _content(staged),
            content_type="application/octet-stream",
            headers=PRIVATE | {"Content-Disposition": disposition},
        )

    def picture_view(
        self, request: HttpRequest, staged: StagedImport, user: User, number: int
    ) -> HttpResponse:
        """Page `number` of a PDF as a picture.

        Raises:
            Http404: there is no such page, or it cannot be drawn.
        """
        try:
            picture = draw_page(_content(staged), number)
        except intake.Refused as refusal:
            raise Http404(str(refusal)) from refusal
        lasting = {"Cache-Control": "private, max-age=86400, immutable"}
        return HttpResponse(picture, content_type="image/png", headers=PRIVATE | lasting)


# --- What they share ----------------------------------------------------------------------------


def _steps(staged: StagedImport, user: User) -> Iterator[str]:
    """The reading, told line by line; the last line says where to go on."""
    try:
        for done, total in staging.read_in_steps(staged=staged, by=user):
            yield _line(done=done, total=total, message=_progress(done, total))
    except Refused as refusal:
        yield _line(problem=str(refusal))
        return
    yield _line(address=_address(staged), message=gettext("读完了。"))


def _progress(done: int, total: int) -> str:
    if done < total:
        return gettext("已读 %(done)d 页，共 %(total)d 页") % {"done": done, "total": total}
    return gettext("%d 页都读完了，正在识别栏目和文章") % total


def _line(**values: Any) -> str:
    return json.dumps(values) + "\n"


def _address(staged: StagedImport) -> str:
    return reverse("admin:editorial_stagedimport_change", args=[staged.pk])


def _content(staged: StagedImport) -> bytes:
    try:
        return vault.fetch(staged.digest)
    except vault.VaultError as error:
        raise Http404(str(error)) from error
