"""A folder of back issues becomes the archive: each issue once, under its own day, whatever else lies there."""

import datetime
import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from editorial.html import write_html
from editorial.markdown import parse
from editorial.models import Issue
from editorial.workflow import IssueState
from publishing.archive import import_folder
from publishing.models import Edition
from publishing.site import baking
from tests import builders
from tests.editorial.intake.pasted import TWO_ARTICLES, issue
from tests.installation import ROOT, installation


def masthead(number: int, *, year: int = 2025, serial: int | None = None) -> str:
    serial = serial or (year - 2022) * 12 + number
    return (
        f"# 港城数字经贸\n\n{year} 年第 {number} 期\n\n(总第 {serial} 期)\n\n港城数字经贸促进会秘书处编\n\n"
        f"{year} 年 {number} 月 28 日\n\n---\n"
    )


def back_issue(number: int, **values) -> bytes:
    return issue(TWO_ARTICLES, masthead=masthead(number, **values))


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "旧简报"
    path.mkdir()
    return path


def run(folder, *options):
    out = StringIO()
    code = 0
    try:
        call_command("import_archive", str(folder), *options, stdout=out)
    except SystemExit as left:
        code = int(left.code or 0)
    return out.getvalue(), code


def outcomes(folder):
    printed, code = run(folder, "--json")
    report = json.loads(printed)
    return {each["file"]: each["outcome"] for each in report["documents"]}, report, code


@pytest.mark.django_db
def test_issues_are_published_under_their_own_days_and_the_site_is_whole(folder):
    (folder / "2025").mkdir()
    for number in (3, 1, 2):
        (folder / "2025" / f"第{number}期.md").write_bytes(back_issue(number))
    found, report, code = outcomes(folder)
    assert set(found.values()) == {"published"}
    assert (code, report["missing"]) == (0, [])
    assert [(i.number, i.state) for i in Issue.objects.in_order()] == [
        (number, IssueState.PUBLISHED) for number in (1, 2, 3)
    ]
    edition = Edition.objects.get(issue__number=2)
    assert timezone.localtime(edition.published_at).date() == datetime.date(2025, 2, 28)
    assert not list(baking.check())


@pytest.mark.django_db
def test_one_bad_file_never_stops_the_rest(folder):
    (folder / "a-坏的.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folder / "b-空的.docx").write_bytes(b"")
    (folder / "c.md").write_bytes(back_issue(1))
    (folder / "d-没有来源.md").write_bytes(
        issue(
            "## 【行业资讯】\n\n### ● 码头用上新系统\n\n新系统当天上线，货主不必再跑窗口。",
            masthead=masthead(2),
        )
    )
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "~$c.docx").write_bytes(b"lock")
    found, report, code = outcomes(folder)
    assert found == {
        "a-坏的.pdf": "refused",
        "b-空的.docx": "refused",
        "c.md": "published",
        "d-没有来源.md": "imported",
    }
    assert all(each["message"] for each in report["documents"] if each["outcome"] != "published")
    assert report["skipped"] == ["照片.jpg"]
    assert code == 1
    assert Issue.objects.get(number=2).state == IssueState.EDITING


@pytest.mark.django_db
def test_the_same_issue_in_two_formats_is_imported_once(folder):
    text = back_issue(1)
    (folder / "第1期.md").write_bytes(text)
    page = f"<!doctype html><meta charset=utf-8><body>{write_html(parse(text.decode()))}"
    (folder / "第1期.html").write_text(page, encoding="utf-8")
    found, _, code = outcomes(folder)
    assert sorted(found.values()) == ["published", "spare"]
    assert code == 0
    assert Issue.objects.count() == 1


@pytest.mark.django_db
def test_run_again_it_does_nothing_and_says_which_number_is_missing(folder):
    for number in (1, 2, 4):
        (folder / f"{number}.md").write_bytes(back_issue(number))
    outcomes(folder)
    found, report, code = outcomes(folder)
    assert set(found.values()) == {"known"}
    assert report["missing"] == [39]
    assert (code, Issue.objects.count()) == (0, 3)
    printed, _ = run(folder)
    assert "以前已有 3 份" in printed
    assert "总第 39 期" in printed


@pytest.mark.django_db
def test_only_those_who_may_import_and_publish_may(folder):
    for role, allowed in (("编辑", False), ("责任编辑", False), ("主编", True), ("管理员", True)):
        if allowed:
            import_folder(folder, by=builders.user(role), watch=lambda *_: None)
        else:
            with pytest.raises(PermissionDenied):
                import_folder(folder, by=builders.user(role), watch=lambda *_: None)


def test_killed_in_the_middle_it_goes_on_when_run_again(tmp_path):
    folder = tmp_path / "旧简报"
    folder.mkdir()
    for number in range(1, 9):
        (folder / f"{number}.md").write_bytes(back_issue(number))
    with installation(tmp_path / "data") as here:
        here.manage("migrate", "--verbosity", "0")
        command = [sys.executable, "manage.py", "import_archive", str(folder)]
        process = subprocess.Popen(
            command, cwd=ROOT, env=here.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(400):
            if list((tmp_path / "data").glob("vault/**/*")) or process.poll() is not None:
                break
            time.sleep(0.02)
        time.sleep(0.8)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        report = json.loads(here.manage("import_archive", str(folder), "--json"))
        assert {each["outcome"] for each in report["documents"]} <= {"known", "published"}
        assert report["missing"] == []
        assert "逐字节一致" in here.manage("bake", "--check")
