"""The forms of the clip page: three ways in, and what was read, to be confirmed.

Between reading and confirming, the page's bytes wait in the vault. The browser carries their digest
under a signature bound to the editor, so that nobody can have another's document written as an article.
"""

import re
from dataclasses import dataclass, replace
from typing import Any, Self

from django import forms
from django.core import signing
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial import vault
from editorial.admin.markdown import MarkdownWidget, body_problem
from editorial.admin.tag import TagsField
from editorial.clip.identity import LONGEST
from editorial.clip.proposal import ClipProposal
from editorial.models import Section

MAX_PAGE_BYTES = 10 * 1024 * 1024
MAX_PASTED = 200_000
"""Characters; a newspaper's longest report has 20,000."""
_SALT = "editorial.clip"
_A_DAY = 24 * 60 * 60
_NAME_STOPS = re.compile(r"\s*[、,，;；]\s*")
_WEB_ADDRESS = URLValidator(schemes=["http", "https"], message=_("请填写以 http:// 或 https:// 开头的网址。"))
_WIDE = {"class": "vLargeTextField"}


class AddressForm(forms.Form):
    url = forms.CharField(
        label=_("网页地址"),
        max_length=2000,
        validators=[_WEB_ADDRESS],
        widget=forms.URLInput(attrs={**_WIDE, "placeholder": "https://"}),
    )


class SavedPageForm(forms.Form):
    file = forms.FileField(
        label=_("网页文件"),
        help_text=_("在浏览器里按 Ctrl+S，保存类型选“网页，仅 HTML”。"),
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.xhtml,.mht,.txt"}),
    )
    address = forms.CharField(
        label=_("网页地址（可不填）"),
        max_length=2000,
        required=False,
        validators=[_WEB_ADDRESS],
        widget=forms.URLInput(attrs=_WIDE),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_PAGE_BYTES:
            raise forms.ValidationError(gettext("文件超过 10 MB。请只保存网页的 HTML，不带图片，再上传。"))
        return file


class PastedForm(forms.Form):
    text = forms.CharField(
        label=_("标题、来源和正文"),
        help_text=_("第一行写标题，第二行可写来源、作者和日期，然后是正文。"),
        max_length=MAX_PASTED,
        widget=forms.Textarea(attrs={**_WIDE, "rows": 12}),
    )


class ClipForm(forms.Form):
    """What was read from a page, as the editor corrects it."""

    title = forms.CharField(label=_("标题"), max_length=200, widget=forms.TextInput(attrs=_WIDE))
    outlet = forms.CharField(
        label=_("来源"),
        max_length=100,
        required=False,
        help_text=_("最先刊发的媒体。"),
        widget=forms.TextInput(attrs={"list": "outlets"}),
    )
    via = forms.CharField(
        label=_("转自"),
        max_length=100,
        required=False,
        help_text=_("由哪家媒体转来，没有就空着。"),
        widget=forms.TextInput(attrs={"list": "outlets"}),
    )
    authors = forms.CharField(
        label=_("作者"), max_length=200, required=False, help_text=_("几位作者用顿号隔开。")
    )
    published = forms.DateField(
        label=_("原载日期"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    url = forms.CharField(
        label=_("原文网址"),
        max_length=LONGEST,
        required=False,
        validators=[_WEB_ADDRESS],
        widget=forms.URLInput(attrs=_WIDE),
    )
    section = forms.ModelChoiceField(
        Section.objects.all(), label=_("栏目"), required=False, empty_label=_("以后再定")
    )
    tags = TagsField()
    body = forms.CharField(label=_("正文"), widget=MarkdownWidget)
    reading = forms.CharField(widget=forms.HiddenInput)

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"].replace("\r\n", "\n")  # browsers send CRLF
        if problem := body_problem(body):
            raise forms.ValidationError(problem)
        return body

    def confirmed(self, reading: "Reading") -> ClipProposal:
        """What was read, with the editor's corrections."""
        values = self.cleaned_data
        names = _NAME_STOPS.split(values["authors"].strip())
        corrected = {name: values[name] for name in ("title", "outlet", "via", "published", "url", "body")}
        return replace(reading.proposal, authors=tuple(filter(None, names)), **corrected)


@dataclass(frozen=True, slots=True)
class Reading:
    """A page that was read for an editor and waits to be confirmed: its bytes and what they say."""

    proposal: ClipProposal
    digest: str

    @classmethod
    def of(cls, content: bytes, proposal: ClipProposal) -> Self:
        """Keeps the page until it is confirmed, and for ever then."""
        return cls(proposal, vault.keep(content))

    def signed(self, user_pk: Any) -> str:
        """What the browser carries for this editor; the body travels in its own field."""
        slim = replace(self.proposal, body="").to_json()
        return signing.dumps([user_pk, self.digest, slim], salt=_SALT, compress=True)

    @classmethod
    def unsigned(cls, token: str, user_pk: Any) -> Self:
        """The reading that `signed` wrote for the same editor, within a day.

        Raises:
            signing.BadSignature: it is another's, too old, or not ours.
        """
        owner, digest, proposal = signing.loads(token, salt=_SALT, max_age=_A_DAY)
        if owner != user_pk:
            raise signing.BadSignature
        return cls(ClipProposal.from_json(proposal), digest)

    def content(self) -> bytes:
        """The page's bytes.

        Raises:
            vault.VaultError: they are lost.
        """
        return vault.fetch(self.digest)

    def form(self, user_pk: Any) -> ClipForm:
        """The form in which an editor confirms it."""
        proposal = self.proposal
        return ClipForm(
            initial={
                "title": proposal.title,
                "outlet": proposal.outlet,
                "via": proposal.via,
                "authors": "、".join(proposal.authors),
                "published": proposal.published,
                "url": proposal.url,
                "body": proposal.body,
                "reading": self.signed(user_pk),
            }
        )
