"""The desk's own addresses inside /admin/: what the Markdown editor calls."""

from django.urls import path

from editorial.admin import markdown

urlpatterns = [
    path("markdown/preview/", markdown.preview, name="editorial_preview"),
    path("markdown/upload/", markdown.upload, name="editorial_upload"),
    path("pictures/<str:name>", markdown.picture, name="editorial_picture"),
]
