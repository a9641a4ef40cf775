"""更正, 撤回 and 定时发布 at the desk: a page for each that shows what it does before it is done, and the pages
that set editions side by side.

A button that is not shown is refused all the same when it is posted: the actions decide.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import AdminSplitDateTime
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from editorial.actions import Refused
from editorial.actions.signing import demand_approved
from editorial.admin.desk import desk_page, permitted
from editorial.models import Issue
from editorial.preflight.newsroom import proofread
from editorial.reviewers import holders, named
from editorial.workflow import CORRECT, PUBLISH, WITHDRAW, PressMove
from publishing.actions import SiteUnfinished, demand_publishable
from publishing.comparison import Comparison, compare
from publishing.corrections import (
    LONGEST_NOTE,
    changes_since,
    correct,
    demand_possible,
    newest_edition,
    ready_to_correct,
    withdraw,
)
from publishing.models import Edition, Schedule
from publishing.scheduling import cancel, proposed_time, schedule
from publishing.snapshot import load

VIEW = "publishing.view_edition"


class NoteForm(forms.Form):
    """What readers are told of a correction."""

    words = forms.CharField(
        label=_("更正说明"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("登在本期和改动过的文章前面。例：“二十亿元”应为“二十一亿元”，原稿笔误。"),
    )


class ReasonForm(forms.Form):
    """Why an issue is withdrawn, and that it is meant."""

    words = forms.CharField(
        label=_("撤回原因"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("登在这一期和每篇文章原来的网址上，读者会看到。"),
    )
    is_meant = forms.BooleanField(
        label=_("我知道撤回以后不能恢复"), error_messages={"required": _("请先确认，再撤回。")}
    )


class TimeForm(forms.Form):
    """When an issue is to come out."""

    at = forms.SplitDateTimeField(
        label=_("发布时间"),
        widget=AdminSplitDateTime,
        help_text=_("北京时间。到时自动发布，不需要有人在场。"),
        error_messages={
            "invalid_date": _("请把日期写成 2026-03-02 这样。"),
            "invalid_time": _("请把时刻写成 09:00 这样。"),
        },
    )
    """Two fields of words: a browser's own field for times speaks the browser's language, not the desk's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        date, time = self.fields["at"].widget.widgets
        date.attrs["aria-label"] = gettext("发布日期")
        time.attrs["aria-label"] = gettext("发布时刻")


def correction_context(user: User, issue: Issue) -> dict[str, Any]:
    """For the pages of an issue and of its articles: whether a correction of it only has to be published, and by
    whom. Two queries for one that is published."""
    is_ready = issue.state in CORRECT.sources and ready_to_correct().filter(pk=issue.pk).exists()
    return {
        "corrected_issue": issue,
        "onward": "admin/publishing/onward.html",
        "can_correct": issue.state in CORRECT.sources and user.has_perm(CORRECT.permission),
        "is_ready_to_correct": is_ready,
        "correctors": named(gettext("出更正版"), holders(CORRECT.permission), user) if is_ready else "",
    }


def press_context(user: User, issue: Issue) -> dict[str, Any]:
    """What the issue's page offers of all this."""
    may = user.has_perm(PUBLISH.permission)
    row = Schedule.objects.filter(issue=issue).select_related("by").first()
    return {
        "is_published": issue.state in CORRECT.sources,
        "can_publish": may and issue.state in PUBLISH.sources,
        "can_withdraw": may and issue.state in WITHDRAW.sources,
        "can_schedule": may and (row is not None or issue.state in PUBLISH.sources),
        "schedule": row,
        "is_overdue": row is not None and row.at < timezone.now(),
        **correction_context(user, issue),
    }


# --- 更正 and 撤回 -------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def correct_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what has changed since the last edition, asks for the note, publishes the next edition."""
    user, issue = _asked(request, pk, CORRECT)
    try:
        demand_possible(issue, CORRECT)
        last = newest_edition(issue)
    except Refused as refusal:
        return _back(request, issue, str(refusal))
    form = NoteForm(request.POST or None)
    if form.is_valid():
        done = gettext("%(issue)s第 %(number)d 版（更正）已发布。") % {
            "issue": issue,
            "number": last.number + 1,
        }
        note = form.cleaned_data["words"]
        if _carried_out(request, issue, form, lambda: correct(issue=issue, note=note, by=user), done):
            return _back(request, issue)
    changes = changes_since(last)
    proof = proofread(issue)
    brought = proof.among(changes.reworded)
    context = {
        "last": last,
        "changes": changes,
        "proof": brought,
        "stood": proof.stopping - brought.stopping,
        "obstacle": _obstacle(issue, changes),
        "form": form,
    }
    return _page(request, issue, "correct", gettext("出更正版"), context)


def _obstacle(issue: Issue, changes: Comparison) -> str:
    """Why the changes cannot be published yet, apart from preflight."""
    try:
        demand_publishable(issue)
        demand_approved(issue, only=changes.reworded)
    except Refused as refusal:
        return str(refusal)
    return ""


@require_http_methods(["GET", "POST"])
def withdraw_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what a withdrawal does, asks for the reason, withdraws."""
    user, issue = _asked(request, pk, WITHDRAW)
    try:
        demand_possible(issue, WITHDRAW)
    except Refused as refusal:
        return _back(request, issue, str(refusal))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["words"]
        done = gettext("%s已撤回。") % issue
        if _carried_out(request, issue, form, lambda: withdraw(issue=issue, reason=reason, by=user), done):
            return _back(request, issue)
    return _page(request, issue, "withdraw", gettext("撤回"), {"form": form})


# --- 定时发布 ------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def schedule_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets the time at which the issue comes out, or moves it."""
    user, issue = _asked(request, pk, PUBLISH)
    row = Schedule.objects.filter(issue=issue).select_related("by").first()
    if row is None and issue.state not in PUBLISH.sources:
        state = issue.get_state_display()
        return _back(request, issue, gettext("现在的状态是“%s”。签发以后才能定时发布。") % state)
    form = TimeForm(request.POST or None, initial={"at": row.at if row else proposed_time(issue)})
    if form.is_valid():
        at = form.cleaned_data["at"]
        moment = date_format(timezone.localtime(at), "DATETIME_FORMAT")
        done = gettext("已定时：%(moment)s 自动发布。") % {"moment": moment}
        if _carried_out(request, issue, form, lambda: schedule(issue=issue, at=at, by=user), done):
            return _back(request, issue)
    context = {"form": form, "schedule": row, "can_set": issue.state in PUBLISH.sources}
    return _page(request, issue, "schedule", gettext("定时发布"), context)


@require_POST
def cancel_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the time back."""
    user, issue = _asked(request, pk, PUBLISH)
    cancel(issue=issue, by=user)
    _note(user, issue, gettext("取消了定时发布。"))
    messages.success(
        request, gettext("定时发布已取消，这一期不会自动发布。要发布，请点“发布”，或者重新定时。")
    )
    return _back(request, issue)


# --- Editions side by side ----------------------------------------------------------------------


@require_safe
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed from one edition to another, by `old` and `new` in the address, whichever way round; the
    last two where it names none."""
    permitted(request, VIEW)
    issue = get_object_or_404(Issue, pk=pk)
    editions = {str(edition.number): edition for edition in issue.editions.order_by("number")}
    if len(editions) < 2:
        return _back(request, issue, gettext("只有一版，没有可比较的。"))
    *_others, before, last = editions
    try:
        chosen = [editions[request.GET.get("old", before)], editions[request.GET.get("new", last)]]
    except KeyError:
        raise Http404 from None
    old, new = sorted(chosen, key=lambda edition: edition.number)
    context = {
        "editions": [*editions.values()],
        "old": old,
        "new": new,
        "changes": compare(load(old.snapshot), load(new.snapshot)),
    }
    return _page(request, issue, "differences", gettext("各版差异"), context)


def changes_of(edition: Edition) -> Comparison | None:
    """What an edition changed in the one before; None for the first."""
    before = Edition.objects.filter(issue=edition.issue_id, number=edition.number - 1).first()
    return compare(load(before.snapshot), load(edition.snapshot)) if before else None


# --- What the pages have in common --------------------------------------------------------------


def _asked(request: HttpRequest, pk: int, move: PressMove) -> tuple[User, Issue]:
    user = permitted(request, move.permission)
    return user, get_object_or_404(Issue.objects.select_related("publication", "editor"), pk=pk)


def _carried_out(
    request: HttpRequest, issue: Issue, form: forms.Form, act: Callable[[], object], done: str
) -> bool:
    """Whether it was done; what the press says otherwise stands at the form."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    except SiteUnfinished as unfinished:
        messages.warning(request, str(unfinished))
    else:
        messages.success(request, done)
    assert isinstance(request.user, User)  # noqa: S101  (permitted)
    _note(request.user, issue, done)
    return True


def _note(user: User, issue: Issue, sentence: str) -> None:
    LogEntry.objects.log_actions(user.pk, [issue], CHANGE, sentence)


def _page(
    request: HttpRequest, issue: Issue, template: str, title: str, context: dict[str, Any]
) -> HttpResponse:
    frame = {"title": title, "issue": issue, "opts": Issue._meta}
    return desk_page(request, f"admin/publishing/{template}.html", frame | context)


def _back(request: HttpRequest, issue: Issue, problem: str = "") -> HttpResponse:
    """To the issue's page, which says why nothing was done."""
    if problem:
        messages.error(request, problem)
    return HttpResponseRedirect(reverse("admin:editorial_issue_change", args=[issue.pk]))
