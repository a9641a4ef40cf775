"""The body of an answer: all of it, unpacked as it comes, and never more than the limit."""

import zlib
from http.client import HTTPResponse

from editorial.clip.fetch.exchange import TOO_LARGE
from editorial.clip.fetch.refusal import SAVE_IT, FetchRefused

MAX_BYTES = 5 * 1024 * 1024
"""Of a page or picture, unpacked."""
ENCODINGS = "gzip, deflate"

_CHUNK = 64 * 1024
_CUT_SHORT = f"网页没有传完就断了。请再试一次；还不行的话，{SAVE_IT}"
_GARBLED = f"网站传来的网页解不开。{SAVE_IT}"


def read_body(response: HTTPResponse) -> bytes:
    """The body, without its gzip or deflate.

    Raises:
        FetchRefused: longer than `MAX_BYTES`, cut short, or encoded otherwise.
    """
    if (response.length or 0) > MAX_BYTES:
        raise FetchRefused(TOO_LARGE)
    match response.headers.get("Content-Encoding", "identity").strip().lower():
        case "identity" | "":
            content = response.read(MAX_BYTES + 1)
        case "gzip" | "x-gzip" | "deflate":
            content = _inflated(response)
        case _:
            raise FetchRefused(_GARBLED)
    if len(content) > MAX_BYTES:
        raise FetchRefused(TOO_LARGE)
    if response.length:
        raise FetchRefused(_CUT_SHORT)
    return content


def _inflated(response: HTTPResponse) -> bytes:
    """No more than one byte over the limit is ever unpacked, however far the rest would swell."""
    chunk = response.read(_CHUNK)
    inflater = zlib.decompressobj(_window(chunk))
    content = bytearray()
    try:
        while chunk and not inflater.eof:
            content += inflater.decompress(chunk, MAX_BYTES + 1 - len(content))
            if len(content) > MAX_BYTES:
                raise FetchRefused(TOO_LARGE)
            chunk = response.read(_CHUNK)
    except zlib.error:
        raise FetchRefused(_GARBLED) from None
    if not inflater.eof:
        raise FetchRefused(_CUT_SHORT)
    return bytes(content)


def _window(start: bytes) -> int:
    """How zlib is to take a body that begins so. By `deflate` servers mean what RFC 9110 says, deflate within
    zlib's envelope (RFC 1950), or deflate alone."""
    if start.startswith(b"\x1f\x8b"):
        return 16 + zlib.MAX_WBITS
    is_zlib = len(start) > 1 and start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS
