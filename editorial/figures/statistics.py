"""The figures index: every figure of an article whose subject, value, unit and period are all understood.

A figure that is to be compared with another issue's must be the same thing for certain, so the subject has to
end in what is measured (额, 量, 收入 …), the period has to be named in the figure's own sentence, and of figures
listed together (分别为) none is taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from editorial.figures.reading import Measure, Paragraph, Role, core
from editorial.figures.reading import paragraphs as read_paragraphs
from editorial.figures.runs import runs

_KINDS = {Role.LEVEL: "", Role.GROWTH: "增长率", Role.ANNUAL: "年均增长率"}
"""Roles that make a statistic of their own → what is added to the subject's name."""

_MEASURED = re.compile(
    r"(?:额|量|值|率|数|收入|支出|利润|面积|规模|人员|员工|用户|投资|出口|进口|贸易|企业|存款|贷款|税收|人口|产能|里程"
    r"|价格|成本|资产|就业|消费|机构|园区|网点|客流)$"
)
_LEAST = 4
"""Characters of a subject that says what it is: 出口额 alone does not say whose."""

_PREDICATE = re.compile(r"^(?:实现|完成|共有|共|有|累计)+")
_CLAUSE = re.compile(r"[，。；：！？、]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One statistic: `value` of `unit` in single units (1.4 万亿元 is 1400000000000 元), for `period`.

    `period` is '2025', '2025-Q1', '2025-11', '2025-01/2025-11' or, over years, '2007/2024'. The rate of a fall
    is negative. `text` is the figure as printed, at `start:end` of paragraph number `paragraph`.
    """

    subject: str
    value: Decimal
    unit: str
    qualifier: str
    period: str
    paragraph: int
    start: int
    end: int
    text: str


def statistics(paragraphs: Sequence[str], written: date | None = None) -> list[Figure]:
    """The statistics of an article written on a given date, in reading order. What is unclear is left out."""
    return [
        _figure(measure)
        for paragraph in read_paragraphs(paragraphs, written)
        for measure in _clear(paragraph)
    ]


def _clear(paragraph: Paragraph) -> Iterator[Measure]:
    """The measures of which everything is understood."""
    for run in runs(paragraph):
        measure = run[0]
        told = measure.role in _KINDS and measure.against is None and not measure.conversion
        apart = not (measure.compared or measure.departs) and measure.unit != ""
        if (
            len(run) == 1
            and told
            and apart
            and _is_dated(paragraph, measure)
            and _is_named(paragraph, measure)
        ):
            yield measure


def _is_dated(paragraph: Paragraph, measure: Measure) -> bool:
    """Whether a known period is named in the figure's own sentence; for an average, the years it spans."""
    if measure.period is None or not measure.period.is_dated:
        return False
    if measure.role is Role.ANNUAL and not measure.period.is_span:
        return False
    named = [one for one in paragraph.mentions if one.end <= measure.quantity.start and not one.compared]
    return bool(named) and "。" not in paragraph.text[named[-1].end : measure.quantity.start]


def _is_named(paragraph: Paragraph, measure: Measure) -> bool:
    subject = _subject(measure)
    if not _MEASURED.search(subject) or len(core(subject)) < _LEAST or _CLAUSE.search(subject):
        return False
    follows = paragraph.text[measure.quantity.end : measure.quantity.end + 1]
    return bool(measure.subject) or measure.role is not Role.LEVEL or not follows.isalpha()


def _subject(measure: Measure) -> str:
    return _PREDICATE.sub("", measure.topic.strip("“”‘’、 "))


def _figure(measure: Measure) -> Figure:
    quantity = measure.quantity
    return Figure(
        _subject(measure) + _KINDS[measure.role],
        quantity.value if measure.role is Role.LEVEL else quantity.value * measure.sign,
        measure.unit,
        quantity.qualifier,
        str(measure.period),
        measure.paragraph,
        quantity.start,
        quantity.end,
        quantity.text,
    )
