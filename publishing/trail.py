"""What the press adds to the audit trail of an issue: proofs, remarks and links, editions and withdrawals."""

from collections.abc import Iterator

from django.utils.translation import gettext

from editorial.audit import UNKNOWN, Happening
from editorial.models import Issue
from editorial.people import called
from publishing.models import Edition, Invitation, Proof, Remark


def happenings_of(issue: Issue) -> Iterator[Happening]:
    """In no order; four queries."""
    yield from _proofs(issue)
    yield from _remarks(issue)
    yield from _invitations(issue)
    yield from _editions(issue)


def _proofs(issue: Issue) -> Iterator[Happening]:
    for proof in Proof.objects.filter(issue=issue).select_related("made_by").defer("snapshot"):
        yield Happening(proof.made_at, called(proof.made_by), gettext("出校样"), str(issue), proof.name)
        if proof.closed_at:
            yield Happening(proof.closed_at, UNKNOWN, gettext("收校样"), str(issue), proof.name)


def _remarks(issue: Issue) -> Iterator[Happening]:
    rows = Remark.objects.filter(proof__issue=issue).defer("proof__snapshot")
    for remark in rows.select_related("proof", "author", "invitation", "resolved_by"):
        who = remark.invitation.name if remark.invitation else called(remark.author)
        said = gettext("“%(quote)s”：%(text)s") % {"quote": remark.quote, "text": remark.text}
        yield Happening(remark.at, who, gettext("批注"), remark.proof.name, said)
        if remark.resolved_at:
            solved = f"{said} → {remark.resolution}" if remark.resolution else said
            who = called(remark.resolved_by) or UNKNOWN
            yield Happening(remark.resolved_at, who, gettext("处理批注"), remark.proof.name, solved)


def _invitations(issue: Issue) -> Iterator[Happening]:
    for link in Invitation.objects.filter(issue=issue).select_related("made_by"):
        yield Happening(link.made_at, called(link.made_by), gettext("生成审阅链接"), str(issue), link.name)
        if link.revoked_at:
            yield Happening(link.revoked_at, UNKNOWN, gettext("作废审阅链接"), str(issue), link.name)


def _editions(issue: Issue) -> Iterator[Happening]:
    rows = Edition.objects.filter(issue=issue).defer("snapshot")
    for edition in rows.select_related("published_by", "withdrawn_by"):
        what = gettext("发布") if edition.number == 1 else gettext("更正")
        which = gettext("第 %d 版") % edition.number
        yield Happening(edition.published_at, called(edition.published_by), what, which, edition.note)
        if edition.withdrawn_at:
            who, why = called(edition.withdrawn_by), edition.withdrawal_reason
            yield Happening(edition.withdrawn_at, who, gettext("撤回发布"), str(issue), why)
