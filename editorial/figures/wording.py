"""Figures worded so that they cannot be right, whatever they count: 减少三倍, 提高 5%个百分点."""

import re
from collections.abc import Iterator
from itertools import pairwise

from editorial.figures import units
from editorial.figures.claims import Claim, Verdict
from editorial.figures.reading import Measure, Paragraph, Role

_RATE = re.compile(r"(?:占比|比重|份额|占有率|渗透率|普及率|失业率|合格率)[^，。；]{0,12}$")
_DOUBLE_PERCENT = re.compile(r"(?:\d\s*[%％]|百分之[\d.一二三四五六七八九十点]+)\s*个?百分点")


def claims(paragraph: Paragraph) -> Iterator[Claim]:
    """Every wording of the paragraph that is wrong in itself."""
    for measure in paragraph.measures:
        if measure.role is Role.GROWTH_MULTIPLE and measure.sign < 0 and measure.unit == units.TIMES:
            yield Claim(
                "num.decrease_times",
                Verdict.CONTRADICTED,
                paragraph.index,
                measure.quantity.start,
                measure.quantity.end,
                "减少一倍即为零",
                "减少、下降不能用倍数，请改为“减少百分之几”或“减少到几分之几”，并核对原文。",
            )
    for change, level in pairwise(paragraph.measures):
        if _is_change_of_a_rate(change, level) and "，" in paragraph.between(change, level):
            yield Claim(
                "num.percent_point",
                Verdict.CONTRADICTED,
                paragraph.index,
                change.quantity.start,
                change.quantity.end,
                "两个百分数相减，单位是百分点",
                "占比、比率升降了多少，单位是“个百分点”，请对照原文改正。",
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


def _is_change_of_a_rate(change: Measure, level: Measure) -> bool:
    """占比提高 2.3%，达到 45.6%: told right before the level that it came to."""
    told = change.role is Role.GROWTH and _RATE.search(change.lead) is not None
    after = level.role in {Role.LEVEL, Role.SHARE} and level.unit == units.PERCENT and not level.subject
    return told and after and change.sentence == level.sentence
