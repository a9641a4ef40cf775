"""Documents made out of the sample issue."""

from pathlib import Path

from tests.installation import ROOT


def february(folder: Path) -> Path:
    """The sample once more, as the next month's issue."""
    text = (ROOT / "samples" / "2026-01.md").read_text(encoding="utf-8")
    for january, february in (
        ("第 1 期", "第 2 期"),
        ("总第 40 期", "总第 41 期"),
        ("1 月 30 日", "2 月 27 日"),
    ):
        text = text.replace(january, february, 1)
    path = folder / "2026-02.md"
    path.write_text(text, encoding="utf-8")
    return path
