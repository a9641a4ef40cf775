"""Folding: texts and queries brought to one form, so that what looks different but reads the same is found.

Every character folds for itself, whatever stands beside it: compatibility forms and accents go (Unicode NFKD,
then NFKC), so do case, traditional Chinese characters (OpenCC's character table), zero-width and control
characters. Only blanks look around: one is kept between two letters or digits of scripts that part words by
blanks, all others go. So 38.3 万亿元 is 38.3万亿元, and any part of a text folds to a part of the folded text.
"""

import re
from unicodedata import category, normalize

from opencc import OpenCC

CHINESE = "\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Within a pattern's brackets: ideographs, kana, bopomofo, written without blanks."""
LETTER = rf"[^\W_{CHINESE}]"
"""A pattern: a letter or digit of a script that parts words by blanks."""
_BLANKS = re.compile(r" +")
_LOOSE_BLANK = re.compile(rf"(?<!{LETTER}) | (?!{LETTER})")
_UNSEEN = frozenset({"Mn", "Me", "Cc", "Cf", "Cs"})
"""Marks on letters, controls, zero-width characters, halves of characters."""
_TO_SIMPLIFIED = OpenCC("t2s")


def fold(text: str) -> str:
    """The text as it is compared. Folding what is folded changes nothing."""
    return _LOOSE_BLANK.sub("", _BLANKS.sub(" ", text.translate(_FOLDED)))


def fold_with_origins(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index of the one in `text` that it comes from."""
    folded = fold(text)
    origins: list[int] = []
    for index, character in enumerate(text):
        for part in _FOLDED[ord(character)]:
            # A blank that was dropped is not what comes next in the folded text.
            if part != " " or folded[len(origins) : len(origins) + 1] == " ":
                origins.append(index)
    return folded, origins


def half_width_and_simplified(text: str) -> str:
    """The text with its letters, digits and ideographs as people here write them; case and signs stay."""
    return "".join(_simplified(normalize("NFKC", letter)) if letter.isalnum() else letter for letter in text)


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    plain = normalize("NFKD", normalize("NFKD", character).casefold())
    seen = "".join(part for part in plain if category(part) not in _UNSEEN)
    return _simplified(normalize("NFKC", seen))


def _simplified(character: str) -> str:
    """To the end: of a few characters the simplified form is itself the traditional one of another."""
    simple: str = _TO_SIMPLIFIED.convert(character)
    return simple if simple == character else _simplified(simple)


class _Folded(dict[int, str]):
    """What each code point folds to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_FOLDED = _Folded()
