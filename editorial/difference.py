"""Differences between two texts, letter by letter, for people to read.

Chinese has no blanks between words and one paragraph is one line, so a difference by lines shows nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Indel

LONGEST = 20_000
"""Letters of both texts up to which they are compared one by one."""
AROUND = 16
"""Letters shown before and after a difference."""
LONGEST_CHANGE = 40
"""Letters shown at the beginning and at the end of what went or came."""
BREAK = "¶"
"""Shows where a line or paragraph ends."""


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
    if len(was) + len(became) > LONGEST:
        return _told((Stretch(Change.GONE, was), Stretch(Change.NEW, became)))
    stretches = []
    for step in Indel.opcodes(was, became):
        old, new = was[step.src_start : step.src_end], became[step.dest_start : step.dest_end]
        if step.tag == "equal":
            stretches.append(Stretch(Change.SAME, old))
        else:
            stretches += [Stretch(Change.GONE, old), Stretch(Change.NEW, new)]
    return _told(stretches)


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
