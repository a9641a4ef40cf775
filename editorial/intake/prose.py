"""Prose: the blocks of an article as clean Markdown, which reads back as the same words.

Whatever would be markup by accident (a star, a `#` at the head of a line, `<`) is escaped. Footnotes
are numbered from 1 through the article and stand at its end.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from textwrap import indent

from editorial.intake.blocks import Block, Kind, Run, merged

_SUBHEADING = "## "
_ALWAYS = re.compile(r"[*`\[]|~~|\\(?=[!-/:-@\[-`{-~]|$)|<(?=[A-Za-z/!?])|&(?=#?\w{1,31};)")
_UNDERLINE = re.compile(r"(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
_AT_START = re.compile(r"(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|=+\s*$|-{2,}\s*$|~{3,}|(?:-\s*){3,}$|\|)")
_ORDINAL_AT_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_PIPE = re.compile(r"(\\.)|\|")
_LINK_END = re.compile(r"[()<>\s\\]")


def to_markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, a blank line between them but not between the items of a list. What stands
    in an item is indented to its words (CommonMark 0.31, §5.2)."""
    notes: list[str] = []
    parts: list[str] = []
    items: list[Block] = []
    is_after_item = False
    for block in blocks:
        written = _block(block, notes)
        if not written:
            continue
        is_item = block.kind is Kind.LIST_ITEM
        around = _around(block, items)
        if parts:
            parts.append(
                "\n" if is_item and is_after_item and _goes_on(block, items[len(around) :]) else "\n\n"
            )
        parts.append(indent(written, " " * sum(len(item.marker) + 1 for item in around)))
        items = [*around, block] if is_item else around
        is_after_item = is_item
    parts += [f"\n\n[^{number}]: {note}" for number, note in enumerate(notes, start=1)]
    return "".join(parts)


def _around(block: Block, items: list[Block]) -> list[Block]:
    """The items in which a block stands, of those that are open, each deeper than the one before it. A depth
    that leaps, as from 1 to 3, is one step."""
    if block.kind is Kind.HEADING:
        return []
    deepest = block.level - (block.kind is Kind.LIST_ITEM)
    return [item for item in items if item.level <= deepest]


def _goes_on(block: Block, ended: list[Block]) -> bool:
    """An item needs no blank line before it: the first of the items that end with it was counted alike, or
    none ends and it may begin a list right below the words of another (CommonMark 0.31, §5.2: counted
    with a bullet or from 1)."""
    if ended:
        return ended[0].marker[-1:] == block.marker[-1:]
    return block.marker[:-1] in ("", "1")


def _block(block: Block, notes: list[str]) -> str:
    """The block as Markdown; the words of its footnotes are added to `notes`."""
    match block.kind:
        case Kind.HEADING:
            references = "".join(_reference(run, notes) for run in block.runs)
            words = _escaped(block.text).replace("#", "\\#")
            return f"{_SUBHEADING}{words}{references}" if block.text else ""
        case Kind.LIST_ITEM:
            return f"{block.marker} {inline(block.runs, notes)}"
        case Kind.QUOTE:
            return f"> {inline(block.runs, notes)}"
        case Kind.TABLE | Kind.IMAGE:
            return block.markdown
        case Kind.RULE:
            return "---"
        case Kind.PARAGRAPH:
            return inline(block.runs, notes)
    return ""


def table(rows: Sequence[Sequence[str]]) -> str:
    """A GFM table of cells that are inline Markdown, the first row as its head; short rows are filled up."""
    width = max(map(len, rows), default=0)
    lines = [[*row, *[""] * (width - len(row))] for row in rows]
    written = ["| " + " | ".join(map(_cell, line)) + " |" for line in lines]
    return "\n".join((written[0], "|" + " --- |" * width, *written[1:])) if width else ""


def _cell(written: str) -> str:
    return _PIPE.sub(lambda found: found[1] or "\\|", written)


def inline(runs: Iterable[Run], notes: list[str] | None = None) -> str:
    """Runs as the inline Markdown of one block. The words of footnotes are added to `notes`; without
    such a list, as in a cell of a table, footnotes are left out."""
    trimmed = _stripped(merged(tuple(runs)))
    return _guarded("".join(_run(run, notes) for run in trimmed))


def _stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Without blanks at the ends of the block."""
    if not runs:
        return runs
    runs = (replace(runs[0], text=runs[0].text.lstrip()), *runs[1:])
    return (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip()))


def _reference(run: Run, notes: list[str] | None) -> str:
    """The mark of the run's footnote, whose words are added to `notes`."""
    note = " ".join(run.note.split())
    if not note or notes is None:
        return ""
    notes.append(_guarded(_escaped(note)))
    return f"[^{len(notes)}]"


def _run(run: Run, notes: list[str] | None) -> str:
    """One run with its marks; blanks at its ends stay outside them, or they would be no marks."""
    core = run.text.strip()
    reference = _reference(run, notes)
    if not core:
        return f"{run.text}{reference}"
    before = run.text[: len(run.text) - len(run.text.lstrip())]
    after = run.text[len(run.text.rstrip()) :]
    marks = "**" * run.bold + "*" * run.italic
    strike = "~~" * run.struck
    written = f"{marks}{strike}{_escaped(core)}{strike}{marks}"
    if run.link:
        written = f"[{written}]({_LINK_END.sub(lambda found: f'%{ord(found[0]):02X}', run.link)})"
    return f"{before}{written}{reference}{after}"


def _escaped(text: str) -> str:
    text = _ALWAYS.sub(lambda found: "".join(f"\\{mark}" for mark in found[0]), text)
    return _UNDERLINE.sub(r"\\_", text)


def _guarded(line: str) -> str:
    """The line with its beginning escaped where it would make another kind of block of it."""
    if _AT_START.match(line):
        return f"\\{line}"
    return _ORDINAL_AT_START.sub(r"\1\\\2", line, count=1) if _ORDINAL_AT_START.match(line) else line
