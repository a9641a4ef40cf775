"""`manage.py clip`: reads a page from an address or a file, says what it read, writes it once."""

import datetime
import io
import json

import pytest
from django.core.management import CommandError, call_command

from editorial.clip.fetch import Fetched, FetchRefused
from editorial.clip.proposal import ClippedPicture, ClipProposal
from editorial.models import Article, Clipping
from tests import builders
from tests.editorial.test_likeness import OTHER_REPORT, WIRE

pytestmark = pytest.mark.django_db

PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in WIRE.split("\n"))
PAGE = f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>港城口岸推行船边直提_港城日报网</title>
<meta property="og:title" content="港城口岸推行船边直提"></head><body><article><h1>港城口岸推行船边直提</h1>
<p class="info"><span>2026-03-09 10:20</span> <span>来源：港城日报</span> <span>作者：林一</span></p>
<div class="content">{PARAGRAPHS}</div></article></body></html>"""
KEYS = ["title", "authors", "published", "outlet", "via", "url", "body", "images", "warnings"]


@pytest.fixture
def page(tmp_path):
    """A saved page; nothing is fetched while it is clipped."""
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(url):
        raise FetchRefused("这个网址打不开。请在浏览器里打开后保存网页再上传。")

    monkeypatch.setattr("editorial.management.commands.clip.fetch", refuse)
    monkeypatch.setattr("editorial.clip.gallery.fetch_picture", refuse)


def run(*arguments):
    """What the command prints: (standard output, standard error)."""
    output, errors = io.StringIO(), io.StringIO()
    call_command("clip", *map(str, arguments), stdout=output, stderr=errors, no_color=True)
    return output.getvalue(), errors.getvalue()


def test_a_saved_page_becomes_an_article_of_the_pool(page):
    output, errors = run(page)
    article = Article.objects.in_pool().get()
    assert article.title == "港城口岸推行船边直提"
    assert "今年前两个月，港城口岸进出口集装箱" in article.body
    assert "港城口岸推行船边直提" in output
    assert "已存入稿件库：《港城口岸推行船边直提》" in errors


def test_json_has_exactly_the_agreed_keys_and_the_article_is_written(page):
    output, _errors = run(page, "--json")
    values = json.loads(output)
    assert list(values) == KEYS
    assert values["title"] == "港城口岸推行船边直提"
    assert values["published"] == "2026-03-09"
    assert values["outlet"] == "港城日报"
    assert Article.objects.count() == 1


def test_a_dry_run_writes_nothing(page):
    output, errors = run(page, "--json", "--dry-run")
    assert json.loads(output)["title"] == "港城口岸推行船边直提"
    assert errors == ""
    assert not Article.objects.exists()


def test_a_page_that_is_here_already_is_printed_all_the_same(page):
    first, _errors = run(page, "--json")
    again, errors = run(page, "--json")
    assert again == first
    assert "已经采编过了，就是《港城口岸推行船边直提》" in errors
    assert Article.objects.count() == 1


def test_the_same_text_from_elsewhere_is_taken_only_when_asked_for(page, tmp_path):
    run(page)
    other = tmp_path / "other.html"
    other.write_text(PAGE.replace("港城日报", "外埠晚报"), encoding="utf-8")
    output, errors = run(other, "--json")
    assert json.loads(output)["outlet"] == "外埠晚报"
    assert "请加 --anyway" in errors
    assert Article.objects.count() == 1
    run(other, "--anyway")
    assert len(set(Article.objects.values_list("story", flat=True))) == 1
    assert Article.objects.count() == 2


def test_many_pages_one_after_another_are_each_an_article(page, tmp_path):
    run(page)
    other = tmp_path / "other.html"
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in OTHER_REPORT.split("\n"))
    other.write_text(PAGE.replace(PARAGRAPHS, paragraphs).replace("船边直提", "春节不停工"), encoding="utf-8")
    run(other)
    assert Article.objects.count() == 2


def test_an_address_is_fetched_and_remembered(monkeypatch):
    def answer(url):
        return Fetched(url, PAGE.encode(), "text/html")

    monkeypatch.setattr("editorial.management.commands.clip.fetch", answer)
    run("https://www.gangcheng.example/a.html?utm_source=weibo")
    assert Clipping.objects.get().address == "https://www.gangcheng.example/a.html"


def test_a_lost_picture_is_said_and_the_article_is_written(page, monkeypatch):
    photo = "https://img.gangcheng.example/a.png"
    read = ClipProposal(
        "码头",
        (),
        datetime.date(2026, 3, 9),
        "港城日报",
        "",
        "",
        f"一段。\n\n![码头]({photo})",
        (ClippedPicture(photo),),
    )
    monkeypatch.setattr("editorial.management.commands.clip.page_reader.read", lambda content, url: read)
    _output, errors = run(page)
    assert photo in errors
    assert Article.objects.get().body == "一段。"


def test_it_is_clipped_in_somebody_s_name(page):
    builders.user("编辑", name="bianji")
    run(page, "--by", "bianji")
    assert Clipping.objects.get(clipped_by__username="bianji")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["/nowhere/a.html"], "找不到文件"),
        (["/"], "无法读取"),
        (["https://127.0.0.1/"], "请在浏览器里打开后保存网页再上传"),
        (["https://127.0.0.1/", "--by", "nobody"], "没有用户“nobody”"),
    ],
)
def test_what_cannot_be_clipped_is_a_chinese_sentence(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)


def test_who_may_not_clip_is_told_so_and_sees_what_was_read(page):
    builders.user(name="guest")
    with pytest.raises(CommandError, match="没有采编权限"):
        run(page, "--by", "guest")
    assert not Article.objects.exists()


def test_a_file_that_is_no_page_is_a_sentence(tmp_path):
    file = tmp_path / "a.html"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(CommandError, match=r"[\u4e00-\u9fff]。"):
        run(file)
