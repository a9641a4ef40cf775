"""`manage.py preflight`: findings in JSON and in words, and an exit code that a script can use."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from editorial.actions import acknowledge
from editorial.preflight.newsroom import proofread
from tests import builders


def run(path, *options):
    out = StringIO()
    code = 0
    try:
        call_command("preflight", "--file", str(path), *options, stdout=out)
    except SystemExit as left:
        code = int(left.code or 0)
    return out.getvalue(), code


def test_json_says_what_where_and_how_to_mend(tmp_path):
    path = tmp_path / "稿.md"
    path.write_text("第一段。\n\n欧盟仍是是最大市场。", encoding="utf-8")
    printed, code = run(path, "--json")
    (finding,) = json.loads(printed)
    assert finding["rule"] == "dup.char"
    assert finding["severity"] == "error"
    assert (finding["start"], finding["end"], finding["line"], finding["col"]) == (9, 11, 3, 4)
    assert (finding["span"], finding["fix"]) == ("是是", "是")
    assert set(finding) == {
        "rule",
        "severity",
        "start",
        "end",
        "line",
        "col",
        "span",
        "message",
        "standard",
        "fix",
    }
    assert code == 1


def test_without_errors_it_ends_well(tmp_path):
    path = tmp_path / "稿.md"
    path.write_text("海外仓(含前置仓)面积扩大。", encoding="utf-8")
    printed, code = run(path)
    assert code == 0
    assert "第 1 行第 4 字  警告  punct.half_paren" in printed
    assert "错误 0 处，警告 1 处" in printed


def test_what_is_no_text_is_refused_with_a_sentence(tmp_path):
    path = tmp_path / "图.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    with pytest.raises(CommandError, match="图片"):
        run(path)
    with pytest.raises(CommandError, match="无法读取"):
        run(tmp_path / "没有.md")


# --- An issue of the newsroom -------------------------------------------------------------------


def run_issue(*arguments):
    out = StringIO()
    code = 0
    try:
        call_command("preflight", *arguments, stdout=out)
    except SystemExit as left:
        code = int(left.code or 0)
    return out.getvalue(), code


@pytest.fixture
def article(db):
    return builders.article(
        issue=builders.issue(), body="欧盟仍是是最大市场，面积(含前置仓)扩大。", byline="林一清"
    )


def test_an_issue_s_findings_name_the_article_and_the_field(article):
    printed, code = run_issue("2026/1", "--json")
    first, second = json.loads(printed)
    assert (first["rule"], first["article"], first["field"]) == ("dup.char", article.uid, "body")
    assert article.body[first["start"] : first["end"]] == first["span"] == "是是"
    assert (second["rule"], second["acknowledged"]) == ("punct.half_paren", None)
    assert code == 1


def test_an_issue_is_summed_up_under_its_titles(article):
    printed, code = run_issue("2026/1")
    assert "《港口用上了数字提单》\n第 1 行第 4 字  错误  dup.char" in printed
    assert "错误 1 处，警告 1 处，提示 0 处" in printed
    assert code == 1


def test_what_was_let_stand_is_counted_apart(article):
    noted = next(each for each in proofread(article.issue).noted if each.finding.rule == "punct.half_paren")
    acknowledge(finding=noted.finding, article=article, reason="原文如此", by=builders.user("编辑"))
    printed, _code = run_issue("2026/1")
    assert "警告 0 处，提示 0 处；已忽略 1 处" in printed
    assert json.loads(run_issue("2026/1", "--json")[0])[1]["acknowledged"] == "原文如此"


@pytest.mark.django_db
def test_an_issue_that_is_none_is_a_sentence():
    with pytest.raises(CommandError, match="没有 2031 年第 1 期"):
        run_issue("2031/1")
    with pytest.raises(CommandError, match="看不懂期号"):
        run_issue("第一期")


def test_dead_links_are_told_as_information_and_never_fail(tmp_path):
    path = tmp_path / "稿.md"
    path.write_text("见[公告](http://127.0.0.1/x)。", encoding="utf-8")
    printed, code = run(path, "--json", "--links")
    (finding,) = json.loads(printed)
    assert (finding["rule"], finding["severity"], code) == ("link.dead", "info", 0)
    assert finding["span"] == "公告"
    assert "不是公开网址" in finding["message"]
    assert run(path, "--json")[0].strip() == "[]"
