"""`manage.py verify [--json]`: proves that nothing published, proofed or imported was lost or changed."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from publishing.verification import Damage, verify


class Command(BaseCommand):
    help = "逐字节核对存档、快照、校样、原件、网站和检索索引；有损坏时列出来，以 1 退出。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="按 JSON 输出")

    def handle(self, *, json: bool, **options: Any) -> None:
        counts, damages = _look()
        self.stdout.write(_as_json(counts, damages) if json else _as_text(counts, damages))
        if damages:
            raise CommandError(
                f"有 {len(damages)} 处损坏。存档和快照请从备份恢复；网站文件运行 manage.py bake，检索索引运行 manage.py reindex 修复。"
            )


def _look() -> tuple[dict[str, int], list[Damage]]:
    counts: dict[str, int] = {}
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("核对", total=None)

        def progress(name: str, done: int, total: int) -> None:
            counts[name] = done
            bar.update(task, description=f"核对{name}", completed=done, total=total)

        return counts, list(verify(progress))


def _as_text(counts: dict[str, int], damages: list[Damage]) -> str:
    if damages:
        return "\n".join(f"{damage.subject}：{damage.problem}" for damage in damages)
    return f"全部完好：{'，'.join(f'{name} {count}' for name, count in counts.items())}。"


def _as_json(counts: dict[str, int], damages: list[Damage]) -> str:
    told = {"checked": counts, "damaged": [asdict(damage) for damage in damages]}
    return json.dumps(told, ensure_ascii=False, indent=2)
