"""Wording 用词: words always mistaken, the house's terms, sentences that come again."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import rjieba
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from editorial.intake.titles import key
from editorial.preflight.doubled import doubled_characters
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import READ, ArticleText, Passage, Role
from editorial.preflight.misused import misused
from editorial.preflight.projection import OBJECT
from editorial.preflight.rules import HOUSE, Context, Edit, Family, Found, Rule
from editorial.preflight.statutes import are_numbers_alike, is_statute
from editorial.preflight.traditional import traditional_characters
from editorial.preflight.wordlists import CONFUSABLES, RIGHT, TERMS

# --- Words --------------------------------------------------------------------------------------

_AROUND = 8
"""Letters on each side that tell where words begin and end."""


def confusables(passage: Passage, context: Context) -> Iterator[Found]:
    """Words that are always wrong or wrong where they stand, and traditional characters in a simplified text."""
    if passage.role not in READ:
        return
    places = [*misused(passage.text), *_listed(passage.text, {**CONFUSABLES, **context.words.confusables})]
    for start, end, right in sorted(places):
        message = f"“{passage.text[start:end]}”应为“{right}”。"
        yield Found(passage, start, end, message, (Edit(start, end, right),))
    yield from traditional_characters(passage)


def house_terms(passage: Passage, context: Context) -> Iterator[Found]:
    """Terms the house writes otherwise."""
    if passage.role not in READ:
        return
    for start, end, term in _listed(passage.text, {**TERMS, **context.words.terms}):
        message = f"本刊体例写“{term}”，不写“{passage.text[start:end]}”。"
        yield Found(passage, start, end, message, (Edit(start, end, term),))


def _listed(text: str, listed: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where words of the list stand, with what is right: not in a longer word, nor across the edge of another."""
    for match in _any_of((*listed, *RIGHT)).finditer(text):
        right = listed.get(match[0])
        if right is not None and not _is_of_other_words(text, match.start(), match.end()):
            yield match.start(), match.end(), right


def _is_of_other_words(text: str, start: int, end: int) -> bool:
    """A word of the dictionary reaches over an edge: 部份 in 东部份额 is the end of one and a piece of another."""
    place = max(0, start - _AROUND)
    for word in rjieba.cut(text[place : end + _AROUND], hmm=False):
        begin, place = place, place + len(word)
        if begin < start < place < end or start < begin < end < place:
            return True
    return False


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


# --- Sentences ----------------------------------------------------------------------------------

_HAN = re.compile(r"[\u3400-\u9fff]")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’）]?")
_LONG_ENOUGH = 16
"""Letters from which a sentence that comes again is no turn of phrase."""
_ALIKE = 92
_REFRAIN = 40
"""Characters from which a sentence is too long to be said twice for its sound."""
_DENIES = frozenset("不未没无非否莫勿")
_QUOTED = re.compile(r"“[^”]*”?")


def repeated_sentences(article: ArticleText, context: Context) -> Iterator[Found]:
    """A sentence that the article has said already, in other paragraphs than a doubled one. In a newsletter's
    article it may be told with more words or fewer; a text by itself has parallels, where only an echo is a slip:
    the same words in the same paragraph or the next."""
    is_bare = not context.manuscript.is_issue
    seen: list[_Said] = []
    paragraphs: set[str] = set()
    for place, passage in enumerate(() if is_statute(article) else article.prose):
        if passage.role is Role.QUOTE:
            continue
        if (whole := key(passage.text)) in paragraphs:
            continue
        paragraphs.add(whole)
        for match in _SENTENCE.finditer(passage.text):
            said = _Said(place, key(match[0]), match[0].strip())
            if len(_HAN.findall(said.key)) < _LONG_ENOUGH or OBJECT in match[0]:
                continue  # what differs in its code is no copy
            is_again = said.echoes if is_bare else said.retells
            earlier = next((other for other in seen if is_again(other)), None)
            if earlier and not (is_bare and _may_be_meant(passage, match)):
                message = f"这句话前面已有：“{earlier.words[:30]}…”，请核对是否重复。"
                yield Found(passage, match.start(), match.end(), message)
            seen.append(said)


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence, its key, and in the how-manieth paragraph it stands."""

    place: int
    key: str
    words: str

    def echoes(self, other: "_Said") -> bool:
        return self.key == other.key and self.place - other.place <= 1

    def retells(self, other: "_Said") -> bool:
        return _are_alike(self.key, other.key)


def _may_be_meant(passage: Passage, match: re.Match[str]) -> bool:
    """An echo, as stories have them: what is said aloud, or a short sentence that is a paragraph by itself."""
    said = _QUOTED.finditer(passage.text)
    if any(each.start() <= match.start() and match.end() <= each.end() for each in said):
        return True
    return match[0].strip() == passage.text.strip() and len(match[0].strip()) < _REFRAIN


def _are_alike(one: str, other: str) -> bool:
    """Words were added or left out, but none exchanged for another nor denied: 出口增长 and 进口增长 are parallels."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 0.2 * len(one) or not fuzz.ratio(one, other, score_cutoff=_ALIKE):
        return False
    changed = ""
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "replace":
            return False
        if step.tag != "equal":
            changed += one[step.src_start : step.src_end] + other[step.dest_start : step.dest_end]
    return not _DENIES.intersection(changed) and are_numbers_alike(one, other)


FAMILY = Family.WORDING
RULES = (
    Rule("dup.char", FAMILY, Severity.ERROR, "重字", HOUSE, "欧盟仍是是我市最大的市场。", "欧盟仍是我市最大的市场，试试看看都行。", of_passage=doubled_characters),
    Rule("term.style", FAMILY, Severity.WARNING, "不合体例的用语", HOUSE, "企业可在线开立帐户。", "企业可在线开立账户。", of_passage=house_terms),
    Rule("word.confusable", FAMILY, Severity.WARNING, "错别字、繁体字", "通用规范汉字表", "部份企业已經恢复生产。", "部分企业已经恢复生产。", of_passage=confusables),
    Rule("sent.duplicate", FAMILY, Severity.WARNING, "句子重复", HOUSE,
         "平台聚合能力持续增强，服务企业超过三千家，办单时间缩短一半。\n\n企业反映良好。平台聚合能力持续增强，服务企业超过三千家，办单时间缩短一半。",
         "平台聚合能力持续增强，服务企业超过三千家。\n\n企业反映良好，办单时间缩短一半。", of_article=repeated_sentences),
)  # fmt: skip
