"""The newsroom's article page with what the press adds to it: remarks from proofs, the printed page, the way from a
change in a published issue to its 更正.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from editorial.admin.article import ArticleAdmin
from editorial.admin.desk import permitted
from editorial.models import Article
from editorial.workflow import CORRECT
from publishing.admin.editions import correction_context

admin.site.unregister(Article)


@admin.register(Article)
class PrintableArticleAdmin(ArticleAdmin):
    change_form_template = "admin/publishing/article_change_form.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Tells the template which `corrected_issue` readers see unchanged for now, and who can correct it."""
        row = context.get("original")
        if row is not None and row.issue is not None and row.issue.state in CORRECT.sources:
            user = permitted(request, "editorial.view_article")
            context = context | correction_context(user, row.issue)
        return super().render_change_form(request, context, *args, **kwargs)
