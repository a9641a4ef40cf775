"""Findings as JSON values, with the lines and columns that people and editors count by."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from editorial.preflight.finding import Finding


class Lines:
    """Where the lines of a text begin; lines and columns count from 1."""

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
