"""What the reading remarked: a repair taken back or accepted, a warning that has been looked into."""

from dataclasses import replace

from editorial.intake.proposal import IssueProposal, Repair
from editorial.intake.revision.bodies import told_by, whole_blocks
from editorial.intake.revision.places import Unchangeable, article_at, with_article

_EDITED = "这一处的文字后来改过，不能自动换回去。请点“改正文”，对照原稿手工修改。"


def switch_repair(proposal: IssueProposal, index: int) -> IssueProposal:
    """Takes an applied repair back, or applies an offered one: the other side of it stands in the body.

    Raises:
        Unchangeable: there is nothing to switch, or the text has been edited since.
    """
    repair = _repair(proposal, index)
    if repair.article is None or not repair.can_be_switched:
        raise Unchangeable("这一条只是说明，没有可以换回去的文字。要改内容，请直接修改文章。")
    article = article_at(proposal, repair.article)
    stands, other = (repair.became, repair.was) if repair.applied else (repair.was, repair.became)
    found = whole_blocks(stands, article.body)
    if len(found) != 1:
        raise Unchangeable(_EDITED)
    body = f"{article.body[: found[0].start]}{other}{article.body[found[0].end :]}"
    changed = with_article(proposal, article.line, **told_by(body), confidence=article.confidence)
    switched = replace(repair, applied=not repair.applied)
    return replace(changed, repairs=(*proposal.repairs[:index], switched, *proposal.repairs[index + 1 :]))


def settle_warning(proposal: IssueProposal, index: int, message: str) -> IssueProposal:
    """The proposal without a warning that the editor has looked into. `message` is the one that was seen.

    Raises:
        Unchangeable: that warning is not there any more.
    """
    warnings = proposal.warnings
    if not 0 <= index < len(warnings) or warnings[index].message != message:
        raise Unchangeable("这条提醒已经不在了。请刷新页面，看看最新的提醒。")
    return replace(proposal, warnings=(*warnings[:index], *warnings[index + 1 :]))


def _repair(proposal: IssueProposal, index: int) -> Repair:
    if not 0 <= index < len(proposal.repairs):
        raise Unchangeable("这一处修复已经不在了。请刷新页面再改。")
    return proposal.repairs[index]
