"""The issue around its articles: the masthead, and the sections with their order and names."""

import datetime
from dataclasses import replace

from editorial.intake.proposal import IssueProposal, SectionProposal
from editorial.intake.revision.places import Unchangeable, find_section, with_sections, without_cured


def set_masthead(
    proposal: IssueProposal,
    *,
    publication: str,
    year: int | None,
    number: int | None,
    serial: int | None,
    publisher: str,
    date: datetime.date | None,
) -> IssueProposal:
    """The proposal with this masthead. What an editor has looked through is certain."""
    values = {
        "publication": publication,
        "year": year,
        "number": number,
        "serial": serial,
        "publisher": publisher,
        "date": date,
    }
    sure = {name: 1.0 if value else 0.0 for name, value in values.items()}
    changed = replace(proposal, **values, confidences=sure)  # type: ignore[arg-type]  # one type per field
    return without_cured(changed)


def add_section(proposal: IssueProposal, name: str) -> IssueProposal:
    """A new, empty section after the others.

    Raises:
        Unchangeable: the name is empty or taken.
    """
    return with_sections(proposal, (*proposal.sections, SectionProposal(_free(proposal, name), ())))


def rename_section(proposal: IssueProposal, name: str, new: str) -> IssueProposal:
    """The section by another name.

    Raises:
        Unchangeable: there is no such section, or the new name is empty or taken.
    """
    place = find_section(proposal, name)
    if new.strip() == name:
        return proposal
    named = replace(proposal.sections[place], name=_free(proposal, new))
    warnings = tuple(
        replace(warning, message=warning.message.replace(f"【{name}】", f"【{named.name}】"))
        for warning in proposal.warnings
    )
    return replace(
        proposal,
        sections=(*proposal.sections[:place], named, *proposal.sections[place + 1 :]),
        warnings=warnings,
    )


def remove_section(proposal: IssueProposal, name: str) -> IssueProposal:
    """The proposal without a section that has no articles.

    Raises:
        Unchangeable: there is no such section, or it has articles.
    """
    place = find_section(proposal, name)
    if total := len(proposal.sections[place].articles):
        raise Unchangeable(f"栏目【{name}】里还有 {total} 篇文章，请先把它们移到别的栏目，再删去栏目。")
    return with_sections(proposal, (*proposal.sections[:place], *proposal.sections[place + 1 :]))


def shift_section(proposal: IssueProposal, name: str, step: int) -> IssueProposal:
    """The section one place further up (`step` −1) or down (1); at the end of the line it stays.

    Raises:
        Unchangeable: there is no such section.
    """
    place = find_section(proposal, name)
    sections = list(proposal.sections)
    section = sections.pop(place)
    sections.insert(max(0, place + step), section)
    return with_sections(proposal, sections)


def _free(proposal: IssueProposal, name: str) -> str:
    """The name as a new section may bear it."""
    name = name.strip().strip("【】").strip()
    if not name:
        raise Unchangeable("栏目名不能空着，请写上，例如“行业资讯”。")
    if any(section.name == name for section in proposal.sections):
        raise Unchangeable(f"已经有栏目【{name}】了，请换一个名字，或把文章移到那个栏目。")
    return name
