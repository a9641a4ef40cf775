"""Lines: the words of a row, with the blanks between them."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from editorial.intake.blocks import Run, merged
from editorial.intake.readers.pdf.characters import Glyph, Style
from editorial.intake.readers.pdf.rows import CLOSING_HALVES, SMALL, Piece, main_size
from editorial.intake.readers.pdf.spelling import LOST, is_blank, is_han, is_wide

_WORD_GAP = 0.16
"""Latin words stand this far apart: a share of the size, as all gaps are."""
_MARK_GAP = 0.6
"""Beside a mark of punctuation, whose own blank a typesetter may move."""
_MORE = 0.09
"""By how much a typed blank is wider than the gap that a typesetter makes between Chinese and Latin."""
_STRETCH, _LOOSE = 0.2, 0.03
"""By how much that gap grows in a line that is stretched, whose Chinese characters stand apart."""
_SELDOM = 0.02
"""Share of the places that might have one, up to which written blanks are accidents."""
_AUTOMATIC, _WIDEST_AUTOMATIC = 0.25, 0.45
"""What typesetters put between Chinese and Latin, and what they stretch that to."""
_TAB = 2.5
_COPY = 0.12
"""How far off the second drawing of a glyph stands that is drawn twice to look bold."""

_OPENING = "“‘（《〈「『【〔([{"
_CLOSING = "，。、；：！？”’）》〉」』】〕…—,.;:!?)]}%％"


@dataclass(frozen=True, slots=True)
class Mark:
    """A raised sign in a line that may refer to a footnote: it stands at `start` of the line's text."""

    text: str
    start: int


@dataclass(slots=True)
class Line:
    """A row of a column with its words.

    Lengths are in points, `page` counts from 1, `column` is (index, number of columns) where it stands.
    `head` is the width of what stands at its beginning and cannot be divided, `ends_blank` says that
    a blank was typed behind its last word.
    """

    runs: tuple[Run, ...]
    left: float
    right: float
    baseline: float
    size: float
    style: Style
    head: float
    ends_blank: bool
    page: int
    column: tuple[int, int] = (0, 1)
    marks: tuple[Mark, ...] = ()
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = "".join(run.text for run in self.runs)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def ink_right(self) -> float:
        """Where its last sign ends; a Chinese mark fills only the left half of its square."""
        return self.right - 0.5 * self.size * (self.text.rstrip()[-1:] in CLOSING_HALVES)

    @property
    def is_bold(self) -> bool:
        return all(run.bold for run in self.runs if run.text.strip())


@dataclass(frozen=True, slots=True)
class Blanks:
    """How a document has its blanks between Chinese and Latin: how wide, in ems, the gap is at least that
    stands for a typed blank, before a Latin word and after one. Infinite where blanks are written out."""

    before_latin: float = math.inf
    after_latin: float = math.inf

    @classmethod
    def of(cls, stock: Iterable[Piece]) -> "Blanks":
        gaps: dict[bool, list[float]] = {True: [], False: []}
        written = {True: 0, False: 0}
        for piece in stock:
            for one, other, gap, has_blank in _neighbours(piece):
                if (is_han(one) and _is_latin(other)) or (_is_latin(one) and is_han(other)):
                    written[is_han(one)] += has_blank
                    gaps[is_han(one)].append(gap)
        return cls(*(_narrowest_blank(gaps[side], written[side]) for side in (True, False)))


def _neighbours(piece: Piece) -> Iterator[tuple[str, str, float, bool]]:
    """Each sign and the next, the gap between them in ems, and whether a blank is written there."""
    before: Glyph | None = None
    has_blank = False
    for glyph in piece.glyphs:
        if is_blank(glyph.text):
            has_blank = True
            continue
        if before is not None:
            yield before.text[-1], glyph.text[0], (glyph.x - before.right) / piece.size, has_blank
        before, has_blank = glyph, False


def _narrowest_blank(gaps: list[float], written: int) -> float:
    if not gaps or written > _SELDOM * len(gaps):
        return math.inf
    # Not the very smallest: a figure in a raised or slanted font may touch its neighbour.
    ordered = sorted(max(0.0, gap) for gap in gaps)
    return min(ordered[min(len(gaps) // 10, 2 + len(gaps) // 100)], _AUTOMATIC) + _MORE


def _is_latin(letter: str) -> bool:
    return letter.isalnum() and not is_wide(letter)


def line(row: list[Piece], blanks: Blanks, page: int, column: tuple[int, int]) -> Line | None:
    """The line that pieces beside each other make; None when nothing but blanks stands in them."""
    glyphs = _without_copies([glyph for piece in row for glyph in piece.glyphs])
    words = [glyph for glyph in glyphs if not is_blank(glyph.text)]
    if not words:
        return None
    size = main_size(words)
    baseline = median(glyph.y for glyph in words)
    spaced = _spaced(glyphs, size, blanks)
    return Line(
        runs=merged(tuple(Run(text, glyph.style.bold, glyph.style.italic) for text, glyph in spaced)),
        left=words[0].x,
        right=max(glyph.right for glyph in words),
        baseline=baseline,
        size=size,
        style=_main_style(words),
        head=_head(words),
        ends_blank=is_blank(glyphs[-1].text),
        page=page,
        column=column,
        marks=_marks(spaced, size, baseline),
    )


def _without_copies(glyphs: list[Glyph]) -> list[Glyph]:
    """Each glyph once; one that was drawn a second time a little aside is bold."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        for place in range(max(0, len(kept) - 2), len(kept)):
            offset = abs(kept[place].x - glyph.x) + abs(kept[place].y - glyph.y)
            if kept[place].text == glyph.text and 0.01 < offset <= _COPY * glyph.size:
                kept[place] = replace(kept[place], style=replace(kept[place].style, bold=True))
                break
        else:
            kept.append(glyph)
    return kept


def _main_style(glyphs: list[Glyph]) -> Style:
    counts: dict[Style, int] = {}
    for glyph in glyphs:
        counts[glyph.style] = counts.get(glyph.style, 0) + 1 + is_wide(glyph.text[0])
    return max(counts, key=lambda style: counts[style])


def _spaced(glyphs: list[Glyph], size: float, blanks: Blanks) -> list[tuple[str, Glyph]]:
    """Each glyph with the text it stands for, blanks before it included."""
    usual = _usual_gaps(glyphs, size)
    spaced: list[tuple[str, Glyph]] = []
    pending = ""
    before: Glyph | None = None
    for glyph in glyphs:
        if is_blank(glyph.text):
            pending = pending or glyph.text
            continue
        blank = _blank(before, glyph, size, usual, blanks) if before else ""
        text = glyph.text
        if text == LOST and before is None:
            text = "•"  # the private sign of a font at the head of a line is what counts the items
        spaced.append(((("\t" if blank == "\t" else pending or blank) if before else "") + text, glyph))
        before, pending = glyph, ""
    return spaced


def _usual_gaps(glyphs: list[Glyph], size: float) -> tuple[float, float]:
    """What the setting of the line puts between two Chinese characters, and between two Latin letters."""
    wide, narrow = [0.0], [0.0]
    for glyph, other in pairwise(glyphs):
        if is_blank(glyph.text) or is_blank(other.text):
            continue
        gap = (other.x - glyph.right) / size
        if is_wide(glyph.text[-1]) and is_wide(other.text[0]):
            wide.append(gap)
        elif not is_wide(glyph.text[-1]) and not is_wide(other.text[0]):
            narrow.append(gap)
    return max(median(wide), 0.0), max(median(narrow), 0.0)


def _blank(before: Glyph, glyph: Glyph, size: float, usual: tuple[float, float], blanks: Blanks) -> str:
    """What the gap between two glyphs stands for: nothing, a blank, or a tab."""
    gap = (glyph.x - before.right) / size
    one, other = before.text[-1], glyph.text[0]
    between, within = usual
    if gap > _TAB + max(usual):
        return "\t"
    if not is_wide(one) and not is_wide(other):
        room = _WORD_GAP + within
    elif is_wide(one) != is_wide(other):
        narrowest = blanks.before_latin if is_wide(one) else blanks.after_latin
        room = between + min(narrowest + _STRETCH * (between > _LOOSE), _WIDEST_AUTOMATIC)
    else:
        room = between + (_WORD_GAP if is_han(one) and is_han(other) else _MARK_GAP)
    return " " if gap > room else ""


_UNDIVIDED = re.compile(rf"[{re.escape(_OPENING)}]*(?:[!-~]+|.)(?:[“”‘’]+[!-~\w]|[{re.escape(_CLOSING)}])*")
"""A word or character with the marks that may not be parted from it. Curly quotation marks part from
neither side (class QU of UAX #14)."""


def _head(words: list[Glyph]) -> float:
    """Width of the first word, or of the first Chinese character with the marks that cling to it."""
    text = "".join(glyph.text for glyph in words)
    match = _UNDIVIDED.match(text)
    wanted = match.end() if match else 1
    taken = 0
    for place, glyph in enumerate(words):
        taken += len(glyph.text)
        following = words[place + 1] if place + 1 < len(words) else None
        parted = following is None or following.x - glyph.right > _WORD_GAP * glyph.size
        if taken >= wanted or (parted and not is_wide(glyph.text[-1])):
            return glyph.right - words[0].x
    return words[-1].right - words[0].x


_REFERENCE = re.compile(r"[\[(（〔［]?(?:\d{1,2}|[①-⑳]|[*†‡※])[\])）〕］]?")


def _marks(spaced: list[tuple[str, Glyph]], size: float, baseline: float) -> tuple[Mark, ...]:
    """Raised signs that look like a reference to a note."""
    marks: list[Mark] = []
    start, raised = 0, ""
    for text, glyph in [*spaced, ("", None)]:
        if glyph and glyph.size <= SMALL * size and glyph.y > baseline + 0.1 * size:
            raised += text
        else:
            if raised and _REFERENCE.fullmatch(raised.strip()):
                marks.append(Mark(raised.strip(), start - len(raised)))
            raised = ""
        start += len(text)
    return tuple(marks)
