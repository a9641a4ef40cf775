"""Words whose last or first character was typed twice: 表示示, 按按照.

The second character would have to be a word by itself, or to end the word before. How likely that is, the
dictionary of the tokeniser knows: each word has its count there.
"""

import re

import rjieba

_OFTEN = 2000
"""A reader hardly meets words with a lower count: what looks like one may be something else."""
_OFTEN_LONG = 200
"""The same for words of three characters and more, which are no words by chance."""
_PAIR = 2
"""The length of an ordinary word."""
_VERY_OFTEN = 13_000
"""Above it are the few thousand words of every text."""
_SELDOM_ALONE = 20_000
"""A character with a lower count is seldom a word by itself: 示 has a thousand, 在 seven hundred thousand."""
_ALONE = frozenset("任性除版队物气饭觉澡库包页表图线链云卡码群")
"""They begin what follows all the same: a surname, a noun, a preposition; and 数据库库 is a library for databases."""
_MEASURED = frozenset("一两二三四五六七八九十几每数半")
"""After a number the character is a measure, and may be doubled: 一枚枚."""
_OWN = frozenset("国中年市月日内外上下前后时人区省县州部男女新亿过还最来去其就那")
"""They end names and times, and the next word may begin with them: A国|国内."""
_GOVERN = frozenset("以由经按据给向从对在与和为要有被把将让使比该各每如若因")
"""They may stand before any noun, and nouns begin with them, too: 以|以上方式, 如|如何办理."""
_OPENS_AGAIN = re.compile(
    r"[对为与由]此|[就都也更但而这那不]是|并[不非入]|已经|还有|将会|按照|根据|给予|有[着所]|关于|由于|对于"
    r"|这次|以及|及其|即将|必须|曾经|正在|现在|位于|自从"
)
"""In them the first character is still the word that stands before it: 企业对|对此 says 对 twice."""
_ENDS_AGAIN = re.compile(
    r"(?<=[达得收受运送找遇感做来回])到到(?!了|[\d\s]+[年月日时点%]|[今目现明后期])|(?<=以)及及|(?<=[升降])至至"
    r"|(?<=为)了了(?!解|结|却)|(?<=成)为为(?=[推促全中当今])|(?<![是不]就)(?<=[这那就也都仍])是是"
    r"|(?<=[共拥具设享])有有(?!意义|价值|影响)|(?<=可)以以(?=[在从对将把被让给向到]|通过|根据|按照|利用|使用)"
)
"""The second is a word of its own elsewhere, but not behind a word that ends with it: 运到到港口."""


def doubled_end(word: str, text: str, place: int) -> bool:
    """表示示: the dictionary knows 表示 well, and 示 hardly is a word."""
    if _ENDS_AGAIN.match(text, place):
        return True
    letter, before = word[-1], text[place - 1]
    if before in _MEASURED or letter in _ALONE or any(map(rjieba.has_word, (letter * 2, word + letter))):
        return False
    following = text[place + 1 : place + 4]
    if any(rjieba.has_word(following[:size]) for size in range(2, len(following) + 1)):
        return False
    return _count(word) >= (_OFTEN if len(word) == _PAIR else _OFTEN_LONG) and _count(letter) < _SELDOM_ALONE


def doubled_beginning(word: str, text: str, place: int) -> bool:
    """按按照: the word begins with the very word before it, or so often met that it is none by chance."""
    letter = word[0]
    if _OPENS_AGAIN.fullmatch(word):
        return True
    return letter not in _OWN | _GOVERN and not rjieba.has_word(letter * 2) and _count(word) >= _VERY_OFTEN


def _count(word: str) -> int:
    return rjieba.suggest_freq(word) if rjieba.has_word(word) else 0
