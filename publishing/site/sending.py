"""How one file of the site's folder is sent: its type, its variant, how long it may be kept, the part asked for.

What a web server does in production, for the embedded default. Everything is read off the one file that is sent,
after it was opened: a page that is replaced meanwhile is never sent under the other's name.
"""

import os
import re
import time
from typing import BinaryIO

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from publishing.downloads import ADDRESS, saved_as
from publishing.site.compression import Coding, accepted, is_text, page_of

TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Media types by ending. A table of ours, because the machine's own (`mimetypes`) differs from one to the next."""
JSON_FEED = "feed.json", "application/feed+json"

ASKED_AGAIN = "public, max-age=0, must-revalidate"
"""Pages: everybody may keep them, and asks each time whether they have changed, so a new issue shows at once."""
KEPT = (
    (re.compile(r"(?:assets|pictures)/"), "public, max-age=31536000, immutable"),  # named by their content
    (
        re.compile(r"\d+/\d+/editions/\d+/"),
        "public, max-age=86400",
    ),  # superseded: may be withdrawn, never changed
    (ADDRESS, "public, max-age=3600"),  # changed by a correction
)
"""What may be used without asking, and for how many seconds."""

AT_ONCE = 1 << 16
"""Bytes that are read and sent together."""
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def send(request: HttpRequest, path: str, *, status: int = 200) -> HttpResponseBase | None:
    """The answer to a GET or HEAD of the file: 200, 206, 304, 412 or 416 (RFC 9110); with another `status`, such as
    404, always that and the whole file. None without such a file."""
    chosen = _choose(path, request.headers.get("Accept-Encoding", ""))
    if chosen is None:
        return None
    file, coding = chosen
    entry = os.fstat(file.fileno())
    last_modified = _last_modified(entry)
    whole = HttpResponse(status=status, headers=_headers(path, coding, entry, last_modified))
    answer = get_conditional_response(request, whole["ETag"], last_modified, whole)
    if answer is not whole or request.method == "HEAD":
        file.close()
        return answer
    return _body(request, file, whole)


def is_there(path: str) -> bool:
    """Whether the site has this file."""
    file = _open(path)
    if file is not None:
        file.close()
    return file is not None


def part_asked_for(header: str, size: int) -> range | None:
    """The bytes that a Range header asks for of `size` (RFC 9110 §14.1.2), an empty range when there are none.
    None stands for the whole file: so are answered several ranges, other units and what nobody understands."""
    found = _RANGE.fullmatch(header)
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


class _Part:
    """So many bytes of an open file from where it stands, in the shape that a WSGI server reads files in."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file, self._left = file, length

    def read(self, size: int) -> bytes:
        chunk = self._file.read(min(size, self._left))
        self._left -= len(chunk)
        return chunk

    def close(self) -> None:
        self._file.close()


class _Sent(FileResponse):
    block_size = AT_ONCE

    def set_headers(self, filelike: object) -> None:
        """They are all set."""


def _body(request: HttpRequest, file: BinaryIO, whole: HttpResponse) -> HttpResponseBase:
    """The whole file or the part asked for; what is longer than a page is read as it is sent."""
    size = int(whole["Content-Length"])
    part = part_asked_for(request.headers.get("Range", ""), size) if whole.status_code == 200 else None
    if part is None or not _is_of_this_file(request.headers.get("If-Range"), whole):
        if size > AT_ONCE:
            return _Sent(_Part(file, size), headers=whole.headers)
        with file:
            whole.content = file.read()
        return whole
    if not part:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file.seek(part.start)
    own = {"Content-Length": len(part), "Content-Range": f"bytes {part[0]}-{part[-1]}/{size}"}
    return _Sent(_Part(file, len(part)), status=206, headers={**whole.headers, **own})


def _is_of_this_file(if_range: str | None, whole: HttpResponse) -> bool:
    """Whether the parts that a reader has already are of this very file; both our validators are strong."""
    return if_range is None or if_range in (whole["ETag"], whole.get("Last-Modified"))


def _headers(
    path: str, coding: Coding | None, entry: os.stat_result, last_modified: int | None
) -> dict[str, str]:
    headers = {
        "Content-Type": _media_type(path),
        "Content-Length": str(entry.st_size),
        "Cache-Control": next((kept for pattern, kept in KEPT if pattern.match(path)), ASKED_AGAIN),
        # Every writing makes a new file, so that other bytes never have the same three.
        "ETag": f'"{entry.st_mtime_ns:x}-{entry.st_size:x}-{entry.st_ino:x}"',
        "Accept-Ranges": "bytes",
    }
    if last_modified is not None:
        headers["Last-Modified"] = http_date(last_modified)
    if is_text(path):
        headers["Vary"] = "Accept-Encoding"
    if coding is not None:
        headers["Content-Encoding"] = coding.name
    if disposition := _disposition(path):
        headers["Content-Disposition"] = disposition
    return headers


def _last_modified(entry: os.stat_result) -> int | None:
    """Seconds since 1970; None for a file of this very second, which may change again within it, so that the date
    would testify to nothing (RFC 9110 §8.8.2.2)."""
    second = int(entry.st_mtime)
    return second if time.time() >= second + 1 else None


def _media_type(path: str) -> str:
    name, feed = JSON_FEED
    if path.endswith(name):
        return feed
    return TYPES.get(path.rpartition(".")[2], "application/octet-stream")


def _disposition(path: str) -> str | None:
    """Under which name a download is kept. PDF is shown by the browser; an issue in one file is not, for it carries
    its styles inside, which the policy for pages forbids."""
    if not ADDRESS.fullmatch(path):
        return None
    return content_disposition_header(not path.endswith(".pdf"), saved_as(path) or path.rpartition("/")[2])


def _choose(path: str, accept_encoding: str) -> tuple[BinaryIO, Coding | None] | None:
    """The variant that the request likes best, or else the file itself, opened."""
    if page_of(path) != path:
        return None
    for coding in accepted(accept_encoding) if is_text(path) else ():
        if file := _open(path + coding.suffix):
            return file, coding
    file = _open(path)
    return (file, None) if file else None


def _open(path: str) -> BinaryIO | None:
    """Hidden names, folders and ways out of the site's folder are never there."""
    if not all(part and not part.startswith(".") for part in path.split("/")):
        return None
    try:
        return open(storages["site"].path(path), "rb")  # noqa: PTH123  (a Path made for nothing)
    except (SuspiciousFileOperation, OSError, ValueError):
        return None
