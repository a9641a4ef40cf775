"""原件: imported documents as they were, and what was read out of them."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from editorial import vault
from editorial.admin.base import ReadOnlyAdmin
from editorial.models import Original


@admin.register(Original)
class OriginalAdmin(ReadOnlyAdmin):
    list_display = ["name", "issue", "human_size", "imported_at", "imported_by"]
    list_select_related = ["issue", "imported_by"]
    fields = [
        "name",
        "download_link",
        "issue",
        "human_size",
        "digest",
        "imported_at",
        "imported_by",
        "reading",
    ]

    def get_urls(self) -> list[URLPattern]:
        download = self.admin_site.admin_view(self.download_view)
        return [
            path("<int:pk>/download/", download, name="editorial_original_download"),
            *super().get_urls(),
        ]

    def download_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The document's bytes, always as a download: nothing in it is shown under our own address.

        Raises:
            PermissionDenied: the user may not see originals.
            Http404: no such original, or its bytes are lost.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        original = get_object_or_404(Original, pk=pk)
        try:
            content = vault.fetch(original.digest)
        except vault.VaultError as error:
            raise Http404(str(error)) from error
        return HttpResponse(
            content,
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": content_disposition_header(True, original.name) or "attachment",
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "private, no-store",
            },
        )

    @admin.display(description=_("大小"), ordering="size")
    def human_size(self, obj: Original) -> str:
        return filesizeformat(obj.size)

    @admin.display(description=_("下载"))
    def download_link(self, obj: Original) -> str:
        url = reverse("admin:editorial_original_download", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', url, _("下载原件"))

    @admin.display(description=_("导入记录"))
    def reading(self, obj: Original) -> str:
        return render_to_string("admin/editorial/reading.html", {"proposal": obj.proposal})
