"""Sums: parts told together with their total, and the wholes whose parts everyone knows."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from operator import itemgetter

from editorial.figures.claims import Calculation, Claim, amount, judged, written
from editorial.figures.intervals import total
from editorial.figures.reading import Measure, Paragraph, Role, core

_TOTALLED = re.compile(
    r"^[\s，,；;]*(?:以上|上述|全部|全年|其?[一二两三四五六七八九十][者项类地]"
    r"|(?P<numbered>[两三四五六七八九十][家个国省市区]?\w{0,3}?))?"
    r"(?:合计|共计|总计|相加|总和|加起来|合起来|合共|一共|总共|总额|总数|共)(?(numbered)\w{0,4}?)"
    r"(?:为|是|达到|达|约|有|共|金额|数量|投入|超过|引进|签约|实现|完成|吸引|接待|新增|发放|办理|培训|培养|[\s:：])*$"
)
_APART = re.compile(r"其中|；|每|加上|再加|连同|此外|另外")
"""Words that may set one of the figures apart from the others: a part of a part, another statement, a price, what
comes on top of figures told before."""
_THING = re.compile(r"[^，。；、：！？（）()的\s和及与]*")
_SPELLED = r"[一二两三四五六七八九十百]\s*{unit}"
"""A number in characters, which is read as no figure, may be one of the parts: 12 人、两人."""
_REST = re.compile(r"其余|其他|其它|剩余|余下|剩下")
PARTITIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("进出口", ("出口", "进口")),
    ("外贸", ("出口", "进口")),
    ("吞吐量", ("外贸", "内贸")),
    ("生产总值", ("第一产业", "第二产业", "第三产业")),
    ("人口", ("城镇", "乡村")),
    ("人口", ("男性", "女性")),
    ("人员", ("男性", "女性")),
    ("收入", ("税收", "非税")),
    ("", ("境内", "境外")),
    ("", ("国内", "海外")),
    ("", ("国内", "国外")),
    ("", ("离岸", "在岸")),
    ("", ("内资", "外资")),
    ("", ("东部", "中部", "西部")),
)
"""Wholes and the parts that make them up in every statistical report; the last, of whatever whole."""
_WHOLE = re.compile(r"总?[额值量]?")
_PLAIN = 6
"""As many characters more than its name a part may bear (出口|货运量); longer ones say which part of it is meant."""
_PLACE = re.compile(r"^\w{1,6}[省市区县州国港岛]$")
"""The place whose figures these are, named with the first alone: 某市|出口, 进口, 进出口总额."""
_TRADE = re.compile(r"对外|外贸|货物|贸易|实现|形成")
"""What a total or a balance may say of itself that its parts need not."""
_BALANCE = re.compile(r"(?P<way>顺差|逆差)额?$")


def claims(paragraph: Paragraph) -> Iterator[Claim]:
    """Every total of the paragraph that its parts add up to, or do not."""
    levels = [
        measure
        for measure in paragraph.measures
        if measure.role is Role.LEVEL and measure.unit not in {"%", "倍"}
    ]
    for place, level in enumerate(levels):
        before = [measure for measure in levels[:place] if not measure.conversion]
        after = [measure for measure in levels[place + 1 :] if not measure.conversion]
        # told in two currencies, a whole is divided in the second: 1 万亿美元，折合 7.5 万亿元
        if level.conversion:
            claim = _divided(level, after)
        else:
            claim = (
                _totalled(paragraph, before, level)
                or _balanced(level, before)
                or _gathered(level, before)
                or _divided(level, after)
                or _opened(paragraph, level, after)
            )
        if claim:
            yield claim


def _totalled(paragraph: Paragraph, before: list[Measure], level: Measure) -> Claim | None:
    """Parts first: 出口 60 亿元，进口 40 亿元，合计 100 亿元. The parts may begin at any figure of the sentence."""
    if not _TOTALLED.match(level.lead):
        return None
    parts = [part for part in before if part.sentence == level.sentence]
    while parts and any(part.unit != level.unit for part in parts):
        parts.pop(0)
    if len(parts) < 2:
        return None
    for first in range(len(parts) - 1):
        claim = judged("num.sum", level, level.quantity.interval, _sum(parts[first:], level), certain=False)
        if claim:
            return claim
    parts = _told_together(paragraph, parts)
    told = paragraph.text[parts[0].clause : level.quantity.start]
    alike = len({_thing(paragraph, one) for one in (*parts, level)}) == 1
    listed = paragraph.text[parts[0].quantity.end : level.quantity.start]
    spelled = re.search(_SPELLED.format(unit=re.escape(level.unit)), listed)
    certain = alike and not (_APART.search(told) or spelled) and not any(part.arrives for part in parts)
    return judged("num.sum", level, level.quantity.interval, _sum(parts, level), certain=certain)


def _told_together(paragraph: Paragraph, parts: list[Measure]) -> list[Measure]:
    """The parts behind the last semicolon, where there are several; else all."""
    last = paragraph.text.rfind("；", 0, parts[-1].quantity.start)
    behind = [part for part in parts if part.quantity.start > last]
    return behind if len(behind) > 1 else parts


def _thing(paragraph: Paragraph, measure: Measure) -> str:
    """The thing counted, where it follows its figure: 22 个|大项."""
    follows = _THING.match(paragraph.text, measure.quantity.end)
    return follows[0] if follows else ""


def _divided(level: Measure, after: list[Measure]) -> Claim | None:
    """A whole whose parts everyone knows: 进出口总额 …，其中出口 …，进口 …."""
    for whole, names in PARTITIONS:
        if whole not in level.topic or any(name in level.topic.replace(whole, "") for name in names):
            continue
        parts = after[: len(names)]
        if len(parts) < len(names) or not all(_is_part(level, part) for part in parts):
            continue
        said = [_own(part, level, whole, names) for part in parts]
        if not _are(said, names):
            continue
        plain = _are_plain(said, names)
        more = after[len(names) : len(names) + 1] if not whole else []  # 东北, 港澳台
        certain = plain and not any(_is_part(level, part) for part in more)
        return judged("num.sum", level, level.quantity.interval, _sum(parts, level), certain=certain)
    return None


def _own(part: Measure, level: Measure, whole: str, names: Collection[str]) -> str:
    """A part's subject from its own name on; what stands before it may only repeat the whole's: 服务|出口."""
    subject = part.subject.replace(whole, "") if whole else part.subject
    place = next((subject.find(name) for name in names if name in subject), -1)
    owner = _PLACE.sub("", core(subject[: max(place, 0)]))
    return subject[place:] if place >= 0 and owner in level.topic else ""


def _are(said: Collection[str], names: Collection[str]) -> bool:
    return sorted(names) == sorted(name for one in said for name in names if one.startswith(name))


def _are_plain(said: Collection[str], names: Collection[str]) -> bool:
    return all(len(one) <= len(name) + _PLAIN for one, name in zip(said, names, strict=True))


def _gathered(level: Measure, before: list[Measure]) -> Claim | None:
    """The parts that everyone knows, then the whole: 出口 60 亿元，进口 40 亿元，进出口总额 100 亿元."""
    for whole, names in filter(itemgetter(0), PARTITIONS):
        owner, named, rest = level.subject.partition(whole)
        parts = before[-len(names) :]
        if not named or not _WHOLE.fullmatch(rest) or not _precede(parts, level, len(names), owner):
            continue
        said = [_own(part, level, whole, names) for part in parts]
        if _are(said, names):
            certain = all(one in {*names, *(f"{name}额" for name in names)} for one in said)
            return judged("num.sum", level, level.quantity.interval, _sum(parts, level), certain=certain)
    return None


def _balanced(level: Measure, before: list[Measure]) -> Claim | None:
    """出口 60 亿元，进口 40 亿元，贸易顺差 20 亿元."""
    balance, parts = _BALANCE.search(level.subject), before[-2:]
    if not balance or not _precede(parts, level, 2, level.subject[: balance.start()]):
        return None
    names = ("出口", "进口")
    said = [_own(part, level, "", names) for part in parts]
    if not _are(said, names):
        return None
    exports, imports = parts if said[0].startswith("出口") else parts[::-1]
    above, below = (exports, imports) if balance["way"] == "顺差" else (imports, exports)
    due = above.quantity.interval - below.quantity.interval
    left = float(exports.quantity.value - imports.quantity.value)
    way = "顺差" if left >= 0 else "逆差"
    gives = f"{way} {amount(abs(left), level.quantity)}"
    minuend, subtrahend = written([above.quantity, below.quantity])
    gives = gives if way == balance["way"] else f"{gives}（文中说是{balance['way']}）"
    calculation = Calculation((due,), f"{minuend} − {subtrahend}，即{gives}", gives)
    certain = all(len(one) <= len("出口额") for one in said)
    return judged("num.sum", level, level.quantity.interval, calculation, certain=certain)


def _precede(parts: list[Measure], level: Measure, many: int, owner: str) -> bool:
    """Whether there are so many parts before, in the sentence, of the period and of the owner of the whole."""
    owned = bool(parts) and _TRADE.sub("", core(owner)) in parts[0].subject
    return (
        owned
        and len(parts) == many
        and all(part.sentence == level.sentence and _is_part(part, level) for part in parts)
    )


def _opened(paragraph: Paragraph, level: Measure, after: list[Measure]) -> Claim | None:
    """The whole first, then its parts; only 其余 promises that they are all."""
    parts = [part for part in after if part.sentence == level.sentence]
    parts = parts[: next((n for n, part in enumerate(parts) if part.unit != level.unit), None)]
    parts = _first_list(paragraph, parts)
    if len(parts) < 2 or not all(_is_part(level, part) for part in parts):
        return None
    opening = paragraph.text[level.quantity.end : parts[0].quantity.start]
    if "其中" not in opening and "包括" not in opening:
        return None
    complete = _REST.match(parts[-1].lead.lstrip("，；、 ")) is not None
    return judged("num.sum", level, level.quantity.interval, _sum(parts, level), certain=complete)


def _first_list(paragraph: Paragraph, parts: list[Measure]) -> list[Measure]:
    """The parts before the semicolon, where they are parted by less: what follows has a whole of its own."""
    gaps = ["；" in paragraph.between(here, there) for here, there in pairwise(parts)]
    return parts[: gaps.index(True) + 1] if True in gaps and not gaps[0] else parts


def _is_part(whole: Measure, part: Measure) -> bool:
    same = part.unit == whole.unit and part.period == whole.period and part.sentence - whole.sentence <= 1
    return same and not part.compared and not part.arrives


def _sum(parts: list[Measure], level: Measure) -> Calculation:
    quantities = [part.quantity for part in parts]
    about = amount(float(sum(quantity.value for quantity in quantities)), level.quantity)
    sum_ = f"{' + '.join(written(quantities))} = {about}"
    return Calculation((total(quantity.interval for quantity in quantities),), sum_, about)
