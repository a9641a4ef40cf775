"""Structure 结构: paragraphs that are cut or doubled, sections, contents list, levels of headings."""

import re
from collections import Counter
from collections.abc import Iterator

from editorial.document import Span
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.contents import announced_title
from editorial.intake.masthead import CONTENTS_WORDS
from editorial.intake.repetition import ENOUGH, LIKE, Repetition, repetitions
from editorial.intake.titles import are_same, key, section_name
from editorial.preflight.breaks import blocks_of, broken_paragraphs
from editorial.preflight.finding import Severity
from editorial.preflight.lines import CAPTION, LINE, has_ended, is_loose
from editorial.preflight.manuscript import ArticleText, Passage, Role
from editorial.preflight.rules import HOUSE, Context, Family, Found, Rule
from editorial.preflight.statutes import ARTICLE_NUMBER, is_statute

LONG = 600
"""Characters from which a paragraph tires: half a page of print."""
COUNTS = 40
"""Letters from which a paragraph that comes again is no chance."""
SAID = 16
"""Letters from which a paragraph of whole sentences is none that a writer says by chance again."""
_FEW = 2
"""Paragraphs that parallel parts of a text may share; more of them on end were pasted."""
_STANZA = 3
"""Lines."""
_COLOPHON = re.compile(
    r"(?:版次|版本|印次|作者|著者|译者|编者|主编|出版社?|出版时间|书号|ISBN|定价|字数|日期|更新时间)[：:]"
)
"""Lines of a title page, whatever their type."""


def repeated_paragraphs(context: Context) -> Iterator[Found]:
    """A paragraph that stands in its article, in another or in an earlier issue already."""
    seen: dict[str, str] = {earlier.key: earlier.where for earlier in context.manuscript.earlier}
    is_bare = _is_bare(context)
    for article in context.manuscript.articles:
        names = [key(passage.text) for passage in article.passages]
        copies = _copies(article, is_bare=is_bare)
        yield from (_copy(article, copy, _severity(article, names, copy, is_bare=is_bare)) for copy in copies)
        within = {place for copy in copies for place in range(copy.start, copy.end)}
        long = {place: name for place, name in enumerate(names) if len(name) >= COUNTS}
        for place, name in long.items():
            if place not in within and name in seen:
                passage = article.passages[place]
                yield Found(passage, 0, len(passage.text), f"这一段与{seen[name]}的一段相同，请核对。")
        seen |= dict.fromkeys(long.values(), f"《{article.name}》")


def _copies(article: ArticleText, *, is_bare: bool) -> list[Repetition]:
    """What the article says twice. In a statute lists and formulas may come again, a numbered article may not."""
    by_right = [_is_quoted, _is_list_of_links, _is_caption, _is_verse, _is_formula]
    if is_bare:
        by_right.append(_is_shown_again)
    copies = repetitions(blocks_of(article), SAID)
    found = [copy for copy in copies if not any(is_so(article, copy) for is_so in by_right)]
    if not is_statute(article):
        return found
    keys = [key(passage.text) for passage in article.passages]
    return [
        copy
        for copy in found
        if any(_is_same_article(article, keys, at) for at in range(copy.start, copy.end))
    ]


def _is_quoted(article: ArticleText, copy: Repetition) -> bool:
    """A block quotation may be quoted again."""
    said = [passage for passage in article.passages[copy.start : copy.end] if passage.text]
    return all(passage.role is Role.QUOTE for passage in said)


def _is_list_of_links(article: ArticleText, copy: Repetition) -> bool:
    """References may be given again below every section."""
    said = [passage for passage in article.passages[copy.start : copy.end] if passage.text]
    return all(
        passage.role is Role.LIST_ITEM
        and any(link.span.start <= passage.words.start + 3 for link in passage.words.links)
        for passage in said
    )


def _is_caption(article: ArticleText, copy: Repetition) -> bool:
    """What a picture shows may be said in the text, too."""
    said = [passage for passage in article.passages[copy.start : copy.end] if passage.text]
    return all(CAPTION.match(passage.text) for passage in said)


def _is_verse(article: ArticleText, copy: Repetition) -> bool:
    """A refrain: nothing but short lines without full stops."""
    said = "\n".join(passage.text for passage in article.passages[copy.start : copy.end])
    lines = said.split()
    return len(lines) >= _STANZA and all(len(line) <= LINE and is_loose(line) for line in lines)


def _is_formula(article: ArticleText, copy: Repetition) -> bool:
    """Few words, such as headings and labels have, not all of them sentences."""
    said = [passage for passage in article.passages[copy.start : copy.end] if passage.text]
    are_sentences = all(each.role is Role.PARAGRAPH and has_ended(each.text.strip()) for each in said)
    return not are_sentences and sum(len(key(each.text)) for each in said) < ENOUGH


def _is_shown_again(article: ArticleText, copy: Repetition) -> bool:
    """What a line with a colon leads up to."""
    above = (article.passages[place].text.rstrip() for place in range(copy.start - 1, -1, -1))
    return next(filter(None, above)).endswith("：")


def _is_bare(context: Context) -> bool:
    """A text by itself, not an issue: an essay or a story has freedoms that a newsletter has not."""
    return not context.manuscript.is_issue and len(list(context.manuscript.articles)) == 1


def _severity(article: ArticleText, names: list[str], copy: Repetition, *, is_bare: bool) -> Severity | None:
    """`names` are the passages' keys. None where text was pasted twice, which is an error. A paragraph or two under another heading may be what
    parallel parts share, and a paragraph far from the first one a refrain, if the text is no newsletter's."""
    passages = article.passages
    said = [names[place] for place in range(copy.start, copy.end) if passages[place].text]
    if is_bare and sum(map(len, said)) < ENOUGH:
        return Severity.INFO  # what somebody says, and says again
    before = [names[place] for place in range(copy.start) if passages[place].text]
    if len(said) > _FEW or before[-len(said) :] == said:
        return None
    first = next((place for place, name in enumerate(before) if are_same(name, said[0], LIKE)), 0)
    told = [passage for passage in passages[: copy.start] if passage.text][first:]
    is_under_another = any(passage.role is Role.SUBHEADING for passage in told)
    if len(said) == 1 and is_bare:
        return Severity.INFO if is_under_another else Severity.WARNING
    return Severity.WARNING if is_under_another and (is_bare or len(said) == 1) else None


def _is_same_article(article: ArticleText, keys: list[str], at: int) -> bool:
    return keys[at] in keys[:at] and ARTICLE_NUMBER.match(article.passages[at].text) is not None


def _copy(article: ArticleText, copy: Repetition, severity: Severity | None) -> Found:
    said = [
        passage for passage in article.passages[copy.start : copy.end] if passage.text
    ]  # not the pictures between them
    first, last = said[0], said[-1]
    span = Span(first.span(0, 1).start, last.span(len(last.text) - 1, len(last.text)).end)
    if severity is not None:
        message = "这里与前文相同，若不是有意反复，请删去一份。"
        return Found(first, 0, len(first.text), message, severity=severity, span=span)
    message = f"从这里起 {copy.end - copy.start} 段与前文重复，应删去一份。"
    return Found(first, 0, len(first.text), message, span=span)


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
    severity = Severity.WARNING if _is_bare(context) else None
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
