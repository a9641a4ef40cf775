"""A link of an article is checked when an editor presses for it; nothing else is ever asked for."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from editorial.admin.links import check, links_of_article
from editorial.models import Attribution
from editorial.preflight.links import LinkReport, State
from tests import builders

pytestmark = pytest.mark.django_db

RULES = "https://www.gangcheng.example/rules"
REPORT = "https://news.gangcheng.example/report"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def asked(monkeypatch):
    """The addresses that were asked for; each of them opens."""
    addresses = []

    def opens(address):
        addresses.append(address)
        return LinkReport(address, State.ALIVE, "打得开。")

    monkeypatch.setattr("editorial.admin.links.check_link", opens)
    return addresses


@pytest.fixture
def article():
    """One link in its text, and the address of its source."""
    article = builders.article(body=f"办法全文见[协会网站]({RULES})，另见[附表](/tables)。")
    Attribution.objects.update(url=REPORT)
    return article


def answer(posted, role="编辑"):
    request = RequestFactory().post("/", posted)
    request.user = builders.user(role)
    return check(request)


def told(response):
    return json.loads(response.content)


def test_the_links_of_an_article_are_those_of_its_text_and_then_of_its_source(article):
    links = [(link.address, link.words) for link in links_of_article(article)]
    assert links == [(RULES, "协会网站"), (REPORT, "港城日报")]


@pytest.mark.parametrize(("index", "address"), [(0, RULES), (1, REPORT)])
def test_the_link_that_was_named_is_asked_for_and_no_other(article, asked, index, address):
    response = answer({"article": article.pk, "index": index})
    assert told(response) == {"address": address, "state": "alive", "message": "打得开。"}
    assert asked == [address]


def test_an_address_that_the_browser_gives_is_not_asked_for(article, asked):
    posted = {
        "article": article.pk,
        "index": 0,
        "address": "https://bank.example/",
        "link": "https://bank.example/",
    }
    assert told(answer(posted))["address"] == RULES
    assert asked == [RULES]


@pytest.mark.parametrize("index", ["2", "-1", "", "x", "0.5", "9" * 5000, RULES])
def test_a_link_that_the_article_does_not_have_is_not_asked_for(article, asked, index):
    response = answer({"article": article.pk, "index": index})
    assert response.status_code == 404
    assert "没有这个链接" in told(response)["error"]
    assert asked == []


@pytest.mark.parametrize("article", ["0", "-1", "", "x", "9" * 30])
def test_a_link_of_an_article_that_is_not_there_is_not_asked_for(asked, article):
    assert answer({"article": article, "index": 0}).status_code == 404
    assert asked == []


def test_a_link_into_the_newsrooms_own_network_is_dead_without_a_look():
    article = builders.article(body="[后台](http://127.0.0.1/admin/)")
    report = told(answer({"article": article.pk, "index": 0}))
    assert report["state"] == "dead"
    assert "不是公开网址" in report["message"]


@pytest.mark.parametrize("user", [AnonymousUser, builders.user], ids=["nobody", "staff without a role"])
def test_only_who_may_change_articles_may_ask(article, asked, user):
    request = RequestFactory().post("/", {"article": article.pk, "index": 0})
    request.user = user()
    with pytest.raises(PermissionDenied):
        check(request)
    assert asked == []


def test_an_address_that_is_merely_opened_checks_nothing(article, asked):
    request = RequestFactory().get("/", {"article": article.pk, "index": 0})
    request.user = builders.user("编辑")
    assert check(request).status_code == 405
    assert asked == []
