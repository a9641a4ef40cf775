"""Fetching 采编: a page or picture from the public internet, and from nowhere else.

An address comes from whoever may clip; the server that fetches it stands inside a network that they, or
whoever runs the page, should not see. So: http and https, ports 80 and 443, a name that is resolved once
and all of whose addresses are public, a connection to just such an address, few redirects each of which is
checked like the first, little data, little time. Proxies that the environment names are not used.
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import TypeVar

from editorial.clip.fetch.address import Address
from editorial.clip.fetch.body import ENCODINGS, read_body
from editorial.clip.fetch.deadline import Deadline
from editorial.clip.fetch.exchange import ask
from editorial.clip.fetch.network import INTERNET, Network
from editorial.clip.fetch.refusal import SAVE_IT, FetchRefused, NoPublicAddress

__all__ = ["FetchRefused", "Fetched", "NoPublicAddress", "fetch", "fetch_picture", "status"]

SECONDS = 15.0
"""For everything: names, connections, redirects, the body."""
MAX_REDIRECTS = 3
USER_AGENT = "Jianbao/1.0"

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_REDIRECTS = (301, 302, 303, 307, 308)
_CAPTCHA = "mp.weixin.qq.com/mp/wappoc_appmsgcaptcha"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched. `url` is where it was found after all redirects; `content` is unpacked."""

    url: str
    content: bytes
    media_type: str


def fetch(url: str, *, network: Network = INTERNET) -> Fetched:
    """The page at an address that somebody gave. `network` is for tests alone.

    Raises:
        FetchRefused: a Chinese sentence that says why not, and what to do.
    """
    page = _fetch(url, _Wanted(", ".join(_PAGE_TYPES), _PAGE_TYPES.__contains__, _NO_PAGE), network)
    if page.url.startswith("https://mp.weixin.qq.com/") and _is_verification(page.content):
        raise FetchRefused(_VERIFICATION)
    return page


def fetch_picture(url: str, *, network: Network = INTERNET) -> bytes:
    """The bytes that are said to be a picture; whether they are is for whoever opens them.

    Raises:
        FetchRefused: as `fetch` does.
    """
    return _fetch(url, _Wanted("image/*", lambda it: it.startswith("image/"), _NO_PICTURE), network).content


def status(url: str, *, seconds: float = SECONDS, network: Network = INTERNET) -> int:
    """The HTTP status at an address, after its redirects. It is asked for with GET, which every server
    answers truly, unlike HEAD; but the body is left unread.

    Raises:
        NoPublicAddress: it is no public address, or leads to one that is none.
        FetchRefused: it is not asked for, or leads where the fetcher does not follow.
        OSError, http.client.HTTPException: it is not reached, not in time, or speaks no HTTP.
    """
    return _follow(url, "*/*", lambda _, response: response.status, Deadline(seconds), network)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Media types: as they are asked for, whether one is taken, and the sentence when it is not."""

    accept: str
    takes: Callable[[str], bool]
    otherwise: str


def _fetch(url: str, wanted: _Wanted, network: Network) -> Fetched:
    def take(address: Address, response: HTTPResponse) -> Fetched:
        return _take(address, response, wanted)

    try:
        return _follow(url, wanted.accept, take, Deadline(SECONDS), network)
    except TimeoutError:
        raise FetchRefused(_TOO_SLOW) from None
    except ssl.SSLCertVerificationError:
        raise FetchRefused(_UNTRUSTED) from None
    except OSError:
        raise FetchRefused(_UNREACHABLE) from None
    except HTTPException:
        raise FetchRefused(_NONSENSE) from None


def _follow(
    url: str, accept: str, take: Callable[[Address, HTTPResponse], _T], deadline: Deadline, network: Network
) -> _T:
    """What `take` makes of the answer at the end of all redirects, while the connection is open."""
    address = Address.parse(url)
    for _ in range(MAX_REDIRECTS + 1):
        with ask(address, _headers(accept), deadline=deadline, network=network) as response:
            if response.status not in _REDIRECTS:
                return take(address, response)
            address = _next(address, response)
    raise FetchRefused(_TOO_MANY_REDIRECTS)


def _headers(accept: str) -> dict[str, str]:
    return {
        "User-Agent": USER_AGENT,
        "Accept": accept,
        "Accept-Language": "zh-CN, zh;q=0.9, *;q=0.5",
        "Accept-Encoding": ENCODINGS,
        "Connection": "close",
    }


def _next(address: Address, response: HTTPResponse) -> Address:
    location = response.headers.get("Location")
    if not location:
        raise FetchRefused(_NONSENSE)
    # Header bytes arrive as Latin-1, while servers that do not escape a Chinese path write UTF-8.
    there = address.follow(location.encode("latin-1", "replace").decode("utf-8", "replace"))
    if f"{there.host}{there.target}".startswith(_CAPTCHA):
        raise FetchRefused(_VERIFICATION)
    return there


def _take(address: Address, response: HTTPResponse, wanted: _Wanted) -> Fetched:
    if response.status != 200:
        raise FetchRefused(_STATUS.get(response.status, _OTHER_STATUS).format(status=response.status))
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not wanted.takes(media_type):
        raise FetchRefused(wanted.otherwise)
    return Fetched(address.url, read_body(response), media_type)


def _is_verification(content: bytes) -> bool:
    """What WeChat shows, in place of an article, to whom it takes for a machine."""
    return b"js_content" not in content and "环境异常".encode() in content


# --- What the editor is told ----------------------------------------------------------------------

_TOO_SLOW = f"网站在 {SECONDS:.0f} 秒内没有把网页传完。请过一会儿再试；还不行的话，{SAVE_IT}"
_UNTRUSTED = f"网站的证书不可信（过期，或属于另一个网站），没有取下网页。{SAVE_IT}"
_UNREACHABLE = f"连不上这个网站。请核对网址；浏览器里打得开的话，{SAVE_IT}"
_NONSENSE = f"网站的回应不合规范，读不出网页。{SAVE_IT}"
_TOO_MANY_REDIRECTS = f"这个网址转来转去，超过了 {MAX_REDIRECTS} 次。{SAVE_IT}"
_NO_PAGE = "这个网址给出的不是网页。如果是 Word 或 PDF 文件，请先下载，再到“导入”里上传。"
_NO_PICTURE = "这个网址给出的不是图片。请在浏览器里把图片另存下来，再上传。"
_VERIFICATION = f"微信要求验证来访的是人，服务器取不到这篇文章。{SAVE_IT}"
_KEPT_OUT = f"网站不让服务器取这个网页（{{status}}）。{SAVE_IT}"
_GONE = f"网站说没有这个网页（{{status}}）。请核对网址；浏览器里打得开的话，{SAVE_IT}"
_STATUS = {401: _KEPT_OUT, 403: _KEPT_OUT, 451: _KEPT_OUT, 429: _KEPT_OUT, 404: _GONE, 410: _GONE}
_OTHER_STATUS = f"网站没有给出网页（{{status}}）。请过一会儿再试；还不行的话，{SAVE_IT}"
