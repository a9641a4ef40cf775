"""Readers: one module per kind of document, each a function `read` from its content to blocks.

Text is read here and now; every other kind by a parser somebody else wrote, in a process of its own.
"""

from collections.abc import Callable

from editorial import sandbox
from editorial.intake.blocks import Block
from editorial.intake.readers import text
from editorial.intake.readers.limits import refuse_excess, within_limits
from editorial.intake.readers.transport import from_values
from editorial.intake.sniff import DocumentKind, Sniffed


def read(sniffed: Sniffed, progress: Callable[[int, int], None] | None = None) -> list[Block]:
    """The blocks of a document. `progress` is told (done, total) where the reader knows.

    Raises:
        Refused: damaged, encrypted, nothing in it, or too much of it.
    """
    if sniffed.kind is DocumentKind.TEXT:
        refuse_excess(len(sniffed.text))
        return within_limits(text.read(sniffed.text))
    values = sandbox.read(__name__, sniffed.kind, content=sniffed.content, progress=progress)
    return from_values(values)
