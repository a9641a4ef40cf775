"""What the press adds to the desk's front page: issues whose time is set, and remarks on proofs that wait."""

from django.contrib.auth.models import User
from django.db.models import Count

from editorial.admin.front import Panel, panel
from editorial.workflow import PUBLISH
from publishing.models import Remark, Schedule


@panel
def scheduled(user: User) -> Panel | None:
    """The issues that will come out by themselves, for those who may publish. One query."""
    if not user.has_perm(PUBLISH.permission):
        return None
    times = list(Schedule.objects.select_related("issue", "by"))
    return Panel("admin/publishing/front_scheduled.html", {"times": times}) if times else None


@panel
def remarked(user: User) -> Panel | None:
    """The rounds of proofs with remarks that nobody has answered. One query."""
    if not user.has_perm("publishing.change_remark"):
        return None
    waiting = (
        Remark.objects.filter(resolved_at=None)
        .values("proof_id", "proof__number", "proof__issue__year", "proof__issue__number")
        .annotate(total=Count("pk"))
        .order_by("-proof_id")
    )
    rounds = list(waiting)
    return Panel("admin/publishing/front_remarked.html", {"rounds": rounds}) if rounds else None
