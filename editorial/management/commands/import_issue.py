"""`manage.py import_issue FILE [--dry-run] [--json] [--blocks] [--by USERNAME]`: an issue out of a document."""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console

from editorial.actions import Refused, import_issue
from editorial.intake import Refused as Unreadable
from editorial.intake import propose
from editorial.intake.labels import label
from editorial.intake.proposal import ArticleProposal, IssueProposal, SectionProposal
from editorial.intake.propose import read_blocks
from editorial.management import arguments


class Command(BaseCommand):
    help = "导入一期简报：Word（.docx，装有 LibreOffice 时也可以是 .doc）、带文字的 PDF、网页、Markdown 或纯文本。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="要导入的文件")
        parser.add_argument("--dry-run", action="store_true", help="只看读出了什么，不写入")
        parser.add_argument("--json", action="store_true", help="用 JSON 打印读出的内容")
        parser.add_argument(
            "--blocks", action="store_true", help="只用 JSON 逐段打印读出了什么、认作什么，不写入"
        )
        parser.add_argument("--by", metavar="用户名", help="以谁的身份导入；不写则不查权限")

    def handle(
        self,
        *,
        file: Path,
        dry_run: bool = False,
        json: bool = False,
        blocks: bool = False,
        by: str | None = None,
        **options: Any,
    ) -> None:
        importer = arguments.user(by) if by else None
        content = _content(file)
        try:
            if blocks:
                self.stdout.write(_as_json(label(read_blocks(content))))
                return
            proposal = propose(content, file.name)
            issue = None
            if not dry_run:
                issue = import_issue(proposal=proposal, content=content, name=file.name, by=importer)
        except (Unreadable, Refused, PermissionDenied) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_as_json(proposal.to_json()) if json else _summary(proposal))
        if issue is not None and not json:
            self.stdout.write(f"已导入：《{issue.publication}》{issue}")


def _content(file: Path) -> bytes:
    if file.is_dir():
        raise CommandError(f"{file} 是文件夹，请指定其中的一个文件。")
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise CommandError(f"找不到文件 {file}，请核对路径。") from error
    except (OSError, ValueError) as error:
        raise CommandError(f"无法读取 {file}，请核对文件和权限。") from error


def _as_json(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2)


def _summary(proposal: IssueProposal) -> str:
    """What was read, for a person at a terminal."""
    made = [(repair.line, repair.detail) for repair in proposal.repairs if repair.certain]
    offered = [(repair.line, repair.detail) for repair in proposal.repairs if not repair.certain]
    warnings = [(warning.line, warning.message) for warning in proposal.warnings]
    console = Console(width=100, markup=False, highlight=False, soft_wrap=True)
    with console.capture() as capture:
        _print_masthead(console, proposal)
        for section in proposal.sections:
            _print_section(console, section)
        _print_remarks(console, "已修复", made)
        _print_remarks(console, "建议", offered)
        _print_remarks(console, "请核对", warnings)
    return capture.get()


def _print_masthead(console: Console, proposal: IssueProposal) -> None:
    year, number, serial = (value or "？" for value in (proposal.year, proposal.number, proposal.serial))
    console.print(f"《{proposal.publication}》{year} 年第 {number} 期（总第 {serial} 期）", style="bold")
    console.print(f"{proposal.publisher or '编印单位？'}  {proposal.date or '日期？'}")
    console.print(f"可信度 {proposal.confidence:.0%}")


def _print_section(console: Console, section: SectionProposal) -> None:
    console.print(f"\n【{section.name}】{len(section.articles)} 篇", style="bold")
    for place, article in enumerate(section.articles, start=1):
        console.print(f"  {place}. {article.title}（{len(article.paragraphs)} 段，{_outlets(article)}）")


def _print_remarks(console: Console, title: str, remarks: list[tuple[int, str]]) -> None:
    """Sentences about lines of the document, under a title that counts them; nothing if there are none."""
    if remarks:
        console.print(f"\n{title} {len(remarks)} 处", style="bold")
    for line, sentence in remarks:
        console.print(f"  第 {line} 行  {sentence}")


def _outlets(article: ArticleProposal) -> str:
    credits = (
        f"{each.outlet}（转自{each.via}）" if each.via else each.outlet for each in article.attributions
    )
    return "、".join(credits) or "来源？"
