"""审读检查 of an issue: the report that sign-off looks at, and what is done there about findings.

Every answer to a form is the report again, with a sentence that says what was done or why not.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from editorial.actions import Refused, acknowledge, apply_fixes, take_back, undo_fixes
from editorial.actions.proofreading import MEND_PERMISSION
from editorial.admin.desk import desk_page, note, permitted
from editorial.admin.lapsing import tell_lapsed
from editorial.admin.preflight_report import Report, fixes_of, key
from editorial.models import Acknowledgement, AppliedFix, Article, Issue
from editorial.preflight.finding import Finding, Severity
from editorial.preflight.newsroom import Noted, articles_of, proofread

REASONS = (gettext_lazy("原文如此"), gettext_lazy("专有名词"), gettext_lazy("已核对无误"))
"""Reasons offered; any other may be typed."""
MOST_DIGITS = 18
"""Of a row's number, as 64 bits hold it."""


@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything preflight says of an issue, as it is saved; may be narrowed, and printed."""
    permitted(request, "editorial.view_issue")
    issue = _issue(pk)
    shown = Report(
        issue, proofread(issue), family=request.GET.get("family", ""), level=request.GET.get("level", "")
    )
    return _page(request, "admin/editorial/preflight/report.html", issue, report=shown, reasons=REASONS)


@require_POST
def let_stand(request: HttpRequest, pk: int) -> HttpResponse:
    """Acknowledges the finding that the form names, and those of its rule in the article when `same` says so."""
    user = permitted(request, "editorial.view_issue")
    issue = _issue(pk)

    def act() -> str:
        chosen = _chosen(issue, request.POST.get("finding", ""), same="same" in request.POST)
        articles = _articles(issue)
        for each in chosen:
            acknowledge(
                finding=each,
                reason=request.POST.get("reason", ""),
                by=user,
                article=articles.get(each.place.article),
                issue=issue,
            )
        return _("已忽略 %d 处，理由和姓名记录在案。") % len(chosen)

    return _done(request, issue, act)


@require_POST
def count_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes an acknowledgement back."""
    user = permitted(request, "editorial.view_issue")
    issue = _issue(pk)

    def act() -> str:
        said = Acknowledgement.objects.of_issue(issue).filter(pk=_number(request, "acknowledgement")).first()
        if said is None:
            raise Refused(_("这条忽略已经撤销过了。"))
        take_back(acknowledgement=said, by=user)
        return _("已撤销忽略，这处提示重新计入。")

    return _done(request, issue, act)


@require_http_methods(["GET", "POST"])
def fixes(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what the safe fixes would change, article by article; makes those that were ticked."""
    user = permitted(request, MEND_PERMISSION)
    issue = _issue(pk)
    if request.method == "POST":
        return _done(request, issue, lambda: _mend(request, issue, user))
    shown = fixes_of(articles_of(issue), issue)
    return _page(request, "admin/editorial/preflight/fixes.html", issue, fixes=shown)


def _mend(request: HttpRequest, issue: Issue, user: User) -> str:
    articles = _articles(issue)
    ticked = [uid for uid in request.POST.getlist("article") if uid in articles]
    if not ticked:
        raise Refused(_("没有勾选文章，一处也没有修正。"))
    with transaction.atomic():  # all that were ticked, or none
        made = [
            apply_fixes(article=articles[uid], digest=request.POST.get(f"digest-{uid}", ""), by=user)
            for uid in ticked
        ]
    for applied, lapsed in made:
        note(user, [applied.article], CHANGE, _("审读检查：修正了 %d 处。") % applied.count)
        tell_lapsed(request, applied.article, lapsed)
    return _("已修正 %d 处。不合适的话可以在下面撤销。") % sum(applied.count for applied, _lapsed in made)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts an article back as it was before its fixes."""
    user = permitted(request, MEND_PERMISSION)
    issue = _issue(pk)

    def act() -> str:
        applied = AppliedFix.objects.filter(pk=_number(request, "applied"), article__issue=issue).first()
        if applied is None:
            raise Refused(_("没有这次修正，请刷新页面再看。"))
        lapsed = undo_fixes(applied=applied, by=user)
        note(user, [applied.article], CHANGE, _("撤销了审读检查的修正。"))
        tell_lapsed(request, applied.article, lapsed)
        return _("已撤销修正，文章恢复原样。")

    return _done(request, issue, act)


# --- What the views share -----------------------------------------------------------------------


def _issue(pk: int) -> Issue:
    issue: Issue = get_object_or_404(Issue.objects.select_related("publication"), pk=pk)
    return issue


def _articles(issue: Issue) -> dict[str, Article]:
    return {article.uid: article for article in Article.objects.in_issue(issue)}


def _chosen(issue: Issue, name: str, *, same: bool) -> list[Finding]:
    """The finding that the form names, looked up in a fresh reading; with `same`, those like it as well."""
    noted = [each for each in proofread(issue).noted if each.acknowledgement is None]
    chosen = next((each.finding for each in noted if key(each.finding) == name), None)
    if chosen is None:
        raise Refused(_("这处提示已经不在了，请看最新的检查结果。"))
    if not same:
        return [chosen]
    return [each.finding for each in noted if _is_like(each, chosen)]


def _is_like(noted: Noted, chosen: Finding) -> bool:
    """Of the same rule in the same article, and no error."""
    finding = noted.finding
    same_rule = finding.rule == chosen.rule and finding.place.article == chosen.place.article
    return same_rule and (finding.severity is not Severity.ERROR or finding is chosen)


def _number(request: HttpRequest, name: str) -> int:
    """The row's number in the form; none that exists where it is no number."""
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() and len(value) <= MOST_DIGITS else 0


def _done(request: HttpRequest, issue: Issue, act: Callable[[], str]) -> HttpResponse:
    """The report again, with the sentence of what was done or why it was not."""
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("editorial_preflight", args=[issue.pk]))


def _page(request: HttpRequest, template: str, issue: Issue, **context: Any) -> HttpResponse:
    return desk_page(
        request,
        template,
        {"title": _("审读检查"), "subtitle": str(issue), "issue": issue, "opts": Issue._meta, **context},
    )
