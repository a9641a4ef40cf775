"""Text pasted twice within an article: dropped once, wherever the second copy stands."""

from collections import defaultdict
from dataclasses import dataclass

from editorial.intake.blocks import Block, Kind
from editorial.intake.proposal import Repair
from editorial.intake.titles import are_same, key

LIKE = 95
"""Likeness in per cent from which two paragraphs are copies of one."""
ENOUGH = 40
"""Letters that a run of repeated blocks must have together; a short line may well come twice."""
_SHINGLE = 8
_CANDIDATES = 4


@dataclass(slots=True)
class _Seen:
    """The blocks read so far, to be found again by their beginnings and ends."""

    by_shingle: defaultdict[str, list[int]]
    keys: list[str]

    def find(self, name: str) -> int | None:
        """The earlier block that is a copy, by its index."""
        for shingle in _shingles(name):
            for index in self.by_shingle[shingle][:_CANDIDATES]:
                if are_same(name, self.keys[index], LIKE):
                    return index
        return None

    def add(self, index: int, name: str) -> None:
        for shingle in _shingles(name):
            self.by_shingle[shingle].append(index)


def _shingles(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((f"^{name[:_SHINGLE]}", f"{name[-_SHINGLE:]}$"))) if name else ()


def drop_repeated(blocks: list[Block]) -> tuple[list[Block], list[Repair]]:
    """The blocks without second copies, and a repair for each run of them that went.

    A bracket or a mark left standing alone at a copy's edge goes with it.
    """
    keys = [key(block.text) for block in blocks]
    seen = _Seen(defaultdict(list), keys)
    copies: list[int | None] = []
    for index, name in enumerate(keys):
        earlier = seen.find(name)
        copies.append(earlier)
        if earlier is None:
            seen.add(index, name)
    dropped: set[int] = set()
    repairs: list[Repair] = []
    for start, end in _runs_of_copies(blocks, keys, copies):
        dropped.update(range(start, end))
        original = blocks[copies[start] or 0]
        detail = (
            f"第 {blocks[start].line} 行起有 {end - start} 段与第 {original.line} 行起的文字重复，已去掉后一份，"
            "其后的来源行保留。"
        )
        repairs.append(Repair("text.repeated", blocks[start].line, detail, certain=True))
    dropped |= _stray_marks(blocks, keys, dropped)
    return [block for index, block in enumerate(blocks) if index not in dropped], repairs


def _runs_of_copies(blocks: list[Block], keys: list[str], copies: list[int | None]) -> list[tuple[int, int]]:
    """Ranges of blocks that repeat earlier ones and are long enough together to be no chance."""
    runs: list[tuple[int, int]] = []
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and (copies[end] is not None or (end > start and not keys[end])):
            end += 1
        while end > start and copies[end - 1] is None:
            end -= 1
        if sum(len(keys[index]) for index in range(start, end)) >= ENOUGH:
            runs.append((start, end))
        start = max(end, start + 1)
    return runs


def _stray_marks(blocks: list[Block], keys: list[str], dropped: set[int]) -> set[int]:
    """Blocks of nothing but punctuation beside what was dropped."""
    return {
        index
        for index, block in enumerate(blocks)
        if block.kind is Kind.PARAGRAPH
        and not keys[index]
        and index not in dropped
        and (index - 1 in dropped or index + 1 in dropped)
    }
