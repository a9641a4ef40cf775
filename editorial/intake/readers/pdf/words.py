"""Words: the lines of a paragraph as one text: blanks put in where lines end, hyphens taken out."""

import re
from collections.abc import Iterable
from dataclasses import replace

from editorial.intake.blocks import Run, merged
from editorial.intake.readers.pdf.lines import Line
from editorial.intake.readers.pdf.spelling import SOFT_HYPHEN, is_wide

_HYPHENATED = re.compile(r"[A-Za-z][a-z]-$")
_CLINGS = "-/–_@"
"""What goes on without a blank at the head of the next line."""


def flowing(lines: Iterable[Line]) -> tuple[Run, ...]:
    """The runs of lines that are one paragraph."""
    runs: list[Run] = []
    before: Line | None = None
    for line in lines:
        if before is not None:
            runs[-1] = replace(runs[-1], text=_ended(runs[-1].text, before, line))
        runs.extend(line.runs)
        before = line
    return merged(tuple(replace(run, text=run.text.replace(SOFT_HYPHEN, "")) for run in runs))


def _ended(text: str, before: Line, after: Line) -> str:
    """The end of a line with what belongs between it and the next."""
    last, first = before.text[-1:], after.text[:1]
    if last == SOFT_HYPHEN:
        return text
    if _HYPHENATED.search(before.text) and first.isascii() and first.islower():
        return text[:-1]
    if is_wide(last) and is_wide(first):
        return text
    if is_wide(last) != is_wide(first):
        return text + " " * before.ends_blank
    return text if last in _CLINGS else text + " "
