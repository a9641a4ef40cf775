"""A name that has pages of its own, and where the dictionary puts it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pypinyin import lazy_pinyin

OTHERS = "#"
"""The letter of names that begin with none."""
_KEPT = 8192
"""Names whose reading stays in memory; every list asks for them again."""
_MARKS = re.compile(r"\W+")
_SURNAMES: Mapping[str, str] = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "盖": "ge", "朴": "piao",
    "缪": "miao", "翟": "zhai", "覃": "qin", "员": "yun", "种": "chong", "乐": "yue", "冼": "xian", "卜": "bu",
    "尉迟": "yu", "万俟": "mo", "长孙": "zhang", "折": "she", "宓": "mi", "瞿": "qu", "郇": "xun", "祭": "zhai",
}  # fmt: skip
"""Surnames whose first character is read otherwise than in common words (or in this dictionary)."""


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A section, an outlet or an author: the name, and its part of the address on the site."""

    slug: str
    name: str


class Reading(NamedTuple):
    """A name as dictionaries sort it: by its pinyin syllables; what begins with no letter comes last."""

    is_other: bool
    syllables: tuple[str, ...]
    name: str

    @property
    def letter(self) -> str:
        """The capital under which it stands, A to Z, or `OTHERS`."""
        return OTHERS if self.is_other else self.syllables[0][0].upper()


@lru_cache(maxsize=_KEPT)
def read_name(name: str) -> Reading:
    """How the name of an outlet or a section is read."""
    return _reading(lazy_pinyin(_MARKS.sub("", name)), name)


@lru_cache(maxsize=_KEPT)
def read_person(name: str) -> Reading:
    """How a person's name is read: many a surname has a reading of its own (曾 is Zeng, 单 is Shan)."""
    syllables = lazy_pinyin(_MARKS.sub("", name))
    surname = _SURNAMES.get(name[:2]) or _SURNAMES.get(name[:1])
    return _reading([surname, *syllables[1:]] if surname else syllables, name)


def _reading(syllables: list[str], name: str) -> Reading:
    lower = tuple(syllable.casefold() for syllable in syllables)
    begins = lower[0][:1] if lower else ""
    return Reading(not (begins.isascii() and begins.isalpha()), lower, name)
