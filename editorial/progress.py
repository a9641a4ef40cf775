"""How far an issue is: its articles by state and section, and the days to its date. Reads, never writes."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _

from editorial.models import Article, Issue
from editorial.workflow import ArticleState, IssueState

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

ROAD = (IssueState.EDITING, IssueState.PENDING, IssueState.SIGNED, IssueState.PUBLISHED)
"""The states that an issue passes through on its way to the readers."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many articles in one state, and how many lie before them in the bar."""

    state: ArticleState
    count: int
    before: int

    @property
    def label(self) -> "_StrOrPromise":
        return self.state.label


@dataclass(frozen=True)
class Tally:
    """Articles counted by state: those of an issue, or of one section in it (`name`)."""

    name: str
    counts: Counter[str]

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def approved(self) -> int:
        return self.counts[ArticleState.APPROVED]

    @property
    def stretches(self) -> list[Stretch]:
        """The bar from the farthest state back to the drafts; states without articles are left out."""
        found: list[Stretch] = []
        for state in reversed(ArticleState):
            if self.counts[state]:
                found.append(Stretch(state, self.counts[state], sum(each.count for each in found)))
        return found

    @property
    def words(self) -> str:
        """The bar read out: 已定稿 3 篇，草稿 2 篇."""
        named = ((each.label, each.count) for each in self.stretches)
        return _("，").join(_("%(state)s %(count)d 篇") % {"state": state, "count": n} for state, n in named)


@dataclass(frozen=True)
class Progress:
    """An issue, its sections in printed order, and the day from which its date is looked at."""

    issue: Issue
    sections: Sequence[Tally]
    today: datetime.date

    @cached_property
    def whole(self) -> Tally:
        return Tally(str(self.issue), sum((each.counts for each in self.sections), Counter()))

    @property
    def days(self) -> int:
        """To the issue's date; negative when that has passed."""
        return (self.issue.date - self.today).days

    @property
    def deadline(self) -> str:
        if self.days > 0:
            return _("还有 %d 天") % self.days
        return _("已过 %d 天") % -self.days if self.days else _("就是今天")

    @property
    def road(self) -> list[tuple[IssueState, bool]]:
        """The states from 编辑中 to 已发布, and whether the issue has reached each of them."""
        reached = ROAD.index(IssueState(self.issue.state))
        return [(state, place <= reached) for place, state in enumerate(ROAD)]


def progress_of(issues: Iterable[Issue], today: datetime.date) -> list[Progress]:
    """How far each of the issues, none of them withdrawn, is on `today`. One query."""
    rows = (
        Article.objects.filter(issue__in=list(issues))
        .order_by("section__position", "section_id")
        .values_list("issue_id", "section__name", "state")
        .annotate(Count("pk"))
    )
    counted: dict[int, dict[str, Counter[str]]] = {}
    for issue, section, state, count in rows:
        counted.setdefault(issue, {}).setdefault(section, Counter())[state] += count
    return [
        Progress(issue, [Tally(*each) for each in counted.get(issue.pk, {}).items()], today)
        for issue in issues
    ]
