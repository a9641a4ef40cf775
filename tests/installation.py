"""A whole installation of its own for one test: data folder, database, commands, server.

For what must be tried in other processes: killed commands, a real browser.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg

ROOT = Path(__file__).resolve().parent.parent


class Installation:
    """Commands run in it as an operator would run them."""

    def __init__(self, data_dir: Path, database_url: str | None) -> None:
        self.data_dir = data_dir
        self.environment = os.environ | {"DATA_DIR": str(data_dir)}
        self.environment.pop("DATABASE_URL", None)
        if database_url:
            self.environment["DATABASE_URL"] = database_url

    @property
    def site(self) -> Path:
        return self.data_dir / "site"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`python …` in this installation; the caller looks at the exit status."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *arguments: str) -> str:
        """Standard output of a `manage.py` command that must succeed."""
        done = self.run("manage.py", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def copied(self, data_dir: Path) -> Iterator["Installation"]:
        """Another one that begins as this one stands. Nothing of this one may be running."""
        shutil.copytree(self.data_dir, data_dir, dirs_exist_ok=True)
        with installation(data_dir, template=self.environment.get("DATABASE_URL", "")) as copy:
            yield copy

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The development server as `make demo` starts it; gives its address."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
        server = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _await(address)
            yield address
        finally:
            server.kill()
            server.wait()


def _await(address: str) -> None:
    for _ in range(200):
        try:
            with urlopen(f"{address}/admin/login/"):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"no server at {address}")


@contextmanager
def installation(data_dir: Path, template: str = "") -> Iterator[Installation]:
    """An installation on the kind of database that the test run uses; in PostgreSQL a copy of the database at the
    address `template`, if one is named."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield Installation(data_dir, None)
        return
    name = f"jianbao_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(
            f"CREATE DATABASE {name}" + (f" TEMPLATE {urlsplit(template).path[1:]}" if template else "")
        )
        try:
            yield Installation(data_dir, urlsplit(url)._replace(path=f"/{name}").geturl())
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
