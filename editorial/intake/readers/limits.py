"""How much a document may hold once it is read, whatever its bytes were.

What is read is recognised, and its pictures re-encoded, in the process of whoever waits for it, not in the
sandbox. These limits keep that to some ten seconds for the worst that fits within them.
"""

import io

from PIL import Image

from editorial.intake.blocks import Block
from editorial.intake.sniff import Refused
from editorial.pictures import MAX_PIXELS, READABLE

MAX_BLOCKS = 20_000
MAX_LETTERS = 300_000
"""Ten times a long issue. Markup as dense as can be takes some twenty microseconds a letter."""
MAX_PIXELS_TOGETHER = 400_000_000
"""Thirty photographs as a telephone takes them. A million pixels take some thirty milliseconds."""

_ONE_ISSUE = "请一期存成一个文件，再导入。"


def within_limits(blocks: list[Block]) -> list[Block]:
    """The same blocks.

    Raises:
        Refused: more of them, more words or more pixels in them, than any issue has.
    """
    if len(blocks) > MAX_BLOCKS:
        raise Refused(f"文件里有 {len(blocks)} 段，超过 {MAX_BLOCKS} 段的上限。{_ONE_ISSUE}")
    refuse_excess(sum(map(_letters, blocks)))
    pixels = sum(map(_pixels, {block.picture for block in blocks if block.picture}))
    if pixels > MAX_PIXELS_TOGETHER:
        raise Refused(
            f"文件里的图片合计 {pixels // 1_000_000} 百万像素，超过 {MAX_PIXELS_TOGETHER // 1_000_000} 百万的上限。"
            "请在 Word 里选中一张图片，用“压缩图片”压缩全部图片，或分期保存，再导入。"
        )
    return blocks


def refuse_excess(letters: int) -> None:
    """Raises Refused for more letters than any issue has."""
    if letters > MAX_LETTERS:
        raise Refused(f"文件里有 {letters} 字，超过 {MAX_LETTERS} 字的上限。{_ONE_ISSUE}")


def _letters(block: Block) -> int:
    return len(block.markdown) + sum(len(run.text) + len(run.note) for run in block.runs)


def _pixels(content: bytes) -> int:
    """Those that its header announces; 0 for what will not be decoded: no picture, or one that is too large."""
    try:
        with Image.open(io.BytesIO(content), formats=READABLE) as picture:
            pixels = picture.width * picture.height
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 0
    return pixels if pixels <= MAX_PIXELS else 0
