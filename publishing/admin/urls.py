"""The press's own addresses inside /admin/."""

from django.contrib import admin
from django.urls import path

from publishing import preview_views
from publishing.admin import editions as edition_admin
from publishing.admin import proofs as proof_admin

_desk = admin.site.admin_view

urlpatterns = [
    path("issues/<int:pk>/print-preview/", _desk(preview_views.issue_page), name="publishing_preview_issue"),
    path("print-preview/", _desk(preview_views.article_page), name="publishing_preview_article"),
    path("issues/<int:pk>/correct/", _desk(edition_admin.correct_issue), name="publishing_correct"),
    path("issues/<int:pk>/withdraw/", _desk(edition_admin.withdraw_issue), name="publishing_withdraw"),
    path("issues/<int:pk>/schedule/", _desk(edition_admin.schedule_issue), name="publishing_schedule"),
    path("issues/<int:pk>/schedule/cancel/", _desk(edition_admin.cancel_schedule), name="publishing_cancel"),
    path("issues/<int:pk>/differences/", _desk(edition_admin.differences), name="publishing_differences"),
    path("issues/<int:pk>/proofs/", _desk(proof_admin.rounds), name="publishing_proofs"),
    path("issues/<int:pk>/proofs/make/", _desk(proof_admin.make), name="publishing_proof_make"),
    path("issues/<int:pk>/proofs/invite/", _desk(proof_admin.give_link), name="publishing_invite"),
    path("invitations/<int:pk>/revoke/", _desk(proof_admin.revoke_link), name="publishing_revoke"),
    path("proofs/<int:pk>/", _desk(proof_admin.proof), name="publishing_proof"),
    path("proofs/<int:pk>/pdf/", _desk(proof_admin.pdf), name="publishing_proof_pdf"),
    path("proofs/<int:pk>/pictures/<str:name>", _desk(proof_admin.picture), name="publishing_proof_picture"),
    path("proofs/<int:pk>/remarks/", _desk(proof_admin.remarks), name="publishing_remarks"),
    path("remarks/<int:pk>/resolve/", _desk(proof_admin.answer), name="publishing_resolve"),
    path("remarks/<int:pk>/reopen/", _desk(proof_admin.ask_again), name="publishing_reopen"),
]
