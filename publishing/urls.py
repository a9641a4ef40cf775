"""The readers' addresses: every one is a file of the site."""

from django.urls import path

from publishing.views import site_file

urlpatterns = [
    path("", site_file, name="home"),
    path("<path:path>", site_file, name="site"),
]
