"""Pages: a PDF opened and its pages taken off it, within limits; what cannot be read is refused."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from editorial.intake.readers.pdf.characters import Upright, glyphs
from editorial.intake.readers.pdf.rows import Piece, pieces
from editorial.intake.readers.pdf.shapes import Figure, Stroke, shapes
from editorial.intake.readers.pdf.spelling import LOST
from editorial.intake.sniff import Refused

MAX_PAGES = 400
MAX_CHARACTERS = 240_000
"""About twenty-five issues, which take a third of the time and memory that a reader is given."""
_MAX_PICTURE_BYTES = 40 * 1024 * 1024
_HARDLY_ANY = 15
"""Characters on a page up to which its words are those of a scanner or a stamp."""
_MOST_LOST = 0.25

_AS_PDF = "请用 Word 或 WPS 打开原稿，另存为 PDF 或 DOCX，再导入。"
_ENCRYPTED = "这份 PDF 设了打开密码，无法读取。请打开它，用“打印成 PDF”另存一份不带密码的，再导入。"
_BROKEN = f"这份 PDF 已损坏，打不开。请重新下载或向来稿人再要一份；有原稿的，{_AS_PDF}"
_SCANNED = (
    "这份 PDF 是扫描件，页面都是图片，里面没有可读取的文字。"
    "请用 WPS 或扫描软件的“文字识别（OCR）”转成文字，核对后再导入。"
)
_EMPTY = "这份 PDF 里没有文字。请检查是否选对了文件。"
_GARBLED = f"这份 PDF 没有写明文字的编码，读出来多是乱码。{_AS_PDF}"


@dataclass(slots=True)
class Page:
    """One page: pieces of text from top to bottom, pictures, straight lines. `number` counts from 1."""

    number: int
    pieces: list[Piece]
    figures: list[Figure]
    strokes: list[Stroke]
    is_scanned: bool

    @property
    def letters(self) -> int:
        return sum(len(piece.glyphs) for piece in self.pieces)


def take_pages(content: bytes, progress: Callable[[int, int], None] | None) -> list[Page]:
    """The pages of a PDF. `progress` is told (pages done, pages in all).

    Raises:
        Refused: encrypted, broken, scanned, empty, too long, or without the meaning of its glyphs.
    """
    document = _opened(content)
    try:
        pages = list(_taken(document, progress))
    finally:
        document.close()
    _refuse_wordless(pages)
    return pages


def _opened(content: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        encrypted = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Refused(_ENCRYPTED if encrypted else _BROKEN) from None
    count = len(document)
    if count == 0 or count > MAX_PAGES:
        document.close()
        raise Refused(
            f"这份 PDF 有 {count} 页，超过 {MAX_PAGES} 页的上限。请分期另存为几份，再导入。"
            if count
            else _BROKEN
        )
    return document


def _taken(document: pdfium.PdfDocument, progress: Callable[[int, int], None] | None) -> Iterator[Page]:
    letters = pictures = 0
    for index in range(len(document)):
        try:
            page = _page(document, index)
        except pdfium.PdfiumError:
            raise Refused(_BROKEN) from None
        letters += page.letters
        if letters > MAX_CHARACTERS:
            raise Refused(
                f"这份 PDF 的文字超过 {MAX_CHARACTERS // 10_000} 万字的上限。请分期另存为几份，再导入。"
            )
        pictures += sum(len(figure.picture) for figure in page.figures)
        if pictures > _MAX_PICTURE_BYTES:
            page.figures.clear()
        yield page
        if progress is not None:
            progress(index + 1, len(document))


def _page(document: pdfium.PdfDocument, index: int) -> Page:
    page = document[index]
    try:
        upright = Upright(page)
        drawn = shapes(page, upright, index + 1)
        stock = pieces(glyphs(page, upright))
        made = Page(index + 1, stock, drawn.figures, drawn.strokes, drawn.cover is not None)
        if drawn.cover is not None and made.letters <= _HARDLY_ANY:
            made.figures.append(drawn.cover)  # a page that was scanned, whose words are in the picture
        return made
    finally:
        page.close()


def _refuse_wordless(pages: list[Page]) -> None:
    letters = sum(page.letters for page in pages)
    scanned = sum(page.is_scanned and page.letters <= _HARDLY_ANY for page in pages)
    if scanned and 2 * scanned >= len(pages):
        raise Refused(_SCANNED)
    if not letters:
        raise Refused(_SCANNED if any(page.figures for page in pages) else _EMPTY)
    lost = sum(glyph.text == LOST for page in pages for piece in page.pieces for glyph in piece.glyphs)
    if lost > _MOST_LOST * letters:
        raise Refused(_GARBLED)
