"""What is closed is read, not edited: the pages of issues that wait for their signature, have it or are withdrawn, and
of the articles in them. That nothing is written there all the same is `editorial.actions.writing`'s to see to.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from editorial.actions.writing import closed
from editorial.models import Article, Issue
from editorial.workflow import CLOSED, REOPEN


class ReadOnlyWhileClosed:
    """For the ModelAdmin of articles and issues: no field and no button where the save would be refused, and the
    reason told instead."""

    def has_change_permission(self, request: HttpRequest, obj: Article | Issue | None = None) -> bool:
        """A form that is posted all the same was opened before somebody closed the issue: it is let through, to be
        refused in its own words beside what was typed."""
        may: bool = super().has_change_permission(request, obj)  # type: ignore[misc]
        return may and (request.method == "POST" or _closed_issue(obj) is None)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Has the page say why it is `closed`, and to those who `may_reopen` its `closed_issue`, where."""
        issue = _closed_issue(context.get("original"))
        if issue is not None and request.method != "POST":
            may_reopen = issue.state in REOPEN.sources and request.user.has_perm(REOPEN.permission)
            told = {"closed": closed(issue), "closed_issue": issue, "may_reopen": may_reopen}
            context = context | told | {"show_delete": False}
        answer: HttpResponse = super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]
        return answer


def _closed_issue(row: Article | Issue | None) -> Issue | None:
    """The issue that keeps the row from being changed."""
    issue = row.issue if isinstance(row, Article) else row
    return issue if issue is not None and issue.state in CLOSED else None
