"""The read API: its answers, the schemas they are valid by, and the page that explains them."""

import datetime
import json
import re
from pathlib import Path

import pytest
from django.test import Client

from publishing.site.read_api import NEWEST, SCHEMAS
from publishing.snapshot import Credit, SectionSnapshot
from tests.builders import article_snapshot, issue_snapshot
from tests.publishing.reader import HOSTILE, issue, site

ENUMERATED = {"added", "removed", "changed", "moved", "null", "pdf"}
"""What the handbook shows in the type of a field and is a value."""
HOST = "http://127.0.0.1:8000"
HANDBOOK = Path(__file__).resolve().parents[3] / "docs" / "read-api.zh.md"
CREDIT = Credit(
    "港城日报", "gangcheng-ribao", "海湾网", "林一", "https://example.org/a", datetime.date(2026, 1, 9)
)


def corrected():
    before = issue(2026, 1, "dddd2222", "nnnn2222")
    section = SectionSnapshot("行业资讯", "hangye-zixun", (article_snapshot(uid="dddd2222", body="改过。"),))
    return issue(2026, 1, sections=(section,), edition=2, note="“十个”应为“九个”。"), before


@pytest.fixture(scope="module")
def files():
    return site(
        issue(2026, 2, "aaaa2222", "bbbb2222", "cccc2222"),
        corrected(),
        issue_snapshot(
            article_snapshot(subtitle=HOSTILE, byline="林一", summary="摘要。", credits=(CREDIT,)),
            year=2025,
            number=12,
            date=datetime.date(2025, 12, 30),
        ),
    )


def answer(files, path):
    return json.loads(files[path])


@pytest.mark.parametrize("name", ["issues", "issue"])
def test_every_answer_is_valid_by_its_schema(files, name):
    jsonschema = pytest.importorskip("jsonschema")
    schema = answer(files, f"schema/{name}.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    paths = [path for path in files if path.endswith(f"{name}.json") and not path.startswith("schema/")]
    assert len(paths) == 3
    for path in paths:
        assert [error.message for error in validator.iter_errors(answer(files, path))] == [], path
        assert answer(files, path)["$schema"] == f"{HOST}/schema/{name}.json"


def test_the_newest_issues_come_first_with_the_way_to_every_year(files):
    newest = answer(files, "issues.json")
    assert [one["name"] for one in newest["issues"]] == [
        "2026 年第 2 期",
        "2026 年第 1 期",
        "2025 年第 12 期",
    ]
    assert newest["years"] == [
        {"year": 2026, "issues": 2, "url": f"{HOST}/2026/issues.json"},
        {"year": 2025, "issues": 1, "url": f"{HOST}/2025/issues.json"},
    ]
    year = answer(files, "2025/issues.json")
    assert [one["json"] for one in year["issues"]] == [f"{HOST}/2025/12/issue.json"]
    assert "years" not in year


def test_the_list_stays_short_however_long_the_archive():
    many = [issue(2026 - place // 12, 12 - place % 12, f"{place:08d}") for place in range(NEWEST + 5)]
    files = site(*many)
    assert len(answer(files, "issues.json")["issues"]) == NEWEST
    assert sum(year["issues"] for year in answer(files, "issues.json")["years"]) == NEWEST + 5


def test_an_issue_holds_its_texts_by_section_with_their_sources(files):
    whole = answer(files, "2025/12/issue.json")
    [section] = whole["sections"]
    [article] = section["articles"]
    assert (section["name"], article["title"]) == ("行业资讯", "港口用上了数字提单")
    assert article["authors"] == [{"name": "林一", "url": f"{HOST}/authors/%E6%9E%97%E4%B8%80/"}]
    assert article["sources"] == [
        {
            "outlet": "港城日报",
            "url": f"{HOST}/sources/gangcheng-ribao/",
            "via": "海湾网",
            "author": "林一",
            "original": "https://example.org/a",
            "date": "2026-01-09",
        }
    ]
    assert article["content_text"] == "数字提单当天就能签发。\n下一步\n推广到全部码头。"
    assert "<strong>当天</strong>" in article["content_html"]
    assert [file["url"] for file in whole["downloads"]] == [
        f"{HOST}/2025/12/2025-12.pdf",
        f"{HOST}/2025/12/2025-12.html",
    ]


def test_a_correction_carries_its_note_its_date_and_what_it_changed(files):
    whole = answer(files, "2026/1/issue.json")
    [correction] = whole["corrections"]
    assert correction["note"] == "“十个”应为“九个”。"
    assert correction["published_at"] == whole["updated_at"] == "2026-01-29T09:30:00+08:00"
    assert {(one["uid"], one["kind"]) for one in correction["articles"]} == {
        ("dddd2222", "changed"),
        ("nnnn2222", "removed"),
    }
    [article] = whole["sections"][0]["articles"]
    assert [one["edition"] for one in article["corrections"]] == [2]


def test_the_schemas_are_files_of_the_site(files):
    for path in SCHEMAS.glob("*.json"):
        assert files[f"schema/{path.name}"] == path.read_bytes()


def test_the_openapi_document_describes_files_that_are_there(files):
    paths = answer(files, "schema/openapi.json")["paths"]
    described = {path.format(year=2026, number=1).lstrip("/") for path in paths}
    assert described == {"issues.json", "2026/issues.json", "2026/1/issue.json"}
    assert described <= set(files)


def test_the_issue_page_says_where_its_data_are(files):
    assert (
        b'type="application/json" title="2026 \xe5\xb9\xb4\xe7\xac\xac 2 \xe6\x9c\x9f" href="/2026/2/issue.json"'
        in files["2026/2/index.html"]
    )


def test_the_handbook_names_every_field_and_no_other(files):
    def names(schema):
        own = schema.get("properties", {})
        parts = [
            *own.values(),
            *schema.get("$defs", {}).values(),
            *([schema["items"]] if "items" in schema else []),
        ]
        return set(own) | {name for part in parts for name in names(part)}

    known = names(answer(files, "schema/issue.json")) | names(answer(files, "schema/issues.json"))
    explained = set(re.findall(r"`([a-z_$]+)`", HANDBOOK.read_text("utf-8"))) - ENUMERATED
    assert explained == known


def test_whoever_wants_to_write_is_told_that_one_can_only_read():
    answered = Client(enforce_csrf_checks=True).post("/issues.json")
    assert (answered.status_code, answered["Allow"]) == (405, "GET, HEAD")
