"""From parts to blocks: what each paragraph is in its document, and where a line break is a real one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from editorial.intake.blocks import Block, Kind, Run, merged
from editorial.intake.readers.docx.headings import Headings, is_heavy, size_of, text_of
from editorial.intake.readers.docx.inlines import Words
from editorial.intake.readers.docx.parts import Facts, Figure, Line, Paragraph, Part, Turn
from editorial.intake.titles import ARTICLE_MARK, TERMINALS, has_mark, section_name

_RULE = re.compile(r"(?:[-*_=~—–─━═＿][ \t]*){3,}")
_LONGEST_HEADING = 100
"""Characters; what is longer is text that was given a heading's style by mistake."""
_WRAPPED = 20
"""Characters from which a line that ends in the middle of a sentence was only wrapped."""
_MOST_TITLE_LINES = 3
_GOES_ON = "，、,（(“‘《〈「『【"
"""A line that ends so has not ended."""
_INDENTS = ("\u3000", "  ", "\t")
_COUNTED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、)）]|[①-⑳]"
)


def compose(parts: list[Part]) -> list[Block]:
    """The blocks of the parts, numbered from 1 in their order."""
    headings = Headings(part for part in parts if isinstance(part, Paragraph))
    blocks = (block for part in parts for block in _blocks(part, headings))
    return [replace(block, line=line) for line, block in enumerate(blocks, start=1)]


def _blocks(part: Part, headings: Headings) -> Iterator[Block]:
    match part:
        case Paragraph():
            yield from _paragraph(part, headings)
        case Figure(picture, page):
            words = (Run(picture.description),) if picture.description else ()
            yield Block(Kind.IMAGE, 0, words, page=page, picture=picture.content)
        case Facts(markdown, page):
            yield Block(Kind.TABLE, 0, (Run(markdown),), markdown=markdown, page=page)
        case Turn(page):
            yield Block(Kind.PAGE_BREAK, 0, page=page)


def _paragraph(paragraph: Paragraph, headings: Headings) -> Iterator[Block]:
    """The blocks of a paragraph: one, or as many as its author broke it into by line breaks."""
    label = paragraph.label
    for line in _joined(paragraph, headings):
        yield _block(replace(paragraph, label=label), line, headings)
        label = None


def _block(paragraph: Paragraph, line: Line, headings: Headings) -> Block:
    style, label = paragraph.style, paragraph.label
    runs = _runs(line)
    block = Block(Kind.PARAGRAPH, 0, runs, size=size_of(line), align=style.align, page=paragraph.page)
    if _RULE.fullmatch(block.text):
        return replace(block, kind=Kind.RULE, runs=())
    if style.is_contents:
        return _labelled(block, paragraph)
    level = style.level if len(block.text) <= _LONGEST_HEADING else 0
    if level := level or headings.level(paragraph, line):
        return replace(_labelled(block, paragraph), kind=Kind.HEADING, level=level)
    if label is not None and label.marker:
        return replace(block, kind=Kind.LIST_ITEM, level=label.depth, marker=label.marker)
    return _labelled(block, paragraph)


def _labelled(block: Block, paragraph: Paragraph) -> Block:
    """The block with its automatic number before its words, as it is printed. Of bullets only the mark
    of an article says something."""
    label = paragraph.label
    if label is None or (label.is_bullet and not ARTICLE_MARK.match(label.text)):
        return block
    gap = " " if label.text[-1].isascii() or label.is_bullet else ""
    first, *others = block.runs
    return block.with_runs((replace(first, text=f"{label.text}{gap}{first.text}"), *others))


# --- Line breaks --------------------------------------------------------------------------------


def _joined(paragraph: Paragraph, headings: Headings) -> list[Line]:
    """The paragraph's lines with words, those made one that a break only wrapped."""
    lines = [line for line in paragraph.lines if text_of(line).strip()]
    if len(lines) < 2 or paragraph.style.is_contents:
        return lines
    is_title = bool(paragraph.style.level) or _is_wrapped_title(paragraph, lines, headings)
    is_one = _is_one_title if is_title else _is_one_sentence
    joined = [lines[:1]]
    for line, following in pairwise(lines):
        if is_one(line, following):
            joined[-1].append(following)
        else:
            joined.append([following])
    return [_glued(wrapped) for wrapped in joined]


def _is_wrapped_title(paragraph: Paragraph, lines: list[Line], headings: Headings) -> bool:
    """A few lines that each look like a heading, set apart by size or in the middle of the page."""
    if len(lines) > _MOST_TITLE_LINES or not all(headings.level(paragraph, line) for line in lines):
        return False
    return paragraph.style.align == "center" or all(map(headings.is_larger, lines))


def _is_one_title(line: Line, following: Line) -> bool:
    """Both look alike, and neither is a section's name nor the second the title of another article."""
    one, other = (Block(Kind.PARAGRAPH, 1, (Run(text_of(each)),)) for each in (line, following))
    if section_name(one) or section_name(other) or has_mark(other):
        return False
    return size_of(line) == size_of(following) and is_heavy(line) == is_heavy(following)


def _is_one_sentence(line: Line, following: Line) -> bool:
    """The first breaks off in the middle of a sentence and the second does not begin anew."""
    one, other = text_of(line).rstrip(), text_of(following)
    if other.startswith(_INDENTS) or _COUNTED.match(other) or _is_marked(other):
        return False
    if size_of(line) != size_of(following) or is_heavy(line) != is_heavy(following):
        return False
    return one[-1] in _GOES_ON or (len(one) >= _WRAPPED and one[-1] not in TERMINALS + "）)】]")


def _is_marked(text: str) -> bool:
    return bool(ARTICLE_MARK.match(text)) or text.lstrip().startswith("【")


def _glued(lines: list[Line]) -> Line:
    """Lines as one; a blank only between Latin words."""
    glued = [*lines[0]]
    for line, following in pairwise(lines):
        before, after = text_of(line)[-1], text_of(following)[0]
        if before.isascii() and after.isascii() and not before.isspace():
            last = line[-1]
            glued.append(replace(last, run=replace(last.run, text=" ", note="")))
        glued += following
    return tuple(glued)


# --- Runs ---------------------------------------------------------------------------------------


def _runs(words: Iterable[Words]) -> tuple[Run, ...]:
    """The runs of a line without blanks at its ends, each note on the words before it."""
    runs: list[Run] = []
    early = ""
    for run in (each.run for each in words):
        if run.text:
            runs.append(replace(run, note=_both(early, run.note)))
            early = ""
        elif run.note and runs:
            runs[-1] = replace(runs[-1], note=_both(runs[-1].note, run.note))
        else:
            early = _both(early, run.note)
    return _stripped(merged(tuple(runs)))


def _both(one: str, other: str) -> str:
    return " ".join(filter(None, (one, other)))


def _stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Without the blanks that indent a line or trail behind it."""
    kept = list(runs)
    while kept and not (text := kept[0].text.lstrip()):
        kept.pop(0)
    if kept:
        kept[0] = replace(kept[0], text=text)
    while kept and not (text := kept[-1].text.rstrip()):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=text)
    return tuple(kept)
