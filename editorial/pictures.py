"""Pictures in articles: decided by their content, re-encoded, kept under the digest of their bytes.

A body shows one as `![说明](/pictures/<name>)`. Only PNG and JPEG leave here, whatever came in; SVG
and everything else is refused. Metadata (place, camera) is dropped by the re-encoding.
"""

import hashlib
import io
from collections.abc import Iterable, Mapping

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image, ImageOps, UnidentifiedImageError

from editorial import document
from editorial.addresses import PICTURE_NAME, PICTURE_PREFIX, published_picture
from editorial.markdown import parse

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 2400
"""Pixels; a larger picture is scaled down to it. 156 mm at 300 dpi are 1,843 pixels."""
READABLE = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
PHOTOGRAPHS = ("JPEG", "MPO")
"""MPO is a JPEG with further pictures behind the first, as telephones write it."""


class PictureError(Exception):
    """A picture that cannot be taken or found; the message is a Chinese sentence for the editor."""


def save_picture(content: bytes) -> str:
    """Re-encodes an uploaded picture, stores it and returns its name.

    Raises:
        PictureError: too large, or no picture that Pillow can read.
    """
    name, encoded = encode_picture(content)
    keep({name: encoded})
    return name


def encode_picture(content: bytes) -> tuple[str, bytes]:
    """The name and bytes under which a picture would be kept; nothing is stored.

    Raises:
        PictureError: too large, or no picture that Pillow can read.
    """
    if len(content) > MAX_BYTES:
        raise PictureError("图片超过 5 MB，请缩小后再上传。")
    encoded, suffix = _encode(content)
    return f"{hashlib.sha256(encoded).hexdigest()[:16]}.{suffix}", encoded


def keep(encoded: Mapping[str, bytes]) -> None:
    """Stores pictures that `encode_picture` made, by name; a name without bytes is stored already."""
    for name, content in encoded.items():
        if content and not storages["pictures"].exists(name):
            storages["pictures"].save(name, ContentFile(content))


def _encode(content: bytes) -> tuple[bytes, str]:
    try:
        with Image.open(io.BytesIO(content), formats=READABLE) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise PictureError("图片像素过多，请缩小后再上传。")
            jpeg = opened.format in PHOTOGRAPHS
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((MAX_SIDE, MAX_SIDE))
            picture = picture.convert("RGB" if jpeg else "RGBA")
            picture.info.clear()  # Pillow would carry comments on into the new file
    except PictureError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureError("无法识别这张图片，请上传 PNG 或 JPEG 图片。") from error
    buffer = io.BytesIO()
    if jpeg:
        picture.save(buffer, "JPEG", quality=88, optimize=True)
        return buffer.getvalue(), "jpg"
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue(), "png"


def picture_name(url: str) -> str | None:
    """The name in `/pictures/<name>`, or None for every other address."""
    return url.removeprefix(PICTURE_PREFIX) if published_picture(url) else None


def picture_names(body: str) -> set[str]:
    """The names of the pictures that a Markdown body shows."""
    images = (node for node in document.walk(parse(body)) if isinstance(node, document.Image))
    return {name for image in images if (name := picture_name(image.src))}


def read_picture(name: str) -> bytes:
    """The bytes of a stored picture.

    Raises:
        PictureError: there is none of that name.
    """
    if not PICTURE_NAME.fullmatch(name):
        raise PictureError("图片名称不对。")
    try:
        with storages["pictures"].open(name) as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        raise PictureError(f"图片 {name} 不在图片库里，请重新上传。") from error
    return content


def read_pictures(names: Iterable[str]) -> dict[str, bytes]:
    """The bytes of stored pictures by name.

    Raises:
        PictureError: one of them is not there.
    """
    return {name: read_picture(name) for name in names}
