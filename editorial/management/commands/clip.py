"""`manage.py clip URL_OR_FILE [--json] [--dry-run] [--by USERNAME] [--anyway]`: an article out of a web page."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from editorial import clip as page_reader
from editorial.actions import AlreadyClipped, Refused, SameStory, clip, refuse_known
from editorial.clip.fetch import FetchRefused, fetch
from editorial.clip.gallery import fetch_pictures
from editorial.clip.proposal import ClipProposal
from editorial.intake import Refused as Unreadable
from editorial.management import arguments
from editorial.sandbox import Refused as TooMuch

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Command(BaseCommand):
    help = "把一个网页采编成稿件库里的一篇文章。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("page", metavar="URL_OR_FILE", help="网页地址，或保存下来的网页文件")
        parser.add_argument("--dry-run", action="store_true", help="只看读出了什么，不写入")
        parser.add_argument("--json", action="store_true", help="用 JSON 打印读出的内容")
        parser.add_argument("--by", metavar="用户名", help="以谁的身份采编；不写则不查权限")
        parser.add_argument("--anyway", action="store_true", help="内容相同的稿件已有，也再存一篇")

    def handle(
        self,
        *,
        page: str,
        dry_run: bool = False,
        json: bool = False,
        by: str | None = None,
        anyway: bool = False,
        **options: Any,
    ) -> None:
        editor = arguments.user(by) if by else None
        try:
            content, url = _page(page)
            proposal = page_reader.read(content, url)
        except (FetchRefused, Unreadable, TooMuch) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_as_json(proposal) if json else _summary(proposal))
        self.stdout.flush()  # pictures may take their time
        if not dry_run:
            self._clip(proposal, content, editor, anyway=anyway)

    def _clip(self, proposal: ClipProposal, content: bytes, editor: "User | None", *, anyway: bool) -> None:
        """Writes the article. What is here already is no failure: it is said, and that is all."""
        try:
            refuse_known(proposal, content, anyway=anyway)
            pictures = fetch_pictures(proposal.body)
            article = clip(proposal=proposal, content=content, by=editor, pictures=pictures, anyway=anyway)
        except SameStory as known:
            self.stderr.write(self.style.WARNING(f"{known}确要再存一篇，请加 --anyway。"))
        except AlreadyClipped as known:
            self.stderr.write(self.style.WARNING(str(known)))
        except (Refused, PermissionDenied) as error:
            raise CommandError(str(error)) from error
        else:
            for warning in article.clipping.proposal["warnings"][len(proposal.warnings) :]:
                self.stderr.write(warning["message"])
            self.stderr.write(self.style.SUCCESS(f"已存入稿件库：《{article}》"))


def _page(page: str) -> tuple[bytes, str]:
    """The page's bytes, fetched or from a file, and its address, empty for a file."""
    if page.lower().startswith(("http://", "https://")):
        fetched = fetch(page)
        return fetched.content, fetched.url
    try:
        return Path(page).read_bytes(), ""
    except FileNotFoundError as error:
        raise CommandError(f"找不到文件 {page}，请核对路径；网址请以 http:// 或 https:// 开头。") from error
    except (OSError, ValueError) as error:
        raise CommandError(f"无法读取 {page}，请核对文件和权限。") from error


def _as_json(proposal: ClipProposal) -> str:
    return json.dumps(proposal.to_json(), ensure_ascii=False, indent=2)


def _summary(proposal: ClipProposal) -> str:
    """What was read, for a person at a terminal."""
    outlet = f"{proposal.outlet}（转自{proposal.via}）" if proposal.via else proposal.outlet
    lines = [
        proposal.title or "标题？",
        f"来源 {outlet or '？'}  作者 {'、'.join(proposal.authors) or '？'}  日期 {proposal.published or '？'}",
        f"正文 {len(''.join(proposal.body.split()))} 字，图片 {len(proposal.images)} 张",
        *(f"请核对  {warning.message}" for warning in proposal.warnings),
    ]
    return "\n".join(lines)
