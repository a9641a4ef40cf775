"""The newsroom's article page with what the press adds to it: remarks from proofs, and the printed page."""

from django.contrib import admin

from editorial.admin.article import ArticleAdmin
from editorial.models import Article

admin.site.unregister(Article)


@admin.register(Article)
class PrintableArticleAdmin(ArticleAdmin):
    change_form_template = "admin/publishing/article_change_form.html"
