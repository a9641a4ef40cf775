"""Statutes 法规条文: texts that count their articles, whose formulas come again by design."""

import re

from editorial.preflight.manuscript import ArticleText

ARTICLE_NUMBER = re.compile(r"第[一二三四五六七八九十百千\d]{1,7}条")
_ENOUGH = 3
"""Numbered articles from which a text is a statute."""
_NUMERAL = re.compile(r"[\d一二三四五六七八九十百千]+")


def is_statute(article: ArticleText) -> bool:
    """Its paragraphs begin with 第一条, 第二条 …: 违反本条例规定的 and the like may well come twice."""
    numbered = (passage for passage in article.passages if ARTICLE_NUMBER.match(passage.text))
    return sum(1 for _ in numbered) >= _ENOUGH


def are_numbers_alike(one: str, other: str) -> bool:
    """The same figures in the same order: 第二十条有下列行为 and 第二十五条有下列行为 are two articles."""
    return _NUMERAL.findall(one) == _NUMERAL.findall(other)
