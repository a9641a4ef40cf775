"""Damage to figures that other figures of the text determine: misprints by more than their rounding."""

import random
import re
from collections.abc import Iterator
from functools import partial

from bench.damage.issue import Damage, Damages, Issue, shuffled
from editorial.document import Span

_OF_THE_SAMPLE = (
    ("num.headline", "海外仓面积|286.4|万平方米"),
    ("num.headline", "年办单量突破|4800|万票"),
    ("num.cagr", "平均每年递增|17.5%|"),
    ("num.cagr", "年均增速为|28.2%|"),
    ("num.cagr", "年均增长|20.1%|。315家"),
    ("num.times", "扩大到原来的|12|倍"),
    ("num.times", "增长|1.5|倍，年均增长20.1%"),
    ("num.currency", "361.2亿元（约合|50.4|亿美元"),
    ("num.share", "占|25.0%|，多半"),
    ("num.share", "占比升至|65.0%|"),
    ("num.share", "占全市数字服务出口总额的|47.0%|"),
    ("num.share", "占全市总额的|85.3%|"),
    ("num.share", "占|68.4%|"),
    ("num.share", "占|72.4%|"),
    ("num.share", "有108家，占|34.3%|"),
    ("num.share", "有96家，占|30.5%|"),
    ("num.share", "有111家，占|35.2%|"),
    ("num.share", "有39名，占|50.0%|"),
    ("num.growth", "增加|62.3%|"),
    ("num.growth", "增加|87.5%|"),
    ("num.growth", "610.4亿元增长|5.3%|"),
    ("num.growth", "降低|25.0%|，差额"),
    ("num.percent_point", "提高|3.5个百分点|。诉求"),
    ("num.list_count", "目的地前|三|位分别为东盟"),
    ("num.list_count", "东盟、日本|、欧盟|，出口额依次"),
)
"""Figures of the repaired sample that others determine: rule, words before|figure|words behind."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LESS = r"(?:下降|减少|降低|缩短|压缩)(?:了|约)?(?P<part>\d[\d.]*%|[一二三四五六七八九]成)"
_TIMES = ("2倍", "3倍", "两倍", "三倍", "1.5倍", "近4倍", "5倍多")
_HAN_DIGITS = "二三四五六七八"
_SLIPS = 5
"""How many misprints of each figure are tried."""
_ROUNDINGS = 2.5
"""Units of the last place that rounding may add up to, four parts and their total each being half a unit off."""
_LEAST = {"num.growth": 0.1, "num.cagr": 0.1, "num.times": 0.1, "num.currency": 0.15}
"""Rule → by which share a misprint must differ, where the rounding of what the figure comes from weighs more than
its own, or where the rate of the day is not known."""


def claims(issue: Issue, rule: str) -> list[Span]:
    """Where the figures stand that a rule is to recompute."""
    told = [span for name, span in issue.claims if name == rule]
    for name, words in _OF_THE_SAMPLE:
        before, figure, after = words.split("|")
        if name == rule:
            start = issue.text.rindex(f"{before}{figure}{after}") + len(before)
            told.append(Span(start, start + len(figure)))
    return told


def misprint(figure: str, dice: random.Random, least: float = 0.0) -> str:
    """The figure with a digit wrong, doubled or lost, two digits changed about, or its point slipped.

    It differs by more than rounding explains, its own and that of the figures it comes from, and by the
    share `least` of itself.
    """
    number = _NUMBER.search(figure)
    if number is None:
        raise ValueError(f"no number in {figure!r}")
    printed = number[0]
    while True:
        wrong = _slip(printed, dice)
        if not _NUMBER.fullmatch(wrong) or re.match(r"0\d", wrong):
            continue
        step = max(_last_place(printed), _last_place(wrong))
        if abs(float(wrong) - float(printed)) > max(_ROUNDINGS * step, least * float(printed)):
            return figure[: number.start()] + wrong + figure[number.end() :]


def _last_place(printed: str) -> float:
    """What a unit of the last digit is worth."""
    return 10.0 ** -len(printed.partition(".")[2])


def _slip(printed: str, dice: random.Random) -> str:
    """One slip of the finger: it may well give the same number, or none."""
    place = dice.randrange(len(printed))
    digits = printed.replace(".", "")
    return dice.choice(
        (
            f"{printed[:place]}{dice.choice('123456789')}{printed[place + 1 :]}",
            f"{printed[:place]}{dice.choice('123456789')}{printed[place + 1 :]}",
            f"{printed[:place]}{printed[place + 1 : place + 2]}{printed[place]}{printed[place + 2 :]}",
            f"{printed[:place]}{printed[place]}{printed[place:]}",
            f"{printed[:place]}{printed[place + 1 :]}",
            f"{digits[:place]}.{digits[place:]}",
        )
    )


def misprinted(rule: str, issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """Each figure that the rule is to recompute, misprinted several times. Of a sum, any part may be wrong."""
    for span in shuffled(dice, claims(issue, rule) * _SLIPS):
        wrong = misprint(issue.words(span), dice, _LEAST.get(rule, 0.0))
        yield issue.put(span.start, span.end, wrong, _sentence(issue, span) if rule == "num.sum" else None)


def _sentence(issue: Issue, span: Span) -> Span:
    """The sentence around a figure of the text."""
    sentences = (match.span() for match in issue.said(r"[^。！？\n]+"))
    return next(Span(*each) for each in sentences if each[0] <= span.start < each[1])


def miscounted(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """前三位 followed by two names: the count wrong, or a name lost."""
    for span in shuffled(dice, claims(issue, "num.list_count") * 3):
        told = issue.words(span)
        wrong = dice.choice(_HAN_DIGITS.replace(told, "")) if len(told) == 1 else ""
        yield issue.put(span.start, span.end, wrong, _sentence(issue, span))


def points_as_percent(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """A difference of two rates printed as per cent, as both, or with another number."""
    for span in shuffled(dice, claims(issue, "num.percent_point") * _SLIPS):
        number = issue.words(span).removesuffix("个百分点")
        wrong = (f"{number}%", f"{number}%个百分点", misprint(issue.words(span), dice))
        yield issue.put(span.start, span.end, dice.choice(wrong))


def less_by_times(issue: Issue, dice: random.Random) -> Iterator[Damage]:
    """减少 by a multiple."""
    for match in shuffled(dice, issue.said(_LESS) * 3):
        yield issue.put(*match.span("part"), dice.choice(_TIMES))


DAMAGES: Damages = {
    "num.headline": partial(misprinted, "num.headline"),
    "num.percent_point": points_as_percent,
    "num.decrease_times": less_by_times,
    "num.sum": partial(misprinted, "num.sum"),
    "num.share": partial(misprinted, "num.share"),
    "num.growth": partial(misprinted, "num.growth"),
    "num.cagr": partial(misprinted, "num.cagr"),
    "num.times": partial(misprinted, "num.times"),
    "num.list_count": miscounted,
    "num.currency": partial(misprinted, "num.currency"),
    "num.history": partial(misprinted, "num.history"),
}
