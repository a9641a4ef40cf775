"""Marks: stretches of a source that are shown marked where the document made of it is written out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, groupby

from editorial.document import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """`span` counts the source's characters; `kind` is how grave it is, `name` tells the mark from others."""

    span: Span
    kind: str
    name: str


class Marks:
    """Which mark each character of a source carries; where marks overlap, the first one given."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._at: dict[int, Mark] = {}
        for mark in marks:
            for place in range(mark.span.start, mark.span.end):
                self._at.setdefault(place, mark)

    def pieces(self, text: str, span: Span) -> Iterator[tuple[str, Mark | None]]:
        """The text written at `span`, cut where marks begin and end.

        An escape or entity stands for another number of characters than it has; it is marked as a whole.
        """
        if not self._at or span.end - span.start != len(text):
            yield text, self.within(span)
            return
        placed = zip(text, count(span.start), strict=False)
        for mark, letters in groupby(placed, lambda letter: self._at.get(letter[1])):
            yield "".join(letter for letter, _ in letters), mark

    def within(self, span: Span) -> Mark | None:
        """The first mark that begins or goes on within the span."""
        if not self._at:
            return None
        return next((self._at[place] for place in range(span.start, span.end) if place in self._at), None)
