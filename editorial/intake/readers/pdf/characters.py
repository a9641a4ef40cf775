"""Characters: what a page of a PDF draws as text, each glyph with its place, size and make-up.

Places are in points from the lower left corner of the page as it is shown, turned upright.
"""

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from editorial.intake.readers.pdf.spelling import spelt

_BOLD = re.compile(r"bold|black|heavy|demi|粗|大黑|超黑", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_HEI = re.compile(r"hei|黑|gothic|sans", re.IGNORECASE)
_BOLD_WEIGHT = 600
_INVISIBLE = 3
"""Text rendering mode (ISO 32000-1, 9.3.6): neither filled nor stroked, as under a scanned picture."""
_STROKED = 2
"""Filled and stroked, which is how word processors make bold of a font that has none."""
_UPRIGHT = 0.05
"""Sine of the angle up to which a glyph stands upright."""
_UNMAPPED_HYPHEN = 2
"""How PDFium reports a hyphen at the end of a line."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a glyph is made up. `is_hei` when its typeface is a sans-serif 黑体; `colour` as 0xRRGGBB."""

    bold: bool = False
    italic: bool = False
    is_hei: bool = False
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign on paper: `x` where it begins on the baseline `y`, `right` where the next may begin, the
    type's `size` in points."""

    text: str
    x: float
    y: float
    right: float
    size: float
    style: Style


class Upright:
    """Turns a page's own coordinates into those of the page as shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_bbox()
        self._origin = left, bottom
        self._turns = (page.get_rotation() // 90) % 4
        width, height = right - left, top - bottom
        self._size = width, height
        self.width, self.height = (height, width) if self._turns % 2 else (width, height)

    def point(self, x: float, y: float) -> Point:
        x, y = x - self._origin[0], y - self._origin[1]
        width, height = self._size
        return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[self._turns]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (x1, y1), (x2, y2) = self.point(left, bottom), self.point(right, top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def direction(self, x: float, y: float) -> Point:
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self._turns]


@dataclass(frozen=True, slots=True)
class _TextObject:
    """What all glyphs of one text object share. `size` is in points as shown; 0 when it does not stand
    upright."""

    size: float
    style: Style
    is_invisible: bool


def glyphs(page: pdfium.PdfPage, upright: Upright) -> list[Glyph]:
    """The page's glyphs in the order they were drawn: upright ones on the page. Invisible ones, which a
    text recogniser lays under a scanned page, count where there is nothing else."""
    textpage = page.get_textpage()
    try:
        drawn = list(_drawn(textpage, upright, _doubled(page)))
    finally:
        textpage.close()
    visible = [glyph for glyph, is_invisible in drawn if not is_invisible]
    return visible if any(glyph.text.strip() for glyph in visible) else [glyph for glyph, _ in drawn]


def _drawn(
    textpage: pdfium.PdfTextPage, upright: Upright, doubled: frozenset[int]
) -> Iterator[tuple[Glyph, bool]]:
    known: dict[int, _TextObject] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    for index, text in _texts(textpage):
        handle = raw.FPDFText_GetTextObject(textpage, index)
        if not handle:
            continue
        address = _address(handle)
        if address not in known:
            known[address] = _text_object(textpage, index, handle, upright, address in doubled)
        shared = known[address]
        if not shared.size or not raw.FPDFText_GetCharOrigin(textpage, index, x, y):
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        left, baseline = upright.point(x.value, y.value)
        right = max(upright.box(box.left, box.bottom, box.right, box.top)[2], left)
        if all(map(math.isfinite, (left, baseline, right))) and _is_on_page(left, baseline, right, upright):
            yield Glyph(text, left, baseline, right, shared.size, shared.style), shared.is_invisible


def _texts(textpage: pdfium.PdfTextPage) -> Iterator[tuple[int, str]]:
    """Index and spelling of each character that the file itself has; PDFium makes up blanks and breaks."""
    high = 0
    for index in range(textpage.count_chars()):
        if raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code <= 0xDBFF:
            high = code
            continue
        if high and 0xDC00 <= code <= 0xDFFF:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code == _UNMAPPED_HYPHEN:
            code = ord("-")
        if code <= 0x10FFFF and (text := spelt(chr(code))):
            yield index, text


def _is_on_page(left: float, baseline: float, right: float, upright: Upright) -> bool:
    return right > 0 and left < upright.width and 0 <= baseline < upright.height


# --- Text objects -------------------------------------------------------------------------------


def _text_object(
    textpage: pdfium.PdfTextPage, index: int, handle: raw.FPDF_PAGEOBJECT, upright: Upright, doubled: bool
) -> _TextObject:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    size = raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
    across, up = upright.direction(matrix.a, matrix.b)
    stands = across > 0 and abs(up) <= _UPRIGHT * across and math.isfinite(size)
    mode = raw.FPDFTextObj_GetTextRenderMode(handle)
    return _TextObject(
        abs(size) if stands else 0.0,
        _style(textpage, index, doubled or mode == _STROKED),
        mode == _INVISIBLE,
    )


def _style(textpage: pdfium.PdfTextPage, index: int, thickened: bool) -> Style:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha)
    colour = (red.value & 255) << 16 | (green.value & 255) << 8 | blue.value & 255
    weight = raw.FPDFText_GetFontWeight(textpage, index)
    name = _font_name(lambda buffer, size: raw.FPDFText_GetFontInfo(textpage, index, buffer, size, None))
    return _style_of(name, thickened or weight >= _BOLD_WEIGHT, colour)


@lru_cache(maxsize=1024)
def _style_of(name: str, bold: bool, colour: int) -> Style:
    """One style for all glyphs that have it."""
    return Style(
        bold or bool(_BOLD.search(name)), bool(_ITALIC.search(name)), bool(_HEI.search(name)), colour
    )


def _font_name(ask: Callable[[ctypes.Array[ctypes.c_char] | None, int], int]) -> str:
    """The font's name; Chinese programs write it in UTF-8 or in GBK."""
    size = ask(None, 0)
    if not 0 < size < 1000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    try:
        return buffer.value.decode()
    except UnicodeDecodeError:
        return buffer.value.decode("gbk", "replace")


def _doubled(page: pdfium.PdfPage) -> frozenset[int]:
    """Text objects drawn twice with hardly any offset, which makes them look bold. PDFium reports only
    one of each pair."""
    places: dict[tuple[int, int], list[tuple[float, float, int]]] = {}
    found: set[int] = set()
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, top = each.get_bounds()
        width, height = right - left, top - bottom
        if width <= 0 or not all(map(math.isfinite, (width, height))):
            continue
        alike = places.setdefault((round(width * 4), round(height * 4)), [])
        for x, y, address in alike[-_RECENT:]:
            if abs(x - left) <= _OFFSET * height and abs(y - bottom) <= _OFFSET * height:
                found |= {address, _address(each.raw)}
        alike.append((left, bottom, _address(each.raw)))
    return frozenset(found)


_OFFSET = 0.08
"""Share of the height by which the second drawing of a text may stand off the first."""
_RECENT = 8
"""How many earlier objects of the same size are looked at."""


def _address(handle: raw.FPDF_PAGEOBJECT) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
