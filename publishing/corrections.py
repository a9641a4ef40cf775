"""更正 and 撤回: a published issue gets a new edition with a note, or is taken from the readers.

Nothing that was published is changed: the edition before stays reachable, and is marked as superseded.
"""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from editorial.actions import Refused, demand_clear, remember_printed
from editorial.actions.signing import demand_approved
from editorial.models import Issue
from editorial.vault import VaultError
from editorial.workflow import CORRECT, WITHDRAW, PressMove
from publishing import site
from publishing.actions import SiteUnfinished
from publishing.comparison import Comparison, compare
from publishing.editions import make_edition
from publishing.models import Edition
from publishing.snapshot import load, take

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_NOTE = 1000
"""Characters of a note that readers see above the text."""


def correct(
    *, issue: Issue, note: str, by: "User | None" = None, at: datetime.datetime | None = None
) -> Edition:
    """Publishes the issue as it stands now as its next edition. The `note` tells readers what was wrong and
    why. `by` None stands for the command line; `at` None for now.

    Raises:
        PermissionDenied: `by` may not publish.
        Refused: the issue is not published, nothing has changed, a changed article is not approved, preflight
            stops it, or the note is missing.
        SiteUnfinished: corrected, but the site's folder could not be written.
    """
    with transaction.atomic(durable=True):
        locked = _locked(issue, CORRECT, by)
        told = _told(note, "请写明更正了什么、为什么更正，读者会看到。")
        if by is not None:
            demand_clear(locked)
            demand_approved(locked)
        last = _last(locked)
        if not changes_since(last):
            raise Refused(f"{locked}和第 {last.number} 版一字不差，没有什么可更正的。请先改好文章。")
        edition = make_edition(locked, by=by, at=at or timezone.now(), number=last.number + 1, note=told)
        remember_printed(locked)
    _bake(edition, f"{issue}的更正版已发布")
    return edition


def withdraw(
    *, issue: Issue, reason: str, by: "User | None" = None, at: datetime.datetime | None = None
) -> Edition:
    """Takes a published issue from the readers: its pages say so, and why; no list leads to it any more.

    Raises:
        PermissionDenied: `by` may not publish.
        Refused: the issue is not published, or no reason is given.
        SiteUnfinished: withdrawn, but the site's folder could not be written.
    """
    with transaction.atomic(durable=True):
        locked = _locked(issue, WITHDRAW, by)
        told = _told(reason, "请写明撤回的原因，读者会看到。")
        edition = _last(locked)
        edition.withdrawn_at = at or timezone.now()
        edition.withdrawn_by = by
        edition.withdrawal_reason = told
        edition.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
        locked.state = WITHDRAW.target
        locked.save(update_fields=["state"])
    issue.state = locked.state
    _bake(None, f"{issue}已撤回")
    return edition


def changes_since(edition: Edition) -> Comparison:
    """What has been changed in the newsroom since an edition was published."""
    return compare(load(edition.snapshot), take(edition.issue, with_pictures=False))


def _last(issue: Issue) -> Edition:
    edition: Edition | None = issue.editions.order_by("-number").first()
    if edition is None:
        raise Refused(f"{issue}还没有发布过。")
    return edition


def _told(text: str, missing: str) -> str:
    told = text.strip()
    if not told:
        raise Refused(missing)
    if len(told) > LONGEST_NOTE:
        raise Refused(f"说明请写在 {LONGEST_NOTE} 字以内。")
    return told


def _locked(issue: Issue, move: PressMove, by: "User | None") -> Issue:
    if by is not None and not by.has_perm(move.permission):
        raise PermissionDenied(f"您没有{move.label}的权限，请联系主编。")
    row: Issue = (
        Issue.objects.select_for_update(of=("self",)).select_related("publication", "editor").get(pk=issue.pk)
    )
    if row.state not in move.sources:
        raise Refused(f"{row}的状态是“{row.get_state_display()}”，不能{move.label}。")
    return row


def _bake(edition: Edition | None, done: str) -> None:
    try:
        site.bake(edition)
    except (OSError, VaultError) as error:
        raise SiteUnfinished(
            f"{done}，但网站文件没有写完（{error}）。请排除故障（腾出空间、修正权限、从备份恢复存档），"
            "再运行 manage.py bake。"
        ) from error
