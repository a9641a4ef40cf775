"""Structure 结构: paragraphs that are cut or doubled, sections, contents list, levels of headings."""

import re
from collections import Counter
from collections.abc import Iterator

from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.contents import announced_title
from editorial.intake.masthead import CONTENTS_WORDS
from editorial.intake.titles import key, section_name
from editorial.preflight.breaks import broken_paragraphs
from editorial.preflight.duplicates import is_bare, repeated_paragraphs
from editorial.preflight.finding import Severity
from editorial.preflight.manuscript import ArticleText, Passage, Role
from editorial.preflight.rules import HOUSE, Context, Family, Found, Rule

LONG = 600
"""Characters from which a paragraph tires: half a page of print."""
_COLOPHON = re.compile(
    r"(?:版次|版本|印次|作者|著者|译者|编者|主编|出版社?|出版时间|书号|ISBN|定价|字数|日期|更新时间)[：:]"
)
"""Lines of a title page, whatever their type."""


def empty_sections(context: Context) -> Iterator[Found]:
    """A section without an article."""
    for section in context.manuscript.sections:
        if not section.articles and section.passage is not None:
            message = f"栏目【{section.name}】下没有文章，请补上稿件或撤去栏目。"
            yield Found(section.passage, 0, len(section.passage.text), message)


def contents_mismatch(context: Context) -> Iterator[Found]:
    """A title that the contents list and the text do not share, letter for letter."""
    manuscript = context.manuscript
    announced = {key(_title(entry)): entry for entry in manuscript.contents if not _is_section(entry)}
    titles = {key(article.name): article for article in manuscript.articles if article.title}
    if not announced:
        return
    for name, entry in announced.items():
        if name and name not in titles and name not in CONTENTS_WORDS:
            message = f"目录里的“{_title(entry)}”与正文的标题对不上，请核对。"
            yield Found(entry, 0, len(entry.text), message)
    for name, article in titles.items():
        if name not in announced and article.title is not None:
            message = f"正文的《{article.name}》不在目录里，请核对。"
            yield Found(article.title, 0, len(article.title.text), message)


def _title(entry: Passage) -> str:
    return announced_title(Block(Kind.PARAGRAPH, 0, (Run(entry.text),)))


def _is_section(entry: Passage) -> bool:
    return bool(section_name(Block(Kind.PARAGRAPH, 0, (Run(entry.text),))))


def heading_levels(context: Context) -> Iterator[Found]:
    """Articles on different levels; a sub-heading as high as its article's title, or a step too low."""
    titled = [article for article in context.manuscript.articles if article.title and article.title.level]
    below = {section.passage.level for section in context.manuscript.sections if section.passage}
    level = _article_level([article.title.level for article in titled if article.title], below)
    for article in titled:
        title = article.title
        if title is not None and title.level != level:
            message = f"文章标题是 {title.level} 级，其他文章是 {level} 级，请统一。"
            yield Found(title, 0, len(title.text), message)
    severity = Severity.WARNING if is_bare(context) else None
    for article in context.manuscript.articles:
        yield from _subheadings(article, article.title.level if article.title else 0, severity)


def _article_level(levels: list[int], sections: set[int]) -> int:
    """The level most titles have; between two, the one right below the sections."""
    counts = Counter(levels)
    wanted = max(sections, default=0) + 1
    return max(counts, key=lambda level: (counts[level], level == wanted), default=0)


def _subheadings(article: ArticleText, title: int, severity: Severity | None) -> Iterator[Found]:
    """A bare text may mean a smaller type by a lower level: `severity` is then a warning."""
    above = title
    for passage in article.passages:
        if passage.role is not Role.SUBHEADING or not passage.level or _COLOPHON.match(passage.text):
            continue
        if title and passage.level <= title:
            message = f"小标题是 {passage.level} 级，不低于文章标题（{title} 级），会被当成另一篇文章。"
            yield Found(passage, 0, len(passage.text), message, severity=severity)
        elif above and passage.level > above + 1:
            message = f"小标题从 {above} 级跳到 {passage.level} 级，中间缺一级。"
            yield Found(passage, 0, len(passage.text), message, severity=severity)
        above = passage.level


def long_paragraphs(passage: Passage, context: Context) -> Iterator[Found]:
    """A paragraph longer than half a printed page."""
    if passage.role is Role.PARAGRAPH and len(passage.text) > LONG:
        yield Found(passage, 0, 10, f"这一段有 {len(passage.text)} 字，手机上读来吃力，建议分段。")


FAMILY = Family.STRUCTURE
_TWO = "## 【行业资讯】\n\n### ● 码头用上新系统\n\n新系统上线。\n\n（文章来源：港城日报）\n\n"
_ONCE = "港口全年新开十二条外贸航线，覆盖东南亚、中东和地中海沿岸，运价比上年平均下降一成，货主普遍受益。"
RULES = (
    Rule("para.broken", FAMILY, Severity.ERROR, "段落被截断", HOUSE,
         "企业可以在平台上查询船期、申报单证、缴纳费用，\n\n全程不必到现场。", "企业可以在平台上查询船期。\n\n全程不必到现场。",
         of_article=broken_paragraphs),
    Rule("para.duplicate", FAMILY, Severity.ERROR, "段落重复", HOUSE,
         f"{_ONCE}\n\n{_ONCE}", f"{_ONCE}\n\n航线增加以后，货主的选择更多。",
        of_issue=repeated_paragraphs),
    Rule("section.empty", FAMILY, Severity.ERROR, "栏目下没有文章", HOUSE,
         f"{_TWO}## 【协会动态】", f"{_TWO}## 【协会动态】\n\n### ● 协会换届\n\n大会选出新一届理事会。\n\n（文章来源：港城日报）",
         of_issue=empty_sections),
    Rule("toc.mismatch", FAMILY, Severity.ERROR, "目录与正文标题不一致", HOUSE,
         f"目录\n\n- 码头用上新的系统平台\n\n---\n\n{_TWO}", f"目录\n\n- 码头用上新系统\n\n---\n\n{_TWO}", of_issue=contents_mismatch),
    Rule("head.level", FAMILY, Severity.ERROR, "标题级别不当", HOUSE,
         f"{_TWO}## ● 协会换届\n\n大会选出新一届理事会。\n\n（文章来源：港城日报）",
         f"{_TWO}### ● 协会换届\n\n大会选出新一届理事会。\n\n（文章来源：港城日报）", of_issue=heading_levels),
    Rule("para.long", FAMILY, Severity.INFO, "段落过长", HOUSE, "港口继续扩能增效。" * 70, "港口继续扩能增效。", of_passage=long_paragraphs),
)  # fmt: skip
