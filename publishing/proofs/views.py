"""The page of a proof, for colleagues and for people invited by a link; and an issue shown before it is published.

A link's secret is its holder's whole authority: it stands in no log line and no search engine, is kept in no cache
and sent on to no other site.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from editorial import vault
from editorial.actions import Refused
from editorial.addresses import PICTURE_PREFIX, AddressRule, published_picture
from editorial.pictures import PictureError, read_picture
from editorial.vault import VaultError
from publishing.formats import PDF
from publishing.models import Invitation, Proof
from publishing.proofs.page import Access, Attempt, sheet
from publishing.proofs.printing import current_text, printed
from publishing.proofs.proofing import LONGEST_REMARK, LinkRefused, find_invitation, remark
from publishing.snapshot import IssueSnapshot, load

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAMELESS = "/proof/"
"""What log lines call every link's address."""
MOST_DIGITS = 9
MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg"}
REFERRER = "Referrer-Policy"
FORMS_REFERRER = "strict-origin"
"""For pages with forms: under `no-referrer` browsers send `Origin: null` with a form, which Django's check refuses.
This one tells no more than the host, and links in the text are `noreferrer` anyway."""


# --- What colleagues and guests share -----------------------------------------------------------


def show_proof(
    request: HttpRequest,
    proof: Proof,
    access: Access,
    *,
    picture: AddressRule,
    attempt: Attempt | None = None,
) -> HttpResponse:
    """The page of a proof. Two queries, whatever its length and however many remarks there are."""
    before = proof.issue.proofs.filter(number=proof.number - 1).first()
    page = sheet(
        load(proof.snapshot),
        before=load(before.snapshot) if before else None,
        remarks=proof.remarks.select_related("author", "invitation", "resolved_by"),
        picture=picture,
    )
    context = {
        "sheet": page,
        "proof": proof,
        "before": before,
        "access": access,
        "attempt": attempt,
        "longest": LONGEST_REMARK,
    }
    response = render(request, "proof/sheet.html", context, status=409 if attempt else 200)
    if access.may_remark or access.may_resolve:
        response[REFERRER] = FORMS_REFERRER
    return _kept_to_themselves(response)


def take_remark(
    request: HttpRequest, proof: Proof, access: Access, *, by: "User | Invitation", picture: AddressRule
) -> HttpResponse:
    """Keeps the remark that was posted and goes to it; or shows the page with why not, and what was typed."""
    sent = request.POST
    place = {name: _number(sent.get(name, "")) for name in ("block", "start", "end")}
    article, text = sent.get("article", ""), sent.get("text", "")
    try:
        said = remark(proof=proof, article=article, text=text, by=by, **place)
    except LinkRefused:
        raise
    except Refused as refusal:
        attempt = Attempt(article, text=text, sentence=str(refusal), **place)
        return show_proof(request, proof, access, picture=picture, attempt=attempt)
    return HttpResponseRedirect(f"{access.page}#remark-{said.pk}")


def send_pdf(proof: Proof) -> HttpResponse:
    """The printed pages that were frozen.

    Raises:
        VaultError: they are not in the vault, or damaged.
    """
    return _pdf(vault.fetch(proof.pdf), f"{proof.issue.year}-{proof.issue.number:02d}-{proof.name}.pdf")


def send_picture(snapshot: IssueSnapshot, name: str) -> HttpResponse:
    """A picture of a snapshot; 404 for every other name.

    Raises:
        VaultError: it is not in the vault, or damaged.
    """
    digest = next((each.digest for each in snapshot.pictures if each.name == name), None)
    return _picture(name, vault.fetch(digest)) if digest else HttpResponse(status=404)


def pictures_at(address: str) -> AddressRule:
    """Pictures of our own library, below an address that ends in a stroke."""

    def rule(src: str) -> str | None:
        ours = published_picture(src)
        return f"{address}{ours.removeprefix(PICTURE_PREFIX)}" if ours else None

    return rule


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=PDF.media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return _kept_to_themselves(response)


def _picture(name: str, content: bytes) -> HttpResponse:
    return _kept_to_themselves(HttpResponse(content, content_type=MEDIA_TYPES[name[-3:]]))


def _number(value: str) -> int:
    """A whole number of the form; none that can be right where it is no number."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= MOST_DIGITS else -1


def _kept_to_themselves(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)  # `no-store` among others
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.setdefault(REFERRER, "no-referrer")
    return response


# --- By a link ----------------------------------------------------------------------------------


def _by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Opens the view to whoever holds a link. CSRF is checked here rather than before, once the secret is out of
    the path, which Django writes into its log when it refuses anything."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, secret: str, **rest: str) -> HttpResponse:
        request.path = request.path_info = NAMELESS
        try:
            return _kept_to_themselves(checked(request, find_invitation(secret), secret, **rest))
        except LinkRefused as refusal:
            return _sentence(request, str(refusal), status=410 if refusal.was_valid else 404)
        except Refused as refusal:
            return _sentence(request, str(refusal), status=409)
        except VaultError:
            return _sentence(request, _("这个文件一时找不到，请联系编辑部。"), status=404)

    return opened


@_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    """A proof to remark upon; or, where the link is to none, the issue as it stands, to read."""
    proof = invitation.proof
    access = Access(
        page=reverse("proof", args=[secret]),
        pdf=reverse("proof_pdf", args=[secret]),
        reader=invitation.name,
        may_remark=proof is not None and proof.closed_at is None,
        until=invitation.expires_at,
    )
    picture = pictures_at(f"{access.page}pictures/")
    if proof is None:
        context = {"sheet": sheet(current_text(invitation.issue), picture=picture), "access": access}
        return render(request, "proof/sheet.html", context)
    if request.method == "POST":
        return take_remark(request, proof, access, by=invitation, picture=picture)
    return show_proof(request, proof, access, picture=picture)


@_by_link
@require_safe
def pdf(_request: HttpRequest, invitation: Invitation, _secret: str) -> HttpResponse:
    """The printed pages: those frozen with the proof, else as they would be set now."""
    if invitation.proof is not None:
        return send_pdf(invitation.proof)
    rendered, _pictures = printed(current_text(invitation.issue))
    return _pdf(rendered.content, rendered.path)


@_by_link
@require_safe
def picture(_request: HttpRequest, invitation: Invitation, _secret: str, name: str) -> HttpResponse:
    """A picture that the text shows."""
    if invitation.proof is not None:
        return send_picture(load(invitation.proof.snapshot), name)
    if not any(each.name == name for each in current_text(invitation.issue).pictures):
        return HttpResponse(status=404)
    try:
        return _picture(name, read_picture(name))
    except PictureError:
        return HttpResponse(status=404)


@csrf_exempt
def lost(request: HttpRequest, **_rest: Any) -> HttpResponse:
    """Whatever else stands below /proof/: a link that was not copied whole."""
    request.path = request.path_info = NAMELESS
    return _sentence(request, _("没有这个页面。请核对地址有没有复制完整。"), status=404)


def _sentence(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    return _kept_to_themselves(render(request, "proof/refused.html", {"sentence": sentence}, status=status))
