"""Titles: whether two lines are the same title, and what a line is apart from its words."""

import re
import unicodedata

from rapidfuzz import fuzz

from editorial.intake.blocks import Block, Kind

TERMINALS = "。！？!?…；;：:.”’」』"
"""Marks that end a sentence or close what ended it."""
ARTICLE_MARK = re.compile(r"[●◆■★▲◎⚫]\s*")
_SECTION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．])?\s*[【〖［]\s*([^【】〖〗［］]{1,20}?)\s*[】〗］]"
)
_NOT_A_SECTION = re.compile(
    r"编者按|编者的话|编者注|摘要|导读|导语|相关链接|名词解释|延伸阅读|按语|核心提示|简介"
)
_STANDING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]\s*)?"
    r"((?:本会|行业|产业|协会|政策|国际|国内|国外|海外|环球|全球|会员|企业|市场|会展|数据|专家|地方|区域|本市|部门|贸易|数贸|综合|信息|通知)"
    r"(?:资讯|动态|要闻|快讯|速递|法规|观察|视点|聚焦|解读|前沿|论坛|风采|之窗|新闻|简讯|公告))"
)
_DIGITS = re.compile(r"\d+")
_SHORTEST_ALIKE = 6
SAME = 90
"""Likeness in per cent from which two titles are one."""
LONGEST = 60
"""Characters; what is longer is no title."""


def key(text: str) -> str:
    """What makes a title that title: letters and digits, without width, case, blanks or punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def are_same(one: str, other: str, like: float = SAME) -> bool:
    """Two keys differ by no more than a slip. In short ones a character makes the difference, and in
    all of them a figure does: 一季度…增长 5% is not 二季度…增长 6%."""
    if one == other:
        return bool(one)
    if min(len(one), len(other)) < _SHORTEST_ALIKE or not fuzz.ratio(one, other, score_cutoff=like):
        return False
    return _DIGITS.findall(one) == _DIGITS.findall(other)


def bare(block: Block) -> str:
    """The block's words without the mark of an article."""
    return ARTICLE_MARK.sub("", block.text, count=1) if has_mark(block) else block.text


def has_mark(block: Block) -> bool:
    return ARTICLE_MARK.match(block.text) is not None


def section_name(block: Block, known: frozenset[str] = frozenset()) -> str:
    """The section the block opens, or empty: 【…】 alone on its line, or one of the `known` names (keys)."""
    text = bare(block)
    if match := _SECTION.fullmatch(text):
        return "" if _NOT_A_SECTION.fullmatch(match[1]) and key(match[1]) not in known else match[1]
    if block.kind not in (Kind.HEADING, Kind.PARAGRAPH) or len(text) > 20:
        return ""
    if match := _STANDING.fullmatch(text):
        return match[1]
    return text if key(text) in known else ""


def is_short(block: Block) -> bool:
    """A line that may be a title: words, few of them, and no sentence's end."""
    if block.kind not in (Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM):
        return False
    return 0 < len(block.text) <= LONGEST and block.text[-1] not in "。；，、;,：:"


def is_prose(block: Block) -> bool:
    """A paragraph of running text."""
    text = block.text
    return block.kind is Kind.PARAGRAPH and (
        len(text) > LONGEST or (len(text) > 20 and text[-1] in "。；：”")
    )
