"""Which addresses in a text may reach readers: links to follow, pictures to show.

Pure rules on strings, for every writer. A rule gives the address to write, or None.
"""

import re
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import urlsplit

AddressRule: TypeAlias = Callable[[str], str | None]
"""The address to write for an address in the text, or None where there must be none."""

PICTURE_NAME = re.compile(r"[0-9a-f]{16}\.(?:png|jpg)")
"""Names in our own library of pictures: sixteen hexadecimal digits and what it is."""
PICTURE_PREFIX = "/pictures/"
_ADDRESS = re.compile(r"[!-\[\]-~]+")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?")
_EMAIL = re.compile(r"mailto:[^/?#@:]+@[^/?#@:]+(?:\?[^#]*)?", re.IGNORECASE)


def public_link(href: str) -> str | None:
    """Links that readers may follow: http, https and mailto. Everything else (other schemes, `//host`,
    blanks, control characters, backslashes, an impossible host) is None; so are addresses without a
    host, because nothing proves that such a page is, and will be, on the site."""
    if not _ADDRESS.fullmatch(href):
        return None
    if _EMAIL.fullmatch(href):
        return href
    return href if is_external(href) else None


def is_external(href: str) -> bool:
    """Whether this is an http or https address with a host and port that can exist."""
    try:
        parts = urlsplit(href)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    begins = href.lower().startswith(("http://", "https://"))
    return begins and bool(_ADDRESS.fullmatch(href) and _HOST.fullmatch(host))


def published_picture(src: str) -> str | None:
    """Pictures of our own library, `/pictures/<16 hex digits>.png` or `.jpg`; no others."""
    name = src.removeprefix(PICTURE_PREFIX)
    return src if src.startswith(PICTURE_PREFIX) and PICTURE_NAME.fullmatch(name) else None
