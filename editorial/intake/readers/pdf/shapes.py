"""Shapes: what a page of a PDF draws besides text: pictures, and the straight lines of tables."""

import ctypes
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from editorial.intake.readers.pdf.characters import Box, Point, Upright

_SMALLEST_PICTURE = 57.0
"""Points, 2 cm: less is an ornament."""
_BACKGROUND = 0.7
"""Share of the page from which a picture is its background or its scan."""
MAX_PIXELS = 20_000_000
_THICKEST = 3.0
"""Points: a filled shape as thin as this is a line."""
_MOST_OBJECTS = 20_000
"""Drawn objects of a page that are looked at; a map may have any number."""
_JPEG = "DCTDecode"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line along the page or down it, from (x1, y1) to (x2, y2), both ascending."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def is_horizontal(self) -> bool:
        return self.x2 - self.x1 >= self.y2 - self.y1


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture on a page: JPEG as it lies in the file, or PNG."""

    page: int
    box: Box
    picture: bytes


@dataclass(slots=True)
class Shapes:
    """All that a page draws. `cover` is a picture as large as the page: its background or its scan."""

    figures: list[Figure]
    strokes: list[Stroke]
    cover: Figure | None = None


def shapes(page: pdfium.PdfPage, upright: Upright, number: int) -> Shapes:
    """What page `number` draws besides text."""
    found = Shapes([], [])
    wanted = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH]
    for count, each in enumerate(page.get_objects(filter=wanted)):
        if count >= _MOST_OBJECTS:
            break
        if isinstance(each, pdfium.PdfImage):
            _add_picture(found, each, upright, number)
        else:
            found.strokes.extend(_strokes(each, upright))
    return found


# --- Pictures -----------------------------------------------------------------------------------


def _add_picture(found: Shapes, image: pdfium.PdfImage, upright: Upright, number: int) -> None:
    box = upright.box(*_corners(image))
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    if not (width >= _SMALLEST_PICTURE and height >= _SMALLEST_PICTURE):
        return
    figure = Figure(number, box, _bytes(image))
    if width * height >= _BACKGROUND * upright.width * upright.height:
        found.cover = figure
    elif figure.picture:
        found.figures.append(figure)


def _corners(each: pdfium.PdfObject) -> Box:
    """The object's box in the page's own coordinates, out of the forms it is nested in."""
    left, bottom, right, top = each.get_bounds()
    points = [_out_of_forms(each, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _out_of_forms(each: pdfium.PdfObject, x: float, y: float) -> Point:
    container = each.container
    while container is not None:
        x, y = container.get_matrix().on_point(x, y)
        container = container.container
    return x, y


def _bytes(image: pdfium.PdfImage) -> bytes:
    """The picture as a file; empty when it is too large or cannot be decoded, which costs no words."""
    try:
        width, height = image.get_px_size()
        if not 0 < width * height <= MAX_PIXELS:
            return b""
        if image.get_filters() == [_JPEG]:
            return bytes(image.get_data())
        buffer = io.BytesIO()
        image.get_bitmap().to_pil().save(buffer, "PNG")
        return buffer.getvalue()
    except (pdfium.PdfiumError, OSError, ValueError):
        return b""


# --- Lines --------------------------------------------------------------------------------------


def _strokes(path: pdfium.PdfObject, upright: Upright) -> Iterator[Stroke]:
    """The edges of a path that run along the page or down it."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = previous = None
    for index in range(min(raw.FPDFPath_CountSegments(path), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = upright.point(*_out_of_forms(path, *matrix.on_point(x.value, y.value)))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and previous is not None:
            yield from _straight(previous, point)
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield from _straight(point, start)
        previous = point


def _straight(one: Point, other: Point) -> Iterator[Stroke]:
    if not all(map(math.isfinite, (*one, *other))):
        return
    (x1, x2), (y1, y2) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    if min(x2 - x1, y2 - y1) <= 0.5 and max(x2 - x1, y2 - y1) > _THICKEST:
        yield Stroke(x1, y1, x2, y2)
