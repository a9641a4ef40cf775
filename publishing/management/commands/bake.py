"""`manage.py bake [--check]`: writes the whole site from the editions, or proves every byte of it.

The search index is made anew too where it is not that of these editions: after an upgrade, or a restored backup.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from editorial.vault import VaultError
from publishing.search import index
from publishing.site import baking


class Command(BaseCommand):
    help = "按已发布的各版重新生成整个网站；--check 只核对，不写。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="逐字节核对网站，有出入时以 1 退出")

    def handle(self, *, check: bool, **options: Any) -> None:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("核对网站" if check else "生成网站", total=None)
            try:
                (self._check if check else self._bake)(progress, task)
            except VaultError as error:
                raise CommandError(f"{error}。请从备份恢复存档文件夹 vault。") from error
            except OSError as error:
                raise CommandError(f"网站文件夹无法写入：{error.strerror or error}") from error

    def _bake(self, progress: Progress, task: Any) -> None:
        if not index.is_current():
            index.rebuild(lambda done, total: progress.update(task, completed=done, total=total))
        baked = baking.bake(progress=lambda done, total: progress.update(task, completed=done, total=total))
        self.stdout.write(f"网站已生成：写入 {baked.written}，未变 {baked.kept}，删除 {baked.deleted}。")

    def _check(self, progress: Progress, task: Any) -> None:
        findings = list(
            baking.check(progress=lambda done, total: progress.update(task, completed=done, total=total))
        )
        for finding in findings:
            self.stdout.write(f"{finding.fault.value}：{finding.path}")
        if findings:
            raise CommandError(f"有 {len(findings)} 个文件与已发布的版次不符。运行 manage.py bake 修复。")
        self.stdout.write("网站与已发布的各版逐字节一致。")
