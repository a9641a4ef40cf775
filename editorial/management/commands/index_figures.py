"""`manage.py index_figures`: writes down anew what every published issue printed, for archives from before."""

from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import track

from editorial.actions import remember_printed
from editorial.models import Article, Issue, PrintedFigure


class Command(BaseCommand):
    help = "重建数据索引：重新读出已发布各期的段落和数字。"

    def handle(self, **options: Any) -> None:
        issues = list(Issue.objects.published().in_order())
        for issue in track(issues, "重建数据索引", console=Console(stderr=True), transient=True):
            remember_printed(issue)
        figures = PrintedFigure.objects.filter(article__in=Article.objects.published()).count()
        self.stdout.write(f"数据索引已重建：{len(issues)} 期，{figures} 条数据。")
