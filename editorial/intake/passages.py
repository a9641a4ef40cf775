"""Passages: the stretch of a body that a repair changed, as it was and as it became, so that an editor
can take the repair back.

Both sides are Markdown of whole blocks, with neighbours enough to be found once in the body.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from editorial.intake.blocks import Block
from editorial.intake.proposal import Repair
from editorial.intake.prose import to_markdown


@dataclass(frozen=True, slots=True)
class Change:
    """A repair at `blocks[start:end]` of an article, and what would stand there `instead`: what stood
    there before, or, where the repair is only offered, what it would make of it. `end` equals `start`
    where something was taken out."""

    repair: Repair
    start: int
    end: int
    instead: tuple[Block, ...]


def switchable(changes: Iterable[Change], blocks: Sequence[Block], article: int) -> Iterator[Repair]:
    """The repairs of `changes` with both sides of their passages, for the article at line `article` whose
    body `blocks` are. A repair that cannot be shown so comes out as it was."""
    body = to_markdown(blocks)
    for change in changes:
        sides = _sides(change, blocks, body)
        if sides is None:
            yield change.repair
            continue
        here, instead = sides
        certain = change.repair.certain
        was, became = (instead, here) if certain else (here, instead)
        yield replace(change.repair, article=article, was=was, became=became, applied=certain)


def _sides(change: Change, blocks: Sequence[Block], body: str) -> tuple[str, str] | None:
    """What stands in the body and what may stand there instead, each found once, and the body with it as if
    written anew; None if even the whole body is not enough, as when nothing is left of it."""
    other = to_markdown((*blocks[: change.start], *change.instead, *blocks[change.end :]))
    reach = int(change.start == change.end)
    while True:
        start, end = max(change.start - reach, 0), min(change.end + reach, len(blocks))
        here = to_markdown(blocks[start:end])
        instead = to_markdown((*blocks[start : change.start], *change.instead, *blocks[change.end : end]))
        is_found = _stands_once(here, body) and _stands_once(instead, other)
        if is_found and body.replace(here, instead) == other:  # the items of a list are indented alike
            return here, instead
        if start == 0 and end == len(blocks):
            return None
        reach += 1


def _stands_once(passage: str, body: str) -> bool:
    return bool(passage) and body.find(passage) == body.rfind(passage) != -1
