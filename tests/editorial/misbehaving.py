"""A worker for the sandbox that does what its argument says; `python -m tests.editorial.misbehaving`."""

import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from editorial.sandbox import Progress, Refused, serve_with_progress


def _echo(content: bytes, _: Progress) -> Any:
    return content.decode()


def _refuse(content: bytes, _: Progress) -> Any:
    raise Refused(f"《{content.decode()}》读不了，请换一份。")


def _count(content: bytes, progress: Progress) -> Any:
    for page in (1, 2, 3):
        progress(page, 3)
    return "三页"


def _print(content: bytes, _: Progress) -> Any:
    sys.stdout.write('{"result": "forged"}\n')
    sys.stdout.flush()
    os.write(1, b'{"result": "forged"}\n')
    return "真的"


def _complain(content: bytes, _: Progress) -> Any:
    for _time in range(64):
        os.write(2, b"e" * 65536)
    return len(content)


def _environment(content: bytes, _: Progress) -> Any:
    return dict(os.environ)


def _place(content: bytes, _: Progress) -> Any:
    return [str(Path.cwd()), os.getsid(0) == os.getpid()]


def _limits(content: bytes, _: Progress) -> Any:
    names = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_NOFILE")
    return {name: resource.getrlimit(getattr(resource, name)) for name in names}


def _write(content: bytes, _: Progress) -> Any:
    target = Path(content.decode())
    try:
        target.write_bytes(b"x")
    except OSError as error:
        return error.strerror
    return "written"


def _open(content: bytes, _: Progress) -> Any:
    held = []
    try:
        while True:
            held.append(socket.socket())
    except OSError:
        return len(held)


def _hoard(content: bytes, _: Progress) -> Any:
    held = []
    while True:
        held.append(bytes(16 * 1024 * 1024))


def _spin(content: bytes, _: Progress) -> Any:
    while True:
        pass


def _sleep(content: bytes, _: Progress) -> Any:
    time.sleep(60)


def _abandon(content: bytes, _: Progress) -> Any:
    """Leaves a process behind that makes a file, of the name that is the content, after a while."""
    code = f"import time; time.sleep(1.5); open({content.decode()!r}, 'w').close()"
    subprocess.Popen([sys.executable, "-c", code])
    time.sleep(60)


def _linger(content: bytes, progress: Progress) -> Any:
    progress(1, 2)
    time.sleep(60)


def _exhaust(content: bytes, _: Progress) -> Any:
    """Ends as the kernel ends what has used up its time on the processor."""
    os.kill(os.getpid(), signal.SIGXCPU)


def _hush(content: bytes, _: Progress) -> Any:
    os.closerange(0, 64)
    time.sleep(60)


def _segfault(content: bytes, _: Progress) -> Any:
    ctypes.string_at(0)


def _raise(content: bytes, _: Progress) -> Any:
    raise RuntimeError("a fault of ours")


def _recurse(content: bytes, _: Progress) -> Any:
    return _recurse(content, _)


def _gush(content: bytes, _: Progress) -> Any:
    return "x" * (200 * 1024 * 1024)


DEEDS = {name.removeprefix("_"): deed for name, deed in globals().items() if name[1:].isalpha()}

if __name__ == "__main__":
    if sys.argv[1] == "gibberish":
        os.write(1, b"[" * 100_000 + b"\n")
    else:
        serve_with_progress(DEEDS[sys.argv[1]])
