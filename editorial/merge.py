"""Three-way merge of texts: what two people made of the same text becomes one text, and nothing is lost. Pure.

First by paragraphs; within those that somebody changed by letters, with words and figures kept whole, so that
no figure comes out that neither of them wrote. Changes that touch are a clash, which a person settles.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

MOST_TOKENS = 20_000
"""Tokens of two texts up to which they are compared one by one; some 25 MB at the most."""
LEAST_KEPT = 0.5
"""Whoever keeps less than this share of a passage has rewritten it: that is one change, not many small ones
with a comma in common here and there."""
OPENING, BETWEEN, CLOSING = "⟦我的：", "｜对方的：", "⟧"
"""How a clash stands in a merged text until somebody settles it."""

_PARAGRAPHS = re.compile(r"\n+|[^\n]+")
_WORDS = re.compile(r"[A-Za-z0-9]+(?:[.,:/'-][A-Za-z0-9]+)*[%％‰]?|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage as it was and as each side has it. A row of them holds all three texts entire."""

    base: str
    mine: str
    theirs: str

    @property
    def merged(self) -> str | None:
        """What both can live with: what they agree on, or what only one of them changed; None in a clash."""
        if self.mine in (self.theirs, self.base):
            return self.theirs
        return self.mine if self.theirs == self.base else None

    @property
    def is_clash(self) -> bool:
        """Both changed it, each in their own way."""
        return self.merged is None

    @property
    def both(self) -> str:
        """The clash as the merged text shows it, to be settled."""
        return f"{OPENING}{self.mine}{BETWEEN}{self.theirs}{CLOSING}"


def merge(base: str, mine: str, theirs: str) -> list[Piece]:
    """The three texts as one row of pieces: joined, each side's passages make that side's text again."""
    pieces = []
    for piece in _aligned(base, mine, theirs, _PARAGRAPHS):
        if piece.base == piece.mine == piece.theirs:
            pieces.append(piece)
        else:
            pieces += _aligned(piece.base, piece.mine, piece.theirs, _WORDS)
    return pieces


def merged_text(pieces: Iterable[Piece]) -> str:
    """One text of the pieces, with both versions of what clashes."""
    return "".join(piece.both if piece.merged is None else piece.merged for piece in pieces)


def is_unsettled(text: str) -> bool:
    """A clash of a merge still stands in the text."""
    return OPENING in text


# --- Aligning -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Edit:
    """The tokens of the base from `start` to `end` became those from `new_start` to `new_end`."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(slots=True)
class _Side:
    """A text, its tokens, and its edits from the base in their order."""

    tokens: list[str]
    edits: list[_Edit]

    def text(self, start: int, end: int) -> str:
        """What the side has where the base has its tokens from `start` to `end`. Edits lie within or outside."""
        inside = [edit for edit in self.edits if start <= edit.start and edit.end <= end]
        if not inside:  # untouched: as far from the edit before it as in the base
            before = [edit for edit in self.edits if edit.end <= start]
            shift = before[-1].new_end - before[-1].end if before else 0
            return "".join(self.tokens[start + shift : end + shift])
        first, last = inside[0], inside[-1]
        new_start, new_end = first.new_start - (first.start - start), last.new_end + (end - last.end)
        return "".join(self.tokens[new_start:new_end])


def _aligned(base: str, mine: str, theirs: str, token: re.Pattern[str]) -> list[Piece]:
    """The pieces between which all three texts are the same, and those sames."""
    old = token.findall(base)
    sides = [_side(old, token.findall(text)) for text in (mine, theirs)]
    pieces = []
    done = 0
    for start, end in _regions(edit for side in sides for edit in side.edits):
        same = "".join(old[done:start])
        changed = (side.text(start, end) for side in sides)
        pieces += [Piece(same, same, same), Piece("".join(old[start:end]), *changed)]
        done = end
    rest = "".join(old[done:])
    return [piece for piece in [*pieces, Piece(rest, rest, rest)] if piece != Piece("", "", "")]


def _regions(edits: Iterable[_Edit]) -> list[tuple[int, int]]:
    """The stretches of the base that somebody changed; edits that overlap or touch share one."""
    regions: list[tuple[int, int]] = []
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if regions and edit.start <= regions[-1][1]:
            start, end = regions.pop()
            regions.append((start, max(end, edit.end)))
        else:
            regions.append((edit.start, edit.end))
    return regions


def _side(old: list[str], new: list[str]) -> _Side:
    if len(old) + len(new) > MOST_TOKENS:
        return _Side(new, _one_edit(old, new))
    numbers: dict[str, int] = {}
    codes = [[numbers.setdefault(token, len(numbers)) for token in tokens] for tokens in (old, new)]
    steps = Indel.opcodes(*codes)
    kept = sum(len("".join(old[s.src_start : s.src_end])) for s in steps if s.tag == "equal")
    if kept < LEAST_KEPT * len("".join(old)):
        return _Side(new, _one_edit(old, new))
    edits: list[_Edit] = []
    for step in steps:
        if step.tag == "equal":
            continue
        edit = _Edit(step.src_start, step.src_end, step.dest_start, step.dest_end)
        if edits and _is_island("".join(old[edits[-1].end : edit.start])):
            last = edits.pop()
            edit = _Edit(last.start, edit.end, last.new_start, edit.new_end)
        edits.append(edit)
    return _Side(new, edits)


def _is_island(kept: str) -> bool:
    """Too little to tell two changes apart: nothing, a blank line, a single letter."""
    return len(kept.strip()) < 2


def _one_edit(old: Sequence[str], new: Sequence[str]) -> list[_Edit]:
    """Everything between what both begin and end with."""
    most = min(len(old), len(new))
    head = next((place for place in range(most) if old[place] != new[place]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    if head == len(old) == len(new):
        return []
    return [_Edit(head, len(old) - tail, head, len(new) - tail)]
