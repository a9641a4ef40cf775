"""Footnotes: small type at the foot of a page, hung on the words that refer to it."""

import re
from dataclasses import dataclass, replace

from editorial.intake.blocks import Run
from editorial.intake.readers.pdf.lines import Line, Mark
from editorial.intake.readers.pdf.measure import Measure
from editorial.intake.readers.pdf.words import flowing

_SMALL = 0.9
"""Share of the body's size up to which type may be a note's."""
_NOTE = re.compile(r"([\[(（〔［]?(?:\d{1,2}|[①-⑳]|[*†‡※])[\])）〕］]?)[\s.．、:：]*(?=\S)")
_BRACKETS = "[]()（）〔〕［］"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote that nothing on its page refers to."""

    page: int
    size: float
    text: str


def hung(lines: list[Line], measure: Measure) -> tuple[list[Line], list[Note]]:
    """The lines of a page with its footnotes on the words they belong to, and the notes left over."""
    start = _foot(lines, measure)
    text, left = list(lines[:start]), []
    for name, note in _notes(lines[start:]):
        place = next(
            (
                (index, mark)
                for index, line in enumerate(text)
                for mark in line.marks
                if mark.text.strip(_BRACKETS) == name.strip(_BRACKETS)
            ),
            None,
        )
        if place is None:
            left.append(replace(note, text=f"{name} {note.text}"))
        else:
            index, mark = place
            text[index] = _with_note(text[index], mark, note.text)
    return text, left


def _foot(lines: list[Line], measure: Measure) -> int:
    """Where the notes begin: the last lines of the page are small, and the first of them has a mark."""
    start = len(lines)
    while start and lines[start - 1].size <= _SMALL * measure.size:
        start -= 1
    while start < len(lines) and not _NOTE.match(lines[start].text):
        start += 1
    return start


def _notes(lines: list[Line]) -> list[tuple[str, Note]]:
    """Mark and note, each note's lines joined."""
    notes: list[tuple[str, list[Line]]] = []
    for line in lines:
        if match := _NOTE.match(line.text):
            notes.append((match[1], [line]))
        else:
            notes[-1][1].append(line)
    return [(name, Note(those[0].page, those[0].size, _words(those))) for name, those in notes]


def _words(lines: list[Line]) -> str:
    text = "".join(run.text for run in flowing(lines))
    return _NOTE.sub("", text, count=1).strip()


def _with_note(line: Line, mark: Mark, note: str) -> Line:
    """The line with the note in place of the mark that refers to it."""
    runs: list[Run] = []
    place = 0
    for run in line.runs:
        start, end = mark.start - place, mark.start - place + len(mark.text)
        place += len(run.text)
        if end <= 0 or start >= len(run.text):
            runs.append(run)
            continue
        before, after = run.text[: max(start, 0)], run.text[max(end, 0) :]
        if before or not runs:
            runs.append(replace(run, text=before, note=note))
        else:
            runs[-1] = replace(runs[-1], note=note)
        if after:
            runs.append(replace(run, text=after))
    marks = tuple(
        replace(other, start=other.start - len(mark.text)) if other.start > mark.start else other
        for other in line.marks
        if other != mark
    )
    return replace(line, runs=tuple(runs), marks=marks)
