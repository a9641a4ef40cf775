"""`manage.py publish_issue 2026/1`: publishes an issue and writes it to the site.

Whoever has the command line may do everything: what preflight objects to is said, and does not stop it.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console

from editorial.actions import Refused
from editorial.references import UnknownIssue, find_issue
from publishing.actions import SiteUnfinished, publish
from publishing.management.objections import objections


class Command(BaseCommand):
    help = "发布一期：生成各种格式并写入网站。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("issue", help="年/期，例如 2026/1")

    def handle(self, *, issue: str, **options: Any) -> None:
        try:
            with Console(stderr=True).status("正在发布……"):
                edition = publish(issue=find_issue(issue))
        except (UnknownIssue, Refused, PermissionDenied, SiteUnfinished) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已发布：{edition}")
        if objected := objections(edition.issue):
            self.stdout.write(objected)
        for artifact in edition.artifacts.all():
            self.stdout.write(f"  {artifact.path}  {artifact.size:,} 字节")
