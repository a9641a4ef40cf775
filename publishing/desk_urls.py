"""The press's own addresses inside /admin/."""

from django.contrib import admin
from django.urls import path

from publishing import preview_views

_desk = admin.site.admin_view

urlpatterns = [
    path("issues/<int:pk>/print-preview/", _desk(preview_views.issue_page), name="publishing_preview_issue"),
    path("print-preview/", _desk(preview_views.article_page), name="publishing_preview_article"),
]
