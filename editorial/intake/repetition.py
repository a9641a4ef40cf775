"""Text pasted twice within an article: dropped once, wherever the second copy stands."""

from collections import defaultdict
from dataclasses import dataclass
from operator import eq

from rapidfuzz.distance import Levenshtein

from editorial.intake.blocks import Block, Kind
from editorial.intake.proposal import Repair
from editorial.intake.titles import are_same, key

LIKE = 95
"""Likeness in per cent from which two long paragraphs are copies of one."""
_LONG = 60
"""Letters from which a slip in one of two paragraphs does not make them another; parallel entries, which differ
in a word, are shorter."""
_TELLING = frozenset(
    "不未没无非否莫勿一二三四五六七八九十百千万亿两甲乙丙丁或与上下左右前后大小多少长短高低增减升降进出内外东西南北"
    "开关读写入买卖男女早晚新旧强弱"
)
"""Letters that make another sentence of it: denials, numbers, and words that have an opposite."""
ENOUGH = 40
"""Letters that a run of repeated blocks must have together; a short line may well come twice."""
_SHINGLE = 8
_CANDIDATES = 4
_RUNNING = frozenset({Kind.PARAGRAPH, Kind.QUOTE})


@dataclass(slots=True)
class _Seen:
    """The blocks read so far, to be found again by their beginnings and ends."""

    by_shingle: defaultdict[str, list[int]]
    keys: list[str]

    def find(self, name: str, kind: Kind) -> int | None:
        """The earlier block that is a copy, by its index. Items and rows are parallels by nature: no two that
        differ are copies."""
        is_same = are_copies if kind in _RUNNING else eq
        for shingle in _shingles(name):
            for index in self.by_shingle[shingle][:_CANDIDATES]:
                if is_same(name, self.keys[index]):
                    return index
        return None

    def add(self, index: int, name: str) -> None:
        for shingle in _shingles(name):
            self.by_shingle[shingle].append(index)


def are_copies(one: str, other: str) -> bool:
    """Two keys of paragraphs say the same, one of them perhaps with a slip."""
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG or not are_same(one, other, LIKE):
        return False
    changed = "".join(
        one[step.src_start : step.src_end] + other[step.dest_start : step.dest_end]
        for step in Levenshtein.opcodes(one, other)
        if step.tag != "equal"
    )
    return not _TELLING.intersection(changed)


def _shingles(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((f"^{name[:_SHINGLE]}", f"{name[-_SHINGLE:]}$"))) if name else ()


@dataclass(frozen=True, slots=True)
class Repetition:
    """`blocks[start:end]` say again what stands from `blocks[original]` on."""

    repair: Repair
    start: int
    end: int
    original: int


def repetitions(blocks: list[Block], enough: int = ENOUGH) -> list[Repetition]:
    """The second copies among the blocks, in order, each with the repair of dropping it; `enough` letters make one.

    A bracket or a mark left standing alone at a copy's edge goes with it.
    """
    keys = [key(block.text) for block in blocks]
    seen = _Seen(defaultdict(list), keys)
    copies: list[int | None] = []
    for index, name in enumerate(keys):
        earlier = seen.find(name, blocks[index].kind)
        copies.append(earlier)
        if earlier is None:
            seen.add(index, name)
    found: list[Repetition] = []
    for start, end in _runs_of_copies(blocks, keys, copies, enough):
        original = copies[start] or 0
        detail = (
            f"第 {blocks[start].line} 行起有 {end - start} 段与第 {blocks[original].line} 行起的文字重复，已去掉后一份，"
            "其后的来源行保留。"
        )
        repair = Repair("text.repeated", blocks[start].line, detail, certain=True)
        found.append(Repetition(repair, *_with_stray_marks(start, end, blocks, keys), original))
    return found


def _runs_of_copies(
    blocks: list[Block], keys: list[str], copies: list[int | None], enough: int
) -> list[tuple[int, int]]:
    """Ranges of blocks that repeat earlier ones and are long enough together to be no chance."""
    runs: list[tuple[int, int]] = []
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and (copies[end] is not None or (end > start and not keys[end])):
            end += 1
        while end > start and copies[end - 1] is None:
            end -= 1
        if sum(len(keys[index]) for index in range(start, end)) >= enough:
            runs.append((start, end))
        start = max(end, start + 1)
    return runs


def _with_stray_marks(start: int, end: int, blocks: list[Block], keys: list[str]) -> tuple[int, int]:
    """The range with a block of nothing but punctuation on either side of it."""

    def is_stray(index: int) -> bool:
        return 0 <= index < len(blocks) and blocks[index].kind is Kind.PARAGRAPH and not keys[index]

    return start - is_stray(start - 1), end + is_stray(end)
