"""`manage.py preflight --file FILE [--json]`: what an editor should know of a text before it is printed."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console

from editorial.intake.sniff import DocumentKind, Refused, sniff
from editorial.preflight.check import check
from editorial.preflight.files import read
from editorial.preflight.finding import Finding, Severity
from editorial.preflight.report import Lines, to_json

_MARKS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


class Command(BaseCommand):
    help = "审读检查：找出付印前该知道的问题。有错误时退出码为 1。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--file", type=Path, required=True, help="要检查的文件：整期、一篇或一段，纯文本或 Markdown"
        )
        parser.add_argument("--json", action="store_true", help="用 JSON 打印")

    def handle(self, *, file: Path, json: bool = False, **options: Any) -> None:
        text = _text(file)
        findings = check(read(text))
        self.stdout.write(_as_json(findings, text) if json else _summary(findings, text))
        if any(finding.severity is Severity.ERROR for finding in findings):
            sys.exit(1)


def _text(file: Path) -> str:
    try:
        sniffed = sniff(file.read_bytes())
    except OSError as error:
        raise CommandError(f"无法读取 {file}，请核对路径和权限。") from error
    except Refused as refusal:
        raise CommandError(f"{file.name}：{refusal}") from refusal
    if sniffed.kind is not DocumentKind.TEXT:
        raise CommandError(f"{file.name} 不是纯文本或 Markdown。请先用 import_issue 导入，再检查。")
    return sniffed.text


def _as_json(findings: list[Finding], text: str) -> str:
    return json.dumps(to_json(findings, text), ensure_ascii=False, indent=2)


def _summary(findings: list[Finding], text: str) -> str:
    """A line for each finding, for a person at a terminal."""
    lines = Lines(text)
    console = Console(width=100, markup=False, highlight=False, soft_wrap=True)
    with console.capture() as capture:
        for finding in findings:
            line, column = lines.at(finding.span.start)
            shown = " ".join(finding.words.split())[:20]
            console.print(
                f"第 {line} 行第 {column} 字  {_MARKS[finding.severity]}  {finding.rule}  “{shown}”  {finding.message}"
            )
        counts = {level: sum(each.severity is level for each in findings) for level in Severity}
        console.print("，".join(f"{_MARKS[level]} {count} 处" for level, count in counts.items()))
    return capture.get()
