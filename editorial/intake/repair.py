"""Repairs: what a way through Word and PDF did to a text, mended where that is certain and offered
where it is only likely. Each repair is a line the editor sees.

Here: page furniture, stray bold, characters no database takes. Paragraphs cut in two are
`paragraphs`, text pasted twice is `repetition`.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from editorial.intake.blocks import Block, Kind, Run, merged
from editorial.intake.dates import fold
from editorial.intake.proposal import Repair

_PAGE_NUMBER = re.compile(
    r"[-—–―·•~.|\s]*(?:第\s*)?\d{1,3}\s*页?[-—–―·•~.|\s]*(?:[/,，]?\s*共\s*\d{1,3}\s*页|/\s*\d{1,3})?"
)
_SHOWN = 6
"""How many of the lines or words it is about a repair's sentence names."""


def part_furniture(blocks: list[Block], title: str, start: int) -> tuple[list[Block], list[Block]]:
    """The blocks without page numbers and running heads (the publication's title) after block `start`,
    and these."""
    kept: list[Block] = []
    furniture: list[Block] = []
    for index, block in enumerate(blocks):
        (furniture if index >= start and _is_furniture(block, title) else kept).append(block)
    return kept, furniture


def furniture_dropped(block: Block) -> Repair:
    """The repair of dropping a page number or running head."""
    detail = f"去掉夹在文中的页码或页眉“{block.text}”。"
    return Repair("page.furniture", block.line, detail, certain=True)


def _is_furniture(block: Block, title: str) -> bool:
    if block.kind is not Kind.PARAGRAPH or len(block.text) > 40:
        return False
    text = fold(block.text)
    if _PAGE_NUMBER.fullmatch(text):
        return True
    if not title or not text.startswith(title):
        return False
    rest = text.removeprefix(title)
    return not re.sub(r"[\d年第期总()\s\-—·|,/页]", "", rest)


# --- Characters ---------------------------------------------------------------------------------


def report_characters(blocks: Iterable[Block]) -> list[Repair]:
    """A line for each block that holds U+FFFD, where a reader met what is no character."""
    detail = "此处有无法识别的字符，已用“\ufffd”代替，请对照原稿补上。"
    lines = dict.fromkeys(block.line for block in blocks if "\ufffd" in block.text)
    return [Repair("character.replaced", line, detail, certain=True) for line in lines]


# --- Bold ---------------------------------------------------------------------------------------

_UNITS = (
    "多余来约近超逾达过至到从在截止第共计各每前后上下半全年月日时分秒点号周季度期届级"
    "亿万千百十零个兆几数家项次倍名人位台套条件架艘只座所间处种类批部集场款篇册户箱吨克斤米公里升亩顷平方立元美欧日港币圆角"
    "韩英镑卡瓦伏赫帧帕焦字节比特标准分钟小岁成位率星班列车趟票单份张页行指以内和与、至"
)
_FIGURE = re.compile(rf"(?=.*[0-9A-Za-z])[\x20-\x7e０-９％—–－～·、，〜±×℃%‰．：（）{_UNITS}百分点]+")
_NAMED_AFTER_A_FIGURE = re.compile(r"[0-9０-９]{1,4}\s?[\u3400-\u9fffA-Za-z·“”]{2,14}")
_UNIT_FIRST = re.compile(
    r"[0-9０-９.]+\s?(?:[年月日]|[多余]?[亿万千百]|[家项次倍个名人位台套条件种类批部届期])"
)
_LONGEST_FIGURE = 24


def without_stray_bold(blocks: list[Block]) -> tuple[list[Block], list[tuple[int, Repair]]]:
    """The blocks without stray bold, and the repair of each that had some, with its index.

    Bold is stray that marks a figure or an abbreviation instead of a word meant to stand out:
    `**38.3** 万亿元`, `**2025 年 12 月**`, `**FDI**`. A name that begins with a figure
    (`**2025 算力大会**`) is stray where figures are bold too; a phrase in words stays.
    """
    has_bold_figures = any(
        run.bold and is_figure(run.text) for block in blocks for run in _bold_groups(block)
    )
    mended: list[Block] = []
    repairs: list[tuple[int, Repair]] = []
    for index, block in enumerate(blocks):
        stray = [] if block.kind is Kind.HEADING else _stray(block, has_bold_figures)
        if stray:
            repairs.append((index, _bold_removed(block, stray)))
        mended.append(block.with_runs(_unbolded(block.runs, has_bold_figures)) if stray else block)
    return mended, repairs


def _bold_removed(block: Block, words: list[str]) -> Repair:
    shown = "、".join(word.strip() for word in words[:_SHOWN])
    detail = f"去掉数字、缩写上多余的加粗 {len(words)} 处：{shown}{'等' * (len(words) > _SHOWN)}。"
    return Repair("bold.stray", block.line, detail, certain=True)


def _stray(block: Block, has_bold_figures: bool) -> list[str]:
    """The block's words whose bold is stray."""
    return [run.text for run in _bold_groups(block) if run.bold and _is_stray(run.text, has_bold_figures)]


def _bold_groups(block: Block) -> list[Run]:
    """The block's words in runs that tell bold from light alone."""
    return [
        Run("".join(run.text for run in runs), bold)
        for bold, runs in groupby(block.runs, lambda run: run.bold)
    ]


def _unbolded(runs: tuple[Run, ...], has_bold_figures: bool) -> tuple[Run, ...]:
    result: list[Run] = []
    for bold, group in groupby(runs, lambda run: run.bold):
        members = list(group)
        if bold and _is_stray("".join(run.text for run in members), has_bold_figures):
            members = [replace(run, bold=False) for run in members]
        result.extend(members)
    return merged(tuple(result))


def is_figure(text: str) -> bool:
    """Nothing but a figure or an abbreviation with its units."""
    stripped = text.strip()
    return len(stripped) <= _LONGEST_FIGURE and bool(_FIGURE.fullmatch(stripped))


def _is_stray(text: str, has_bold_figures: bool) -> bool:
    stripped = text.strip()
    if is_figure(stripped) or not any(letter.isalnum() for letter in stripped):
        return True
    is_name = _NAMED_AFTER_A_FIGURE.fullmatch(stripped) and not _UNIT_FIRST.match(stripped)
    return has_bold_figures and bool(is_name)
