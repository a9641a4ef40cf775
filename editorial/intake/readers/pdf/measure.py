"""The measure: what a document's lines say of its body: the size of its type, the distance of its lines,
its first-line indent, and where each column begins and ends."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal, TypeVar

from editorial.intake.readers.pdf.characters import Style
from editorial.intake.readers.pdf.lines import Line
from editorial.intake.readers.pdf.rows import OPENING_HALVES

_Value = TypeVar("_Value", bound=Hashable)
Alignment = Literal["left", "center", "right"]
_LONG = 0.85
"""Share of the longest lines' width from which a line tells where its column begins and ends."""
_INDENTS = (0.9, 4.2)
"""Ems between which a first line may be indented."""
_FEWEST_INDENTS = 3
_FEWEST_FLUSH = 10
_SENTENCE_ENDS = "。！？；：”’」』）)》"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the lines of a column begin and end, in points."""

    left: float
    right: float


class Measure:
    """The body of a document. `size` and `leading` (from line to line) are in points, `indent` is that of
    first lines, 0 where paragraphs are told apart by something else."""

    def __init__(self, lines: list[Line]) -> None:
        self.size = _commonest(lines, lambda line: round(line.size * 2) / 2) or 10.5
        body = [line for line in lines if self.is_body(line)] or lines
        self.style: Style = _commonest(body, lambda line: line.style) or Style()
        self.leading = _leading(body) or 1.5 * self.size
        self._frames = _frames(body)
        self._columns = _by_column(self._frames)
        self.indent = self._first_line_indent(body)
        self._is_justified = self._are_flush(body)

    def is_body(self, line: Line) -> bool:
        return abs(line.size - self.size) <= 0.06 * self.size

    def frame(self, line: Line) -> Frame:
        """The column that a line stands in: as its page shows, else as other pages do."""
        known = self._frames.get((line.page, line.column)) or self._columns.get(line.column)
        return known or Frame(line.left, line.right)

    def offset(self, line: Line) -> float:
        """How far right of its column's edge a line begins, in points."""
        return line.left - self.frame(line).left

    def alignment(self, line: Line) -> Alignment:
        """Where in its column a line stands. One that is indented like a first line is at the left."""
        frame = self.frame(line)
        before, after = line.left - frame.left, frame.right - line.right
        centred = abs(before - after) <= 1.2 * line.size and before > 0.5 * line.size
        indented = before <= 1.5 * line.size or abs(before - self.indent) <= 0.3 * line.size
        if centred and (not indented or line.size > 1.2 * self.size):
            return "center"
        if indented:
            return "left"
        if after <= 2.2 * line.size and before > max(4 * line.size, 2 * after):
            return "right"
        return "left"

    def has_room_for(self, line: Line, head: float) -> bool:
        """What comes next would still have stood on the line, so that it was ended on purpose."""
        frame = self.frame(line)
        used = line.right - frame.left if self.alignment(line) == "left" else line.width
        return used + head + 0.25 * line.size <= frame.right - frame.left

    def is_short(self, line: Line) -> bool:
        """In text set flush at both edges, the line does not reach the right one."""
        return self._is_justified and line.ink_right < self.frame(line).right - 0.75 * line.size

    def _are_flush(self, body: list[Line]) -> bool:
        """Nearly all lines that end within a sentence end at one edge."""
        within = [line for line in body if line.text[-1:] not in _SENTENCE_ENDS]
        flush = sum(line.ink_right >= self.frame(line).right - 0.3 * line.size for line in within)
        return len(within) >= _FEWEST_FLUSH and flush >= 0.9 * len(within)

    def _first_line_indent(self, body: list[Line]) -> float:
        """The offset that many lines share which begin after their column does and reach its end."""
        offsets = [
            self.offset(line)
            for line in body
            if _INDENTS[0] <= self.offset(line) / line.size <= _INDENTS[1]
            and line.right >= (self.frame(line).left + self.frame(line).right) / 2
        ]
        counts = Counter(round(offset / 2) for offset in offsets)
        usual = 2 * counts.most_common(1)[0][0] if counts else 0
        near = [offset for offset in offsets if abs(offset - usual) <= 3]
        return median(near) if len(near) >= max(_FEWEST_INDENTS, 0.03 * len(body)) else 0.0


# --- Statistics ---------------------------------------------------------------------------------


def _commonest(lines: list[Line], ask: Callable[[Line], _Value]) -> _Value | None:
    """What holds for most of the characters."""
    counts: Counter[_Value] = Counter()
    for line in lines:
        counts[ask(line)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else None


def _leading(body: list[Line]) -> float:
    """The distance of lines that follow each other within a paragraph: of the nearer ones the usual."""
    steps = sorted(
        one.baseline - other.baseline
        for one, other in pairwise(body)
        if one.page == other.page
        and one.column == other.column
        and 0.9 * one.size < one.baseline - other.baseline < 3 * one.size
    )
    return steps[len(steps) // 4] if steps else 0.0


def _frames(body: list[Line]) -> dict[tuple[int, tuple[int, int]], Frame]:
    """The frame of each column of each page that has lines long enough to show it."""
    stands: dict[tuple[int, tuple[int, int]], list[Line]] = defaultdict(list)
    widths: dict[int, list[float]] = defaultdict(list)
    for line in body:
        stands[line.page, line.column].append(line)
        widths[line.column[1]].append(line.width)
    longest = {count: _quantile(values, 0.9) for count, values in widths.items()}
    frames = {}
    for place, lines in stands.items():
        long = [line for line in lines if line.width >= _LONG * longest[place[1][1]]]
        if len(long) > 1:
            right = _quantile([line.ink_right for line in long], 0.85)
            upright = [line.left for line in long if line.text[0] not in OPENING_HALVES]
            frames[place] = Frame(min(upright or [line.left for line in long]), right)
    return frames


def _by_column(frames: dict[tuple[int, tuple[int, int]], Frame]) -> dict[tuple[int, int], Frame]:
    """What is usual for a column, for pages that do not show it."""
    known: dict[tuple[int, int], list[Frame]] = defaultdict(list)
    for (_, column), frame in frames.items():
        known[column].append(frame)
    return {
        column: Frame(median(each.left for each in those), median(each.right for each in those))
        for column, those in known.items()
    }


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]
