"""Every page of the desk asks the database a few questions, and no more of them when the archive has grown."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from editorial.models import Article, Issue
from editorial.pictures import save_picture
from editorial.workflow import ROLES, IssueState
from publishing import editions
from publishing.formats import Format, Rendered
from publishing.models import Invitation, Proof, Remark
from publishing.proofs import printing as proof_print
from publishing.proofs.proofing import invite
from tests import builders
from tests.archive import published_long_ago
from tests.editorial import busy_desk
from tests.pictures import png

pytestmark = pytest.mark.django_db

MOST = 30
"""Every page takes fewer queries, session and user included."""
ISSUES = 500
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
"""A place in a route that is filled."""
ROWS: dict[str, type[Model]] = {
    "articles": Article,
    "pool": Article,
    "issues": Issue,
    "proofs": Proof,
    "invitations": Invitation,
    "remarks": Remark,
}
"""Whose key an address bears after /admin/…/; below /admin/<app>/<model>/ it is that model's."""
WITH_WORDS = (
    "/admin/?q=港口",
    "/admin/editorial/article/?q=港口",
    "/admin/editorial/article/?state__exact=draft&page=1",
    "/admin/editorial/issue/?state__exact=published",
    "/admin/editorial/source/?q=日报",
    "/admin/editorial/printedfigure/?q=收入",
    "/admin/pool/?q=港口",
    "/admin/pool/?page=2",
)
"""Lists as they are searched, filtered and leafed through."""


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch):
    """Passwords that are compared at once, and a press that prints next to nothing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    press = Format(
        "pdf", "PDF", "application/pdf", lambda *_: Rendered("a.pdf", "application/pdf", b"%PDF-1")
    )
    monkeypatch.setattr(proof_print, "PDF", press)
    monkeypatch.setattr(editions, "FORMATS", {"pdf": press})


# --- Which pages there are ----------------------------------------------------------------------


def routes(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Every route below `before`, as it is written in the URL map."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        else:
            yield route


def model_of(route: str) -> type[Model] | None:
    """The model whose key stands in the route."""
    first, second = route.split("/")[2:4]
    return apps.get_model(first, second) if first in ("auth", "editorial", "publishing") else ROWS.get(first)


def rows_of(model: type[Model] | None) -> list[Model]:
    """One in each state of what has states, as issues and articles have; of anything else the first."""
    rows = model._default_manager.order_by("-pk") if model else ()
    return list({getattr(row, "state", ""): row for row in rows}.values())


def filled(route: str, row: Model, picture: str) -> str:
    """The address of the row. `move` is none that exists: moves are posted."""
    names = {"number": "1", "name": picture, "move": "x", "uid": getattr(row, "uid", "x")}
    return PLACE.sub(lambda place: names.get(place[1], str(row.pk)), route)


def addresses() -> list[str]:
    """Every address of the desk, of a few rows of each kind; an issue and an article in every state."""
    picture = save_picture(png())
    found = {*WITH_WORDS}
    for route in routes(get_resolver()):
        if not route.startswith("/admin/") or "(?P" in route or "content_type_id" in route:
            continue
        asked = f"{route}?was=0&became=1" if route.endswith("/compare/") else route
        if PLACE.search(asked):
            found |= {filled(asked, row, picture) for row in rows_of(model_of(route))}
        else:
            found.add(asked)
    return sorted(found)


# --- What they ask ------------------------------------------------------------------------------


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def link_to_a_proof(issue: Issue) -> str:
    """What somebody without an account opens."""
    _invitation, secret = invite(
        issue=issue,
        proof=issue.proofs.latest("number"),
        name="王会长",
        expires_at=timezone.now() + datetime.timedelta(days=7),
        by=builders.colleague(*busy_desk.RESPONSIBLE),
    )
    return reverse("proof", args=[secret])


def queries(client: Client, address: str) -> int:
    """How many queries the page takes when nothing is remembered; none where it only acts, or says no."""
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code in (200, 302, 403, 404, 405), address
    return len(captured) if response.status_code == 200 else 0


def test_every_page_takes_few_queries_and_no_more_of_them_when_the_archive_has_grown():
    """From five issues, one in each state, to five hundred."""
    busy_desk.fill()
    everything, making = (
        logged_in(builders.user(is_superuser=True)),
        Issue.objects.get(state=IssueState.EDITING),
    )
    workspace = reverse("admin:editorial_issue_change", args=[making.pk])
    pages = [(everything, address) for address in addresses()]
    pages += [
        (logged_in(builders.user(role)), address) for role in ROLES for address in ("/admin/", workspace)
    ]
    pages += [(Client(), link_to_a_proof(making))]
    few = [queries(*page) for page in pages]
    published_long_ago(ISSUES - Issue.objects.count())
    many = [queries(*page) for page in pages]
    asked = [
        (address, before, after)
        for (_, address), before, after in zip(pages, few, many, strict=True)
        if before or after
    ]
    assert len(asked) > 150
    assert [page for page in asked if page[2] >= MOST] == []
    assert [page for page in asked if page[2] > page[1]] == []
