"""Doubled characters 重字: 仍是是我国, where one of the two was typed once too often."""

import re
from collections.abc import Iterator

import rjieba

from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import READ, Passage
from editorial.preflight.rules import Context, Edit, Found

_DOUBLED = re.compile(r"([\u3400-\u9fff])\1+")
_NEVER_DOUBLED = frozenset(
    "的了是在和与及或到从把被将为由向于以而但也又仍并则其这那们所使对可应须需未已经曾正很比且每某哪均皆亦即却仅约跟按据此得既"
)
"""Function words: no language of print doubles them but where they are parts of longer words."""
_SELDOM_DOUBLED = frozenset("我你他她它都就还该给能会让请更不越才着中占另有外若各")
"""Doubled they are most often a slip, but a clause may end and the next begin with them (我给你你不要),
and some are said twice (会会他们, 还还不清)."""
_RIGHTLY_DOUBLED = re.compile(
    r"在在(?=[都皆均可需显说证出]|制品)|把把(?=[关脉舵])|对对(?=[子联表眼碰口])|将将(?=[好够就才能])|曾曾(?=[祖孙])|其其(?=格)"
    r"|正正(?=好|自己|衣|领|帽)|(?<=打)的的|(?<=明)了了|(?:^|(?<=[，。；：！？“]))了了|哪哪(?=[都也儿不])|应应(?=[景急])|比比(?=[看谁皆])|按按(?=[摩看])|(?<=艾)未未|(?<=[声蹄也才没])得得|(?<=给)了了(?=[。！？…])|(?<=有的没)的的"
    r"|(?<=答案)是是|(?<=回答)是是|([使比按跟对把])\1(?=[，。！？；”])"
)
"""Doubled by right: 在在 is everywhere, 把关 and 对表 are done a little, 有的没的 and 打的 (a taxi) have their own 的; and what is a
preposition elsewhere is a verb where no object follows: 借把剑使使。"""
_SAID_AGAIN = re.compile(
    r"(?<=[达得收受运送找遇感做来回])到到(?![了\d])|(?<=以)及及|(?<=为)了了(?!解|结|却)|(?<=[共拥具设享])有有"
)
"""The second is a word of its own behind a word that ends with it: 运到到港口."""
_IN_SPEECH = frozenset("这那")
"""Who is at a loss for words says them twice."""
_JOINS = "和与及"
"""Conjunctions that names begin with, too."""
_CLAUSE_EDGE = "，。、；：！？“”‘’（）…—,;:!?\n"


def doubled_characters(passage: Passage, context: Context) -> Iterator[Found]:
    """仍是是我国: the same character twice where each is a word of its own."""
    if passage.role not in READ:
        return
    for match in _DOUBLED.finditer(passage.text):
        letter = match[1]
        if (
            len(match[0]) > 2
            or _is_exclamation(passage.text, match)
            or not _are_words(passage.text, match.start())
        ):
            continue
        if _RIGHTLY_DOUBLED.match(passage.text, match.start()) or _begins_a_name(passage.text, match):
            continue
        if letter in _NEVER_DOUBLED and not (
            letter in _IN_SPEECH and _is_spoken(passage.text, match.start())
        ):
            edit = Edit(match.start(), match.end(), letter)
            yield Found(passage, match.start(), match.end(), f"“{match[0]}”多了一个字。", (edit,))
        elif letter in _SELDOM_DOUBLED | _IN_SPEECH:
            message = f"“{match[0]}”是不是多了一个字？请核对。"
            yield Found(passage, match.start(), match.end(), message, severity=Severity.INFO)


def _begins_a_name(text: str, match: re.Match[str]) -> bool:
    """和 before a name that begins with 和: another preposition stands before the same name elsewhere (在和君)."""
    letter, following = match[1], text[match.end() : match.end() + 1]
    if letter not in _JOINS or not following:
        return False
    others = "".join(set(_JOINS + "在对于从到为把被将的") - {letter})
    return re.search(f"[{others}]{letter}{re.escape(following)}", text) is not None


def _is_exclamation(text: str, match: re.Match[str]) -> bool:
    """The doubled word is all that is said, as people say 对对 or 是是."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return (not before or before in _CLAUSE_EDGE + "说道答") and (not after or after in _CLAUSE_EDGE)


def _is_spoken(text: str, place: int) -> bool:
    return text.count("“", 0, place) > text.count("”", 0, place)


def _are_words(text: str, place: int) -> bool:
    """Both characters are words by themselves, told from the clause around them: 标的 | 的 has but one such."""
    ends_a_word = _SAID_AGAIN.match(text, place) is not None
    if not ends_a_word and place and len(list(rjieba.cut(text[place - 1 : place + 1], hmm=False))) == 1:
        return False
    start = max(0, place - 12)
    offset = start
    words: list[tuple[int, str]] = []
    for word in rjieba.cut(text[start : place + 14]):
        words.append((offset, word))
        offset += len(word)
    single = {begin for begin, word in words if len(word) == 1}
    return (ends_a_word or place in single) and place + 1 in single
