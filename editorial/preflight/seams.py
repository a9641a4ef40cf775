"""Seams 断口: what both sides of a break show when it goes through a sentence.

Whether a line may end so by itself is in `lines`; here a line and the one behind it are read together.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import rjieba

from editorial.figures.units import UNITS

_EDGE = 8
"""Characters on either side of a break in whose light its words are told apart."""
_HAN_WORD = re.compile(r"[\u3400-\u9fff]{2,}")
_LEANS_ON = frozenset([
    "的", "和", "与", "及", "以及", "或", "或者", "并", "并且", "而", "而且", "但", "但是", "却", "因", "因为", "由于", "所以", "因此",
    "从而", "如果", "若", "虽然", "即使", "只要", "不仅", "不但", "无论", "在", "从", "自", "由", "对", "对于", "关于", "向", "往",
    "朝", "把", "将", "被", "让", "使", "令", "为", "为了", "以", "按", "按照", "根据", "随着", "比", "跟", "也", "都", "就", "才",
    "又", "再", "更", "更加", "最", "很", "已", "已经", "曾", "曾经", "正", "正在", "仍", "仍然", "不", "未", "并不", "均", "仅",
    "越", "尤其", "可以", "能够", "应当", "应该", "必须", "是", "就是", "还是", "成为", "作为", "属于", "位于", "称为", "这", "那", "该", "本", "其",
    "某", "每", "各", "另", "另一", "一个", "一种", "这种", "第",
    "推动", "促进", "开创", "打造", "加以", "予以", "给予", "奋力", "着力", "大力", "不断", "进一步", "切实", "旨在", "致力于", "有助于", "有利于",
    "力争", "以便", "尤其是", "特别是", "例如", "比如", "即将"
])  # fmt: skip
"""Words that govern what follows them, of closed classes and of official prose: no line ends with one."""
_LEANS_BACK = frozenset([
    "的", "了", "着", "过", "们", "得", "地", "和", "与", "及", "以及", "等", "是", "中", "里", "内", "之间", "之一", "以来", "以内"
])  # fmt: skip
"""Words that belong to what stands before them: no paragraph begins with one."""
_COUNTS = frozenset([*UNITS, *"年月日时分秒岁届期天周万亿", "万亿"])
"""What a figure is counted in."""
_OPERATOR = re.compile(r"[+＋×÷=＝/／%％℃~～&·](?=\S)")
_CLAUSE_BEFORE, _CLAUSE_BEHIND = re.compile(r"[^，。；：！？]*$"), re.compile(r"[^，。；：！？]*")
_AWAITS_A_FIGURE = re.compile(
    r"(?:达到?|超过?|突破|增[长加至]|下降|上升|提高|减少|降至|共计?|合计|累计|高达|约|近|，[^，。]*[额量数率])$"
)
"""总数达到, …，出口额: what a figure follows."""
_COUNTED = re.compile(r"(?:超过|[约近超])?\d[\d.,]*\s?(?:[%％个家户项件人次艘辆吨元倍万亿]|美元)")
_POINT = re.compile(r"(?<![\d.])[^\d\s.]\d{1,4}\.$")
"""超过1.: the point of a decimal, not of an item's number."""
_POINTS = re.compile(r"\d个$")
_LAST_ITEM = re.compile(r"[和与及或等]")
_ITEM = 8
"""Characters that an item of a list has at most."""
_HALVES = (("（", "）"), ("“", "”"), ("《", "》"), ("「", "」"), ("『", "』"))
_CLOSERS = "）)》”’」』"


def is_torn(one: str, other: str) -> bool:
    """The break goes through a word, a phrase, a figure, a list, or what two marks enclose."""
    return (
        (one[-1] not in _CLOSERS and _parts_words(one, other))
        or lacks_its_half(one, other)
        or _parts_a_list(one, other)
        or parts_a_figure(one, other)
        or _OPERATOR.match(other) is not None
    )


def parts_a_figure(one: str, other: str) -> bool:
    """增长 | 12.4%, 1. | 2 万家, 2.1 个 | 百分点: no paragraph begins with what is counted."""
    if _AWAITS_A_FIGURE.search(one):
        return _COUNTED.match(other) is not None
    if _POINT.search(one):
        return other[:1].isdecimal()
    return _POINTS.search(one) is not None and other.startswith("百分点")


def lacks_its_half(one: str, other: str) -> bool:
    """A bracket or quotation that is open at the break is closed behind it."""
    return any(
        one.count(opener) == one.count(closer) + 1 and other.count(closer) == other.count(opener) + 1
        for opener, closer in _HALVES
    )


def _parts_words(one: str, other: str) -> bool:
    """A word runs across the break (数 | 字), or the words on either side of it are no end and no beginning."""
    edge = len(one[-_EDGE:])
    for (last, _), (word, place) in pairwise([("", 0), *_words(one[-_EDGE:] + other[:_EDGE])]):
        if place < edge < place + len(word):
            return _HAN_WORD.fullmatch(word) is not None
        if place == edge:
            is_figure = last[-1:].isdecimal() and (word in _COUNTS or word[0] in "年月日")
            return is_figure or last in _LEANS_ON or word in _LEANS_BACK
    return False


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Each word and where it begins."""
    place = 0
    for word in rjieba.cut(text, hmm=False):
        yield word, place
        place += len(word)


def _parts_a_list(one: str, other: str) -> bool:
    """Items with 、 between them on either side, and none before the break that 和 or 等 makes the last."""
    before, behind = _CLAUSE_BEFORE.search(one), _CLAUSE_BEHIND.match(other)
    if before is None or behind is None or "、" not in before[0]:
        return False
    last = before[0].rpartition("、")[2]
    return 0 <= behind[0].find("、") <= _ITEM and _LAST_ITEM.search(last) is None
