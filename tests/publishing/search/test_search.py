"""What a search answers: order, filters, pages, snippets; and that nothing anybody types breaks it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.search import Filters, Sort, search
from publishing.search.answer import HITS_OF_A_PAGE, MOST_HITS, Choice
from tests.publishing.reader import HOSTILE
from tests.publishing.search.library import NOTICES, article, credit, issue, publish, said

pytestmark = pytest.mark.django_db


def titles(typed="贸易", **how) -> list[str]:
    return [hit.title for hit in search(typed, **how).hits]


@pytest.fixture
def four_years():
    """One article a year; the older ones say more of 贸易, the oldest in its title."""
    publish(
        issue(2023, 1, article("aaaa2222", "贸易简史", "贸易。", credits=(credit(author="林一"),))),
        issue(
            2024, 1, article("bbbb2222", "口岸", "贸易、贸易、贸易。", credits=(credit("商报", "shangbao"),))
        ),
        issue(2025, 1, article("cccc2222", "通关", "贸易和关税。", byline="林一"), section=NOTICES),
        issue(2026, 1, article("dddd2222", "航线", "贸易。", credits=(credit(), credit("商报", "shangbao")))),
    )


# --- Order --------------------------------------------------------------------------------------


def test_the_title_counts_before_how_often_and_that_before_how_new(four_years):
    assert titles() == ["贸易简史", "口岸", "航线", "通关"]


def test_by_date_the_newest_issue_comes_first(four_years):
    assert titles(sort=Sort.DATE) == ["航线", "通关", "口岸", "贸易简史"]


def test_within_an_issue_the_printed_order_holds():
    publish(issue(2026, 1, *(article(f"aaaa222{n}", f"甲{n}", "贸易。") for n in range(2, 8))))
    assert titles() == titles(sort=Sort.DATE) == [f"甲{n}" for n in range(2, 8)]


# --- Query language -----------------------------------------------------------------------------


def test_all_words_have_to_be_there_and_the_excluded_must_not(four_years):
    assert titles("贸易 关税") == ["通关"]
    assert titles("贸易 -关税 -简史") == ["口岸", "航线"]
    assert titles("“贸易和关税”") == ["通关"]
    assert titles("“关税和贸易”") == []


def test_what_was_understood_is_told(four_years):
    answer = search("貿易 “商報”")
    assert answer.words == ("貿易", "商報")
    assert answer.folded == "贸易 “商报”"
    assert answer.total == 2


# --- Filters ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(year=2024), ["口岸"]),
        (Filters(section="xiehui-dongtai"), ["通关"]),
        (Filters(source="shangbao"), ["口岸", "航线"]),
        (Filters(author="林一"), ["贸易简史", "通关"]),
        (Filters(author="林一", section="hangye-zixun"), ["贸易简史"]),
        (Filters(year=1999), []),
        (Filters(year=-5), []),
        (Filters(source="' OR 1=1 --", author="\0\ud800" * 3000), []),
    ],
)
def test_filters_leave_what_they_say(four_years, filters, found):
    assert titles(filters=filters) == found


def test_choices_are_counted(four_years):
    facets = search("贸易").facets
    assert [(year.label, year.count) for year in facets.years] == [
        ("2026 年", 1),
        ("2025 年", 1),
        ("2024 年", 1),
        ("2023 年", 1),
    ]
    assert facets.sections == (
        Choice("hangye-zixun", "行业资讯", 3, is_chosen=False),
        Choice("xiehui-dongtai", "协会动态", 1, is_chosen=False),
    )
    assert [(source.label, source.count) for source in facets.sources] == [("港城日报", 3), ("商报", 2)]
    assert facets.authors == (Choice("林一", "林一", 2, is_chosen=False),)


def test_what_is_chosen_does_not_hide_its_alternatives(four_years):
    facets = search("贸易", filters=Filters(year=2024, section="hangye-zixun")).facets
    assert [(year.value, year.count, year.is_chosen) for year in facets.years] == [
        ("2026", 1, False),
        ("2024", 1, True),
        ("2023", 1, False),
    ]
    assert [source.label for source in facets.sources] == ["商报"]


# --- Much to be found ---------------------------------------------------------------------------


@pytest.fixture
def much():
    """More articles than are counted; the oldest of them all has the word in its title."""
    publish(issue(2000, 1, article("old22222", "贸易", "旧闻。")))
    for number in range(1, 12):
        publish(issue(2020, number, *(article(f"n{number}a{n}", f"第{n}篇", "贸易。") for n in range(100))))


def test_beyond_a_thousand_it_is_said_that_there_are_more(much):
    answer = search("贸易")
    assert (answer.total, answer.is_capped, answer.pages) == (MOST_HITS, True, MOST_HITS // HITS_OF_A_PAGE)
    assert answer.hits[0].title == "贸易", "a title is found however old it is"
    assert sum(year.count for year in answer.facets.years) == MOST_HITS


def test_pages_hold_every_hit_once(much):
    pages = [search("贸易", filters=Filters(year=2020), page=page) for page in range(1, 51)]
    urls = [hit.url for page in pages for hit in page.hits]
    assert len(urls) == len(set(urls)) == MOST_HITS
    assert [page.page for page in pages] == [*range(1, 51)]


def test_a_page_that_there_is_not_is_the_nearest(much):
    assert search("贸易", page=10**9).page == 50
    assert search("贸易", page=-3).page == 1
    assert search("没有的词", page=2).page == 1


@pytest.mark.parametrize("sort", [*Sort])
def test_a_search_takes_few_queries_however_much_is_found(much, sort):
    everything = Filters(2020, "hangye-zixun", "gangcheng-ribao", "林一")
    counts = []
    for typed, filters in (("贸易", Filters()), ("贸易 -旧闻 第1", Filters()), ("贸易", everything)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            search(typed, filters=filters, sort=sort)
        counts.append(len(queries))
    assert max(counts) < 12


def test_a_rare_term_is_found_behind_any_number_of_articles_with_all_its_pairs():
    publish(issue(2000, 1, article("old22222", "旧闻", "贸易区。")))
    for number in range(1, 14):
        publish(issue(2020, number, *(article(f"n{number}a{n}", "题", "贸易。易区。") for n in range(100))))
    with CaptureQueriesContext(connection) as queries:
        assert titles("贸易区") == ["旧闻"]
    assert len(queries) < 12


# --- What is shown ------------------------------------------------------------------------------


def test_a_hit_says_where_it_stands(four_years):
    [hit] = search("关税").hits
    assert (hit.url, hit.issue, hit.issue_url) == ("/2025/1/cccc2222/", "2025 年第 1 期", "/2025/1/")
    assert (str(hit.date), hit.section.name, hit.author) == ("2025-01-28", "协会动态", "林一")
    assert [source.name for source in hit.sources] == ["港城日报"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("数字贸易", "总额38.3 万亿元，【數字貿易】占三成。"),
        ("38.3万亿 数字", "总额【38.3 万亿】元，【數字】貿易占三成。"),
        ("贸易占", "总额38.3 万亿元，數字【貿易占】三成。"),
        ("贸易 易占三", "总额38.3 万亿元，數字【貿易占三】成。"),
    ],
)
def test_snippets_show_the_text_as_it_was_printed(typed, shown):
    publish(issue(2026, 1, article("aaaa2222", "题", "另一段话。\n\n总额38.3 **万亿元**，數字貿易占三成。")))
    [hit] = search(typed).hits
    assert said(hit.snippet) == shown


def test_titles_are_marked_too_and_the_text_begins_at_its_beginning():
    publish(issue(2026, 1, article("aaaa2222", "ＡＩ与<b>贸易</b>", "第一段。\n\n第二段。")))
    [hit] = search("ai 贸易").hits
    assert said(hit.title_marked) == "【ＡＩ】与<b>【贸易】</b>"
    assert said(hit.snippet) == "第一段。"


def test_of_a_long_paragraph_the_part_with_the_words_is_shown():
    publish(issue(2026, 1, article("aaaa2222", "题", "开头" * 300 + "口岸的新航线" + "结尾" * 300)))
    [hit] = search("航线").hits
    shown = said(hit.snippet)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "口岸的新【航线】结尾" in shown
    assert len(shown) < 110


# --- Whatever is typed --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        HOSTILE,
        '"',
        "“““",
        "''",
        "'; DROP TABLE publishing_indexrow; --",
        "%",
        "%s %(a)s %%",
        "_",
        "\\",
        ":*",
        "贸:*",
        "& | ! <-> ( )",
        "NEAR(a b, 5)",
        "AND OR NOT",
        "a AND NOT b*",
        "^贸易",
        "{title}: 贸易",
        "-",
        "--",
        "- -",
        "-贸易",
        "\0",
        "贸\0易",
        "\ud800\udfff",
        "贸易\ud83d",
        "مرحبا بالعالم",
        "\u202e易贸",
        "👩‍👩‍👧‍👦 🇨🇳",
        "，。、；：",
        "ｱｲｳ",
        "한국어",
        "ไทย हिन्दी",
        "貿" * 10_000,
        "贸 " * 5_000,
        "a " * 500,
        "x" * 1000,
        '"a" ' * 250,
        "\n\r\t\v\f\x1c\u2028\u3000",
        "İSTANBUL ß ﷺ",
    ],
    ids=range(37 + 2),
)
def test_anything_typed_gets_an_answer_or_a_sentence(four_years, typed):
    answer = search(typed, filters=Filters(source=typed, author=typed))
    assert answer.hits == ()
    answer = search(typed)
    assert answer.sentence or answer.words
    assert answer.total == len(answer.hits) <= 4


def test_nothing_is_published_yet():
    assert search("贸易").total == 0
