"""What every format is: a pure function from a snapshot to one file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from publishing.snapshot import IssueSnapshot

Pictures: TypeAlias = Mapping[str, bytes]
"""The bytes of the snapshot's pictures by name."""


class CannotRender(Exception):
    """A format cannot be made of this issue; the message is a Chinese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file: its name within the issue's folder, its media type (RFC 6838), its bytes."""

    path: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Format:
    """A way to give an issue away. `render` reads neither ORM, clock nor network, and the same
    snapshot gives the same bytes."""

    name: str
    label: str
    media_type: str
    render: Callable[[IssueSnapshot, Pictures], Rendered]


def file_name(snapshot: IssueSnapshot, suffix: str) -> str:
    """`2026-01.pdf`: the name of a download; it stays the same through corrections."""
    return f"{snapshot.year}-{snapshot.number:02d}.{suffix}"
