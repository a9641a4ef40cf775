"""`manage.py correct_issue 2026/1 --note "…"`: publishes a published issue, as it stands now, as its next edition.

Whoever has the command line may do everything: approvals do not stop it, and what preflight objects to is
said.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console

from editorial.actions import Refused
from editorial.references import UnknownIssue, find_issue
from publishing.actions import SiteUnfinished
from publishing.corrections import correct
from publishing.management.objections import objections
from publishing.site.catalogue import editions_url


class Command(BaseCommand):
    help = "出更正版：按现在的稿子出已发布一期的下一版，旧版仍可查阅。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("issue", help="年/期，例如 2026/1")
        parser.add_argument("--note", required=True, help="更正了什么、为什么更正；读者会看到")

    def handle(self, *, issue: str, note: str, **options: Any) -> None:
        try:
            with Console(stderr=True).status("正在出更正版……"):
                edition = correct(issue=find_issue(issue), note=note)
        except (UnknownIssue, Refused, SiteUnfinished) as error:
            raise CommandError(str(error)) from error
        year, number = edition.issue.year, edition.issue.number
        self.stdout.write(f"已更正：{edition}，改动见 {editions_url(year, number)}")
        if objected := objections(edition.issue):
            self.stdout.write(objected)
