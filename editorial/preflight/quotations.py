"""Quotations 引号: which quotation marks of a text are wrong, and which are sound beside them.

A mark typed the wrong way round (”甲“) would leave every mark after it without its half, were each matched
as it comes. So a text is read in the way that takes the fewest of its marks for wrong, with an eye to where each
stands, and of two such ways in the one whose quotations are shorter. Marks of one kind never nest (GB/T 15834
4.8.3.4): a pair of “” within another should be ‘’, and is wrong as a pair.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from editorial.preflight.apostrophes import cost_of_a_letter, mended
from editorial.preflight.manuscript import Passage, Role
from editorial.preflight.quotemarks import KINDS, STOPS, Kind, alone, marks, nested, turned
from editorial.preflight.rules import Found

_TURNED, _LIKELY_TURNED, _HARDLY_TURNED = 0.6, 0.5, 1.1
"""What it costs to take a mark for one turned round; where its place speaks for that, or against it."""
_BOTH, _BOTH_AGAIN, _LEAST = 0.4, 1.1, 0.05
"""What a pair with both halves turned costs less, the first such and, as it is a habit then, any further; and
what it costs at least."""
_ALONE, _UNLIKELY, _UNLIKE = 1.0, 1.0, 0.05
"""A mark too many or without its half; one that opens or closes where none is likely; a speech that no stop ends,
or a name that one does."""
_NESTED, _NESTED_AGAIN = 0.9, 0.2
"""Two marks for a quotation within the quotation, the first such and any further."""
_LONG, _LONGEST = 0.4, 80
"""What a nested quotation of so many characters costs more: it is rather what stands between two others."""
_LEFT_OPEN, _STILL_OPEN, _INTERRUPTED, _RESUMED = 0.5, 0.05, 0.1, 0.6
"""A quotation that goes on in the next paragraph, and in those after it; that goes on past a block quotation; and that
begins anew after a paragraph that did not."""
_MUCH = 2.5
"""A reading that costs so much more than the best will not be the best."""
_MARKS = "".join(kind.pair for kind in KINDS)
_NO_OPENING = re.compile(rf".(?:[，。、；：！？）](?![{_MARKS}])|\s*$)", re.DOTALL)
_NO_CLOSING = re.compile(rf"(?:^\s*|(?<![{_MARKS}])[：（])$")
_OPENING_PLACE = re.compile(rf"(?:^|[：（{_MARKS[::2]}])\s*$")
_CLOSING_PLACE = re.compile(rf".(?:[，。、；：！？）》{_MARKS[1::2]}]|\s*$)", re.DOTALL)
_SPEAKS = re.compile(r"(?:^|：)\s*$")
"""What stands before the mark of a speech; before that of a name stands a word: 叫“硬骨头”."""
_NEAR = 12
"""Characters before a mark that tell something of it."""
_Faults: TypeAlias = "tuple[Found, _Faults] | None"


@dataclass(frozen=True, slots=True)
class _Opened:
    """The quotation that is open: where, whether its mark is taken for turned round, whether a speech or a mere name
    is to be expected there, and whether a paragraph came after it that does not begin with its mark."""

    passage: Passage
    place: int
    turned: bool
    speaks: bool
    names: bool
    strayed: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """A way to read the marks so far; `turns` and `nests` when it takes a pair for turned round, or one for nested."""

    cost: float = 0.0
    quoted: int = 0
    opened: _Opened | None = None
    faults: _Faults = None
    turns: bool = False
    nests: bool = False

    @property
    def badness(self) -> tuple[float, int]:
        return round(self.cost, 6), self.quoted

    @property
    def state(self) -> tuple[bool, ...]:
        """Readings of one state go on alike."""
        opened = self.opened
        known = (opened.turned, opened.speaks, opened.names, opened.strayed) if opened else ()
        return self.turns, self.nests, *known

    def wrong(self, found: Found, cost: float) -> "_Reading":
        return replace(self, cost=self.cost + cost, faults=(found, self.faults))


def wrong_quotations(passages: Sequence[Passage]) -> Iterator[Found]:
    """The quotation marks that nothing closes, nothing opened, that are turned round or that do not nest."""
    written = [passage for passage in passages if passage.text.strip()]
    for passage in written:
        yield from mended(passage)
    for kind in KINDS:
        if not all(kind.plainly.fullmatch(passage.text) for passage in written):
            yield from _of_kind(written, kind)


def _of_kind(passages: Sequence[Passage], kind: Kind) -> Iterator[Found]:
    readings = [_Reading()]
    before: Passage | None = None
    for passage in passages:
        places, asides = marks(passage.text, kind)
        for aside in asides:
            yield from _faults(_finished(_read([_Reading()], passage, aside, kind), kind))
        if before:
            readings = _carried(readings, before, passage, kind)
        resumes = places[:1] if _opens_anew(passage.text, places, kind) else []
        readings = _read(readings, passage, places, kind, resumes)
        before = passage
    yield from _faults(_finished(readings, kind))


def _finished(readings: Iterable[_Reading], kind: Kind) -> _Reading:
    return min((_abandoned(reading, kind) for reading in readings), key=lambda reading: reading.badness)


def _faults(reading: _Reading) -> Iterator[Found]:
    rest = reading.faults
    while rest:
        found, rest = rest
        yield found


def _opens_anew(text: str, places: Sequence[int], kind: Kind) -> bool:
    """A quotation of several paragraphs opens each of them and closes in the last (4.8.3.5)."""
    return (
        bool(places)
        and text[places[0]] == kind.pair[0]
        and not text[: places[0]].strip(f" \u3000{_MARKS[::2]}")
    )


def _carried(readings: Iterable[_Reading], before: Passage, passage: Passage, kind: Kind) -> list[_Reading]:
    """What is open may go on in the next paragraph, or was never closed."""
    on: list[_Reading] = []
    for reading in readings:
        opened = reading.opened
        if opened is None:
            on.append(reading)
            continue
        strayed = opened.strayed or (before is not opened.passage and before.role is not Role.QUOTE)
        cost = reading.cost + _cost_of_going_on(opened, before, passage)
        on += (
            replace(reading, cost=cost, opened=replace(opened, strayed=strayed)),
            _abandoned(reading, kind),
        )
    return _likeliest(on)


def _cost_of_going_on(opened: _Opened, before: Passage, passage: Passage) -> float:
    if before is not opened.passage:
        return _STILL_OPEN
    return _INTERRUPTED if Role.QUOTE in (before.role, passage.role) else _LEFT_OPEN


def _abandoned(reading: _Reading, kind: Kind) -> _Reading:
    """The quotation that is open was never closed."""
    if not reading.opened:
        return reading
    found = alone(reading.opened.passage, reading.opened.place, kind)
    return replace(reading.wrong(found, _ALONE), opened=None)


def _read(
    readings: list[_Reading],
    passage: Passage,
    places: Sequence[int],
    kind: Kind,
    resumes: Sequence[int] = (),
) -> list[_Reading]:
    """The likeliest readings of a paragraph's marks; at `resumes` a quotation that is open may begin anew."""
    stages: list[list[_Reading]] = [readings, *([] for _ in range(len(places) + 1))]
    last = 0
    for number, place in enumerate(places):
        within = kind.within.match(passage.text, place)
        for reading in _likeliest(stages[number]):
            on = replace(reading, quoted=reading.quoted + (place - last) * (reading.opened is not None))
            stages[number + 1] += _ways(on, passage, place, kind)
            if on.opened and place in resumes:
                stages[number + 1].append(_resumed(on, on.opened, passage, place))
            if on.opened and within:
                stages[number + 2].append(_with_nested(on, passage, within, kind))
        stages[number] = []
        last = place
    return _likeliest(stages[len(places)])


def _likeliest(readings: Iterable[_Reading]) -> list[_Reading]:
    """The best of those that go on alike, and none that costs too much."""
    best: dict[tuple[object, ...], _Reading] = {}
    for reading in readings:
        other = best.get(reading.state)
        if other is None or reading.badness < other.badness:
            best[reading.state] = reading
    least = min((reading.cost for reading in best.values()), default=0.0)
    return [reading for reading in best.values() if reading.cost <= least + _MUCH]


def _ways(reading: _Reading, passage: Passage, place: int, kind: Kind) -> Iterator[_Reading]:
    """What may be made of the next mark: it opens or closes, it is one too many, or it is no quotation mark."""
    opened = reading.opened
    yield _closed(reading, opened, passage, place, kind) if opened else _opened(reading, passage, place, kind)
    yield reading.wrong(alone(passage, place, kind), _ALONE)
    if (chance := cost_of_a_letter(passage.text, place)) is not None:
        yield replace(reading, cost=reading.cost + chance)


def _opened(reading: _Reading, passage: Passage, place: int, kind: Kind) -> _Reading:
    is_turned = passage.text[place] != kind.pair[0]
    if _NO_OPENING.match(passage.text, place):
        reading = replace(reading, cost=reading.cost + _UNLIKELY)
    if is_turned:
        reading = reading.wrong(
            turned(passage, place, kind), _cost_of_turning(passage.text, place, opens=True)
        )
    before = _before(passage.text, place)
    speaks = bool(_SPEAKS.search(before))
    names = before[-1:].isalnum()
    return replace(reading, opened=_Opened(passage, place, is_turned, speaks, names))


def _closed(reading: _Reading, opened: _Opened, passage: Passage, place: int, kind: Kind) -> _Reading:
    text = passage.text
    cost = _UNLIKELY if _NO_CLOSING.search(_before(text, place)) else 0.0
    cost += _UNLIKE * (opened.names if text[place - 1 : place] in tuple(STOPS) else opened.speaks)
    both = False
    if text[place] != kind.pair[1]:
        both = opened.turned
        turning = _cost_of_turning(text, place, opens=False)
        reading = reading.wrong(turned(passage, place, kind), turning)
        if both:
            cost -= min(_BOTH_AGAIN, 2 * turning - _LEAST) if reading.turns else _BOTH
    return replace(reading, cost=reading.cost + cost, opened=None, turns=reading.turns or both)


def _cost_of_turning(text: str, place: int, *, opens: bool) -> float:
    is_opening = bool(_OPENING_PLACE.search(_before(text, place)))
    is_closing = bool(_CLOSING_PLACE.match(text, place)) or (
        opens and text[place - 1 : place] in tuple(STOPS)
    )
    if is_opening is is_closing:
        return _TURNED
    return _LIKELY_TURNED if is_opening is opens else _HARDLY_TURNED


def _before(text: str, place: int) -> str:
    """What stands before a mark, as far as it tells anything."""
    return text[max(0, place - _NEAR) : place]


def _resumed(reading: _Reading, opened: _Opened, passage: Passage, place: int) -> _Reading:
    """A further paragraph of the quotation that is open, whose mark stands for the earlier one now."""
    cost = reading.cost + _RESUMED * opened.strayed
    return replace(reading, cost=cost, opened=replace(opened, passage=passage, place=place, strayed=False))


def _with_nested(reading: _Reading, passage: Passage, within: re.Match[str], kind: Kind) -> _Reading:
    """The next two marks quote within the quotation that is open."""
    length = within.end() - within.start()
    cost = (_NESTED_AGAIN if reading.nests else _NESTED) + min(_LONG, length * _LONG / _LONGEST)
    reading = reading.wrong(nested(passage, *within.span(), kind), cost)
    return replace(reading, quoted=reading.quoted + length, nests=True)
