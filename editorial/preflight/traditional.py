"""Traditional characters 繁体字 in a simplified text, but not where they are a name's own or another language's."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from opencc import OpenCC

from editorial.preflight.manuscript import Passage
from editorial.preflight.rules import Edit, Found

_TO_SIMPLIFIED = OpenCC("t2s")
_SHOWN = 5
"""Traditional characters that a message names."""
_APART = 12
"""Characters between two traditional ones from which each is told by itself."""
_JAPANESE = re.compile(r"[\u3041-\u30fa〒]|丁目|日[语文本][^，。；！？“”「」]{0,8}[“「]")
"""Kana, an address in Japan, or 日语写作「…」: characters are Japanese there."""
_QUOTED = re.compile(r"“([^“”]{1,8})”")
_CHARACTERS = re.compile(r"[一二两三四]?个?字")
_BESIDE = re.compile(r"[（(/／]([\u4e00-\u9fff]{2,16})(?=[）)/／\s，。；]|$)")
"""A name's other form: 龙山（龍山）, 龙山/龍山."""
_ACCOUNT = re.compile(r"@[^\s，。；：！？、（）@]{1,30}")
"""What somebody calls himself, and others call him."""
_TITLE_OF_LINK = 4
"""Letters from which the words of a link are the title of the page that it leads to, and no 這裡."""
_KEPT = frozenset("昇陞祕氾寀霑扞谿脩劄噁")
"""Characters that 通用规范汉字表 and people keep: for names, and for 扞格, 勃谿, 束脩, 目劄 and 二噁英."""
_KEPT_IN_NAMES = re.compile(r"兒(?=[宽姁])")
"""兒 ní, a surname, and in the names of old histories."""


def traditional_characters(passage: Passage) -> Iterator[Found]:
    """The traditional characters of a passage; what stands close together is mended together."""
    text = passage.text
    if _JAPANESE.search(text):
        return
    places = [index for index, letter in enumerate(text) if _simplified(letter) != letter]
    if not places:
        return
    named = [*_named_as_characters(text), *_names_of_others(passage)]
    places = [place for place in places if not any(start <= place < end for start, end in named)]
    while places:
        count = next(
            (n for n, (one, other) in enumerate(pairwise(places), 1) if other - one > _APART), len(places)
        )
        yield _stretch(passage, places[:count])
        del places[:count]


def _stretch(passage: Passage, places: list[int]) -> Found:
    text = passage.text
    letters = list(dict.fromkeys(text[place] for place in places))
    shown = "、".join(f"“{letter}”应为“{_simplified(letter)}”" for letter in letters[:_SHOWN])
    more = f"，等 {len(letters)} 字" if len(letters) > _SHOWN else ""
    edits = tuple(Edit(place, place + 1, _simplified(text[place])) for place in places)
    return Found(passage, places[0], places[-1] + 1, f"这里有繁体字：{shown}{more}。", edits)


def _named_as_characters(text: str) -> Iterator[tuple[int, int]]:
    """What is shown for its letters, and not for what it says: “龍”字, “龍山” beside “龙山”, 龙山（龍山）."""
    for match in _QUOTED.finditer(text):
        simple = f"“{_simple(match[1])}”"
        if _CHARACTERS.match(text, match.end()) or (simple != match[0] and simple in text):
            yield match.span()
    for match in _BESIDE.finditer(text):
        if match[0][0] in "/／" or text.endswith(_simple(match[1]), 0, match.start()):
            yield match.span()


def _names_of_others(passage: Passage) -> Iterator[tuple[int, int]]:
    """Names that are not ours to write: of accounts, of pages linked to, of persons long dead."""
    yield from (match.span() for match in _ACCOUNT.finditer(passage.text))
    yield from (match.span() for match in _KEPT_IN_NAMES.finditer(passage.text))
    for link in passage.words.links:
        if len(link.words) >= _TITLE_OF_LINK:
            starts = passage.words.starts
            yield bisect_left(starts, link.span.start), bisect_left(starts, link.span.end)


def _simple(words: str) -> str:
    return "".join(map(_simplified, words))


@cache
def _simplified(letter: str) -> str:
    """The letter itself where simplified texts use it too: 乾, 於 and 徵 are characters of GB 2312."""
    if not "\u4e00" <= letter <= "\u9fff" or letter in _KEPT or _is_of_gb_2312(letter):
        return letter
    simple: str = _TO_SIMPLIFIED.convert(letter)
    return simple if _is_of_gb_2312(simple) else letter


def _is_of_gb_2312(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
