"""Clipping: a page that was read becomes an article of the pool, once, with its credit and pictures."""

import datetime
import hashlib
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from editorial import vault
from editorial.actions import (
    AlreadyClipped,
    Refused,
    SameStory,
    clip,
    import_issue,
    remember,
)
from editorial.actions.stories import MOST_COMPARED, find_story
from editorial.clip.identity import page_address
from editorial.clip.proposal import ClippedPicture, ClipProposal
from editorial.intake import propose
from editorial.models import Article, Attribution, Clipping, Source, SourceAlias, Tag
from editorial.pictures import read_picture
from editorial.workflow import ROLES
from tests import builders
from tests.editorial.intake.pasted import TWO_ARTICLES, issue
from tests.editorial.test_likeness import LAST_MONTH, OTHER_REPORT, WIRE, reprinted, without_last
from tests.pictures import png

pytestmark = pytest.mark.django_db

PAGE = "<html><title>船边直提</title></html>".encode()
TABLES = (Article, Attribution, Clipping, Source, Tag)
PHOTO = "https://img.gangcheng.example/a.png"


def proposal(**values):
    defaults: dict[str, Any] = {
        "title": "港城口岸推行船边直提",
        "authors": ("林一", "周明"),
        "published": datetime.date(2026, 3, 9),
        "outlet": "港城日报",
        "via": "",
        "url": "https://www.gangcheng.example/2026/03/09/a.html",
        "body": WIRE.replace("\n", "\n\n"),
    }
    return ClipProposal(**defaults | values)


def counts():
    return [table.objects.count() for table in TABLES]


# --- What is written -----------------------------------------------------------------------------


def test_a_clipped_page_is_an_article_of_the_pool_with_its_credit():
    article = clip(proposal=proposal(via="海运经济网"), content=PAGE)
    assert article in Article.objects.in_pool()
    assert (article.title, article.byline) == ("港城口岸推行船边直提", "林一、周明")
    assert article.body.startswith("港城海关3月8日发布消息")
    credit = article.attributions.get()
    assert (str(credit), credit.author) == ("港城日报（转自海运经济网）", "林一、周明")
    assert credit.date == datetime.date(2026, 3, 9)
    assert credit.url == "https://www.gangcheng.example/2026/03/09/a.html"


def test_the_page_is_kept_as_it_was_with_what_was_read_out_of_it():
    editor = builders.user("编辑")
    clipping = clip(proposal=proposal(), content=PAGE, by=editor).clipping
    assert clipping.digest == hashlib.sha256(PAGE).hexdigest()
    assert vault.fetch(clipping.digest) == PAGE
    assert clipping.clipped_by == editor
    assert ClipProposal.from_json(clipping.proposal) == proposal()


def test_an_outlet_known_by_an_alias_is_that_outlet_and_no_new_one():
    known = builders.source("港城日报")
    site = builders.source("海运经济网")
    SourceAlias.objects.create(source=known, name="港城日报客户端", via=site)
    credit = clip(proposal=proposal(outlet="港城日报客户端"), content=PAGE).attributions.get()
    assert (credit.source, credit.via) == (known, site)
    assert Source.objects.count() == 2


def test_a_page_that_names_no_outlet_is_taken_without_a_credit():
    article = clip(proposal=proposal(outlet="", via=""), content=PAGE)
    assert article in Article.objects.without_source()


def test_a_page_that_names_only_the_site_is_credited_to_the_site():
    credit = clip(proposal=proposal(outlet="", via="海运经济网"), content=PAGE).attributions.get()
    assert (credit.source.name, credit.via) == ("海运经济网", None)


def test_section_and_tags_go_with_the_article():
    section = builders.section()
    article = clip(proposal=proposal(), content=PAGE, section=section, tags=["口岸", "物流", "口岸"])
    assert article.section == section
    assert [tag.name for tag in article.tags.all()] == ["口岸", "物流"]


# --- Pictures ------------------------------------------------------------------------------------


def illustrated(*addresses):
    shown = "\n\n".join(f"![码头](<{address}>)" for address in addresses)
    pictures = tuple(ClippedPicture(address, "码头") for address in addresses)
    return proposal(body=f"开头一段。\n\n{shown}\n\n结尾一段。", images=pictures)


def test_pictures_are_re_encoded_and_shown_from_our_own_library():
    article = clip(proposal=illustrated(PHOTO), content=PAGE, pictures={PHOTO: png()})
    before, shown, after = article.body.split("\n\n")
    assert (before, after) == ("开头一段。", "结尾一段。")
    assert shown.startswith("![码头](/pictures/")
    assert read_picture(shown.removeprefix("![码头](/pictures/").rstrip(")")).startswith(b"\x89PNG")


@pytest.mark.parametrize("pictures", [{}, {PHOTO: b"<svg/>"}], ids=["did not come", "is no picture"])
def test_a_picture_that_cannot_be_had_leaves_the_body_and_a_warning(pictures):
    article = clip(proposal=illustrated(PHOTO), content=PAGE, pictures=pictures)
    assert article.body == "开头一段。\n\n结尾一段。"
    [warning] = article.clipping.proposal["warnings"]
    assert warning["code"] == "picture.missing"
    assert PHOTO in warning["message"]


def test_one_lost_picture_does_not_take_another_with_it():
    lost = "https://img.gangcheng.example/图 二.png"
    article = clip(proposal=illustrated(lost, PHOTO), content=PAGE, pictures={PHOTO: png()})
    assert article.body.count("![码头](/pictures/") == 1
    assert "gangcheng.example" not in article.body
    assert "\n\n\n" not in article.body


def test_a_description_with_brackets_stays_a_description():
    body = f"前。\n\n![甲\\]乙](<{PHOTO}>)\n\n后。"
    article = clip(proposal=proposal(body=body), content=PAGE, pictures={PHOTO: png()})
    assert "![甲\\]乙](/pictures/" in article.body


# --- Once, and only once -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gangcheng.example/2026/03/09/a.html",
        "http://WWW.gangcheng.example:80/2026/03/09/a.html?utm_source=weibo&spm=1.2#comments",
        "https://www.gangcheng.example/2026/03/09/a.html?from=timeline&isappinstalled=0",
    ],
    ids=["same", "shared", "from WeChat"],
)
def test_the_same_page_is_refused_and_names_the_article(url):
    article = clip(proposal=proposal(), content=PAGE)
    before = counts()
    with pytest.raises(AlreadyClipped, match="《港城口岸推行船边直提》") as refusal:
        clip(proposal=proposal(url=url, body="页面的正文后来改过了。"), content=b"other", anyway=True)
    assert refusal.value.article == article
    assert counts() == before


def test_the_same_saved_file_is_refused_without_any_address():
    article = clip(proposal=proposal(url=""), content=PAGE)
    with pytest.raises(AlreadyClipped) as refusal:
        clip(proposal=proposal(url="", title="别的标题"), content=PAGE, anyway=True)
    assert refusal.value.article == article


def from_another_outlet(**values):
    there = {"outlet": "海运经济网", "url": "https://haiyun.example/b", "title": "船边直提：货物四十分钟离港"}
    return proposal(**there | {"body": reprinted(without_last(WIRE, 1))} | values)


def test_the_same_text_from_another_outlet_is_refused_and_names_the_article():
    article = clip(proposal=proposal(), content=PAGE)
    before = counts()
    with pytest.raises(SameStory, match="内容相同") as refusal:
        clip(proposal=from_another_outlet(), content=b"other page")
    assert refusal.value.article == article
    assert counts() == before


def test_taken_in_anyway_it_belongs_to_the_same_story():
    first = clip(proposal=proposal(), content=PAGE)
    second = clip(proposal=from_another_outlet(), content=b"other page", anyway=True)
    third = clip(proposal=from_another_outlet(url="https://c.example/"), content=b"third", anyway=True)
    first.refresh_from_db()
    assert {first.story, second.story, third.story} == {first.uid}


@pytest.mark.parametrize("body", [OTHER_REPORT, LAST_MONTH], ids=["same event", "last month"])
def test_another_report_on_the_matter_is_taken_in_as_its_own_story(body):
    clip(proposal=proposal(), content=PAGE)
    other = clip(proposal=proposal(body=body, url="https://haiyun.example/b"), content=b"other page")
    assert other.story == ""


def test_an_article_of_an_imported_issue_is_known_too():
    import_issue(proposal=propose(issue(TWO_ARTICLES)), content=issue(TWO_ARTICLES), name="一.md")
    for article in Article.objects.all():
        assert article.fingerprint is not None
    known = builders.article("早已用过", body=WIRE, issue=builders.issue(2026, 2))
    remember(known)
    with pytest.raises(SameStory) as refusal:
        clip(proposal=proposal(), content=PAGE)
    assert refusal.value.article == known


def test_an_article_from_before_there_were_fingerprints_is_known_too():
    known = builders.article("旧稿", body=WIRE)
    assert known.fingerprint is None
    assert find_story(reprinted(WIRE)) == known


def test_an_article_that_was_rewritten_leaves_its_story():
    first = clip(proposal=proposal(), content=PAGE)
    second = clip(proposal=from_another_outlet(), content=b"other page", anyway=True)
    second.body = OTHER_REPORT
    second.save()
    remember(second)
    assert second.story == ""
    assert find_story(WIRE) == first


def test_a_search_among_many_reads_few_texts(django_assert_max_num_queries):
    Article.objects.bulk_create(
        Article(title=f"第{n}篇", body=f"{OTHER_REPORT}{n}", fingerprint=n) for n in range(MOST_COMPARED * 3)
    )
    with django_assert_max_num_queries(3):
        assert find_story(WIRE) is None


# --- Refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values", [{"title": " "}, {"body": "\n"}, {"title": "长" * 201}], ids=["no title", "no text", "long"]
)
def test_what_makes_no_article_is_refused_and_nothing_is_written(values):
    before = counts()
    with pytest.raises(Refused, match=r"[没不]"):
        clip(proposal=proposal(**values), content=PAGE)
    assert counts() == before


def test_a_failure_in_the_middle_leaves_nothing_behind():
    before = counts()
    with pytest.raises(Refused, match="标签"):
        clip(proposal=proposal(), content=PAGE, tags=["长" * 31])
    assert counts() == before


@pytest.mark.parametrize("role", [*ROLES, None])
def test_every_role_of_the_newsroom_may_clip_and_nobody_else(role):
    user = builders.user(role)
    if role is None:
        with pytest.raises(PermissionDenied):
            clip(proposal=proposal(), content=PAGE, by=user)
        assert not Article.objects.exists()
    else:
        assert clip(proposal=proposal(), content=PAGE, by=user).clipping.clipped_by == user


# --- Addresses of pages --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example", "http://A.example/"),
        ("https://a.example/?b=2&a=1", "https://a.example/?a=1&b=2#top"),
        (
            "https://mp.weixin.qq.com/s?mid=1&sn=2&chksm=9&scene=21#wechat_redirect",
            "https://mp.weixin.qq.com/s?sn=2&mid=1",
        ),
    ],
)
def test_one_page_has_one_address(one, other):
    assert page_address(one) == page_address(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/?id=1", "https://a.example/?id=2"),
        ("https://a.example/Page", "https://a.example/page"),
        ("https://a.example/#/news/1", "https://a.example/#/news/2"),
        ("https://a.example:8443/", "https://a.example/"),
    ],
)
def test_two_pages_have_two_addresses(one, other):
    assert page_address(one) != page_address(other)


@pytest.mark.parametrize(
    "url", ["", "文件.html", "file:///etc/passwd", "https://[", "https://a.example/" + "x" * 500]
)
def test_what_is_no_address_of_a_page_is_none(url):
    assert page_address(url) == ""
