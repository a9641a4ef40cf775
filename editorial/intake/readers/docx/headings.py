"""Headings by their look: lines that stand out from the body of the document they are in.

Secretaries set headings larger, bolder or in 黑体 rather than by style, so the measure is the document
itself: the size and weight that most of its words have.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.readers.docx.inlines import Words
from editorial.intake.readers.docx.parts import Line, Paragraph
from editorial.intake.titles import TERMINALS, has_mark, is_short, section_name

_LARGER = 1.1
"""Times the body's size from which a line is larger; 四号 is 14 points, 小三 15, 三号 16."""
_LONGEST_BOLD = 40
"""Characters of a line that is a heading by its weight alone."""
_LOWEST = 6


@dataclass(frozen=True, slots=True)
class Body:
    """What the body of a document looks like: its size in points, and whether it is set heavy."""

    size: float
    is_heavy: bool


class Headings:
    """Tells the headings of one document from its body."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        plain = [each for each in paragraphs if not each.style.level and not each.style.is_contents]
        self.body = _body(plain)
        self._sizes = sorted(
            {
                size_of(line)
                for each in plain
                for line in each.lines
                if self.is_larger(line) and _may_be_heading(each, line)
            },
            reverse=True,
        )

    def level(self, paragraph: Paragraph, line: Line) -> int:
        """The level of a line that is a heading by its look, 0 for any other. The largest are first;
        level 1 is kept for what is larger than the body."""
        if not _may_be_heading(paragraph, line):
            return 0
        if self.is_larger(line):
            return min(self._sizes.index(size_of(line)) + 1, _LOWEST)
        if not self._is_heading_by_weight(paragraph, line):
            return 0
        return min(max(len(self._sizes) + 1, 2), _LOWEST)

    def is_larger(self, line: Line) -> bool:
        """It is set larger than the body."""
        return bool(line) and size_of(line) >= self.body.size * _LARGER

    def _is_heading_by_weight(self, paragraph: Paragraph, line: Line) -> bool:
        """It is heavy in a light body, and not so long, nor so ended, that it may be a stressed sentence."""
        if self.body.is_heavy or size_of(line) < self.body.size or not is_heavy(line):
            return False
        text = text_of(line).strip()
        is_sentence = text[-1] in TERMINALS + "）)"
        if is_sentence and paragraph.style.align != "center" and not _is_marked(paragraph, text):
            return False
        return len(text) <= _LONGEST_BOLD


def _may_be_heading(paragraph: Paragraph, line: Line) -> bool:
    """A short line of words that is neither counted in a list nor a line of a contents list."""
    text = text_of(line).strip()
    if not is_short(_as_block(text)) or "\t" in text or not any(map(str.isalnum, text)):
        return False
    return paragraph.label is None or not paragraph.label.marker or _is_marked(paragraph, text)


def _is_marked(paragraph: Paragraph, text: str) -> bool:
    """It has the mark of an article (●), be it by automatic numbering, or names a section (【…】)."""
    block = _as_block(text)
    has_label = paragraph.label is not None and has_mark(_as_block(paragraph.label.text))
    return has_label or has_mark(block) or bool(section_name(block))


def _as_block(text: str) -> Block:
    return Block(Kind.PARAGRAPH, 1, (Run(text),))


def text_of(line: Line) -> str:
    return "".join(words.run.text for words in line)


def size_of(line: Iterable[Words]) -> float:
    """The size of most of its characters, in points; 0 without any."""
    sizes: Counter[float] = Counter()
    for words in line:
        sizes[words.look.size] += len(words.run.text.strip())
    return max(sizes, key=lambda size: sizes[size]) if sizes else 0.0


def is_heavy(line: Line) -> bool:
    """All its words are."""
    return all(words.look.is_heavy for words in line if words.run.text.strip())


def _body(paragraphs: Iterable[Paragraph]) -> Body:
    sizes: Counter[float] = Counter()
    weights: Counter[bool] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            for words in line:
                sizes[words.look.size] += len(words.run.text)
                weights[words.look.is_heavy] += len(words.run.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    return Body(size, weights[True] > weights[False])
