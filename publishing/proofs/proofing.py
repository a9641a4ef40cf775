"""三校: what is done about proofs. A round is made, remarked upon and answered; links to it are given out and taken back.

Check, change, record, in one transaction each, as `editorial.actions`. `by` is a colleague; a remark may also come
from somebody invited. Refusals are sentences for whoever is at the page.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from editorial import vault
from editorial.actions import Refused
from editorial.models import Issue
from editorial.people import called
from editorial.workflow import IssueState
from publishing.comparison import compare
from publishing.models import Invitation, Proof, Remark
from publishing.proofs.printing import current_text, printed
from publishing.proofs.text import blocks
from publishing.snapshot import IssueSnapshot, digest, dump, load

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_REMARK = 2_000
LONGEST_QUOTE = 500
LONGEST_RESOLUTION = 200
LONGEST_NAME = 50
MOST_REMARKS = 200
"""Remarks that one invitation may leave."""
LONGEST_INVITATION = timedelta(days=60)
SECRET_BYTES = 32
SEEN_EVERY = timedelta(minutes=1)


class LinkRefused(Refused):
    """A link that opens nothing. `was_valid` tells one that has ended from one that never was."""

    def __init__(self, sentence: str, *, was_valid: bool) -> None:
        super().__init__(sentence)
        self.was_valid = was_valid


# --- Rounds -------------------------------------------------------------------------------------


def make_proof(*, issue: Issue, by: "User") -> Proof:
    """Freezes the issue's text and printed pages as the next round, and closes the round before.

    Raises:
        PermissionDenied: `by` may not make proofs.
        Refused: the issue is empty or withdrawn, nothing has changed since the last round, or the pages cannot be
            set or kept.
    """
    _demand(by, "publishing.add_proof", gettext("出校样"))
    with transaction.atomic():
        rows = Issue.objects.select_for_update(of=("self",)).select_related("publication", "editor")
        locked: Issue = rows.get(pk=issue.pk)
        snapshot = current_text(locked)
        last = locked.proofs.order_by("number").last()
        if last is not None and not compare(load(last.snapshot), snapshot):
            raise Refused(
                gettext("%(proof)s之后没有任何改动，不必再出校样。改过之后再出下一校。")
                % {"proof": last.name}
            )
        pdf = _keep_printed(snapshot)
        locked.proofs.filter(closed_at=None).update(closed_at=timezone.now())
        text = dump(snapshot)
        return Proof.objects.create(
            issue=locked,
            number=last.number + 1 if last else 1,
            snapshot=text,
            digest=digest(text),
            pdf=pdf,
            made_by=by,
        )


def _keep_printed(snapshot: IssueSnapshot) -> str:
    """Puts pages and pictures into the vault; the digest of the pages."""
    rendered, pictures = printed(snapshot)
    try:
        for picture in pictures.values():
            vault.keep(picture)
        return vault.keep(rendered.content)
    except OSError as error:
        raise Refused(
            gettext("没有出成校样：存档文件夹无法写入（%(error)s）。请腾出空间或修正权限后再试。")
            % {"error": error.strerror or error}
        ) from error


# --- Remarks ------------------------------------------------------------------------------------


def remark(
    *, proof: Proof, article: str, block: int, start: int, end: int, text: str, by: "User | Invitation"
) -> Remark:
    """Says something of `words[start:end]` in a block of an article, named by its uid. Sent twice in the same words
    it stays one.

    Raises:
        PermissionDenied: `by` is a colleague who may not.
        LinkRefused: `by` is an invitation that has ended or is to something else.
        Refused: the round is closed, the text is empty or too long, the passage is not there, or the invitation has
            left too many.
    """
    if not isinstance(by, Invitation):
        _demand(by, "publishing.add_remark", gettext("批注"))
    text = text.replace("\r\n", "\n").strip()
    _demand_text(text, LONGEST_REMARK, gettext("批注"))
    with transaction.atomic():
        locked = Proof.objects.select_for_update(of=("self",)).select_related("issue").get(pk=proof.pk)
        said_by = _author(locked, by)
        if locked.closed_at is not None:
            raise Refused(
                gettext("%(proof)s已经收样，不能再批注。请在最新一校上批注。") % {"proof": locked.name}
            )
        quote = passage(load(locked.snapshot), article, block, start, end)
        place = {"article": article, "block": block, "start": start, "end": end}
        said, _is_new = Remark.objects.get_or_create(
            proof=locked, **place, **said_by, text=text, defaults={"quote": quote}
        )
        return said


def passage(snapshot: IssueSnapshot, article: str, block: int, start: int, end: int) -> str:
    """The words of a passage on one line, at most `LONGEST_QUOTE` of them; none for a picture.

    Raises:
        Refused: there is no such passage.
    """
    found = next((each for each in snapshot.articles if each.uid == article), None)
    parts = blocks(found) if found else ()
    words = parts[block].words if 0 <= block < len(parts) else None
    if words is None or not (0 <= start < end <= len(words) or start == end == len(words) == 0):
        raise Refused(gettext("您选的文字不在这份校样里。请刷新页面，重新选一遍。"))
    quote = " ".join(words[start:end].split())
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[: LONGEST_QUOTE - 1]}…"


def _author(proof: Proof, by: "User | Invitation") -> "dict[str, User | Invitation]":
    """Who says it, as a remark keeps it; an invitation is looked up anew, it may have been revoked by now."""
    if not isinstance(by, Invitation):
        return {"author": by}
    invitation = _valid(Invitation.objects.filter(pk=by.pk, proof=proof).select_related("issue").first())
    if invitation.remarks.count() >= MOST_REMARKS:
        raise Refused(
            gettext("这个链接已经留了 %(most)s 条批注，请联系编辑部另开一个链接。") % {"most": MOST_REMARKS}
        )
    return {"invitation": invitation}


def resolve(*, remark: Remark, by: "User", resolution: str) -> None:
    """处理: says what was done about a remark, or why nothing was.

    Raises:
        PermissionDenied: `by` may not.
        Refused: the resolution is empty or too long, or the remark is resolved already.
    """
    _demand(by, "publishing.change_remark", gettext("处理批注"))
    resolution = " ".join(resolution.split())
    _demand_text(resolution, LONGEST_RESOLUTION, gettext("处理意见"))
    with transaction.atomic():
        locked = (
            Remark.objects.select_for_update(of=("self",)).select_related("resolved_by").get(pk=remark.pk)
        )
        if locked.resolved_at is not None:
            raise Refused(
                gettext("这条批注%(name)s已经处理过了：%(resolution)s")
                % {"name": called(locked.resolved_by), "resolution": locked.resolution}
            )
        locked.resolved_at, locked.resolved_by, locked.resolution = timezone.now(), by, resolution
        locked.save(update_fields=["resolved_at", "resolved_by", "resolution"])


def reopen_remark(*, remark: Remark, by: "User") -> None:
    """The remark waits again, whatever was said of it.

    Raises:
        PermissionDenied: `by` may not.
    """
    _demand(by, "publishing.change_remark", gettext("处理批注"))
    Remark.objects.filter(pk=remark.pk).update(resolved_at=None, resolved_by=None, resolution="")


# --- Invitations --------------------------------------------------------------------------------


def invite(
    *, issue: Issue, name: str, expires_at: datetime, by: "User", proof: Proof | None = None
) -> tuple[Invitation, str]:
    """A link to a proof of the issue, or without one to the issue as it stands; and its secret, which is in no
    database and cannot be had again.

    Raises:
        PermissionDenied: `by` may not.
        Refused: nobody is named, the date is past or too far, the issue is withdrawn, the proof is closed.
    """
    _demand(by, "publishing.add_invitation", gettext("给出审阅链接"))
    name = " ".join(name.split())
    _demand_text(name, LONGEST_NAME, gettext("收链接的人的称呼"))
    if not timezone.now() < expires_at <= timezone.now() + LONGEST_INVITATION:
        raise Refused(gettext("有效期请定在 1 到 %(days)s 天之间。") % {"days": LONGEST_INVITATION.days})
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        locked = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
        if locked.state == IssueState.WITHDRAWN:
            raise Refused(gettext("%(issue)s已经撤回，不能再请人看。") % {"issue": locked})
        if proof is not None and not locked.proofs.filter(pk=proof.pk, closed_at=None).exists():
            raise Refused(gettext("%(proof)s已经收样。请选最新一校。") % {"proof": proof.name})
        made = {"digest": _digest(secret), "expires_at": expires_at, "made_by": by}
        return Invitation.objects.create(issue=locked, proof=proof, name=name, **made), secret


def revoke(*, invitation: Invitation, by: "User") -> None:
    """The link opens nothing any more; what was said through it stays. Said twice, the first time holds.

    Raises:
        PermissionDenied: `by` may not.
    """
    _demand(by, "publishing.change_invitation", gettext("作废审阅链接"))
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now())


def find_invitation(secret: str) -> Invitation:
    """The invitation whose link carries the secret; notes that it was opened. Looked up by SHA-256, so the time it
    takes tells nothing of secrets.

    Raises:
        LinkRefused: there is none, or it has ended.
    """
    found = _valid(
        Invitation.objects.filter(digest=_digest(secret))
        .select_related("issue__publication", "issue__editor", "proof__issue", "made_by")
        .first()
    )
    now = timezone.now()
    if found.seen_at is None or now - found.seen_at >= SEEN_EVERY:
        Invitation.objects.filter(pk=found.pk).update(seen_at=now)
    return found


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _valid(invitation: Invitation | None) -> Invitation:
    if invitation is None:
        raise LinkRefused(
            gettext("没有这个链接。请核对地址有没有复制完整，或者请编辑部重新发一个。"), was_valid=False
        )
    if invitation.revoked_at is not None:
        raise LinkRefused(gettext("这个链接已经作废。如果还需要看，请编辑部重新发一个。"), was_valid=True)
    if invitation.expires_at <= timezone.now():
        raise LinkRefused(gettext("这个链接已经过期。如果还需要看，请编辑部重新发一个。"), was_valid=True)
    if invitation.issue.state == IssueState.WITHDRAWN:
        raise LinkRefused(
            gettext("%(issue)s已经撤回，链接随之作废。") % {"issue": invitation.issue}, was_valid=True
        )
    return invitation


# --- What the actions share ---------------------------------------------------------------------


def _demand(by: "User", permission: str, what: str) -> None:
    if not by.has_perm(permission):
        raise PermissionDenied(gettext("您没有%(what)s的权限，请联系管理员。") % {"what": what})


def _demand_text(text: str, longest: int, what: str) -> None:
    if not text or "\0" in text:
        raise Refused(gettext("请写明%(what)s。") % {"what": what})
    if len(text) > longest:
        raise Refused(
            gettext("%(what)s请写在 %(longest)s 字以内，现在有 %(count)s 字。")
            % {"what": what, "longest": f"{longest:,}", "count": f"{len(text):,}"}
        )
