"""An attacker on loopback: a server that says whatever a test has it say, and a network laid around it.

On this stage the names and numbers are those of the public internet, and the fetcher's own rules judge
them. Only the last step is played: a connection to the number of the attacker's site leads to a server on
127.0.0.1, a connection to any other number to a second one, which stands for all that must not be reached.
"""

import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from editorial.clip.fetch.network import Network

PUBLIC = "93.184.215.14"
PUBLIC_6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
SITE = "news.example"

Part = bytes | float
"""Bytes to send, or seconds to wait."""
Answer = bytes | Callable[[], Iterator[Part]]


def page(
    body: bytes = b"<html></html>", *headers: str, status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    """A whole answer, as an honest server would give it."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    return raw(*lines) + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return page(b"", f"Location: {location}", status=status)


def raw(*lines: str) -> bytes:
    """A head of just these lines, each written as Latin-1 or, where that fails, UTF-8."""
    head = "".join(f"{line}\r\n" for line in (*lines, ""))
    return head.encode("utf-8")


class _Server:
    """Counts who comes, reads the head of one request, and answers with what `respond` gives."""

    def __init__(self, respond: Callable[[bytes], Answer], context: ssl.SSLContext | None = None) -> None:
        self._respond = respond
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.connections = 0
        self.requests: list[bytes] = []
        self.closing = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        # The other end may hang up whenever it has seen enough: that is what is being tested.
        with suppress(OSError), connection:
            connection.settimeout(2)
            if self._context:
                connection = self._context.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                if not (received := connection.recv(65536)):
                    return
                head += received
            self.requests.append(head)
            for part in self._parts(head):
                if self.closing.is_set():
                    return
                if isinstance(part, float):
                    time.sleep(part)
                else:
                    connection.sendall(part)
            connection.shutdown(socket.SHUT_WR)

    def _parts(self, head: bytes) -> Iterator[Part]:
        answer = self._respond(head)
        return iter([answer]) if isinstance(answer, bytes) else answer()

    def close(self) -> None:
        self.closing.set()
        self._listener.close()


class Attacker:
    """`says` maps a path to its answer; `names` a host to its addresses, each time it is asked for the next
    of several lists, the last of them for ever."""

    def __init__(self, context: ssl.SSLContext | None = None, trust: ssl.SSLContext | None = None) -> None:
        self.says: dict[str, Answer] = {"/": page()}
        self.names: dict[str, list[list[str]]] = {SITE: [[PUBLIC]]}
        self.asked: dict[str, int] = defaultdict(int)
        self.dialled: list[tuple[str, int]] = []
        self._site = _Server(self._respond, context)
        self._inside = _Server(lambda _: page("<html>内部系统</html>".encode()))
        self._trust = trust or ssl.create_default_context()

    @property
    def network(self) -> Network:
        return Network(resolve=self._resolve, dial=self._dial, trust=lambda: self._trust)

    @property
    def visits(self) -> int:
        """Connections to the attacker's own site."""
        return self._site.connections

    @property
    def broken_in(self) -> int:
        """Connections to what must not be reached."""
        return self._inside.connections

    @property
    def requests(self) -> list[bytes]:
        return self._site.requests

    def _respond(self, head: bytes) -> Answer:
        path = head.split(b" ")[1].decode()
        return self.says.get(path, page(b"", status="404 Not Found"))

    def _resolve(self, host: str, port: int, seconds: float) -> list[str]:
        """Numbers stand for themselves, as with `getaddrinfo`; other names are as the test has them."""
        if host not in self.names:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
            return [str(address[0]) for *_, address in found]
        answers = self.names[host]
        turn = min(self.asked[host], len(answers) - 1)
        self.asked[host] += 1
        return answers[turn]

    def _dial(self, address: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append((address, port))
        server = self._site if address in (PUBLIC, PUBLIC_6) else self._inside
        return socket.create_connection(("127.0.0.1", server.port), timeout=seconds)

    def close(self) -> None:
        self._site.close()
        self._inside.close()


@contextmanager
def attacker(
    context: ssl.SSLContext | None = None, trust: ssl.SSLContext | None = None
) -> Iterator[Attacker]:
    stage = Attacker(context, trust)
    try:
        yield stage
    finally:
        stage.close()
