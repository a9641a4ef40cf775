"""What the press adds to the desk's front page: corrections that only have to be published, issues whose time is set,
remarks on proofs that wait; and, among what happened last, editions and withdrawals.
"""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from editorial.admin.front import News, Panel, news, panel
from editorial.workflow import CORRECT, PUBLISH
from publishing.corrections import ready_to_correct
from publishing.models import Edition, Remark, Schedule


@panel
def ready(user: User) -> Panel | None:
    """The issues whose correction has passed its reviews, for those who may publish it. One query."""
    if not user.has_perm(CORRECT.permission):
        return None
    issues = list(ready_to_correct())
    if not issues:
        return None
    waits = _("%d 期可以出更正版") % len(issues)
    return Panel("admin/publishing/front_ready.html", {"issues": issues}, waits)


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
    if not rounds:
        return None
    waits = _("%d 条批注等着处理") % sum(each["total"] for each in rounds)
    return Panel("admin/publishing/front_remarked.html", {"rounds": rounds}, waits)


@news
def editions(count: int) -> Iterator[News]:
    """The last editions and withdrawals, with the words that readers were given. One query."""
    rows = Edition.objects.select_related("issue", "published_by", "withdrawn_by").defer("snapshot")
    for row in rows.order_by(Coalesce("withdrawn_at", "published_at").desc())[:count]:
        verb = _("发布") if row.number == 1 else _("出更正版")
        yield News(row.published_at, row.published_by, verb, issue=row.issue, words=row.note)
        if row.withdrawn_at:
            why = row.withdrawal_reason
            yield News(row.withdrawn_at, row.withdrawn_by, _("撤回发布"), issue=row.issue, words=why)
