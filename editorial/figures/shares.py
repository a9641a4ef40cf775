"""Shares: a part of a whole, in per cent, where the text names the part and the whole."""

import re
from collections.abc import Iterator, Sequence

from editorial.figures import units
from editorial.figures.claims import Calculation, Claim, Verdict, decimal, judged, worked_out, written
from editorial.figures.intervals import HUNDRED, total
from editorial.figures.reading import Measure, Paragraph, Role, core
from editorial.figures.runs import runs
from editorial.figures.wholes import Scope, Wholes, name_of_whole

_TOGETHER = re.compile(
    r"^[\s，]*(?:三者|两者|二者|四者|三项|两项|以上|上述|前[一二三四五]\w{1,3})?(?:合计|共计|总计|相加|加起来|之和|一共|共)\w{0,2}占"
)


def claims(article: Sequence[Paragraph], title: str = "") -> Iterator[Claim]:
    """Every share of the article that its figures allow to be recomputed."""
    for paragraph in article:
        grouped = runs(paragraph)
        for place, run in enumerate(grouped):
            if run[0].role is Role.SHARE and not run[0].departs:
                yield from _weighed(Scope(article, paragraph, title), grouped[:place], run)


def _weighed(scope: Scope, before: list[list[Measure]], shares: list[Measure]) -> Iterator[Claim]:
    if shares[0].lead.strip() == "的":
        yield from _spelled_out(scope.paragraph, shares[0])
        return
    named = name_of_whole(shares[0].lead)
    if not named:
        yield from _impossible(shares)
    parts = _parts(before, shares)
    if not parts:
        return
    for share, part in zip(shares, parts, strict=True):
        wholes = scope.named(part[0], named) if named else scope.near(part[0])
        if not named and _carried_on(before, share):
            wholes = [(whole, False) for whole, _ in wholes]
        claim = _share(share, part, wholes, scope.others(part[0]))
        if claim:
            yield claim


def _carried_on(before: list[list[Measure]], share: Measure) -> bool:
    """Whether a bare 占 may go on to speak of the whole that a share before it named: 占总值的 51.9%，其中…占 16.6%."""
    told = (one for run in before for one in run if one.role is Role.SHARE)
    return any(one.sentence == share.sentence and name_of_whole(one.lead) for one in told)


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
            claim = _share(share, [part], [(whole, True)], [])
            if claim:
                yield claim


def _share(share: Measure, part: list[Measure], wholes: Wholes, others: list[Measure]) -> Claim | None:
    """Confirmed by the first whole that fits; refuted only by the one amount that is certainly the whole, when
    no other amount told before fits, for then the share may be one of that."""
    weighed = [(_calculation(part, whole), certain) for whole, certain in wholes if whole.quantity.value]
    stated = worked_out(share.quantity)
    for due, _ in weighed:
        claim = judged("num.share", share, stated, due, certain=False)
        if claim:
            return claim
    sure = {due.sum: due for due, certain in weighed if certain and due.results[0].low <= 100}
    if any(stated.meets(_calculation(part, other).results[0]) for other in others):
        return None
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
