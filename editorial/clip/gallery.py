"""Fetches the pictures that a clipped body shows from elsewhere, with bounds on their number and the time."""

import time
from contextlib import suppress

from editorial.addresses import is_external
from editorial.clip.fetch import FetchRefused, fetch_picture
from editorial.clip.pictures import foreign_pictures

MOST = 20
"""Pictures of one page; news has fewer, and what has more is a gallery."""
SECONDS = 20.0
"""After these no further picture is begun: somebody is waiting."""


def fetch_pictures(body: str) -> dict[str, bytes]:
    """The bytes of the pictures by the address the Markdown body shows them at; what does not come is
    left out."""
    fetched: dict[str, bytes] = {}
    begun = time.monotonic()
    for address in filter(is_external, foreign_pictures(body)[:MOST]):
        if time.monotonic() - begun > SECONDS:
            break
        with suppress(FetchRefused):
            fetched[address] = fetch_picture(address)
    return fetched
