"""What readers see of an answer: the search page made from values alone, no database, no index."""

import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from publishing.search import Answer, Choice, Facets, Filters, Hit, Sort
from publishing.search.page import SEARCH, Question, page_values
from publishing.site.names import Named
from publishing.site.opensearch import description
from publishing.site.rendering import html
from tests.builders import article_snapshot, issue_snapshot
from tests.publishing.reader import HOSTILE, Walk

NEWEST = issue_snapshot()


def hit(number=1, **values):
    told: dict[str, Any] = {
        "url": f"/2026/{number}/abcd2345/",
        "title": "港口用上了数字提单",
        "title_marked": (("港口用上了", False), ("数字提单", True)),
        "snippet": (("……原来要等五天，", False), ("数字提单", True), ("当天就能签发。", False)),
        "issue": f"2026 年第 {number} 期",
        "issue_url": f"/2026/{number}/",
        "date": datetime.date(2026, number, 28),
        "section": Named("hangye-zixun", "行业资讯"),
        "sources": (Named("gangcheng-ribao", "港城日报"),),
        "author": "林一",
    }
    return Hit(**told | values)


def choices(*values: str, chosen: str = "") -> tuple[Choice, ...]:
    return tuple(
        Choice(value, f"“{value}”", place + 1, value == chosen) for place, value in enumerate(values)
    )


def shown(question: Question, answer: Answer, newest=NEWEST) -> Walk:
    page = Walk(html(SEARCH, "search", page_values(question, answer, newest)))
    assert not page.open
    return page


def found(question=None, newest=NEWEST, **values):
    """The page of an answer with one hit, unless told otherwise."""
    question = question or Question("数字提单")
    told: dict[str, Any] = {"total": 1, "hits": (hit(),)}
    return shown(question, Answer(question.text, **told | values), newest)


def asked(link: dict[str, str]) -> dict[str, str]:
    """The parameters of a link to another answer."""
    return {name: value for name, [value] in parse_qs(urlsplit(link["href"]).query).items()}


def ways(page: Walk, /, **parameters: str) -> list[dict[str, str]]:
    """The links to answers that are asked for with these parameters and no others."""
    return [a for a in page.all("a") if a["href"].startswith(f"{SEARCH}?") and asked(a) == parameters]


# --- Hits ---------------------------------------------------------------------------------------


def test_what_was_searched_for_is_marked_in_title_and_text():
    page = found()
    assert page.texts["mark"] == ["数字提单", "数字提单"]
    assert "找到 1 篇" in page.text
    assert "原来要等五天，数字提单当天就能签发。" in page.text


def test_a_hit_leads_to_its_article_its_issue_its_outlet_and_its_section():
    page = found()
    addresses = {a["href"] for a in page.all("a")}
    places = {"/2026/1/abcd2345/", "/2026/1/", "/sources/gangcheng-ribao/", "/sections/hangye-zixun/"}
    assert places <= addresses
    for words in ("2026 年第 1 期", "2026-01-28", "港城日报", "林一", "行业资讯"):
        assert words in page.text


def test_more_hits_than_are_counted_are_not_told_as_if_they_were():
    assert "找到 1000 多篇" in found(total=1000, is_capped=True, pages=50).text


def test_what_was_searched_for_instead_of_what_was_typed_is_said():
    assert "找的是：数字提单" in found(Question("數字提單"), folded="数字提单").text
    assert "找的是" not in found().text


def test_the_title_of_the_page_says_what_was_searched_for_and_which_page_it_is():
    page = found(Question("数字提单", page=2), total=30, page=2, pages=2)
    assert page.texts["title"] == ["“数字提单”第 2 页 · 搜索 · 港城数字经贸"]


def test_hostile_words_are_shown_as_words():
    named = Named("a", HOSTILE)
    one = hit(
        title_marked=((HOSTILE, True),),
        snippet=((HOSTILE, False),),
        issue=HOSTILE,
        section=named,
        sources=(named,),
        author=HOSTILE,
    )
    facets = Facets(authors=choices(HOSTILE, "林一", chosen=HOSTILE))
    question = Question(HOSTILE, Filters(author=HOSTILE))
    for page in (
        found(question, hits=(one,), facets=facets, folded=HOSTILE),
        found(question, hits=(), words=(HOSTILE, HOSTILE)),
        found(question, hits=(), sentence=HOSTILE),
    ):
        assert all(script["src"].startswith("/assets/") for script in page.all("script"))
        assert not page.all("img")
        assert "{{ 7 }}" in page.text


# --- Filters, order, pages ----------------------------------------------------------------------


def test_each_choice_of_a_filter_is_a_link_with_its_count():
    page = found(facets=Facets(years=choices("2026", "2025"), sections=choices("a", "b")))
    assert [heading.strip() for heading in page.texts["h3"]] == ["年份", "栏目"]
    assert len(ways(page, q="数字提单", year="2025")) == 1
    assert len(ways(page, q="数字提单", section="b")) == 1
    assert "“2025” 2 篇" in page.text


def test_a_filter_that_leaves_nothing_out_is_not_offered():
    assert "筛选" not in found(facets=Facets(years=choices("2026"))).text


def test_a_filter_in_force_is_lifted_by_its_link_and_the_others_stay():
    question = Question("数字提单", Filters(year=2026, author="林一"), Sort.DATE)
    page = found(question, facets=Facets(years=choices("2026", chosen="2026")))
    lifting = ways(page, q="数字提单", author="林一", sort="date")
    assert len(lifting) == 2, "once above the hits, once among the choices"
    assert "年份：“2026”" in page.text
    assert "作者：林一" in page.text, "named even where the answer has no such choice"


def test_another_text_keeps_filters_and_order():
    fields = {
        one["name"]: one["value"]
        for one in found(Question("数字提单", Filters(2026, "a"), Sort.DATE)).all("input")
    }
    assert fields == {"q": "数字提单", "year": "2026", "section": "a", "sort": "date"}


def test_another_order_begins_at_the_first_page():
    page = found(Question("数字提单", page=3), page=3, pages=3)
    assert len(ways(page, q="数字提单", sort="date")) == 1


def test_many_choices_unfold():
    page = found(facets=Facets(sources=choices(*(f"s{number}" for number in range(11)))))
    assert page.texts["summary"] == ["另外 3 项"]
    assert "“s10”" in page.texts["details"][0]
    assert "“s7”" not in page.texts["details"][0]


def test_pages_are_numbered_and_lead_to_those_beside_them():
    page = found(Question("数字提单", page=5), total=180, page=5, pages=9)
    numbers = page.texts["nav"][-1].split()
    assert "".join(numbers) == "上一页第1页…第4页第5页第6页…第9页下一页"
    assert [a["href"] for a in page.all("a") if a.get("aria-current") == "page"][1:] == [
        Question("数字提单").url(page="5")
    ]
    beside = {link["rel"]: asked(link).get("page") for link in page.all("link") if "q=" in link["href"]}
    assert beside == {"prev": "4", "next": "6"}
    assert page.all("ol")[0]["start"] == "81"


def test_the_first_page_has_one_address():
    page = found(Question("数字提单", page=2), page=2, pages=2)
    assert len(ways(page, q="数字提单", page="1")) == 0
    assert [a for a in ways(page, q="数字提单") if a.get("rel") == "prev"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"year": "abc"},
        {"year": "²⁰²⁶"},
        {"year": "99999999999999999999"},
        {"page": "-1"},
        {"page": "0"},
        {"page": "1e9"},
        {"page": "99999999999999999999"},
        {"sort": "price"},
        {"colour": "red"},
    ],
)
def test_what_no_link_says_counts_as_not_said(parameters):
    assert Question.read({"q": "港口"} | parameters) == Question("港口")


def test_an_address_says_all_of_a_question():
    question = Question("“港口” -船 &=?#", Filters(2026, "a", "b", "林 一&"), Sort.DATE, 3)
    said = {name: value for name, [value] in parse_qs(urlsplit(question.url(page="3")).query).items()}
    assert Question.read(said) == question


# --- Nothing asked, nothing found ---------------------------------------------------------------


def test_a_page_that_nothing_was_asked_invites_and_explains():
    page = shown(Question(), Answer("", sentence="请输入要找的词。"))
    assert "没有找到" not in page.text
    assert "请输入" not in page.text, "nobody has done anything wrong yet"
    assert {"怎么写", "也可以翻着找"} <= set(page.texts["h2"])
    field = page.all("input")[0]
    assert "autofocus" in field


def test_the_examples_are_questions_that_the_newest_issue_answers():
    page = shown(Question(), Answer(""))
    examples = {asked(a)["q"] for a in page.all("a") if a["href"].startswith(f"{SEARCH}?")}
    assert examples == {"数字 提单", "“数字提单”", "港城日报 -数字"}
    assert "/2026/1/" in {a["href"] for a in page.all("a")}


@pytest.mark.parametrize("newest", [None, issue_snapshot(article_snapshot(title="A", credits=()))])
def test_without_words_to_borrow_the_hints_do_without_examples(newest):
    page = shown(Question(), Answer(""), newest)
    assert not [a for a in page.all("a") if a["href"].startswith(f"{SEARCH}?")]
    assert "整句一字不差" in page.text


def test_nothing_found_helps_on_with_less():
    question = Question("“数字提单” 甲骨文", Filters(year=2026))
    page = shown(question, Answer(question.text, words=("数字提单", "甲骨文")))
    assert "没有找到符合筛选的文章" in page.text
    for less in (
        {"q": "“数字提单” 甲骨文"},
        {"q": "数字提单 甲骨文", "year": "2026"},
        {"q": "数字提单", "year": "2026"},
        {"q": "甲骨文", "year": "2026"},
    ):
        assert ways(page, **less), less
    assert {"/archive/", "/2026/1/"} <= {a["href"] for a in page.all("a")}


def test_what_cannot_be_searched_for_is_answered_with_a_sentence():
    page = shown(Question("-港口"), Answer("-港口", sentence="请再写上要找什么。"))
    assert "请再写上要找什么。" in page.text
    assert "没有找到" not in page.text


# --- The page -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        found(facets=Facets(years=choices("2026", "2025")), total=90, page=2, pages=5),
        shown(Question(), Answer("")),
        shown(Question("甲骨文"), Answer("甲骨文"), None),
    ],
    ids=["found", "nothing asked", "nothing found"],
)
def test_the_page_is_in_order_for_those_who_hear_it(page):
    assert page.headings.count(1) == 1
    steps = zip([0, *page.headings], page.headings, strict=False)
    assert all(after <= before + 1 for before, after in steps), page.headings
    names = [nav.get("aria-label") for nav in page.all("nav")]
    assert all(names)
    assert len(names) == len(set(names))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert page.all("form")[0]["role"] == "search"
    assert page.all("label")[0]["for"] == page.all("input")[0]["id"]


def test_search_engines_take_every_answer_for_the_one_page_to_ask_on(settings):
    for page in (found(), shown(Question("甲骨文"), Answer("甲骨文")), shown(Question(), Answer(""))):
        links = {link["rel"]: link["href"] for link in page.all("link") if "href" in link}
        assert links["canonical"] == f"{settings.SITE_URL}/search/"


def test_browsers_can_add_the_search_under_a_name_of_at_most_sixteen_characters(settings):
    settings.SITE_URL = "https://jianbao.example"
    text = description("港城数字经贸与服务外包发展促进简报").decode()
    assert "<ShortName>港城数字经贸与服务外包发展促进简</ShortName>" in text
    assert 'template="https://jianbao.example/search/?q={searchTerms}&amp;page={startPage?}"' in text
    assert "&lt;" in description("<甲>").decode()
