"""Serves the site's folder in the embedded default. In production a web server does the same."""

import mimetypes

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since

NOT_FOUND = "404.html"
INDEX = "index.html"


@require_safe
def site_file(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """The file at this address; a folder's address without its final stroke is sent on."""
    name = f"{path}{INDEX}" if path.endswith("/") or not path else path
    if not _exists(name):
        if _exists(f"{path}/{INDEX}"):
            return HttpResponsePermanentRedirect(f"/{path}/")
        return _not_found()
    modified = storages["site"].get_modified_time(name).timestamp()
    if not was_modified_since(request.headers.get("If-Modified-Since"), modified):
        return HttpResponse(status=304)
    media_type, _encoding = mimetypes.guess_type(name)
    response = FileResponse(
        storages["site"].open(name), content_type=_with_charset(media_type or "application/octet-stream")
    )
    response["Last-Modified"] = http_date(modified)
    if name.endswith(".html") and not name.endswith((INDEX, NOT_FOUND)):
        # An issue in one file carries its styles inside, which our policy for pages forbids.
        response["Content-Disposition"] = f'attachment; filename="{name.rpartition("/")[2]}"'
    return response


def _exists(name: str) -> bool:
    """Whether the site holds such a file. Hidden names and ways out of the folder are never there."""
    if "\0" in name or any(part.startswith(".") for part in name.split("/")):
        return False
    try:
        folder = storages["site"]
        return folder.exists(name) and bool(name) and not _is_directory(name)
    except (SuspiciousFileOperation, OSError, ValueError):
        return False


def _is_directory(name: str) -> bool:
    try:
        storages["site"].listdir(name)
    except (NotADirectoryError, FileNotFoundError):
        return False
    return True


def _not_found() -> HttpResponse:
    if not _exists(NOT_FOUND):
        return HttpResponse(
            "网站还没有生成。请运行 manage.py bake。", status=404, content_type="text/plain; charset=utf-8"
        )
    with storages["site"].open(NOT_FOUND) as file:
        return HttpResponse(file.read(), status=404)


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
