"""The import page: what an editor sees, what each button does, and who may come in."""

import dataclasses
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from editorial import intake
from editorial.actions import staging
from editorial.admin import staged_import
from editorial.intake import page_pictures, revision
from editorial.intake.proposal import Repair, Warning
from editorial.intake.revision import Line, Worksheet
from editorial.models import Article, ImportState, Issue, StagedImport
from tests import builders
from tests.editorial.intake.pasted import TWO_ARTICLES, issue
from tests.editorial.intake.proposals import article, proposal, titles

pytestmark = pytest.mark.django_db

CONTENT = issue(TWO_ARTICLES)
JOINED = Repair(
    "paragraph.joined", 12, "段落已接上。", True, 10, "货到了\n\n哪里。", "货到了哪里。", applied=True
)
PDF = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 100 140]>> endobj
4 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 100 140]>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""
"""Two empty pages."""
LIST, UPLOAD = reverse("admin:editorial_stagedimport_changelist"), reverse("admin:editorial_stagedimport_add")


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def logged_in(role):
    client = Client()
    client.force_login(builders.user(role))
    return client


@pytest.fixture
def desk():
    return logged_in("责任编辑")


def staged(proposed=None, *, pages=0, lines=(), content=CONTENT, **values):
    """An import whose reading gave `proposed`."""
    row = staging.stage(content=content, name="一月.md", by=builders.user("主编"))
    row.state = ImportState.PROPOSED
    row.proposal = Worksheet(proposed or proposal(), tuple(lines), pages).to_json()
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def address(row, name="change", *more):
    return reverse(f"admin:editorial_stagedimport_{name}", args=[row.pk, *more])


def now(row):
    return staging.worksheet_of(StagedImport.objects.get(pk=row.pk)).proposal


def revise(client, row, **values):
    version = StagedImport.objects.get(pk=row.pk).version
    return client.post(address(row, "revise"), {"version": version, **values})


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


# --- Uploading and reading ----------------------------------------------------------------------


def test_a_document_is_uploaded_read_revised_and_imported(desk):
    file = SimpleUploadedFile("一月.md", CONTENT)
    page = desk.post(UPLOAD, {"document": file}, follow=True)
    assert "还没有读取" in text(page)
    row = StagedImport.objects.get()
    page = desk.post(address(row, "read"), follow=True)
    assert "提单上线" in text(page)
    revise(desk, row, do="fields", article=now(row).articles[0].line, title="提单全程上线", byline="林一")
    version = StagedImport.objects.get().version
    page = desk.post(address(row, "import"), {"version": version}, follow=True)
    written = Issue.objects.get()
    assert f"已导入{written}" in text(page)
    assert reverse("admin:editorial_issue_change", args=[written.pk]) in page.content.decode()
    assert Article.objects.in_issue(written).in_printed_order()[0].title == "提单全程上线"


def test_an_upload_of_nothing_is_refused_with_a_sentence(desk):
    assert "没有收到文件" in text(desk.post(UPLOAD, {}))
    assert not StagedImport.objects.exists()


def test_a_document_that_is_too_large_is_refused_before_it_is_read(desk, monkeypatch):
    monkeypatch.setattr(staged_import, "MAX_BYTES", 4)
    page = desk.post(UPLOAD, {"document": SimpleUploadedFile("大.md", b"12345")})
    assert page.status_code == 400
    assert "文件超过" in text(page)
    assert not StagedImport.objects.exists()


def test_the_upload_page_names_what_was_left_unfinished(desk):
    staged()
    assert "一月.md" in text(desk.get(UPLOAD))
    assert "待确认" in text(desk.get(LIST))


def test_a_refused_document_says_why_and_offers_another_try(desk):
    row = staged(state=ImportState.REFUSED, refusal="这是一张图片，里面没有可读取的文字。")
    shown = text(desk.get(address(row)))
    assert "这是一张图片" in shown
    assert "再读一次" in shown


def test_a_reading_is_told_page_by_page_to_who_asks_for_it(desk, monkeypatch):
    def slowly(content, name, *, progress):
        progress(1, 2)
        progress(2, 2)
        return proposal(), []

    monkeypatch.setattr(intake, "propose_with_lines", slowly)
    row = staged(state=ImportState.WAITING, proposal=None)
    answer = desk.post(address(row, "read"), headers={"accept": "application/x-ndjson"})
    steps = [json.loads(line) for line in answer.streaming_content]
    assert [step.get("done") for step in steps] == [1, 2, None]
    assert steps[0]["message"] == "已读 1 页，共 2 页"
    assert steps[-1]["address"] == address(row)
    assert now(row) == proposal()


def test_reading_what_has_been_read_is_refused_in_both_manners(desk):
    row = staged()
    assert "不能这样做" in text(desk.post(address(row, "read")))
    answer = desk.post(address(row, "read"), headers={"accept": "application/x-ndjson"})
    assert "不能这样做" in json.loads(b"".join(answer.streaming_content))["problem"]


# --- What is seen -------------------------------------------------------------------------------


def test_each_remark_stands_at_its_article_and_leads_to_its_line(desk):
    row = staged(
        proposal(
            first=article("提单上线", 10, "货到了哪里。", attributions=()),
            repairs=(JOINED,),
            warnings=(
                Warning("attribution.missing", 10, "提单上线没有来源。"),
                Warning("image.missing", 25, "此处有图片。"),
                Warning("section.empty", 28, "栏目【政策】下没有文章。"),
            ),
        ),
        lines=[Line(10, "● 提单上线", 0), Line(12, "货到了", 0)],
    )
    page = desk.get(address(row)).content.decode()
    first, second, _ = re.findall(r'<article class="draft".*?</article>', page, re.DOTALL)
    assert "提单上线没有来源" in first
    assert 'href="#line10"' in first
    assert 'id="line10"' in page
    assert "货到了<del>¶</del>哪里。" in first
    assert "此处有图片" in second
    assert "栏目【政策】" not in first + second
    assert "栏目【政策】" in page


def test_how_sure_a_field_is_is_said_in_words(desk):
    row = staged(proposal(serial=None, confidences={"year": 1.0, "number": 0.5, "serial": 0.0}))
    page = desk.get(address(row)).content.decode()
    masthead = re.findall(r'<p class="field">.*?</p>', page, re.DOTALL)
    said = {re.findall('name="(.*?)"', each)[0]: re.sub("<[^>]*>", " ", each) for each in masthead}
    assert "可信" in said["year"]
    assert "请核对" in said["number"]
    assert "没有认出" in said["serial"]
    assert not re.search("可信|请核对|没有认出", said["publication"])


def test_nothing_of_the_document_is_shown_as_html(desk):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    row = staged(
        proposal(
            publication=evil,
            first=article(evil, 10, evil, byline=evil),
            repairs=(dataclasses.replace(JOINED, detail=evil, was=evil, became="x"),),
            warnings=(Warning("x", 10, evil),),
        ),
        lines=[Line(10, evil, 0)],
        name=f"{evil}.md",
    )
    page = desk.get(address(row)).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>" not in page
    assert "<img src=x" not in page


def test_the_page_asks_the_database_no_more_for_more_articles(desk, django_assert_num_queries):
    few, many = staged(), staged(content=CONTENT + b"\n")
    section = proposal().sections[0]
    crowd = tuple(article(f"第 {line} 篇", line) for line in range(100, 140))
    larger = dataclasses.replace(proposal(), sections=(dataclasses.replace(section, articles=crowd),))
    many.proposal = Worksheet(larger).to_json()
    many.save()
    for row in (few, many):
        with django_assert_num_queries(6):
            assert desk.get(address(row)).status_code == 200


def test_the_list_leaves_the_proposals_in_the_database(desk, django_assert_max_num_queries):
    for number in range(5):
        staged(content=CONTENT + b"\n" * number)
    with django_assert_max_num_queries(8) as queries:
        desk.get(LIST)
    assert not any(
        '"editorial_stagedimport"."proposal"' in query["sql"] for query in queries.captured_queries
    )


# --- What each button does ----------------------------------------------------------------------


MASTHEAD = {
    "publication": "港城数字经贸",
    "year": "2026",
    "number": "2",
    "serial": "41",
    "publisher": "秘书处",
    "date": "2026-02-27",
}
CREDIT = {
    "credit-outlet": ["海运经济网", ""],
    "credit-via": ["", ""],
    "credit-author": ["林一", ""],
    "credit-date": ["2026-01-02", ""],
    "credit-url": ["https://example.com/1", ""],
    "credit-verbatim": ["（来源：海运经济网）\r\n（林一）", ""],
}


def contents(proposed):
    return [name for _, articles in titles(proposed) for name in articles]


@pytest.mark.parametrize(
    ("posted", "seen"),
    [
        ({"do": "masthead", **MASTHEAD}, lambda p: (p.number, p.serial, p.date.day) == (2, 41, 27)),
        ({"do": "masthead", **MASTHEAD, "serial": ""}, lambda p: p.serial is None),
        ({"do": "fields", "article": 10, "title": "新题"}, lambda p: contents(p)[0] == "新题"),
        (
            {"do": "fields", "article": 10, "title": "新题", **CREDIT},
            lambda p: (
                [(c.outlet, c.author, str(c.date)) for c in p.articles[0].attributions]
                == [("海运经济网", "林一", "2026-01-02")]
            ),
        ),
        ({"do": "body", "article": 10, "body": "改过\0了。"}, lambda p: p.articles[0].body == "改过了。"),
        ({"do": "up", "article": 20}, lambda p: contents(p)[0] == "窗口合一"),
        ({"do": "down", "article": 10}, lambda p: contents(p)[1] == "提单上线"),
        ({"do": "move", "article": 10, "section": "协会动态"}, lambda p: contents(p)[2] == "提单上线"),
        ({"do": "merge", "article": 20}, lambda p: contents(p) == ["提单上线", "三位老师"]),
        ({"do": "split", "article": 10, "block": 1}, lambda p: contents(p)[1] == "下一步"),
        ({"do": "split", "article": 10, "block": 2}, lambda p: contents(p)[1] == ""),
        (
            {"do": "split-titled", "article": 10, "block": 2},
            lambda p: contents(p)[1] == "铁路和机场也要接进来。",
        ),
        ({"do": "drop", "article": 10}, lambda p: contents(p) == ["窗口合一", "三位老师"]),
        ({"do": "add-section", "name": "政策"}, lambda p: ("政策", []) in titles(p)),
        (
            {"do": "rename-section", "section": "协会动态", "name": "会员"},
            lambda p: titles(p)[1][0] == "会员",
        ),
        ({"do": "section-up", "section": "协会动态"}, lambda p: titles(p)[0][0] == "协会动态"),
        ({"do": "section-down", "section": "行业资讯"}, lambda p: titles(p)[1][0] == "行业资讯"),
        (
            {"do": "switch", "repair": 0},
            lambda p: p.repairs[0].applied and "货到了哪里" in p.articles[1].body,
        ),
        ({"do": "settle", "warning": 0, "message": "请核对。"}, lambda p: not p.warnings),
    ],
    ids=lambda value: value["do"] if isinstance(value, dict) else "",
)
def test_each_button_does_what_it_says_and_can_be_taken_back(desk, posted, seen):
    offered = dataclasses.replace(JOINED, article=20, certain=False, applied=False)
    before = proposal(repairs=(offered,), warnings=(Warning("x", 10, "请核对。"),))
    before = revision.set_body(before, 20, offered.was)
    row = staged(before)
    assert not seen(now(row))
    assert revise(desk, row, **posted).status_code == 302
    assert seen(now(row))
    version = StagedImport.objects.get(pk=row.pk).version
    assert "已撤销上一步" in text(desk.post(address(row, "back"), {"version": version}, follow=True))
    assert now(row) == before


def test_an_empty_section_is_removed(desk):
    row = staged(revision.add_section(proposal(), "政策"))
    revise(desk, row, do="remove-section", section="政策")
    assert now(row) == proposal()


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"do": "masthead", **MASTHEAD, "year": "26"}, "年份"),
        ({"do": "masthead", **MASTHEAD, "date": "2026-02-30"}, "出版日期"),
        ({"do": "fields", "article": 10, "title": ""}, "标题不能空着"),
        ({"do": "fields", "article": 10, "title": "长" * 201}, "标题"),
        (
            {"do": "fields", "article": 10, "title": "题", **CREDIT, "credit-url": ["javascript:1", ""]},
            "网址",
        ),
        ({"do": "fields", "article": 10, "title": "题", **CREDIT, "credit-outlet": ["", ""]}, "媒体名称"),
        ({"do": "body", "article": 10, "body": "长" * 400_000}, "正文超过"),
        ({"do": "split", "article": 10, "block": 9}, "不能从这里分开"),
        ({"do": "split", "article": "x", "block": 1}, "没有看懂"),
        ({"do": "move", "article": 10, "section": "没有的"}, "已经不在了"),
        ({"do": "drop", "article": 99}, "已经不在了"),
        ({"do": "add-section", "name": "长" * 51}, "最多 50 个字"),
        ({"do": "switch", "repair": 7}, "已经不在了"),
        ({"do": "nonsense"}, "没有看懂"),
        ({}, "没有看懂"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_done_is_said_and_changes_nothing(desk, posted, sentence):
    row = staged()
    page = revise(desk, row, **posted)
    assert page.status_code == 409
    assert sentence in text(page)
    assert now(row) == proposal()


def test_a_late_change_is_not_written_and_what_was_typed_is_shown_again(desk):
    row = staged()
    revise(desk, row, do="fields", article=10, title="同事的题")
    late = {"version": row.version, "do": "body", "article": 20, "body": "我写了半天的正文。"}
    page = desk.post(address(row, "revise"), late)
    assert page.status_code == 409
    assert "同事刚改过" in text(page)
    assert "我写了半天的正文。" in text(page)
    assert contents(now(row))[0] == "同事的题"
    assert "我写了半天" not in now(row).articles[1].body


def test_an_issue_that_exists_is_refused_on_the_page_and_the_work_stays(desk):
    builders.issue(2026, 1, serial=40)
    row = staged()
    page = desk.post(address(row, "import"), {"version": 0})
    assert page.status_code == 409
    assert "已经有了" in text(page)
    assert now(row) == proposal()
    assert Issue.objects.count() == 1


def test_an_import_is_laid_aside_and_opened_again(desk):
    row = staged()
    assert "重新打开" in text(desk.post(address(row, "discard"), follow=True))
    assert "提单上线" in text(desk.post(address(row, "reopen"), follow=True))


# --- The original -------------------------------------------------------------------------------


def test_the_original_is_given_as_a_download_alone(desk):
    answer = desk.get(address(staged(), "original"))
    assert answer.content == CONTENT
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        "application/octet-stream",
        "nosniff",
    )


def test_the_pages_of_a_pdf_are_shown_as_pictures(desk):
    row = staged(pages=2, content=PDF)
    page = desk.get(address(row)).content.decode()
    assert page.count('loading="lazy"') == 2
    picture = desk.get(address(row, "page", 2))
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert desk.get(address(row, "page", 3)).status_code == 404


def test_where_pages_can_be_shown_a_remark_leads_to_its_page(desk):
    row = staged(
        proposal(warnings=(Warning("x", 25, "请核对。"),)),
        pages=2,
        lines=[
            Line(10, "提单上线", 1),
            Line(20, "窗口合一", 1),
            Line(24, "正文", 2),
            Line(30, "三位老师", 2),
        ],
    )
    page = desk.get(address(row)).content.decode()
    second = re.findall(r'<article class="draft".*?</article>', page, re.DOTALL)[1]
    assert re.findall(r"看原稿第 (\d) 页", second) == ["1", "2"]
    assert 'id="page2"' in page


def test_a_document_that_is_no_pdf_has_no_pictures(desk):
    assert desk.get(address(staged(), "page", 1)).status_code == 404


def test_the_pages_of_a_pdf_are_counted_and_no_more_are_drawn():
    assert page_pictures.count_pages(PDF) == 2
    with pytest.raises(intake.Refused, match="没有这一页"):
        page_pictures.draw_page(PDF, 3)
    with pytest.raises(intake.Refused):
        page_pictures.count_pages(b"%PDF-1.7 broken")


# --- Who may come in ----------------------------------------------------------------------------

EVERYTHING = [
    ("get", "changelist"),
    ("get", "add"),
    ("post", "add"),
    ("get", "change"),
    ("get", "original"),
    ("get", "page"),
    *(("post", name) for name in ("read", "revise", "back", "import", "discard", "reopen")),
]


def _visit(client, row, method, name):
    arguments = {"changelist": [], "add": [], "page": [row.pk, 1]}.get(name, [row.pk])
    return getattr(client, method)(
        reverse(f"admin:editorial_stagedimport_{name}", args=arguments)
    ).status_code


@pytest.mark.parametrize(("method", "name"), EVERYTHING)
def test_only_those_who_may_import_see_or_post_anything(method, name):
    row = staged()
    before = StagedImport.objects.values().get()
    assert _visit(logged_in("编辑"), row, method, name) == 403
    assert _visit(logged_in(None), row, method, name) == 403
    assert _visit(Client(), row, method, name) == 302
    assert StagedImport.objects.values().get() == before
    for role in ("责任编辑", "主编", "管理员"):
        assert _visit(logged_in(role), row, method, name) != 403


@pytest.mark.parametrize("name", ["read", "revise", "back", "import", "discard", "reopen"])
def test_looking_changes_nothing(desk, name):
    assert desk.get(address(staged(), name)).status_code == 405


def test_an_import_that_is_not_there_is_not_found(desk):
    for known in ("999", "nonsense"):
        assert desk.get(reverse("admin:editorial_stagedimport_change", args=[known])).status_code == 404
