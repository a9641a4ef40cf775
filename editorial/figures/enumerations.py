"""Enumerations: 四大任务：一是…，二是…; （一）…（二）…; items that only ； parts; “三个坚持”，即坚持…、坚持….

The items may stand in the sentence, in the paragraph or in those below. A number is wrong only when it certainly
counts these items: a word for things said (任务, 方面) stands between it and them, and no further item follows.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from editorial.figures.claims import Claim
from editorial.figures.counts import NUMBER, counted, number
from editorial.figures.reading import Paragraph

_NOUN = (
    r"(?:方面|层面|维度|环节|步骤|阶段|特点|特征|特色|亮点|优势|问题|难题|挑战|原因|因素|理由|任务|要求|原则|目标|方向|措施|举措|工作|突破|转变|变化"
    r"|趋势|建议|意见|条件|内容|部分|重点|行动|工程|成果|成效|议案|议题|关键|坚持|作用|功能|好处|情况|情形)"
)
"""What is told item by item; people, places and firms are not (五家企业反映：一是…)."""
_THING = rf"(?:(?:个|大|项|条|点|种|类|重|层|件|步)?[^，。；：！？、\d“”个项位名家年月天次的]{{0,8}}?{_NOUN}|点)(?:的{_NOUN})?"
_OPENING = re.compile(
    rf"(?<![第前后各每几数上下另其十\d])(?P<number>{NUMBER})(?![多余几]){_THING}"
    r"(?P<rest>[^，。；：！？、\d的]{0,8})(?P<mark>[：。，]|$)"
)
_ORDINAL = re.compile(
    r"(?:(?<=[，。；：、！？”）\s])|^)(?:"
    r"(?P<is>[一二三四五六七八九十]{1,2})(?:是|要|来)|(?P<digit>\d{1,2})[.．、](?!\d)|（(?P<bracket>[一二三四五六七八九十]{1,2})）"
    r"|第(?P<nth>[一二三四五六七八九十]{1,2})(?=[，、：])|其(?P<its>[一二三四五六七八九十]))"
)
"""一是, 1., （一）, 第一，, 其一."""
_SLOGAN = re.compile(
    rf"(?P<number>{NUMBER})个(?P<word>[\u4e00-\u9fff]{{2}})[”」]?(?:，?(?:即|就是|分别是)|：|——)[：]?(?P<names>[^。；！？]{{4,200}})"
)
"""“三个坚持”，即坚持甲、坚持乙、坚持丙。"""
_DIGITS = {"一": 1} | {digit: value for value, digit in enumerate("二三四五六七八九十", 2)}
_MORE = re.compile(r"最后|此外|另外|还有|再者|再次|再有|还要|同时|等")
"""A further item without its ordinal, or a list left open."""
_LISTED = re.compile(r"、[^，。；：！？]*$")
"""主体、客体、事实|三方面."""
_PARTS = ("；", "；和", "；及", "；或", "；以及", "；并且")
"""What an item that is a paragraph of its own ends with."""
_REACH = 1500
"""As many characters around the opening are searched for its items,"""
_BELOW = 40
"""and as many paragraphs below it."""


def claims(article: Sequence[Paragraph]) -> Iterator[Claim]:
    """Every number of the article that says how many items are told one by one behind it."""
    for place, paragraph in enumerate(article):
        for match in _SLOGAN.finditer(paragraph.text):
            least, most = _repeated(match["names"], match["word"])
            if least >= 2:
                yield counted(paragraph, match, least, most)
        for match in _OPENING.finditer(paragraph.text):
            below = article[place + 1 : place + 1 + _BELOW]
            least, most = _told(paragraph, match, [each.text for each in below])
            if least >= 2:
                yield counted(paragraph, match, least, most)


def _repeated(names: str, word: str) -> tuple[int, int]:
    """Items that all begin, or all end, with one word."""
    items = re.split(rf"[、，]|(?:以及|和|及|与)(?={word})|(?<={word})(?:以及|和|及|与)", names)
    alike = all(item.startswith(word) for item in items) or all(item.endswith(word) for item in items)
    return (len(items), len(items)) if alike else (0, 0)


def _told(paragraph: Paragraph, match: re.Match[str], below: Sequence[str]) -> tuple[int, int]:
    """The least and the greatest number of items behind an opening; none when it is not clear."""
    text = paragraph.text[match.end() : match.end() + _REACH]
    before = paragraph.text[max(0, match.start() - _REACH) : match.start()]
    rows = [text, *below] if text.strip() else list(below)
    first = _ORDINAL.match(rows[0].lstrip()) if rows else None
    if first and match["rest"] and match["mark"] == "，":
        return 0, 0  # 三方面都很强，一是因为…: more is said of them than how many they are
    if first:
        told = _numbered(rows, str(first.lastgroup), number(match), before)
        return told, told
    if match["mark"] != "：":
        return 0, 0
    return _parted(text) if text.strip() else _stacked(below)


def _numbered(rows: Sequence[str], form: str, said: int, before: str) -> int:
    """Items that bear ordinals of one form, counted from the first in unbroken order."""
    places: list[int] = []
    for place, value in ((place, value) for place, row in enumerate(rows) for value in _ordinals(row, form)):
        if value != len(places) + 1:
            break
        places.append(place)
    told = len(places)
    if told < 2 or told == said:
        return told
    if any(there - here > 1 for here, there in pairwise(places)):
        return 0
    if told > said:  # what goes on may be the list around this one, and the number that of a list before it
        return 0 if any(_ordinals(before, form)) or _LISTED.search(before) else told
    rest = {value for row in rows for value in _ordinals(row)}
    return 0 if told + 1 in rest or _MORE.search("".join(rows[: told + 1])) else told


def _ordinals(text: str, form: str = "") -> Iterator[int]:
    """The ordinals of a text, of one form or of whatever."""
    for match in _ORDINAL.finditer(text):
        if not form or match[form]:
            yield _value(match[form or str(match.lastgroup)])


def _value(ordinal: str) -> int:
    return int(ordinal) if ordinal.isdigit() else sum(_DIGITS[digit] for digit in ordinal)


def _parted(text: str) -> tuple[int, int]:
    """Items of one sentence that semicolons part, and nothing else."""
    sentence = re.split(r"[。！？]", text, maxsplit=1)[0]
    items = sentence.split("；")
    plain = not re.search(r"[，、：]|等", sentence) and all(len(item) >= 4 for item in items)
    return (len(items), len(items)) if plain else (0, 0)


def _stacked(below: Sequence[str]) -> tuple[int, int]:
    """Paragraphs that end with ；; the one after them may be the last item, or the text that goes on."""
    items = len(list(takewhile(lambda row: row.endswith(_PARTS), below)))
    return (items, items + 1) if items else (0, 0)
