"""How much room a published picture takes, so that a page can keep it free until the picture has come."""

import io
from functools import lru_cache

from PIL import Image

from editorial import vault


def size_of(digest: str) -> tuple[int, int] | None:
    """Width and height in pixels of the picture with this SHA-256, None where its bytes are lost."""
    try:
        return _size(digest)
    except vault.VaultError:
        return None


@lru_cache(maxsize=4096)
def _size(digest: str) -> tuple[int, int]:
    with Image.open(io.BytesIO(vault.fetch(digest))) as picture:
        return picture.size
