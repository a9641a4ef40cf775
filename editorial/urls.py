"""The desk's own addresses inside /admin/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
