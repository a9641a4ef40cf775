"""Proofs at the desk: an issue's rounds and links, a round's page and its remarks, what is done about them.

Every answer to a form is the page it came from, with a sentence that says what was done or why not.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from editorial.actions import Refused
from editorial.admin.desk import desk_page, permitted
from editorial.models import Article, Issue
from editorial.people import called
from editorial.vault import VaultError
from publishing.models import Invitation, Proof, Remark
from publishing.proofs.page import Access, sheet
from publishing.proofs.proofing import LONGEST_INVITATION, invite, make_proof, reopen_remark, resolve, revoke
from publishing.proofs.views import pictures_at, send_pdf, send_picture, show_proof, take_remark
from publishing.snapshot import load

VIEW = "publishing.view_proof"
JSON = "application/json"
USUAL_DAYS = 7
"""How long a link is proposed to hold."""


# --- An issue's rounds and links ----------------------------------------------------------------


@require_safe
def rounds(request: HttpRequest, pk: int) -> HttpResponse:
    """The rounds of an issue and the links that were given out."""
    permitted(request, VIEW)
    return _rounds(request, get_object_or_404(Issue, pk=pk))


@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes the next round."""
    user = permitted(request, VIEW)
    issue = get_object_or_404(Issue, pk=pk)

    def act() -> str:
        proof = make_proof(issue=issue, by=user)
        return _("%s已经出样，可以批注了。") % proof.name

    return _done(request, act, back=reverse("publishing_proofs", args=[pk]))


@require_POST
def give_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes a link and shows it, this once."""
    user = permitted(request, VIEW)
    issue = get_object_or_404(Issue, pk=pk)
    try:
        invitation, secret = invite(
            issue=issue,
            proof=_chosen_proof(issue, request.POST.get("proof", "")),
            name=request.POST.get("name", ""),
            expires_at=timezone.now() + timedelta(days=_days(request.POST.get("days", ""))),
            by=user,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _rounds(request, issue, typed=request.POST, status=409)
    link = request.build_absolute_uri(reverse("proof", args=[secret]))
    response = _rounds(request, issue, given=invitation, link=link)
    add_never_cache_headers(response)
    return response


@require_POST
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a link back."""
    user = permitted(request, VIEW)
    invitation = get_object_or_404(Invitation, pk=pk)

    def act() -> str:
        revoke(invitation=invitation, by=user)
        return _("给%s的链接已经作废。") % invitation.name

    return _done(request, act, back=reverse("publishing_proofs", args=[invitation.issue_id]))


def _rounds(request: HttpRequest, issue: Issue, *, status: int = 200, **context: Any) -> HttpResponse:
    proofs = list(issue.proofs.with_remark_counts().select_related("made_by").order_by("-number"))
    invitations = (
        issue.invitations.select_related("proof", "made_by") if _may(request, "view_invitation") else ()
    )
    context |= {
        "proofs": proofs,
        "current": next((each for each in proofs if each.closed_at is None), None),
        "invitations": list(invitations),
        "now": timezone.now(),
        "most_days": LONGEST_INVITATION.days,
        "usual_days": USUAL_DAYS,
    }
    return _page(request, "admin/publishing/proofs.html", issue, _("校样"), context, status=status)


def _chosen_proof(issue: Issue, value: str) -> Proof | None:
    """The proof that the form names; none where the link is to the issue as it stands."""
    if not value:
        return None
    found: Proof | None = issue.proofs.filter(pk=value).first() if value.isdecimal() else None
    if found is None:
        raise Refused(_("没有这份校样，请刷新页面再选。"))
    return found


def _days(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) <= len(str(LONGEST_INVITATION.days)) else 0


# --- A round ------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a proof, as people invited see it, for a colleague."""
    user = permitted(request, VIEW)
    row = _proof(pk)
    access = Access(
        page=reverse("publishing_proof", args=[pk]),
        pdf=reverse("publishing_proof_pdf", args=[pk]),
        reader=called(user),
        may_remark=row.closed_at is None and _may(request, "add_remark"),
        may_resolve=_may(request, "change_remark"),
        desk=reverse("publishing_proofs", args=[row.issue_id]),
    )
    picture = pictures_at(f"{access.page}pictures/")
    if request.method == "POST":
        return take_remark(request, row, access, by=user, picture=picture)
    return show_proof(request, row, access, picture=picture)


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The printed pages that were frozen."""
    permitted(request, VIEW)
    try:
        return send_pdf(_proof(pk))
    except VaultError as error:
        raise Http404(str(error)) from error


@require_safe
def picture(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A picture that the proof shows."""
    permitted(request, VIEW)
    try:
        return send_picture(load(_proof(pk).snapshot), name)
    except VaultError as error:
        raise Http404(str(error)) from error


@require_safe
def remarks(request: HttpRequest, pk: int) -> HttpResponse:
    """All remarks of a round, article by article, to be answered."""
    permitted(request, VIEW)
    row = _proof(pk)
    said = row.remarks.select_related("author", "invitation", "resolved_by")
    page = sheet(load(row.snapshot), remarks=said)
    spoken_of = [article for article in page.articles if article.remarks]
    rows = Article.objects.filter(uid__in=[article.uid for article in spoken_of])
    editors = dict(rows.values_list("uid", "pk"))
    context = {
        "proof": row,
        "sheet": page,
        "articles": [(article, editors.get(article.uid)) for article in spoken_of],
        "may_resolve": _may(request, "change_remark"),
    }
    return _page(request, "admin/publishing/proof_remarks.html", row.issue, _("%s的批注") % row.name, context)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Resolves a remark."""
    user = permitted(request, VIEW)
    remark = _remark(pk)

    def act() -> str:
        resolve(remark=remark, by=user, resolution=request.POST.get("resolution", ""))
        return _("批注已处理。")

    return _answered(request, remark, act)


@require_POST
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Reopens a remark."""
    user = permitted(request, VIEW)
    remark = _remark(pk)

    def act() -> str:
        reopen_remark(remark=remark, by=user)
        return _("批注重新等待处理。")

    return _answered(request, remark, act)


def _answered(request: HttpRequest, remark: Remark, act: Callable[[], str]) -> HttpResponse:
    """Back to the page of the proof or of its remarks, at the remark; for a script, the sentence alone."""
    if request.get_preferred_type(["text/html", JSON]) == JSON:
        try:
            return JsonResponse({"done": act()})
        except Refused as refusal:
            return JsonResponse({"error": str(refusal)}, status=409)
    name = "publishing_proof" if request.POST.get("back") == "proof" else "publishing_remarks"
    return _done(request, act, back=f"{reverse(name, args=[remark.proof_id])}#remark-{remark.pk}")


# --- What the views share -----------------------------------------------------------------------


def _proof(pk: int) -> Proof:
    row: Proof = get_object_or_404(Proof.objects.select_related("issue__publication"), pk=pk)
    return row


def _remark(pk: int) -> Remark:
    row: Remark = get_object_or_404(Remark, pk=pk)
    return row


def _may(request: HttpRequest, what: str) -> bool:
    return isinstance(request.user, User) and request.user.has_perm(f"publishing.{what}")


def _done(request: HttpRequest, act: Callable[[], str], *, back: str) -> HttpResponse:
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(back)


def _page(
    request: HttpRequest,
    template: str,
    issue: Issue,
    title: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    common = {"title": title, "subtitle": str(issue), "issue": issue, "opts": Issue._meta}
    return desk_page(request, template, common | context, status=status)
