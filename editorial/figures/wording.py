"""Figures worded so that they cannot be right, whatever they count: 减少三倍, 提高 5%个百分点, 出口增长 3 个百分点."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from editorial.figures import units
from editorial.figures.claims import Claim, Rule, Verdict
from editorial.figures.intervals import HUNDRED, ONE, Interval
from editorial.figures.quantities import Quantity
from editorial.figures.reading import Measure, Paragraph, Role, core

_RATE = re.compile(r"(?:占比|比重|份额|占有率|渗透率|普及率|失业率|合格率)[^，。；]{0,12}$")
_PART_OF_ALL = re.compile(r"(?:占比|比重|份额|(?<![效频汇功速倍概斜长确良化击中])率)$")
"""What is told in per cent of a whole and rises by percentage points. 效率 and 功率 are none; of 准确率, 转化率 and
other measures of performance many writers tell the relative change."""
_NAMES_A_BASE = re.compile(r"(?<!占)比(?![重例率])|较")
_GOES = r"(?:提高|上升|提升|下降|降低|回落|增加|增长|下跌|减少|扩大|攀升)了?"
_SINCE = r"(?:同比|环比|(?:比|较|相比)[^，。；比率速幅重额]{2,12}?)?"
_THEN_GOES = re.compile(rf"[，,；]?\s*{_SINCE}(?:又|再|则|还)?{_GOES}")
_SPEED_GOES = re.compile(
    r"(?:增速|增幅|涨幅|降幅|跌幅)[^，。；]{0,12}(?:加快|放缓|回落|提高|收窄|扩大|提升)了?$"
)
_THEN_GROWS = re.compile(rf"[，,]\s*{_SINCE}(?:增长|增加|减少|下降|上涨|下跌)了?")
_GROWS_TO = re.compile(r"[，,]\s*(?:达到?|增至|增加到|增长到|降至|下降到)\s*")
_LESS_BY = re.compile(r"(?:(?:比|较)[^，。；]{1,20}(?<![至最不])(?:少|低)|便宜|下调|调低)了?$")
"""减少、下降 in other words before a multiple: 比自建少|两倍, 价格便宜|10 倍."""
_LARGEST_STEP = Decimal("0.25")
"""Which part of a rate its change in points may be for that to be what is meant."""
_DOUBLE_PERCENT = re.compile(r"(?:\d\s*[%％]|百分之[\d.一二三四五六七八九十点]+)\s*个?百分点")

_DIFFERENCE = "两个百分数相减，单位是百分点"
_SAY_POINTS = "占比、比率升降了多少，单位是“个百分点”，请对照原文改正。"


def claims(paragraph: Paragraph) -> Iterator[Claim]:
    """Every wording of the paragraph that is wrong in itself."""
    for measure in paragraph.measures:
        if _is_less_by_a_multiple(measure):
            message = "减少、下降不能用倍数，请改为“减少百分之几”或“减少到几分之几”，并核对原文。"
            yield _wrong("num.decrease_times", paragraph, measure.quantity, "减少一倍即为零", message)
        elif _is_per_cent(measure) and _SPEED_GOES.search(measure.lead):
            yield _wrong("num.percent_point", paragraph, measure.quantity, _DIFFERENCE, _SAY_POINTS)
    for here, there in pairwise(paragraph.measures):
        if change := _changed_rate(paragraph, here, there):
            yield _wrong("num.percent_point", paragraph, change.quantity, _DIFFERENCE, _SAY_POINTS)
        elif change := _changed_amount(paragraph, here, there):
            message = "“个百分点”只用来说两个百分数相差多少；金额、数量的增减用“%”，请对照原文改正。"
            yield _wrong(
                "num.percent_point", paragraph, change.quantity, "金额、数量的增减率，单位是%", message
            )
    for match in _DOUBLE_PERCENT.finditer(paragraph.text):
        yield Claim(
            "num.percent_point",
            Verdict.CONTRADICTED,
            paragraph.index,
            match.start(),
            match.end(),
            "百分号与“个百分点”只能用一个",
            "两个百分数相差用“个百分点”，比率本身用“%”，请删去其中一个。",
        )


def _wrong(rule: Rule, paragraph: Paragraph, figure: Quantity, why: str, message: str) -> Claim:
    return Claim(rule, Verdict.CONTRADICTED, paragraph.index, figure.start, figure.end, why, message)


def _is_less_by_a_multiple(measure: Measure) -> bool:
    if measure.unit != units.TIMES:
        return False
    falls = measure.role is Role.GROWTH_MULTIPLE and measure.sign < 0
    return falls or _LESS_BY.search(measure.lead) is not None


def _is_per_cent(measure: Measure) -> bool:
    """Printed with its sign: 三成 and 四分之一 are never meant as a difference."""
    return measure.unit == units.PERCENT and measure.quantity.text.endswith(("%", "％"))


def _changed_rate(paragraph: Paragraph, here: Measure, there: Measure) -> Measure | None:
    """占比提高|2.3%，达到 45.6%, and 失业率为 5.2%，上升|0.3%: the change told beside the level, in per cent."""
    if _is_change_of_a_rate(here, there) and "，" in paragraph.between(here, there):
        return here
    if there.role is not Role.GROWTH or not (_is_per_cent(here) and _is_per_cent(there)):
        return None
    level = here.role in {Role.LEVEL, Role.SHARE} and not (here.departs or _NAMES_A_BASE.search(here.lead))
    if not level or not _PART_OF_ALL.search(here.subject):
        return None
    if not _THEN_GOES.fullmatch(paragraph.between(here, there)) or _may_be_relative(paragraph, here, there):
        return None
    return there


def _may_be_relative(paragraph: Paragraph, level: Measure, change: Measure) -> bool:
    """Whether a share of the rate itself may be meant: a great change of a small rate (投诉率为 2%，下降 40%), one
    that another rate of the paragraph makes right, or 提高 3%|的…."""
    stated, signed = change.quantity.interval, Interval.exactly(change.sign)
    if change.quantity.value > level.quantity.value * _LARGEST_STEP:
        return True
    if paragraph.text.startswith("的", change.quantity.end):
        return True
    bases = [
        one.quantity.interval
        for one in paragraph.measures
        if one.unit == units.PERCENT and one not in (level, change) and one.quantity.value
    ]
    return any((signed * (level.quantity.interval / base - ONE) * HUNDRED).meets(stated) for base in bases)


def _is_change_of_a_rate(change: Measure, level: Measure) -> bool:
    """占比提高 2.3%，达到 45.6%: told right before the level that it came to."""
    told = change.role is Role.GROWTH and _RATE.search(change.lead) is not None
    after = level.role in {Role.LEVEL, Role.SHARE} and level.unit == units.PERCENT and not level.subject
    return told and after and change.sentence == level.sentence


def _changed_amount(paragraph: Paragraph, here: Measure, there: Measure) -> Measure | None:
    """出口 612 亿元，同比增长|5 个百分点, and 比上年增长|5 个百分点，达到 612 亿元: an amount grows by per cent."""
    between = paragraph.between(here, there)
    if there.role is Role.POINTS and _is_amount(here) and _THEN_GROWS.fullmatch(between):
        return there
    grown = here.role is Role.POINTS and re.search(r"[率比速幅额重度]", core(here.subject)) is None
    if grown and _is_amount(there) and _GROWS_TO.fullmatch(between) and re.search(r"增长了?$", here.lead):
        return here
    return None


def _is_amount(measure: Measure) -> bool:
    return measure.role is Role.LEVEL and measure.unit not in {*units.RATES, ""}
