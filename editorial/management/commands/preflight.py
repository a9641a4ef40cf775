"""`manage.py preflight 2026/1` or `--file FILE`: what an editor should know of a text before it is printed."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from editorial.intake.sniff import DocumentKind, Refused, sniff
from editorial.preflight.check import check
from editorial.preflight.files import read
from editorial.preflight.finding import Finding, Severity
from editorial.preflight.links import check_links, found_dead, links_of
from editorial.preflight.manuscript import Manuscript
from editorial.preflight.newsroom import Noted, Proof, proofread
from editorial.preflight.report import Lines, finding_to_json, to_json, to_lines, totals
from editorial.references import UnknownIssue, find_issue


class Command(BaseCommand):
    help = "审读检查：找出付印前该知道的问题。有错误时退出码为 1。"

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("issue", nargs="?", help="年/期，例如 2026/1")
        what.add_argument("--file", type=Path, help="要检查的文件：整期、一篇或一段，纯文本或 Markdown")
        parser.add_argument("--json", action="store_true", help="用 JSON 打印")
        parser.add_argument("--links", action="store_true", help="也查链接打不打得开（要联网，只作提示）")

    def handle(
        self,
        *,
        issue: str | None = None,
        file: Path | None = None,
        json: bool = False,
        links: bool = False,
        **options: Any,
    ) -> None:
        failed = self._file(file, json, links) if file else self._issue(issue or "", json, links)
        if failed:
            sys.exit(1)

    def _file(self, file: Path, as_json: bool, with_links: bool) -> bool:
        text = _text(file)
        manuscript = read(text)
        findings = [*check(manuscript), *(_dead(manuscript) if with_links else ())]
        severities = [finding.severity for finding in findings]
        if as_json:
            self._print_json(to_json(findings, text))
        else:
            self._print([*to_lines(findings, text), totals(severities)])
        return Severity.ERROR in severities

    def _issue(self, reference: str, as_json: bool, with_links: bool) -> bool:
        try:
            with Console(stderr=True).status("正在检查……"):
                proof = proofread(find_issue(reference))
        except UnknownIssue as error:
            raise CommandError(str(error)) from error
        if with_links:
            proof = replace(proof, noted=(*proof.noted, *map(Noted, _dead(proof.manuscript))))
        if as_json:
            self._print_json([_noted_to_json(each, proof) for each in proof.noted])
        else:
            self._print(_summary(proof))
        return proof.errors > 0

    def _print_json(self, values: list[dict[str, Any]]) -> None:
        self.stdout.write(json.dumps(values, ensure_ascii=False, indent=2))

    def _print(self, lines: list[str]) -> None:
        console = Console(width=100, markup=False, highlight=False, soft_wrap=True)
        with console.capture() as capture:
            for line in lines:
                console.print(line)
        self.stdout.write(capture.get())


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


def _dead(manuscript: Manuscript) -> list[Finding]:
    """The links that do not open; each takes seconds, so the terminal shows how far it is."""
    links = links_of(manuscript)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("正在查链接", total=len({link.address for link in links}))
        reports = check_links((link.address for link in links), lambda _report: progress.advance(task))
    return found_dead(links, reports)


# --- An issue: texts of several articles, and what editors said ---------------------------------


def _noted_to_json(noted: Noted, proof: Proof) -> dict[str, Any]:
    """As for a file, with the article and the field that the offsets count in, and the word for letting it
    stand."""
    place = noted.finding.place
    said = noted.acknowledgement
    return {
        "article": place.article,
        "title": proof.titles.get(place.article, ""),
        "field": place.field,
        **finding_to_json(noted.finding, Lines(proof.texts[place])),
        "acknowledged": said.reason if said else None,
    }


def _summary(proof: Proof) -> list[str]:
    return [*_open_lines(proof), _closing(proof)]


def _open_lines(proof: Proof) -> Iterator[str]:
    """What nobody has dealt with, under the titles of the articles."""
    waiting = [each.finding for each in proof.noted if each.is_open]
    for uid, findings in groupby(waiting, lambda finding: finding.place.article):
        yield f"《{proof.titles[uid]}》" if uid else "本期"
        for finding in findings:
            yield from to_lines([finding], proof.texts[finding.place])


def _closing(proof: Proof) -> str:
    told = totals(each.finding.severity for each in proof.noted if each.is_open)
    said = sum(not each.is_open for each in proof.noted)
    return f"{told}；已忽略 {said} 处" if said else told
