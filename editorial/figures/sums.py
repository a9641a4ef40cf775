"""Sums: parts told together with their total, and the wholes whose parts everyone knows."""

import re
from collections.abc import Iterator

from editorial.figures.claims import Calculation, Claim, amount, judged, written
from editorial.figures.intervals import total
from editorial.figures.reading import Measure, Paragraph, Role

_TOTALLED = re.compile(
    r"^[\s，,；;]*(?:以上|上述|全部|全年|其?[一二两三四五六七八九十][者项类地]"
    r"|(?P<numbered>[两三四五六七八九十][家个国省市区]?\w{0,3}?))?"
    r"(?:合计|共计|总计|相加|总和|加起来|合起来|合共|一共|总共|总额|总数|共)(?(numbered)\w{0,4}?)"
    r"(?:为|是|达到|达|约|有|共|金额|数量|投入|超过|引进|签约|实现|完成|吸引|接待|新增|发放|办理|[\s:：])*$"
)
_APART = re.compile(r"其中|；|每|加上|再加|连同|此外|另外")
"""Words that may set one of the figures apart from the others: a part of a part, another statement, a price, what
comes on top of figures told before."""
_THING = re.compile(r"[^，。；、：！？（）()的\s和及与]*")
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
    ("", ("内资", "外资")),
    ("", ("东部", "中部", "西部")),
)
"""Wholes and the parts that make them up in every statistical report; the last, of whatever whole."""


def claims(paragraph: Paragraph) -> Iterator[Claim]:
    """Every total of the paragraph that its parts add up to, or do not."""
    levels = [
        measure
        for measure in paragraph.measures
        if measure.role is Role.LEVEL and not measure.conversion and measure.unit not in {"%", "倍"}
    ]
    for place, level in enumerate(levels):
        claim = (
            _totalled(paragraph, levels[:place], level)
            or _divided(level, levels[place + 1 :])
            or _opened(paragraph, level, levels[place + 1 :])
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
    certain = alike and not _APART.search(told) and not any(part.arrives for part in parts)
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
        said = [part.subject.replace(whole, "") for part in parts]
        if sorted(names) != sorted(name for one in said for name in names if one.startswith(name)):
            continue
        plain = all(len(one) <= len(name) + 6 for one, name in zip(said, names, strict=True))
        more = after[len(names) : len(names) + 1] if not whole else []  # 东北, 港澳台
        certain = plain and not any(_is_part(level, part) for part in more)
        return judged("num.sum", level, level.quantity.interval, _sum(parts, level), certain=certain)
    return None


def _opened(paragraph: Paragraph, level: Measure, after: list[Measure]) -> Claim | None:
    """The whole first, then its parts; only 其余 promises that they are all."""
    parts = [part for part in after if part.sentence == level.sentence]
    parts = parts[: next((n for n, part in enumerate(parts) if part.unit != level.unit), None)]
    if len(parts) < 2 or not all(_is_part(level, part) for part in parts):
        return None
    opening = paragraph.text[level.quantity.end : parts[0].quantity.start]
    if "其中" not in opening and "包括" not in opening:
        return None
    complete = _REST.match(parts[-1].lead.lstrip("，；、 ")) is not None
    return judged("num.sum", level, level.quantity.interval, _sum(parts, level), certain=complete)


def _is_part(whole: Measure, part: Measure) -> bool:
    same = part.unit == whole.unit and part.period == whole.period and part.sentence - whole.sentence <= 1
    return same and not part.compared and not part.arrives


def _sum(parts: list[Measure], level: Measure) -> Calculation:
    quantities = [part.quantity for part in parts]
    about = amount(float(sum(quantity.value for quantity in quantities)), level.quantity)
    sum_ = f"{' + '.join(written(quantities))} = {about}"
    return Calculation((total(quantity.interval for quantity in quantities),), sum_, about)
