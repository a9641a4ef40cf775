"""Prose: the blocks of an article as clean Markdown, which reads back as the same words.

Whatever would be markup by accident (a star, a `#` at the head of a line, `<`) is escaped.
"""

import re
from collections.abc import Iterable

from editorial.intake.blocks import Block, Kind, Run, merged

_SUBHEADING = "## "
_ALWAYS = re.compile(r"[*`\[]|~~|\\(?=[!-/:-@\[-`{-~]|$)|<(?=[A-Za-z/!?])|&(?=#?\w{1,31};)")
_UNDERLINE = re.compile(r"(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
_AT_START = re.compile(r"(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|=+\s*$|-{2,}\s*$|~{3,}|(?:-\s*){3,}$|\|)")
_ORDINAL_AT_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_LINK_END = re.compile(r"[()<>\s\\]")


def to_markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, a blank line between them but not between the items of a list."""
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        written = _block(block)
        if not written:
            continue
        if parts:
            parts.append("\n" if _same_list(previous, block) else "\n\n")
        parts.append(written)
        previous = block
    return "".join(parts)


def _block(block: Block) -> str:
    match block.kind:
        case Kind.HEADING:
            return _SUBHEADING + _escaped(block.text).replace("#", "\\#") if block.text else ""
        case Kind.LIST_ITEM:
            return f"{block.marker} {inline(block.runs)}"
        case Kind.QUOTE:
            return f"> {inline(block.runs)}"
        case Kind.TABLE:
            return block.markdown
        case Kind.RULE:
            return "---"
        case Kind.PARAGRAPH:
            return inline(block.runs)
    return ""


def _same_list(one: Block | None, other: Block) -> bool:
    both = one is not None and one.kind is Kind.LIST_ITEM and other.kind is Kind.LIST_ITEM
    return both and one is not None and one.marker[-1:] == other.marker[-1:]


def inline(runs: Iterable[Run]) -> str:
    """Runs as the inline Markdown of one block."""
    trimmed = _stripped(merged(tuple(runs)))
    return _guarded("".join(_run(run) for run in trimmed))


def _stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Without blanks at the ends of the block."""
    if not runs:
        return runs
    first = Run(runs[0].text.lstrip(), *_style(runs[0]))
    runs = (first, *runs[1:])
    return (*runs[:-1], Run(runs[-1].text.rstrip(), *_style(runs[-1])))


def _style(run: Run) -> tuple[bool, bool, bool, str]:
    return run.bold, run.italic, run.struck, run.link


def _run(run: Run) -> str:
    """One run with its marks; blanks at its ends stay outside them, or they would be no marks."""
    core = run.text.strip()
    if not core:
        return run.text
    before = run.text[: len(run.text) - len(run.text.lstrip())]
    after = run.text[len(run.text.rstrip()) :]
    marks = "**" * run.bold + "*" * run.italic
    strike = "~~" * run.struck
    written = f"{marks}{strike}{_escaped(core)}{strike}{marks}"
    if run.link:
        written = f"[{written}]({_LINK_END.sub(lambda found: f'%{ord(found[0]):02X}', run.link)})"
    return f"{before}{written}{after}"


def _escaped(text: str) -> str:
    text = _ALWAYS.sub(lambda found: "".join(f"\\{mark}" for mark in found[0]), text)
    return _UNDERLINE.sub(r"\\_", text)


def _guarded(line: str) -> str:
    """The line with its beginning escaped where it would make another kind of block of it."""
    if _AT_START.match(line):
        return f"\\{line}"
    return _ORDINAL_AT_START.sub(r"\1\\\2", line, count=1) if _ORDINAL_AT_START.match(line) else line
