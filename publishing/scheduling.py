"""定时发布: a signed issue is published at the time that was set, by `manage.py publish_due`.

The command may run every minute and twice at once: each issue is published by whoever locks it first, and its
time goes in the same transaction.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from editorial.actions import Refused
from editorial.models import Issue
from editorial.workflow import PUBLISH, UNPUBLISHED
from publishing.actions import SiteUnfinished, record, write_site
from publishing.editions import NotKept
from publishing.models import Edition, Schedule

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_AHEAD = datetime.timedelta(days=366)
MORNING = datetime.time(9)
"""When offices open, by the newsroom's clock."""
SATURDAY = 5


def proposed_time(issue: Issue, *, today: datetime.date | None = None) -> datetime.datetime:
    """Nine in the morning of the issue's date when that is to come, of the next working day otherwise: Monday to
    Friday, public holidays are not known."""
    day = today or timezone.localdate()
    if issue.date > day:
        return timezone.make_aware(datetime.datetime.combine(issue.date, MORNING))
    day += datetime.timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(day, MORNING))


def schedule(*, issue: Issue, at: datetime.datetime, by: "User") -> Schedule:
    """Sets the time, or moves it.

    Raises:
        PermissionDenied: `by` may not publish.
        Refused: the issue is not signed, or the time is past or more than a year ahead.
    """
    _demand(by)
    now = timezone.now()
    if not now < at <= now + LONGEST_AHEAD:
        raise Refused(gettext("定时要在现在以后、一年以内。请重新选时间。"))
    with transaction.atomic():
        locked = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
        if locked.state not in PUBLISH.sources:
            raise Refused(
                gettext("%(issue)s的状态是“%(state)s”。签发以后才能定时发布。")
                % {"issue": locked, "state": locked.get_state_display()}
            )
        row, _is_new = Schedule.objects.update_or_create(
            issue=locked, defaults={"at": at, "by": by, "problem": ""}
        )
    return row


def cancel(*, issue: Issue, by: "User") -> None:
    """Nothing will happen at that time. An issue without a time stays as it is.

    Raises:
        PermissionDenied: `by` may not publish.
    """
    _demand(by)
    Schedule.objects.filter(issue=issue).delete()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an issue whose time had come; `problem` is the sentence why it is not whole."""

    issue: Issue
    edition: Edition | None = None
    problem: str = ""


def publish_due(*, now: datetime.datetime | None = None) -> Iterator[Outcome]:
    """Publishes every issue whose time has come, in the name of whoever set it.

    One that a person must see to, as it is not signed or preflight stops it, keeps the reason and is left alone
    until its time is set anew: nobody expects it to come out the minute it is signed again. Where the disk is
    full, it is tried again at the next run.
    """
    moment = now or timezone.now()
    due = Schedule.objects.filter(at__lte=moment, problem="").order_by("at").select_related("issue", "by")
    for row in list(due):
        try:
            edition = _publish(row)
        except NotKept as trouble:
            yield Outcome(row.issue, problem=str(trouble))
        except (Refused, PermissionDenied) as refusal:
            Schedule.objects.filter(pk=row.pk, at=row.at).update(problem=str(refusal))
            yield Outcome(row.issue, problem=str(refusal))
        else:
            if edition is not None:
                yield _written(edition)


def _publish(due: Schedule) -> Edition | None:
    """None where another run was faster, the time was moved or taken back, or it is published already."""
    with transaction.atomic(durable=True):
        issue = Issue.objects.select_for_update(of=("self",)).get(pk=due.issue_id)
        row = Schedule.objects.select_for_update().filter(pk=due.pk, at=due.at)
        if not row.exists():
            return None
        is_wanted = issue.state in UNPUBLISHED
        edition = record(issue=issue, by=due.by, gated=True) if is_wanted else None
        row.delete()
    return edition


def _written(edition: Edition) -> Outcome:
    try:
        write_site(edition, gettext("%(issue)s已发布") % {"issue": edition.issue})
    except SiteUnfinished as unfinished:
        return Outcome(edition.issue, edition, str(unfinished))
    return Outcome(edition.issue, edition)


def _demand(by: "User") -> None:
    if not by.has_perm(PUBLISH.permission):
        raise PermissionDenied(gettext("您没有发布权限，请联系主编。"))
