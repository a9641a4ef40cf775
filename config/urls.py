"""The URL map: the desk under /admin/, everything else is the readers' site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", include("editorial.urls")),
    path("admin/", include("publishing.admin.urls")),
    path("admin/", admin.site.urls),
    path("", include("publishing.urls")),
]
