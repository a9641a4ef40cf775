"""`manage.py reindex [--check]`: makes the search index anew from the editions, or proves every row of it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from publishing.search import index


class Command(BaseCommand):
    help = "按读者看到的各版重新编制检索索引；--check 只核对，不写。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="逐条核对索引，有出入时以 1 退出")

    def handle(self, *, check: bool, **options: Any) -> None:
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("核对索引" if check else "编制索引", total=None)

            def progress(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            if check:
                faults = list(index.check(progress))
            else:
                written = index.rebuild(progress)
        if not check:
            self.stdout.write(f"索引已编好：{written} 篇文章。")
            return
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"有 {len(faults)} 处与已发布的版次不符。运行 manage.py reindex 修复。")
        self.stdout.write("索引与已发布的各版逐条一致。")
