"""Reads a site's folder as a browser would and finds what leads nowhere."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]


def addresses(html: str) -> list[str]:
    """Every href and src in document order."""
    parser = _Addresses()
    parser.feed(html)
    return parser.found


def dead_links(folder: Path) -> set[tuple[str, str]]:
    """(page, address) for every link of a page below `folder` that names no file below it.

    Addresses on other hosts are left alone; the desk's `/admin/` and `/search/` are none of the site's files.
    """
    dead = set()
    for page in sorted(folder.rglob("*.html")):
        own = page.relative_to(folder).as_posix()
        for address in addresses(page.read_text(encoding="utf-8")):
            parts = urlsplit(urljoin(f"/{own}", address))
            if parts.scheme or parts.netloc or parts.path.startswith(("/admin/", "/search/")):
                continue
            target = folder / unquote(parts.path).lstrip("/")
            if not (target / "index.html" if parts.path.endswith("/") else target).is_file():
                dead.add((own, address))
    return dead
