"""`manage.py import_archive FOLDER [--by USERNAME] [--json]`: back issues by the folder, published as of their days.

Exits 1 when a document needs a person; run again, it goes on where it was cut off.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from editorial.management import arguments
from editorial.vault import VaultError
from publishing.archive import Document, Outcome, Report, Watch, import_folder
from publishing.site import baking

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_TITLES = {
    Outcome.PUBLISHED: "已导入并发布",
    Outcome.IMPORTED: "已导入，等人核对后发布",
    Outcome.REFUSED: "没有导入",
    Outcome.KNOWN: "以前已有",
    Outcome.SPARE: "同一期的另一份，没有用",
}


class Command(BaseCommand):
    help = "导入一个文件夹里的往期简报，作为已发布的各期，日期用各期自己的。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="放着往期文件的文件夹")
        parser.add_argument("--by", metavar="用户名", help="以谁的身份导入；不写则不查权限")
        parser.add_argument("--json", action="store_true", help="用 JSON 打印结果")

    def handle(self, *, folder: Path, by: str | None = None, json: bool = False, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"找不到文件夹 {folder}，请核对路径。")
        try:
            report = self._import(folder, arguments.user(by) if by else None)
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_as_json(report) if json else _summary(report))
        if report.needs_a_person:
            sys.exit(1)

    def _import(self, folder: Path, by: "User | None") -> Report:
        """The report, with a bar on standard error while it is made."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            report = import_folder(folder, by=by, watch=_watch(bar))
            task = bar.add_task("写网站", total=1)
            try:
                baking.bake()
            except (OSError, VaultError) as error:
                raise CommandError(
                    f"各期已经导入，但网站文件没有写完（{error}）。请排除故障，再运行 manage.py bake。"
                ) from error
            bar.advance(task)
        return report


def _watch(bar: Progress) -> Watch:
    tasks = {}

    def watch(doing: str, done: int, total: int) -> None:
        if doing not in tasks:
            tasks[doing] = bar.add_task(doing, total=total)
        bar.update(tasks[doing], completed=done, total=total)

    return watch


def _as_json(report: Report) -> str:
    return json.dumps(report.to_json(), ensure_ascii=False, indent=2)


def _summary(report: Report) -> str:
    """What became of each document, those that need a person first."""
    console = Console(width=100, markup=False, highlight=False, soft_wrap=True)
    with console.capture() as capture:
        for outcome in (Outcome.REFUSED, Outcome.IMPORTED, Outcome.PUBLISHED, Outcome.KNOWN, Outcome.SPARE):
            _print_outcome(console, report, outcome)
        if report.skipped:
            console.print(f"\n不是文稿，跳过 {len(report.skipped)} 个：", style="bold")
            console.print("  " + "、".join(path.name for path in report.skipped))
        if report.missing:
            console.print(f"\n中间缺 {len(report.missing)} 期：", style="bold")
            console.print("  " + "、".join(f"总第 {serial} 期" for serial in report.missing))
    return capture.get()


def _print_outcome(console: Console, report: Report, outcome: Outcome) -> None:
    documents = report.with_outcome(outcome)
    if documents:
        console.print(f"\n{_TITLES[outcome]} {len(documents)} 份：", style="bold")
    for document in documents:
        console.print(f"  {document.path.relative_to(report.folder)}  {_told(document)}")


def _told(document: Document) -> str:
    """The issue, what is to be said of it, and how many doubts the reading has."""
    warnings = len(document.proposal.warnings) if document.proposal else 0
    doubts = f"请核对 {warnings} 处" if warnings and document.outcome is Outcome.PUBLISHED else ""
    return "  ".join(filter(None, (document.issue, document.message, doubts)))
