"""Lists that say how many they name: 前三位分别为 A、B、C; A、B、C 等三个; A、B、C 三大产业; 分别为 x、y.

Names are counted by their separators. 和 may stand inside a name (交通运输和邮政业), so a list has a least and a
greatest count, and only a number outside both is wrong.
"""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from editorial.figures.claims import Claim, Verdict
from editorial.figures.counts import NUMBER, counted, number
from editorial.figures.reading import Measure, Paragraph
from editorial.figures.runs import runs

_TOP = re.compile(
    rf"[前首](?P<number>{NUMBER})(?!个?(?:季度|月|年|小时))(?:位|名|大|强|家|个|项|省|国|类|种)?[^，。；：、\d]{{0,14}}?(?:分别|依次)?(?:来自|为|是)[:：]?"
    r"(?P<names>[^，。；：！？\d]{2,120}?)(?=[，。；：！？]|$)"
)
_NAMED_AFTER = re.compile(
    rf"(?<![第\d])(?P<number>{NUMBER})(?:个|家|类|项|种|座|位|名|省|市|国|大|款|所)[^，。；：、\d]{{0,20}}，"
    r"(?:分别|依次)(?:来自|为|是)[:：]?(?P<names>[^，。；：！？\d]{2,160}?)(?=[。；！？]|$)"
)
_TITLES = re.compile(
    rf"(?<![第\d])(?P<number>{NUMBER})(?:个|项|份|部|篇|种|本)[^，。；：、\d《]{{0,12}}："
    r"(?P<names>《[^《》]{1,60}》(?:[、和及与]?《[^《》]{1,60}》)*)(?=[。；]|$)"
)
"""三项议案：《甲》《乙》《丙》。"""
_TOLD = re.compile(
    rf"(?<=[\w》”」）])(?P<et>\s*等)?\s*(?<!\d)(?P<number>{NUMBER})\s*(?P<thing>个|家|类|项|种|座|位|名|大|款|所|部|份|省份|省|市|(?<!两)国|者|部门|城市)"
    r"(?![多余几月字]|以[上内下]|左右|小时|星期|季度|百分点|[会道级际])"
)
_NOT_LISTED = re.compile(
    r"(?:[前后这那哪共近约达超仅只第各每另几数上下余多同首其此就有了过着出、和及与跟或一二三四五六七八九十百千万亿两\d年月日]"
    r"|其他|其它|其余|任何|至少|以上|总计|合计|还有)\s*$"
)
"""The end of words before a number that make it count something else than the list: 北京、天津和其他三个城市."""
_NEAR = 2
"""A slip counts one or two too many; a number further off counts something else (12 家企业 of three cities)."""
_LEAST = 3
"""Of two names the number may well belong to the last alone: 查资料、写三个方案."""
_REGION = {"省", "省份", "市", "国", "者"}
"""Such a number may be part of the last name: 中亚五国, 三省一市."""
_GOES_ON = re.compile(r"[^，。；：！？、]{0,8}、")
"""The number stands in an item of the list: 界面简洁、自带四种主题、支持夜间模式."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TITLED = re.compile(r"(?:《[^《》]{1,60}》[、和及与]?){2,20}$|(?:“[^“”]{1,40}”[、和及与]?){2,20}$")
"""Titles and quotations are names whatever they say."""
_OWN_NUMBER = re.compile(r"[一二两三四五六七八九十百千万\d]")
"""Names with numbers of their own are counted one by one: 两部专著、三篇论文."""
_REACH = 160
"""As far before a number its list is looked for."""
_STOP = re.compile(r"[，。；：！？]")
_NAME = re.compile(r"(?!第)[^的在对将把从由向是为与到被让于等\d]{1,12}")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_QUOTED = re.compile(r"[“《「][^”》」]*[”》」]")
_SIDE_BY_SIDE = re.compile(r"(?<=[》”])(?=[《“])")
"""Book titles and quotations stand side by side without a mark between them (GB/T 15834—2011 4.5.3.5)."""
_PARTED = re.compile(r"、|[》”][《“]")
_AND = re.compile(r"以及|还有|或者|和|及|与|跟|或|暨")
_OWN_COUNT = re.compile(rf"(?<!第){NUMBER}(?:地|家|个|大|国|省|市)")
"""A list whose own number is told with it: 前六大股东均是甲、乙、丙三地国资."""
_RESPECTIVELY = re.compile(r"(?:分别|依次)[^，。；]{0,12}$")


def claims(paragraph: Paragraph) -> Iterator[Claim]:
    """Every list of the paragraph whose number of names is told."""
    for match in chain.from_iterable(form.finditer(paragraph.text) for form in (_TOP, _NAMED_AFTER, _TITLES)):
        names = match["names"]
        if _PARTED.search(names) and "等" not in names and not _OWN_COUNT.search(names):
            yield counted(paragraph, match, *_counts(match["names"]))
    for match in _TOLD.finditer(paragraph.text):
        yield from _told_after(paragraph, match)
    yield from _paired(paragraph)


def _told_after(paragraph: Paragraph, match: re.Match[str]) -> Iterator[Claim]:
    """A list before its number."""
    before = paragraph.text[max(0, match.start() - _REACH) : match.start()]
    words = _STOP.split(before)[-1]
    if words.count("《") != words.count("》"):  # the number is part of a title: 《论三…》
        return
    least, most = _counts_of_ending(words)
    said = number(match)
    if least < 2 or _NOT_LISTED.search(words) or (match["et"] and least < said):
        return
    if least <= said <= most or (_is_sure(words, match) and least - _NEAR <= said <= most + _NEAR):
        yield counted(paragraph, match, least, most)


def _is_sure(words: str, match: re.Match[str]) -> bool:
    """Whether the number can count nothing but the list: names alike, told of a thing that follows."""
    if match["thing"] in _REGION or not _HAN.match(match.string, match.end()):
        return False
    if _GOES_ON.match(match.string, match.end()):
        return False
    if _TITLED.search(words):
        return True
    names = _ASIDE.sub("", words).split("、")[1:]
    if len(names) < _LEAST - 1 or any(map(_OWN_NUMBER.search, names)):
        return False
    lengths = [len(name) for name in names]
    return max(lengths) <= 2 * min(lengths)


def _counts(names: str) -> tuple[int, int]:
    """The least and the greatest number of names in a list."""
    plain = _QUOTED.sub("名", _SIDE_BY_SIDE.sub("、", _ASIDE.sub("", names)))
    marks = plain.count("、")
    return marks + 1, marks + 1 + len(_AND.findall(plain))


def _counts_of_ending(words: str) -> tuple[int, int]:
    """Counts of the list that ends the words; (0, 0) when it is not clear where the list begins."""
    plain = _QUOTED.sub("名", _SIDE_BY_SIDE.sub("、", _ASIDE.sub("", words)))
    _, *others = plain.split("、")
    if not others or not all(_NAME.fullmatch(name) for name in others):
        return 0, 0
    return _counts(plain)


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
