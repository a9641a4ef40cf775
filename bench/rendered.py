"""The peer of bench/serve.py: the same pages, rendered per request from the database by plain Django views.

    gunicorn bench.rendered:application

The same settings, middleware and templates as the program's own. An issue and its articles are made of their
edition's row, read by its year and number. What stands around them (neighbours, lists, counts) would be rows of their
own in such a program; here it is kept in memory, in favour of the peer, and one small query a request asks whether it
still holds.
"""

# ruff: noqa: E402  (Django must be set up before what imports its models)
import os
from functools import lru_cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from publishing.downloads import describe
from publishing.models import Edition
from publishing.search import search
from publishing.search.page import SEARCH, Question, page_values
from publishing.site.catalogue import EditionEntry, enter, issue_url
from publishing.site.newest import newest_issue
from publishing.site.page import Page, file_of
from publishing.site.pages import issue_pages
from publishing.site.plan import plan
from publishing.site.published import PublishedIssue
from publishing.site.rendering import html
from publishing.snapshot import load

settings.ROOT_URLCONF = __name__


@lru_cache(maxsize=1)
def lists(newest: int) -> dict[str, Page]:
    """The pages that are made of the whole archive, whose newest edition has this number of row."""
    return {page.path: page for page in plan().pages}


def list_page(request: HttpRequest) -> HttpResponse:
    newest = Edition.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return HttpResponse(lists(newest)[file_of(request.path)].content)


def search_page(request: HttpRequest) -> HttpResponse:
    question = Question.read(request.GET)
    found = search(question.text, filters=question.filters, sort=question.sort, page=question.page)
    return HttpResponse(html(SEARCH, "search", page_values(question, found, newest_issue())))


def issue_page(request: HttpRequest, year: int, number: int, uid: str = "") -> HttpResponse:
    rows = Edition.objects.current().filter(issue__year=year, issue__number=number)
    edition = rows.prefetch_related("artifacts").first()
    if edition is None:
        raise Http404
    snapshot = load(edition.snapshot)
    downloads = describe({one.format: one for one in edition.artifacts.all()}, snapshot)
    entry = EditionEntry(issue_url(year, number), snapshot, edition.published_at, downloads)
    published = PublishedIssue(enter(snapshot, downloads), (entry,))
    pages = issue_pages(published, earlier=None, later=None)
    return HttpResponse(next(page for page in pages if page.path == file_of(request.path)).content)


urlpatterns = [
    path("", list_page),
    path("archive/", list_page),
    path("search/", search_page, name="search"),
    path("<int:year>/<int:number>/", issue_page),
    path("<int:year>/<int:number>/<str:uid>/", issue_page),
]
