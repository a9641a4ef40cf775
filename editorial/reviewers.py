"""Who can still review a text: colleagues with the permission who have no part in it, and whether there are enough of
them for the stages to come, each of which takes another person. Reads, never writes.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from django.contrib.auth.models import Permission, User
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from editorial.workflow import APPROVE, Stage

Reviewers: TypeAlias = Mapping[Stage, Sequence[User]]


def reviewers(barred: Collection[int]) -> Reviewers:
    """By stage, the active members of staff who may review there, by name, without those whose keys are `barred`.
    One query."""
    able = {f"may_{stage}": _holds(move.permission) for stage, move in APPROVE.items()}
    staff = User.objects.filter(is_active=True, is_staff=True).exclude(pk__in=barred).annotate(**able)
    people = list(staff.order_by("last_name", "first_name", "username"))
    return {stage: [each for each in people if getattr(each, f"may_{stage}")] for stage in APPROVE}


def _holds(permission: str) -> Combinable:
    """Of a user: they hold the permission (app_label.codename) themselves, by a group, or as superuser."""
    app_label, _dot, codename = permission.partition(".")
    named = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
    return Q(is_superuser=True) | Exists(named.filter(Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk"))))


def stage_without(able: Reviewers, passed: Stage, by: User) -> Stage | None:
    """The first stage after `passed` that nobody would be left for, if `by` approved there; None when each of them
    finds a person of its own."""
    stages = list(APPROVE)
    ahead = stages[stages.index(passed) + 1 :]
    return next(
        (stage for count, stage in enumerate(ahead, 1) if not _suffice(able, ahead[:count], {by.pk})), None
    )


def _suffice(able: Reviewers, stages: Sequence[Stage], taken: set[int]) -> bool:
    """Each of the stages can have a reviewer of its own, besides those who are `taken`."""
    if not stages:
        return True
    first, *others = stages
    return any(_suffice(able, others, taken | {each.pk}) for each in able[first] if each.pk not in taken)
