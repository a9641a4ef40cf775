"""Importing an issue: everything is written or nothing, once, and the original is kept."""

import dataclasses
import datetime
import hashlib
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from editorial import vault
from editorial.actions import AlreadyImported, AnotherPublication, Refused, import_issue
from editorial.intake import propose
from editorial.models import Article, Attribution, Issue, Original, Publication, Section, Source, SourceAlias
from tests import builders
from tests.editorial.intake.pasted import TWO_ARTICLES, issue

pytestmark = pytest.mark.django_db

CONTENT = issue(TWO_ARTICLES)
TABLES = (Publication, Issue, Section, Article, Source, Attribution, Original)


@pytest.fixture
def proposal():
    return propose(CONTENT)


def imported(proposal, **values):
    return import_issue(**{"proposal": proposal, "content": CONTENT, "name": "2026-01.md"} | values)


def changed(proposal, **article):
    """The proposal with the first article's fields replaced."""
    first, *others = proposal.sections
    articles = (dataclasses.replace(first.articles[0], **article), *first.articles[1:])
    return dataclasses.replace(proposal, sections=(dataclasses.replace(first, articles=articles), *others))


def test_the_issue_is_written_with_all_it_holds(proposal):
    written = imported(proposal)
    assert str(written) == "2026 年第 1 期（总第 40 期）"
    assert written.date == datetime.date(2026, 1, 30)
    assert written.publication.title == "港城数字经贸"
    sections = written.publication.sections.values_list("name", "slug", "position")
    assert [*sections] == [("行业资讯", "hangye-zixun", 1), ("协会动态", "xiehui-dongtai", 2)]
    articles = Article.objects.in_issue(written).in_printed_order()
    assert [(each.position, each.title) for each in articles] == [
        (1, "提单上线"),
        (2, "口岸平台去年办单 4800 万票"),
    ]
    credit = articles[0].attributions.get()
    assert (credit.source.name, credit.via.name) == ("港城日报", "海运经济网")
    assert credit.verbatim == "（文章来源：海运经济网-《港城日报》）"


def test_the_original_is_kept_under_its_digest(proposal):
    chief = builders.user("主编")
    original = imported(proposal, by=chief).originals.get()
    assert original.digest == hashlib.sha256(CONTENT).hexdigest()
    assert vault.fetch(original.digest) == CONTENT
    assert (original.name, original.size, original.imported_by) == ("2026-01.md", len(CONTENT), chief)
    assert original.proposal == proposal.to_json()


def test_a_second_import_is_refused_and_changes_nothing(proposal):
    imported(proposal)
    before = [table.objects.count() for table in TABLES]
    with pytest.raises(AlreadyImported, match="已经有了"):
        imported(proposal)
    assert [table.objects.count() for table in TABLES] == before


def test_the_same_serial_under_another_number_is_refused(proposal):
    imported(proposal)
    with pytest.raises(AlreadyImported):
        imported(dataclasses.replace(proposal, number=2))


def test_what_the_ledger_contradicts_is_refused(proposal):
    builders.issue(2026, 2, serial=45, publication=builders.publication())
    with pytest.raises(Refused, match="总期号与期号对不上"):
        imported(proposal)


def test_a_failure_in_the_middle_leaves_nothing(proposal, monkeypatch):
    def fail(content):
        raise OSError("no space left")

    monkeypatch.setattr(vault, "keep", fail)
    with pytest.raises(OSError, match="no space"):
        imported(proposal)
    assert not any(table.objects.exists() for table in TABLES)


@pytest.mark.parametrize(
    ("field", "word"),
    [("year", "年份"), ("number", "期号"), ("serial", "总期号"), ("date", "出版日期"), ("publication", "刊名"), ("publisher", "编印单位")],
)  # fmt: skip
def test_what_an_issue_must_have_is_asked_for(proposal, field, word):
    with pytest.raises(Refused, match=f"没有认出{word}，"):
        imported(dataclasses.replace(proposal, **{field: None}))


def test_an_issue_without_articles_is_refused(proposal):
    with pytest.raises(Refused, match="没有认出文章"):
        imported(dataclasses.replace(proposal, sections=()))


@pytest.mark.parametrize(
    "wrong",
    [{"title": "长" * 201}, {"title": ""}, {"byline": "长" * 201}],
    ids=["long title", "no title", "long byline"],
)
def test_what_no_field_can_hold_is_refused_with_a_sentence(proposal, wrong):
    with pytest.raises(Refused, match=r"文章的(标题|作者).*不能写入.*请改正原稿"):
        imported(changed(proposal, **wrong))
    assert not any(table.objects.exists() for table in TABLES)


def test_a_number_no_column_can_hold_is_refused(proposal):
    with pytest.raises(Refused):
        imported(dataclasses.replace(proposal, number=99_999, serial=99_999_999_999))


def test_a_known_outlet_is_found_by_name_and_by_alias(proposal):
    known = builders.source("港城日报社")
    site = builders.source("海运经济网")
    SourceAlias.objects.create(source=known, name="港城日报", via=builders.source("某网"))
    SourceAlias.objects.create(source=known, name="服务经济报", via=site)
    imported(proposal)
    credits = Attribution.objects.order_by("pk").values_list("source__name", "via__name")
    assert [*credits] == [("港城日报社", "海运经济网"), ("港城日报社", "海运经济网")]


def test_a_known_publication_and_its_sections_are_used(proposal):
    publication = builders.publication()
    builders.section("行业资讯", publication=publication, slug="news", position=3)
    written = imported(proposal)
    assert written.publication == publication
    assert [*publication.sections.values_list("slug", "position")] == [("news", 3), ("xiehui-dongtai", 4)]


def test_who_may_not_import_is_told(proposal):
    with pytest.raises(PermissionDenied, match="没有导入权限"):
        imported(proposal, by=builders.user("编辑"))
    assert imported(proposal, by=builders.user("责任编辑"))


# --- The command --------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "一月.md"
    path.write_bytes(CONTENT)
    return path


def test_a_dry_run_prints_the_proposal_and_nothing_else(file, proposal, capsys):
    call_command("import_issue", file, "--dry-run", "--json")
    printed = capsys.readouterr().out
    assert json.loads(printed) == proposal.to_json()
    assert "港城日报" in printed
    assert [*json.loads(printed)] == [
        "publication", "year", "number", "serial", "publisher", "date", "sections", "repairs", "warnings",
        "confidence", "confidences", "pictures",
    ]  # fmt: skip
    assert not Issue.objects.exists()


def test_the_blocks_are_printed_as_recognised_and_nothing_is_written(file, capsys):
    call_command("import_issue", file, "--blocks")
    printed = json.loads(capsys.readouterr().out)
    assert printed[0] == ["title", "港城数字经贸"]
    assert ["article", "● 提单上线"] in printed
    assert not Issue.objects.exists()


def test_the_summary_says_what_was_read_and_what_to_look_at(file, capsys):
    call_command("import_issue", file)
    printed = capsys.readouterr().out
    for words in (
        "2026 年第 1 期（总第 40 期）",
        "【行业资讯】2 篇",
        "港城日报（转自海运经济网）",
        "【协会动态】下没有文章",
        "已导入",
    ):
        assert words in printed
    assert Issue.objects.get().originals.get().name == "一月.md"


def test_a_second_run_is_refused_with_a_sentence(file):
    call_command("import_issue", file, "--json")
    with pytest.raises(CommandError, match="已经有了"):
        call_command("import_issue", file)


@pytest.mark.parametrize(
    ("path", "word"),
    [("missing.md", "找不到"), (".", "文件夹"), ("a\0b", "无法读取")],
    ids=["missing", "folder", "NUL"],
)
def test_a_file_that_is_none_is_named(tmp_path, path, word):
    with pytest.raises(CommandError, match=word):
        call_command("import_issue", tmp_path / path)


def test_an_unreadable_document_is_refused_by_the_command(tmp_path):
    path = tmp_path / "旧.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(CommandError, match="另存为"):
        call_command("import_issue", path)


def test_the_importer_is_named_and_asked_for_the_permission(file):
    builders.user("编辑", name="bianji")
    builders.user("主编", name="zhubian")
    with pytest.raises(CommandError, match="没有用户“nobody”"):
        call_command("import_issue", file, by="nobody")
    with pytest.raises(CommandError, match="没有导入权限"):
        call_command("import_issue", file, by="bianji")
    call_command("import_issue", file, by="zhubian")
    assert Original.objects.filter(imported_by__username="zhubian").count() == 1


def test_the_sample_issue_imports_whole(sample):
    call_command("import_issue", sample)
    assert Article.objects.count() == 8
    assert not Article.objects.without_source().exists()


def test_the_summary_parts_what_was_mended_from_what_is_only_offered(sample, capsys):
    call_command("import_issue", sample, dry_run=True)
    told = capsys.readouterr().out
    mended, _, rest = told.partition("建议 1 处")
    offered, _, doubts = rest.partition("请核对 2 处")
    assert mended.count("已接上") == 5
    assert "第 238 行" in offered
    assert "【协会动态】下没有文章" in doubts
    assert not Article.objects.exists()


def test_a_document_of_another_publication_is_refused(proposal):
    builders.publication(title="邻城商务简报")
    with pytest.raises(AnotherPublication, match=r"《邻城商务简报》.*DATA_DIR"):
        import_issue(proposal=proposal, content=b"x", name="a.md")
    assert not Issue.objects.exists()
