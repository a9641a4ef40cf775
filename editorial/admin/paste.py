"""Paste into the editor: what Word or a web page puts on the clipboard, as clean Markdown."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editorial.admin.markdown import ENVELOPE_BYTES, declared_length, private, stranger
from editorial.intake import Refused, clipboard

MAX_PASTE_BYTES = 2 * 1024 * 1024
"""Word wraps a page of text in some hundred kilobytes of markup."""


@require_POST
def paste(request: HttpRequest) -> HttpResponse:
    """The posted `html` as Markdown: {"markdown": …, "notice": …}, or {"error": …} where it cannot be read;
    the browser then pastes the plain text. Both sentences are for the editor."""
    if problem := stranger(request):
        return JsonResponse({"error": problem}, status=403)
    if declared_length(request) > MAX_PASTE_BYTES + ENVELOPE_BYTES:
        limit = filesizeformat(MAX_PASTE_BYTES)
        sentence = _("粘贴的内容超过 %s，只粘贴了文字。要保留标题和表格，请分几次粘贴。") % limit
        return JsonResponse({"error": sentence}, status=413)
    try:
        pasted = clipboard.read(request.POST.get("html", ""))
    except Refused:
        sentence = _("这段内容的格式没能读出来，只粘贴了文字。标题、加粗请再加一下。")
        return JsonResponse({"error": sentence}, status=422)
    notice = _("图片没有一起粘贴。要用哪一张，请存下来，再点“插入图片”。") if pasted.has_pictures else ""
    return private(JsonResponse({"markdown": pasted.markdown, "notice": notice}))
