"""Readers' pages as files against pages rendered per request: requests a second, in one run.

    .venv/bin/python -m bench.serve [--issues 40] [--seconds 2] [--rounds 3]

An archive of so many issues is made and baked; then home, the newest issue, one of its articles, the archive and a
search are asked for as fast as they come,

  folder    from Django, which sends the folder's files (publishing.site.views),
  nginx     from nginx as docs/operations.md sets it up on the same folder,
  rendered  from plain Django views that render the same pages from the database (bench/rendered.py).

Both Djangos run alike: gunicorn, one process, one thread (more would wait for one another), debug off. Every page
is asked for by wrk over eight connections that stay open, as browsers ask (br, gzip). The three take turns, and the
best of the rounds counts, so that a busy moment of the machine hits nobody in particular. Search is worked out on
request; the folder's Django and nginx keep an answer for the minute that it is good for.

Needs wrk; without nginx its column is left out (Debian: apt-get install wrk nginx-light
libnginx-mod-http-brotli-static). The bars: the folder 5 times, nginx 50 times what is rendered.
"""

import argparse
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench.archive import ROOT, step
from tests.webserver import NGINX, free_port, nginx

CONNECTIONS = 8
SEARCH = f"/search/?q={quote('跨境电商')}"
BARS = {"folder": 5, "nginx": 50}
PEER = "rendered"
APPLICATIONS = {"folder": "config.wsgi", PEER: "bench.rendered"}
HEADERS = {"Accept-Encoding": "gzip, deflate, br", "X-Forwarded-Proto": "https"}


@contextmanager
def gunicorn(module: str, data_dir: Path) -> Iterator[str]:
    """The address of a gunicorn that serves this data folder."""
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "gunicorn", "--workers=1", "--worker-class=gthread", "--threads=1"]
    environment = os.environ | {
        "DATA_DIR": str(data_dir),
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
    }
    environment.pop("DATABASE_URL", None)
    arguments = [f"--bind={address}", "--keep-alive=60", "--log-level=warning", f"{module}:application"]
    server = subprocess.Popen([*command, *arguments], cwd=ROOT, env=environment)
    try:
        _await(address)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait()


def _await(address: str) -> None:
    for _ in range(200):
        try:
            connection = HTTPConnection(address)
            connection.request("GET", "/", headers=HEADERS)
            assert connection.getresponse().status == 200
            return
        except ConnectionError:
            time.sleep(0.1)
    raise SystemExit("gunicorn does not answer: is it installed (requirements-dev.txt)?")


def pages(data_dir: Path) -> dict[str, str]:
    """The addresses that are asked for, by what they are."""
    articles = sorted(data_dir.glob("site/2026/*/*/index.html"), key=lambda file: file.stat().st_size)
    article = articles[len(articles) // 2].parent
    issue = f"/{article.parent.relative_to(data_dir / 'site')}/"
    return {
        "home": "/",
        "issue": issue,
        "article": f"{issue}{article.name}/",
        "archive": "/archive/",
        "search": SEARCH,
    }


def rate(url: str, seconds: float) -> float:
    """Requests a second. Every answer must be a good one."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s"]
    headers = [f"-H{name}: {value}" for name, value in HEADERS.items()]
    told = subprocess.run([*command, *headers, url], capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in told, f"{url}: {told}"
    assert "Socket errors" not in told, f"{url}: {told}"
    [figure] = re.findall(r"Requests/sec: +([\d.]+)", told)
    return float(figure)


def measured(addresses: dict[str, str], path: str, *, seconds: float, rounds: int) -> dict[str, float]:
    """The best of so many rounds, in which all take turns."""
    best = dict.fromkeys(addresses, 0.0)
    for _ in range(rounds):
        for name, address in addresses.items():
            best[name] = max(best[name], rate(f"{address}{path}", seconds))
    return best


def show(kind: str, rates: dict[str, float]) -> bool:
    """Prints a line; whether the bars are reached."""
    ratios = {name: rates[name] / rates[PEER] for name in BARS if name in rates}
    cells = [f"{rate:>12,.0f}" for rate in rates.values()] + [f"{ratio:>9.1f}×" for ratio in ratios.values()]
    print(f"{kind:8}" + "".join(cells), flush=True)
    return all(ratio >= BARS[name] for name, ratio in ratios.items())


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--issues", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    if not shutil.which("wrk"):
        raise SystemExit("This benchmark asks with wrk: apt-get install wrk")
    with tempfile.TemporaryDirectory(prefix="jianbao-serve-") as scratch, ExitStack() as running:
        data_dir = Path(scratch) / "data"
        data_dir.mkdir()
        step("make", data_dir, chosen.issues)
        step("bake", data_dir)
        manage = [sys.executable, "manage.py", "reindex"]
        subprocess.run(manage, cwd=ROOT, env=os.environ | {"DATA_DIR": str(data_dir)}, check=True)
        addresses = {
            name: running.enter_context(gunicorn(module, data_dir)) for name, module in APPLICATIONS.items()
        }
        if NGINX:
            desk = urlsplit(addresses["folder"]).netloc
            addresses["nginx"] = running.enter_context(nginx(data_dir, desk=desk))
        else:
            print("nginx is not installed, so its column is left out: apt-get install nginx-light")
        columns = [*addresses, *(name for name in BARS if name in addresses)]
        print(f"{'':8}" + "".join(f"{name:>12}" for name in columns))
        reached = [
            show(kind, measured(addresses, path, seconds=chosen.seconds, rounds=chosen.rounds))
            for kind, path in pages(data_dir).items()
        ]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
