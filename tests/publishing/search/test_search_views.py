"""Search as it is asked for over HTTP: of what was published, by anybody, with any parameters."""

import datetime
import gzip
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.actions import publish
from publishing.corrections import withdraw
from tests import builders
from tests.conftest import ROOT
from tests.publishing.reader import Walk

pytestmark = pytest.mark.django_db

QUERIES = 12
"""A search takes fewer."""
HOSTILE = [
    "\0",
    "%00",
    '"',
    "“",
    "-",
    "- -",
    "NEAR(港 口)",
    "港口:*",
    "' OR 1=1 --",
    "\u202e🚢",
    "港" * 10_000,
    "<script>alert(1)</script>",
]


@pytest.fixture
def february():
    """Two articles by one outlet, one by another; January has the first outlet alone."""
    january = builders.issue(2026, 1, date=datetime.date(2026, 1, 30))
    builders.article("轮渡也卖起了联票", issue=january, body="一张联票，渡船和地铁都能坐。")
    publish(issue=january)
    issue = builders.issue(2026, 2, date=datetime.date(2026, 2, 27))
    builders.article("春茶坐上了海铁联运", issue=issue, body="春茶从山里出发，换一次车就到码头。")
    builders.article("仓库学会了自己盘点", issue=issue, body="夜里没有人，货架也能报出数目。码头也在学。")
    builders.article("码头的夜灯换了芯", issue=issue, body="灯一换，电费少了四成。", outlet="海湾网")
    publish(issue=issue)
    return issue


def walk(response) -> Walk:
    assert response.status_code == 200
    return Walk(response.content)


def titles(response) -> list[str]:
    return [heading.strip() for heading in walk(response).texts.get("h2", ()) if "筛选" not in heading]


def test_a_reader_finds_articles_by_a_word_of_their_text(client, february):
    response = client.get("/search/", {"q": "码头"})
    assert set(titles(response)) == {"春茶坐上了海铁联运", "仓库学会了自己盘点", "码头的夜灯换了芯"}
    page = walk(response)
    assert "找到 3 篇" in page.text
    assert page.texts["mark"] == ["码头"] * 3, "a title and two texts"
    article = february.articles.get(title="春茶坐上了海铁联运")
    assert f"/2026/2/{article.uid}/" in {a["href"] for a in page.all("a")}


@pytest.mark.parametrize("address", ["/search/", "/search.json"])
def test_an_answer_travels_compressed_to_whoever_takes_that(client, february, address):
    plain = client.get(address, {"q": "码头"})
    packed = client.get(address, {"q": "码头"}, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) < len(plain.content)
    assert gzip.decompress(packed.content) == plain.content
    assert plain["Vary"] == packed["Vary"] == "Accept-Encoding"


def test_filters_and_order_hold_for_what_is_found(client, february):
    outlet = february.articles.get(title="码头的夜灯换了芯").attributions.get().source
    assert titles(client.get("/search/", {"q": "码头", "source": outlet.slug})) == ["码头的夜灯换了芯"]
    assert titles(client.get("/search/", {"q": "联", "year": "2026", "sort": "date"})) == [
        "春茶坐上了海铁联运",
        "轮渡也卖起了联票",
    ]


def test_a_page_that_there_is_not_is_the_last_one(client, february):
    assert len(titles(client.get("/search/", {"q": "码头", "page": "9999"}))) == 3


def test_programs_get_the_same_answer(client, february):
    answer = client.get("/search.json", {"q": "芯"}).json()
    article = february.articles.get(title="码头的夜灯换了芯")
    assert answer["total"] == 1
    assert answer["results"] == [
        {
            "url": f"/2026/2/{article.uid}/",
            "title": "码头的夜灯换了芯",
            "issue": "2026 年第 2 期",
            "date": "2026-02-27",
            "source": "海湾网",
            "snippet": answer["results"][0]["snippet"],
        }
    ]
    assert "电费少了四成" in answer["results"][0]["snippet"]


def test_the_documentation_names_every_field(client, february):
    documented = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "search.zh.md").read_text("utf-8")))
    answer = client.get("/search.json", {"q": "码头"}).json()
    suggestion, *_ = client.get("/search/suggest.json", {"q": "码头"}).json()["suggestions"]
    assert {*answer, *answer["results"][0], *suggestion} <= documented


def test_programs_are_told_why_nothing_was_searched_for(client, february):
    answer = client.get("/search.json", {"q": "-码头"}).json()
    assert answer["results"] == []
    assert "请" in answer["sentence"]


def test_titles_and_names_are_suggested(client, february):
    found = client.get("/search/suggest.json", {"q": "海"}).json()["suggestions"]
    assert {(one["kind"], one["label"]) for one in found} == {
        ("source", "海湾网"),
        ("article", "春茶坐上了海铁联运"),
    }
    assert all(client.get(one["url"]).status_code == 200 for one in found)


@pytest.mark.parametrize("address", ["/search/", "/search.json", "/search/suggest.json"])
def test_whatever_is_asked_is_answered(client, february, address):
    for text in HOSTILE:
        response = client.get(address, {"q": text})
        assert response.status_code == 200, text
        if address == "/search/":
            assert not Walk(response.content).open, text
        else:
            json.loads(response.content)


@pytest.mark.parametrize("name", ["year", "section", "source", "author", "sort", "page"])
def test_a_bad_parameter_stops_nobody(client, february, name):
    for value in (*HOSTILE, "abc", "-1", "99999", "0", "²", "9" * 40, "x" * 10_000):
        assert client.get("/search/", {"q": "码头", name: value}).status_code == 200, value


@pytest.mark.parametrize("address", ["/search/", "/search.json", "/search/suggest.json"])
def test_answers_may_be_kept_by_anybody_for_a_minute_and_leave_no_cookie(client, february, address):
    response = client.get(address, {"q": "码头"})
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert response.get("Vary") in (None, "Accept-Encoding"), "the same for everybody, packed or not"
    assert not response.cookies
    assert client.head(address, {"q": "码头"}).status_code == 200
    assert client.post(address, {"q": "码头"}).status_code == 405


def test_the_address_without_its_stroke_keeps_the_question(client):
    response = client.get("/search", {"q": "码头"})
    assert (response.status_code, response["Location"]) == (301, "/search/?q=%E7%A0%81%E5%A4%B4")


@pytest.mark.parametrize("address", ["/search/", "/search.json"])
def test_a_search_takes_a_dozen_queries_at_most_however_much_is_found(client, february, address):
    def taken(text):
        with CaptureQueriesContext(connection) as queries:
            client.get(address, {"q": text, "year": "2026", "sort": "date"})
        return len(queries)

    taken("码头")  # the masthead is read once
    assert 0 < taken("货架") == taken("联票") < QUERIES


def test_the_page_bears_the_masthead_of_the_newest_issue(client, february):
    assert "港城数字经贸" in walk(client.get("/search/")).texts["p"][0]
    february.publication.title = "湾区数字经贸"
    february.publication.save()
    march = builders.with_article(builders.issue(2026, 3, publication=february.publication))
    publish(issue=march)
    page = walk(client.get("/search/"))
    assert page.texts["p"][0] == "湾区数字经贸"
    assert "看最新一期（2026 年第 3 期）" in page.text
    withdraw(issue=march, reason="数字有误。")
    assert "看最新一期（2026 年第 2 期）" in walk(client.get("/search/")).text


def test_what_was_withdrawn_is_found_no_more(client, february):
    withdraw(issue=february, reason="数字有误。")
    assert "没有找到“春茶”" in walk(client.get("/search/", {"q": "春茶"})).text


def test_before_the_first_issue_there_is_a_page_all_the_same(client):
    assert "怎么写" in walk(client.get("/search/")).text
    assert "没有找到“码头”" in walk(client.get("/search/", {"q": "码头"})).text


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_an_answer_is_worked_out_once_until_something_is_published(client, february, data_dir):
    first = client.get("/search/?q=港口")
    assert queries_of(client, "/search/?q=港口") == 1, "only whether anything was published"
    assert client.get("/search/?q=港口").content == first.content
    assert queries_of(client, "/search/?q=数字") > 1, "another question"
    march = builders.issue(2026, 3, serial=42)
    builders.article("港口又添新航线", issue=march)
    publish(issue=march)
    assert "又添新航线" in client.get("/search/?q=港口").content.decode()
    withdraw(issue=march, reason="数字有误。")
    assert "又添新航线" not in client.get("/search/?q=港口").content.decode()


def test_an_answer_is_kept_as_its_reader_can_take_it(client, february):
    packed = client.get("/search/?q=港口", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/search/?q=港口")
    again = client.get("/search/?q=港口", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(again.content) == gzip.decompress(packed.content)
