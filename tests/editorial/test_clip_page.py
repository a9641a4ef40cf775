"""The clip page: three ways in, what was read shown for correction, one way into the pool."""

import datetime
import re
from urllib.parse import unquote

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from editorial import vault
from editorial.actions import clip
from editorial.admin.clip_forms import MAX_PAGE_BYTES
from editorial.clip.fetch import Fetched, FetchRefused
from editorial.clip.proposal import ClippedPicture, ClipProposal
from editorial.intake.proposal import Warning
from editorial.intake.sniff import Refused as Unreadable
from editorial.models import Article, Clipping, Source, SourceAlias
from editorial.sandbox import Refused as TooMuch
from editorial.workflow import ROLES
from tests import builders
from tests.editorial.test_likeness import OTHER_REPORT, WIRE, reprinted
from tests.pictures import png

pytestmark = pytest.mark.django_db

CLIP, KEEP = "/admin/clip/", "/admin/clip/keep/"
URL = "https://www.gangcheng.example/2026/a.html"
PHOTO = "https://img.gangcheng.example/a.png"
PAGE = "<html><title>船边直提</title></html>".encode()
READ = ClipProposal(
    title="港城口岸推行船边直提",
    authors=("林一", "周明"),
    published=datetime.date(2026, 3, 9),
    outlet="港城日报",
    via="海运经济网",
    url=URL,
    body=WIRE.replace("\n", "\n\n"),
    warnings=(Warning("body.short", 0, "正文比平常短，请对照原文看有没有缺。"),),
)


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def fetched(monkeypatch):
    """The addresses asked for, each of which answers with PAGE, and PHOTO with a picture; all read as READ."""
    asked = []

    def page(url):
        asked.append(url)
        return Fetched(url, PAGE, "text/html")

    def picture(url):
        asked.append(url)
        if url != PHOTO:
            raise FetchRefused("图片打不开。")
        return png()

    monkeypatch.setattr("editorial.admin.clip.fetch", page)
    monkeypatch.setattr("editorial.clip.gallery.fetch_picture", picture)
    reading_is(monkeypatch, READ)
    return asked


def reading_is(monkeypatch, outcome):
    def read(content, url=""):
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr("editorial.admin.clip.page_reader.read", read)


def client_of(role):
    client = Client()
    client.force_login(builders.user(role))
    return client


@pytest.fixture
def editor():
    return client_of("编辑")


def read_address(client):
    return client.post(CLIP, {"way": "address", "url": URL})


def confirmation(client, **values):
    """What the browser posts when nothing that was read has been changed but `values`."""
    form = read_address(client).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    return {**shown, **values}


def text(response):
    assert response.status_code == 200
    return response.content.decode()


# --- Asking and reading --------------------------------------------------------------------------


def test_opening_the_page_with_an_address_fills_it_in_and_fetches_nothing(editor, fetched):
    page = text(editor.get(CLIP, {"url": URL}))
    assert f'value="{URL}"' in page
    assert fetched == []


def test_a_script_for_an_address_is_never_taken_for_one(editor, fetched):
    page = text(editor.post(CLIP, {"way": "address", "url": "javascript:alert(1)"}))
    assert "请填写以 http:// 或 https:// 开头的网址。" in page
    assert fetched == []


def test_what_was_read_is_shown_for_correction(editor, fetched):
    response = read_address(editor)
    shown = {name: response.context["form"][name].value() for name in ("title", "outlet", "via", "authors")}
    assert shown == {
        "title": "港城口岸推行船边直提",
        "outlet": "港城日报",
        "via": "海运经济网",
        "authors": "林一、周明",
    }
    page = text(response)
    assert 'value="2026-03-09"' in page
    assert "正文比平常短，请对照原文看有没有缺。" in page
    assert fetched == [URL]
    assert not Article.objects.exists()


def test_a_saved_page_is_read_from_its_bytes(editor):
    file = SimpleUploadedFile("a.html", PAGE)
    response = editor.post(CLIP, {"way": "page", "file": file, "address": ""})
    assert response.context["form"]["title"].value() == READ.title


def test_pasted_text_is_read_without_any_page(editor):
    response = editor.post(CLIP, {"way": "text", "text": f"数字提单当天签发\r\n\r\n{WIRE}"})
    form = response.context["form"]
    assert form["title"].value() == "数字提单当天签发"
    assert "港城海关3月8日发布消息" in form["body"].value()


def test_a_page_that_is_too_large_is_a_sentence(editor):
    file = SimpleUploadedFile("a.html", b"x" * (MAX_PAGE_BYTES + 1))
    assert "文件超过 10 MB" in text(editor.post(CLIP, {"way": "page", "file": file}))


@pytest.mark.parametrize(
    "refusal", [Unreadable("读不出文字，请换一种办法。"), TooMuch("读了太久，请粘贴文字。")]
)
def test_a_page_that_cannot_be_read_is_a_sentence_and_the_address_stays(editor, monkeypatch, refusal):
    reading_is(monkeypatch, refusal)
    page = text(read_address(editor))
    assert str(refusal) in page
    assert f'value="{URL}"' in page


def test_an_address_that_cannot_be_fetched_is_a_sentence(editor, monkeypatch):
    def refuse(url):
        raise FetchRefused("这个网址不在公网上，请保存网页再上传。")

    monkeypatch.setattr("editorial.admin.clip.fetch", refuse)
    assert "请保存网页再上传。" in text(read_address(editor))


def test_an_outlet_is_shown_as_known_by_its_alias_or_as_new(editor):
    SourceAlias.objects.create(source=builders.source("港城日报社"), name="港城日报")
    page = text(read_address(editor))
    assert "已有来源：港城日报社" in page
    assert "新来源，存入时建立" in page
    assert '<option value="港城日报社">' in page


# --- Confirming ----------------------------------------------------------------------------------


def test_confirmed_it_stands_in_the_pool_with_its_page(editor):
    section = builders.section()
    form = confirmation(
        editor, title="船边直提来了", section=section.pk, tags="口岸 物流", authors="林一，周 明"
    )
    response = editor.post(KEEP, form)
    assert response["Location"] == reverse("editorial_pool")
    article = Article.objects.in_pool().get()
    assert (article.title, article.byline, article.section) == ("船边直提来了", "林一、周 明", section)
    assert article.body == READ.body
    assert str(article.attributions.get()) == "港城日报（转自海运经济网）"
    assert vault.fetch(article.clipping.digest) == PAGE
    assert {tag.name for tag in article.tags.all()} == {"口岸", "物流"}
    assert "已存入稿件库：" in text(editor.get(response["Location"]))


def test_pictures_are_fetched_only_when_it_is_kept(editor, monkeypatch, fetched):
    lost = "https://img.gangcheng.example/b.png"
    body = f"开头。\n\n![码头]({PHOTO})\n\n![吊车]({lost})"
    pictures = (ClippedPicture(PHOTO, "码头"), ClippedPicture(lost, "吊车"))
    reading_is(monkeypatch, ClipProposal("码头", (), None, "港城日报", "", URL, body, pictures))
    form = confirmation(editor)
    assert fetched == [URL]
    response = editor.post(KEEP, form)
    assert fetched == [URL, PHOTO, lost]
    assert re.fullmatch(r"开头。\n\n!\[码头]\(/pictures/[0-9a-f]{16}\.png\)", Article.objects.get().body)
    assert lost in text(editor.get(response["Location"]))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "必填"),
        ({"title": "长" * 201}, "200"),
        ({"published": "去年"}, "日期"),
        ({"url": "javascript:alert(1)"}, "请填写以 http://"),
        ({"tags": "长" * 31}, "太长"),
        ({"section": "99999999999999999999999"}, "有效的选项"),
        ({"body": "长" * 400_000}, "正文超过"),
        ({"outlet": "港\0城"}, "空字符"),
    ],
)
def test_what_cannot_be_kept_is_a_sentence_and_nothing_typed_is_lost(editor, values, sentence):
    form = confirmation(editor, **{"authors": "写了很久的名字", **values})
    page = text(editor.post(KEEP, form))
    assert sentence in page
    assert "写了很久的名字" in page
    assert not Article.objects.exists()


def test_a_page_that_is_here_already_is_said_at_once_with_a_link(editor):
    known = clip(proposal=READ, content=PAGE)
    page = text(read_address(editor))
    assert "已经采编过了" in page
    assert reverse("admin:editorial_article_change", args=[known.pk]) in page
    assert "仍然存入" not in page


def test_the_same_text_from_another_outlet_leaves_both_choices(editor, monkeypatch):
    known = clip(proposal=READ, content=PAGE)
    there = ClipProposal("船边直提", (), None, "外埠晚报", "", "https://b.example/", reprinted(WIRE))
    reading_is(monkeypatch, there)
    monkeypatch.setattr("editorial.admin.clip.fetch", lambda url: Fetched(url, b"other page", "text/html"))
    form = confirmation(editor)
    refused = text(editor.post(KEEP, form))
    assert reverse("admin:editorial_article_change", args=[known.pk]) in refused
    assert "仍然存入，归为同题稿件" in refused
    assert Article.objects.count() == 1
    editor.post(KEEP, {**form, "anyway": "1"})
    assert Article.objects.get(title="船边直提").story == known.uid


def test_a_later_correction_of_the_text_makes_it_another_story(editor):
    clip(proposal=READ, content=b"other page")
    form = confirmation(editor, url="https://b.example/", body=OTHER_REPORT)
    assert editor.post(KEEP, form).status_code == 302


# --- The signature -------------------------------------------------------------------------------


def test_another_editor_s_reading_cannot_be_smuggled_in(editor):
    form = confirmation(client_of("编辑"))
    response = editor.post(KEEP, form)
    assert (response.status_code, response["Location"]) == (302, CLIP)
    assert not Article.objects.exists()


def forged(reading):
    digest = vault.keep(b"somebody's confidential document")
    return signing.dumps([1, digest, READ.to_json()], salt="guessed")


def stale(reading):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: 0.0)
        return signing.dumps([1], salt="editorial.clip")


@pytest.mark.parametrize("tamper", [forged, stale, str.upper, lambda reading: "", lambda reading: "x:\0:y"])
def test_a_reading_that_is_not_ours_or_too_old_is_refused_with_a_sentence(editor, tamper):
    form = confirmation(editor)
    response = editor.post(KEEP, {**form, "reading": tamper(form["reading"])})
    assert response["Location"] == CLIP
    assert "请重新读取网页" in text(editor.get(CLIP))
    assert not Article.objects.exists()


def test_the_browser_carries_no_bytes_of_the_page(editor):
    assert "<title>船边直提" not in unquote(confirmation(editor)["reading"])


# --- Who may, and how the page is made -----------------------------------------------------------


@pytest.mark.parametrize("role", [*ROLES, None])
def test_each_role_by_each_address(role):
    client = client_of(role)
    statuses = [
        client.get(CLIP).status_code,
        client.post(CLIP, {"way": "address", "url": URL}).status_code,
        client.post(KEEP, {}).status_code,
    ]
    assert statuses == ([200, 200, 302] if role else [403, 403, 403])
    assert client.get(KEEP).status_code == 405


def test_who_is_not_logged_in_comes_back_to_the_filled_in_address(client):
    response = client.get(CLIP, {"url": URL})
    assert response["Location"].startswith("/admin/login/?next=/admin/clip/%3Furl%3D")


def test_the_bookmarklet_leads_to_this_page_and_nothing_of_it_is_inline(editor):
    page = text(editor.get(CLIP))
    [script] = re.findall(r'href="javascript:([^"]*)"', page)
    assert "http://testserver/admin/clip/?url=" in unquote(script)
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*src=)", page)
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*src=)", text(read_address(editor)))


def test_a_page_s_own_words_are_never_markup(editor, monkeypatch):
    evil = '"><script>alert(1)</script>'
    reading_is(monkeypatch, ClipProposal(evil, (evil,), None, evil, evil, URL, evil))
    Source.objects.create(name=evil[:40], slug="evil")
    assert "<script>alert" not in text(read_address(editor))


def test_the_record_of_a_clipping_shows_what_was_doubted(editor):
    clip(proposal=READ, content=PAGE)
    page = text(editor.get(reverse("admin:editorial_clipping_change", args=[Clipping.objects.get().pk])))
    assert "正文比平常短" in page


def test_a_clipped_article_can_be_deleted_and_its_record_goes_with_it():
    article = clip(proposal=READ, content=PAGE)
    address = reverse("admin:editorial_article_delete", args=[article.pk])
    response = client_of("责任编辑").post(address, {"post": "yes"})
    assert response.status_code == 302
    assert not Article.objects.exists()
    assert not Clipping.objects.exists()
