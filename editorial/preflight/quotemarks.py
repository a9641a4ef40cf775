"""The marks of quotations 引号: their kinds, where they stand, and what is said of a wrong one."""

import re
from dataclasses import dataclass

from editorial.preflight.apostrophes import wrong_apostrophes
from editorial.preflight.manuscript import Passage
from editorial.preflight.rules import Found

_INNER = {"“”": "‘’", "‘’": "“”", "「」": "『』", "『』": "「」"}
"""Kinds of quotation marks, and those that a quotation within has (4.8.3.4)."""
_NAMES = {"“”": "双引号", "‘’": "单引号", "「」": "双引号", "『』": "单引号"}
STOPS = "。！？…"
"""What ends a speech."""
_CONJUNCTIONS = "和与及或跟同、到至"
_SHOWN = 20
"""Characters of a quotation that a message shows."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A pair of marks, and how a text looks in which they stand rightly."""

    pair: str
    plainly: re.Pattern[str]
    within: re.Pattern[str]
    aside: re.Pattern[str]

    @classmethod
    def of(cls, pair: str) -> "Kind":
        first, last = pair[0], pair[1]
        no, inner = f"[^{pair}]", _INNER[pair]
        ends = rf"(?![{_CONJUNCTIONS}]{{1,2}}{last}|[，、；：]|的(?!{last})){no}"
        within = (
            rf"(?:(?<![{STOPS}]){first}{ends}+(?<![，、；：])|{first}{ends}+(?<![，、；：{STOPS}])){last}"
        )
        closed = rf"（[^（）]*）|\([^()]*\)|《[^《》]*》|{inner[0]}[^{inner}]*{inner[1]}"
        plainly = rf"{no}*(?:{first}{no}*{last}{no}*)*"
        return cls(pair, re.compile(plainly), re.compile(within), re.compile(closed))


KINDS = tuple(Kind.of(pair) for pair in _INNER)
"""`plainly` is a text whose marks follow each other; `within` may be a quotation in another, and not the words between
two with their inner marks turned round; `aside` is a gloss, a title or a quotation at another level: marks in it are
as they are, whatever is open around."""


def marks(text: str, kind: Kind) -> tuple[list[int], list[list[int]]]:
    """Where the marks of a kind stand; those that stand in an aside of their own apart."""
    asides: list[list[int]] = []
    apart = wrong_apostrophes(text)
    for aside in kind.aside.finditer(text):
        inside = [place for place in range(*aside.span()) if text[place] in kind.pair and place not in apart]
        if inside and len(inside) % 2 == 0:
            asides.append(inside)
            apart.update(inside)
    places = [place for place, letter in enumerate(text) if letter in kind.pair and place not in apart]
    return places, asides


def alone(passage: Passage, place: int, kind: Kind) -> Found:
    mark, first, last = passage.text[place], kind.pair[0], kind.pair[1]
    if mark == first:
        message = f"“{mark}”没有配对的“{last}”，请补上或删去。"
    else:
        message = f"“{mark}”前面没有“{first}”，请补上或删去。"
    return Found(passage, place, place + 1, message)


def turned(passage: Passage, place: int, kind: Kind) -> Found:
    mark = passage.text[place]
    meant = kind.pair[mark == kind.pair[0]]
    return Found(passage, place, place + 1, f"引号“{mark}”的方向反了，这里应为“{meant}”，请对照原稿改正。")


def nested(passage: Passage, start: int, end: int, kind: Kind) -> Found:
    said, inner = passage.text[start:end], _INNER[kind.pair]
    shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
    message = f"引号里面又用了{_NAMES[kind.pair]}：{shown}，里面的一对应改为{_NAMES[inner]}“{inner}”，请对照原稿改正。"
    return Found(passage, start, end, message)
