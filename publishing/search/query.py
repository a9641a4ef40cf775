"""The query language, as people type: blanks mean AND, “…” or "…" a phrase, a leading - excludes."""

import re
from dataclasses import dataclass

from publishing.search.folding import fold, half_width_and_simplified

LONGEST = 1000
"""Characters of a query."""
_QUOTES = '"“”„‟＂'
_PART = re.compile(
    rf"(?P<minus>(?<!\S)[-－])?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+))"
)
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood. `terms` and `excluded` are folded; a text that has all the ones and none of the others
    is a hit. `words` are the terms as typed. `sentence` says in Chinese why nothing can be searched for."""

    text: str
    words: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    sentence: str = ""

    @property
    def folded(self) -> str:
        """The query in simplified characters and half-width letters, where that differs; else nothing."""
        plain = half_width_and_simplified(self.text)
        return plain if plain != self.text else ""


def read(text: str) -> Query:
    """The query that somebody typed. Never raises, whatever the text."""
    clean = _UNPRINTED.sub("", " ".join(text.split())).strip()
    if len(clean) > LONGEST:
        shown = f"{clean[:50]}…"
        return Query(shown, sentence=f"搜索词太长了，请缩短到 {LONGEST} 个字以内。")
    words: dict[str, str] = {}
    excluded: dict[str, None] = {}
    for part in _PART.finditer(clean):
        word = part["word"] or part["phrase"] or ""
        term = fold(word)
        if term and part["minus"]:
            excluded[term] = None
        elif term:
            words.setdefault(term, word.strip())
    return Query(clean, tuple(words.values()), tuple(words), tuple(excluded), _lacking(words, excluded))


def _lacking(words: dict[str, str], excluded: dict[str, None]) -> str:
    if words:
        return ""
    if excluded:
        return "只有要排除的词，没有要找的词。请再写上要找什么，例如：数字贸易 -关税。"
    return "请输入要找的词：一个字也可以，多个词用空格隔开。"
