"""Every page of the desk asks the database a few questions, and no more of them when the archive has grown."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from editorial.models import Article, Issue, Source
from editorial.pictures import save_picture
from editorial.workflow import ROLES, IssueState
from publishing import editions, proofing
from publishing.formats import Format, Rendered
from publishing.models import Invitation, Proof, Remark
from tests import builders
from tests.archive import published_long_ago
from tests.editorial import busy_desk
from tests.pictures import png

pytestmark = pytest.mark.django_db

MOST = 30
"""Queries of one page, session and user included."""
ISSUES = 500
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
    press = Format("pdf", "PDF", "application/pdf", lambda *_: Rendered("a.pdf", "application/pdf", b"%PDF-1"))
    monkeypatch.setattr(proofing, "PDF", press)
    monkeypatch.setattr(editions, "FORMATS", {"pdf": press})


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every route below `before`, as it is written in the URL map."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        else:
            yield route


def test_x():
    print("\n".join(routes(get_resolver())))
