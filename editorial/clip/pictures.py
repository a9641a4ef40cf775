"""The pictures of a clipped body: which it shows from elsewhere, and how it shows them as our own."""

import re
from collections.abc import Mapping

from editorial.addresses import PICTURE_PREFIX, published_picture
from editorial.document import Image, Span, walk
from editorial.markdown import parse

_SPECIAL = re.compile(r"([\\\[\]*_`<&!])")


def foreign_pictures(body: str) -> tuple[str, ...]:
    """The addresses, each once and in order, of the pictures a Markdown body shows from elsewhere."""
    return tuple(dict.fromkeys(image.src for image in _images(body) if not published_picture(image.src)))


def with_own_pictures(body: str, names: Mapping[str, str]) -> str:
    """The body with its pictures under the `names` in our library, by address; a picture that has none
    is taken out, its paragraph too where it stood alone."""
    for image in reversed(_images(body)):
        if published_picture(image.src):
            continue
        if name := names.get(image.src):
            alt = _SPECIAL.sub(r"\\\1", image.alt)
            shown = f"![{alt}]({PICTURE_PREFIX}{name})"
            body = body[: image.span.start] + shown + body[image.span.end :]
        else:
            body = _without(body, image.span)
    return body


def _images(body: str) -> list[Image]:
    return [node for node in walk(parse(body)) if isinstance(node, Image)]


def _without(body: str, span: Span) -> str:
    before, after = body[: span.start], body[span.end :]
    if not before.strip(" \n") or before.endswith("\n\n"):
        after = after.lstrip("\n")
    return (before + after).rstrip("\n")
