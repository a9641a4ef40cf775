"""The worker that reads one document: `python -m editorial.intake.readers KIND`, run by the sandbox."""

import importlib
import sys
from typing import Any

from editorial.intake.blocks import Block
from editorial.intake.readers.limits import within_limits
from editorial.intake.readers.transport import to_values
from editorial.intake.sniff import DocumentKind
from editorial.sandbox import Progress, serve_with_progress


def _read(kind: DocumentKind, content: bytes, progress: Progress) -> list[dict[str, Any]]:
    """Only the reader of this kind is imported: the others' parsers cost time and memory."""
    reader = importlib.import_module(f"editorial.intake.readers.{kind}")
    blocks: list[Block] = reader.read(content, progress) if kind is DocumentKind.PDF else reader.read(content)
    return to_values(within_limits(blocks))


if __name__ == "__main__":
    kind = DocumentKind(sys.argv[1])
    serve_with_progress(lambda content, progress: _read(kind, content, progress))
