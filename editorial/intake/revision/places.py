"""Where things stand in a proposal, and how one of them is put in another's place.

Every change goes through `with_sections`, which takes away the warnings that no longer hold.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from editorial.intake.proposal import ArticleProposal, IssueProposal, SectionProposal, Warning

MASTHEAD_WARNINGS = {
    "title.missing": "publication",
    "year.missing": "year",
    "number.missing": "number",
    "serial.missing": "serial",
    "publisher.missing": "publisher",
    "date.missing": "date",
}
"""The field of the masthead whose absence each code reports."""
ARTICLE_WARNINGS = {"attribution.missing": "attributions", "article.empty": "body"}
"""The field of the article at the warning's line whose absence each code reports."""


class Unchangeable(Exception):
    """The change cannot be made as things stand; the message is a Chinese sentence that says what to do."""


def find_section(proposal: IssueProposal, name: str) -> int:
    """The section's place among the sections.

    Raises:
        Unchangeable: there is none of that name.
    """
    for place, section in enumerate(proposal.sections):
        if section.name == name:
            return place
    raise Unchangeable(f"栏目【{name}】已经不在了，可能刚被改名或删去。请刷新页面再改。")


def find(proposal: IssueProposal, line: int) -> tuple[int, int]:
    """The places of the article's section and of the article within it.

    Raises:
        Unchangeable: there is no article of that line.
    """
    for outer, section in enumerate(proposal.sections):
        for inner, article in enumerate(section.articles):
            if article.line == line:
                return outer, inner
    raise Unchangeable("这篇文章已经不在了，可能刚被删去或合并。请刷新页面再改。")


def article_at(proposal: IssueProposal, line: int) -> ArticleProposal:
    """The article of that line.

    Raises:
        Unchangeable: there is none.
    """
    outer, inner = find(proposal, line)
    return proposal.sections[outer].articles[inner]


def with_article(proposal: IssueProposal, line: int, **values: Any) -> IssueProposal:
    """The proposal with these fields of the article changed. What a person has set is certain.

    Raises:
        Unchangeable: there is no article of that line.
    """
    outer, inner = find(proposal, line)
    section = proposal.sections[outer]
    old = section.articles[inner]
    sure = {name: 1.0 for name, value in values.items() if name in old.confidence and value}
    new = replace(old, **{"confidence": {**old.confidence, **sure}, **values})
    return with_articles(proposal, outer, (*section.articles[:inner], new, *section.articles[inner + 1 :]))


def with_articles(
    proposal: IssueProposal, place: int, articles: tuple[ArticleProposal, ...]
) -> IssueProposal:
    """The proposal with other articles in the section at `place`."""
    section = replace(proposal.sections[place], articles=articles)
    return with_sections(proposal, (*proposal.sections[:place], section, *proposal.sections[place + 1 :]))


def with_sections(proposal: IssueProposal, sections: Iterable[SectionProposal]) -> IssueProposal:
    """The proposal with other sections, without the warnings that this has cured."""
    return without_cured(replace(proposal, sections=tuple(sections)))


def without_cured(proposal: IssueProposal) -> IssueProposal:
    """The proposal without warnings about what is there by now."""
    warnings = tuple(warning for warning in proposal.warnings if _holds(proposal, warning))
    return replace(proposal, warnings=warnings)


def _holds(proposal: IssueProposal, warning: Warning) -> bool:
    if field := MASTHEAD_WARNINGS.get(warning.code):
        return not getattr(proposal, field)
    if field := ARTICLE_WARNINGS.get(warning.code):
        return any(each.line == warning.line and not getattr(each, field) for each in proposal.articles)
    if warning.code == "article.missing":
        return not proposal.articles
    if warning.code == "section.empty":
        empty = (section.name for section in proposal.sections if not section.articles)
        return any(f"【{name}】" in warning.message for name in empty)
    return True
