"""The commands: a sentence for every mistake, the promised file for everything else."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from editorial.models import Article, Issue
from editorial.people import called
from editorial.workflow import ROLES
from publishing.models import Edition
from tests import builders

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def issue():
    issue = builders.issue(2026, 1)
    builders.article(issue=issue)
    return issue


def test_publish_issue_names_what_it_made(issue):
    out = run("publish_issue", "2026/1")
    assert "已发布" in out
    assert "2026-01.pdf" in out


@pytest.mark.parametrize(("reference", "sentence"), [("2026/7", "没有 2026 年第 7 期"), ("x", "看不懂期号")])
def test_publish_issue_says_what_is_wrong(issue, reference, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("publish_issue", reference)


def test_publish_issue_twice_is_refused(issue):
    run("publish_issue", "2026/1")
    with pytest.raises(CommandError, match="不能发布"):
        run("publish_issue", "2026/1")


@pytest.mark.parametrize(("format", "start"), [("pdf", b"%PDF-"), ("html", b"<!doctype html>")])
def test_render_writes_the_file(issue, tmp_path, format, start):
    out = tmp_path / f"issue.{format}"
    run("render", "2026/1", format=format, out=out)
    assert out.read_bytes().lower().startswith(start.lower())


def test_render_shows_the_published_edition_until_the_draft_is_asked_for(issue, tmp_path):
    run("publish_issue", "2026/1")
    Article.objects.update(title="改过的标题")
    run("render", "2026/1", format="html", out=tmp_path / "published.html")
    run("render", "2026/1", format="html", out=tmp_path / "draft.html", draft=True)
    assert "改过的标题" not in (tmp_path / "published.html").read_text()
    assert "改过的标题" in (tmp_path / "draft.html").read_text()


def test_render_into_a_folder_that_is_not_there_is_told(issue, tmp_path):
    with pytest.raises(CommandError, match="无法写入"):
        run("render", "2026/1", format="pdf", out=tmp_path / "nowhere" / "a.pdf")


def test_demo_prepares_accounts_and_a_published_issue_and_then_changes_nothing(sample, settings, data_dir):
    settings.DEBUG = True
    out = run("demo", str(sample))
    assert "http://127.0.0.1:8000/admin/" in out
    for username in ("admin", "bianji", "zebian", "zhubian", "guanli"):
        assert f"用户名 {username}，密码 jianbao-demo" in out
    colleagues = User.objects.filter(is_superuser=False)
    assert {called(user) for user in colleagues} == {"陈雨", "周岚", "郑远", "何平"}
    assert {user.groups.get().name for user in colleagues} == {*ROLES}
    assert Issue.objects.get().articles.count() == 8

    def state():
        files = {p: p.stat().st_mtime_ns for p in (data_dir / "site").rglob("*") if p.is_file()}
        return [*Edition.objects.values()], [*Article.objects.values()], files

    before = state()
    run("demo", str(sample))
    assert state() == before


def test_demo_is_refused_in_production(sample, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="本机"):
        run("demo", str(sample))


def test_demo_of_another_publication_is_told_apart(sample, settings):
    settings.DEBUG = True
    builders.publication(title="邻城商务简报")
    with pytest.raises(CommandError, match="另一份刊物") as refusal:
        run("demo", str(sample))
    assert refusal.value.returncode == 3


def test_demo_with_a_document_that_is_not_there_is_told(settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="无法读取"):
        run("demo", "no-such-file.md")
