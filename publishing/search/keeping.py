"""Answers are kept for the minute that every cache on the way may keep them, and no longer than until the next
publish: what many ask at once is worked out once. In this process's memory alone; there is nothing to set up."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.core.cache import cache
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse

from publishing.models import Edition

SECONDS = 60
"""How long an answer is good for."""
_LONGEST = 300
"""Characters of an address with its question. Longer ones are nobody's second question."""

View = Callable[[HttpRequest], HttpResponse]


def kept(view: View) -> View:
    """The view, asked once for each question, each encoding, and each state of what is published."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if len(request.get_full_path()) > _LONGEST:
            return view(request)
        key = _key(request)
        response: HttpResponse | None = cache.get(key)
        if response is None:
            response = view(request)
            cache.set(key, response, SECONDS)
        return response

    return answer


def _key(request: HttpRequest) -> str:
    published = Edition.objects.aggregate(newest=Max("pk"), withdrawn=Count("withdrawn_at"))
    question = request.get_full_path(), request.headers.get("Accept-Encoding", "")
    return hashlib.sha256(repr((question, sorted(published.items()))).encode()).hexdigest()
