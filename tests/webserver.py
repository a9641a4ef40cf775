"""nginx as docs/operations.md sets it up, on a folder of one's own: what the tests and bench/serve.py look at."""

import getpass
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "operations.md"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
BROTLI = [*Path("/usr/lib/nginx/modules").glob("ngx_http_brotli_static_module.so")]
"""The module of Debian's libnginx-mod-http-brotli-static, where it is installed."""


def documented() -> str:
    """The configuration as the document shows it."""
    found = re.search(r"^```nginx\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found, "docs/operations.md shows no nginx configuration"
    return found[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _here(here: Path, data_dir: Path, port: int, desk: str) -> str:
    """The documented configuration with this machine's folders and ports, and without a certificate."""
    text = documented()
    for shown, meant in (
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        ("/srv/jianbao/", f"{data_dir}/"),
        ("/var/cache/nginx/jianbao", f"{here}/cache"),
        ("server 127.0.0.1:8000;", f"server {desk};"),
        ("brotli_static on;", "brotli_static on;" if BROTLI else ""),
    ):
        assert text.count(shown) > 0, shown
        text = text.replace(shown, meant)
    return re.sub(r"^ *ssl_\w+ .*\n", "", text, flags=re.MULTILINE)


def _whole(here: Path, site: str) -> str:
    places = "\n".join(
        f"{name}_temp_path {here}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    modules = "\n".join(f"load_module {path};" for path in BROTLI)
    return f"""
        user {getpass.getuser()};
        worker_processes 1;
        daemon off;
        pid {here}/pid;
        error_log {here}/error.log;
        {modules}
        events {{ worker_connections 256; }}
        http {{
            include /etc/nginx/mime.types;
            access_log off;
            sendfile on;
            tcp_nopush on;
            {places}
            {site}
        }}
    """


@contextmanager
def nginx(data_dir: Path, *, desk: str = "127.0.0.1:9") -> Iterator[str]:
    """The address of nginx on `data_dir`/site; `desk` is host and port of Django, by default nobody's."""
    assert NGINX, "nginx is not installed"
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="jianbao-nginx-") as folder:
        here = Path(folder)
        (here / "nginx.conf").write_text(_whole(here, _here(here, data_dir, port, desk)))
        command = [NGINX, "-p", folder, "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        server = subprocess.Popen(command)
        try:
            _await(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _await(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionError:
            time.sleep(0.05)
    raise RuntimeError("nginx does not answer")
