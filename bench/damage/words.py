"""Damage to words: doubled, mistaken, foreign to the house; sentences said twice."""

import random
import re
from collections.abc import Iterator, Mapping
from functools import partial

import rjieba
from opencc import OpenCC

from bench.damage.issue import Damage, Damages, Issue, in_turn, shuffled
from editorial.document import Span
from editorial.preflight.wordlists import CONFUSABLES, TERMS

_HAN = r"\u3400-\u9fff"
_FUNCTION = frozenset(("p", "c", "u", "uj", "ul", "uz", "ug", "uv", "ud", "r", "f", "d"))
"""jieba's classes of prepositions, conjunctions, particles, pronouns, localisers and adverbs."""
_VERBS = frozenset("是有在到为至达占")
_LAWFUL = frozenset("常渐刚仅偏往稍略单恰刚每各谁多好大远快慢早久重正深真白光特等最上下里用比过")
"""Function words that a text may well double: 常常, 仅仅, 往往, 上上, 用用, 比比."""
_CARRIERS = ("文件里写的是“{}”。", "这份材料两次写到“{}”。", "（“{}”为原文用词）")
_TO_TRADITIONAL = OpenCC("s2t")
_SENTENCE = rf"(?<=[。！？])[^。！？]*[{_HAN}][^。！？]*[。！？](?=[{_HAN}“]|$)"
_SHORTEST = 24


def typed_twice(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A word of one character, and of grammar, typed twice. Many nouns and verbs may lawfully be."""
    places: list[tuple[int, str]] = []
    for paragraph in issue.prose:
        place = paragraph.start
        for word, kind in rjieba.tag(issue.words(paragraph)):
            if len(word) == 1 and (kind in _FUNCTION or word in _VERBS) and word not in _LAWFUL:
                places.append((place, word))
            place += len(word)
    for place, word in shuffled(dice, places):
        if word not in (issue.text[place - 1], issue.text[place + 1]) and re.match(f"[{_HAN}]", word):
            yield issue.put(place, place + 1, word * 2)


def listed_words(listed: Mapping[str, str], issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A wrong word in the place of the right one, where the issue has it, or in a remark of its own."""
    for wrong, right in shuffled(dice, listed.items()):
        if match := next(iter(issue.said(re.escape(right))), None):
            yield issue.put(match.start(), match.end(), wrong)
        else:
            place = dice.choice(issue.prose).end
            yield issue.put(place, place, dice.choice(_CARRIERS).format(wrong))


def mistaken(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """Words that are always wrong, and characters of a traditional text."""
    characters = shuffled(dice, issue.said(f"[{_HAN}]"))
    changed = ((match, _TO_TRADITIONAL.convert(match[0])) for match in characters)
    return in_turn(
        listed_words(CONFUSABLES, issue, dice),
        (issue.put(match.start(), match.end(), other) for match, other in changed if other != match[0]),
    )


def said_again(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A sentence that comes again at the end of another paragraph of its article, perhaps a little changed."""
    for match in shuffled(dice, issue.said(_SENTENCE)):
        article = next(each for each in issue.articles if match.start() < each.credit.start)
        later = [each for each in article.paragraphs if each.start > match.start()]
        if later and len(re.findall(f"[{_HAN}]", match[0])) >= _SHORTEST:
            place = dice.choice(later).end
            damage = issue.put(place, place, _retold(match[0], dice))
            yield Damage(damage.text, (*damage.places, Span(match.start(), match.end())))


def _retold(sentence: str, dice: random.Random) -> str:
    """The sentence as it stood in another draft: without one 的, 了 or 也, or as it is."""
    return re.sub("[的了也]", "", sentence, count=dice.randint(0, 1)) if dice.random() < 0.5 else sentence


DAMAGES: Damages = {
    "dup.char": typed_twice,
    "term.style": partial(listed_words, TERMS),
    "word.confusable": mistaken,
    "sent.duplicate": said_again,
}
