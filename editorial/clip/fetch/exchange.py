"""One request and its answer, over a connection to an address that was checked, against the clock."""

import io
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from ipaddress import ip_address

from editorial.clip.fetch.address import Address
from editorial.clip.fetch.deadline import Deadline
from editorial.clip.fetch.network import Network
from editorial.clip.fetch.reach import is_public
from editorial.clip.fetch.refusal import SAVE_IT, FetchRefused, NoPublicAddress

MAX_RECEIVED = 6 * 1024 * 1024
"""Bytes of one answer as they come: a whole page uncompressed, its headers, and the framing of chunks."""
PATIENCE = 5.0
"""Seconds in which one address must take the connection before the next is tried."""
MAX_TRIES = 4

TOO_LARGE = f"网页超过 5 MB，没有取下。{SAVE_IT}"
_NOT_PUBLIC = "这个网址不在公开的互联网上（或找不到这个网站），服务器不能去取。请核对网址；" + SAVE_IT


@contextmanager
def ask(
    address: Address, headers: Mapping[str, str], *, deadline: Deadline, network: Network
) -> Iterator[HTTPResponse]:
    """The answer to a GET, its body yet to be read.

    Raises:
        NoPublicAddress: the host is not on the public internet.
        FetchRefused: it answers without end.
        OSError, http.client.HTTPException: it is not reached, not in time, or speaks no HTTP.
    """
    with closing(_connect(address, deadline, network)) as connected:
        connection = HTTPConnection(address.host, address.port)
        connection.sock = _Metered(connected, deadline)
        connection.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": address.authority, **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        yield connection.getresponse()


def _connect(address: Address, deadline: Deadline, network: Network) -> socket.socket:
    """A connection to one of the host's addresses, after all of them were found to be public.

    The name is resolved this once: whatever it stands for a moment later, the connection is to a number.
    """
    numbers = [ip_address(each) for each in network.resolve(address.host, address.port, deadline.remaining())]
    if not numbers or not all(map(is_public, numbers)):
        raise NoPublicAddress(_NOT_PUBLIC)
    failure: OSError = ConnectionError()
    for number in list(dict.fromkeys(numbers))[:MAX_TRIES]:
        try:
            plain = network.dial(str(number), address.port, min(PATIENCE, deadline.remaining()))
        except OSError as error:
            failure = error
            continue
        plain.settimeout(deadline.remaining())
        if address.scheme == "http":
            return plain
        return network.trust().wrap_socket(plain, server_hostname=address.host)
    raise failure


class _Metered(io.RawIOBase):
    """What `http.client` takes for a socket. Each wait is for the time that is left of the whole errand, so
    that a server cannot draw it out byte by byte; and what comes in is counted."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._connected = connected
        self._deadline = deadline
        self._received = 0

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def sendall(self, content: bytes) -> None:
        self._connected.settimeout(self._deadline.remaining())
        self._connected.sendall(content)

    def close(self) -> None:
        """Whoever opened the connection closes it: `http.client` lets go before the body is read."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._connected.settimeout(self._deadline.remaining())
        count = self._connected.recv_into(buffer)
        self._received += count
        if self._received > MAX_RECEIVED:
            raise FetchRefused(TOO_LARGE)
        return count
