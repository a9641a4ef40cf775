"""Files made to exhaust or mislead whoever opens them: each ends in a proposal or a sentence, soon and small."""

import base64
import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PIL import Image

from editorial.intake.readers import read as read_blocks
from editorial.intake.sniff import sniff
from editorial.sandbox import MEGABYTES, SECONDS
from tests.conftest import ROOT
from tests.editorial.intake.pasted import FIRST, MASTHEAD
from tests.editorial.intake.word import DECLARED, document, p

pytestmark = pytest.mark.any_database

MANY = 1_000_000
DEEP = 100_000
MEGABYTE = 1024 * 1024


def read(content: bytes) -> dict[str, Any]:
    """What became of the document, and what it cost, as `measured` says."""
    command = [sys.executable, "-m", "tests.editorial.intake.measured"]
    done = subprocess.run(command, input=content, cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


# --- Word ----------------------------------------------------------------------------------------


def word(body: str, prologue: str = "", *, packed: bool = False) -> bytes:
    """A Word file with this body; a prologue stands before its root element. What is not packed does not
    show by its sizes what it will cost."""
    with zipfile.ZipFile(io.BytesIO(document(p("x")))) as honest:
        parts = {name: honest.read(name) for name in honest.namelist()}
    written = f"{prologue}<w:document {DECLARED}><w:body>{body}</w:body></w:document>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, part in (parts | {"word/document.xml": written.encode()}).items():
            archive.writestr(name, part)
    return buffer.getvalue()


def lying_zip() -> bytes:
    """A part of 200 MB that the list of contents and the part's own header call 1,000 bytes long."""
    content = word(" " * (200 * MEGABYTE), packed=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    assert content.count(size) == 2
    return content.replace(size, (1000).to_bytes(4, "little"))


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return word("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>')


def quadratic() -> bytes:
    return word(p("&b;" * 50_000), f'<!DOCTYPE x [<!ENTITY b "{"b" * 50_000}">]>').replace(b"&amp;b;", b"&b;")


def stolen() -> bytes:
    return word(
        "<w:p><w:r><w:t>&file;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    )


WORD: dict[str, Callable[[], bytes]] = {
    "a part of 101 MB": lambda: word(" " * (101 * MEGABYTE), packed=True),
    "a zip that lies": lying_zip,
    "a billion laughs": laughs,
    "quadratic entities": quadratic,
    "an entity that is a file": stolen,
    "deep elements": lambda: word("<w:smartTag>" * DEEP + p("x") + "</w:smartTag>" * DEEP),
    "deep tables": lambda: word("<w:tbl><w:tr><w:tc>" * 200 + p("x") + "</w:tc></w:tr></w:tbl>" * 200),
    "many empty paragraphs": lambda: word("<w:p/>" * 300_000),
    "a million paragraphs": lambda: word("<w:p><w:r><w:t>文</w:t></w:r></w:p>" * MANY),
    "one paragraph of forty megabytes": lambda: word(p("文" * 13 * MANY)),
    "a cell that spans a billion": lambda: word(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{p("x")}</w:tc>'
        f"<w:tc>{p('y')}</w:tc></w:tr></w:tbl>" * 3
    ),
    "sizes beyond numbers": lambda: word(p("x", properties=f'<w:outlineLvl w:val="{"9" * 5000}"/>')),
}

# --- PDF -----------------------------------------------------------------------------------------

ROOT_OBJECT = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE_OBJECT = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R>>"
FONT = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    written, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start, size = len(written), len(objects) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return bytes(written + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start))


def stream(content: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), extra, packed)


def one_page(content: bytes, resources: bytes = FONT, *more: bytes) -> bytes:
    """A PDF of one page that shows `content`; `more` are the objects from 6 on."""
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf(ROOT_OBJECT, pages, PAGE_OBJECT, stream(content), b"<<%s>>" % resources, *more)


def forms(count: int, calls: int, last: bytes) -> bytes:
    """Forms each of which shows the next so many times; the last is `last`."""
    names = [b"<</XObject<</X %d 0 R>>%s>>" % (number + 7, FONT) for number in range(count)]
    shown = b"/X Do " * calls
    made = [stream(shown, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources" + each) for each in names]
    return one_page(shown, b"/XObject<</X 6 0 R>>", *made, last)


PDF: dict[str, Callable[[], bytes]] = {
    "pages within themselves": lambda: pdf(ROOT_OBJECT, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "pages that are their own parents": lambda: pdf(
        ROOT_OBJECT,
        b"<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1>>",
        b"<</Type/Pages/Parent 3 0 R/Kids[2 0 R]>>",
    ),
    "two thousand million pages": lambda: pdf(
        ROOT_OBJECT, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", PAGE_OBJECT
    ),
    "twenty thousand pages": lambda: pdf(
        ROOT_OBJECT,
        b"<</Type/Pages/Count 20000/Kids[%s]>>" % (b"3 0 R " * 20_000),
        PAGE_OBJECT,
        stream(b"BT /F 9 Tf (x) Tj ET"),
        b"<<%s>>" % FONT,
    ),
    "a stream of blanks of 500 MB": lambda: one_page(b" " * (500 * MEGABYTE)),
    "three million words": lambda: one_page(b"BT /F 9 Tf " + b"1 0 Td (word) Tj " * (3 * MANY) + b"ET"),
    "a form that shows itself": lambda: forms(
        1, 2, stream(b"/X Do", b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    ),
    "ten to the ninth forms": lambda: forms(
        9, 10, stream(b"BT /F 9 Tf (x) Tj ET", b"/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>" % FONT)
    ),
    "deep dictionaries": lambda: pdf(b"<</A" * DEEP + b">>" * DEEP, ROOT_OBJECT),
    "a cross-reference to itself": lambda: (
        b"%PDF-1.7\nxref\n0 0\ntrailer<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF"
    ),
    "a picture of ten thousand million pixels": lambda: one_page(
        b"500 0 0 500 0 0 cm /X Do",
        b"/XObject<</X 6 0 R>>",
        stream(
            bytes(MANY),
            b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 1/ColorSpace/DeviceGray",
        ),
    ),
}

# --- Web pages -----------------------------------------------------------------------------------


def web(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def picture(side: int) -> bytes:
    """A picture of one colour: few bytes for its many pixels."""
    buffer = io.BytesIO()
    Image.new("RGB", (side, side)).save(buffer, "PNG")
    return buffer.getvalue()


def illustrated(count: int, side: int) -> bytes:
    """An issue with pictures in its only article, no two alike."""
    once = picture(side)
    shown = "".join(
        f'<p><img src="data:image/png;base64,{base64.b64encode(once + bytes([n])).decode()}"></p>'
        for n in range(count)
    )
    lines = (MASTHEAD.lstrip("# ") + "【行业资讯】\n\n● 题目\n\n" + FIRST).splitlines()
    return web("".join(f"<p>{line}</p>" for line in lines) + shown)


def deep(name: str) -> bytes:
    return web(f"<{name}>" * DEEP + "x")


WEB: dict[str, Callable[[], bytes]] = {
    **{f"deep {name}": partial(deep, name) for name in ("div", "a")},
    "deep cells": lambda: web("<table><tr><td>" * DEEP + "x"),
    "a page of many paragraphs": lambda: web("<p>x" * 100_000),
    "ten megabytes of brackets": lambda: web("<" * (9 * MANY)),
    "an element of many attributes": lambda: web(f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>x"),
    "a style of nine megabytes": lambda: web(f'<p style="{"a:b;" * (2 * MANY)}">x'),
    "a cell that spans a billion columns": lambda: web(
        "<table border><tr><td colspan=999999999 rowspan=999999999>x<td>y<tr><td>z</table>" * 3
    ),
    "a picture of 49 million pixels": lambda: illustrated(1, 7_000),
    "forty pictures of 36 million pixels": lambda: illustrated(40, 6_000),
    "four pictures of 36 million pixels": lambda: illustrated(4, 6_000),
}

# --- Text ----------------------------------------------------------------------------------------


def text(body: str) -> bytes:
    return f"{MASTHEAD}\n【行业资讯】\n\n● 题目\n\n{body}\n".encode()


TEXT: dict[str, Callable[[], bytes]] = {
    "nothing but marks of articles": lambda: text("● x\n" * 19_000),
    "nothing but emphasis": lambda: text("**a" * 99_000),
    "nothing but credit lines": lambda: text("（来源：某报）\n" * 19_000),
    "a table of three lines": lambda: text("|a" * 40_000 + "\n" + "|-" * 40_000 + "\n" + "|b" * 40_000),
    "ten megabytes of words": lambda: text("港口" * 1_700_000),
}

# --- All of them ---------------------------------------------------------------------------------

HOSTILE = WORD | PDF | WEB | TEXT


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_ends_in_a_proposal_or_a_sentence_within_time_and_memory(make):
    measured = read(make())
    assert measured["outcome"] == "proposed" or "请" in measured["text"]
    assert measured["seconds"] < SECONDS + 2
    assert measured["worker_megabytes"] < MEGABYTES
    assert measured["megabytes"] < MEGABYTES
    assert "root:" not in measured["text"]
    assert "haha" not in measured["text"]


SHOWN = b"BT /F 20 Tf 50 500 Td (the ship has come in) Tj ET"


@pytest.mark.parametrize(
    "honest",
    [
        word(p("the ship has come in")),
        word(p("the ship has come in"), packed=True),
        one_page(SHOWN),
        forms(2, 1, stream(SHOWN, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>" % FONT)),
        web("<p>the ship has come in</p>"),
        text("the ship has come in"),
    ],
    ids=["Word", "packed Word", "PDF", "PDF of forms", "page", "text"],
)
def test_what_makes_the_hostile_files_makes_honest_ones_that_are_read(honest):
    assert any("the ship has come in" in block.text for block in read_blocks(sniff(honest)))
