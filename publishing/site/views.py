"""Serves the site's folder in the embedded default. In production a web server does the same."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from publishing.site.sending import ASKED_AGAIN, is_there, send

NOT_FOUND = "404.html"
INDEX = "index.html"


@csrf_exempt  # there is nothing to forge: every other method is refused as what it is
@require_safe
def site_file(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """The file at this address; a folder's address without its final stroke is sent on."""
    found = send(request, f"{path}{INDEX}" if path.endswith("/") or not path else path)
    if found is not None:
        return found
    if is_there(f"{path}/{INDEX}"):
        return HttpResponsePermanentRedirect(f"/{path}/", headers={"Cache-Control": ASKED_AGAIN})
    return send(request, NOT_FOUND, status=404) or _no_site()


def _no_site() -> HttpResponse:
    return HttpResponse(
        "网站还没有生成。请运行 manage.py bake。", status=404, content_type="text/plain; charset=utf-8"
    )
