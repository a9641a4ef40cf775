"""Dead links 失效链接: where a text leads on the web, and whether those addresses open.

Looked for when an editor asks, and by no rule: what a site says today stops no publication. Nothing is
fetched but by `editorial.clip.fetch`, which goes to the public internet and nowhere else.
"""

import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from http import HTTPStatus
from http.client import HTTPException

from editorial.clip.fetch import FetchRefused, NoPublicAddress, status
from editorial.clip.fetch.network import INTERNET, Network
from editorial.document import Span
from editorial.preflight.drafts import CREDIT
from editorial.preflight.finding import Finding, Place, Severity
from editorial.preflight.manuscript import Manuscript

SECONDS = 10.0
"""For one link: its name, connection, redirects and the head of the answer."""
AT_ONCE = 4
"""Links asked for at the same time: most of an issue's lead to a few sites, which take haste for an attack."""

# --- What a text leads to -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WebLink:
    """`span` is the link as it is written in the text at `place`; None where a source names the address."""

    address: str
    place: Place
    words: str
    span: Span | None = None


def links_of(manuscript: Manuscript) -> list[WebLink]:
    """The http and https links of the texts in reading order; then the addresses that the sources name."""
    written = [
        WebLink(link.address, passage.place, link.words, link.span)
        for passage in manuscript.order
        for link in passage.words.links
    ]
    named = [
        WebLink(source.url, Place(article.uid, CREDIT), source.outlet)
        for article in manuscript.articles
        for source in article.attributions
    ]
    return [link for link in (*written, *named) if link.address.lower().startswith(("http://", "https://"))]


# --- Whether it opens ---------------------------------------------------------------------------


class State(StrEnum):
    """An unsure link may well open for a reader: only a person at a browser can say."""

    ALIVE = "alive"
    UNSURE = "unsure"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class LinkReport:
    """`message` is a Chinese sentence that says what to do."""

    address: str
    state: State
    message: str


def check_links(
    addresses: Iterable[str],
    watch: Callable[[LinkReport], None] | None = None,
    *,
    network: Network = INTERNET,
) -> list[LinkReport]:
    """A report on each address, each asked for once, in the order in which they are first named.

    `watch` is told of each in that order as soon as it is known. `network` is for tests alone.
    """
    reports = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for report in pool.map(partial(check_link, network=network), dict.fromkeys(addresses)):
            if watch:
                watch(report)
            reports.append(report)
    return reports


def found_dead(links: Iterable[WebLink], reports: Iterable[LinkReport]) -> list[Finding]:
    """The links that do not open, or may not, as findings of no weight: information for the editor."""
    told = {report.address: report for report in reports if report.state is not State.ALIVE}
    return [
        Finding(
            "link.dead",
            Severity.INFO,
            link.span or Span(0, 0),
            f"{link.address} {told[link.address].message}",
            place=link.place,
            words=link.words,
        )
        for link in links
        if link.address in told
    ]


def check_link(address: str, *, network: Network = INTERNET) -> LinkReport:
    """Whether the address opens, told within `SECONDS`; never raises. `network` is for tests alone."""
    return LinkReport(address, *_opens(address, network))


def _opens(address: str, network: Network) -> tuple[State, str]:
    try:
        return _answered(status(address, seconds=SECONDS, network=network))
    except NoPublicAddress:
        return State.DEAD, "这不是公开网址（写错了，或在内部网络里），读者打不开。请改成公开的网址。"
    except FetchRefused:
        return State.UNSURE, "这个链接系统不便代查（要验证、多次跳转，或网址写法特别），请自己打开看看。"
    except OSError as error:
        return _unreached(error)
    except HTTPException:
        return State.UNSURE, "网站的回应不合规范，查不出结果，请自己打开看看。"


def _answered(code: int) -> tuple[State, str]:
    """What a status says. Numbers that RFC 9110 and its kin do not know, such as 521, are mostly what walls
    against machines answer."""
    if 200 <= code < 300:
        return State.ALIVE, "打得开。"
    if code in (401, 403, 429, 451):
        return State.UNSURE, f"要登录或拒绝机器访问（{code}），请自己打开看看。"
    if code in (404, 410):
        return State.DEAD, f"打不开：网站说没有这个网页（{code}）。请核对网址，或换一个链接。"
    if code >= 500 and code in _STATUSES:
        return State.DEAD, f"打不开：网站出了错（{code}）。请过一会儿再查，还不行就换一个链接。"
    return State.UNSURE, f"网站的回应说不准能不能打开（{code}），请自己打开看看。"


_STATUSES = frozenset(HTTPStatus)
_ISSUER_NOT_FOUND = 20
"""X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY: the site left out a certificate that browsers find themselves."""


def _unreached(error: OSError) -> tuple[State, str]:
    match error:
        case TimeoutError():
            return State.DEAD, f"打不开：{SECONDS:.0f} 秒内没有回应。请过一会儿再查，还不行就换一个链接。"
        case socket.gaierror(errno=socket.EAI_AGAIN):
            return State.UNSURE, "服务器眼下查不到域名，多半是自己的网络有问题，请过一会儿再查。"
        case socket.gaierror():
            return State.DEAD, "打不开：找不到这个网站（域名写错了，或已经停用）。请核对网址。"
        case ssl.SSLCertVerificationError(verify_code=code) if code == _ISSUER_NOT_FOUND:
            return State.UNSURE, "网站的证书不全，浏览器也许认得，请自己打开看看。"
        case ssl.SSLCertVerificationError():
            return State.DEAD, "打不开：网站的证书不可信（过期，或属于另一个网站）。请换一个链接。"
        case ssl.SSLError():
            return State.DEAD, "打不开：和网站建立不了加密连接。请核对网址，或换一个链接。"
        case _:
            return State.DEAD, "打不开：连不上这个网站。请核对网址，或换一个链接。"
