"""The printed issue: set by Typst as PDF/UA-1 and PDF/A-2a in one file.

The templates in `publishing/press/` are ours and trusted; all content goes in as JSON data.
"""

import datetime
import io
import json
import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import typst
from PIL import Image

from editorial.addresses import PICTURE_NAME
from publishing import fonts
from publishing.formats import press_data, press_text
from publishing.formats.base import CannotRender, Format, Pictures, Rendered, file_name
from publishing.snapshot import IssueSnapshot

MEDIA_TYPE = "application/pdf"
TEMPLATE = "issue.typ"
WIDEST, TALLEST = 156.0, 120.0
"""Millimetres a picture may take: the width of the type area, half a page."""
MILLIMETRES_PER_PIXEL = 25.4 / 200

_desk = threading.local()


def render(snapshot: IssueSnapshot, pictures: Pictures) -> Rendered:
    """The issue as one PDF. The same snapshot on the same fonts gives the same bytes.

    Characters that no font here can print appear as 〓; a picture that is missing or broken appears
    as its description.

    Raises:
        CannotRender: Typst refuses even the plain characters of the issue.
    """
    widths = {name: width for name, content in pictures.items() if (width := _printed_width(name, content))}
    payload = json.dumps(press_data.issue(snapshot, widths), ensure_ascii=False)
    midnight = datetime.datetime.combine(snapshot.date, datetime.time(), datetime.UTC)
    if widths:
        with tempfile.TemporaryDirectory(prefix="jianbao-press-") as folder:
            root = _lay_out(Path(folder), {name: pictures[name] for name in widths})
            content = _print(lambda: _compiler(root), payload, midnight)
    else:
        content = _print(_standing_compiler, payload, midnight)
    return Rendered(file_name(snapshot, "pdf"), MEDIA_TYPE, content)


PDF = Format("pdf", "PDF", MEDIA_TYPE, render)


def _printed_width(name: str, content: bytes) -> float | None:
    """Width in millimetres at 200 pixels to the inch, at most the type area; None if it is no picture."""
    if not PICTURE_NAME.fullmatch(name):
        return None
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            picture.load()
            size, kind = picture.size, picture.format
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if kind != {"png": "PNG", "jpg": "JPEG"}[name[-3:]]:
        return None
    natural = size[0] * MILLIMETRES_PER_PIXEL
    return round(min(natural, WIDEST, TALLEST * size[0] / size[1]), 2)


def _lay_out(folder: Path, pictures: Mapping[str, bytes]) -> Path:
    """Copies of the templates and the pictures side by side: all that Typst may read."""
    for template in fonts.PRESS.glob("*.typ"):
        shutil.copyfile(template, folder / template.name)
    for name, content in pictures.items():
        (folder / name).write_bytes(content)
    return folder


def _standing_compiler() -> typst.Compiler:
    """This thread's compiler for issues without pictures; it keeps the templates warm."""
    if not hasattr(_desk, "compiler"):
        _desk.compiler = _compiler(fonts.PRESS)
    compiler: typst.Compiler = _desk.compiler
    return compiler


def _compiler(root: Path) -> typst.Compiler:
    return typst.Compiler(
        str(root / TEMPLATE),
        root=str(root),
        font_paths=fonts.shared(),
        sys_inputs={},
        package_path=str(fonts.NO_PACKAGES),
        package_cache_path=str(fonts.NO_PACKAGES),
    )


def _print(compiler: Callable[[], typst.Compiler], payload: str, midnight: datetime.datetime) -> bytes:
    """Sets the payload; only when Typst complains are the characters it cannot print replaced.

    Typst's shaper may also panic over rare mixtures of scripts; such a text loses all but its plain
    characters.
    """
    for mend in (_as_it_is, _without_unprintable, press_text.plainest):
        payload = mend(payload)
        try:
            content = compiler().compile(
                format="pdf",
                sys_inputs={"issue": payload, "fonts": json.dumps(fonts.families())},
                pdf_standards=fonts.standards(),
                timestamp=midnight,
            )
        except BaseException as error:
            if fonts.is_panic(error):
                _desk.__dict__.clear()  # a compiler that panicked is not used again
            elif not fonts.is_unprintable_complaint(error):
                raise
            refused = error
        else:
            assert isinstance(content, bytes)  # noqa: S101  (one PDF, not pages)
            return content
    raise CannotRender(
        "PDF 排不出来：文字里有字体和排版程序都不认的组合。请查看各篇有没有乱码。"
    ) from refused


def _as_it_is(payload: str) -> str:
    return payload


def _without_unprintable(payload: str) -> str:
    return payload.translate({ord(character): press_text.GETA for character in fonts.unprintable(payload)})
