"""The masthead 报头: title, year, number, serial, publisher and date at the head of an issue."""

import datetime
import re
from dataclasses import dataclass, replace

from editorial.intake.blocks import Block, Kind
from editorial.intake.dates import DATE, NUMERAL, fold, read_date, read_number
from editorial.intake.titles import LONGEST, has_mark, is_prose, key, section_name

CONTENTS_WORDS = frozenset(("目录", "本期目录", "目次", "本期要目", "要目", "本期导读", "contents"))
_REACH = 25
"""Blocks from the start among which a masthead ends."""
_LONGEST_NAME = 30
"""Characters of a publication's or a publisher's name."""

_YEAR = r"(\d{4}|[一二][零〇○一二三四五六七八九]{3})"
_YEAR_AND_NUMBER = re.compile(
    rf"{_YEAR}\s*年?\s*(?:度)?\s*[,，(\[]?\s*第\s*({NUMERAL})\s*[期号]\s*[)\]]?|\[\s*{_YEAR}\s*\]\s*第?\s*({NUMERAL})\s*[期号]"
)
_SERIAL = re.compile(
    rf"[(\[]?\s*(?:总\s*第?|累计\s*第?|总\s*期\s*[号数]?\s*[::]?\s*第?)\s*({NUMERAL})\s*期?\s*[)\]]?"
)
_NUMBER = re.compile(rf"第\s*({NUMERAL})\s*期")
_NUMBER_OF_ANY = re.compile(rf"第?\s*{NUMERAL}\s*期")
_IS_SAID = re.compile(
    r"[期号](?=[\u3400-\u9fff])(?!总|第|年|共|出版|编|主办|印|日期|时间)|[\u3400-\u9fff:(]\s*《"
)
"""A sentence about an issue, as 总第9期刊登了 and 原载于《…》总第9期: a masthead's numbers stand alone."""
_YEAR_ALONE = re.compile(rf"{_YEAR}\s*年(?!\s*[\d一二三四五六七八九十]+\s*月)")
_ISSUED_BY = re.compile(
    r"(?:编印|主办|编辑|编发|主编|出品|印发|编制|承办)\s*(?:单位|部门|机构)?\s*:\s*(.+?)(?=\s+\S{2,6}:|$)"
    r"|(.{3,}?)\s*(?:编辑出版|编辑印发|编印|主办|编辑|编发|主编|编制|印发|出品|编)"
)
_BODY_CORPORATE = re.compile(r".{2,}(?:秘书处|协会|委员会|办公室|中心|促进会|商会|联合会|学会|研究院|厅|局)")
_NO_TITLE = re.compile(
    r"内部|注意保存|免费|密级|机密|秘密|赠阅|准印证|刊号|ISSN|第?\d+版|电子版", re.IGNORECASE
)
_TITLE_WORD = re.compile(
    r".*(?:简报|通讯|快报|周报|月报|季报|专报|内参|通报|动态|参考|资讯|要情|信息|简讯|导刊|会刊|经贸|观察)"
)
_DATED = re.compile(rf"(?:(?:出版|印发|编印|发布)?(?:日期|时间)\s*:\s*)?(?:{DATE.pattern})")
_DAY_ALONE = re.compile(rf"{_DATED.pattern}|{_YEAR}\s*年\s*{NUMERAL}\s*月")
"""A date that stands alone, though the calendar may not have it, or its day is left out."""
_SPACED = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the head of the document says; None or empty what it does not. `line` is the title's."""

    title: str = ""
    year: int | None = None
    number: int | None = None
    serial: int | None = None
    publisher: str = ""
    date: datetime.date | None = None
    line: int = 1

    @property
    def is_empty(self) -> bool:
        """Nothing in it says that this is an issue."""
        return self.number is None and self.serial is None and not self.publisher


@dataclass(frozen=True, slots=True)
class _Leftover:
    """What is left of a line once numbers, date and publisher are taken out. `index` is its block's."""

    index: int
    text: str
    block: Block

    def may_be_a_name(self) -> bool:
        return len(self.text) <= _LONGEST_NAME and not _NO_TITLE.search(self.text)

    def is_main_heading(self) -> bool:
        return self.block.kind is Kind.HEADING and self.block.level == 1

    def ends_like_a_title(self) -> bool:
        return _TITLE_WORD.fullmatch(_despaced(self.text)) is not None


def read_masthead(blocks: list[Block]) -> tuple[Masthead, int]:
    """The masthead, and the index of the first block after it."""
    masthead = Masthead()
    leftovers: list[_Leftover] = []
    end = 0
    for index, block in enumerate(blocks[:_REACH]):
        if _is_beyond(block):
            break
        before = masthead
        text = fold(block.text)
        if not masthead.is_empty and _is_no_day(text):
            end = index + 1
            continue
        masthead, pieces = _take(masthead, text)
        if masthead != before:
            end = index + 1
        leftovers.extend(_Leftover(index, piece, block) for piece in pieces)
    masthead, end_of_names = _name(masthead, leftovers, end)
    end = max(end, end_of_names)
    while end < len(blocks) and blocks[end].kind is Kind.RULE:
        end += 1
    return masthead, end


def _is_beyond(block: Block) -> bool:
    """The contents or the text begin here."""
    if block.kind in (Kind.LIST_ITEM, Kind.TABLE, Kind.QUOTE) or has_mark(block) or is_prose(block):
        return True
    return key(block.text) in CONTENTS_WORDS or bool(section_name(block))


def _is_no_day(text: str) -> bool:
    """A line that is a date and nothing else, and yet no day: 30 February, a month."""
    return read_date(text) is None and _DAY_ALONE.fullmatch(text.strip(" ()")) is not None


def _take(masthead: Masthead, text: str) -> tuple[Masthead, list[str]]:
    """Takes numbers, date and publisher out of a line; returns the pieces that are left of it."""
    if len(text) > LONGEST * 2 or (_NUMBER_OF_ANY.search(text) and _IS_SAID.search(text)):
        return masthead, [text]
    masthead, text = _take_numbers(masthead, text)
    masthead, text = _take_date(masthead, text)
    return _take_publisher(masthead, text)


def _take_numbers(masthead: Masthead, text: str) -> tuple[Masthead, str]:
    if masthead.serial is None and (match := _SERIAL.search(text)):
        masthead, text = replace(masthead, serial=read_number(match[1])), _without(text, match)
    if masthead.number is None and (match := _YEAR_AND_NUMBER.search(text)):
        year, number = match.group(1, 2) if match[1] else match.group(3, 4)
        masthead = replace(masthead, year=read_number(year), number=read_number(number))
        text = _without(text, match)
    if masthead.number is None and (match := _NUMBER.search(text)):
        masthead, text = replace(masthead, number=read_number(match[1])), _without(text, match)
    return masthead, text


def _take_date(masthead: Masthead, text: str) -> tuple[Masthead, str]:
    """The date, and a year that stands apart from the number it belongs to."""
    if masthead.date is None and (date := read_date(text)):
        masthead, text = replace(masthead, date=date), _DATED.sub("\t", text, count=1)
    if masthead.year is None and masthead.number is not None and (match := _YEAR_ALONE.search(text)):
        masthead, text = replace(masthead, year=read_number(match[1])), _without(text, match)
    return masthead, text


def _take_publisher(masthead: Masthead, text: str) -> tuple[Masthead, list[str]]:
    pieces = []
    for piece in filter(None, (piece.strip(" ,;|·()[]") for piece in text.split("\t"))):
        match = _ISSUED_BY.fullmatch(piece)
        if match and not masthead.publisher:
            masthead = replace(masthead, publisher=_despaced(match[1] or match[2]).strip(" :,;"))
        else:
            pieces.append(piece)
    return masthead, pieces


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]}\t{text[match.end() :]}"


# --- Names --------------------------------------------------------------------------------------


def _name(masthead: Masthead, leftovers: list[_Leftover], end: int) -> tuple[Masthead, int]:
    """Finds title and publisher among the pieces that hold no number, and the first block after them.

    `end` is the first block after the numbers.
    """
    names = _possible_names(leftovers, end)
    if not names:
        return masthead, 0
    title = _title(names)
    masthead = replace(masthead, title=_despaced(title.text).strip("《》 "), line=title.block.line)
    last = title.index
    if not masthead.publisher and (publisher := _body_corporate(names, title)):
        masthead = replace(masthead, publisher=_despaced(publisher.text))
        last = max(last, publisher.index)
    return masthead, last + 1 if end or title.block.kind is Kind.HEADING else 0


def _possible_names(leftovers: list[_Leftover], end: int) -> list[_Leftover]:
    """Those that stand above `end`, or else the first of all."""
    names = [piece for piece in leftovers if piece.may_be_a_name()]
    return [name for name in names if name.index < end] or names[:1]


def _title(names: list[_Leftover]) -> _Leftover:
    """The first main heading; without one, the first that ends as titles do; else the first of all."""
    signs = (_Leftover.is_main_heading, _Leftover.ends_like_a_title)
    return next((name for sign in signs for name in names if sign(name)), names[0])


def _body_corporate(names: list[_Leftover], title: _Leftover) -> _Leftover | None:
    others = (name for name in names if name is not title)
    return next((name for name in others if _BODY_CORPORATE.fullmatch(name.text)), None)


def _despaced(text: str) -> str:
    """Without the blanks that letter-space a name: 数 字 贸 易 简 报."""
    return _SPACED.sub("", text).strip()
