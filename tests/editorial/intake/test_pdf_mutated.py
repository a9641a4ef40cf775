"""Two thousand damaged PDFs: each gives blocks or a refusal, through the process that reads them.

PDFium is a C++ library, and a damaged file may bring it down. Files are therefore read here in a child
process (this module run as a program) with the limits of the real one, which says after each file how it went; a file
that fells it is then given to the real sandbox, where that must be a refusal.
"""

import io
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from editorial import sandbox
from editorial.intake.blocks import Block
from editorial.intake.readers.pdf import read
from tests.conftest import ROOT
from tests.editorial.intake.pdfs import needs_chinese_type, typeset

pytestmark = pytest.mark.any_database

COUNT = 2000
SEED = 20260130
_EXTREMES = (b"0", b"-1", b"65536", b"2147483648", b"-2147483649", b"99999999999999999999", b"1e38", b"nan")
_NAMES = re.compile(rb"/[A-Z][A-Za-z]+")
_NUMBERS = re.compile(rb"-?\d+(?:\.\d+)?")

_PLAIN_OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 /MediaBox [0 0 420 595] >>",
    b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
    b"<< /Length 239 >>\nstream\nBT /F 12 Tf 60 520 Td 18 TL (Night clearance began last month and went well.) Tj T*\n"
    b"(Goods are released within two hours of landing.) Tj T* 2 Tr 0.5 Ts (Costs fell by a third.) Tj ET\n"
    b"60 300 m 360 300 l S 60 280 300 40 re S q 1 0 0 1 9 9 cm Q\nendstream",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Rotate 90 /Resources << /Font << /F 5 0 R >> >> >>",
)


def plain() -> bytes:
    """A PDF with nothing compressed, so that every edit of its text is an edit of what it says."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, written in enumerate(_PLAIN_OBJECTS, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(out),
    )  # fmt: skip


def typical() -> bytes:
    """A PDF as word processors write it: embedded fonts, compressed streams, a table, a note, a picture."""
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(picture, "PNG")
    source = """#set page("a5", columns: 2, numbering: "1")\n= 夜间通关\n口岸上月试行#footnote[年报第 12 页。]夜间通关。
    #table(columns: 2, [港区], [船次], [东港], [24], [西港], [9])\n#image("a.png", width: 4cm)\n#lorem(20)"""
    return typeset(source, a_png=picture.getvalue())


# --- Damage -------------------------------------------------------------------------------------


def mutated(content: bytes, number: int) -> bytes:
    """The `number`th damaged file made of a sound one: always the same."""
    random = Random(SEED + number)
    for _ in range(random.choice((1, 1, 2, 4))):
        content = random.choice(_DAMAGES)(content, random)
    return content


def _flipped(content: bytes, random: Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(random.choice((1, 4, 20)) if damaged else 0):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def _truncated(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _renumbered(content: bytes, random: Random) -> bytes:
    return _replaced(content, random, _NUMBERS, random.choice(_EXTREMES))


def _renamed(content: bytes, random: Random) -> bytes:
    names = _NAMES.findall(content) or [b"/Page"]
    return _replaced(content, random, _NAMES, random.choice(names))


def _replaced(content: bytes, random: Random, pattern: re.Pattern[bytes], by: bytes) -> bytes:
    if not (places := list(pattern.finditer(content))):
        return content
    place = random.choice(places)
    return content[: place.start()] + by + content[place.end() :]


def _garbled(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content) + 1)
    garbage = random.randbytes(random.choice((1, 16, 300)))
    return content[:start] + garbage + content[start + random.choice((0, len(garbage))) :]


def _repeated(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content) + 1)
    return content[:start] + content[max(0, start - random.choice((8, 200))) :]


_DAMAGES = (_flipped, _truncated, _renumbered, _renumbered, _renamed, _garbled, _repeated)

# --- The child ----------------------------------------------------------------------------------


def _outcome(content: bytes) -> str:
    try:
        blocks = read(content)
    except sandbox.Refused:
        return "refused"
    except MemoryError:
        return "refused"  # as the sandbox does
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "blocks" if all(isinstance(block, Block) for block in blocks) else "something else"


def _main(folder: Path, start: int) -> None:
    """Reads the files from `start` on and says after each its number, the seconds it took, and how it went."""
    limit = sandbox.MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    bases = [path.read_bytes() for path in sorted(folder.glob("*.pdf"))]
    for number in range(start, COUNT):
        began = time.monotonic()
        outcome = _outcome(mutated(bases[number % len(bases)], number))
        print(number, f"{time.monotonic() - began:.3f}", outcome, flush=True)  # noqa: T201


# --- The parent ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bases() -> list[bytes]:
    return [plain(), typical()]


@needs_chinese_type
def test_the_sound_files_are_read(bases):
    assert [block.text for block in read(bases[0])][:2] == [
        "Night clearance began last month and went well. Goods are released within two hours of landing.",
        "Costs fell by a third.",
    ]
    assert "夜间通关" in [block.text for block in read(bases[1])]


@needs_chinese_type
def test_a_damaged_file_gives_blocks_or_a_refusal(bases, tmp_path, capsys):
    for place, content in enumerate(bases):
        (tmp_path / f"{place}.pdf").write_bytes(content)
    outcomes: dict[int, str] = {}
    slowest = 0.0
    crashes: list[int] = []
    while (start := len(outcomes)) < COUNT:
        command = [sys.executable, "-m", __name__, str(tmp_path), str(start)]
        child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        for line in child.stdout.splitlines():
            number, seconds, outcome = line.split(" ", 2)
            outcomes[int(number)] = outcome
            slowest = max(slowest, float(seconds))
        if len(outcomes) < COUNT:
            crashes.append(len(outcomes))
            outcomes[len(outcomes)] = f"crashed with status {child.returncode}"
            assert child.returncode < 0, child.stderr
    told = {kind: sum(outcome == kind for outcome in outcomes.values()) for kind in ("blocks", "refused")}
    with capsys.disabled():
        print(f"\n{COUNT} damaged PDFs: {told}, {len(crashes)} crashes, slowest {slowest:.2f} s")  # noqa: T201
    strange = {number: outcome for number, outcome in outcomes.items() if outcome not in told}
    assert strange.keys() == set(crashes), strange
    assert slowest < sandbox.SECONDS
    assert (
        min(told.values()) > COUNT / 10
    )  # else the damage would be too little, or too much, to say anything
    refused = [number for number, outcome in outcomes.items() if outcome == "refused"]
    for place in (*crashes, *refused[:3]):
        with pytest.raises(sandbox.Refused):
            sandbox.read(
                "editorial.intake.readers", "pdf", content=mutated(bases[int(place) % 2], int(place))
            )


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]))
