"""Small pictures for tests."""

import io

from PIL import Image


def png(width: int = 64, height: int = 48, colour: str = "#b3261e") -> bytes:
    """A PNG of one colour; sizes in pixels."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()
