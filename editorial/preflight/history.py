"""History 前后各期: a statistic that an earlier article or issue printed otherwise, same subject, same period.

Nothing is guessed. Figures are held against each other only when subject, period and unit are the same to the
letter, when it is said whose they are, and when the printed values cannot both be roundings of one. A subject
that does not say whose it is (全市…, 服务出口额) means the same thing only when both articles are of one outlet.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import Protocol

import rjieba

from editorial.figure_table import said
from editorial.figures import Figure, read, statistics
from editorial.figures.intervals import Interval
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import ArticleText, EarlierFigure, Manuscript, Passage
from editorial.preflight.rules import Context, Family, Found, Rule

STANDARD = "数据前后一致"

_WHOLES = frozenset(["我国", "全国", "中国", "全球", "世界"])
_PLACES = frozenset(["ns", "nt"])
"""What the tagger calls places and institutions."""
_ANY_PLACE = re.compile(
    r"[全本该我各]?(?:高新|经开|开发|自贸|新|城|县|市|地|片|园|港|辖|郊)*(?:省|市|区|县|州|域|港)"
)
"""A kind of place, which every city has: 全市, 高新区, 县域."""
_DIRECTIONS = frozenset(["对", "向", "面向", "与", "同", "和", "自", "从", "由", "往", "至", "赴"])
_ENDINGS = "。！？!?\n"


class Printed(Protocol):
    """A figure as it was printed: its words and the value they were read as."""

    @property
    def text(self) -> str: ...
    @property
    def value(self) -> Decimal: ...


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure of the index, in the passage it was read in."""

    figure: Figure
    passage: Passage

    @property
    def sentence(self) -> str:
        """The sentence that holds the figure."""
        text = self.passage.text
        start = max((text.rfind(mark, 0, self.figure.start) for mark in _ENDINGS), default=-1) + 1
        ends = [place for mark in _ENDINGS if (place := text.find(mark, self.figure.end)) >= 0]
        return text[start : min(ends, default=len(text)) + 1].strip()


def statistics_of(article: ArticleText, issued: datetime.date | None) -> list[Statistic]:
    """The statistics of an article's running text, in reading order. 去年 is counted from the date on which the
    article first appeared, else from that of its issue."""
    passages = article.prose
    written = next(iter(article.dates), issued)
    figures = statistics([passage.text for passage in passages], written)
    return [Statistic(figure, passages[figure.paragraph]) for figure in figures]


def contradicted(context: Context) -> Iterator[Found]:
    """The statistics that an article before, or else the newest issue that printed them, has otherwise."""
    manuscript = context.manuscript
    printed = _printed(manuscript)
    for article in manuscript.articles:
        outlets = {name for each in article.attributions for name in (each.outlet, each.via) if name}
        told = statistics_of(article, manuscript.date)
        for each in told:
            other = next(
                (one for one in printed.get(_key(each.figure), ()) if _is_comparable(one, outlets)), None
            )
            if other is not None and at_odds((each.figure, other)):
                yield Found(each.passage, each.figure.start, each.figure.end, _message(other))
        for each in told:
            ours = [_as_printed(each.figure, article, outlet) for outlet in outlets or {""}]
            printed[_key(each.figure)] = [*ours, *printed.get(_key(each.figure), ())]


def _printed(manuscript: Manuscript) -> dict[tuple[str, str, str], list[EarlierFigure]]:
    """What earlier issues printed, newest first."""
    printed: dict[tuple[str, str, str], list[EarlierFigure]] = {}
    for one in manuscript.printed:
        printed.setdefault(_key(one), []).append(one)
    return printed


def _key(figure: Figure | EarlierFigure) -> tuple[str, str, str]:
    return figure.subject, figure.period, figure.unit


def _as_printed(figure: Figure, article: ArticleText, outlet: str) -> EarlierFigure:
    return EarlierFigure(
        figure.subject,
        figure.period,
        figure.unit,
        figure.value,
        figure.qualifier,
        figure.text,
        f"本期《{article.name}》",
        outlet,
    )


def _is_comparable(other: EarlierFigure, outlets: Iterable[str]) -> bool:
    return other.outlet in outlets or says_whose(other.subject)


def says_whose(subject: str) -> bool:
    """Whether the subject names the country, place or institution that it is a figure of, not only the one
    that something goes to or comes from: 对美国出口额."""
    owner = takewhile(lambda tagged: tagged[0] not in _DIRECTIONS, rjieba.tag(subject))
    return any(word in _WHOLES or (tag in _PLACES and not _ANY_PLACE.fullmatch(word)) for word, tag in owner)


def at_odds(figures: Iterable[Printed]) -> bool:
    """Whether the figures, printed of one thing, cannot all be roundings of one value. A figure that cannot be
    read again is left out."""
    intervals = [interval for each in figures if (interval := _interval(each))]
    return bool(intervals) and max(each.low for each in intervals) > min(each.high for each in intervals)


def _interval(figure: Printed) -> Interval | None:
    """Everything that the print may stand for; a fall is printed without its sign."""
    quantities = read(figure.text)
    if len(quantities) != 1 or abs(quantities[0].value) != abs(figure.value):
        return None
    interval = quantities[0].interval
    return Interval(-interval.high, -interval.low) if figure.value < 0 else interval


def _message(other: EarlierFigure) -> str:
    return f"{other.where}写的是“{said(other.text.strip(), other.value)}”，同一指标、同一时期的数字不一致，请核对或说明修订。"


_TWO = (
    "### ● 服务贸易稳步增长\n\n2025年，全国服务进出口总额达到8.1万亿元。\n\n（文章来源：人民日报）\n\n"
    "### ● 海外市场更加广阔\n\n2025年，全国服务进出口总额达到{}万亿元。\n\n（文章来源：经济日报）"
)
RULES = (
    Rule("num.history", Family.FIGURES, Severity.WARNING, "与前文或往期的数字不一致", STANDARD,
         _TWO.format("7.6"), _TWO.format("8.08"), of_issue=contradicted),
)  # fmt: skip
