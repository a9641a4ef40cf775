"""Articles: their fields, their place, one made of two and two of one."""

from collections.abc import Set
from dataclasses import replace
from typing import Any

from editorial.document import Block, Heading, plain_text
from editorial.intake import blocks
from editorial.intake.proposal import (
    ArticleProposal,
    AttributionProposal,
    IssueProposal,
    Repair,
    SectionProposal,
    Warning,
)
from editorial.intake.prose import to_markdown
from editorial.intake.revision import bodies
from editorial.intake.revision.places import (
    Unchangeable,
    article_at,
    find,
    find_section,
    with_article,
    with_articles,
    with_sections,
)
from editorial.markdown import parse

# --- Fields -------------------------------------------------------------------------------------


def retitle(proposal: IssueProposal, line: int, title: str) -> IssueProposal:
    """The article by another title.

    Raises:
        Unchangeable: there is no such article, or the title is empty.
    """
    title = " ".join(title.split())
    if not title:
        raise Unchangeable("标题不能空着。请写上标题；不要这篇文章，就点“删去”。")
    return with_article(proposal, line, title=title)


def set_byline(proposal: IssueProposal, line: int, byline: str) -> IssueProposal:
    """The article under another byline 作者, which may be empty."""
    return with_article(proposal, line, byline=" ".join(byline.split()))


def set_attributions(
    proposal: IssueProposal, line: int, attributions: tuple[AttributionProposal, ...]
) -> IssueProposal:
    """The article with other credits.

    Raises:
        Unchangeable: there is no such article, or a credit names no outlet.
    """
    if not all(each.outlet.strip() for each in attributions):
        raise Unchangeable("来源要写明媒体名称。请补上“媒体”一栏；不要这条来源，就把整行清空。")
    return with_article(proposal, line, attributions=attributions)


def set_body(proposal: IssueProposal, line: int, body: str) -> IssueProposal:
    """The article with another body, in Markdown."""
    return with_article(proposal, line, **bodies.told_by(body))


# --- Place --------------------------------------------------------------------------------------


def move(proposal: IssueProposal, line: int, section: str, place: int | None = None) -> IssueProposal:
    """The article at `place` (from 0) in the section, or behind its last one.

    Raises:
        Unchangeable: there is no such article or section.
    """
    outer, inner = find(proposal, line)
    target = find_section(proposal, section)
    article = proposal.sections[outer].articles[inner]
    if outer != target and "section" in article.confidence:
        article = replace(article, confidence={**article.confidence, "section": 1.0})
    lists = [list(each.articles) for each in proposal.sections]
    del lists[outer][inner]
    lists[target].insert(len(lists[target]) if place is None else max(0, place), article)
    return with_sections(
        proposal,
        (SectionProposal(old.name, tuple(new)) for old, new in zip(proposal.sections, lists, strict=True)),
    )


def shift(proposal: IssueProposal, line: int, step: int) -> IssueProposal:
    """The article one place further up (`step` −1) or down (1), over the edge of its section into the
    neighbouring one; at the very end it stays.

    Raises:
        Unchangeable: there is no such article.
    """
    outer, inner = find(proposal, line)
    section = proposal.sections[outer]
    if 0 <= inner + step < len(section.articles):
        return move(proposal, line, section.name, inner + step)
    if 0 <= outer + step < len(proposal.sections):
        return move(proposal, line, proposal.sections[outer + step].name, None if step < 0 else 0)
    return proposal


def drop(proposal: IssueProposal, line: int) -> IssueProposal:
    """The proposal without the article, and without what was remarked on it alone.

    Raises:
        Unchangeable: there is no such article.
    """
    outer, inner = find(proposal, line)
    articles = proposal.sections[outer].articles
    kept = replace(
        proposal,
        repairs=tuple(repair for repair in proposal.repairs if repair.article != line),
        warnings=tuple(warning for warning in proposal.warnings if warning.line != line),
    )
    return with_articles(kept, outer, (*articles[:inner], *articles[inner + 1 :]))


# --- One of two, two of one ---------------------------------------------------------------------


def merge(proposal: IssueProposal, line: int) -> IssueProposal:
    """The article made part of the one before it, its title a sub-heading there.

    Raises:
        Unchangeable: there is no such article, or none before it.
    """
    article = article_at(proposal, line)
    place = proposal.articles.index(article)
    if not place:
        raise Unchangeable("这是第一篇，前面没有可以合并的文章。")
    first = proposal.articles[place - 1]
    outlets = {(each.outlet, each.via) for each in first.attributions}
    body = bodies.joined(first.body, _as_subheading(article.title), article.body)
    merged = with_article(
        proposal,
        first.line,
        **bodies.told_by(body),
        byline=first.byline or article.byline,
        attributions=(
            *first.attributions,
            *(each for each in article.attributions if (each.outlet, each.via) not in outlets),
        ),
        confidence=first.confidence,
    )
    repairs = tuple(_moved(repair, line, first.line) for repair in merged.repairs)
    return drop(replace(merged, repairs=repairs), line)


def split(proposal: IssueProposal, line: int, block: int, *, titled: bool = False) -> IssueProposal:
    """The article made two before the block of its body at place `block` (from 0).

    The block's words become the new article's title when it is a heading, or `titled` says so; else the
    new article has none yet. The credits stay with the first, for they name its outlet.

    Raises:
        Unchangeable: there is no such article or block, or nothing would stand before it.
    """
    article = article_at(proposal, line)
    document = parse(article.body)
    if not 0 < block < len(document.blocks):
        raise Unchangeable("这一段前面没有正文，不能从这里分开。请刷新页面，另选一段。")
    opening = document.blocks[block]
    before, after = bodies.cut(document, block)
    title = " ".join(plain_text(opening).split()) if titled or isinstance(opening, Heading) else ""
    if title:
        after = bodies.without_first(parse(after))
    second = ArticleProposal(
        title=title,
        byline="",
        attributions=(),
        **bodies.told_by(after),
        line=_fresh_line(proposal),
        confidence={**article.confidence, **_given(title)},
    )
    outer, inner = find(proposal, line)
    shortened = with_article(proposal, line, **bodies.told_by(before), confidence=article.confidence)
    articles = shortened.sections[outer].articles
    parted = with_articles(shortened, outer, (*articles[: inner + 1], second, *articles[inner + 1 :]))
    repairs = tuple(_followed(repair, line, second) for repair in parted.repairs)
    return replace(parted, repairs=repairs, warnings=(*parted.warnings, _uncredited(second)))


def can_be_title(block: Block) -> bool:
    """The block's words could be an article's title: one line of no more than 60 characters."""
    return 0 < len(plain_text(block).strip()) <= 60 and "\n" not in plain_text(block)


def with_distinct_lines(proposal: IssueProposal) -> IssueProposal:
    """The proposal with every article named by a line of its own; of two on one line the first keeps it."""
    seen: set[int] = set()
    sections = []
    for section in proposal.sections:
        articles = []
        for article in section.articles:
            free = _fresh_line(proposal, seen) if article.line in seen else article.line
            seen.add(free)
            articles.append(replace(article, line=free))
        sections.append(replace(section, articles=tuple(articles)))
    return replace(proposal, sections=tuple(sections))


def _fresh_line(proposal: IssueProposal, taken: Set[int] = frozenset()) -> int:
    """A name for an article that the document does not have as such: below all lines, below zero."""
    return min([0, *(each.line for each in proposal.articles), *taken]) - 1


def _given(title: str) -> dict[str, Any]:
    """How sure the fields of an article are that an editor has just cut off another."""
    return {"title": 1.0 if title else 0.0, "byline": 0.0, "attributions": 0.0}


def _as_subheading(title: str) -> str:
    return to_markdown([blocks.Block(blocks.Kind.HEADING, 0, (blocks.Run(title),))])


def _moved(repair: Repair, line: int, to: int) -> Repair:
    return replace(repair, article=to) if repair.article == line else repair


def _followed(repair: Repair, line: int, second: ArticleProposal) -> Repair:
    """The repair with the article in which the text it put there stands now."""
    stands = repair.became if repair.applied else repair.was
    if repair.article == line and bodies.whole_blocks(stands, second.body):
        return replace(repair, article=second.line)
    return repair


def _uncredited(article: ArticleProposal) -> Warning:
    name = f"《{article.title}》" if article.title else "新分出的文章"
    return Warning("attribution.missing", article.line, f"{name}没有写明文章来源，请补上。")
