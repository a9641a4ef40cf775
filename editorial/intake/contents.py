"""The contents list 目录: the titles an issue announces before its text begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from editorial.intake.blocks import Block, Kind
from editorial.intake.credits import read_credit
from editorial.intake.masthead import CONTENTS_WORDS
from editorial.intake.titles import SAME, are_same, bare, is_prose, is_short, key, section_name

_LEADER = re.compile(r"\s*(?:[.．·…‥\-—_]{2,}|\t|\s{2,})\s*[(（]?\d{1,3}[)）]?$|\s+P?\d{1,3}$")
_ORDINAL = re.compile(r"^\d{1,2}[.．、)）]\s*(?=\D)")
_ALIKE = 5
"""Titles that are looked at when several are alike, as those of a series are."""
_SHORTEST_BEGINNING = 6
"""Letters that a title broken off must still have."""
_SILENT = (Kind.RULE, Kind.PAGE_BREAK)
_REACH = 400
"""Blocks within which a contents list ends."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A title announced under a section (empty if under none). `line` counts from 1."""

    section: str
    title: str
    line: int

    @property
    def key(self) -> str:
        return key(self.title)


@dataclass(frozen=True, slots=True)
class Contents:
    """What was announced: titles in order, and sections, also those without a title."""

    entries: tuple[Entry, ...] = ()
    sections: tuple[Entry, ...] = ()


def read_contents(blocks: list[Block], start: int) -> tuple[Contents, int]:
    """The contents list that begins at or after block `start`, and the index where the text begins.

    A list of short lines is one when what it names comes again; without that, the word 目录 makes it one.
    """
    region = _region(blocks, start)
    announced = next((i for i in region if key(blocks[i].text) in CONTENTS_WORDS), None)
    first = start if announced is None else announced + 1
    end = _repetition(blocks, [i for i in region if i >= first])
    if end is None:
        if announced is None:
            return Contents(), start
        end = _rule_or_heading(blocks, region, first)
    else:
        end = _before_its_heading(blocks, first, end)
    return _entries(blocks[first:end]), end


def _region(blocks: list[Block], start: int) -> range:
    """The blocks before the first running text."""
    end = start
    while end < min(len(blocks), start + _REACH) and not is_prose(blocks[end]):
        end += 1
    return range(start, end)


def _repetition(blocks: list[Block], indexes: list[int]) -> int | None:
    """Where the text begins: the first short line that says again what an earlier one said."""
    seen: list[str] = []
    for index in indexes:
        block = blocks[index]
        if not (is_short(block) or section_name(block)) or read_credit(block.text):
            continue
        name = key(announced_title(block))
        if any(are_same(name, other) for other in seen):
            return index
        if name:
            seen.append(name)
    return None


def _before_its_heading(blocks: list[Block], first: int, end: int) -> int:
    """Titles alone, under no headings: those right above the title at `end` are the text's own."""
    said = [index for index in range(first, end) if blocks[index].kind not in _SILENT]
    opens = next((place for place, index in enumerate(said) if _is_heading(blocks[index])), 0)
    is_flat = opens > 0 and all(_is_heading(blocks[index]) for index in said[opens:])
    return said[opens] if is_flat and not section_name(blocks[end]) else end


def _is_heading(block: Block) -> bool:
    return block.kind is Kind.HEADING or bool(section_name(block))


def _rule_or_heading(blocks: list[Block], region: range, first: int) -> int:
    """Where an announced list ends that nothing repeats: a rule, a page, a heading after its items."""
    for index in (i for i in region if i > first):
        block = blocks[index]
        if block.kind in _SILENT or _opens_the_text(blocks, index):
            return index
    return min(first, region.stop)


def _opens_the_text(blocks: list[Block], index: int) -> bool:
    """A heading after the items, unless it is a section's with items of its own."""
    if blocks[index].kind is not Kind.HEADING or blocks[index - 1].kind is not Kind.LIST_ITEM:
        return False
    below = blocks[index + 1].kind if index + 1 < len(blocks) else None
    return not section_name(blocks[index]) or below is Kind.HEADING


def _entries(blocks: list[Block]) -> Contents:
    entries: list[Entry] = []
    sections: list[Entry] = []
    for block in blocks:
        if name := section_name(block) or section_name(_without_leader(block)):
            sections.append(Entry(name, "", block.line))
        elif block.text and block.kind not in (Kind.RULE, Kind.TABLE) and (title := announced_title(block)):
            entries.append(Entry(sections[-1].section if sections else "", title, block.line))
    return Contents(tuple(entries), tuple(sections))


def announced_title(block: Block) -> str:
    """The title without what a contents list puts around it: bullet, ordinal, leader, page number."""
    return _ORDINAL.sub("", _LEADER.sub("", bare(block))).strip()


def _without_leader(block: Block) -> Block:
    runs = block.runs
    return (
        block.with_runs((*runs[:-1], type(runs[-1])(_LEADER.sub("", block.text))))
        if len(runs) == 1
        else block
    )


class Announced:
    """The announced titles, each to be found once in the text."""

    def __init__(self, contents: Contents) -> None:
        self._waiting = {entry: entry.key for entry in contents.entries}
        self._shortened = {
            entry: name
            for entry, name in self._waiting.items()
            if entry.title.endswith(("…", "...")) and len(name) >= _SHORTEST_BEGINNING
        }

    def find(self, text: str) -> Entry | None:
        """The waiting entry that is this title; a contents list may break one off with an ellipsis."""
        wanted = key(text)
        alike = process.extract(wanted, self._waiting, scorer=fuzz.ratio, score_cutoff=SAME, limit=_ALIKE)
        for name, _, entry in alike:
            if are_same(wanted, name):
                return entry
        for entry, name in self._shortened.items():
            if entry in self._waiting and wanted.startswith(name):
                return entry
        return None

    def begins(self, text: str) -> bool:
        """The text is the beginning of a waiting title, which its line broke in two."""
        wanted = key(text)
        return len(wanted) >= 4 and any(
            name.startswith(wanted) and len(name) > len(wanted) for name in self._waiting.values()
        )

    def cross_off(self, entry: Entry) -> None:
        self._waiting.pop(entry, None)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._waiting)
