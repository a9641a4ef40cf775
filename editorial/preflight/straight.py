"""Straight quotation marks 直引号: the marks of a typewriter around Chinese words."""

import re
from collections.abc import Iterator

from editorial.preflight.manuscript import Passage
from editorial.preflight.projection import within
from editorial.preflight.rules import Edit, Found

_STRAIGHT = {
    mark: re.compile(rf"(?<![A-Za-z0-9=(\[{{<]){mark}([^{mark}\n]+){mark}(?![A-Za-z0-9])")
    for mark in ('"', "'")
}
"""Words between two; what stands behind a letter, = or [ is of a program."""
_BENT = re.compile(r"“[^“”]*”")
_INCHES = re.compile(r"\d\s?[\"']")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def straight_quotations(passage: Passage) -> Iterator[Found]:
    """Chinese words between straight marks; a pair within a quotation becomes ‘’ (GB/T 15834 4.8.3.4). A mark without
    its half cannot be told from an inch."""
    text = passage.text
    if _INCHES.search(text):
        return
    quoted = within(_BENT, text)
    for mark, pattern in _STRAIGHT.items():
        if text.count(mark) % 2:
            continue
        for match in pattern.finditer(text):
            if _CHINESE.search(match[1]):
                yield _bent(passage, match, "‘’" if match.start() in quoted else "“”")
        quoted |= within(pattern, text)


def _bent(passage: Passage, match: re.Match[str], pair: str) -> Found:
    edits = (
        Edit(match.start(), match.start() + 1, pair[0]),
        Edit(match.end() - 1, match.end(), pair[1]),
    )
    message = f"中文里的引号应为全角“{pair}”，不用直引号。"
    return Found(passage, match.start(), match.end(), message, edits)
