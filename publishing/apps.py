"""Registers the press with Django."""

from django.apps import AppConfig
from django.core.checks import register

from publishing.checks import check_fonts


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "发布"

    def ready(self) -> None:
        register(check_fonts, "fonts")
