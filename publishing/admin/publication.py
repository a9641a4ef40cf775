"""The newsroom's page of the publication, whose saving is seen on the site at once."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext

from editorial.admin.publication import PublicationAdmin
from editorial.models import Publication
from publishing.actions import SiteUnfinished, write_site
from publishing.site.about import ABOUT

admin.site.unregister(Publication)


@admin.register(Publication)
class ShownPublicationAdmin(PublicationAdmin):
    """The settings; what they say of the newsletter stands on the about page when they are saved."""

    def save_model(self, request: HttpRequest, obj: Publication, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        transaction.on_commit(partial(self._show, request, obj))

    def _show(self, request: HttpRequest, publication: Publication) -> None:
        """Writes the site once it is sure what is saved, and says so."""
        try:
            write_site(publication, gettext("%s的设置已保存") % publication)
        except SiteUnfinished as unfinished:
            self.message_user(request, str(unfinished), messages.WARNING)
            return
        told = gettext("网站的“关于”页已更新：")
        self.message_user(request, format_html('{}<a href="{}">{}</a>', told, ABOUT, gettext("看一看")))
