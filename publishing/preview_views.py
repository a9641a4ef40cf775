"""The printed page beside the workspace and the article editor: answers with a picture of one page.

What is typed travels with the request and is stored nowhere. A request that has grown stale is dropped by
the browser; one page takes a fraction of a second.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from editorial.admin.desk import permitted
from editorial.admin.markdown import body_problem
from editorial.admin.proofread_form import number, typed
from editorial.models import Issue, Publication
from publishing.formats import CannotRender
from publishing.preview import PrintedPage, print_page, snapshot_of, with_draft
from publishing.snapshot import IssueSnapshot


@require_GET
def issue_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A page (`?page=`) of an issue as it is saved.

    Raises:
        PermissionDenied: the user may not see issues.
    """
    permitted(request, "editorial.view_issue")
    issue = get_object_or_404(Issue.objects.select_related("publication", "editor"), pk=pk)
    return _answer(snapshot_of(issue), number(request.GET.get("page")))


@require_POST
def article_page(request: HttpRequest) -> HttpResponse:
    """A page (`page`) of the issue with the article as it is typed: its first, unless another is asked for.

    An article of the pool is shown as if it were the only one of an issue.

    Raises:
        PermissionDenied: the user may not see articles.
    """
    permitted(request, "editorial.view_article")
    form = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    if problem := body_problem(form.get("body", "")):
        return JsonResponse({"error": problem}, status=413)
    written = typed(form)
    issue, draft = written.issue, written.draft
    snapshot = snapshot_of(issue, draft) if issue else with_draft(_blank(), draft)
    return _answer(snapshot, number(form.get("page")), draft.uid)


def _blank() -> IssueSnapshot:
    """An issue without articles, for one that has no issue yet."""
    today = timezone.localdate()
    publication = Publication.objects.first()
    return IssueSnapshot(
        publication=publication.title if publication else "",
        publisher=publication.publisher if publication else "",
        colophon="",
        licence="",
        year=today.year,
        number=today.month,
        serial=1,
        date=today,
        editor="",
        edition=1,
        note="",
        sections=(),
        pictures=(),
    )


def _answer(snapshot: IssueSnapshot, page: int, uid: str = "") -> HttpResponse:
    if not any(snapshot.articles):
        return JsonResponse({"error": _("这一期还没有文章，排不出版面。")}, status=409)
    try:
        printed = print_page(snapshot, number=page or None, uid=uid)
    except CannotRender as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return HttpResponse(printed.picture, content_type="image/png", headers=_headers(printed))


def _headers(printed: PrintedPage) -> dict[str, Any]:
    return {
        "X-Page": printed.number,
        "X-Pages": printed.total,
        "X-First-Page": printed.first,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
