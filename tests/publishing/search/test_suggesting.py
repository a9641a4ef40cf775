"""Suggestions: names and titles that begin with or contain what is being typed."""

import pytest

from publishing.search import suggest
from tests.publishing.search.library import NOTICES, article, credit, issue, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library(db):
    publish(
        issue(2024, 1, article("aaaa2222", "港城航运指数", "日报说。", credits=(credit(author="苏晴"),))),
        issue(
            2025,
            1,
            article("bbbb2222", "读懂港城", "甲。", credits=(credit("服务经济报", "fuwu"),)),
            section=NOTICES,
        ),
        issue(
            2026,
            1,
            article("cccc2222", "航线 100 条", "乙。", credits=(credit("航运在线", "hangyun"), credit())),
        ),
    )


def labels(typed: str, **how) -> list[tuple[str, str]]:
    return [(each.kind, each.label) for each in suggest(typed, **how)]


def test_what_begins_with_it_comes_before_what_contains_it():
    assert labels("港城") == [("source", "港城日报"), ("article", "港城航运指数"), ("article", "读懂港城")]


def test_titles_sources_sections_and_authors_are_suggested():
    assert labels("航") == [
        ("source", "航运在线"),
        ("article", "航线 100 条"),
        ("article", "港城航运指数"),
    ]
    assert [(each.kind, each.url) for each in suggest("协会")] == [("section", "/sections/xiehui-dongtai/")]
    assert [(each.kind, each.url) for each in suggest("苏")] == [("author", "/authors/%E8%8B%8F%E6%99%B4/")]
    assert [each.url for each in suggest("fuwu")] == [], "an address is no name"
    assert suggest("服务经")[0].url == "/sources/fuwu/"
    assert suggest("读懂")[0].url == "/2025/1/bbbb2222/"


def test_how_it_is_typed_does_not_matter():
    assert labels("港城航運") == labels("港城航运") == labels(" 港城 航运 ") == [("article", "港城航运指数")]
    assert labels("线１００") == [("article", "航线 100 条")]


def test_words_of_the_text_are_not_suggested():
    assert labels("说") == []


def test_names_leave_room_for_titles():
    publish(
        issue(
            2026,
            2,
            *(
                article(f"dddd22{n:02}", f"航标{n}", "丙。", credits=(credit(f"航报{n}", f"h{n}"),))
                for n in range(10, 20)
            ),
        )
    )
    kinds = [kind for kind, _label in labels("航", limit=6)]
    assert kinds == ["source"] * 3 + ["article"] * 3


@pytest.mark.parametrize("typed", ["", " ", "\0", '"', "%", "*", "\ud800", "港" * 10_000, "NEAR(", "没有的"])
def test_nothing_typed_breaks_it(typed):
    assert suggest(typed) == ()
