"""Paste into the editor: what Word or a web page puts on the clipboard, as clean Markdown.

Read by intake's own reader of web pages, in its process with limits: headings, bold, lists, tables and links
stay, everything else is dropped.
"""

from django.http import HttpRequest, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editorial.admin.markdown import ENVELOPE_BYTES, declared_length, stranger
from editorial.intake import Refused
from editorial.intake.blocks import Kind
from editorial.intake.propose import read_blocks
from editorial.intake.prose import to_markdown

MAX_PASTE_BYTES = 2 * 1024 * 1024
"""Word wraps a page of text in some hundred kilobytes of markup."""
_LEFT_OUT = (Kind.PAGE_BREAK, Kind.IMAGE)


@require_POST
def paste(request: HttpRequest) -> JsonResponse:
    """The posted `html` as Markdown: {"markdown": …}, or {"error": …} where it cannot be read; the browser
    then pastes the plain text."""
    if problem := stranger(request):
        return JsonResponse({"error": problem}, status=403)
    if declared_length(request) > MAX_PASTE_BYTES + ENVELOPE_BYTES:
        limit = filesizeformat(MAX_PASTE_BYTES)
        sentence = _("粘贴的内容超过 %s，只粘贴了文字。请分几次粘贴。") % limit
        return JsonResponse({"error": sentence}, status=413)
    page = f"<!doctype html><html><body>{request.POST.get('html', '')}</body></html>"
    try:
        blocks = read_blocks(page.encode("utf-8", "replace"))
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=422)
    markdown = to_markdown(block for block in blocks if block.kind not in _LEFT_OUT)
    return JsonResponse({"markdown": markdown}, headers={"Cache-Control": "private, no-store"})
