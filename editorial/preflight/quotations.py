"""Quotations 引号: which quotation marks of a text are wrong, and which are sound beside them.

A mark typed the wrong way round (”甲“) would leave every mark after it without its half, were each matched
as it comes. So a paragraph is read in the way that takes the fewest of its marks for wrong, and of two such
ways in the one whose quotations are shorter. Marks of one kind never nest (GB/T 15834 4.8.3.4): a pair of “”
within another should be ‘’, and is wrong as a pair.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from editorial.preflight.manuscript import Passage, Role
from editorial.preflight.rules import Found

KINDS = ("“”", "‘’")
_TURNED, _ALONE, _UNLIKELY, _LEFT_OPEN, _OPEN_BEFORE, _NESTED = 0.6, 1.0, 1.0, 0.5, 0.9, 0.9
"""What it costs to take a mark for one turned round, for one too many, for an opening one where none is
likely; to leave the quotation to the next paragraph; to take the one left so before for unclosed; to take two
for a quotation within the quotation."""
_WITHIN = re.compile(r"(?<![。！？…])“(?![和与及或跟同、到至]{1,2}”|[，、；：])[^“”]+(?<![，、；：])”")
"""What may be one: not the words between two quotations with their inner marks turned round."""
_NO_OPENING = re.compile(r".(?:[，。、；：！？）]|\s*$)", re.DOTALL)
_ASIDE = re.compile(r"（[^（）]*）|《[^《》]*》|‘[^‘’]*’")
_WHOLE = re.compile(r"[^“”]*(?:“[^“”]*”[^“”]*)+")
"""A gloss, a title or a quotation at the second level with pairs of its own (“…‘…“…”…’”): they are as they should be,
whatever is open around them."""
_SHOWN = 20
"""Characters of a quotation that a message shows."""
_LATIN = re.compile(r"[A-Za-zÀ-ɏ0-9]")
_OMISSION = re.compile(r"(?<![A-Za-z\d])[‘’](?:s|t|re|ll|ve|d|m|\d\ds?)(?![A-Za-z\d’])")
_WITHIN_A_WORD = re.compile(r"(?<=[A-Za-z])‘(?=[a-z]{1,2}(?![A-Za-z]))")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A way to read the marks so far; `opened` is where the quotation that is open began."""

    cost: float = 0.0
    quoted: int = 0
    opened: int | None = None
    alone: tuple[int, ...] = ()
    turned: tuple[int, ...] = ()
    nested: tuple[tuple[int, int], ...] = ()
    is_open: bool = False
    leaves_before: bool = False
    """The quotation of the paragraph before was never closed."""

    @property
    def badness(self) -> tuple[float, int]:
        return self.cost, self.quoted


def unpaired_quotations(passages: Sequence[Passage]) -> Iterator[Found]:
    """The quotation marks that nothing closes, nothing opened, or that are turned round."""
    for kind in KINDS:
        yield from _of_kind(passages, kind)


def _of_kind(passages: Sequence[Passage], kind: str) -> Iterator[Found]:
    open_: tuple[Passage, int] | None = None
    before: Passage | None = None
    for passage, behind in zip(passages, (*passages[1:], None), strict=False):
        marks = _marks(passage.text, kind)
        if open_ and before is open_[0] and marks and _opens_anew(passage.text, marks[0], kind):
            open_ = (passage, marks.pop(0))
        left_open = 0.0 if _goes_on(passage, behind, kind) else _LEFT_OPEN
        reading = _best(passage.text, marks, kind, is_open=open_ is not None, left_open=left_open)
        if reading.leaves_before and open_:
            yield _alone(*open_, kind)
        yield from (_alone(passage, place, kind) for place in reading.alone)
        yield from (_turned(passage, place, kind) for place in reading.turned)
        yield from (_nested(passage, *pair) for pair in reading.nested)
        if reading.opened is not None:
            open_ = (passage, reading.opened)
        elif not reading.is_open:
            open_ = None
        before = passage if passage.text.strip() else before
    if open_:
        yield _alone(*open_, kind)


def _opens_anew(text: str, place: int, kind: str) -> bool:
    """A quotation of several paragraphs opens each of them and closes in the last (4.8.3.5)."""
    return text[place] == kind[0] and not text[:place].strip()


def _goes_on(passage: Passage, behind: Passage | None, kind: str) -> bool:
    """Both are of a block quotation, and what the second closes the first has opened."""
    if behind is None or passage.role is not Role.QUOTE or behind.role is not Role.QUOTE:
        return False
    is_left_open = passage.text.count(kind[0]) > passage.text.count(kind[1])
    return is_left_open and behind.text.count(kind[1]) > behind.text.count(kind[0])


def _marks(text: str, kind: str) -> list[int]:
    """Where the marks of a kind stand that may be wrong; apostrophes are none."""
    if kind == KINDS[0]:
        text = _ASIDE.sub(lambda aside: " " * len(aside[0]) if _WHOLE.fullmatch(aside[0]) else aside[0], text)
    places = (index for index, letter in enumerate(text) if letter in kind)
    return [place for place in places if not _is_apostrophe(text, place)]


def _best(text: str, marks: Sequence[int], kind: str, *, is_open: bool, left_open: float) -> _Reading:
    """The reading of a paragraph's marks that takes fewest of them for wrong; `left_open` is what it costs to
    leave a quotation to the next paragraph."""
    stages: list[list[_Reading]] = [[] for _ in range(len(marks) + 2)]
    stages[0] = [_Reading(is_open=is_open)]
    if is_open:
        stages[0].append(_Reading(cost=_OPEN_BEFORE, leaves_before=True))
    place = 0
    for number, mark in enumerate(marks):
        for reading in _likeliest(stages[number]):
            stages[number + 1] += _ways(reading, text, mark, mark - place, kind)
            if reading.is_open and (within := _WITHIN.match(text, mark)):
                stages[number + 2].append(_with_nested(reading, within, within.end() - place))
        place = mark
    return min(stages[len(marks)], key=lambda way: (way.cost + left_open * way.is_open, way.quoted))


def _likeliest(readings: Sequence[_Reading]) -> list[_Reading]:
    """The best of those that leave a quotation open, and of those that do not."""
    alike = ([reading for reading in readings if reading.is_open is state] for state in (False, True))
    return [min(some, key=lambda reading: reading.badness) for some in alike if some]


def _with_nested(reading: _Reading, within: re.Match[str], distance: int) -> _Reading:
    """The next two marks quote within the quotation that is open."""
    pair = (within.start(), within.end() - 1)
    return replace(
        reading,
        cost=reading.cost + _NESTED,
        quoted=reading.quoted + distance,
        nested=(*reading.nested, pair),
    )


def _ways(reading: _Reading, text: str, mark: int, distance: int, kind: str) -> Iterator[_Reading]:
    """What may be made of the next mark: it changes whether a quotation is open, or it is one too many."""
    quoted = reading.quoted + distance * reading.is_open
    cost, turned = reading.cost, reading.turned
    if text[mark] != kind[reading.is_open]:
        cost, turned = cost + _TURNED, (*turned, mark)
    if not reading.is_open and _NO_OPENING.match(text, mark):
        cost += _UNLIKELY
    opened = None if reading.is_open else mark
    yield replace(
        reading, cost=cost, quoted=quoted, opened=opened, turned=turned, is_open=not reading.is_open
    )
    yield replace(reading, cost=reading.cost + _ALONE, quoted=quoted, alone=(*reading.alone, mark))


def _is_apostrophe(text: str, place: int) -> bool:
    """Before what was shortened, within a Latin word, or after one where no quotation is open: ’97, it’s, the readers’."""
    if _OMISSION.match(text, place) or _WITHIN_A_WORD.match(text, place):
        return True
    if text[place] != "’" or not _LATIN.match(text[place - 1 : place]):
        return False
    is_open = text.count("‘", 0, place) > text.count("’", 0, place)
    return bool(_LATIN.match(text[place + 1 : place + 2])) or not is_open


def _alone(passage: Passage, place: int, kind: str) -> Found:
    mark = passage.text[place]
    if mark == kind[0]:
        message = f"“{mark}”没有配对的“{kind[1]}”，请补上或删去。"
    else:
        message = f"“{mark}”前面没有“{kind[0]}”，请补上或删去。"
    return Found(passage, place, place + 1, message)


def _turned(passage: Passage, place: int, kind: str) -> Found:
    mark = passage.text[place]
    meant = kind[mark == kind[0]]
    return Found(passage, place, place + 1, f"引号“{mark}”的方向反了，这里应为“{meant}”，请对照原稿改正。")


def _nested(passage: Passage, start: int, end: int) -> Found:
    said = passage.text[start : end + 1]
    shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
    message = f"引号里面又用了双引号：{shown}，里面的一对应改为单引号“‘’”，请对照原稿改正。"
    return Found(passage, start, end + 1, message)
