"""The whole way from bytes to a proposal: sniff, read, recognise, repair, and say what is doubtful."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest

from editorial.intake import confidence, legacy_word, readers
from editorial.intake.blocks import Block, Kind
from editorial.intake.doubts import doubts
from editorial.intake.finish import Finished, finish, without_doubles
from editorial.intake.illustrations import Illustrations
from editorial.intake.masthead import Masthead, read_masthead
from editorial.intake.proposal import IssueProposal, Repair, SectionProposal
from editorial.intake.recognise import Draft, Recognised, recognise
from editorial.intake.repair import furniture_dropped, part_furniture, report_characters
from editorial.intake.sniff import DocumentKind, Refused, sniff

Progress = Callable[[int, int], None]
"""Called with how much of the document has been read and how much there is."""

Line = tuple[int, str, int]
"""Line, words and page (0 where there is none) of a block as read. A picture is named."""

_UNRECOGNISED = (
    "没有从文件里认出一期简报：找不到报头（年第几期、总第几期）、栏目和带来源的文章。"
    "请核对是否选对了文件；各篇标题前可加“●”，栏目写成【行业资讯】的样子，再导入。"
)


def propose(content: bytes, name: str = "", *, progress: Progress | None = None) -> IssueProposal:
    """What issue the document seems to be. `name` is only for the sentence of a refusal.

    Raises:
        Refused: it cannot be read, or nothing in it can be recognised; a Chinese sentence.
    """
    return propose_with_lines(content, name, progress=progress)[0]


def propose_with_lines(
    content: bytes, name: str = "", *, progress: Progress | None = None
) -> tuple[IssueProposal, list[Line]]:
    """The same, with the document's words as read, to be shown beside the proposal.

    Raises:
        Refused: as `propose` does.
    """
    try:
        blocks = read_blocks(content, progress=progress)
        return _propose(blocks), [
            (block.line, words, block.page) for block in blocks if (words := _shown(block))
        ]
    except Refused as refusal:
        raise Refused(f"{name}：{refusal}" if name else str(refusal)) from None


def read_blocks(content: bytes, *, progress: Progress | None = None) -> list[Block]:
    """The document's blocks as read, before anything is recognised in them.

    Raises:
        Refused: it cannot be read; a Chinese sentence.
    """
    sniffed = sniff(content)
    if sniffed.kind is DocumentKind.DOC:
        sniffed = sniff(legacy_word.to_docx(content))
    return readers.read(sniffed, progress)


def _shown(block: Block) -> str:
    return f"［图片］{block.text}" if block.kind is Kind.IMAGE else block.text or block.markdown


def _propose(blocks: list[Block]) -> IssueProposal:
    masthead, after = read_masthead(blocks)
    blocks, furniture = part_furniture(blocks, masthead.title, after)
    found = recognise(blocks)
    if _is_nothing(found):
        raise Refused(_UNRECOGNISED)
    illustrations = Illustrations()
    finished = without_doubles(_finished(found.articles, furniture, illustrations))
    masthead, by_line = _dated(found.masthead), {block.line: block for block in reversed(blocks)}
    sure = confidence.of_masthead(masthead, found.masthead, by_line.get(masthead.line))
    for each in finished:
        sureness = confidence.of_article(each, found, by_line.get(each.draft.line))
        each.article = replace(each.article, confidence=sureness)
    warnings = [*doubts(masthead, found, finished), *illustrations.warnings]
    return IssueProposal(
        publication=masthead.title,
        year=masthead.year,
        number=masthead.number,
        serial=masthead.serial,
        publisher=masthead.publisher,
        date=masthead.date,
        sections=_sections(found, finished),
        repairs=tuple(sorted(_repairs(blocks, furniture, found, finished), key=lambda repair: repair.line)),
        warnings=tuple(sorted(warnings, key=lambda warning: warning.line)),
        confidence=confidence.of_issue(sure, found, finished),
        confidences=sure,
        pictures=illustrations.pictures,
    )


def _is_nothing(found: Recognised) -> bool:
    """Neither a masthead nor an article with a section, a credit line or an announced title."""
    told = any(draft.credits or draft.entry for draft in found.articles) or found.contents.entries
    return found.masthead.is_empty and not told and not (found.sections and found.articles)


def _dated(masthead: Masthead) -> Masthead:
    """第 1 期 without a year is of the year it is dated."""
    if masthead.year is None and masthead.number is not None and masthead.date is not None:
        return replace(masthead, year=masthead.date.year)
    return masthead


def _finished(
    drafts: list[Draft], furniture: list[Block], illustrations: Illustrations
) -> Iterator[Finished]:
    """Each draft finished, with the furniture that stood in it. Its line names it, so no two are alike,
    even where a line feed within one line of the document parts them."""
    line = 0
    for draft, following in zip_longest(drafts, drafts[1:]):
        end = following.line if following else math.inf
        within = [block for block in furniture if draft.line < block.line < end]
        line = max(draft.line, line + 1)
        yield finish(replace(draft, line=line), within, illustrations)


def _sections(found: Recognised, finished: list[Finished]) -> tuple[SectionProposal, ...]:
    return tuple(
        SectionProposal(name, tuple(each.article for each in finished if each.draft.section == name))
        for name in found.sections
    )


def _repairs(
    blocks: list[Block], furniture: list[Block], found: Recognised, finished: list[Finished]
) -> Iterator[Repair]:
    first = min((draft.line for draft in found.articles), default=math.inf)
    yield from (furniture_dropped(block) for block in furniture if block.line < first)
    yield from report_characters(blocks)
    yield from found.repairs
    for each in finished:
        yield from each.repairs
