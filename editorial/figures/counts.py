"""How many a text says there are, and how many it names: the claim both make together."""

import re

from editorial.figures.claims import Claim, Verdict
from editorial.figures.numerals import parse
from editorial.figures.reading import Paragraph

NUMBER = r"(?:[2-9]|[1-9]\d|[二两三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)"
"""A count that may be told of a list: more than one, and no more than a reader would check."""


def number(match: re.Match[str]) -> int:
    return int(parse(match["number"]).value)


def counted(paragraph: Paragraph, match: re.Match[str], least: int, most: int) -> Claim:
    """The verdict on the `number` of a match, of which between `least` and `most` are named."""
    said, right = match["number"], least <= number(match) <= most
    named = f"{least}" if least == most else f"{least}至{most}"
    if not right and least < most:  # 和 may stand inside a name
        named = f"至多 {most}" if number(match) > most else f"至少 {least}"
    return Claim(
        "num.list_count",
        Verdict.VERIFIED if right else Verdict.CONTRADICTED,
        paragraph.index,
        match.start("number"),
        match.end("number"),
        f"列出 {named} 项，文中称 {number(match)} 项",
        f"所列项数与“{said}”相符。"
        if right
        else f"文中称“{said}”，实际列出 {named} 项，请核对是否漏列或多列。",
    )
