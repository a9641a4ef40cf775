"""Readers: one module per kind of document, each a function from its content to blocks."""

from collections.abc import Callable

from editorial.intake.blocks import Block
from editorial.intake.readers import text
from editorial.intake.sniff import DocumentKind, Sniffed

READERS: dict[DocumentKind, Callable[[Sniffed], list[Block]]] = {
    DocumentKind.TEXT: lambda sniffed: text.read(sniffed.text),
}
"""The reader of each kind that can be sniffed."""
