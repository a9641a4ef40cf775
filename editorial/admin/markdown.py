"""The Markdown editor: its widget, and the addresses it calls: preview, upload, draft pictures.

They stand in for django-markdownx's own views, which answer anyone. These answer staff who may
write articles. A refusal is a Chinese sentence in the form in which the package's script shows
answers: HTML for the preview, JSON for an upload (`static/editorial/pictures.js` reads it out).
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from markdownx.widgets import AdminMarkdownxWidget

from editorial.html import write_html
from editorial.markdown import parse
from editorial.pictures import MAX_BYTES, PictureError, picture_name, read_picture, save_picture

MAX_BODY_BYTES = 1024 * 1024
"""A body in UTF-8. A whole issue has about 40 KB."""
ENVELOPE_BYTES = 64 * 1024
"""What a multipart request may weigh beside its content."""
MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg"}


class MarkdownWidget(AdminMarkdownxWidget):  # type: ignore[misc]  # the package has no types
    """The package's editor with our looks and comforts, and with the Tab key left to the browser."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 24, "data-paste-address": reverse_lazy("editorial_paste"), **(attrs or {})})

    @property
    def media(self) -> forms.Media:
        names = ("typing", "places", "editor", "paste", "counter", "toolbar", "pictures")
        ours = (f"editorial/{name}.js" for name in names)
        return forms.Media(
            css={"all": ["editorial/editor_tools.css"]}, js=[*ours, "markdownx/js/markdownx.min.js"]
        )


def body_problem(body: str) -> str | None:
    """Why a body cannot be taken, as a Chinese sentence; None when it can."""
    if len(body.encode("utf-8", "replace")) > MAX_BODY_BYTES:
        return body_too_long()
    return None


def body_too_long() -> str:
    """The sentence for it."""
    return _("正文超过 %(limit)s，请拆成几篇。") % {"limit": filesizeformat(MAX_BODY_BYTES)}


def preview_picture(src: str) -> str | None:
    """Where a draft's picture can be seen inside the desk; None for every other address."""
    name = picture_name(src)
    return reverse("editorial_picture", args=[name]) if name else None


def as_readers_see(body: str) -> SafeString:
    """The HTML of a draft."""
    return mark_safe(write_html(parse(body), picture=preview_picture, figures=True))  # noqa: S308  # safe by construction


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The posted `content` as readers will see it: a fragment of HTML."""
    if problem := stranger(request):
        return _html_refusal(problem, 403)
    if declared_length(request) > MAX_BODY_BYTES + ENVELOPE_BYTES:
        return _html_refusal(body_too_long(), 413)
    body = request.POST.get("content", "")
    if problem := body_problem(body):
        return _html_refusal(problem, 413)
    return private(HttpResponse(as_readers_see(body)))


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Takes the picture posted as `image`; answers the Markdown that shows it."""
    if problem := stranger(request):
        return JsonResponse({"error": problem}, status=403)
    if declared_length(request) > MAX_BYTES + ENVELOPE_BYTES:
        return JsonResponse({"error": _("图片超过 5 MB，请缩小后再上传。")}, status=413)
    file = request.FILES.get("image")
    if file is None:
        return JsonResponse({"error": _("没有收到图片，请重新选择。")}, status=400)
    try:
        name = save_picture(file.read())
    except PictureError as error:
        return JsonResponse({"error": str(error)}, status=400)
    return private(JsonResponse({"image_code": f"![](/pictures/{name})"}))


@require_GET
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A draft's picture, for those who may read articles.

    Raises:
        Http404: there is none, or the user may not see it.
    """
    if not (_is_staff(request) and request.user.has_perm("editorial.view_article")):
        raise Http404
    try:
        content = read_picture(name)
    except PictureError as error:
        raise Http404(str(error)) from error
    response = HttpResponse(content, content_type=MEDIA_TYPES[name.rpartition(".")[2]])
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


def _is_staff(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.is_staff


def stranger(request: HttpRequest) -> str | None:
    """Why this user gets no answer, as a Chinese sentence; None for those who write articles."""
    if not _is_staff(request):
        return _("登录已过期。请在另一个窗口登录，再回到这里继续；您写的文字还在。")
    if request.user.has_perm("editorial.change_article") or request.user.has_perm("editorial.add_article"):
        return None
    return _("您没有编辑文章的权限，请联系管理员。")


def declared_length(request: HttpRequest) -> int:
    """Bytes that the request says it has; 0 where it does not say."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _html_refusal(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(format_html('<p class="refusal" role="alert">{}</p>', sentence), status=status)


def private(response: HttpResponse) -> HttpResponse:
    """The response, which nobody keeps."""
    response["Cache-Control"] = "private, no-store"
    return response
