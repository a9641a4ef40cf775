"""Registers the press with Django."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from publishing.checks import check_fonts


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("发布")

    def ready(self) -> None:
        register(check_fonts, "fonts")
