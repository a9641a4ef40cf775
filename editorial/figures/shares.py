"""Shares: a part of a whole, in per cent, where the text names the part and the whole."""

import re
from collections.abc import Iterator, Sequence

from editorial.figures import units
from editorial.figures.claims import Calculation, Claim, Verdict, decimal, judged, worked_out, written
from editorial.figures.intervals import HUNDRED, total
from editorial.figures.reading import Measure, Paragraph, Role, core
from editorial.figures.runs import runs

_OBJECT = re.compile(r"(?<![增抢侵])占(?:了|到|去|据)?(?P<object>[^，。；、占]*)$")
_OBJECT_END = re.compile(
    r"(?:的)?(?:比重|比例|份额|比率|比)?(?:约为|为|达到|达|约|近|超过|升至|提升至|提高到|提高至|上升至|增至|降至|的|已|高达|仅|只|[:：\s])*$"
)
_TOGETHER = re.compile(
    r"^[\s，]*(?:三者|两者|二者|四者|三项|两项|以上|上述|前[一二三四五]\w{1,3})?(?:合计|共计|总计|相加|加起来|一共|共)\w{0,2}占"
)
_WITHIN = re.compile(r"其中[，：,:]?")
_AMONG = re.compile(r"^[^，。；]{0,24}?(?:当中|之中|中|里)[，,]")
_WHOLE_NAMED = re.compile(r"共有|共计|总计|合计|一共|总共|总数|总量|总额|累计")
_PARTITIVE = re.compile(r"(?<![其目])的(?:就|已|约|共)?(?:有|达|为)$")
"""学员 78 名，…的有 39 名: some of those told of last."""
_SCOPE = re.compile(
    r"^(?:各类|各|承接|实现|完成|共|累计|合计|地区|境内|内地|大陆|国内|公司|集团|市|省|县|区|年|月|当年|同期|[A-Z·])*$"
)


def claims(article: Sequence[Paragraph]) -> Iterator[Claim]:
    """Every share of the article that its figures allow to be recomputed."""
    for paragraph in article:
        grouped = runs(paragraph)
        for place, run in enumerate(grouped):
            if run[0].role is Role.SHARE and not run[0].departs:
                yield from _weighed(article, paragraph, grouped[:place], run)


def _weighed(
    article: Sequence[Paragraph], paragraph: Paragraph, before: list[list[Measure]], shares: list[Measure]
) -> Iterator[Claim]:
    if shares[0].lead.strip() == "的":
        yield from _spelled_out(paragraph, shares[0])
        return
    named = _object(shares[0].lead)
    if not named:
        yield from _impossible(shares)
    parts = _parts(before, shares)
    if not parts:
        return
    for share, part in zip(shares, parts, strict=True):
        if named:
            wholes = _named_wholes(article, paragraph, part[0], named)
        else:
            wholes = _nearby_wholes(paragraph, part[0])
        claim = _share(share, part, wholes)
        if claim:
            yield claim


def _impossible(shares: list[Measure]) -> Iterator[Claim]:
    """占 500%: a part is no more than its whole; 债务占 GDP 的 120% names something else to compare with."""
    for share in shares:
        if share.quantity.interval.low > 100:
            message = f"“{share.quantity.text}”超过了 100%，部分不会比整体大，请对照原文核实。"
            place = share.quantity
            yield Claim(
                "num.share",
                Verdict.CONTRADICTED,
                share.paragraph,
                place.start,
                place.end,
                "占比不超过 100%",
                message,
            )


def _spelled_out(paragraph: Paragraph, share: Measure) -> Iterator[Claim]:
    """The whole's own figure between 占 and the share: 占零售总额 10 万亿元的 25%."""
    place = paragraph.measures.index(share)
    if place >= 2:
        part, whole = paragraph.measures[place - 2 : place]
        if part.unit == whole.unit and part.sentence == whole.sentence and part.role is Role.LEVEL:
            claim = _share(share, [part], [(whole, True)])
            if claim:
                yield claim


def _share(share: Measure, part: list[Measure], wholes: list[tuple[Measure, bool]]) -> Claim | None:
    """Confirmed by the first whole that fits; refuted only by the one amount that is certainly the whole."""
    weighed = [(_calculation(part, whole), certain) for whole, certain in wholes if whole.quantity.value]
    stated = worked_out(share.quantity)
    for due, _ in weighed:
        claim = judged("num.share", share, stated, due, certain=False)
        if claim:
            return claim
    sure = {due.sum: due for due, certain in weighed if certain}
    return judged("num.share", share, stated, *sure.values(), certain=True) if len(sure) == 1 else None


def _calculation(part: list[Measure], whole: Measure) -> Calculation:
    amounts = [one.quantity for one in part]
    *above, below = written([*amounts, whole.quantity])
    percent = total(quantity.interval for quantity in amounts) / whole.quantity.interval * HUNDRED
    about = decimal(float(sum(quantity.value for quantity in amounts) / whole.quantity.value) * 100)
    sum_ = above[0] if len(above) == 1 else f"({' + '.join(above)})"
    return Calculation((percent,), f"{sum_} ÷ {below} = {about} %", f"{about}%")


# --- The part -----------------------------------------------------------------------------------


def _parts(before: list[list[Measure]], shares: list[Measure]) -> list[list[Measure]]:
    """For each share the figures that make its part: one each, or a whole list told together."""
    levels = [
        run
        for run in before
        if run[0].sentence == shares[0].sentence
        and run[0].role is Role.LEVEL
        and run[0].unit != units.PERCENT
        and not run[0].conversion
    ]
    if not levels or _own_subject(shares[0]):
        return []
    last = levels[-1]
    if _TOGETHER.match(shares[0].lead):
        return [last] if len(last) > 1 and len(shares) == 1 else []
    if len(last) == 1 and len(shares) > 1:
        last = [run[0] for run in levels[-len(shares) :]]
        if any(one.clause != last[0].clause or one.unit != last[0].unit for one in last):
            return []
    return [[part] for part in last] if len(last) == len(shares) else []


def _own_subject(share: Measure) -> bool:
    """Whether a share is said of something other than the figure before it: 其出口占…."""
    head, mark, _ = share.lead.rpartition("占")
    if not mark:
        head = re.split(r"比重|份额|占有率", share.lead)[0]
    if _TOGETHER.match(share.lead):
        return False
    return core(re.sub(r"^[\s，,；;]*|(?:约|则|并|已|分别|就|仅|只|共|合计|其|的|所)*$", "", head)) != ""


# --- The whole ----------------------------------------------------------------------------------


def _object(lead: str) -> str:
    match = _OBJECT.search(lead)
    return _OBJECT_END.sub("", match["object"]).strip() if match else ""


def _named_wholes(
    article: Sequence[Paragraph], paragraph: Paragraph, part: Measure, named: str
) -> list[tuple[Measure, bool]]:
    """Levels of the subject a share is said to be of: 占离岸服务外包执行总额的."""
    wanted = _stem(named)
    found: list[tuple[Measure, bool]] = []
    for other in article[: paragraph.index + 1]:
        for measure in other.measures:
            if measure.role is not Role.LEVEL or measure.unit != part.unit or "分别" in measure.lead:
                continue
            if (measure.paragraph, measure.clause) == (part.paragraph, part.clause):
                continue
            if measure.period != part.period or measure.quantity.value < part.quantity.value:
                continue
            subject = _stem(measure.topic)
            if len(wanted) >= 2 and subject.endswith(wanted):
                rest = subject.removesuffix(wanted)
                found.append((measure, _SCOPE.match(rest) is not None and part.period is not None))
    return found


def _stem(subject: str) -> str:
    """A subject without what a total adds to its name: 出口总额, 出口额 and 出口 are one."""
    stem = core(re.sub(r"总(?=额|量|数|产|收|人)|合计|总$", "", subject))
    return stem.removesuffix("额") if len(stem) > 3 else stem


def _nearby_wholes(paragraph: Paragraph, part: Measure) -> list[tuple[Measure, bool]]:
    """The whole a bare 占 refers to: before 其中, followed by 中, or counted in all before."""
    before = [
        measure
        for measure in paragraph.measures
        if measure.quantity.end <= part.quantity.start
        and measure.unit == part.unit
        and measure.role in {Role.LEVEL, Role.DIFFERENCE}
        and measure.sentence >= part.sentence - 1
    ]
    start = 0 if not before else before[0].quantity.start
    # 其中 goes back to what is told, not to the base it is compared with: 15.6 亿元，比上年的 12 亿元增长….
    told = [measure for measure in before if not (measure.compared or measure.departs)]
    within = list(_WITHIN.finditer(paragraph.text, start, part.quantity.start))
    if within:
        outside = [measure for measure in told if measure.quantity.end <= within[-1].start()]
        return [(outside[-1], True)] if outside else []
    if _PARTITIVE.search(part.lead) and told:
        return [(told[-1], told[-1].quantity.value >= part.quantity.value)]
    here = [measure for measure in told if measure.sentence == part.sentence]
    if not here:
        return []
    whole = here[-1]
    among = _AMONG.match(paragraph.text[whole.quantity.end :])
    return [(whole, bool(among) or _WHOLE_NAMED.search(whole.lead) is not None)]
