"""Proofs by a link, and the readers' addresses: every one of those but search is a file of the site."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from publishing.proofs import views as proof_views
from publishing.search import views as search_views
from publishing.site.views import site_file

urlpatterns = [
    path("proof/<str:secret>/", proof_views.page, name="proof"),
    path("proof/<str:secret>/pdf/", proof_views.pdf, name="proof_pdf"),
    path("proof/<str:secret>/pictures/<str:name>", proof_views.picture, name="proof_picture"),
    re_path(r"^proof/", proof_views.lost),
    path("search/", search_views.search_page, name="search"),
    path("search", RedirectView.as_view(pattern_name="search", permanent=True, query_string=True)),
    path("search/suggest.json", search_views.suggestions),
    path("search.json", search_views.search_json),
    path("", site_file, name="home"),
    path("<path:path>", site_file, name="site"),
]
