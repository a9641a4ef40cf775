"""Lists that say how many they name: 前三位分别为 A、B、C; A、B、C 等三个; A、B、C 三省; 分别为 x、y.

Names are counted by their separators. 和 may stand inside a name (交通运输和邮政业), so a list has a least and a
greatest count, and only a number outside both is wrong.
"""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from editorial.figures.claims import Claim, Verdict
from editorial.figures.numerals import parse
from editorial.figures.reading import Measure, Paragraph
from editorial.figures.runs import runs

_NUMBER = r"(?:[2-9]|[1-9]\d|[二两三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)"
_TOP = re.compile(
    rf"[前首](?P<number>{_NUMBER})(?!个?(?:季度|月|年|小时))(?:位|名|大|强|家|个|项|省|国|类|种)?[^，。；：、\d]{{0,14}}?(?:分别|依次)?(?:来自|为|是)[:：]?"
    r"(?P<names>[^，。；：！？\d]{2,120}?)(?=[，。；：！？]|$)"
)
_NAMED_AFTER = re.compile(
    rf"(?<![第\d])(?P<number>{_NUMBER})(?:个|家|类|项|种|座|位|名|省|市|国|大|款|所)[^，。；：、\d]{{0,20}}，"
    r"(?:分别|依次)(?:来自|为|是)[:：]?(?P<names>[^，。；：！？\d]{2,160}?)(?=[。；！？]|$)"
)
_TITLES = re.compile(
    rf"(?<![第\d])(?P<number>{_NUMBER})(?:个|项|份|部|篇|种|本)[^，。；：、\d《]{{0,12}}："
    r"(?P<names>《[^《》]{1,60}》(?:[、和及与]?《[^《》]{1,60}》)*)(?=[。；]|$)"
)
"""三项议案：《甲》《乙》《丙》。"""
_AND_SO_ON = re.compile(
    rf"(?P<names>[^，。；：！？]{{2,160}}?)\s*等\s*(?P<number>{_NUMBER})\s*(?:个|家|类|项|种|座|位|名|省|市|(?<!两)国|部门|省份|城市|所|款)"
    r"(?![多余])"
)
_APPOSED = re.compile(
    r"(?P<names>[^，。；：！？]{2,80}?)(?P<number>[三四五六七八九])(?:国|省份|省|者)(?![一二两三四五六七八九十\d多]|[会道级际之])"
)
_NAME = re.compile(r"(?!第)[^的在对将把从由向是为与到被让于等\d]{1,12}")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_QUOTED = re.compile(r"[“《「][^”》」]*[”》」]")
_SIDE_BY_SIDE = re.compile(r"(?<=[》”])(?=[《“])")
"""Book titles and quotations stand side by side without a mark between them (GB/T 15834—2011 4.5.3.5)."""
_PARTED = re.compile(r"、|[》”][《“]")
_AND = re.compile(r"以及|和|及|与|暨")
_RESPECTIVELY = re.compile(r"(?:分别|依次)[^，。；]{0,12}$")


def claims(paragraph: Paragraph) -> Iterator[Claim]:
    """Every list of the paragraph whose number of names is told."""
    for match in chain.from_iterable(form.finditer(paragraph.text) for form in (_TOP, _NAMED_AFTER, _TITLES)):
        if _PARTED.search(match["names"]) and "等" not in match["names"]:
            least, most = _counts(match["names"])
            yield _counted(paragraph, match, least, most, right=least <= _number(match) <= most)
    for match in _AND_SO_ON.finditer(paragraph.text):
        least, most = _counts_of_ending(match["names"])
        if least >= 2 and least >= _number(match):
            yield _counted(paragraph, match, least, most, right=least <= _number(match) <= most)
    for match in _APPOSED.finditer(paragraph.text):
        least, most = _counts_of_ending(match["names"])
        if least <= _number(match) <= most:
            yield _counted(paragraph, match, least, most, right=True)
    yield from _paired(paragraph)


def _number(match: re.Match[str]) -> int:
    return int(parse(match["number"]).value)


def _counts(names: str) -> tuple[int, int]:
    """The least and the greatest number of names in a list."""
    plain = _QUOTED.sub("名", _SIDE_BY_SIDE.sub("、", _ASIDE.sub("", names)))
    marks = plain.count("、")
    return marks + 1, marks + 1 + len(_AND.findall(plain))


def _counts_of_ending(words: str) -> tuple[int, int]:
    """Counts of the list that ends the words; (0, 0) when it is not clear where the list begins."""
    plain = _QUOTED.sub("名", _ASIDE.sub("", words))
    first, *others = plain.split("、")
    if not others or first.startswith("名") or not all(_NAME.fullmatch(name) for name in others):
        return 0, 0
    return _counts(plain)


def _counted(paragraph: Paragraph, match: re.Match[str], least: int, most: int, *, right: bool) -> Claim:
    said, named = match["number"], f"{least}" if least == most else f"{least}至{most}"
    return Claim(
        "num.list_count",
        Verdict.VERIFIED if right else Verdict.CONTRADICTED,
        paragraph.index,
        match.start("number"),
        match.end("number"),
        f"列出 {named} 项，文中称 {_number(match)} 项",
        f"所列项数与“{said}”相符。"
        if right
        else f"文中称“{said}”，实际列出 {named} 项，请核对是否漏列或多列。",
    )


def _paired(paragraph: Paragraph) -> Iterator[Claim]:
    """分别为 twice in a row over the same things must list as many figures each time."""
    for first, second in pairwise(runs(paragraph)):
        listed = all(len(run) > 1 and _RESPECTIVELY.search(run[0].lead) for run in (first, second))
        together = first[0].sentence == second[0].sentence and not second[0].subject
        if listed and together and "；" not in paragraph.between(first[-1], second[0]):
            yield _pairing(paragraph, first, second)


def _pairing(paragraph: Paragraph, first: list[Measure], second: list[Measure]) -> Claim:
    same = len(first) == len(second)
    return Claim(
        "num.list_count",
        Verdict.VERIFIED if same else Verdict.CONTRADICTED,
        paragraph.index,
        second[0].quantity.start,
        second[-1].quantity.end,
        f"前一组 {len(first)} 个数，后一组 {len(second)} 个数",
        "两组“分别”所列的数一一对应。"
        if same
        else f"前面列了 {len(first)} 个数，这里列了 {len(second)} 个，不能一一对应，请核对是否漏列。",
    )
