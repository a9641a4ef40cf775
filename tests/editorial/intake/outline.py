"""What our own parser finds in Markdown, short enough to compare: lists within lists, the rest as words."""

from collections.abc import Sequence
from typing import Any

from editorial.document import Block, BulletList, OrderedList, plain_text
from editorial.markdown import parse


def outline(markdown: str) -> list[Any]:
    """The words of each block; a list as its marker followed by the outlines of its items."""
    return _outline(parse(markdown).blocks)


def _outline(blocks: Sequence[Block]) -> list[Any]:
    return [_entry(block) for block in blocks]


def _entry(block: Block) -> Any:
    match block:
        case BulletList(items=items):
            return ["-", *(_outline(item.blocks) for item in items)]
        case OrderedList(items=items, start=start):
            return [f"{start}.", *(_outline(item.blocks) for item in items)]
    return plain_text(block).strip()
