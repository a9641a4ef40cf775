"""Clipping 采编: a news page → an article for the pool 稿件库. Nothing here writes; `editorial.actions` does."""

from editorial import sandbox
from editorial.clip.proposal import ClipProposal


def read(content: bytes, url: str = "") -> ClipProposal:
    """What a saved or fetched page says, read in a process of its own: pages and the parsers for them are
    other people's. `url` is the address it came from, or empty.

    Raises:
        Refused: no page, too large, or not read within the limits; a Chinese sentence.
    """
    return ClipProposal.from_json(sandbox.read(__name__, url, content=content))
