"""Builds the PDFs that the reader's tests read: typeset here and now, or printed by Chromium."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import typst

from editorial.intake import propose
from publishing import fonts
from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
needs_chinese_type = pytest.mark.skipif(bool(fonts.missing()), reason="no Chinese fonts on this machine")

SONG, HEI, KAI = (fonts.families()[role][0] for role in ("song", "hei", "kai"))


def typeset(source: str, **files: bytes) -> bytes:
    """The PDF of a Typst source in Song of 12 points, with `files` (by name, `_` for the dot) beside it."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name.replace("_", ".")).write_bytes(content)
        main = Path(folder, "main.typ")
        main.write_text(f'#set text(font: "{SONG}", size: 12pt, lang: "zh")\n{source}', encoding="utf-8")
        return typst.compile(str(main), root=folder, font_paths=fonts.shared(), timestamp=0)


def printed(html: str, *, head_and_foot: bool = False) -> bytes:
    """The PDF that Chromium prints of a page."""
    with TemporaryDirectory() as folder:
        page, output = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(f'<!doctype html><html lang="zh"><meta charset="utf-8">{html}', encoding="utf-8")
        options = [] if head_and_foot else ["--no-pdf-header-footer"]
        command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", *options]
        subprocess.run(
            [*command, f"--user-data-dir={folder}/profile", f"--print-to-pdf={output}", page.as_uri()],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return output.read_bytes()


def stories() -> list[tuple[str, tuple[str, ...]]]:
    """Title and paragraphs of each article of the sample issue."""
    proposal = propose((ROOT / "samples" / "2026-01.md").read_bytes())
    return [
        (article.title, article.paragraphs) for section in proposal.sections for article in section.articles
    ]


def literal(text: str) -> str:
    """The text as Typst markup that means nothing but itself."""
    return "".join(f"\\{letter}" if letter in "\\#*_`$<>@[]~-+=/\"'" else letter for letter in text)
