"""Differences between two texts, letter by letter, for people to read.

Chinese has no blanks between words and one paragraph is one line, so a difference by lines shows nothing.
Paragraphs are aligned first, as translators align sentences (Gale and Church, 1993: one to one, one to
none, one to two), then the letters within those that belong together; so a text of any length is compared,
and a paragraph that was rewritten does not borrow letters from its neighbours.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, groupby

from rapidfuzz.distance import Indel

LONGEST = 20_000
"""Letters of both paragraphs up to which they are compared one by one: 10,000 with 10,000 takes 13 MB."""
MOST_LETTERS, MOST_PAIRS = 100_000, 2_500
"""Letters, and pairs of paragraphs, between two that stayed, up to which it is asked which became which."""
LIKE = 0.5
"""Share of their letters that two paragraphs have in common, in order, when one became the other."""
ISLAND = 3
"""Letters that stayed between two longer changes, and tell nobody anything: they are shown as changed."""
AROUND = 16
"""Letters shown before and after a difference."""
LONGEST_CHANGE = 40
"""Letters shown at the beginning and at the end of what went or came."""
BREAK = "¶"
"""Shows where a line or paragraph ends."""

_STEPS = ((1, 1), (1, 2), (2, 1))
"""Paragraphs of both sides that may belong together: one became one, was cut in two, or two were joined."""
_LETTER = re.compile(r"[0-9]+|[A-Za-z]+|.", re.DOTALL)
"""What is compared as one: a Chinese character, a sign, a number, a Latin word."""
_PARAGRAPH = re.compile(r"(?<=\n\n)(?=[^\n])")


class Change(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters in a row that share a fate."""

    change: Change
    text: str


def differences(was: str, became: str) -> list[Stretch]:
    """Both texts as one row of stretches; those that are not new make `was`, those not gone `became`."""
    return _told(chain.from_iterable(_passages(was, became)))


def passages(was: str, became: str) -> list[list[Stretch]]:
    """The differences for reading side by side: paragraphs that stayed, changed, went or came, in their order,
    without the blank lines between them. A paragraph's end that itself went or came is shown."""
    return [_trimmed(passage) for passage in _passages(was, became)]


def _passages(was: str, became: str) -> Iterator[list[Stretch]]:
    old, new = _paragraphs(was), _paragraphs(became)
    left = right = 0
    for stayed in Indel.opcodes(old, new).as_matching_blocks():
        for pair in _aligned(old[left : stayed.a], new[right : stayed.b]):
            yield _told(_letters(*pair))
        left, right = stayed.a + stayed.size, stayed.b + stayed.size
        yield from ([Stretch(Change.SAME, paragraph)] for paragraph in old[stayed.a : left])


def _paragraphs(text: str) -> list[str]:
    """The paragraphs, each with the blank lines after it."""
    return _PARAGRAPH.split(text) if text else []


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Each paragraph with what became of it; an empty text stands for nothing."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    best = _scores(old, new)
    i = j = 0
    while i < len(old) or j < len(new):
        here = best.get((i, j), 0.0)
        for a, b in _STEPS:
            gain = _likeness(old[i : i + a], new[j : j + b])
            if gain > 0 and here == gain + best.get((i + a, j + b), 0.0):
                yield "".join(old[i : i + a]), "".join(new[j : j + b])
                i, j = i + a, j + b
                break
        else:
            if i < len(old) and here == best.get((i + 1, j), 0.0):
                yield old[i], ""
                i += 1
            else:
                yield "", new[j]
                j += 1


def _scores(old: list[str], new: list[str]) -> dict[tuple[int, int], float]:
    """How much can be gained from paragraphs i and j on, for each i and j; nothing where there are too many."""
    best: dict[tuple[int, int], float] = {}
    if len(old) * len(new) > MOST_PAIRS or sum(map(len, old)) + sum(map(len, new)) > MOST_LETTERS:
        return best
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            gains = [best.get((i + 1, j), 0.0), best.get((i, j + 1), 0.0)]
            for a, b in _STEPS:
                gain = _likeness(old[i : i + a], new[j : j + b])
                gains.append(gain + best.get((i + a, j + b), 0.0))
            best[i, j] = max(gains)
    return best


def _likeness(old: list[str], new: list[str]) -> float:
    """Letters in common beyond those that strangers have; below nought when one did not become the other."""
    was, became = "".join(old), "".join(new)
    return Indel.similarity(was, became) - LIKE * (len(was) + len(became))


def _letters(was: str, became: str) -> Iterator[Stretch]:
    """What went, what came and what stayed, in turn; islands are drowned."""
    if len(was) + len(became) > LONGEST:
        yield from (Stretch(Change.GONE, was), Stretch(Change.NEW, became))
        return
    old, fresh = _LETTER.findall(was), _LETTER.findall(became)
    gone = new = stayed = ""
    left = right = 0
    for block in Indel.opcodes(old, fresh).as_matching_blocks():
        went, came = "".join(old[left : block.a]), "".join(fresh[right : block.b])
        left, right = block.a + block.size, block.b + block.size
        if _is_island(stayed, max(len(gone), len(new)), max(len(went), len(came))):
            gone, new = gone + stayed + went, new + stayed + came
        else:
            yield from (Stretch(Change.GONE, gone), Stretch(Change.NEW, new), Stretch(Change.SAME, stayed))
            gone, new = went, came
        stayed = "".join(old[block.a : left])
    yield from (Stretch(Change.GONE, gone), Stretch(Change.NEW, new), Stretch(Change.SAME, stayed))


def _is_island(stayed: str, before: int, after: int) -> bool:
    """Too short between changes of these lengths to be worth telling; a paragraph's end always is."""
    return len(stayed) <= min(ISLAND, before, after) and "\n" not in stayed


def _trimmed(passage: list[Stretch]) -> list[Stretch]:
    """The passage without the line breaks that end it, on either side, and with those inside made visible."""
    trimmed: list[Stretch] = []
    ended = {Change.GONE: False, Change.NEW: False}
    for stretch in reversed(passage):
        sides = [side for side in ended if stretch.change in (side, Change.SAME)]
        at_the_end = not any(ended[side] for side in sides)
        text = stretch.text.rstrip("\n") if at_the_end else stretch.text
        if text:
            ended |= dict.fromkeys(sides, True)
            trimmed.append(Stretch(stretch.change, _with_breaks(stretch.change, text)))
    return trimmed[::-1]


def _with_breaks(change: Change, text: str) -> str:
    return text if change is Change.SAME else text.replace("\n\n", f"{BREAK}\n\n")


def _told(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same in the order in which people tell it: between what stayed, what went and what came."""
    told = []
    for stayed, group in groupby(stretches, lambda each: each.change is Change.SAME):
        members = list(group)
        for change in (Change.SAME,) if stayed else (Change.GONE, Change.NEW):
            told.append(Stretch(change, "".join(each.text for each in members if each.change is change)))
    return [stretch for stretch in told if stretch.text]


def excerpt(stretches: list[Stretch], around: int = AROUND) -> list[Stretch]:
    """The differences with a few letters around each, paragraph ends made visible."""
    last = len(stretches) - 1
    return [
        Stretch(
            each.change,
            _shortened(each.text, *_shown(each, around, place == 0, place == last)),
        )
        for place, each in enumerate(stretches)
    ]


def _shown(stretch: Stretch, around: int, is_first: bool, is_last: bool) -> tuple[int, int]:
    """How many letters of the stretch are shown at its beginning and end."""
    if stretch.change is not Change.SAME:
        return LONGEST_CHANGE, LONGEST_CHANGE
    return 0 if is_first else around, 0 if is_last else around


def _shortened(text: str, beginning: int, end: int) -> str:
    if len(text) <= beginning + end + 1:
        return _visible(text)
    return f"{_visible(text[:beginning])}…{_visible(text[len(text) - end :])}"


def _visible(text: str) -> str:
    return text.replace("\n\n", BREAK).replace("\n", BREAK)
