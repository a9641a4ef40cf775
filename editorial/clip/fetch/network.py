"""The network as the fetcher uses it: names to numbers, numbers to sockets, and whom TLS trusts."""

import queue
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Network:
    """Three functions and nothing else, so that a test can build a stage of them. Every rule about what may
    be asked of them is outside.

    `resolve(host, port, seconds)` gives the addresses of a name as numbers; `dial(address, port, seconds)` a
    socket connected to just that address; both raise OSError. `trust()` is the TLS context.
    """

    resolve: Callable[[str, int, float], list[str]]
    dial: Callable[[str, int, float], socket.socket]
    trust: Callable[[], ssl.SSLContext]


def _resolve(host: str, port: int, seconds: float) -> list[str]:
    """What `getaddrinfo` says within the time; it knows no limit itself, so it is left behind in a thread."""
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(address[0]) for *_, address in found])
        except OSError as error:
            answers.put(error)
        except UnicodeError as error:
            answers.put(OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _dial(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


INTERNET = Network(resolve=_resolve, dial=_dial, trust=cache(ssl.create_default_context))
