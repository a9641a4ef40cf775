"""The desk's name, as every page of the admin shows it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

admin.site.site_header = _("简报编辑部")
admin.site.site_title = _("简报编辑部")
admin.site.index_title = _("编辑部首页")
admin.site.empty_value_display = "—"
