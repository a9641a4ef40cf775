"""A page: one file of the site's folder, and how its bytes are made."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site: `path` within its folder, such as `2026/1/index.html`, and how its bytes
    are made, so that a whole site can be planned without holding it in memory."""

    path: str
    render: Callable[[], bytes]

    @property
    def content(self) -> bytes:
        return self.render()

    def is_made_like(self, other: "Page") -> bool:
        """Whether both are surely the same bytes: the same `partial` of a pure function. Its values must be equal
        only if they read alike, so lists and tuples are what they may hold of things in an order."""
        mine, yours = self.render, other.render
        if isinstance(mine, partial) and isinstance(yours, partial):
            return (mine.func, mine.args, mine.keywords) == (yours.func, yours.args, yours.keywords)
        return mine is yours


def file_of(url: str) -> str:
    """The file of an address on the site: one that ends in a stroke is a folder's index.html. What is percent-encoded
    in the address is not in the file's name."""
    return unquote(f"{url}index.html" if url.endswith("/") else url).lstrip("/")
