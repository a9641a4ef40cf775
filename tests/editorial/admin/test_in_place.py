"""New outlets and tags in place: made by their name alone, asked about where another may be meant, refused in words."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from editorial.models import Source, SourceAlias, Tag
from tests import builders

pytestmark = pytest.mark.django_db

SOURCE, TAG = "/admin/editorial/source/in-place/", "/admin/editorial/tag/in-place/"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def editor(client):
    client.force_login(builders.user("编辑"))
    return client


def test_an_outlet_is_made_with_its_address_and_the_way_to_its_details(editor):
    answer = editor.post(SOURCE, {"name": "  滨海通讯月刊 "}).json()
    made = Source.objects.get(name="滨海通讯月刊")
    assert answer == {
        "value": made.pk,
        "text": "滨海通讯月刊",
        "page": f"/admin/editorial/source/{made.pk}/change/",
    }
    assert (made.slug, made.kind) == ("binhai-tongxun-yuekan", "other")
    assert made.history.get().history_user is not None
    assert LogEntry.objects.get().object_repr == "滨海通讯月刊"


def test_one_that_is_there_by_name_or_alias_is_taken_and_not_doubled(editor):
    known = builders.source("东岸晚报")
    SourceAlias.objects.create(source=known, name="东岸客户端")
    for name in ("东岸晚报", "东岸客户端"):
        assert editor.post(SOURCE, {"name": name}).json() == {
            "value": known.pk,
            "text": "东岸晚报",
            "page": "",
        }
    assert Source.objects.count() == 1


def test_a_name_much_like_another_is_asked_about_and_made_only_for_sure(editor):
    answer = editor.post(SOURCE, {"name": "人民日报报"}).json()
    assert "人民日报" in answer["alike"]
    assert answer["question"].startswith("是不是“")
    assert not Source.objects.exists()
    assert editor.post(SOURCE, {"name": "人民日报报", "sure": ""}).json()["text"] == "人民日报报"


def test_a_well_known_outlet_is_made_without_a_question(editor):
    assert editor.post(SOURCE, {"name": "人民日报"}).json()["text"] == "人民日报"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("", "必填"), ("长" * 101, "100"), ("滨海\0月刊", "空字符")],
)
def test_a_name_that_cannot_be_taken_is_refused_in_words(editor, name, sentence):
    answer = editor.post(SOURCE, {"name": name, "sure": ""})
    assert sentence in answer.json()["error"]
    assert not Source.objects.exists()


def test_a_tag_is_made_alike(editor):
    assert editor.post(TAG, {"name": "夜航"}).json()["value"] == Tag.objects.get(name="夜航").pk


def test_who_may_not_make_outlets_makes_none(client):
    client.force_login(builders.user())
    assert client.post(SOURCE, {"name": "滨海通讯月刊"}).status_code == 403
    assert Client().post(SOURCE, {"name": "滨海通讯月刊"}).status_code == 302
    assert not Source.objects.exists()


def test_nothing_is_made_by_looking(editor):
    assert editor.get(SOURCE, {"name": "滨海通讯月刊"}).status_code == 405
