"""审稿记录: who decided what. To be read, never changed."""

from django.contrib import admin

from editorial.admin.base import ReadOnlyAdmin
from editorial.models import Review


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ["at", "stage", "decision", "article", "issue", "reviewer"]
    list_display_links = ["at"]
    list_select_related = ["article", "issue", "reviewer"]
    list_filter = ["stage", "decision"]
    fields = ["at", "stage", "decision", "article", "issue", "opinion", "digest", "reviewer"]
