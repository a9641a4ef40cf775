"""Chinese throughout: every page of the desk that a link leads to, in the eyes of every role, holds no word of English
and no date as machines write it; nor does a page that says no."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from editorial.models import Article, Issue
from editorial.workflow import ROLES
from tests import builders
from tests.crawl import addresses
from tests.editorial import busy_desk
from tests.visible import Visible, not_chinese

pytestmark = pytest.mark.django_db

FRONT = "/admin/"
UNTRANSLATED = {
    "admin:auth_user_change",
    "admin:auth_user_password_change",
    "admin:editorial_acknowledgement_changelist",
    "admin:editorial_article_delete",
    "admin:editorial_tag_delete",
}
"""Pages that still hold English: words of Django's own, and a filter of rules by their codes."""
WALKED = {
    "editorial_clip",
    "editorial_front",
    "editorial_pool",
    "editorial_preflight",
    "editorial_preflight_fixes",
    "admin:editorial_article_change",
    "admin:editorial_article_compare",
    "admin:editorial_article_history",
    "admin:editorial_article_restore",
    "admin:editorial_issue_change",
    "admin:editorial_issue_history",
    "admin:editorial_rulesetting_changelist",
    "admin:editorial_stagedimport_change",
    "admin:password_change",
    "admin:publishing_publish",
    "publishing_correct",
    "publishing_differences",
    "publishing_proof",
    "publishing_proofs",
    "publishing_remarks",
    "publishing_schedule",
    "publishing_withdraw",
}
"""Pages of the desk's own that must be among those looked at."""


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def logged_in(role):
    client = Client()
    client.force_login(builders.user(role, is_superuser=role is None))
    return client


def kind(address):
    """The name of the page behind an address; none for what is no page of the desk."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    return match.view_name if address.startswith(FRONT) and match.view_name != "admin:logout" else None


def starts():
    """The front page, and every issue and article with what was found in it and its history."""
    yield FRONT
    for issue in Issue.objects.all():
        yield reverse("admin:editorial_issue_change", args=[issue.pk])
        yield reverse("editorial_preflight", args=[issue.pk])
    for article in Article.objects.all():
        yield reverse("admin:editorial_article_change", args=[article.pk])
        yield reverse("admin:editorial_article_history", args=[article.pk])


def pages(client):
    """(kind, address, words) of the desk's pages: those to start from, and one of each other kind that links lead to
    from there."""
    start = list(starts())
    waiting, known, kinds = start[:], set(start), set(UNTRANSLATED)
    while waiting:
        address = waiting.pop(0)
        name = kind(address)
        if name is None or (name in kinds and address not in start):
            continue
        response = client.get(address)
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue  # a download, or a link to what this role may not see
        kinds.add(name)
        page = response.content.decode()
        yield name, address, Visible(page).text
        found = {urljoin(address, link).partition("#")[0] for link in addresses(page)} - known
        known |= found
        waiting += sorted(found)


def test_every_page_that_a_link_leads_to_is_in_chinese():
    busy_desk.fill()
    uids = re.compile("|".join(Article.objects.values_list("uid", flat=True)))
    foreign, kinds = {}, set()
    for role in (None, *ROLES):
        for name, address, text in pages(logged_in(role)):
            kinds.add(name)
            if words := not_chinese(uids.sub("", text)):
                foreign[role or "超级用户", address] = words
    assert foreign == {}
    assert kinds >= WALKED, WALKED - kinds


# --- Pages that say no --------------------------------------------------------------------------


@pytest.fixture
def in_production(settings):
    settings.DEBUG, settings.DEBUG_PROPAGATE_EXCEPTIONS = False, False


def said(response, status):
    assert response.status_code == status
    page = response.content.decode()
    assert 'lang="zh' in page
    assert not not_chinese(Visible(page).text)
    return Visible(page).text


def test_who_may_not_is_told_so_in_chinese(in_production):
    page = logged_in("编辑").get(reverse("admin:editorial_issue_add"))
    assert "没有权限" in said(page, 403)


def test_a_form_that_is_too_old_is_told_so_in_chinese(in_production):
    client = Client(enforce_csrf_checks=True)
    assert "页面已过期" in said(client.post("/admin/login/", {"username": "bianji"}), 403)


def test_a_fault_is_told_in_chinese(in_production, monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("broken")

    client = logged_in("编辑")
    client.raise_request_exception = False
    monkeypatch.setattr("editorial.admin.pool.desk_page", broken)
    assert "系统出错了" in said(client.get(reverse("editorial_pool")), 500)


@pytest.mark.parametrize("address", ["/admin/nothing/", "/admin/issues/999/preflight/", "/admin/proofs/999/"])
def test_what_is_not_there_is_told_in_chinese(in_production, address):
    assert "找不到" in said(logged_in("主编").get(address), 404)
