"""Fixes 修正: what may safely stand in the place of what was found.

They are bound to the text they were made for by its SHA-256, and put in from right to left, so that none moves
another's place. Where two overlap, the first stands and the other waits for the next check.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from editorial.preflight.finding import Finding


class AnotherText(ValueError):
    """The fixes were made for another text."""


@dataclass(frozen=True, slots=True)
class Fix:
    """`text` in the place of the source's characters `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fixes:
    """The fixes of one text, none overlapping another. `digest` is the SHA-256 of the text they are for."""

    digest: str
    fixes: tuple[Fix, ...]

    def __len__(self) -> int:
        return len(self.fixes)


def digest(source: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def fixes_for(source: str, findings: Iterable[Finding]) -> Fixes:
    """The fixes that the findings offer for their common source."""
    chosen: list[Fix] = []
    offered = {(f.span.start, f.span.end): f.fix for f in findings if f.fix is not None}
    for (start, end), text in sorted(offered.items()):
        free = not chosen or start >= chosen[-1].end
        if free and text is not None and text != source[start:end]:
            chosen.append(Fix(start, end, text))
    return Fixes(digest(source), tuple(chosen))


def apply(source: str, fixes: Fixes) -> str:
    """The source with the fixes made.

    Raises:
        AnotherText: they were made for another source.
    """
    if digest(source) != fixes.digest:
        raise AnotherText
    for fix in reversed(fixes.fixes):
        source = source[: fix.start] + fix.text + source[fix.end :]
    return source
