"""`manage.py withdraw_issue 2026/1 --reason "…"`: takes a published issue from its readers."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console

from editorial.actions import Refused
from editorial.references import UnknownIssue, find_issue
from publishing.actions import SiteUnfinished
from publishing.corrections import withdraw


class Command(BaseCommand):
    help = "撤回已发布的一期：网页改为说明已撤回和原因，目录和下载里都不再有它。不能恢复。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("issue", help="年/期，例如 2026/1")
        parser.add_argument("--reason", required=True, help="撤回的原因；读者会看到")

    def handle(self, *, issue: str, reason: str, **options: Any) -> None:
        try:
            with Console(stderr=True).status("正在撤回……"):
                edition = withdraw(issue=find_issue(issue), reason=reason)
        except (UnknownIssue, Refused, SiteUnfinished) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已撤回：{edition.issue}")
