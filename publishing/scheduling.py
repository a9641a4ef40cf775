"""定时发布: a signed issue is published at the time that was set, by `manage.py publish_due`.

The command may run every minute and twice at once: each issue is published by whoever locks it first.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from editorial.actions import Refused
from editorial.models import Issue
from editorial.workflow import PUBLISH, IssueState
from publishing.actions import SiteUnfinished, publish
from publishing.models import Edition, Schedule

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_AHEAD = datetime.timedelta(days=366)


def schedule(*, issue: Issue, at: datetime.datetime, by: "User") -> Schedule:
    """Sets the time, or moves it.

    Raises:
        PermissionDenied: `by` may not publish.
        Refused: the issue is not signed, or the time is past or more than a year ahead.
    """
    _demand(by)
    now = timezone.now()
    if not now < at <= now + LONGEST_AHEAD:
        raise Refused("定时要在现在以后、一年以内。请重新选时间。")
    with transaction.atomic():
        locked = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
        if locked.state != IssueState.SIGNED:
            raise Refused(f"{locked}的状态是“{locked.get_state_display()}”。签发以后才能定时发布。")
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
    """What became of an issue whose time had come; `problem` is the sentence why it was not published."""

    issue: Issue
    edition: Edition | None = None
    problem: str = ""


def publish_due(*, now: datetime.datetime | None = None) -> Iterator[Outcome]:
    """Publishes every issue whose time has come, in the name of whoever set it. One that cannot be published
    keeps its time and the reason, and is tried again at the next run."""
    moment = now or timezone.now()
    for pk in list(Schedule.objects.filter(at__lte=moment).order_by("at").values_list("pk", flat=True)):
        outcome = _publish_one(pk)
        if outcome is not None:
            yield outcome


def _publish_one(pk: int) -> Outcome | None:
    """None where another run was faster, or the time was taken back."""
    due = Schedule.objects.select_related("issue", "by").filter(pk=pk).first()
    if due is None:
        return None
    try:
        edition = publish(issue=due.issue, by=due.by)
    except SiteUnfinished as unfinished:
        Schedule.objects.filter(pk=pk).delete()
        return Outcome(due.issue, problem=str(unfinished))
    except (Refused, PermissionDenied) as refusal:
        if Issue.objects.filter(pk=due.issue_id, state=IssueState.PUBLISHED).exists():
            Schedule.objects.filter(pk=pk).delete()
            return None
        Schedule.objects.filter(pk=pk).update(problem=str(refusal))
        return Outcome(due.issue, problem=str(refusal))
    Schedule.objects.filter(pk=pk).delete()
    return Outcome(due.issue, edition)


def _demand(by: "User") -> None:
    if not by.has_perm(PUBLISH.permission):
        raise PermissionDenied("您没有发布权限，请联系主编。")
