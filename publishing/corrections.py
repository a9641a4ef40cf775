"""更正 and 撤回: a published issue gets a new edition with a note, or is taken from the readers.

Nothing that was published is changed: the edition before stays reachable, and is marked as superseded.
"""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext

from editorial.actions import Refused, demand_clear, hold_articles, remember_printed
from editorial.actions.signing import demand_approved
from editorial.actions.stamp import stamp
from editorial.models import Issue, Review
from editorial.workflow import CORRECT, WITHDRAW, ArticleState, Decision, PressMove, Stage
from publishing.actions import demand_publishable, write_site
from publishing.comparison import Comparison, compare
from publishing.editions import make_edition
from publishing.models import Edition
from publishing.search import index
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
        Refused: the issue is not published, the note is missing, nothing has changed, or the last article is
            gone; at the desk, a reworded article is not approved, or preflight objects to it; or the vault cannot
            be written.
        SiteUnfinished: corrected, but the site's folder could not be written.
    """
    with transaction.atomic(durable=True):
        locked = _locked(issue, CORRECT, by)
        told = _told(note, gettext("请写明更正了什么、为什么更正，读者会看到。"))
        demand_publishable(locked)
        hold_articles(locked)  # what is compared, approved and checked is what is printed
        last = newest_edition(locked)
        changes = changes_since(last)
        if not changes:
            raise Refused(
                gettext("%(issue)s和第 %(number)s 版一字不差，没有什么可更正的。请先改好文章。")
                % {"issue": locked, "number": last.number}
            )
        if by is not None:
            demand_clear(locked, only=changes.reworded)
            demand_approved(locked, only=changes.reworded)
        edition = make_edition(locked, by=by, at=at or timezone.now(), number=last.number + 1, note=told)
        remember_printed(locked)
    write_site(edition, gettext("%(issue)s的更正版已发布") % {"issue": issue})
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
        told = _told(reason, gettext("请写明撤回的原因，读者会看到。"))
        edition = newest_edition(locked)
        edition.withdrawn_at = at or timezone.now()
        edition.withdrawn_by = by
        edition.withdrawal_reason = told
        edition.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
        index.remove(locked)
        locked.state = WITHDRAW.target
        stamp(locked, by, told)
        locked.save(update_fields=["state"])
    issue.state = locked.state
    write_site(edition, gettext("%(issue)s已撤回") % {"issue": issue})
    return edition


def changes_since(edition: Edition) -> Comparison:
    """What has been changed in the newsroom since an edition was published."""
    return compare(load(edition.snapshot), take(edition.issue, with_pictures=False))


def ready_to_correct() -> QuerySet[Issue]:
    """Published issues of which an article was approved anew since their newest edition, while every other that was
    reviewed since then is approved, too: what is left is to publish the correction. One query."""
    newest = Edition.objects.filter(issue=OuterRef("pk")).order_by("-number")
    since = Review.objects.filter(article__issue=OuterRef("pk"), at__gt=OuterRef("newest_at"))
    approved = since.filter(
        stage=Stage.FINAL, decision=Decision.APPROVED, article__state=ArticleState.APPROVED
    )
    under_way = since.exclude(article__state=ArticleState.APPROVED)
    rows: QuerySet[Issue] = Issue.objects.filter(state__in=CORRECT.sources).annotate(
        newest_at=Subquery(newest.values("published_at")[:1])
    )
    return rows.filter(Exists(approved), ~Exists(under_way))


def newest_edition(issue: Issue) -> Edition:
    """The edition that readers have, or had until it was withdrawn.

    Raises:
        Refused: the issue has none.
    """
    edition: Edition | None = issue.editions.order_by("-number").first()
    if edition is None:
        raise Refused(gettext("%(issue)s还没有发布过。") % {"issue": issue})
    return edition


def _told(text: str, missing: str) -> str:
    told = text.replace("\r\n", "\n").strip()
    if not told:
        raise Refused(missing)
    if len(told) > LONGEST_NOTE:
        raise Refused(gettext("说明请写在 %(longest)s 字以内。") % {"longest": LONGEST_NOTE})
    return told


def _locked(issue: Issue, move: PressMove, by: "User | None") -> Issue:
    if by is not None and not by.has_perm(move.permission):
        raise PermissionDenied(gettext("您没有%(move)s的权限，请联系主编。") % {"move": move.label})
    row: Issue = (
        Issue.objects.select_for_update(of=("self",)).select_related("publication", "editor").get(pk=issue.pk)
    )
    demand_possible(row, move)
    return row


def demand_possible(issue: Issue, move: PressMove) -> None:
    """The issue is in a state from which the move leads.

    Raises:
        Refused: it is not.
    """
    if issue.state not in move.sources:
        raise Refused(
            gettext("%(issue)s的状态是“%(state)s”，不能%(move)s。")
            % {"issue": issue, "state": issue.get_state_display(), "move": move.label}
        )
