"""Addresses that may be fetched: http and https, a public name, the usual ports, and nothing clever.

Parsed here once and strictly. What is connected to later is the host that was read here, so no second
parser can read it otherwise.
"""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Self
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from editorial.clip.fetch.refusal import SAVE_IT, FetchRefused, NoPublicAddress

PORTS = {"http": 80, "https": 443}
MAX_LENGTH = 2_000
"""Characters; browsers and servers take little more."""

_UNSPEAKABLE = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff\ud800-\udfff]")
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:@]+)(?::([0-9]{1,5})?)?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
"""A last label that makes browsers and C libraries read the whole host as an IPv4 number."""
_AS_WRITTEN = "!#$%&'()*+,/:;=?@[]~"

_NO_ADDRESS = "这不是一个可以采编的网址。请从浏览器地址栏里复制以 http:// 或 https:// 开头的完整网址。"
_SECRETS = "网址里带有用户名或密码，不能采编。请去掉“@”和它前面的部分，再试一次。"
_OTHER_PORT = "网址里写了特别的端口，不能采编。请去掉主机名后的冒号和数字，再试一次。"


@dataclass(frozen=True, slots=True)
class Address:
    """`host` is in lower case, international names in their ASCII form, an IPv6 address without brackets;
    `target` is the path and query as HTTP asks for them."""

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def parse(cls, url: str) -> Self:
        """Raises FetchRefused: no address that may be fetched; NoPublicAddress where it can be no public one."""
        url = url.strip()
        if len(url) > MAX_LENGTH:
            raise FetchRefused(_NO_ADDRESS)
        if _UNSPEAKABLE.search(url):
            raise NoPublicAddress(_NO_ADDRESS)
        try:
            parts = urlsplit(url)
        except ValueError:
            raise NoPublicAddress(_NO_ADDRESS) from None
        if parts.scheme not in PORTS:
            raise NoPublicAddress(_NO_ADDRESS)
        host, port = _authority(parts)
        path = quote(parts.path, safe=_AS_WRITTEN) or "/"
        query = f"?{quote(parts.query, safe=_AS_WRITTEN)}" if parts.query else ""
        return cls(parts.scheme, host, port, path + query)

    def follow(self, location: str) -> "Address":
        """Where a redirect leads. It may not lead from https to http.

        Raises:
            FetchRefused: no address that may be fetched.
        """
        there = Address.parse(urljoin(self.url, location))
        if self.scheme == "https" and there.scheme == "http":
            raise FetchRefused(f"网站从加密的网址转到了不加密的网址，为安全起见没有跟过去。{SAVE_IT}")
        return there

    @property
    def authority(self) -> str:
        """Host and port as the `Host` header names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def _authority(parts: SplitResult) -> tuple[str, int]:
    if "@" in parts.netloc:
        raise FetchRefused(_SECRETS)
    match = _AUTHORITY.fullmatch(parts.netloc)
    if not match:
        raise NoPublicAddress(_NO_ADDRESS)
    port = int(match[2]) if match[2] else PORTS[parts.scheme]
    if port not in PORTS.values():
        raise FetchRefused(_OTHER_PORT)
    return _host(match[1]), port


def _host(written: str) -> str:
    try:
        if written.startswith("["):
            return str(IPv6Address(written[1:-1]))
        # IDNA 2003 folds full-width digits and full stops, so what it gives is looked at, not what it got.
        name = written.encode("idna").decode("ascii").lower().removesuffix(".")
        labels = name.split(".")
        if _NUMERIC.fullmatch(labels[-1]):
            return str(IPv4Address(name))
    except (AddressValueError, UnicodeError):
        raise NoPublicAddress(_NO_ADDRESS) from None
    if len(labels) < 2 or len(name) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise NoPublicAddress(_NO_ADDRESS)
    return name
