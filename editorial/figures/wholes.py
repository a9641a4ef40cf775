"""The whole that a share is told of: named behind 占, or what stands before 其中, or 从业人员中.

A whole is certain when the words leave no other; an uncertain one can confirm a share but not refute it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editorial.figures.periods import Period
from editorial.figures.reading import Measure, Paragraph, Role, core
from editorial.figures.resemblance import is_related, like_periods, words_about

_OBJECT = re.compile(r"(?<![增抢侵])占(?:了|到|去|据)?(?P<object>[^，。；、占]*)$")
_OBJECT_END = re.compile(
    r"(?:的)?(?:比重|比例|份额|比率|比)?(?:约为|为|达到|达|约|近|超过|升至|提升至|提高到|提高至|上升至|增至|降至|的|已|高达|仅|只|[:：\s])*$"
)
_WITHIN = re.compile(r"其中[，：,:]?")
_AMONG = re.compile(r"^[^，。；]{0,24}?(?:当中|之中|中|里)[，,]")
_AMONG_NAMED = re.compile(
    r"(?:^|[。；！？])(?P<name>[^，。；：！？\d]{2,14}?)(?:当中|之中|中|里)，(?=[^。！？]*$)"
)
_WHOLE_NAMED = re.compile(r"共有|共计|总计|合计|一共|总共|总数|总量|总额|累计|(?<![公])共$")
_PARTITIVE = re.compile(r"(?<![其目])的(?:就|已|约|共)?(?:有|达|为)$")
"""学员 78 名，…的有 39 名: some of those told of last."""
_SCOPE = re.compile(
    r"^(?:各类|各|承接|实现|完成|共|累计|合计|地区|境内|内地|大陆|国内|公司|集团|企业|市|省|县|区|年|月|当年|同期|[A-Z·])*$"
)
_REGION = re.compile(r"全国|我国|全球|世界|全省|全市|全区|全县|全州|本省|本市|该省|该市")
_YEARLY = re.compile(r"^(?:全年|当年|同期|本年)")
_ALIKE = 0.3
"""Which part of the pairs of characters of its subject a part shares with the region's total: 占全市总额的."""

_LEVELS = {Role.LEVEL, Role.DIFFERENCE}
Wholes = list[tuple[Measure, bool]]
"""What may be the whole, each with whether it certainly is."""


def name_of_whole(lead: str) -> str:
    """What a share is said to be of: 占全年销售额的 → 销售额. Empty when it is not said."""
    match = _OBJECT.search(lead)
    return _YEARLY.sub("", _OBJECT_END.sub("", match["object"]).strip()) if match else ""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a whole is looked for: the article up to a paragraph, under its title."""

    article: Sequence[Paragraph]
    paragraph: Paragraph
    title: str

    def named(self, part: Measure, name: str) -> Wholes:
        """Levels of the subject a share is said to be of: 占离岸服务外包执行总额的, 占全市总额的."""
        found: Wholes = []
        wanted, region = _stem(name), _REGION.match(name)
        for measure in self._levels(part):
            if not _same_time(measure.period, part.period) or "分别" in measure.lead:
                continue
            subject = _stem(measure.topic)
            if len(wanted) >= 2 and subject.endswith(wanted):
                found.append(
                    (measure, self._is_owned(subject.removesuffix(wanted), part, region is not None))
                )
            elif len(wanted) < 2 and region and measure.topic.startswith(region[0]):
                found.append((measure, is_related(measure.topic, part.topic, _ALIKE)))
        return found

    def near(self, part: Measure) -> Wholes:
        """The whole a bare 占 refers to: before 其中, followed by 中, counted in all before, or named: 学员中."""
        before = [measure for measure in self.paragraph.measures if _is_near(measure, part)]
        start = 0 if not before else before[0].quantity.start
        # 其中 goes back to what is told, not to the base it is compared with: 15.6 亿元，比上年的 12 亿元增长….
        told = [measure for measure in before if not (measure.compared or measure.departs)]
        within = list(_WITHIN.finditer(self.paragraph.text, start, part.quantity.start))
        if within:
            outside = [measure for measure in told if measure.quantity.end <= within[-1].start()]
            return [(outside[-1], True)] if outside else []
        named = self._among(part)
        if any(certain for _, certain in named):
            return named
        if _PARTITIVE.search(part.lead) and told:
            return [(told[-1], told[-1].quantity.value >= part.quantity.value)]
        here = [measure for measure in told if measure.sentence == part.sentence]
        divided = [measure for measure in here if self._is_divided(measure)]
        return [*((measure, True) for measure in divided[-1:]), *((measure, False) for measure in here[-1:])]

    def others(self, part: Measure) -> list[Measure]:
        """Every greater amount of its paragraph before a part: wholes that it might be a share of."""
        return [
            measure
            for measure in self._levels(part)
            if measure.paragraph == part.paragraph and measure.quantity.end <= part.quantity.start
        ]

    def _among(self, part: Measure) -> Wholes:
        """从业人员中，女性有…: what was last told of those who are named."""
        among = _AMONG_NAMED.search(self.paragraph.text[: part.clause])
        name = core(among["name"]) if among else ""
        if len(name) < 2:
            return []
        called = [measure for measure in self._levels(part) if self._is_called(measure, name)]
        is_alone = len({measure.quantity.value for measure in called}) == 1
        return [(measure, is_alone) for measure in called]

    def _levels(self, part: Measure) -> Iterator[Measure]:
        """The levels of other clauses up to a part's paragraph that are no less, in its unit; no bases."""
        for paragraph in self.article[: self.paragraph.index + 1]:
            for measure in paragraph.measures:
                told = measure.role in _LEVELS and not (measure.compared or measure.departs)
                apart = (measure.paragraph, measure.clause) != (part.paragraph, part.clause)
                alike = measure.unit == part.unit and measure.quantity.value >= part.quantity.value
                if told and apart and alike:
                    yield measure

    def _is_divided(self, measure: Measure) -> bool:
        """315 家会员中，; 共有展商 480 家: what follows are parts of it."""
        following = self.paragraph.text[measure.quantity.end :]
        return _AMONG.match(following) is not None or _WHOLE_NAMED.search(measure.lead) is not None

    def _is_called(self, measure: Measure, name: str) -> bool:
        words = words_about(measure, self.article[measure.paragraph])
        subject, _, counted = words.partition(" ")
        return core(subject).endswith(name) or core(counted).startswith(name)

    def _is_owned(self, owner: str, part: Measure, has_region: bool) -> bool:
        """Whether a subject's first words only say whose it is: everybody's, or the title's own."""
        if part.period is None:
            return False
        return _SCOPE.match(owner) is not None or (not has_region and owner in self.title)


def _is_near(measure: Measure, part: Measure) -> bool:
    """Whether it is a level of the part's unit before it, in its sentence or the one before."""
    alike = measure.unit == part.unit and measure.role in _LEVELS
    before = measure.quantity.end <= part.quantity.start and measure.sentence >= part.sentence - 1
    return alike and before


def _same_time(one: Period | None, other: Period | None) -> bool:
    return one == other or (one is not None and other is not None and like_periods(one, other))


def _stem(subject: str) -> str:
    """A subject without what a total adds to its name: 出口总额, 出口额 and 出口 are one."""
    return core(re.sub(r"总(?=额|量|数|产|收|人)|合计|总$", "", subject)).removesuffix("额")
