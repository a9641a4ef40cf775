"""`manage.py search`: what the page finds, in a terminal and for a program."""

import io
import json

import pytest
from django.core.management import call_command

from tests.publishing.search.library import article, credit, issue, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library(db):
    publish(
        issue(
            2025,
            1,
            article("aaaa2222", "口岸", "跨境贸易便利化。", credits=(credit(), credit("商报", "shangbao"))),
        ),
        issue(2026, 1, article("bbbb2222", "航线", "贸易航线。")),
    )


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("search", *arguments, stdout=out)
    return out.getvalue()


def test_a_program_is_told_what_was_agreed():
    answer = json.loads(run("跨境貿易", "--json"))
    assert answer["total"] == 1
    assert answer["results"] == [
        {
            "url": "/2025/1/aaaa2222/",
            "title": "口岸",
            "issue": "2025 年第 1 期",
            "date": "2025-01-28",
            "source": "港城日报、商报",
            "snippet": "跨境贸易便利化。",
        }
    ]


def test_a_person_reads_it():
    assert run("跨境").split("\n")[:4] == [
        "找到 1 篇，第 1 页，共 1 页。",
        "",
        "口岸（2025 年第 1 期，港城日报、商报）",
        "  /2025/1/aaaa2222/",
    ]
    assert "请输入要找的词" in run("“”")


@pytest.mark.parametrize(
    ("options", "total"),
    [
        ((), 2),
        (("--year", "2026"), 1),
        (("--source", "shangbao"), 1),
        (("--section", "qita"), 0),
        (("--author", "林一"), 1),
    ],
)
def test_filters_are_options(options, total):
    assert json.loads(run("贸易", "--json", *options))["total"] == total
