"""Who can still review a text: colleagues with the permission who have no part in it, and whether there are enough of
them for the stages to come, each of which takes another person; and who may make a move at all, named for a reader.
Reads, never writes.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from django.contrib.auth.models import Permission, User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import gettext

from editorial.people import called
from editorial.workflow import APPROVE, Stage

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

NAMED = 5
"""Colleagues who are named before the rest are counted."""

Reviewers: TypeAlias = Mapping[Stage, Sequence[User]]


def reviewers(barred: Collection[int]) -> Reviewers:
    """By stage, the active members of staff who may review there, by name, without those whose keys are `barred`.
    One query."""
    able = {f"may_{stage}": _holds(move.permission) for stage, move in APPROVE.items()}
    people = list(_staff().exclude(pk__in=barred).annotate(**able))
    return {stage: [each for each in people if getattr(each, f"may_{stage}")] for stage in APPROVE}


def holders(permission: str) -> list[User]:
    """The active members of staff who hold the permission (app_label.codename), by name. One query."""
    return list(_staff().filter(_holds(permission)))


def named(act: "_StrOrPromise", people: Sequence[User], reader: User) -> str:
    """Who of the `people` may do it, the reader before all others: 可以初审的同事：您、周明。 Empty without any."""
    if not people:
        return ""
    first = sorted(people, key=lambda each: each != reader)[:NAMED]
    names = gettext("、").join(gettext("您") if each == reader else called(each) for each in first)
    if len(people) > NAMED:
        names = gettext("%(names)s等 %(total)d 位") % {"names": names, "total": len(people)}
    return gettext("可以%(act)s的同事：%(names)s。") % {"act": act, "names": names}


def _staff() -> "QuerySet[User]":
    people = User.objects.filter(is_active=True, is_staff=True)
    return people.order_by("last_name", "first_name", "username")


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
