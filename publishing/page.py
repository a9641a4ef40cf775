"""A page: one file of the site's folder, and how its bytes are made."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site: `path` within its folder, such as `2026/1/index.html`, and how its bytes
    are made, so that a whole site can be planned without holding it in memory."""

    path: str
    render: Callable[[], bytes]

    @property
    def content(self) -> bytes:
        return self.render()


def file_of(url: str) -> str:
    """The file of an address on the site: one that ends in a stroke is a folder's index.html."""
    return (f"{url}index.html" if url.endswith("/") else url).lstrip("/")
