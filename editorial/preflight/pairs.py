"""Pairs 成对标点: brackets and book marks, each with its other half; “” and ‘’ are in `quotations`."""

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import ArticleText, Passage
from editorial.preflight.quotations import unpaired_quotations
from editorial.preflight.rules import GB_15834, Context, Family, Found, Rule

_PAIRS = {
    "（": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "［": "］",
    "「": "」",
    "『": "』",
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
    r"[:;]-\(|[:;]\((?=\s|$|[，。！？”])|\((?=[^\u3400-\u9fff，。]{0,12}[￣▽ω∀])[^\u3400-\u9fff，。）]{0,24}"
)
""":-( and (￣▽￣)"""
_BRACKET = re.compile(r"[（()）]")
_TERM = r"\s*[-+−]?(?:[\w.^\\]+|∞)\s*"
_FORMULA = re.compile(
    rf"\${{1,2}}(?=\S)[^$\u3400-\u9fff]+(?<=\S)\${{1,2}}(?!\d)|[\[(（]{_TERM}[,，]{_TERM}\]|\[{_TERM}[,，]{_TERM}[)）]"
)
"""$f: (0, 1] \to R$ as TeX has it, and the half-open intervals [0, 1) and (0, 1]: brackets of their own kind."""
_QUOTED_ON = "「『"
"""A quotation of several paragraphs opens each of them and closes in the last (4.8.3.5)."""


def unbalanced(article: ArticleText, context: Context) -> Iterator[Found]:
    """Brackets, book marks and quotation marks that nothing closes or nothing opened."""
    alone: list[Sequence[Passage]] = [(each,) for each in (article.title, *article.credits) if each]
    for passages in (article.passages, *alone):
        yield from _unpaired_brackets(passages)
        yield from unpaired_quotations(passages)


def _unpaired_brackets(passages: Sequence[Passage]) -> Iterator[Found]:
    open_: _Open = []
    before = None
    for passage in passages:
        text = _FORMULA.sub(_blotted, _FROWN.sub(_blotted, passage.text))
        for index, mark in enumerate(text):
            mark = _AS_FULL.get(mark, mark)
            if mark in _PAIRS and not _carries_on(open_, mark, before, passage, index):
                open_.append((mark, passage, index))
            elif mark in _CLOSERS and not is_no_closer(text, index):
                yield from _close(open_, mark, passage, index)
        open_, left = _kept_open(open_, passage)
        yield from left
        before = passage if passage.text.strip() else before
    yield from (_alone(*each) for each in open_)


def _blotted(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


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
    may_stay = (*_QUOTED_ON, "（")
    kept = [each for each in open_ if each[0] in may_stay]
    return kept, [_alone(*each) for each in open_ if each[0] not in may_stay]


def _holds_its_kind(mark: str, passage: Passage, index: int) -> bool:
    """A quotation within has other marks (4.8.3.3): the first was meant to close before it."""
    return mark in passage.text[index + 1 :]


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
    return _unclosed(text[:index]) > _unclosed(text[:index:-1], closers="（(")


def _unclosed(text: str, closers: str = "）)") -> int:
    """Brackets that are left open at the end of a text; read backwards, those that nothing in it opened."""
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth = max(0, depth - 1) if bracket in closers else depth + 1
    return depth


def _is_open(text: str, index: int) -> bool:
    return _unclosed(text[:index]) > 0


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
