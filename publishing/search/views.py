"""Search on request: the page, the same answer as JSON, and suggestions while somebody types."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from publishing.search import Answer, search, suggest
from publishing.search.as_json import as_data
from publishing.search.keeping import SECONDS, kept
from publishing.search.page import SEARCH, Question, page_values
from publishing.site.newest import newest_issue
from publishing.site.rendering import html

for_a_minute = cache_control(public=True, max_age=SECONDS)
"""An answer is the same for everybody; a new issue is found within a minute, whatever caches lie between."""


@require_safe
@kept
@gzip_page
@for_a_minute
def search_page(request: HttpRequest) -> HttpResponse:
    """Reads q, year, section and source (their addresses' last part), author, sort (relevance, date) and page."""
    question = Question.read(request.GET)
    return HttpResponse(html(SEARCH, "search", page_values(question, _answer(question), newest_issue())))


@require_safe
@kept
@gzip_page
@for_a_minute
def search_json(request: HttpRequest) -> JsonResponse:
    """The answer of the page with the same parameters."""
    return _json(as_data(_answer(Question.read(request.GET))))


@require_safe
@kept
@gzip_page
@for_a_minute
def suggestions(request: HttpRequest) -> JsonResponse:
    """What on the site begins with or contains `q`: {"suggestions": [{"kind", "label", "url"}]}."""
    return _json({"suggestions": [asdict(one) for one in suggest(request.GET.get("q", ""))]})


def _answer(question: Question) -> Answer:
    return search(question.text, filters=question.filters, sort=question.sort, page=question.page)


def _json(data: dict[str, Any]) -> JsonResponse:
    """Readable as it is, and not for search engines, which have the pages."""
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False}, headers={"X-Robots-Tag": "noindex"})
