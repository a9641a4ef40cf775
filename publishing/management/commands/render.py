"""`manage.py render 2026/1 --format pdf --out FILE`: one format of an issue, to look at."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from editorial.models import Issue
from editorial.pictures import PictureError, read_pictures
from editorial.references import UnknownIssue, find_issue
from editorial.vault import VaultError
from publishing import downloads
from publishing.formats import FORMATS, CannotRender, Rendered
from publishing.models import Edition
from publishing.snapshot import load, take


class Command(BaseCommand):
    help = "把一期输出成一种格式：已发布的按最新一版，未发布的按现在的稿子。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("issue", help="年/期，例如 2026/1")
        parser.add_argument("--format", choices=sorted(FORMATS), required=True, help="格式")
        parser.add_argument("--out", type=Path, help="写到哪个文件；省略时用默认文件名")
        parser.add_argument("--draft", action="store_true", help="已发布的也按现在的稿子输出")

    def handle(self, *, issue: str, format: str, out: Path | None, draft: bool, **options: Any) -> None:
        try:
            rendered = _render(find_issue(issue), format, draft=draft)
            target = out or Path(rendered.path)
            target.write_bytes(rendered.content)
        except (UnknownIssue, PictureError, VaultError, CannotRender) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"无法写入 {error.filename}：{error.strerror}") from error
        self.stdout.write(f"{target}  {len(rendered.content):,} 字节")


def _render(issue: Issue, format: str, *, draft: bool) -> Rendered:
    edition = Edition.objects.current().filter(issue=issue).first()
    if edition is not None and not draft:
        published = load(edition.snapshot)
        return FORMATS[format].render(published, downloads.pictures_of(published))
    snapshot = take(issue)
    return FORMATS[format].render(snapshot, read_pictures(picture.name for picture in snapshot.pictures))
