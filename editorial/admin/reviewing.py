"""三审 and 签发 at the desk: the addresses that the review panel's buttons are posted to.

A button that is not shown is refused all the same when it is posted: the actions decide.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from editorial.actions import Refused, reviewing, signing
from editorial.admin.desk import permitted
from editorial.admin.outcome import back_to_the_box, tell_done, tell_refused
from editorial.models import Article, Issue
from editorial.preflight.newsroom import draft_of, proofread_draft
from editorial.workflow import APPROVE, RECALL, SUBMIT, Stage


class DecisionForm(forms.Form):
    """What is posted with a button."""

    opinion = forms.CharField(required=False, max_length=2000)
    digest = forms.CharField(required=False, max_length=64)
    stage = forms.ChoiceField(required=False, choices=[(stage.value, stage.label) for stage in APPROVE])


# --- An article ---------------------------------------------------------------------------------


@require_POST
def decide_article(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Makes one of `ARTICLE_MOVES`, and comes back to the article with a sentence.

    Raises:
        PermissionDenied: the user may not make the move.
        Http404: there is no such article or move.
    """
    user = permitted(request, "editorial.view_article")
    article = get_object_or_404(Article, pk=pk)
    return _decide(request, ARTICLE_MOVES, move, article, user)


def _approve(article: Article, user: User, values: Mapping[str, str]) -> str:
    stage = Stage(values["stage"]) if values["stage"] else None
    reviewing.approve(
        article=article, by=user, digest=values["digest"], opinion=values["opinion"], stage=stage
    )
    return gettext("《%s》审过了，现在是“%s”。") % (article, article.get_state_display())


def _return(article: Article, user: User, values: Mapping[str, str]) -> str:
    reviewing.return_(article=article, by=user, opinion=values["opinion"])
    return gettext("《%s》已退回，编辑会看到您写的理由。") % article


def _submit(article: Article, user: User, _values: Mapping[str, str]) -> str:
    reviewing.submit(article=article, by=user)
    return _with_findings(gettext("《%s》已送审，等待初审。") % article, article)


def _with_findings(done: str, article: Article) -> str:
    """What was done, and what preflight holds against the article, which would keep its issue from being signed."""
    row = Article.objects.with_credits().select_related("issue__publication", "section").get(pk=article.pk)
    proof = proofread_draft(draft_of(row), article=row, issue=row.issue)
    if proof.is_clear:
        return done
    if proof.errors:
        sentence = gettext(
            "%(done)s审读检查还有 %(left)s没有处理：签发以前，错误要改正，警告要改正或写明理由。"
        )
    else:
        sentence = gettext("%(done)s审读检查还有 %(left)s没有处理，签发以前要改正或写明理由。")
    return sentence % {"done": done, "left": proof.left}


def _recall(article: Article, user: User, _values: Mapping[str, str]) -> str:
    reviewing.recall(article=article, by=user)
    return gettext("《%s》已撤回，可以接着改。") % article


Act = Callable[[Any, User, Mapping[str, str]], str]
ARTICLE_MOVES: dict[str, Act] = {
    "submit": _submit,
    "recall": _recall,
    "approve": _approve,
    "return": _return,
}


def submit_saved(request: HttpRequest, article: Article) -> HttpResponse:
    """保存并送审, once the article has been saved: what cannot be submitted stays saved, and the box says why.

    Raises:
        PermissionDenied: the user may not submit.
    """
    user = permitted(request, SUBMIT.permission)
    try:
        if not _has_just_submitted(article, user):
            reviewing.submit(article=article, by=user)
    except Refused as refusal:
        tell_done(request, gettext("《%s》已保存。") % article)
        tell_refused(request, str(refusal))
    else:
        done = gettext("《%s》已保存并送审，等待初审。") % article
        tell_done(request, _with_findings(done, article))
    return back_to_the_box(article)


def _has_just_submitted(article: Article, user: User) -> bool:
    """As after a double click."""
    return article.state in RECALL.sources and reviewing.has_submitted(article, user)


# --- An issue -----------------------------------------------------------------------------------


@require_POST
def decide_issue(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Makes one of `ISSUE_MOVES`, and comes back to the issue with a sentence.

    Raises:
        PermissionDenied: the user may not make the move.
        Http404: there is no such issue or move.
    """
    user = permitted(request, "editorial.view_issue")
    issue = get_object_or_404(Issue, pk=pk)
    return _decide(request, ISSUE_MOVES, move, issue, user)


def _send(issue: Issue, user: User, _values: Mapping[str, str]) -> str:
    signing.send(issue=issue, by=user)
    return gettext("%s已送签，等待签发。") % issue


def _sign(issue: Issue, user: User, values: Mapping[str, str]) -> str:
    signing.sign(issue=issue, by=user, digest=values["digest"], opinion=values["opinion"])
    return gettext("%s已签发，可以发布了。") % issue


def _reopen(issue: Issue, user: User, values: Mapping[str, str]) -> str:
    signing.reopen(issue=issue, by=user, opinion=values["opinion"])
    return gettext("%s已退回编辑，可以接着改。改好要重新送签。") % issue


ISSUE_MOVES: dict[str, Act] = {"send": _send, "sign": _sign, "reopen": _reopen}


# --- What both share ----------------------------------------------------------------------------


def _decide(
    request: HttpRequest, moves: Mapping[str, Act], move: str, subject: Article | Issue, user: User
) -> HttpResponse:
    form = DecisionForm(request.POST)
    if move not in moves:
        raise Http404
    if not form.is_valid():
        tell_refused(request, gettext("意见请写在 2000 字以内。刚才什么都没有改，请再试一次。"))
        return back_to_the_box(subject)
    try:
        tell_done(request, moves[move](subject, user, form.cleaned_data))
    except Refused as refusal:
        tell_refused(request, _with_opinion(str(refusal), form.cleaned_data["opinion"]))
        return back_to_the_box(subject, refusal)
    return back_to_the_box(subject)


def _with_opinion(refusal: str, opinion: str) -> str:
    """A refusal that gives back what was written with it, if anything was."""
    if not opinion.strip():
        return refusal
    return gettext("%(refusal)s您写的意见没有丢：“%(opinion)s”") % {"refusal": refusal, "opinion": opinion}
