"""What each quantity says: of which subject, for which period, in which part of the statement.

The words between the last stop and a figure tell it: 承接执行额|达 8935.4 亿元 is a level, 同比增长|0.6% a growth,
占总额的|49.4% a share. A clause that names no subject or period of its own speaks of the last one named.
What is not said is left empty, and nothing may be concluded from it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from editorial.figures import units
from editorial.figures.periods import Mention, Period, mentions
from editorial.figures.quantities import Quantity, read

RISE = r"增长率|增长|增加|增速|增幅|涨幅|上升|上涨|提高|提升|上调|扩大|攀升|跃升|递增|扩张|翻升|升高|上浮|净增|增值|增|升|涨|扩"
FALL = r"下降|减少|压缩|降低|下调|回落|缩小|缩减|缩短|收窄|下滑|下跌|萎缩|降幅|跌幅|(?<!加)减|降|跌"
MOVE = rf"{RISE}|{FALL}|发展|变|扩展|壮大|拓展"
_FILLER = r"(?:率|了|约|为|达到|达|幅度|速度|超过|高达|均|也|[:：\s])*"

_CHANGE = re.compile(rf"(?P<verb>{RISE}|{FALL}){_FILLER}$")
_ARRIVAL = re.compile(
    rf"(?:(?:{MOVE}|上|一举|跃)(?<![幅率速])(?:到|至|为|成|到了|至了)|(?<![幅率速])达(?:到|至|成))\s*(?:现在的|目前的|如今的|[^，、；]{{0,12}}的)?$"
)
_DEPARTURE = re.compile(r"(?:(?<![理自来])由|从(?![业事而此])|自(?![贸主动由身]))(?:[^，、；]{0,30})$")
_BASIS = re.compile(r"(?:(?<![同环占])比|较|相比|相较于|对比|高于|低于)[^，、；]{0,20}的?\s*$")
ANNUAL = re.compile(r"年均|年平均|平均每年|每年平均|年复合|复合增长|复合年|每年以|年化")
_SHARE = re.compile(r"(?:占比|比重|份额|占有率|(?<![增抢侵])占)")
_NOT_SHARE = re.compile(r"(?:贡献率|拉动)")
_MULTIPLE = re.compile(
    r"(?:是|为|相当于|达|达到|到|至|超过|等于|近|约)[^，、；]{0,24}(?:的|约|近|超过|为)?\s*$"
)
_EQUALS = re.compile(r"(?:是|为|相当于|达到?)[^，、；]*$")

_STOPS = re.compile(r"[，；：:。！？!?（）()\n]|,(?!\d)|——")
_SENTENCE = re.compile(r"[。！？!?\n]+[”’」』）]*")
_CONVERSION = re.compile(
    r"\s*[，（(]?\s*(?:约合|折合|相当于|合|折|约)?\s*(?:人民币|美元|欧元|英镑|日元|港元)?\s*"
)
_ASIDE = re.compile(r"[（(](?:[A-Za-z][\w .&/-]*|(?:19|20)\d\d年?(?:[-—–~～至]{1,2}(?:19|20)\d\d)?年?)[）)]")
"""What stands in brackets without ending the clause: an abbreviation, a year."""

_LEADING = re.compile(
    r"^(?:其中|同时|此外|另外|而|但|并(?!购)|且|还|又|也|到|至|在(?![线校建职册岸])|当年|全年|截至|截止|目前|如今|现在|到了|分别|的|底|末"
    r"|(?:\d+|[一二两三四五六七八九十]+)年(?:间|来)?(?:累计|共)?|初步核算|据统计|预计|仅|共(?![享建同])|从(?![业事])|由|自(?![贸主动身来])|年|月|年间|期间|间|[\s、“”‘’《》〈〉\-—*])+"
)
_TRAILING = re.compile(
    r"(?:[（(]\s*[）)]|(?:由|从|自|比|较)“[^”]{2,5}”(?:时期)?期?[初末]|分别|依次|合计|共计|总计|累计|一共|总共|共有|共|约|仅|只|才|就|已经|已|达到|达|为|是|有|实现|完成|突破|超过|接近|近|高达"
    rf"|的|由|从|自|{MOVE}|到|至|了|成|比|较|同比|环比|年均|平均每年|每年|年平均|复合|原来|原先|当时|当年|上年|去年|同期|迅速|稳步|进一步|大幅|快速|将|又"
    r"|占|占比|仍|均|都|也|还|则|却|在|[\s、“”‘’《》〈〉\-—*：:])+$"
)
_GENERIC = re.compile(
    r"我国|中国|全国|全市|全省|全区|全县|全行业|本市|本省|该市|该省|企业|规模|总额|总量|总数|总值|总计|金额|数量|[的“”‘’《》\s、]"
)


_REPORTED = re.compile(
    r"[，。；]|(?:显示|表示|介绍|获悉|了解|认为|指出|说|看|悉|称|透露|公布|发布|统计|预计)$"
)
"""How a clause ends that only says who reports; what it says is no subject."""


PROSE = 150
"""More figures than this in one paragraph are a table run together, not statements; they are left alone."""


class Role(Enum):
    """The part a quantity plays in its statement."""

    LEVEL = "level"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    ANNUAL = "annual growth"
    SHARE = "share"
    POINTS = "percentage points"
    MULTIPLE = "multiple"
    GROWTH_MULTIPLE = "growth multiple"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity and what is said of it.

    `lead` is the text of its clause before it (from the figure before, if that stands in the same clause);
    `subject` the thing it measures, in the clause's own words, empty when the clause names none; `topic` that
    or the one named last in the sentence. `period` is the clause's own or the last one named; `against` the
    period it is compared with (比2020年). `sign` is −1 for a fall. A conversion repeats the level before it in
    another currency.
    """

    quantity: Quantity
    paragraph: int
    sentence: int
    clause: int
    lead: str
    role: Role
    subject: str
    topic: str
    period: Period | None
    dated: bool = False
    against: Period | None = None
    sign: int = 1
    conversion: bool = False

    @property
    def unit(self) -> str:
        return self.quantity.unit

    @property
    def core(self) -> str:
        return core(self.topic)

    @property
    def arrives(self) -> bool:
        """增长至, 提升到: the level something moved to."""
        return _arrives(self.lead)

    @property
    def departs(self) -> bool:
        """由, 从: the level something moved from."""
        return not self.arrives and _DEPARTURE.search(self.lead) is not None

    @property
    def compared(self) -> bool:
        """比上年的: a level named only to be compared with."""
        return not self.arrives and _BASIS.search(self.lead) is not None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text, its measures in order, and the periods it names."""

    index: int
    text: str
    measures: tuple[Measure, ...]
    mentions: tuple[Mention, ...]

    def between(self, here: Measure, there: Measure) -> str:
        return self.text[here.quantity.end : there.quantity.start]


def core(subject: str) -> str:
    """A subject without the words that every subject may carry: 我国…总额, 全市…企业."""
    return _GENERIC.sub("", subject)


def paragraphs(texts: Sequence[str], written: date | None = None) -> list[Paragraph]:
    """Read every paragraph on its own. `written` is the date by which 今年 and 去年 are understood."""
    return [
        _Reader(index, text, tuple(mentions(text, written))).paragraph() for index, text in enumerate(texts)
    ]


@dataclass
class _Reader:
    """Walks one paragraph from figure to figure, remembering what was named last."""

    index: int
    text: str
    mentions: tuple[Mention, ...]
    found: list[Measure] = field(default_factory=list)

    def paragraph(self) -> Paragraph:
        unbroken = _ASIDE.sub(lambda match: "·" * len(match[0]), self.text)
        self.sentences = [match.end() for match in _SENTENCE.finditer(self.text)]
        self.clauses = [0, *(match.end() for match in _STOPS.finditer(unbroken))]
        quantities = read(self.text)
        if len(quantities) <= PROSE:
            for quantity in quantities:
                self.found.append(self._measure(quantity))
        return Paragraph(self.index, self.text, tuple(self.found), self.mentions)

    def _measure(self, quantity: Quantity) -> Measure:
        before = self.found[-1] if self.found else None
        clause = max(start for start in self.clauses if start <= quantity.start)
        sentence = sum(end <= quantity.start for end in self.sentences)
        lead_start = max(clause, before.quantity.end if before else 0)
        lead = self.text[lead_start : quantity.start]
        between = self.text[before.quantity.end if before else 0 : quantity.start]
        if before and _listed(between, before, quantity):
            return replace(before, quantity=quantity, lead=lead, conversion=False)
        if before and _converted(between, before, quantity):
            return replace(before, quantity=quantity, conversion=True)
        subject = self._subject(lead_start, quantity.start)
        since = max(before.quantity.end if before else 0, self.sentences[sentence - 1] if sentence else 0)
        period, dated, against = self._period(since, quantity.start)
        role, sign = _role(quantity, lead)
        if before and lead.strip() == "的":
            role = _of_what_is_before(quantity, before, role)
        topic = subject or self._topic(sentence, lead_start)
        return Measure(
            quantity, self.index, sentence, clause, lead, role, subject, topic, period, dated, against, sign
        )

    def _subject(self, start: int, end: int) -> str:
        words, cursor = [], start
        for mention in self.mentions:
            if start <= mention.start < end:
                words.append(self.text[cursor : mention.start])
                cursor = mention.end
        words.append(self.text[cursor:end])
        return _TRAILING.sub("", _LEADING.sub("", "".join(words)))

    def _topic(self, sentence: int, end: int) -> str:
        """The subject named last in the sentence: by a figure, or by the clause before the first one."""
        for measure in reversed(self.found):
            if measure.sentence == sentence and measure.role is Role.LEVEL and measure.topic:
                return measure.topic
        opening = self.sentences[sentence - 1] if sentence else 0
        for start in reversed([clause for clause in self.clauses if opening <= clause < end] or [end]):
            words = self._subject(start, end).rstrip("，,：: ")
            if words and not _REPORTED.search(words):
                return words
        return ""

    def _period(self, since: int, end: int) -> tuple[Period | None, bool, Period | None]:
        """The period spoken of, whether it is named since the figure before, and the one compared with."""
        period, against, dated = None, None, False
        for mention in self.mentions:
            if mention.end > end:
                break
            if mention.compared:
                against = mention.period if mention.start >= since else None
            else:
                period, dated, against = mention.period, mention.start >= since, None
        return period, dated, against


def _of_what_is_before(quantity: Quantity, before: Measure, role: Role) -> Role:
    """占 213 亿元的|40% is a share, 是 90 亿元的|4 倍 a multiple."""
    if quantity.unit == units.PERCENT and role is Role.LEVEL:
        return Role.SHARE if "占" in before.lead else Role.OTHER
    if quantity.unit == units.TIMES and _EQUALS.match(before.lead):
        return Role.MULTIPLE
    return role


def _listed(between: str, before: Measure, quantity: Quantity) -> bool:
    return between.strip() in {"、", "和", "及", "与", "，"} and before.unit == quantity.unit


def _converted(between: str, before: Measure, quantity: Quantity) -> bool:
    money = {before.unit, quantity.unit} <= units.CURRENCIES and before.unit != quantity.unit
    return money and _CONVERSION.fullmatch(between) is not None


def _arrives(lead: str) -> bool:
    """增长到, or the bare 至 after the rate: 由 100 亿元增长 20%|至."""
    return lead.strip() in {"至", "到"} or _ARRIVAL.search(lead) is not None


def _role(quantity: Quantity, lead: str) -> tuple[Role, int]:
    change = _CHANGE.search(lead)
    sign = -1 if change and re.fullmatch(FALL, change["verb"]) else 1
    arrives = _arrives(lead)
    match quantity.unit:
        case units.PERCENT:
            return _percent(lead, change=change is not None and not arrives), sign
        case units.POINTS:
            return (Role.POINTS if change else Role.OTHER), sign
        case units.DOUBLINGS:
            return Role.MULTIPLE, 1
        case units.TIMES:
            if change and not arrives:
                return Role.GROWTH_MULTIPLE, sign
            return (Role.MULTIPLE if _MULTIPLE.search(lead) else Role.OTHER), 1
    return (Role.DIFFERENCE if change and not arrives else Role.LEVEL), sign


def _percent(lead: str, *, change: bool) -> Role:
    if _NOT_SHARE.search(lead):
        return Role.OTHER
    if ANNUAL.search(lead):
        return Role.ANNUAL
    if change:
        return Role.GROWTH
    return Role.SHARE if _SHARE.search(lead) else Role.LEVEL
