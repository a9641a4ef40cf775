"""Reads what may be hostile in a process of its own, with limits on time, memory and everything else.

The parent starts `python -m editorial.sandbox`, which ties its own hands before it imports anything and
then becomes the worker. Content goes in by standard input; out come lines of JSON: any number of
`{"progress": [done, total]}`, then one `{"result": …}` or `{"refused": "a sentence"}`. The limits are
the kernel's (POSIX); macOS has none on memory.
"""

import json
import logging
import math
import os
import resource
import runpy
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

SECONDS = 20
MEGABYTES = 512
MAX_ANSWER = 128 * 1024 * 1024
"""Bytes a worker may say: a document of 50 MB, all of it pictures, in Base64."""
MAX_OPEN_FILES = 64

Progress: TypeAlias = Callable[[int, int], None]
"""Is told (done, total)."""

_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parent.parent
_ENVIRONMENT = {
    "PYTHONPATH": str(_ROOT),
    "LANG": "C.UTF-8",
    # Threads reserve address space by the tens of megabytes, and a document needs one.
    "MALLOC_ARENA_MAX": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_CHUNK = 1024 * 1024
_REMEMBERED_COMPLAINT = 4096

_OUT_OF_MEMORY = "读这个文件需要的内存超过了上限。请去掉其中的大图片，或拆成几个较小的文件，再试一次。"
_OUT_OF_TIME = (
    "这个文件太复杂，没能在限定的时间内读完。请拆成几个较小的文件，或把文字另存为纯文本，再试一次。"
)
_TOO_TALKATIVE = "从这个文件里读出的内容太多。请去掉其中的大图片，或拆成几个较小的文件，再试一次。"
_FALLEN = "读这个文件时出了错，它可能已经损坏。请用原来的软件打开，另存为一个新文件，再试一次。"


class Refused(Exception):
    """A document that cannot be read; the message is a Chinese sentence that says what to do."""


# --- The parent's side ---------------------------------------------------------------------------


def read(
    worker: str,
    *arguments: str,
    content: bytes,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    progress: Progress | None = None,
) -> Any:
    """What the module `worker`, run as `python -m worker arguments`, makes of `content`, as JSON values.

    `progress` is told (done, total) as the worker goes on.

    Raises:
        Refused: the worker refused it, ran out of time or memory, or fell.
    """
    deadline = time.monotonic() + seconds
    limits = (str(math.ceil(seconds)), str(megabytes))
    command = [sys.executable, "-s", "-P", "-B", "-m", __name__, *limits, worker, *arguments]
    with tempfile.TemporaryFile() as document:
        document.write(content)
        document.seek(0)
        with subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            command,
            stdin=document,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env=_ENVIRONMENT,
            start_new_session=True,
        ) as process:
            try:
                return _answer(_lines(process, deadline), progress)
            finally:
                _kill(process)


def _answer(lines: Iterator[bytes], progress: Progress | None) -> Any:
    for line in lines:
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            break
        match message:
            case {"progress": [int(done), int(total)]}:
                if progress:
                    progress(done, total)
            case {"refused": str(sentence)}:
                raise Refused(sentence)
            case {"result": result}:
                return result
    raise Refused(_FALLEN)


def _lines(process: subprocess.Popen[bytes], deadline: float) -> Iterator[bytes]:
    """What the worker says, line by line. If it ends without being understood, its complaint is logged.

    Raises:
        Refused: it said too much, took too long, or came to its end.
    """
    spoken, complaint, size = bytearray(), bytearray(), 0
    with selectors.DefaultSelector() as selector:
        for pipe in filter(None, (process.stdout, process.stderr)):
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            ready = selector.select(max(0.0, deadline - time.monotonic()))
            if time.monotonic() >= deadline:
                raise Refused(_OUT_OF_TIME)
            for key, _ in ready:
                if not (chunk := os.read(key.fd, _CHUNK)):
                    selector.unregister(key.fileobj)
                elif key.fileobj is process.stderr:
                    complaint = (complaint + chunk)[-_REMEMBERED_COMPLAINT:]
                else:
                    spoken += chunk
                    size += len(chunk)
                    if b"\n" in chunk:
                        *lines, spoken = spoken.split(b"\n")
                        yield from map(bytes, lines)
            if size > MAX_ANSWER:
                raise Refused(_TOO_TALKATIVE)
    with suppress(subprocess.TimeoutExpired):
        process.wait(max(0.0, deadline - time.monotonic()))
    _LOG.error("A worker ended with status %s: %s", process.returncode, complaint.decode("utf-8", "replace"))
    raise Refused(_OUT_OF_TIME if process.returncode in (None, -signal.SIGXCPU) else _FALLEN)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends the worker and whatever it has started; it has a session of its own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


# --- The worker's side ---------------------------------------------------------------------------


def serve(work: Callable[[bytes], Any]) -> None:
    """`work` on what comes in by standard input; its JSON values go out as the worker's result."""
    serve_with_progress(lambda content, _: work(content))


def serve_with_progress(work: Callable[[bytes, Progress], Any]) -> None:
    """The same for `work` that tells, by its second argument, how far it is."""
    with os.fdopen(os.dup(1), "w", encoding="ascii") as channel:
        os.dup2(2, 1)  # what a library prints is no answer

        def say(message: dict[str, Any]) -> None:
            channel.write(json.dumps(message))
            channel.write("\n")
            channel.flush()

        try:
            result = work(sys.stdin.buffer.read(), lambda done, total: say({"progress": [done, total]}))
            say({"result": result})
        except Refused as refusal:
            say({"refused": str(refusal)})
        except MemoryError:
            say({"refused": _OUT_OF_MEMORY})


def _confine(seconds: int, megabytes: int) -> None:
    """Takes from this process, for good, what reading a document does not need."""
    limits = {
        resource.RLIMIT_NOFILE: MAX_OPEN_FILES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform != "darwin":
        limits[resource.RLIMIT_AS] = megabytes * 1024 * 1024
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # SIGXCPU says why, SIGKILL insists
    signal.alarm(seconds + 1)  # should the parent die, nobody else ends this process


if __name__ == "__main__":
    _confine(int(sys.argv[1]), int(sys.argv[2]))
    del sys.argv[:3]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
