"""What of a hit is shown: the original text around the terms, with the terms marked."""

from collections.abc import Iterator, Sequence

from publishing.search.answer import Stretches
from publishing.search.folding import fold, fold_with_origins

_WIDTH = 96
"""Characters of a snippet: about three lines on a telephone."""
_LEAD = 24
"""Characters before the first term, where the paragraph begins earlier."""
_CUT = "…"

Span = tuple[int, int]


def marked(text: str, terms: Sequence[str]) -> Stretches:
    """The whole text in stretches, those that fold to one of the terms marked."""
    return _stretches(text, _spans(text, terms))


def snippet(text: str, folded: str, terms: Sequence[str]) -> Stretches:
    """Of the lines below the title that with most of the terms, cut to a window; the first line when none has any.

    `folded` has the same lines as `text`, folded.
    """
    lines, folded_lines = text.split("\n")[1:], folded.split("\n")[1:]
    held = [sum(map(line.__contains__, terms)) for line in folded_lines]
    shown = [place for place, line in enumerate(lines) if line]
    if not shown:
        return ()
    line = lines[max(shown, key=held.__getitem__)]
    spans = _spans(line, terms)
    start, end = _window(line, spans)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]
    stretches = _stretches(line[start:end], inside)
    before, after = ((_CUT, False),) * (start > 0), ((_CUT, False),) * (end < len(line))
    return (*before, *stretches, *after)


def _spans(text: str, terms: Sequence[str]) -> list[Span]:
    """Where the text says one of the terms; what overlaps or touches is one span."""
    if not any(term in fold(text) for term in terms):
        return []
    folded, origins = fold_with_origins(text)
    origins.append(len(text))
    spans: list[Span] = []
    for first, after in sorted(span for term in terms for span in _places(folded, term)):
        start = origins[first]
        # Up to what comes next, so that an accent goes with its letter; but not the blank before it.
        end = start + len(text[start : origins[after]].rstrip())
        if spans and start <= spans[-1][1]:
            start, end = spans[-1][0], max(end, spans.pop()[1])
        spans.append((start, end))
    return spans


def _places(folded: str, term: str) -> Iterator[Span]:
    place = folded.find(term)
    while place >= 0:
        yield place, place + len(term)
        place = folded.find(term, place + 1)


def _window(line: str, spans: Sequence[Span]) -> Span:
    """The part of the line that shows most of the spans, the first such part."""
    starts = [max(0, start - _LEAD) for start, _end in spans] or [0]
    best = max(starts, key=lambda start: sum(start <= a and b <= start + _WIDTH for a, b in spans))
    start = max(0, min(best, len(line) - _WIDTH))
    longest = next((b for a, b in spans if a >= start), 0)
    return start, min(len(line), max(start + _WIDTH, min(longest, start + 2 * _WIDTH)))


def _stretches(text: str, spans: Sequence[Span]) -> Stretches:
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in spans:
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    pieces.append((text[done:], False))
    return tuple(piece for piece in pieces if piece[0])
