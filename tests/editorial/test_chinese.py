"""Chinese throughout: every page of the desk that a link leads to, in the eyes of every role, holds no word of English
and no date as machines write it; nor does a page that says no. And no link is shown to who may not follow it."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from editorial.models import Article
from editorial.workflow import ROLES
from tests.editorial import busy_desk
from tests.editorial.desk_walk import logged_in, walk
from tests.visible import Visible, not_chinese

pytestmark = pytest.mark.django_db

WALKED = {
    "editorial_clip",
    "editorial_front",
    "editorial_pool",
    "editorial_preflight",
    "editorial_preflight_fixes",
    "admin:app_list",
    "admin:auth_user_change",
    "admin:auth_user_password_change",
    "admin:editorial_acknowledgement_changelist",
    "admin:editorial_article_change",
    "admin:editorial_article_compare",
    "admin:editorial_article_delete",
    "admin:editorial_article_history",
    "admin:editorial_article_restore",
    "admin:editorial_issue_change",
    "admin:editorial_issue_history",
    "admin:editorial_rulesetting_changelist",
    "admin:editorial_stagedimport_change",
    "admin:editorial_tag_delete",
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
"""Pages of the desk's own, and of Django's, that must be among those looked at."""


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.parametrize("role", [None, *ROLES], ids=["超级用户", *ROLES])
def test_every_page_that_a_link_leads_to_opens_and_is_in_chinese(role):
    busy_desk.fill()
    uids = re.compile("|".join(Article.objects.values_list("uid", flat=True)))
    shut, foreign, kinds = {}, {}, set()
    for answer in walk(logged_in(role)):
        kinds.add(answer.kind)
        if answer.status not in (HTTPStatus.OK, HTTPStatus.FOUND):
            shut[answer.address] = answer.status
        if words := not_chinese(uids.sub("", answer.text)):
            foreign[answer.address] = words
    assert shut == {}
    assert foreign == {}
    assert role or kinds >= WALKED, WALKED - kinds


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
