"""Paragraphs cut in two by a page or a line: joined when certain, offered when likely.

Certain: the first piece ends in the middle of a sentence, or the second begins with a mark that no
paragraph begins with. Likely: both pieces read as whole, but what stands around them says that they
are one, as where 一是 … 二是 … are a paragraph each and one of them has a second.
"""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

import rjieba

from editorial.intake.blocks import Block, Kind, Run, merged
from editorial.intake.proposal import Repair

KIND = "paragraph.joined"
_ENDS = "。！？!?…；;：:"
_CLOSERS = "”’」』）)》〉】]"
_NEVER_LAST = "，、,（(“‘《〈「『【—"
"""A piece that ends so has not ended, however short it is."""
_NEVER_FIRST = "，。、；：！？,;:!?）)”’》〉】」』"
_LONG_ENOUGH = 30
"""Characters from which a piece without a full stop is a cut paragraph and not a line on its own."""
_STOP_WITHIN = re.compile(r"[。！？；](?=.{2})")
_EDGE = 6
"""Characters on either side of a break that tell whether a word runs across it."""
_SHORTEST_PIECE = 10
_LEANS_ON, _LEANS_BACK = "的和与及在是对为把将从向以被由于而且或", "的了着过们得地和与及是"
"""Particles and conjunctions that no line ends with, and that no paragraph begins with."""
_HAN_WORD = re.compile(r"[\u3400-\u9fff]{2,}")
_ORDINAL_ALONE = re.compile(r"[（(]?(?:第?[一二三四五六七八九十百\d]{1,4})[)）]?[、，．.：:]?")
_SHOWN = 8
"""Characters on either side of a break that a repair's sentence shows."""
_MAY_GO_ON = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE)

_COUNTED = (
    re.compile(r"(?:第)?([一二三四五六七八九十])(?:是|则|要|、)"),
    re.compile(r"其([一二三四五六七八九十])[，,、]"),
    re.compile(r"第([一二三四五六七八九十])[，,、步]"),
    re.compile(r"[（(]([一二三四五六七八九十])[)）]"),
    re.compile(r"[（(]?(\d{1,2})(?:[.．、](?!\d)|[)）])"),
    re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])"),
)
_ORDINALS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


@dataclass(frozen=True, slots=True)
class Join:
    """A mended break: it was `offset` characters into the runs of the block that is now the `index`th,
    and the text went on at line `resumed`."""

    repair: Repair
    index: int
    offset: int
    resumed: int

    def undone(self, block: Block) -> tuple[Block, Block]:
        """The joined block as the two pieces it came from."""
        before, after = _divided(block.runs, self.offset)
        second = replace(block, kind=Kind.PARAGRAPH, line=self.resumed, level=0, marker="")
        return block.with_runs(before), second.with_runs(after)


def join_broken(blocks: list[Block]) -> tuple[list[Block], list[Join]]:
    """The blocks with certain breaks mended, and each of these."""
    joined: list[Block] = []
    joins: list[Join] = []
    between: list[Block] = []
    last: Block | None = None
    for block in blocks:
        if block.kind in (Kind.RULE, Kind.PAGE_BREAK):
            between.append(block)
            continue
        if last is not None and _is_cut(last, block, has_begun=last is not joined[-1]):
            repair = _repair(last, block, certain=True)
            joined[-1], offset = _joined(joined[-1], block)
            joins.append(Join(repair, len(joined) - 1, offset, block.line))
        else:
            joined += [*(each for each in between if each.kind is Kind.RULE), block]
        last = block
        between = []
    return joined, joins


def offer_joins(blocks: list[Block]) -> list[tuple[int, Repair]]:
    """A repair for each break that is likely but not certain, with the index of the block behind it;
    nothing is changed."""
    offered: list[tuple[int, Repair]] = []
    for index in range(1, len(blocks)):
        before, after = blocks[index - 1], blocks[index]
        if before.kind is not Kind.PARAGRAPH or after.kind is not Kind.PARAGRAPH:
            continue
        if (
            _interrupts_a_count(blocks, index)
            or _leaves_open(before.text, after.text)
            or _may_be_cut(before, after)
        ):
            offered.append((index, _repair(before, after, certain=False)))
    return offered


def as_one(one: Block, other: Block) -> Block:
    """Both pieces as one paragraph."""
    return _joined(one, other)[0]


# --- Certain ------------------------------------------------------------------------------------


def _is_cut(before: Block, after: Block, *, has_begun: bool) -> bool:
    """The paragraph goes on; `has_begun` when `before` is itself the end of one that was joined."""
    one, other = before.text, after.text
    if before.kind not in _MAY_GO_ON or after.kind is not Kind.PARAGRAPH or not _may_be_one(one, other):
        return False
    if _breaks_off(one) or other[0] in _NEVER_FIRST:
        return True
    if one[-1] in _ENDS or _ends_in_a_bracket(one):
        return False
    is_cut = has_begun or _is_running_text(one) or hangs_together(one, other)
    return is_cut and _reads_on(other)


def _is_running_text(text: str) -> bool:
    """Too long for a line on its own, with a comma long enough for none, or with a whole sentence inside."""
    enough = _LONG_ENOUGH // 2 if "，" in text else _LONG_ENOUGH
    return len(text) >= enough or bool(_STOP_WITHIN.search(text))


def hangs_together(one: str, other: str) -> bool:
    """The words on either side of the break belong together: a word is parted, or a particle hangs."""
    if len(one) < _SHORTEST_PIECE:
        return False
    return one[-1] in _LEANS_ON or other[0] in _LEANS_BACK or _parts_a_word(one, other)


def _parts_a_word(one: str, other: str) -> bool:
    """A word begins in the first piece and ends in the second: 数 | 字."""
    edge = len(one[-_EDGE:])
    place = 0
    for word in rjieba.cut(one[-_EDGE:] + other[:_EDGE]):
        if place < edge < place + len(word):
            return _HAN_WORD.fullmatch(word) is not None
        place += len(word)
    return False


def _may_be_one(one: str, other: str) -> bool:
    """Both have words, the first is more than the ordinal of an item, and the second begins no item."""
    return bool(one and other) and _count(other) is None and not _ORDINAL_ALONE.fullmatch(one)


def _breaks_off(text: str) -> bool:
    return text[-1] in _NEVER_LAST and not text.endswith("——")


def _ends_in_a_bracket(text: str) -> bool:
    """It ends with a closing mark after a full stop, or with a remark in brackets, as paragraphs may."""
    core = text.rstrip(_CLOSERS)
    return text[-1] in "）)】]" or (core != text and core[-1:] in tuple(_ENDS))


def _reads_on(text: str) -> bool:
    """The piece is running text itself: it comes to an end, or has more than one part."""
    return text.rstrip(_CLOSERS)[-1:] in tuple(_ENDS) or len(text) >= _LONG_ENOUGH or "，" in text


# --- Likely -------------------------------------------------------------------------------------


def _may_be_cut(before: Block, after: Block) -> bool:
    """No full stop, but too short or too unlike running text to be sure."""
    one, other = before.text, after.text
    if not _may_be_one(one, other) or one[-1] in _ENDS + _CLOSERS:
        return False
    return len(one) >= _LONG_ENOUGH // 2 and bool(re.search(r"[，、；。,]", one))


def _leaves_open(one: str, other: str) -> bool:
    """A quotation or bracket opened in one piece closes in the other. A quotation that goes through
    several paragraphs opens each of them anew."""
    for opener, closer in ("“”", "（）", "《》"):
        surplus = one.count(opener) - one.count(closer)
        lacking = other.count(closer) - other.count(opener)
        if surplus == 1 and lacking == 1 and not other.startswith(opener):
            return True
    return False


def _interrupts_a_count(blocks: list[Block], index: int) -> bool:
    """The block stands between two items of a count (一是 … 二是 …) whose other items are a paragraph
    each, so that it belongs to the item before it."""
    place = _count(blocks[index - 1].text)
    if place is None or _count(blocks[index].text) is not None:
        return False
    following = next(iter(blocks[index + 1 : index + 2]), None)
    if following is None or _count(following.text) != (place[0], place[1] + 1):
        return False
    return not any(
        _has_second_paragraph(blocks, other, place[0]) for other in _items(blocks, index, place[0])
    )


def _items(blocks: list[Block], index: int, manner: int) -> list[int]:
    """Where the other items of the count around block `index` stand, but the last, which may be
    followed by anything."""
    places = [i for i, block in enumerate(blocks) if (found := _count(block.text)) and found[0] == manner]
    return [i for i in places[:-1] if i != index - 1]


def _has_second_paragraph(blocks: list[Block], index: int, manner: int) -> bool:
    following = blocks[index + 1]
    found = _count(following.text)
    return following.kind is Kind.PARAGRAPH and (found is None or found[0] != manner)


def _count(text: str) -> tuple[int, int] | None:
    """Manner and place in a count, if the text begins with one: 二是 → (0, 2)."""
    for manner, pattern in enumerate(_COUNTED):
        if match := pattern.match(text):
            mark = match[1]
            if mark.isdecimal():
                return manner, int(mark)
            return manner, (_ORDINALS if mark in _ORDINALS else _CIRCLED).index(mark) + 1
    return None


# --- Joining ------------------------------------------------------------------------------------


def _joined(one: Block, other: Block) -> tuple[Block, int]:
    """Both pieces as one, with a blank between Latin words, and how many characters come before the
    second."""
    last, first = one.text[-1], other.text[0]
    is_latin = last.isascii() and first.isascii() and last.isalnum() and first.isalnum()
    before = (*one.runs, *((Run(" "),) if is_latin else ()))
    return one.with_runs(merged((*before, *other.runs))), sum(len(run.text) for run in before)


def _divided(runs: tuple[Run, ...], offset: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs before and after so many characters."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        head, tail = run.text[: max(offset, 0)], run.text[max(offset, 0) :]
        before += [replace(run, text=head, note="" if tail else run.note)] if head else []
        after += [replace(run, text=tail)] if tail else []
        offset -= len(run.text)
    return tuple(before), tuple(after)


def _repair(before: Block, after: Block, *, certain: bool) -> Repair:
    tail = before.text[-_SHOWN:]
    head = "".join(takewhile(lambda letter: letter != "\n", after.text[:_SHOWN]))
    if certain:
        detail = f"段落被分页截断，已接上：“…{tail}”与“{head}…”。"
    else:
        detail = f"两段可能本是一段：“…{tail}”与“{head}…”。没有改动，如需合并请删去其间的空行。"
    return Repair(KIND, after.line, detail, certain)
