"""Pictures of a PDF's pages, for the editor to compare with; drawn in a process of its own.

This module is also that process: `python -m editorial.intake.page_pictures` draws one page, or counts.
"""

import base64
import io
import sys

from editorial import sandbox
from editorial.intake.sniff import Refused

WIDTH = 1100
"""Pixels: two to each point of the screen in a pane of half a desk."""
TALLEST = 4 * WIDTH
"""Pixels; a longer page is drawn smaller."""
COUNT = "count"
_WORKER = "editorial.intake.page_pictures"
_NO_SUCH_PAGE = "这份 PDF 没有这一页。"


def count_pages(content: bytes) -> int:
    """How many pages a PDF has.

    Raises:
        Refused: it cannot be opened within the limits.
    """
    return int(_ask(COUNT, content))


def draw_page(content: bytes, number: int) -> bytes:
    """Page `number` (from 1) of a PDF as a PNG picture.

    Raises:
        Refused: there is no such page, or it cannot be drawn within the limits.
    """
    return base64.b64decode(_ask(str(number), content))


def _ask(what: str, content: bytes) -> str:
    return str(sandbox.read(_WORKER, what, content=content))


# --- In the process of its own -------------------------------------------------------------------


def _answer(what: str, content: bytes) -> str:
    """The number of pages, or one page in Base64."""
    import pypdfium2  # here, for only this process needs it

    try:
        document = pypdfium2.PdfDocument(content)
        if what == COUNT:
            return str(len(document))
        if not 1 <= int(what) <= len(document):
            raise Refused(_NO_SUCH_PAGE)
        page = document[int(what) - 1]
        width, height = page.get_size()
        picture = page.render(scale=min(WIDTH / width, TALLEST / height)).to_pil()
    except (pypdfium2.PdfiumError, ZeroDivisionError) as error:
        raise Refused("这一页画不出来，请下载原件后打开来看。") from error
    written = io.BytesIO()
    picture.convert("RGB").save(written, "PNG", optimize=True)
    return base64.b64encode(written.getvalue()).decode("ascii")


if __name__ == "__main__":
    sandbox.serve(lambda content: _answer(sys.argv[1], content))
