"""The desk's own addresses inside /admin/: the pool, clipping, and what the Markdown editor calls."""

from django.contrib import admin
from django.urls import path

from editorial.admin import clip, markdown, pool

_desk = admin.site.admin_view

urlpatterns = [
    path("markdown/preview/", markdown.preview, name="editorial_preview"),
    path("markdown/upload/", markdown.upload, name="editorial_upload"),
    path("pictures/<str:name>", markdown.picture, name="editorial_picture"),
    path("clip/", _desk(clip.read), name="editorial_clip"),
    path("clip/keep/", _desk(clip.keep), name="editorial_clip_keep"),
    path("pool/", _desk(pool.listing), name="editorial_pool"),
    path("pool/send/", _desk(pool.send), name="editorial_pool_send"),
    path("pool/return/", _desk(pool.take_back), name="editorial_pool_return"),
    path("pool/<int:pk>/notes/", _desk(pool.write_notes), name="editorial_pool_notes"),
]
