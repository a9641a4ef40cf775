"""The desk: what an editor sees, what is refused with a sentence, and who may do what."""

import datetime
import io
import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from editorial import vault
from editorial.admin.markdown import MAX_BODY_BYTES
from editorial.models import Article, Attribution, Issue, Original, Review, Section, Source
from editorial.workflow import Decision, Stage
from tests import builders
from tests.visible import CODES as CODES
from tests.visible import KNOWN as KNOWN
from tests.visible import NOT_CHINESE as NOT_CHINESE
from tests.visible import Visible, seen, tree

pytestmark = pytest.mark.django_db

CHANGE_ARTICLE = "admin:editorial_article_change"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def chief(client):
    user = User.objects.create_superuser("9", password="correct-horse", last_name="周", first_name="明")
    client.force_login(user)
    return client


def logged_in(role):
    client = Client()
    client.force_login(builders.user(role))
    return client


def original(issue, **proposal):
    content = "港城数字经贸".encode()
    return Original.objects.create(
        issue=issue, name="定稿.txt", digest=vault.keep(content), size=len(content), proposal=proposal
    )


def article_form(**values):
    """What the browser posts for an article with one empty form for a source."""
    defaults = {"title": "口岸新政", "body": "正文。", "issue": "", "section": "", "position": ""}
    inline = {
        "attributions-TOTAL_FORMS": "0",
        "attributions-INITIAL_FORMS": "0",
        "attributions-MIN_NUM_FORMS": "0",
        "attributions-MAX_NUM_FORMS": "1000",
    }
    return {"subtitle": "", "byline": "", "summary": "", **inline, **defaults, **values}


def issue_form(**values):
    defaults = {"year": 2026, "number": 2, "serial": 41, "date": "2026-02-27", "editor": ""}
    return {"publication": builders.publication().pk, **defaults, **values}


def row_of_every_kind():
    issue = builders.issue(serial=40)
    article = builders.article(issue=issue)
    original(issue, warnings=[{"code": "x", "line": 1, "message": "请核对。"}])
    Review.objects.create(
        article=article,
        stage=Stage.FIRST,
        decision=Decision.RETURNED,
        opinion="请核对数字。",
        digest="0" * 64,
        reviewer=builders.user(name="8"),
    )


# --- Every page ---------------------------------------------------------------------------------


def test_the_login_page_bears_the_desk_s_name(client):
    assert "简报编辑部" in seen(client.get("/admin/login/"))


def test_no_page_needs_an_inline_script_or_style(chief):
    row_of_every_kind()
    article, issue = Article.objects.get(), Issue.objects.get()
    for address in (
        "/admin/",
        reverse(CHANGE_ARTICLE, args=[article.pk]),
        reverse("admin:editorial_issue_change", args=[issue.pk]),
        reverse("admin:editorial_article_changelist"),
    ):
        page = chief.get(address).content.decode()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style", page)
        scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.S)
        assert all("src=" in attributes or "application/json" in attributes for attributes, _ in scripts)


# --- Articles -----------------------------------------------------------------------------------


def test_an_article_needs_nothing_but_a_title(chief):
    chief.post(reverse("admin:editorial_article_add"), article_form(body=""))
    assert Article.objects.in_pool().get().title == "口岸新政"


def test_an_article_without_a_position_goes_to_the_end_of_its_section(chief):
    issue, section = builders.issue(), builders.section()
    builders.article(issue=issue, section=section, position=4)
    form = article_form(issue=issue.pk, section=section.pk)
    chief.post(reverse("admin:editorial_article_add"), form)
    assert Article.objects.get(title="口岸新政").position == 5


def test_once_saved_an_article_leads_back_to_its_issue_and_one_of_the_pool_to_the_list(chief):
    issue, section = builders.issue(), builders.section()
    workspace = reverse("admin:editorial_issue_change", args=[issue.pk])
    placed = article_form(issue=issue.pk, section=section.pk)
    assert chief.post(reverse("admin:editorial_article_add"), placed).url == workspace
    written = reverse(CHANGE_ARTICLE, args=[Article.objects.get().pk])
    assert chief.post(written, placed | {"version": 1, "body": "又改了。"}).url == workspace
    list_of_articles = reverse("admin:editorial_article_changelist")
    assert chief.post(written, article_form(version=2)).url == list_of_articles
    assert chief.post(reverse("admin:editorial_article_add"), article_form()).url == list_of_articles


def test_an_article_moved_to_another_section_goes_to_its_end(chief):
    issue = builders.issue()
    other = builders.section("协会动态")
    builders.article("甲", issue=issue, section=other, position=1)
    moved = builders.article("乙", issue=issue, position=1)
    form = article_form(version=1, title="乙", issue=issue.pk, section=other.pk, position=1)
    chief.post(reverse(CHANGE_ARTICLE, args=[moved.pk]), form)
    moved.refresh_from_db()
    assert (moved.section, moved.position) == (other, 2)


def test_an_article_put_back_into_the_pool_gives_up_its_place(chief):
    section = builders.section()
    article = builders.article(issue=builders.issue(), section=section, position=3)
    form = article_form(version=1, section=section.pk, position=3)
    chief.post(reverse(CHANGE_ARTICLE, args=[article.pk]), form)
    article.refresh_from_db()
    assert (article.issue, article.position) == (None, None)


def test_a_place_that_is_taken_is_a_sentence(chief):
    issue, section = builders.issue(), builders.section()
    builders.article(issue=issue, section=section, position=1)
    form = article_form(issue=issue.pk, section=section.pk, position=1)
    page = seen(chief.post(reverse("admin:editorial_article_add"), form))
    assert "同一期同一栏目里已有文章排在这个次序。" in page
    assert "口岸新政" not in Article.objects.values_list("title", flat=True)


def test_a_place_taken_between_check_and_commit_is_a_sentence_too(chief, monkeypatch):
    issue, section = builders.issue(), builders.section()
    honest = admin.ModelAdmin.changeform_view
    readings = []

    def beaten_to_it(self, *arguments):
        readings.append(arguments)
        if len(readings) == 1:
            builders.article(issue=issue, section=section, position=1)
            raise IntegrityError("article_position")
        return honest(self, *arguments)

    monkeypatch.setattr(admin.ModelAdmin, "changeform_view", beaten_to_it)
    form = article_form(issue=issue.pk, section=section.pk, position=1, body="写了很久的正文。")
    response = chief.post(reverse("admin:editorial_article_add"), form)
    assert "同一期同一栏目里已有文章排在这个次序。" in seen(response)
    assert "写了很久的正文。" in response.content.decode()


def test_an_issue_without_a_section_is_a_sentence(chief):
    form = article_form(issue=builders.issue().pk)
    assert "收进一期要有栏目。请选一个栏目" in seen(chief.post(reverse("admin:editorial_article_add"), form))


def test_a_section_of_another_publication_is_a_sentence(chief):
    foreign = builders.section("要闻", publication=builders.publication(title="别的刊物"))
    form = article_form(issue=builders.issue().pk, section=foreign.pk)
    assert "不属于本期的刊物" in seen(chief.post(reverse("admin:editorial_article_add"), form))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": "港\0城"}, "不允许是用空字符"),
        ({"body": "正\0文"}, "不允许是用空字符"),
        ({"title": "长" * 201}, "200"),
        ({"title": ""}, "必填"),
        ({"position": "-1"}, "大于或等于"),
        ({"position": "一"}, "整数"),
        ({"body": "长" * (MAX_BODY_BYTES // 3 + 1)}, "正文超过"),
        ({"issue": "99999999999999999999"}, "这一期不能再收文章"),
    ],
    ids=["NUL in the title", "NUL in the body", "long", "empty", "negative", "word", "huge body", "no issue"],
)
def test_bad_input_is_answered_with_a_sentence(chief, values, sentence):
    assert sentence in seen(chief.post(reverse("admin:editorial_article_add"), article_form(**values)))


@pytest.mark.parametrize(
    "typed", ["2026-02-07", "2026/2/7", "2026.2.7", "2026年2月7日", "2026年02月07日", "2026 年 2 月 7 日"]
)
def test_a_date_is_typed_as_people_write_it(chief, typed):
    chief.post(reverse("admin:editorial_issue_add"), issue_form(date=typed))
    assert Issue.objects.get().date == datetime.date(2026, 2, 7)


def test_a_long_form_names_the_fields_that_are_wrong_and_leads_to_them(chief):
    credit = {
        "attributions-TOTAL_FORMS": "1",
        "attributions-0-source": builders.source().pk,
        "attributions-0-date": "昨天",
    }
    answer = chief.post(reverse("admin:editorial_article_add"), article_form(title="", **credit))
    told = tree(answer.content.decode()).cssselect(".wrong-fields li")
    assert [line.text_content().strip() for line in told] == [
        "标题：这个字段是必填项。",
        "文章来源 · 原载日期：这不是日期，请写成 2026-02-27 或 2026年2月27日。",
    ]
    page = tree(answer.content.decode())
    for line in told:
        assert page.get_element_by_id(line.cssselect("a")[0].get("href")[1:]).tag == "input"


def test_line_ends_of_the_browser_do_not_change_the_text(chief):
    article = builders.article(body="第一段。\n\n第二段。")
    form = article_form(version=1, title=article.title, body="第一段。\r\n\r\n第二段。")
    chief.post(reverse(CHANGE_ARTICLE, args=[article.pk]), form)
    article.refresh_from_db()
    assert article.body == "第一段。\n\n第二段。"


def test_the_article_list_takes_as_many_queries_for_ten_articles_as_for_one(chief):
    issue = builders.issue()
    assert_flat(
        chief, "admin:editorial_article_changelist", lambda n: builders.article(f"第{n}篇", issue=issue)
    )


def assert_flat(client, name, build):
    counts = []
    for more in (1, 9):
        for _ in range(more):
            build(Article.objects.count() + Issue.objects.count())
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] < 15


def test_articles_of_the_pool_can_be_listed_alone(chief):
    builders.article("收进了一期", issue=builders.issue())
    builders.article("还在等候")
    page = chief.get(reverse("admin:editorial_article_changelist"), {"place": "pool"}).content.decode()
    assert "还在等候" in page
    assert "收进了一期" not in page


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "place=%00",
        "state__exact=%00",
        "state__exact=none",
        "section__id__exact=99999999999999999999999",
        "issue__year=soon",
        "title__password=1",
        "p=-1&o=99.-77",
        "q=" + "%27%22%25_\\" * 50,
    ],
)
def test_a_hostile_address_does_not_break_the_list(chief, query):
    builders.article(issue=builders.issue())
    response = chief.get(f"{reverse('admin:editorial_article_changelist')}?{query}", follow=True)
    assert response.status_code in (200, 400)


@pytest.mark.parametrize("term", ["%00", "%", "'"])
def test_a_hostile_word_does_not_break_the_choice_of_a_source(chief, term):
    query = f"?term={term}&app_label=editorial&model_name=attribution&field_name=source"
    assert chief.get(reverse("admin:autocomplete") + query).json()["results"] == []


# --- Issues -------------------------------------------------------------------------------------


def test_a_new_issue_is_offered_the_next_numbers(chief, monkeypatch):
    builders.issue(2025, 12, serial=39, date=datetime.date(2025, 12, 31))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2026, 1, 30))
    form = chief.get(reverse("admin:editorial_issue_add")).context["adminform"].form
    offered = [form[name].value() for name in ("year", "number", "serial", "date")]
    assert offered == [2026, 1, 40, datetime.date(2026, 1, 30)]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"number": 1}, "这一年的这一期已经有了"),
        ({"serial": 40}, "这个总期号已经用过"),
        ({"serial": 44}, "总期号与期号对不上"),
        ({"date": "2025-12-01"}, "不在 2026 年"),
        ({"number": 0}, "大于或等于"),
        ({"year": "10000000000000000000000"}, "小于或等于"),
        ({"date": "明天"}, "这不是日期"),
    ],
)
def test_numbers_that_the_ledger_contradicts_are_refused_with_a_sentence(chief, values, sentence):
    builders.issue(2026, 1, serial=40, date=datetime.date(2026, 1, 30))
    assert sentence in seen(chief.post(reverse("admin:editorial_issue_add"), issue_form(**values)))
    assert Issue.objects.count() == 1


def test_the_issue_s_page_shows_its_articles_in_printed_order(chief):
    issue = builders.issue()
    later = builders.section("协会动态", position=2)
    first = builders.section("行业资讯", position=1)
    builders.article("丙", issue=issue, section=later, position=1)
    builders.article("乙", issue=issue, section=first, position=2, outlet=None)
    builders.article("甲", issue=issue, section=first, position=1, body="**十个**字 的正文在这里。")
    response = chief.get(reverse("admin:editorial_issue_change", args=[issue.pk]))
    lines = response.context["lines"]
    assert [line.article.title for line in lines] == ["甲", "乙", "丙"]
    assert lines[0].characters == 10
    assert "缺来源" in seen(response)


def test_the_issue_s_page_takes_as_many_queries_for_eight_articles_as_for_one(chief):
    issue = builders.issue()
    address = reverse("admin:editorial_issue_change", args=[issue.pk])
    counts = []
    for more in (1, 7):
        for n in range(more):
            builders.article(issue=issue, outlet=f"报{n}")
        with CaptureQueriesContext(connection) as queries:
            chief.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] < 30


def test_the_issue_list_takes_as_many_queries_for_ten_issues_as_for_one(chief):
    assert_flat(
        chief,
        "admin:editorial_issue_changelist",
        lambda n: builders.article(issue=builders.issue(2000 + n, 1, serial=n + 1)),
    )


def test_repairs_and_warnings_are_shown_beside_the_original(chief):
    issue = builders.issue()
    original(
        issue,
        repairs=[{"kind": "x", "line": 41, "detail": "两行接成了一段。", "certain": True}],
        warnings=[{"code": "y", "line": 7, "message": "这个栏目是空的。"}],
    )
    page = seen(chief.get(reverse("admin:editorial_issue_change", args=[issue.pk])))
    assert "已修复 第 41 行 两行接成了一段。" in page
    assert "请核对 第 7 行 这个栏目是空的。" in page


@pytest.mark.parametrize("proposal", [{}, {"repairs": None}, {"warnings": [{}]}, {"repairs": ["?"]}])
def test_an_old_or_odd_reading_does_not_break_the_page(chief, proposal):
    issue = builders.issue()
    original(issue, **proposal)
    seen(chief.get(reverse("admin:editorial_issue_change", args=[issue.pk])))


def test_the_state_is_shown_and_cannot_be_typed(chief):
    issue = builders.issue()
    form = issue_form(version=1, number=issue.number, serial=issue.serial, date=issue.date, state="published")
    chief.post(reverse("admin:editorial_issue_change", args=[issue.pk]), form)
    issue.refresh_from_db()
    assert issue.get_state_display() == "编辑中"


def test_an_issue_with_articles_is_not_deleted_but_says_why(chief):
    issue = builders.issue()
    builders.article(issue=issue)
    address = reverse("admin:editorial_issue_delete", args=[issue.pk])
    page = seen(chief.post(address, {"post": "yes"}))
    assert "无法删除" in page or "不能删除" in page
    assert Issue.objects.exists()


def test_an_empty_issue_goes_together_with_its_original(chief):
    issue = builders.issue()
    original(issue)
    chief.post(reverse("admin:editorial_issue_delete", args=[issue.pk]), {"post": "yes"})
    assert not Issue.objects.exists()


def test_an_original_is_handed_out_as_a_download(chief):
    row = original(builders.issue())
    response = chief.get(reverse("admin:editorial_original_download", args=[row.pk]))
    assert response.content == "港城数字经贸".encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_original_is_for_staff_alone(client):
    row = original(builders.issue())
    address = reverse("admin:editorial_original_download", args=[row.pk])
    assert client.get(address).status_code == 302
    client.force_login(builders.user())
    assert client.get(address).status_code == 403


# --- Sections and sources -----------------------------------------------------------------------


def test_a_section_without_an_address_gets_one(chief):
    form = {"publication": builders.publication().pk, "name": "行业资讯", "slug": "", "position": 1}
    chief.post(reverse("admin:editorial_section_add"), form)
    assert re.fullmatch(r"[a-z0-9-]+", Section.objects.get().slug)


def source_form(**values):
    inline = {
        "aliases-TOTAL_FORMS": "1",
        "aliases-INITIAL_FORMS": "0",
        "aliases-0-name": "",
        "aliases-0-via": "",
    }
    return {
        "name": "港城日报",
        "slug": "",
        "kind": "newspaper",
        "homepage": "",
        "permission": "",
        **inline,
        **values,
    }


def test_two_sources_of_like_sound_get_different_addresses(chief):
    for name in ("港城日报", "港成日报"):
        chief.post(reverse("admin:editorial_source_add"), source_form(name=name))
    slugs = list(Source.objects.values_list("slug", flat=True))
    assert len(slugs) == len(set(slugs)) == 2


def test_a_source_takes_its_other_names_along(chief):
    form = source_form(**{"aliases-0-name": "《港城日报》客户端"})
    chief.post(reverse("admin:editorial_source_add"), form)
    assert Source.objects.called("《港城日报》客户端").get().name == "港城日报"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": "海上商报"}, "已有同名来源"),
        ({"aliases-0-name": "海上商报"}, "已有来源用了这个名称"),
        ({"homepage": "javascript:alert(1)"}, "有效的"),
        ({"slug": "有 空格"}, "连字符"),
    ],
)
def test_a_source_that_clashes_is_refused_with_a_sentence(chief, values, sentence):
    builders.source("海上商报")
    assert sentence in seen(chief.post(reverse("admin:editorial_source_add"), source_form(**values)))


def test_a_source_in_use_is_not_deleted_but_says_why(chief):
    builders.article(outlet="港城日报")
    address = reverse("admin:editorial_source_delete", args=[Source.objects.get().pk])
    assert "港城日报" in seen(chief.post(address, {"post": "yes"}))
    assert Attribution.objects.exists()


def test_a_second_publication_takes_a_superuser(chief):
    builders.publication()
    assert logged_in("管理员").get(reverse("admin:editorial_publication_add")).status_code == 403
    assert chief.get(reverse("admin:editorial_publication_add")).status_code == 200


# --- Roles --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "allowed", "forbidden"),
    [
        ("编辑", ["editorial_article_add", "editorial_source_add"], ["editorial_issue_add", "auth_user_add"]),
        ("责任编辑", ["editorial_issue_add", "editorial_section_add"], ["editorial_publication_add"]),
        ("主编", ["editorial_issue_add"], ["auth_user_changelist"]),
        ("管理员", ["auth_user_add", "auth_group_changelist"], ["auth_group_add"]),
    ],
)
def test_a_role_opens_its_own_pages_and_no_others(role, allowed, forbidden):
    client = logged_in(role)
    assert [client.get(reverse(f"admin:{name}")).status_code for name in allowed] == [200] * len(allowed)
    assert [client.get(reverse(f"admin:{name}")).status_code for name in forbidden] == [403] * len(forbidden)


def test_an_administrator_neither_makes_a_superuser_nor_touches_one():
    client = logged_in("管理员")
    superuser = User.objects.create_superuser("root", password="correct-horse")
    colleague = builders.user("编辑")
    for name in ("admin:auth_user_delete", "admin:auth_user_password_change"):
        assert client.get(reverse(name, args=[superuser.pk])).status_code == 403
    address = reverse("admin:auth_user_change", args=[colleague.pk])
    form = {"username": colleague.username, "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    client.post(address, form)
    colleague.refresh_from_db()
    assert not colleague.is_superuser


def test_a_role_s_rights_are_listed_in_chinese(chief):
    group = Group.objects.get(name="主编")
    assert "可以发布" in seen(chief.get(reverse("admin:auth_group_change", args=[group.pk])))


@pytest.mark.parametrize("model", ["original", "review"])
def test_what_only_the_program_writes_can_only_be_read(chief, model):
    row_of_every_kind()
    row = (Original if model == "original" else Review).objects.get()
    assert chief.get(reverse(f"admin:editorial_{model}_add")).status_code == 403
    assert chief.post(reverse(f"admin:editorial_{model}_change", args=[row.pk]), {}).status_code == 403
    assert chief.post(reverse(f"admin:editorial_{model}_delete", args=[row.pk]), {}).status_code == 403


# --- The Markdown editor ------------------------------------------------------------------------

PREVIEW, UPLOAD = "/admin/markdown/preview/", "/admin/markdown/upload/"


def picture_file():
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "#9b2a22").save(buffer, "PNG")
    buffer.seek(0)
    buffer.name = "码头.png"
    return buffer


def test_the_editor_calls_our_addresses(chief):
    page = chief.get(reverse("admin:editorial_article_add")).content.decode()
    assert f'data-markdownx-urls-path="{PREVIEW}"' in page
    assert f'data-markdownx-upload-urls-path="{UPLOAD}"' in page
    assert page.index("editorial/editor.js") < page.index("markdownx/js/markdownx.min.js")


def test_the_preview_shows_the_text_as_readers_get_it():
    html = logged_in("编辑").post(PREVIEW, {"content": "港城**启用**新平台。"}).content.decode()
    assert "<p>" in html
    assert "<strong>启用</strong>" in html


def test_the_preview_runs_no_script():
    html = logged_in("编辑").post(PREVIEW, {"content": "<script>alert(1)</script>"}).content.decode()
    assert "<script" not in html


def test_an_uploaded_picture_is_shown_in_the_preview_and_to_staff_alone(client):
    editor = logged_in("编辑")
    code = editor.post(UPLOAD, {"image": picture_file()}).json()["image_code"]
    assert re.fullmatch(r"!\[\]\(/pictures/[0-9a-f]{16}\.png\)", code)
    name = code[-21:-1]
    address = reverse("editorial_picture", args=[name])
    assert f'src="{address}"' in editor.post(PREVIEW, {"content": code}).content.decode()
    shown = editor.get(address)
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert client.get(address).status_code == 404
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["0123456789abcdef.png", "..%2fvault", "x.svg", "%00"])
def test_a_picture_that_is_not_there_is_not_found(chief, name):
    assert chief.get(f"/admin/pictures/{name}").status_code == 404


def test_a_refused_picture_is_a_chinese_sentence():
    file = io.BytesIO(b"<svg onload='alert(1)'/>")
    file.name = "图.png"
    response = logged_in("编辑").post(UPLOAD, {"image": file})
    assert response.status_code == 400
    assert response.json() == {"error": "无法识别这张图片，请上传 PNG 或 JPEG 图片。"}


def test_an_upload_without_a_picture_is_a_chinese_sentence():
    assert "没有收到图片" in logged_in("编辑").post(UPLOAD).json()["error"]


def test_a_body_that_is_too_long_is_a_chinese_sentence():
    response = logged_in("编辑").post(PREVIEW, {"content": "长" * (MAX_BODY_BYTES // 3 + 1)})
    assert response.status_code == 413
    assert "请拆成几篇" in seen_in(response)


def test_a_request_that_is_far_too_long_is_refused_unread():
    response = logged_in("编辑").post(PREVIEW, {"content": "长" * 3 * 1024 * 1024})
    assert response.status_code == 413
    assert "请拆成几篇" in seen_in(response)


def seen_in(response):
    return Visible(response.content.decode()).text


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_strangers_and_colleagues_without_the_right_get_a_sentence(client, address):
    assert (
        "登录已过期"
        in client.post(address).content.decode("unicode_escape") + client.post(address).content.decode()
    )
    client.force_login(builders.user())
    response = client.post(address)
    assert response.status_code == 403


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_the_editor_s_addresses_want_a_token_and_a_post(address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(builders.user("编辑"))
    assert client.post(address, {"content": "文"}).status_code == 403
    assert client.get(address).status_code == 405
