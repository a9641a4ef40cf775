"""Pairs 成对标点: brackets, book marks and quotation marks, each with its other half."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import ArticleText, Passage
from editorial.preflight.rules import GB_15834, Context, Family, Found, Rule

_PAIRS = {
    "（": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "［": "］",
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_AS_FULL = {"(": "（", ")": "）"}
_ENUMERATOR = re.compile(
    r"(?:^|[\s；;。，,：:、])(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})$"
)
_Open: TypeAlias = list[tuple[str, Passage, int]]
_COUNT = re.compile(r"(?<![\d.])\d{1,2}$")
"""1）视野2）事件: where no bracket is open, a number of one or two digits counts."""
_SMILE = re.compile(r"[：:;；][-－]?$")
_BRACKET = re.compile(r"[（()）]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ0-9]")
_OMISSION = re.compile(r"(?<![A-Za-z\d])[‘’](?:s|t|re|ll|ve|d|m|\d\ds?)(?![A-Za-z\d])")
_WITHIN_A_WORD = re.compile(r"(?<=[A-Za-z])‘(?=[a-z]{1,2}(?![A-Za-z]))")
_QUOTED_ON = "“‘「『"
"""A quotation of several paragraphs opens each of them and closes in the last (4.8.3.5)."""


def unbalanced(article: ArticleText, context: Context) -> Iterator[Found]:
    """Brackets, book marks and quotation marks that nothing closes or nothing opened."""
    open_: _Open = []
    before = None
    for passage in article.passages:
        for index, mark in enumerate(passage.text):
            mark = _AS_FULL.get(mark, mark)
            if mark in _PAIRS and not _is_turned_apostrophe(passage.text, index):
                if not _carries_on(open_, mark, before, passage, index):
                    open_.append((mark, passage, index))
            elif mark in _CLOSERS and not is_no_closer(passage.text, index):
                yield from _close(open_, mark, passage, index)
        open_, left = _kept_open(open_, passage)
        yield from left
        before = passage if passage.text.strip() else before
    yield from (_alone(*each) for each in open_)
    for single in filter(None, (article.title, *article.credits)):
        yield from _within(single)


def _within(passage: Passage) -> Iterator[Found]:
    """The same of a passage that stands by itself."""
    open_: _Open = []
    for index, mark in enumerate(passage.text):
        mark = _AS_FULL.get(mark, mark)
        if mark in _PAIRS:
            open_.append((mark, passage, index))
        elif mark in _CLOSERS and not is_no_closer(passage.text, index):
            yield from _close(open_, mark, passage, index)
    yield from (_alone(*each) for each in open_)


def _carries_on(open_: _Open, mark: str, before: Passage | None, passage: Passage, index: int) -> bool:
    """The mark opens a further paragraph of a quotation that is open since the one before; it stands for it now."""
    if mark not in _QUOTED_ON or passage.text[:index].strip():
        return False
    for place, (other, where, at) in enumerate(open_):
        if other == mark and where is before and not _holds_its_kind(mark, where, at):
            open_[place] = (mark, passage, index)
            return True
    return False


def _close(open_: _Open, mark: str, passage: Passage, index: int) -> Iterator[Found]:
    """Takes the opener of a closing mark off; what was opened inside and not closed is alone."""
    opener = _CLOSERS[mark]
    places = [place for place, (other, _, _) in enumerate(open_) if other == opener]
    if not places:
        yield _alone(mark, passage, index)
        return
    inside = open_[places[-1] + 1 :]
    del open_[places[-1] :]
    yield from (_alone(*each) for each in inside)


def _kept_open(open_: _Open, passage: Passage) -> tuple[_Open, list[Found]]:
    """At a paragraph's end only quotations and brackets may stay open; a book's title may not."""
    kept = [each for each in open_ if each[0] in (*_QUOTED_ON, "（")]
    return kept, [_alone(*each) for each in open_ if each not in kept]


def _holds_its_kind(mark: str, passage: Passage, index: int) -> bool:
    """A quotation within has other marks (4.8.3.3): the first was meant to close before it."""
    return mark in passage.text[index + 1 :]


def is_no_closer(text: str, index: int) -> bool:
    """`1）` counts, `：）` smiles and `it’s` has an apostrophe; what an open bracket has no other for, closes."""
    if text[index] in ")）":
        before = text[max(0, index - 6) : index]
        if _is_open(text, index):
            return bool(_ENUMERATOR.search(before) or _SMILE.search(before)) and not _closes(text, index)
        return any(pattern.search(before) for pattern in (_ENUMERATOR, _COUNT, _SMILE))
    return text[index] == "’" and _is_apostrophe(text, index)


def _is_turned_apostrophe(text: str, index: int) -> bool:
    """Written ‘ within a Latin word or before a year: Anne‘s, ‘97."""
    return text[index] == "‘" and bool(_OMISSION.match(text, index) or _WITHIN_A_WORD.match(text, index))


def _is_apostrophe(text: str, index: int) -> bool:
    """Between Latin letters, before what was shortened, or after one where no quotation is open: it’s, ’97, the readers’."""
    if _OMISSION.match(text, index):
        return True
    if not _LATIN.match(text[index - 1 : index]):
        return False
    is_open = text.count("‘", 0, index) > text.count("’", 0, index)
    return bool(_LATIN.match(text[index + 1 : index + 2])) or not is_open


def _closes(text: str, index: int) -> bool:
    """The open bracket does not close later: （王，1994，389）, and not （包括：1）甲；2）乙）."""
    after = _BRACKET.search(text, index + 1)
    return after is None or after[0] in "（("


def _is_open(text: str, index: int) -> bool:
    before = _BRACKET.findall(text[:index])
    return bool(before) and before[-1] in "（("


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
