"""采编: the page on which a news page becomes an article of the pool, and the record of what was clipped.

Two steps: read (from an address, a saved page or pasted text), then confirm. Opening the page never
fetches anything, whatever its address says: the bookmarklet only fills the address in.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from editorial import clip as page_reader
from editorial import vault
from editorial.actions import CLIP_PERMISSION, AlreadyClipped, Refused, SameStory, clip, refuse_known
from editorial.admin.base import ReadOnlyAdmin
from editorial.admin.clip_forms import AddressForm, ClipForm, PastedForm, Reading, SavedPageForm
from editorial.admin.desk import desk_page, note, permitted
from editorial.clip.fetch import FetchRefused, fetch
from editorial.clip.gallery import fetch_pictures
from editorial.clip.pasted import read_pasted
from editorial.clip.proposal import ClipProposal
from editorial.intake.sniff import Refused as Unreadable
from editorial.models import Article, Clipping, Source, SourceAlias
from editorial.sandbox import Refused as TooMuch

MOST_OUTLETS = 1000
"""Names offered while one types."""


@admin.register(Clipping)
class ClippingAdmin(ReadOnlyAdmin):
    list_display = ["article", "address", "clipped_at", "clipped_by"]
    list_select_related = ["article", "clipped_by"]
    search_fields = ["article__title", "address"]
    search_help_text = _("按标题或网址查找")
    fields = ["article", "address", "digest", "clipped_at", "clipped_by", "reading"]

    @admin.display(description=_("读出的内容"))
    def reading(self, obj: Clipping) -> str:
        return render_to_string("admin/editorial/clip/warnings.html", {"warnings": obj.proposal["warnings"]})


# --- Reading -------------------------------------------------------------------------------------


def _from_address(form: AddressForm) -> tuple[bytes, ClipProposal]:
    fetched = fetch(form.cleaned_data["url"])
    return fetched.content, page_reader.read(fetched.content, fetched.url)


def _from_saved_page(form: SavedPageForm) -> tuple[bytes, ClipProposal]:
    content = form.cleaned_data["file"].read()
    return content, page_reader.read(content, form.cleaned_data["address"])


def _from_pasted_text(form: PastedForm) -> tuple[bytes, ClipProposal]:
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    return text.encode(), read_pasted(text)


WAYS: dict[str, tuple[type[forms.Form], Callable[[Any], tuple[bytes, ClipProposal]]]] = {
    "address": (AddressForm, _from_address),
    "page": (SavedPageForm, _from_saved_page),
    "text": (PastedForm, _from_pasted_text),
}
"""How a page comes in: the form it is asked for with, and what reads it."""


@require_http_methods(["GET", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """Asks for a page; shows what was read from the one that was posted.

    Raises:
        PermissionDenied: the user may not clip.
    """
    user = permitted(request, CLIP_PERMISSION)
    way = request.POST.get("way", "")
    if request.method != "POST" or way not in WAYS:
        return _ask(request, AddressForm(initial={"url": request.GET.get("url", "")}, auto_id="address_%s"))
    kind, reader = WAYS[way]
    form = kind(request.POST, request.FILES, auto_id=f"{way}_%s")
    if not form.is_valid():
        return _ask(request, form)
    try:
        content, proposal = reader(form)
    except (FetchRefused, TooMuch, Unreadable) as refusal:
        form.add_error(None, str(refusal))
        return _ask(request, form)
    return _confirm(request, Reading.of(content, proposal).form(user.pk), proposal, _known(proposal, content))


def _ask(request: HttpRequest, posted: forms.Form) -> HttpResponse:
    """The three ways in, the one that was tried as it was filled in."""
    ways = {
        way: posted if isinstance(posted, kind) else kind(auto_id=f"{way}_%s")
        for way, (kind, _reader) in WAYS.items()
    }
    current = next(way for way, form in ways.items() if form is posted)
    page = json.dumps(f"{request.build_absolute_uri(reverse('editorial_clip'))}?url=")
    script = f"void(window.open({page}+encodeURIComponent(location.href)))"
    context = {
        "title": gettext("采编"),
        "ways": ways,
        "current": current,
        "bookmarklet": f"javascript:{quote(script)}",
    }
    return desk_page(request, "admin/editorial/clip/ask.html", context)


# --- Confirming ----------------------------------------------------------------------------------


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Writes what the editor confirmed, or shows it again with the sentence that says why not.

    Raises:
        PermissionDenied: the user may not clip.
    """
    user = permitted(request, CLIP_PERMISSION)
    form = ClipForm(request.POST)
    try:
        reading = Reading.unsigned(request.POST.get("reading", ""), user.pk)
        content = reading.content()
    except (signing.BadSignature, vault.VaultError):
        messages.error(request, gettext("这次读取已经过期，没有存入。请重新读取网页。"))
        return HttpResponseRedirect(reverse("editorial_clip"))
    if not form.is_valid():
        return _confirm(request, form, reading.proposal)
    proposal, anyway = form.confirmed(reading), "anyway" in request.POST
    try:
        refuse_known(proposal, content, anyway=anyway)
        article = clip(
            proposal=proposal,
            content=content,
            by=user,
            pictures=fetch_pictures(proposal.body),
            section=form.cleaned_data["section"],
            tags=form.cleaned_data["tags"],
            anyway=anyway,
        )
    except AlreadyClipped as refusal:
        return _confirm(request, form, proposal, refusal)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _confirm(request, form, proposal)
    note(user, [article], ADDITION, gettext("采编存入。"))
    messages.success(request, _success(article))
    for warning in article.clipping.proposal["warnings"][len(proposal.warnings) :]:
        messages.warning(request, warning["message"])
    return HttpResponseRedirect(reverse("editorial_pool"))


def _known(proposal: ClipProposal, content: bytes) -> AlreadyClipped | None:
    """Why a page just read will not be taken, so that nobody corrects it in vain."""
    try:
        refuse_known(proposal, content)
    except AlreadyClipped as refusal:
        return refusal
    return None


def _confirm(
    request: HttpRequest, form: ClipForm, proposal: ClipProposal, known: AlreadyClipped | None = None
) -> HttpResponse:
    context = {
        "title": gettext("核对后存入稿件库"),
        "form": form,
        "media": form.media,
        "warnings": proposal.warnings,
        "known": known,
        "is_same_story": isinstance(known, SameStory),
        "outlets": _outlets(),
        "outlet_is": _standing(form["outlet"].value()),
        "via_is": _standing(form["via"].value()),
    }
    return desk_page(request, "admin/editorial/clip/confirm.html", context)


def _outlets() -> list[str]:
    """The names that are offered: outlets and their aliases."""
    names = Source.objects.values_list("name", flat=True)
    aliases = SourceAlias.objects.values_list("name", flat=True)
    return [*names.order_by("name")[:MOST_OUTLETS], *aliases.order_by("name")[:MOST_OUTLETS]]


def _standing(name: str | None) -> str:
    """What becomes of an outlet of that name: an existing one is used, or a new one is made."""
    if not name or not name.strip() or "\0" in name:
        return ""
    known = Source.objects.called(name.strip()).first()
    return gettext("已有来源：%s") % known if known else gettext("新来源，存入时建立")


def _success(article: Article) -> str:
    address = reverse("admin:editorial_article_change", args=[article.pk])
    return format_html('{} <a href="{}">{}</a>', gettext("已存入稿件库："), address, article.title)
