"""The desk's own addresses inside /admin/: its front page, the pool, clipping, the workspace, reviews, and what the Markdown
editor calls."""

from django.contrib import admin
from django.urls import path

from editorial.admin import (
    clip,
    front,
    links,
    markdown,
    paste,
    pool,
    preflight_views,
    presence,
    proofread,
    reviewing,
    workspace,
)

_desk = admin.site.admin_view

urlpatterns = [
    path("", _desk(front.page), name="editorial_front"),
    path("markdown/preview/", markdown.preview, name="editorial_preview"),
    path("markdown/upload/", markdown.upload, name="editorial_upload"),
    path("markdown/paste/", paste.paste, name="editorial_paste"),
    path("proofread/check/", proofread.check, name="editorial_proofread_check"),
    path("proofread/fix/", proofread.fix, name="editorial_proofread_fix"),
    path("proofread/let-stand/", proofread.let_stand, name="editorial_proofread_let_stand"),
    path("proofread/count-again/", proofread.count_again, name="editorial_proofread_count_again"),
    path("pictures/<str:name>", markdown.picture, name="editorial_picture"),
    path("clip/", _desk(clip.read), name="editorial_clip"),
    path("clip/keep/", _desk(clip.keep), name="editorial_clip_keep"),
    path("pool/", _desk(pool.listing), name="editorial_pool"),
    path("pool/send/", _desk(pool.send), name="editorial_pool_send"),
    path("pool/return/", _desk(pool.take_back), name="editorial_pool_return"),
    path("pool/<int:pk>/notes/", _desk(pool.write_notes), name="editorial_pool_notes"),
    path("articles/<int:pk>/presence/", presence.heartbeat, name="editorial_presence"),
    path("links/check/", _desk(links.check), name="editorial_link_check"),
    path(
        "articles/<int:pk>/reviews/<slug:move>/",
        _desk(reviewing.decide_article),
        name="editorial_decide_article",
    ),
    path(
        "issues/<int:pk>/reviews/<slug:move>/", _desk(reviewing.decide_issue), name="editorial_decide_issue"
    ),
    path("issues/<int:pk>/order/", _desk(workspace.order), name="editorial_order"),
    path("issues/<int:pk>/take-in/", _desk(workspace.take_in), name="editorial_take_in"),
    path("issues/<int:pk>/articles/<slug:uid>/move/", _desk(workspace.move), name="editorial_move"),
    path(
        "issues/<int:pk>/articles/<slug:uid>/take-out/", _desk(workspace.take_out), name="editorial_take_out"
    ),
    path("issues/<int:pk>/preflight/", _desk(preflight_views.report), name="editorial_preflight"),
    path(
        "issues/<int:pk>/preflight/let-stand/",
        _desk(preflight_views.let_stand),
        name="editorial_preflight_let_stand",
    ),
    path(
        "issues/<int:pk>/preflight/count-again/",
        _desk(preflight_views.count_again),
        name="editorial_preflight_count_again",
    ),
    path("issues/<int:pk>/preflight/fixes/", _desk(preflight_views.fixes), name="editorial_preflight_fixes"),
    path("issues/<int:pk>/preflight/undo/", _desk(preflight_views.undo), name="editorial_preflight_undo"),
]
