"""`manage.py preflight`: findings in JSON and in words, and an exit code that a script can use."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


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
