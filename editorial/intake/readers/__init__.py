"""Readers: one module per kind of document, each a function `read` from its content to blocks.

Text is read here and now; every other kind by a parser somebody else wrote, in a process of its own.
"""

from collections.abc import Callable

from editorial import sandbox
from editorial.intake.blocks import Block
from editorial.intake.readers import text
from editorial.intake.readers.transport import from_values
from editorial.intake.sniff import DocumentKind, Refused, Sniffed

MAX_BLOCKS = 20_000
MAX_LETTERS = 300_000
"""Ten times a long issue. Recognition takes some twenty microseconds for a letter at the worst, and takes
them here and not in the sandbox."""


def read(sniffed: Sniffed, progress: Callable[[int, int], None] | None = None) -> list[Block]:
    """The blocks of a document. `progress` is told (done, total) where the reader knows.

    Raises:
        Refused: damaged, encrypted, nothing in it, or too much of it.
    """
    if sniffed.kind is DocumentKind.TEXT:
        _refuse_excess(1, len(sniffed.text))
        return within_limits(text.read(sniffed.text))
    values = sandbox.read(__name__, sniffed.kind, content=sniffed.content, progress=progress)
    return from_values(values)


def within_limits(blocks: list[Block]) -> list[Block]:
    """The same blocks.

    Raises:
        Refused: more of them, or more words in them, than any issue has.
    """
    letters = sum(
        len(block.markdown) + sum(len(run.text) + len(run.note) for run in block.runs) for block in blocks
    )
    _refuse_excess(len(blocks), letters)
    return blocks


def _refuse_excess(blocks: int, letters: int) -> None:
    if blocks > MAX_BLOCKS:
        raise Refused(f"文件里有 {blocks} 段，超过 {MAX_BLOCKS} 段的上限。请一期存成一个文件，再导入。")
    if letters > MAX_LETTERS:
        raise Refused(f"文件里有 {letters} 字，超过 {MAX_LETTERS} 字的上限。请一期存成一个文件，再导入。")
