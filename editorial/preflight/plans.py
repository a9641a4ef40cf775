"""Five-year plans 五年规划: the years that belong to one, and what a text says of them."""

import re
from collections.abc import Iterator

from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import READ, Passage
from editorial.preflight.rules import Context, Family, Found, Rule

_ORDINALS = "一二三四五六七八九"
_NAME = r"(?P<name>(?:十[一二三四五六七]?|[一二三四五六七八九])五)"
_PLAN = (
    rf"(?<!印度)(?:[“\"]|(?<![\d一二三四五六七八九十几第“]))"
    rf"{_NAME}(?:[”\"]|(?=规划|时期))(?!普法|法治宣传|法制宣传)"
)
"""The campaigns of 普法 and the plans of other countries are counted otherwise."""
_BY_ORDINAL = r"第(?P<ordinal>十[一二三四五六七]?|[一二三四五六七八九])个五年(?:规划|计划)"
_YEAR = r"(?P<year>\d{4})\s?年(?:末|底)?"
_SPAN = r"[（(]\s?(?P<year>\d{4})\s?年?(?:\s?[—–\-－~～至到]\s?(?P<last>\d{4})\s?年?)?\s?[)）]"
_IS = r"[，,]?\s?(?:[既也正恰又]?是|正值|适逢|作为|为)(?:我国|国家|全国|我市|我省|实施)?"
_OPENS, _CLOSES = r"开局|首年|起步|第一年|头一年|起始", r"收官|末年|末期|最后一年|末|结束|完成"
_LIES_WITHIN = r"(?:关键|攻坚|重要|中期|承上启下|爬坡|冲刺|深化)[^，。；]{0,8}年|第[二三四]年"
_PART = r"前[两二三四]年|后[两二三四]年|以来|期间|中后?期|前期|头[两二三四]年"
_PREPARED = r"编制|谋划|研究|起草|总结|评估|验收|审计|衔接|前期|筹备|启动|制定|规划之年"
"""What is done for a plan before it begins, or after it has ended."""

_CLAIMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}{_IS}{_PLAN}(?P<words>[^，。；“”]{{0,16}})",
        rf"{_YEAR}[（(]{_PLAN}(?P<words>[^，。；（）()]{{0,8}})[）)]",
        rf"{_PLAN}(?P<words>[^，。；“”]{{0,4}}(?:之年|年|末))(?:的|——|即)?\s?{_YEAR}",
        rf"{_PLAN}(?:规划|时期)?将?[于在]\s?{_YEAR}(?P<words>收官|结束|开局|起步)",
    )
)
"""What a year is to a plan."""
_SPANS = tuple(
    re.compile(form)
    for form in (
        rf"(?:{_PLAN.replace('<name>', '<first>')}[、和与至到—]?)?{_PLAN}(?P<words>[^，。；（(“”]{{0,6}}){_SPAN}",
        rf"{_BY_ORDINAL}(?P<words>){_SPAN}",
    )
)
"""A plan, or two on end, and its years in brackets."""


def plan_years(name: str) -> tuple[int, int]:
    """First and last year of a five-year plan by its name, such as 十五: (2026, 2030) of 十五五.

    The third plan began in 1966; since then they follow each other every five years.
    """
    tens = name.removesuffix("五")
    ordinal = (
        10 + (_ORDINALS.find(tens[1:]) + 1 if len(tens) > 1 else 0)
        if tens.startswith("十")
        else (_ORDINALS.index(tens) + 1)
    )
    first = 1953 + 5 * (ordinal - 1) if ordinal < 3 else 1966 + 5 * (ordinal - 3)
    return first, first + 4


def plan_year(passage: Passage, context: Context) -> Iterator[Found]:
    """A year that does not belong to the five-year plan it is said to open, close or fill."""
    if passage.role not in READ:
        return
    for forms, contradiction in ((_CLAIMS, _wrong_year), (_SPANS, _wrong_span)):
        for form in forms:
            for match in form.finditer(passage.text):
                if message := contradiction(match):
                    yield Found(passage, match.start(), match.end(), message)


def _wrong_year(match: re.Match[str]) -> str:
    """Empty where the words say nothing of when the plan is."""
    words, year = match["words"], int(match["year"])
    first, last = plan_years(match["name"])
    if re.search(_PREPARED, words):
        return ""
    if re.search(_OPENS, words):
        is_right = year == first
    elif re.search(_CLOSES, words):
        is_right = year == last
    else:
        is_right = first <= year <= last or re.search(_LIES_WITHIN, words) is None
    return "" if is_right else _told(match["name"], first, last, str(year))


def _wrong_span(match: re.Match[str]) -> str:
    groups = match.groupdict()
    name = groups.get("name") or f"{groups['ordinal']}五"
    first, last = plan_years(name)
    if groups.get("first"):
        first = plan_years(groups["first"])[0]
    begins, words = int(match["year"]), match["words"]
    ends = int(match["last"] or begins)
    if re.search(_PREPARED, words):
        return ""
    if not match["last"] and (edge := _edge(words, first, last)):
        is_right = begins == edge
    elif not match["last"] or re.search(_PART, words):
        is_right = first <= begins <= ends <= last
    else:
        is_right = (begins, ends) == (first, last)
    return "" if is_right else _told(name, first, last, f"{begins}—{ends}" if match["last"] else str(begins))


def _edge(words: str, first: int, last: int) -> int | None:
    """The year that opens or closes the plan, if that is what is said."""
    if re.search(_OPENS, words):
        return first
    return last if re.search(_CLOSES, words) else None


def _told(name: str, first: int, last: int, told: str) -> str:
    return f"“{name}”是 {first}—{last} 年，与这里的 {told} 年不符，请核对。"


RULES = (
    Rule("fact.plan_year", Family.NUMBERING, Severity.ERROR, "年份与五年规划不符", "国民经济和社会发展五年规划", "2025年是“十五五”开局之年。", "2026年是“十五五”开局之年。", of_passage=plan_year),
)  # fmt: skip
