"""Figures 数字核算: what `editorial.figures` finds contradicted, as findings with the sum written out."""

import datetime
from collections.abc import Iterator
from functools import lru_cache, partial

from editorial.figures import Claim, Verdict, audit
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import ArticleText
from editorial.preflight.rules import Context, Family, Found, Rule
from editorial.preflight.tables import totals_of_tables

STANDARD = "数据自洽"
_AS_MANY = 128
"""Articles whose claims are kept while one rule after another asks for them: those of a large issue."""


def contradicted(name: str, article: ArticleText, context: Context) -> Iterator[Found]:
    """The claims of one rule that the article's own figures contradict."""
    passages = article.prose
    for claim in claims_of(article, context.manuscript.date):
        if claim.rule != name or claim.verdict is not Verdict.CONTRADICTED:
            continue
        passage = article.headline if claim.paragraph < 0 else passages[claim.paragraph]
        if passage is not None:
            yield Found(passage, claim.start, claim.end, f"{claim.message}算式：{claim.sum}。")


def contradicted_sums(article: ArticleText, context: Context) -> Iterator[Found]:
    """Totals that the text contradicts, and totals of tables."""
    yield from contradicted("num.sum", article, context)
    yield from totals_of_tables(article)


def claims_of(article: ArticleText, issued: datetime.date | None) -> list[Claim]:
    """What an article's figures say of each other. 去年 is counted from the date on which it first appeared,
    else from that of its issue."""
    written = next(iter(article.dates), issued)
    headline = article.headline.text.strip() if article.headline else ""
    return _claims(tuple(passage.text for passage in article.prose), headline, written)


@lru_cache(maxsize=_AS_MANY)
def _claims(texts: tuple[str, ...], title: str, written: datetime.date | None) -> list[Claim]:
    return audit(texts, title, written=written)


def _rule(name: str, severity: Severity, title: str, wrong: str, right: str) -> Rule:
    return Rule(
        name, Family.FIGURES, severity, title, STANDARD, wrong, right, of_article=partial(contradicted, name)
    )


_HEADLINE = "### ● 全市新增海外仓{}个\n\n去年全市新增海外仓12个，总数达到45个。\n\n（文章来源：人民日报）"
RULES = (
    _rule("num.headline", Severity.ERROR, "标题里的数字与正文不符", _HEADLINE.format(21), _HEADLINE.format(12)),
    _rule("num.percent_point", Severity.ERROR, "百分数之差应说百分点",
          "网上办件率由60%提高到75%，提高了15%。", "网上办件率由60%提高到75%，提高了15个百分点。"),
    _rule("num.decrease_times", Severity.ERROR, "减少不能说几倍", "通关时间比上年减少了3倍。", "通关时间比上年减少了三分之二。"),
    Rule("num.sum", Family.FIGURES, Severity.WARNING, "分项之和与合计不符", STANDARD,
         "三个码头分别完成吞吐量120万吨、230万吨、150万吨，合计600万吨。", "三个码头分别完成吞吐量120万吨、230万吨、150万吨，合计500万吨。",
         of_article=contradicted_sums),
    _rule("num.share", Severity.WARNING, "占比与数字不符", "全市有企业200家，其中外资企业50家，占35%。", "全市有企业200家，其中外资企业50家，占25%。"),
    _rule("num.growth", Severity.WARNING, "增长率与数字不符",
          "2024年全市服务出口100亿元，2025年达到120亿元，增长35%。", "2024年全市服务出口100亿元，2025年达到120亿元，增长20%。"),
    _rule("num.cagr", Severity.WARNING, "年均增长率与数字不符",
          "企业由2007年的142家增至2025年的404家，年均增长12.1%。", "企业由2007年的142家增至2025年的404家，年均增长6.0%。"),
    _rule("num.times", Severity.WARNING, "倍数与数字不符", "会员由2015年的100家增至2025年的300家，增长了5倍。", "会员由2015年的100家增至2025年的300家，增长了2倍。"),
    _rule("num.list_count", Severity.WARNING, "列举的个数不符", "来源地前三位分别为美国、日本。", "来源地前三位分别为美国、日本、德国。"),
    _rule("num.currency", Severity.WARNING, "折算的金额不合常理",
          "交易额达100亿美元（约合人民币20亿元）。", "交易额达100亿美元（约合人民币710亿元）。"),
)  # fmt: skip
