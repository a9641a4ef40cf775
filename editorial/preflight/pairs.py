"""Pairs 成对标点: brackets and book marks, each with its other half; quotation marks are in `quotations`."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import ArticleText, Passage
from editorial.preflight.quotations import wrong_quotations
from editorial.preflight.rules import GB_15834, Context, Family, Found, Rule

_PAIRS = {
    "（": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "［": "］",
}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_AS_FULL = {"(": "（", ")": "）"}
_ENUMERATOR = re.compile(
    r"(?:^|[\s；;。，,：:、])(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十甲乙丙丁戊己庚辛]{1,3})$"
)
_Open: TypeAlias = list[tuple[str, Passage, int]]
_COUNT = re.compile(r"(?<![A-Za-z\d.])(?:\d{1,2}|[a-z])$")
"""1）视野2）事件, 难点是a）交叉: where no bracket is open, a number of one or two digits counts, and a small letter."""
_SMILE = re.compile(r"[：:;；] ?[-－]? ?$")
_FROWN = re.compile(
    r"[:;]-\(|[:;]\((?=\s|$|[，。！？”])|[：；][（(](?=\s*$)|[（(][：:](?=\s*$)"
    r"|\((?=[^\u3400-\u9fff，。]{0,12}[￣▽ω∀])[^\u3400-\u9fff，。）]{0,24}"
)
""":-( and (￣▽￣), ：（ and (: where a paragraph ends"""
_NAMED = re.compile(r"(?<=[“‘「『])[（()）《》【】](?=[”’」』])")
"""A mark that is spoken of: “（”."""
_BRACKETS = "（()）"
_BRACKET = re.compile(rf"[{_BRACKETS}]")
_TERM = r"\s*[-+−]?(?:[\w.^\\]+|∞)\s*"
_RANGE = r"[,，~～…–—-]"
_FORMULA = re.compile(
    rf"\${{1,2}}(?=\S)[^$\u3400-\u9fff]+(?<=\S)\${{1,2}}(?!\d)"
    rf"|[\[(（]{_TERM}{_RANGE}{_TERM}\]|\[{_TERM}{_RANGE}{_TERM}[)）]"
)
"""$f: (0, 1] \to R$ as TeX has it, and the half-open intervals [0, 1), [50 - 90) and (0, 1]: brackets of their own kind."""
_NO_BRACKETS = (_FROWN, _FORMULA, _NAMED)
_OF_SEVERAL = "【"
"""Stands round a letter or a speech of several paragraphs, at the head of the first and the end of the last."""


def unbalanced(article: ArticleText, context: Context) -> Iterator[Found]:
    """Brackets, book marks and quotation marks that nothing closes or nothing opened."""
    alone: list[Sequence[Passage]] = [(each,) for each in (article.title, *article.credits) if each]
    for passages in (article.passages, *alone):
        yield from _unpaired_brackets(passages)
        yield from wrong_quotations(passages)


def _unpaired_brackets(passages: Sequence[Passage]) -> Iterator[Found]:
    open_: _Open = []
    for passage in passages:
        text = _without_others(passage)
        for index, mark in enumerate(text):
            mark = _AS_FULL.get(mark, mark)
            if mark in _PAIRS:
                open_.append((mark, passage, index))
            elif mark in _CLOSERS and not is_no_closer(text, index):
                yield from _close(open_, mark, passage, index)
        open_, left = _kept_open(open_, passage)
        yield from left
    yield from (_alone(*each) for each in open_)


def _without_others(passage: Passage) -> str:
    """The words, and no brackets that have no half: those of a face, a formula, or spoken of; the name of a key."""
    text = passage.text
    for pattern in _NO_BRACKETS:
        text = pattern.sub(lambda match: "\0" * len(match[0]), text)
    return _BRACKET.sub(lambda match: "\0" if _is_an_element(passage, match.start()) else match[0], text)


def _is_an_element(passage: Passage, index: int) -> bool:
    """It is all that an element of HTML holds, as a key does."""
    span = passage.span(index, index + 1)
    return passage.source[span.start - 1 : span.end + 1][::2] == "><"


def _close(open_: _Open, mark: str, passage: Passage, index: int) -> Iterator[Found]:
    """Takes the opener of a closing mark off; what was opened inside and not closed is alone."""
    opener = _CLOSERS[mark]
    places = [
        place
        for place, (other, where, _) in enumerate(open_)
        if other == opener
        and (where is passage or opener not in _OF_SEVERAL or not passage.text[index + 1 :].strip())
    ]
    if not places:
        yield _alone(mark, passage, index)
        return
    inside = open_[places[-1] + 1 :]
    del open_[places[-1] :]
    yield from (_alone(*each) for each in inside)


def _kept_open(open_: _Open, passage: Passage) -> tuple[_Open, list[Found]]:
    """At a paragraph's end only brackets may stay open; a book's title may not."""
    kept: _Open = []
    left: list[Found] = []
    for mark, where, index in open_:
        heads = mark in _OF_SEVERAL and not where.text[:index].strip()
        if mark == "（" or heads:
            kept.append((mark, where, index))
        else:
            left.append(_alone(mark, where, index))
    return kept, left


def is_no_closer(text: str, index: int) -> bool:
    """`1）` counts and `：）` smiles; what an open bracket has no other for, closes."""
    if text[index] not in ")）":
        return False
    before = text[max(0, index - 6) : index]
    if _is_open(text, index):
        return bool(_ENUMERATOR.search(before) or _SMILE.search(before)) and not _closes(text, index)
    return any(pattern.search(before) for pattern in (_ENUMERATOR, _COUNT, _SMILE))


def _closes(text: str, index: int) -> bool:
    """Those behind it do not close all brackets that are open: （王，1994，389）, and not （包括：1）甲；2）乙）."""
    return _depths(text)[index] > _depths(text[::-1], closers="（(")[len(text) - 1 - index]


@lru_cache(maxsize=4)
def _depths(text: str, closers: str = "）)") -> tuple[int, ...]:
    """How many brackets are open before each letter; read backwards, how many nothing before it opened."""
    depth, depths = 0, []
    for letter in text:
        depths.append(depth)
        if letter in _BRACKETS:
            depth = max(0, depth - 1) if letter in closers else depth + 1
    return tuple(depths)


def _is_open(text: str, index: int) -> bool:
    return _depths(text)[index] > 0


def _alone(mark: str, passage: Passage, index: int) -> Found:
    if mark in _PAIRS:
        message = f"“{passage.text[index]}”没有配对的“{_PAIRS[mark]}”，请补上或删去。"
    else:
        message = f"“{passage.text[index]}”前面没有“{_CLOSERS[mark]}”，请补上或删去。"
    return Found(passage, index, index + 1, message)


RULES = (
    Rule("pair.unbalanced", Family.PUNCTUATION, Severity.ERROR, "括号、书名号、引号不配对", f"{GB_15834} 4.8、4.9、4.15",
         "协会修订了《会员管理办法，下月起施行。", "协会修订了《会员管理办法》，下月起施行。", of_article=unbalanced),
)  # fmt: skip
