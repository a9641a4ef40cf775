"""Recognition: blocks → masthead, contents list, sections, articles with sub-headings and credit lines.

A ● or a contents match makes a heading an article's, not its level; any other heading within an article
is a sub-heading of it.
"""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.contents import Announced, Contents, Entry, read_contents
from editorial.intake.credits import Credit, read_credit
from editorial.intake.masthead import Masthead, read_masthead
from editorial.intake.proposal import Repair, Warning
from editorial.intake.titles import TERMINALS, bare, has_mark, is_prose, is_short, key, section_name

UNSORTED = "未分栏"
"""The section of articles that stand under none."""
_COLOPHON = re.compile(
    r"(?:主?送|报送?|抄送|抄报|发送?|分送|印数|共印|印发|责任编辑|责编|编辑|校对|审核|审稿|签发|核稿|联系人|联系电话|电话|传真|地址"
    r"|邮箱|邮编|电子邮箱|网址|投稿邮箱)\s*[:：].*|[（(]?共印\s*\d+\s*份[)）]?"
)
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、.+|[（(][一二三四五六七八九十]{1,3}[)）].+")
LONGEST_SUBHEADING = 20
"""Characters of a plain line that may be a sub-heading by its shortness alone."""
_LONGEST_BOLD_SUBHEADING = 40
_TEXT_WITHIN = 3
"""Blocks behind a heading among which its text begins."""
_SILENT = (Kind.RULE, Kind.PAGE_BREAK)


class Place(StrEnum):
    """What stood before a block, as far as it matters for the next heading."""

    START = "start"
    SECTION = "section"
    TITLE = "title"
    TEXT = "text"
    CREDIT = "credit"


_BETWEEN_ARTICLES = (Place.START, Place.SECTION, Place.CREDIT)


@dataclass(slots=True)
class Draft:
    """An article as found: title, line, blocks of its text, credit lines. Headings among the blocks
    are its sub-headings."""

    title: str
    line: int
    section: str
    entry: Entry | None = None
    blocks: list[Block] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)


@dataclass(slots=True)
class Recognised:
    """Everything found in a document. `sections` maps a name to the line where the text opens it."""

    masthead: Masthead
    contents: Contents
    sections: dict[str, int] = field(default_factory=dict)
    articles: list[Draft] = field(default_factory=list)
    missing: list[Entry] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)


def recognise(blocks: list[Block]) -> Recognised:
    """What the blocks are."""
    masthead, after = read_masthead(blocks)
    contents, start = read_contents(blocks, after)
    return _Walk(Recognised(masthead, contents), blocks[start:]).result()


class _Walk:
    """Goes through the text once, giving each block to the article it belongs to."""

    def __init__(self, found: Recognised, blocks: list[Block]) -> None:
        self._found = found
        self._blocks = blocks
        self._announced = Announced(found.contents)
        self._names = frozenset(key(entry.section) for entry in found.contents.sections)
        self._has_contents = bool(found.contents.entries)
        self._has_marks = any(has_mark(block) and is_short(block) for block in blocks)
        self._section = ""
        self._opened: dict[str, str] = {}
        self._filled: set[str] = set()
        self._place = Place.START
        self._unplaced: list[Block] = []

    def result(self) -> Recognised:
        skip = 0
        for index, block in enumerate(self._blocks):
            if skip:
                skip -= 1
            elif name := section_name(block, self._names):
                self._open_section(name, block)
            elif heading := self._article_heading(index):
                entry, title, skip = heading
                self._open_article(block, entry, title)
            else:
                self._add(index, block)
        return self._finish()

    # --- Sections and articles ------------------------------------------------------------------

    def _open_section(self, name: str, block: Block) -> None:
        known = self._opened.setdefault(key(name), name)
        if known not in self._found.sections:
            self._found.sections[known] = block.line
        elif known in self._filled:
            self._warn(
                "section.repeated", block.line, f"栏目【{known}】出现了不止一次，文章已归到一起，请核对次序。"
            )
        self._section = known
        self._place = Place.SECTION

    def _open_article(self, block: Block, entry: Entry | None, title: str) -> None:
        # A text without section headings may still have announced its titles under sections.
        name = self._section or (entry.section if entry else "") or UNSORTED
        self._found.sections.setdefault(name, block.line)
        if entry is not None:
            self._announced.cross_off(entry)
        if block.note:
            message = f"标题《{title}》带有脚注“{block.note}”，没有导入；需要的话请写进正文或作者栏。"
            self._warn("note.ignored", block.line, message)
        self._filled.add(name)
        self._found.articles.append(Draft(title, block.line, name, entry))
        self._place = Place.TITLE

    def _article_heading(self, index: int) -> tuple[Entry | None, str, int] | None:
        """Entry, title and number of further lines of the article heading at `index`; None if it is none."""
        block = self._blocks[index]
        if not is_short(block) or (block.kind is Kind.LIST_ITEM and not has_mark(block)):
            return None
        title = bare(block)
        if not title:
            return None
        if entry := self._announced.find(title):
            return entry, _chosen(entry, title), 0
        if broken := self._broken_title(index, title):
            return broken
        if self._is_unannounced(index, block):
            return None, title, 0
        return None

    def _broken_title(self, index: int, title: str) -> tuple[Entry, str, int] | None:
        """An announced title that stands on two lines."""
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if following is None or not is_short(following) or not self._announced.begins(title):
            return None
        entry = self._announced.find(title + following.text)
        if entry is None:
            return None
        line = self._blocks[index].line
        detail = f"标题《{entry.title}》在原稿里断成两行，已接上。"
        self._found.repairs.append(Repair("title.joined", line, detail, certain=True))
        return entry, entry.title, 1

    def _is_unannounced(self, index: int, block: Block) -> bool:
        """A heading the contents list does not have, but which is an article's by mark or place."""
        return self._opens_by_mark(block) if has_mark(block) else self._opens_by_place(index, block)

    def _opens_by_mark(self, block: Block) -> bool:
        return block.kind is Kind.HEADING or self._place in _BETWEEN_ARTICLES or not self._has_contents

    def _opens_by_place(self, index: int, block: Block) -> bool:
        if self._has_marks:
            return self._place is Place.CREDIT and _stands_out(block) and self._has_text_after(index)
        if self._has_contents:
            return self._place is Place.CREDIT and self._heads_a_text(index, block)
        if not self._found.sections and not self._found.articles:
            return _stands_out(block)
        return self._place in _BETWEEN_ARTICLES and self._heads_a_text(index, block)

    def _heads_a_text(self, index: int, block: Block) -> bool:
        """Text follows, and the line is no credit line nor, unless it stands out, one of the colophon."""
        if not self._has_text_after(index) or read_credit(block.text):
            return False
        return _stands_out(block) or not _COLOPHON.fullmatch(block.text)

    def _has_text_after(self, index: int) -> bool:
        return any(map(is_prose, self._blocks[index + 1 : index + 1 + _TEXT_WITHIN]))

    # --- The text of an article -----------------------------------------------------------------

    def _add(self, index: int, block: Block) -> None:
        """Gives a block that opens nothing to the article it stands in."""
        if self._found.articles and self._place is not Place.SECTION:
            self._add_to(self._found.articles[-1], index, block)
        elif block.text:
            self._unplaced.append(block)

    def _add_to(self, article: Draft, index: int, block: Block) -> None:
        if credit := _credit(block):
            article.credits.append(credit)
            # A credit line under the title heads the text; any other ends it.
            self._place = Place.CREDIT if article.blocks else Place.TITLE
        elif block.text and block.kind not in _SILENT:
            self._place = Place.TEXT
            article.blocks.append(_as_subheading(block) if self._is_subheading(index, block) else block)
        elif article.blocks or block.kind is Kind.IMAGE:
            article.blocks.append(block)

    def _is_subheading(self, index: int, block: Block) -> bool:
        if block.kind is Kind.HEADING:
            return True
        if block.kind is not Kind.PARAGRAPH or not is_short(block) or block.text[-1] in TERMINALS + "（）()":
            return False
        if block.is_bold and len(block.text) <= _LONGEST_BOLD_SUBHEADING:
            return True
        if not self._stands_between(index):
            return False
        return bool(_NUMBERED.fullmatch(block.text)) or (
            len(block.text) <= LONGEST_SUBHEADING and not re.search(r"[，,。；;]", block.text)
        )

    def _stands_between(self, index: int) -> bool:
        """What is before has ended, and what comes after is a paragraph."""
        before = self._blocks[index - 1].text if index else ""
        ended = not before or before.endswith(tuple(TERMINALS + "）)"))
        after = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        return ended and after is not None and is_prose(after)

    # --- The end --------------------------------------------------------------------------------

    def _finish(self) -> Recognised:
        found = self._found
        for entry in found.contents.sections:
            if self._opened.setdefault(key(entry.section), entry.section) == entry.section:
                found.sections.setdefault(entry.section, entry.line)
        found.missing = list(self._announced)
        for article in found.articles:
            _trim(article.blocks)
        if found.articles:
            self._take_colophon(found.articles[-1])
        if self._unplaced:
            first = self._unplaced[0]
            self._warn(
                "text.unplaced",
                first.line,
                f"从第 {first.line} 行起有 {len(self._unplaced)} 段文字不属于任何文章，没有导入，请核对原稿。",
            )
        return found

    def _take_colophon(self, last: Draft) -> None:
        """Takes 报送、抄送、共印 … off the end of the last article."""
        taken = None
        while last.blocks and (_is_blank(last.blocks[-1]) or _COLOPHON.fullmatch(last.blocks[-1].text)):
            block = last.blocks.pop()
            taken = block if block.text else taken
        if taken is not None:
            message = "文末的报尾（报送、抄送、印数等）没有导入，请写在刊物的“报尾”里。"
            self._warn("colophon.ignored", taken.line, message)

    def _warn(self, code: str, line: int, message: str) -> None:
        self._found.warnings.append(Warning(code, line, message))


def _credit(block: Block) -> Credit | None:
    if block.kind not in (Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE, Kind.LIST_ITEM):
        return None
    return read_credit(block.text, block.line)


def _is_blank(block: Block) -> bool:
    """It shows nothing. A picture may be without words."""
    return not block.text and block.kind is not Kind.IMAGE


def _stands_out(block: Block) -> bool:
    return block.kind is Kind.HEADING or block.is_bold


def _as_subheading(block: Block) -> Block:
    return replace(block, kind=Kind.HEADING, runs=(Run(bare(block), note=block.note),))


def _chosen(entry: Entry, title: str) -> str:
    """The title as announced, unless the list broke it off."""
    return title if entry.title.endswith(("…", "...")) and len(title) > len(entry.title) else entry.title


def _trim(blocks: list[Block]) -> None:
    """Takes rules and page breaks off the ends, and makes two in a row one."""
    while blocks and blocks[-1].kind in _SILENT:
        blocks.pop()
    doubled = [
        index
        for index, (one, other) in enumerate(pairwise(blocks), start=1)
        if one.kind in _SILENT and other.kind in _SILENT
    ]
    for index in reversed(doubled):
        del blocks[index]
