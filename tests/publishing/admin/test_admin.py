"""The button 发布, and editions at the desk."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from editorial.actions import Refused
from editorial.models import Issue
from publishing import admin as press
from publishing.actions import SiteUnfinished
from publishing.models import Artifact, Edition
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def chief(client):
    client.force_login(User.objects.create_superuser("9", password="correct-horse"))
    return client


@pytest.fixture
def asked(monkeypatch):
    """Stands in for the press; remembers what it was asked for."""
    calls = []

    def publish(**arguments):
        calls.append(arguments)
        return edition(arguments["issue"])

    monkeypatch.setattr(press, "publish", publish)
    return calls


def edition(issue):
    built = Edition.objects.create(
        issue=issue,
        snapshot="{}",
        digest="0" * 64,
        published_at=datetime.datetime(2026, 1, 30, 9, 5, tzinfo=datetime.UTC),
    )
    Artifact.objects.create(
        edition=built, format="pdf", path="2026-01.pdf", media_type="application/pdf", size=1, digest="1" * 64
    )
    return built


def page_of(issue):
    return reverse("admin:editorial_issue_change", args=[issue.pk])


def button_of(issue):
    return reverse("admin:publishing_publish", args=[issue.pk])


def with_article():
    return builders.article(issue=builders.issue()).issue


def logged_in(role):
    client = Client()
    client.force_login(builders.user(role))
    return client


def test_the_button_asks_before_it_publishes(chief, asked):
    issue = builders.signed(with_article())
    assert button_of(issue) in chief.get(page_of(issue)).content.decode()
    question = chief.get(button_of(issue)).content.decode()
    assert "确认发布" in question
    assert "港口用上了数字提单" in question
    assert not asked


def test_what_is_not_signed_has_no_button_and_the_question_says_why(chief, asked):
    issue = with_article()
    assert button_of(issue) not in chief.get(page_of(issue)).content.decode()
    question = chief.get(button_of(issue)).content.decode()
    assert "还没有签发，不能发布" in question
    assert "确认发布" not in question
    assert not asked


def test_what_is_not_signed_is_refused_when_it_is_posted_all_the_same(chief):
    issue = with_article()
    assert "还没有签发，不能发布" in chief.post(button_of(issue), follow=True).content.decode()
    assert not Edition.objects.exists()


def test_confirming_publishes_in_the_name_of_who_confirmed(asked):
    client = logged_in("主编")
    issue = with_article()
    response = client.post(button_of(issue), follow=True)
    assert [(call["issue"], call["by"].username) for call in asked] == [
        (issue, response.context["user"].username)
    ]
    assert "已发布" in response.content.decode()
    assert 'href="/2026/1/"' in response.content.decode()


@pytest.mark.parametrize("error", [Refused("这一期还没有文章。"), SiteUnfinished("已发布，但没有写完。")])
def test_what_the_press_says_is_shown(chief, monkeypatch, error):
    def refuse(**arguments):
        raise error

    monkeypatch.setattr(press, "publish", refuse)
    page = chief.post(button_of(with_article()), follow=True).content.decode()
    assert str(error) in page


def test_an_issue_without_articles_is_refused_by_the_press_itself(chief):
    page = chief.post(button_of(builders.issue()), follow=True).content.decode()
    assert "还没有文章，不能发布" in page
    assert not Edition.objects.exists()


@pytest.mark.parametrize("role", ["编辑", "责任编辑"])
def test_who_may_not_publish_sees_no_button_and_is_turned_away(role, asked):
    client = logged_in(role)
    issue = builders.signed(with_article())
    assert button_of(issue) not in client.get(page_of(issue)).content.decode()
    assert client.get(button_of(issue)).status_code == 403
    assert client.post(button_of(issue)).status_code == 403
    assert not asked


def test_publishing_wants_a_token(asked):
    client = Client(enforce_csrf_checks=True)
    client.force_login(builders.user("主编"))
    assert client.post(button_of(with_article())).status_code == 403
    assert not asked


def test_a_published_issue_leads_to_the_site_and_to_its_pdf(chief):
    issue = with_article()
    edition(issue)
    Issue.objects.filter(pk=issue.pk).update(state="published")
    page = chief.get(page_of(issue)).content.decode()
    assert 'href="/2026/1/"' in page
    assert 'href="/2026/1/2026-01.pdf"' in page
    assert "2026年1月30日 17:05" in page
    assert button_of(issue) not in page


def test_a_published_issue_is_not_deleted_but_says_why(chief):
    issue = builders.issue()
    edition(issue)
    address = reverse("admin:editorial_issue_delete", args=[issue.pk])
    page = chief.post(address, {"post": "yes"}).content.decode()
    assert "第 1 版" in page
    assert "之前，要先删除用到它的" in page
    assert Issue.objects.exists()


@pytest.mark.parametrize("model", [Edition, Artifact])
def test_editions_and_their_files_can_only_be_read(chief, model):
    edition(with_article())
    row = model.objects.get()
    name = f"admin:publishing_{model._meta.model_name}"
    assert chief.get(reverse(f"{name}_changelist")).status_code == 200
    assert chief.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200
    assert chief.get(reverse(f"{name}_add")).status_code == 403
    assert chief.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403
    assert chief.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
