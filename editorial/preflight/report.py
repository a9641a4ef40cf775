"""Findings to be read: as JSON values, and as lines for a person at a terminal.

Lines and columns are counted as people and editors count them, from 1.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from editorial.preflight.finding import Finding, Severity, gettext_noop

SEVERITY_NAMES = {
    Severity.ERROR: gettext_noop("错误"),
    Severity.WARNING: gettext_noop("警告"),
    Severity.INFO: gettext_noop("提示"),
}
_SHOWN = 20
"""Characters shown of the words that a finding is about."""


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(index + 1 for index, letter in enumerate(text) if letter == "\n")]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def to_json(findings: Iterable[Finding], text: str) -> list[dict[str, Any]]:
    """What `manage.py preflight --json` prints for a text: offsets in its characters."""
    lines = Lines(text)
    return [finding_to_json(finding, lines) for finding in findings]


def finding_to_json(finding: Finding, lines: Lines) -> dict[str, Any]:
    line, column = lines.at(finding.span.start)
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": line,
        "col": column,
        "span": finding.words,
        "message": finding.message,
        "standard": finding.standard,
        "fix": finding.fix,
    }


def to_lines(findings: Iterable[Finding], text: str) -> Iterator[str]:
    """A line for each finding."""
    lines = Lines(text)
    for finding in findings:
        line, column = lines.at(finding.span.start)
        words = " ".join(finding.words.split())[:_SHOWN]
        level = SEVERITY_NAMES[finding.severity]
        yield f"第 {line} 行第 {column} 字  {level}  {finding.rule}  “{words}”  {finding.message}"


def totals(severities: Iterable[Severity]) -> str:
    """错误 2 处，警告 0 处，提示 5 处."""
    listed = list(severities)
    return "，".join(f"{SEVERITY_NAMES[level]} {listed.count(level)} 处" for level in Severity)
