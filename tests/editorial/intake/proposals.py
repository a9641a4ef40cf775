"""Proposals made by hand, as a reading would give them, for what an editor does with them."""

import datetime
from typing import Any

from editorial.intake.proposal import (
    ArticleProposal,
    AttributionProposal,
    IssueProposal,
    Repair,
    SectionProposal,
    Warning,
)

PORT = "港口把提单搬到了线上。\n\n## 下一步\n\n铁路和机场也要接进来。"
CUSTOMS = "口岸平台把七个窗口合成一个。"
LESSON = "协会请来三位老师讲跨境结算。"


def article(title: str, line: int, body: str = CUSTOMS, **values: Any) -> ArticleProposal:
    """An article of one outlet, 港城日报, sure of everything but its title."""
    defaults: dict[str, Any] = {
        "byline": "",
        "attributions": (AttributionProposal("港城日报"),),
        "subheadings": (),
        "paragraphs": (),
        "confidence": {"title": 0.6, "byline": 0.0, "attributions": 1.0, "section": 0.6, "body": 0.9},
    }
    return ArticleProposal(title=title, body=body, line=line, **defaults | values)


def proposal(
    *,
    repairs: tuple[Repair, ...] = (),
    warnings: tuple[Warning, ...] = (),
    first: ArticleProposal | None = None,
    **values: Any,
) -> IssueProposal:
    """Three articles in two sections; `first` stands in place of the first of them."""
    defaults: dict[str, Any] = {
        "publication": "港城数字经贸",
        "year": 2026,
        "number": 1,
        "serial": 40,
        "publisher": "港城数字经贸促进会秘书处",
        "date": datetime.date(2026, 1, 30),
        "sections": (
            SectionProposal("行业资讯", (first or article("提单上线", 10, PORT), article("窗口合一", 20))),
            SectionProposal("协会动态", (article("三位老师", 30, LESSON),)),
        ),
        "confidence": 0.9,
        "confidences": {"publication": 1.0, "serial": 0.5},
    }
    return IssueProposal(repairs=repairs, warnings=warnings, **defaults | values)


def titles(proposed: IssueProposal) -> list[tuple[str, list[str]]]:
    """The table of contents: each section with the titles under it."""
    return [(section.name, [each.title for each in section.articles]) for section in proposed.sections]
