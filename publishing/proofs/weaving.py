"""Weaves remarks and changes into the HTML of one block, letter by letter. Pure.

A block's words are the letters that its page shows, so that a passage selected in a browser and one counted
here are the same; marks of footnotes and the ways back from them are no words. static/proof/proof.js counts
alike.
"""

import html
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise

from django.utils.translation import gettext

_VOID = frozenset({"br", "hr", "img"})


@dataclass(frozen=True, slots=True)
class Passage:
    """`words[start:end]` of a block, spoken of by the remark of that number."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Edits:
    """What became of a block since the proof before: ranges of its words that are new; what went, and where."""

    new: tuple[tuple[int, int], ...] = ()
    gone: tuple[tuple[int, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


def words_of(fragment: str) -> str:
    """The letters of an HTML fragment, blanks between its elements included."""
    reader = _Words()
    reader.feed(fragment)
    reader.close()
    return "".join(reader.letters)


def weave(fragment: str, words: str, *, passages: Sequence[Passage] = (), edits: Edits | None = None) -> str:
    """The fragment, whose words are `words`, with passages in <mark>, each followed by its remark's number,
    what is new in <ins> and what went in <del>. Tags stay as they are; a passage that is the whole of the block
    is numbered alone."""
    weaver = _Weaver(words, passages, edits or Edits())
    weaver.feed(fragment)
    weaver.close()
    return "".join(weaver.written)


class _Words(HTMLParser):
    """Tells words from what is none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.letters: list[str] = []
        self._inside_silence = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        is_silent = values.get("class") == "footnote-ref" or values.get("role") == "doc-backlink"
        if (is_silent or self._inside_silence) and tag not in _VOID:
            self._inside_silence += 1

    def handle_endtag(self, tag: str) -> None:
        if self._inside_silence:
            self._inside_silence -= 1

    def handle_data(self, data: str) -> None:
        if not self._inside_silence:
            self.words(data)

    def words(self, data: str) -> None:
        self.letters.append(data)


class _Weaver(_Words):
    """Writes the fragment out again. Nothing is ever put into the blanks between two elements, where a table or
    a list may hold no text."""

    def __init__(self, words: str, passages: Sequence[Passage], edits: Edits) -> None:
        super().__init__()
        self.written: list[str] = []
        self._place = 0
        self._letters = [place for place, letter in enumerate(words) if not letter.isspace()]
        self._passages = [each for each in passages if (each.start, each.end) != (0, len(words))]
        self._new = edits.new
        self._before: dict[int, str] = {}
        self._after: dict[int, str] = {}
        for place, gone in edits.gone:
            self._insert(place, f'<del class="gone">{html.escape(gone)}</del>')
        for each in sorted(passages, key=lambda passage: passage.number):
            self._append(each.end, _pin(each.number))
        edges = [edge for each in self._passages for edge in (each.start, each.end)]
        edges += [edge for stretch in self._new for edge in stretch]
        self._edges = sorted({*edges, *self._before, *self._after})

    def _insert(self, place: int, written: str) -> None:
        """Before the first letter from `place` on, else at the very end."""
        found = bisect_left(self._letters, place)
        if found == len(self._letters):
            self._append(place, written)
        else:
            at = self._letters[found]
            self._before[at] = self._before.get(at, "") + written

    def _append(self, place: int, written: str) -> None:
        """After the last letter before `place`."""
        found = bisect_left(self._letters, place)
        if self._letters:
            at = self._letters[max(found - 1, 0)] + 1
            self._after[at] = self._after.get(at, "") + written

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.written.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._inside_silence:
            self.written.append(html.escape(data))
        else:
            self.words(data)

    def words(self, data: str) -> None:
        begins, ends = self._place, self._place + len(data)
        for start, end in pairwise([begins, *(edge for edge in self._edges if begins < edge < ends), ends]):
            self.written.append(self._before.pop(start, ""))
            self.written += self._wrapped(data[start - begins : end - begins], start)
            self.written.append(self._after.pop(end, ""))
        self._place = ends

    def _wrapped(self, piece: str, start: int) -> Iterator[str]:
        written = html.escape(piece)
        if not piece.isspace():
            if any(first <= start < last for first, last in self._new):
                written = f"<ins>{written}</ins>"
            number = next((each.number for each in self._passages if each.start <= start < each.end), None)
            if number is not None:
                written = f'<mark data-remark="{number}">{written}</mark>'
        yield written


def _pin(number: int) -> str:
    what = html.escape(gettext("批注"))
    return f'<sup class="pin" data-remark="{number}"><span class="unseen">{what} </span>{number}</sup>'
