"""The worker that reads one page: `python -m editorial.clip URL`, run by the sandbox."""

import sys
from typing import Any

from editorial.clip.page import read_page
from editorial.sandbox import serve


def _read(url: str, content: bytes) -> dict[str, Any]:
    return read_page(content, url).to_json()


if __name__ == "__main__":
    url = sys.argv[1]
    serve(lambda content: _read(url, content))
