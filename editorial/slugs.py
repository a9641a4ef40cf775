"""Slugs: the ASCII name of a section or an outlet in the site's addresses, read off as pinyin."""

import re
import unicodedata
from collections.abc import Callable, Collection

from django.utils.text import slugify
from pypinyin import lazy_pinyin

MAX_LENGTH = 80
"""What the narrowest slug field of the models holds."""
UNNAMED = "x"
RUNS = re.compile(r"([\u3400-\u9fff]+)|([^\u3400-\u9fff]+)")


def slug(name: str, taken: Collection[str] | Callable[[str], bool] = ()) -> str:
    """An address for `name` that is not taken yet: 行业资讯 → `hangye-zixun`, the next `hangye-zixun-2`.

    `taken` holds the slugs in use, or says of one whether it is. Lower-case ASCII letters, digits and
    hyphens, at most `MAX_LENGTH`, never empty.
    """
    is_taken = taken if callable(taken) else taken.__contains__
    stem = slugify("-".join(_words(unicodedata.normalize("NFKC", name)))).replace("_", "-")
    stem = stem[:MAX_LENGTH].strip("-") or UNNAMED
    candidate, count = stem, 1
    while is_taken(candidate):
        count += 1
        suffix = f"-{count}"
        candidate = f"{stem[: MAX_LENGTH - len(suffix)]}{suffix}"
    return candidate


def _words(name: str) -> list[str]:
    """Syllables in pairs, since most Chinese words have two; other runs as they are."""
    words: list[str] = []
    for han, other in RUNS.findall(name):
        syllables = lazy_pinyin(han)
        words += ["".join(syllables[start : start + 2]) for start in range(0, len(syllables), 2)] or [other]
    return words
