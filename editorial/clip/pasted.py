"""Pasted text → a clipping: a short first line is the title, credit lines are read, the rest is the text."""

import re

from editorial.clip.byline import Byline, Declared, is_credit_line, read_byline
from editorial.clip.dateline import is_dateline, read_published
from editorial.clip.doubts import doubts
from editorial.clip.proposal import ClipProposal
from editorial.intake import credits
from editorial.intake.blocks import Block, Kind
from editorial.intake.paragraphs import join_broken
from editorial.intake.proposal import AttributionProposal
from editorial.intake.prose import to_markdown
from editorial.intake.readers import text as text_reader
from editorial.intake.titles import bare, is_short

_HEAD, _FOOT = 4, 4
"""Blocks at either end of the text among which credit lines stand."""
_ADDRESS = re.compile(r"(?:(?:原文)?(?:链接|地址|网址)\s*[:：]\s*)?(https?://\S+)", re.IGNORECASE)


def read_pasted(text: str) -> ClipProposal:
    """What pasted plain text or Markdown says; what is not found is empty and named in the warnings.
    Never raises."""
    blocks = text_reader.read(text)
    title, blocks = _titled(blocks)
    lines = [block for block in (*blocks[:_HEAD], *blocks[_HEAD:][-_FOOT:]) if _is_credit(block)]
    kept = join_broken([block for block in blocks if block not in lines])[0]
    written = [block.text for block in lines]
    attribution = _attribution(lines)
    byline = _byline(attribution, written, [block.text for block in kept])
    address = attribution.url or next(
        (found[1] for line in written if (found := _ADDRESS.fullmatch(line))), ""
    )
    published = attribution.date or read_published(written, [], address)
    return ClipProposal(
        title=title,
        authors=byline.authors,
        published=published,
        outlet=byline.outlet,
        via=byline.via,
        url=address,
        body=to_markdown(kept),
        warnings=tuple(doubts(title, byline, published, kept)),
    )


def _titled(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The title and the blocks after it: a first line that is short, and neither a credit line nor all
    there is."""
    if len(blocks) < 2 or not is_short(blocks[0]) or _is_credit(blocks[0]):
        return "", blocks
    return bare(blocks[0]), blocks[1:]


def _is_credit(block: Block) -> bool:
    if block.kind in (Kind.TABLE, Kind.IMAGE) or not block.text:
        return False
    is_line = credits.read_credit(block.text) or _ADDRESS.fullmatch(block.text)
    return bool(is_line) or is_credit_line(block.text) or is_dateline(block.text)


def _attribution(lines: list[Block]) -> AttributionProposal:
    """What the credit lines say of the first outlet they name."""
    read = (credits.read_credit(block.text, block.line) for block in lines)
    attributions, author = credits.merge(credit for credit in read if credit)
    return attributions[0] if attributions else AttributionProposal("", author=author)


def _byline(attribution: AttributionProposal, lines: list[str], paragraphs: list[str]) -> Byline:
    """The byline of the credit lines; where they leave a gap, as a page's would be read."""
    other = read_byline(lines, paragraphs, [], Declared())
    authors = tuple(filter(None, attribution.author.split("、"))) or other.authors
    return Byline(authors, attribution.outlet or other.outlet, attribution.via or other.via)
