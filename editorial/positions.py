"""Where things stand in the Markdown source: offsets of the parser's view, led back to the source.

The parser sees normalised text (one `\\n` for each line end, U+FFFD for what no text may hold), and
inlines see only their block's content: the lines without the prefixes of quotes and lists, trimmed.
`Origin` undoes the first step, `Passage` the second. All offsets count characters.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.common.utils import MD_TRIM_CHARS

from editorial.document import Span

_LINE_END = re.compile(r"\r\n?")
_FOLDED = re.compile(r"\r\n")
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_PIPE = re.compile(r"(?<!\\)\|")
_ESCAPED_PIPE = re.compile(r"\\\|")


class Origin:
    """A source and its normalised `text`: line ends are `\\n`; NUL (CommonMark 0.31.2, 2.3) and lone
    surrogates, which no encoding can carry, are U+FFFD."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = _LINE_END.sub("\n", _UNREADABLE.sub("\ufffd", source))
        self._folds = [fold.start() - count for count, fold in enumerate(_FOLDED.finditer(source))]
        self._line_ends = [end.start() for end in re.finditer("\n", self.text)]
        self._line_ends.append(len(self.text))

    def offset(self, position: int) -> int:
        """The offset in the source of an offset in the text."""
        return position + bisect_left(self._folds, position)

    def span(self, start: int, end: int) -> Span:
        """The range of the source that `text[start:end]` was written as."""
        return Span(self.offset(start), self.offset(end))

    def differs(self, position: int) -> bool:
        """Whether the character at this offset in the text replaces another one of the source."""
        return self.source[self.offset(position)] != self.text[position]

    def end_of_lines(self, first: int, beyond: int) -> int:
        """The offset in the text behind the last visible character of lines `first` to `beyond - 1`."""
        for line in range(beyond - 1, first - 1, -1):
            start = self._line_ends[line - 1] + 1 if line else 0
            if visible := self.text[start : self._line_ends[line]].rstrip(" \t"):
                return start + len(visible)
        return self._line_ends[first]


class Passage:
    """A block's inline content and where each of its characters stands in the text.

    `pieces` are (offset in the content, offset in the text) pairs in rising order; between them both
    run in step. `escaped` are the offsets in the content of pipes whose backslash it has lost.
    """

    def __init__(self, content: str, pieces: Sequence[tuple[int, int]], escaped: Iterable[int] = ()) -> None:
        self.content = content
        self.escaped = frozenset(escaped)
        self._starts = [start for start, _ in pieces]
        self._shifts = [place - start for start, place in pieces]

    def at(self, offset: int) -> int:
        """The offset in the text of the content's character at `offset`."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def reach(self, start: int, end: int) -> tuple[int, int]:
        """The range of the text that `content[start:end]`, not empty, was written as."""
        return self.at(start) - (start in self.escaped), self.at(end - 1) + 1


def passage_of_lines(content: str, untrimmed: str, line_ends: Sequence[int]) -> Passage:
    """The content of a paragraph or setext heading.

    `untrimmed` is the content before its ends were trimmed, `line_ends` where its lines end in the
    text. A content line ends where its source line does; only its beginning was cut. So lines are
    measured from their ends.
    """
    pieces = []
    offset = len(untrimmed.lstrip(MD_TRIM_CHARS)) - len(untrimmed)
    for line, end in zip(untrimmed.split("\n"), line_ends, strict=True):
        pieces.append((offset, end - len(line)))
        offset += len(line) + 1
    return Passage(content, pieces)


def passage_after(text: str, start: int, content: str) -> Passage:
    """The content of an ATX heading: it follows the blanks after the marker, which ends at `start`."""
    while start < len(text) and text[start] in MD_TRIM_CHARS:
        start += 1
    return Passage(content, [(0, start)])


def cells(text: str, start: int, end: int) -> Iterator[Passage]:
    """The cells of the table row `text[start:end]` (GFM 4.10): pipes divide unless escaped, the
    outermost may be left out, blanks around a cell go and `\\|` is a pipe."""
    for field in _between_pipes(text, *trimmed(text, start, end)):
        yield _cell(text, *trimmed(text, *field))


def _between_pipes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges that the pipes part, without the empty ones outside the outermost."""
    pipes = [pipe.start() for pipe in _PIPE.finditer(text, start, end)]
    ranges = list(zip([start, *(pipe + 1 for pipe in pipes)], [*pipes, end], strict=True))
    for outermost in (0, -1):
        if ranges and ranges[outermost][0] == ranges[outermost][1]:
            del ranges[outermost]
    return ranges


def _cell(text: str, start: int, end: int) -> Passage:
    escapes = [escape.start() for escape in _ESCAPED_PIPE.finditer(text, start, end)]
    pieces = [(place - start - count, place + 1) for count, place in enumerate(escapes)]
    content = text[start:end].replace("\\|", "|")
    return Passage(content, [(0, start), *pieces], (offset for offset, _ in pieces))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the blanks at its ends; of nothing but blanks, the empty range at its start."""
    inner = text[start:end].strip(MD_TRIM_CHARS)
    if not inner:
        return start, start
    start += len(text[start:end]) - len(text[start:end].lstrip(MD_TRIM_CHARS))
    return start, start + len(inner)
