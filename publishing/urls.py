"""Proofs by a link, and the readers' addresses: every one of those is a file of the site."""

from django.urls import path, re_path

from publishing import proof_views
from publishing.views import site_file

urlpatterns = [
    path("proof/<str:secret>/", proof_views.page, name="proof"),
    path("proof/<str:secret>/pdf/", proof_views.pdf, name="proof_pdf"),
    path("proof/<str:secret>/pictures/<str:name>", proof_views.picture, name="proof_picture"),
    re_path(r"^proof/", proof_views.lost),
    path("", site_file, name="home"),
    path("<path:path>", site_file, name="site"),
]
