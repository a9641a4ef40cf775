"""Apostrophes 撇号: marks of the shape of ‘ and ’ that quote nothing: it’s, the readers’, ’97, Mahdi ‘Amel."""

import re
from collections.abc import Iterator

from editorial.preflight.manuscript import Passage
from editorial.preflight.rules import Edit, Found

_LATIN = r"A-Za-zÀ-ɏ"
_SHORTENED = r"(?:s|t|re|ll|ve|d|m)(?![A-Za-zÀ-ɏ0-9’』])"
"""What an apostrophe leaves of a word of English: ’s, ’t, ’re."""
_WRONG = re.compile(rf"(?<=[A-Za-z])[‘『』](?={_SHORTENED})|(?<![{_LATIN}])O[‘『』](?=[A-Z][a-z])")
"""Don‘t and O‘Brien; what stands elsewhere in a word may be a letter of its own, as in Sa‘id."""
_APOSTROPHES = (
    (re.compile(rf"(?<=[{_LATIN}\d])[‘’](?=[{_LATIN}\d])"), 0.05),
    (re.compile(rf"(?<![{_LATIN}\d])[‘’](?:{_SHORTENED}|\d\ds?(?![A-Za-z\d’]))"), 0.1),
    (re.compile(rf"(?<=[{_LATIN}\d])’"), 0.2),
    (re.compile(rf"(?:(?<=[{_LATIN}.,] )|(?<=[(（]))[‘’](?=[{_LATIN}])"), 0.4),
    (re.compile(rf"(?<![{_LATIN}\d])’(?=[{_LATIN}])"), 0.45),
)
"""Where a mark may be no quotation mark, and what it costs to read it so when it might quote: within a word, before what
was shortened, after a word, and, as a letter of a foreign script is written in Latin ones, before a word."""


def cost_of_a_letter(text: str, place: int) -> float | None:
    """What it costs to read a mark as no quotation mark, where that can be."""
    costs = (cost for pattern, cost in _APOSTROPHES if pattern.match(text, place))
    return next(costs, None)


def wrong_apostrophes(text: str) -> set[int]:
    """Where quotation marks stand for an apostrophe."""
    return {match.end() - 1 for match in _WRONG.finditer(text)}


def mended(passage: Passage) -> Iterator[Found]:
    """Quotation marks that stand for an apostrophe, and the apostrophes."""
    for place in sorted(wrong_apostrophes(passage.text)):
        message = f"“{passage.text[place]}”是引号，英文词里的撇号应为“’”，请改正。"
        yield Found(passage, place, place + 1, message, (Edit(place, place + 1, "’"),))
