"""The text of a proof, as remarks are made of it: each article cut into blocks, and what changed since the
proof before. Pure.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape

from editorial.addresses import AddressRule, published_picture
from editorial.difference import BREAK, Change, differences
from editorial.html import UNPRINTABLE, write_blocks
from editorial.markdown import parse
from publishing.proofs.weaving import Edits, words_of
from publishing.site.article import CreditLine, credit_lines, set_for_reading
from publishing.snapshot import ArticleSnapshot

_BETWEEN = "\n\n"
"""Parts the words of two blocks while they are compared."""


class Part(StrEnum):
    """What of an article a block is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    CREDIT = "credit"
    SUMMARY = "summary"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Block:
    """A title, a credit line, a paragraph, a whole list or table: safe HTML, and its words as a reader sees them."""

    part: Part
    html: str
    words: str


def blocks(article: ArticleSnapshot, *, picture: AddressRule = published_picture) -> tuple[Block, ...]:
    """The article in reading order. A remark names a block by its place here, which only the snapshot decides;
    `picture` gives the addresses of pictures."""
    return tuple(Block(part, fragment, words_of(fragment)) for part, fragment in _fragments(article, picture))


def _fragments(article: ArticleSnapshot, picture: AddressRule) -> Iterator[tuple[Part, str]]:
    yield Part.TITLE, _text(article.title)
    if article.subtitle:
        yield Part.SUBTITLE, _text(article.subtitle)
    for line in credit_lines(article):
        yield Part.CREDIT, _text(_credit(line))
    if not article.credits and article.byline:
        yield Part.CREDIT, _text(f"作者：{article.byline}")
    if article.summary:
        yield Part.SUMMARY, _text(article.summary)
    written = write_blocks(
        parse(article.body),
        picture=picture,
        heading_shift=1,
        id_prefix=f"{article.uid}-",
        notes_label=f"《{article.title}》的注释",
        figures=True,
    )
    for fragment in written:
        if fragment.strip():
            yield Part.BODY, set_for_reading(fragment.strip())


def _credit(line: CreditLine) -> str:
    credit = line.credit
    via = f"（转自{credit.via}）" if credit.via else ""
    date = f"原载：{credit.date.year} 年 {credit.date.month} 月 {credit.date.day} 日" if credit.date else ""
    author = f"作者：{line.author}" if line.author else ""
    return "　".join(filter(None, (f"来源：{credit.outlet}{via}", author, date)))


def _text(text: str) -> str:
    return escape(UNPRINTABLE.sub("\ufffd", text), quote=False)


# --- Changes ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Changed:
    """What became of one block: its edits, the paragraphs that stood before it and went, and whether its look
    alone (weight, link, picture) is another."""

    new: list[tuple[int, int]] = field(default_factory=list)
    gone: list[tuple[int, str]] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    in_looks: bool = False

    @property
    def edits(self) -> Edits:
        return Edits(tuple(self.new), tuple(self.gone))

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.before or self.in_looks)


def changes(old: Sequence[Block], new: Sequence[Block]) -> list[Changed]:
    """What became of each block of `new`, and at last, as one block more, what went from the end."""
    found = [Changed() for _ in range(len(new) + 1)]
    starts = _starts(new)
    was, became = (_BETWEEN.join(block.words for block in side) for side in (old, new))
    place = 0
    for stretch in differences(was, became):
        if stretch.change is Change.GONE:
            _went(stretch.text, place, starts, new, found)
            continue
        if stretch.change is Change.NEW:
            _came(place, place + len(stretch.text), starts, new, found)
        place += len(stretch.text)
    looks = {block.html for block in old}
    for block, changed in zip(new, found, strict=False):
        changed.in_looks = not changed.edits and block.html not in looks
    return found


def _starts(side: Sequence[Block]) -> list[int]:
    starts = [0]
    for block in side:
        starts.append(starts[-1] + len(block.words) + len(_BETWEEN))
    return starts[:-1]


def _came(start: int, end: int, starts: list[int], new: Sequence[Block], found: list[Changed]) -> None:
    for first, block, changed in zip(starts, new, found, strict=False):
        cut = (max(start - first, 0), min(end - first, len(block.words)))
        if cut[0] < cut[1]:
            changed.new.append(cut)


def _went(text: str, place: int, starts: list[int], new: Sequence[Block], found: list[Changed]) -> None:
    """Whole paragraphs stand by themselves before the block that follows, letters within theirs."""
    index = max(bisect_right(starts, place) - 1, 0)
    offset = place - starts[index]
    words = new[index].words
    if offset and offset < len(words):
        found[index].gone.append((offset, text.replace(_BETWEEN, BREAK)))
    elif _BETWEEN in text or (offset and offset > len(words)):
        following = index + 1 if offset else index
        found[following].before += [each.strip() for each in text.split(_BETWEEN) if each.strip()]
    else:
        found[index].gone.append((offset, text))
