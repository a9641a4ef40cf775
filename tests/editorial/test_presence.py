"""Who else has an article open, and whether somebody has saved it since."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from editorial.actions.writing import write_article
from editorial.models import Article, Presence
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def article():
    return builders.article()


def at_the_desk(user):
    client = Client()
    client.force_login(user)
    return client


def person(name="李明", role="编辑"):
    return builders.user(role, last_name=name[:1], first_name=name[1:])


def ask(client, article, version=1, **values):
    address = reverse("editorial_presence", args=[article.pk])
    return client.post(address, {"version": version, **values}).json()


def test_nobody_else_is_there(article):
    answer = ask(at_the_desk(person()), article)
    assert (answer["others"], answer["newer"], answer["version"]) == ("", "", 1)


def test_whoever_has_it_open_as_well_is_named(article):
    for name in ("李明", "王芳"):
        ask(at_the_desk(person(name)), article)
    assert ask(at_the_desk(person("周宁")), article)["others"] == "李明、王芳也开着这篇"


def test_asked_often_one_is_there_once(article):
    client = at_the_desk(person())
    for _time in range(3):
        ask(client, article)
    assert Presence.objects.count() == 1


def test_whoever_is_silent_for_a_minute_and_a_half_has_gone(article):
    ask(at_the_desk(person()), article)
    other = at_the_desk(person("王芳"))
    for seconds, others in ((85, "李明也开着这篇"), (95, "")):
        seen = timezone.now() - datetime.timedelta(seconds=seconds)
        Presence.objects.filter(user__last_name="李").update(seen_at=seen)
        assert ask(other, article)["others"] == others


def test_whoever_leaves_has_gone_at_once(article):
    leaving = at_the_desk(person())
    ask(leaving, article)
    assert ask(leaving, article, leaving="1") == {}
    assert ask(at_the_desk(person("王芳")), article)["others"] == ""


def test_somebody_at_another_article_is_not_named(article):
    ask(at_the_desk(person()), builders.article("口岸新规"))
    assert ask(at_the_desk(person("王芳")), article)["others"] == ""


def test_who_saved_a_new_version_is_told(article):
    theirs = Article.objects.get()
    write_article(article=theirs, version=1, by=person())
    answer = ask(at_the_desk(person("王芳")), article)
    assert answer["newer"] == "李明刚存了新的一版，您现在保存会要求合并"
    assert answer["version"] == 2
    assert ask(at_the_desk(person("周宁")), article, version=2)["newer"] == ""


def test_what_i_saved_in_another_window_is_told_as_mine(article):
    me = person()
    write_article(article=Article.objects.get(), version=1, by=me)
    assert ask(at_the_desk(me), article)["newer"] == "您在别处刚存了新的一版，在这里保存会要求合并"


def test_the_way_to_the_difference_leads_somewhere(article):
    client = at_the_desk(person())
    assert client.get(ask(client, article)["difference"]).status_code == 200


def test_the_editor_asks_and_readers_of_the_desk_do_not(article):
    address = reverse("admin:editorial_article_change", args=[article.pk])
    asked = reverse("editorial_presence", args=[article.pk])
    assert asked in at_the_desk(person()).get(address).content.decode()
    assert asked not in at_the_desk(person()).get(reverse("admin:editorial_article_add")).content.decode()


def test_strangers_are_not_told_who_works_here(client, article):
    address = reverse("editorial_presence", args=[article.pk])
    assert client.post(address, {"version": 1}).status_code == 403
    assert at_the_desk(person(role=None)).post(address, {"version": 1}).status_code == 403
    assert at_the_desk(person()).get(address).status_code == 405
    assert not Presence.objects.exists()


def test_a_question_takes_as_many_queries_for_nine_colleagues_as_for_one(
    article, django_assert_max_num_queries
):
    for number in range(9):
        ask(at_the_desk(person(f"李{number}")), article)
    client = at_the_desk(person("王芳"))
    with django_assert_max_num_queries(14):
        ask(client, article)
