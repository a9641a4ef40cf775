"""The snapshot: the same content gives the same bytes, and comes back as it was."""

import datetime
import json

import pytest

from editorial.models import Article, Attribution
from publishing.snapshot import SCHEMA, digest, dump, load, take
from tests import builders


def test_what_is_written_is_read_back():
    snapshot = builders.issue_snapshot()
    assert load(dump(snapshot)) == snapshot


def test_the_same_content_gives_the_same_digest_and_other_content_another():
    one, same = builders.issue_snapshot(), builders.issue_snapshot()
    other = builders.issue_snapshot(builders.article_snapshot(body="另一段。"))
    assert digest(dump(one)) == digest(dump(same))
    assert digest(dump(one)) != digest(dump(other))


def test_the_json_is_canonical():
    text = dump(builders.issue_snapshot())
    data = json.loads(text)
    assert text == json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert data["date"] == "2026-01-30"
    assert data["schema"] == SCHEMA


def test_text_that_utf8_cannot_hold_does_not_break_it():
    text = dump(builders.issue_snapshot(builders.article_snapshot(title="半\ud800个\x00字")))
    text.encode("utf-8")
    assert load(text).sections[0].articles[0].title.startswith("半")


@pytest.mark.parametrize("text", ['{"schema": 99}', "{}"])
def test_an_unknown_schema_is_refused(text):
    with pytest.raises(ValueError, match="schema"):
        load(text)


@pytest.mark.django_db
def test_it_takes_the_issue_in_printed_order_with_its_credits():
    issue = builders.issue(2026, 1, serial=40)
    news = builders.section("行业资讯", position=1, slug="hangye-zixun")
    club = builders.section("协会动态", position=2, slug="xiehui-dongtai")
    builders.article("协会的", issue=issue, section=club, position=1)
    first = builders.article("第一篇", issue=issue, section=news, position=1, outlet=None)
    Attribution.objects.create(
        article=first,
        source=builders.source("经贸日报", slug="jingmao"),
        via=builders.source("经贸网"),
        author="林一",
        url="https://example.com/1",
        date=datetime.date(2026, 1, 5),
    )
    snapshot = take(issue)
    assert [s.name for s in snapshot.sections] == ["行业资讯", "协会动态"]
    [credit] = next(snapshot.articles).credits
    assert (credit.outlet, credit.outlet_slug, credit.via) == ("经贸日报", "jingmao", "经贸网")
    assert (credit.author, credit.url, credit.date) == (
        "林一",
        "https://example.com/1",
        datetime.date(2026, 1, 5),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("articles", [1, 12])
def test_it_costs_the_same_queries_whatever_the_issues_length(articles, django_assert_num_queries):
    issue = builders.issue()
    for number in range(articles):
        article = builders.article(f"第 {number} 篇", issue=issue)
        Attribution.objects.filter(article=article).update(via=builders.source("经贸网"))
    issue.refresh_from_db()
    with django_assert_num_queries(5):
        assert len([*take(issue).articles]) == articles


@pytest.mark.django_db
def test_a_draft_can_change_after_the_snapshot_without_changing_it():
    issue = builders.issue()
    builders.article("原题", issue=issue)
    snapshot = take(issue)
    Article.objects.update(title="改题")
    assert next(snapshot.articles).title == "原题"


def test_a_snapshot_of_the_first_schema_can_still_be_read():
    data = json.loads(dump(builders.issue_snapshot()))
    data["schema"] = 1
    for section in data["sections"]:
        for article in section["articles"]:
            del article["related"]
    assert load(json.dumps(data, ensure_ascii=False)) == builders.issue_snapshot()
