"""Pictures of a web page: where a picture's address stands, and the bytes of one that lies in the page."""

import base64
import binascii
import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from lxml import html

from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.prose import inline

_PLACES = (
    *("data-original", "data-src", "data-lazy-src", "data-lazy", "data-actualsrc", "data-original-src"),
    *("data-url", "data-echo", "_src", "src"),
)
"""Attributes in which its address may stand. What `src` holds until the page is scrolled to it is only
a placeholder, so it comes last."""
_ICON = 32
"""Pixels; a picture declared no larger is an icon."""
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|bmp)|图片\d*|image\d*|img\d*", re.IGNORECASE)
"""Descriptions that describe nothing."""
_IN_BRACKETS = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})


def read_picture(element: html.HtmlElement, address_of: Callable[[str], str]) -> Block | None:
    """The picture as a block: with its bytes if it is a data: address, else as `![alt](address)`.

    None for an icon and where there is no usable address. `address_of` makes an address absolute, or
    empty if it is none that may be shown.
    """
    if _is_icon(element):
        return None
    words = " ".join((element.get("alt") or "").split())
    alt = Run("" if _FILE_NAME.fullmatch(words) else words)
    for place in _PLACES:
        written = (element.get(place) or "").strip()
        if picture := _data(written):
            return Block(Kind.IMAGE, 0, (alt,), picture=picture)
        if address := address_of(written):
            source = f"![{inline((alt,))}]({address.translate(_IN_BRACKETS)})"
            return Block(Kind.IMAGE, 0, (alt,), markdown=source)
    return None


def _is_icon(element: html.HtmlElement) -> bool:
    sizes = [(element.get(name) or "").strip().removesuffix("px") for name in ("width", "height")]
    return any(size.isascii() and size.isdecimal() and len(size) < 5 and int(size) <= _ICON for size in sizes)


def _data(address: str) -> bytes:
    """The bytes of a picture's data: address (RFC 2397); empty for any other or a broken one, and for
    drawings in SVG, which can hold scripts."""
    head, comma, body = address.partition(",")
    kind = head.lower()
    if not comma or not kind.startswith("data:image/") or "svg" in kind:
        return b""
    raw = unquote_to_bytes(body)
    if not kind.endswith(";base64"):
        return raw
    try:
        return base64.b64decode(b"".join(raw.split()), validate=True)
    except binascii.Error:
        return b""
