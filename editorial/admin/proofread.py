"""Preflight in the article's editor: what its script asks while one types. POST in, JSON out.

Every request brings the whole change form as it is typed; nothing of an article is saved here. Those who may
write articles get answers; a refusal is a Chinese sentence, {"error": …}.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editorial.actions import Outdated, Refused, acknowledge, mend, take_back
from editorial.admin.markdown import (
    ENVELOPE_BYTES,
    MAX_BODY_BYTES,
    body_problem,
    body_too_long,
    declared_length,
    private,
    stranger,
)
from editorial.admin.proofread_answer import answer, changes, named
from editorial.admin.proofread_form import Typed, number, typed
from editorial.models import Acknowledgement
from editorial.preflight.drafts import MENDED
from editorial.preflight.finding import Finding
from editorial.preflight.fixes import apply, fixes_for
from editorial.preflight.newsroom import house_of, proofread_draft, said_of

ALL = "all"
"""What a form calls every safe fix together."""
View: TypeAlias = Callable[[HttpRequest], HttpResponse]


def _answers(view: Callable[[HttpRequest, Typed], dict[str, Any]]) -> View:
    """The view for those who write articles, with its refusals as sentences."""

    @require_POST
    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        if problem := stranger(request):
            return _refusal(problem, 403)
        if declared_length(request) > MAX_BODY_BYTES + ENVELOPE_BYTES:
            return _refusal(body_too_long(), 413)
        if problem := body_problem(request.POST.get("body", "")):
            return _refusal(problem, 413)
        try:
            return private(JsonResponse(view(request, typed(request.POST))))
        except PermissionDenied as refusal:
            return _refusal(str(refusal), 403)
        except Outdated as refusal:
            return _refusal(str(refusal), 409)
        except Refused as refusal:
            return _refusal(str(refusal), 400)

    return answered


@_answers
def check(_request: HttpRequest, form: Typed) -> dict[str, Any]:
    """Everything preflight says of the text as it is typed."""
    return _checked(form)


@_answers
def fix(request: HttpRequest, form: Typed) -> dict[str, Any]:
    """What the safe fix of one finding, or all of them, would make of the text; nothing is written."""
    if request.POST.get("digest") != form.draft.texts_digest:
        raise Outdated(_("文字在检查之后又改过，没有修正。请等检查做完再试。"))
    if request.POST.get("finding") == ALL:
        mended = mend(form.draft, house=house_of(form.issue, said_of(form.article)))
        draft, count = mended.draft, mended.count
    else:
        finding = _found(request, form)
        text = form.draft.text(finding.place.field)
        fixes = fixes_for(text, [finding])
        if finding.place.field not in MENDED or not fixes:
            raise Refused(_("这一处不能自动修正，请直接在文中改。"))
        draft, count = form.draft.with_texts({finding.place.field: apply(text, fixes)}), len(fixes)
    if draft == form.draft:
        raise Refused(_("没有可以自动修正的地方。"))
    return {"digest": form.draft.texts_digest, "count": count, "fields": changes(form.draft, draft)}


@_answers
def let_stand(request: HttpRequest, form: Typed) -> dict[str, Any]:
    """Acknowledges a finding with a reason; answers what is left."""
    if form.article is None:
        raise Refused(_("请先保存这篇文章，再忽略提示。"))
    acknowledge(
        finding=_found(request, form),
        reason=request.POST.get("reason", ""),
        by=cast(User, request.user),
        article=form.article,
    )
    return _checked(form)


@_answers
def count_again(request: HttpRequest, form: Typed) -> dict[str, Any]:
    """Takes an acknowledgement of the article back; answers what counts again."""
    wanted = number(request.POST.get("acknowledgement"))
    said = Acknowledgement.objects.filter(pk=wanted, article=form.article).first() if form.article else None
    if said is None:
        raise Refused(_("这条忽略已经撤销过了。"))
    take_back(acknowledgement=said, by=cast(User, request.user))
    return _checked(form)


def _checked(form: Typed) -> dict[str, Any]:
    return answer(proofread_draft(form.draft, article=form.article, issue=form.issue), form.draft)


def _found(request: HttpRequest, form: Typed) -> Finding:
    """The finding that the form names, found again in the text that was posted."""
    proof = proofread_draft(form.draft, article=form.article, issue=form.issue)
    findings = {name: noted.finding for name, noted in named(proof)}
    if finding := findings.get(request.POST.get("finding", "")):
        return finding
    raise Refused(_("这处提示已经不在了，请看最新的检查结果。"))


def _refusal(sentence: str, status: int) -> HttpResponse:
    return private(JsonResponse({"error": sentence}, status=status))
