"""What pages link to and browsers may keep for ever: stylesheet, icon and scripts, each named by its content."""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from publishing.site.page import Page

STYLES = (
    "base.css",
    "masthead.css",
    "contents.css",
    "lists.css",
    "covers.css",
    "about.css",
    "article.css",
    "prose.css",
    "reader.css",
    "search.css",
    "cite.css",
    "figures.css",
    "single.css",
    "editions.css",
    "print.css",
)
"""The parts of the stylesheet, in the order of the cascade."""
SCRIPTS = ("figures", "theme", "reader", "voice", "search")
"""Scripts by the names that templates know them by; every page works without them."""

_STATIC = Path(__file__).resolve().parent.parent / "static" / "site"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@cache
def styles(*names: str) -> str:
    """The named parts of static/site as one stylesheet, on one line and without its comments."""
    written = "\n".join((_STATIC / name).read_text("utf-8") for name in names)
    return " ".join(_COMMENT.sub("", written).split())


@cache
def icon() -> bytes:
    """The site's mark, as SVG."""
    return (_STATIC / "favicon.svg").read_bytes()


@cache
def _named() -> dict[str, Page]:
    """The assets by the names that templates know them by."""
    scripts = {name: _hashed(name, "js", (_STATIC / f"{name}.js").read_bytes()) for name in SCRIPTS}
    return {
        "stylesheet": _hashed("site", "css", styles(*STYLES).encode()),
        "icon": _hashed("favicon", "svg", icon()),
    } | scripts


def _hashed(stem: str, suffix: str, content: bytes) -> Page:
    return Page(f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}", lambda: content)


def assets() -> Iterator[Page]:
    """The files."""
    yield from _named().values()


@cache
def addresses() -> dict[str, str]:
    """The address of each by its name: `stylesheet`, `icon`, and the scripts'."""
    return {name: f"/{asset.path}" for name, asset in _named().items()}
