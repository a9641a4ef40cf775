"""Reads what may be hostile in a process of its own, with limits on time and memory."""

from collections.abc import Callable
from typing import Any

SECONDS = 20
MEGABYTES = 512


class Refused(Exception):
    """The document could not be read within the limits; the message is a Chinese sentence."""


def read(
    worker: str,
    *arguments: str,
    content: bytes,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    progress: Callable[[int, int], None] | None = None,
) -> Any:
    """What the module `worker`, run as `python -m worker arguments`, makes of `content`, as JSON values.

    `progress` is told (done, total) as the worker goes on.

    Raises:
        Refused: the worker refused it, ran out of time or memory, or fell.
    """
    raise NotImplementedError


def serve(work: Callable[[bytes], Any]) -> None:
    """The worker's side: `work` on what comes in by standard input, its JSON values to standard output."""
    raise NotImplementedError
