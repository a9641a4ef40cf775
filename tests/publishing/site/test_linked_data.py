"""JSON-LD and social cards: what search engines and chat programs are told of a page."""

import datetime
import json
import re

import pytest

from publishing.site.absolute import absolute
from publishing.snapshot import Credit, SectionSnapshot
from tests.builders import article_snapshot, issue_snapshot
from tests.publishing.reader import HOSTILE, Walk, issue, site

HOST = "http://127.0.0.1:8000"
ARTICLE = "2026/1/abcd2345/index.html"
CREDIT = Credit(
    "港城日报", "gangcheng-ribao", "", "林一、宋晨", "https://example.org/a", datetime.date(2026, 1, 9)
)


def things(content):
    """What a page's linked data describes, by type."""
    [written] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', content.decode(), re.DOTALL)
    data = json.loads(written)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def metas(content):
    return {
        one.get("property") or one.get("name"): one["content"]
        for one in Walk(content).all("meta")
        if "content" in one
    }


@pytest.fixture(scope="module")
def files():
    body = "正文。\n\n![吊机](/pictures/0123456789abcdef.png)"
    return site(issue_snapshot(article_snapshot(credits=(CREDIT,), body=body)), issue(2025, 12, "eeee2222"))


def test_an_article_tells_where_it_comes_from_and_what_it_is_part_of(files):
    article = things(files[ARTICLE])["NewsArticle"]
    assert article["headline"] == "港口用上了数字提单"
    assert [(one["@type"], one["name"]) for one in article["author"]] == [
        ("Person", "林一"),
        ("Person", "宋晨"),
    ]
    assert [one["name"] for one in article["provider"]] == ["港城日报"]
    assert article["publisher"]["name"] == "港城数字经贸促进会秘书处"
    [original] = article["isBasedOn"]
    assert (original["url"], original["datePublished"]) == ("https://example.org/a", "2026-01-09")
    assert article["inLanguage"] == "zh-CN"
    assert article["image"] == f"{HOST}/pictures/0123456789abcdef.png"


def test_an_article_is_dated_by_its_original_and_its_issue_by_its_own_day(files):
    article = things(files[ARTICLE])["NewsArticle"]
    assert article["datePublished"] == "2026-01-09"
    issue_of_it = article["isPartOf"]
    assert (issue_of_it["@type"], issue_of_it["issueNumber"]) == ("PublicationIssue", "1")
    assert issue_of_it["datePublished"] == "2026-01-30"
    assert issue_of_it["isPartOf"]["isPartOf"]["@type"] == "Periodical"


def test_the_way_to_an_article_leads_over_year_and_issue(files):
    steps = things(files[ARTICLE])["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [
        f"{HOST}{path}" for path in ("/", "/2026/", "/2026/1/", "/2026/1/abcd2345/")
    ]
    assert [step["position"] for step in steps] == [1, 2, 3, 4]


def test_an_office_and_an_outlet_are_no_persons():
    nobody = Credit("港城日报", "gangcheng-ribao", "", "", "", None)
    pages = site(
        issue_snapshot(
            article_snapshot(uid="aaaa2222", byline="本刊编辑部", credits=(nobody,)),
            article_snapshot(uid="bbbb2222", credits=(nobody,)),
        )
    )
    authors = [
        things(pages[f"2026/1/{uid}/index.html"])["NewsArticle"]["author"] for uid in ("aaaa2222", "bbbb2222")
    ]
    assert authors == [
        [{"@type": "Organization", "name": "本刊编辑部"}],
        [{"@type": "Organization", "name": "港城日报"}],
    ]


def test_an_issue_lists_its_articles_and_files(files):
    described = things(files["2026/1/index.html"])["PublicationIssue"]
    assert [part["url"] for part in described["hasPart"]] == [f"{HOST}/2026/1/abcd2345/"]
    assert [file["contentUrl"] for file in described["encoding"]] == [
        f"{HOST}/2026/1/2026-01.pdf",
        f"{HOST}/2026/1/2026-01.html",
    ]
    assert described["isPartOf"]["volumeNumber"] == "2026"


def test_the_home_page_tells_how_the_site_is_searched(files):
    described = things(files["index.html"])
    assert described["WebSite"]["potentialAction"]["target"]["urlTemplate"] == f"{HOST}/search/?q={{query}}"
    assert described["Periodical"]["name"] == "港城数字经贸"


def test_a_correction_is_told_on_the_issue_and_on_what_it_reworded():
    before = issue_snapshot(article_snapshot(), article_snapshot(uid="bbbb2222"))
    section = SectionSnapshot(
        "行业资讯", "hangye-zixun", (article_snapshot(body="改过。"), *[*before.articles][1:])
    )
    pages = site((issue_snapshot(sections=(section,), edition=2, note="“十个”应为“九个”。"), before))
    corrected, kept = (
        things(pages[f"2026/1/{uid}/index.html"])["NewsArticle"] for uid in ("abcd2345", "bbbb2222")
    )
    assert corrected["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "“十个”应为“九个”。",
            "datePublished": "2026-01-31T09:30:00+08:00",
        }
    ]
    assert corrected["dateModified"] == "2026-01-31T09:30:00+08:00"
    assert "correction" not in kept
    assert len(things(pages["2026/1/index.html"])["PublicationIssue"]["correction"]) == 1


@pytest.mark.parametrize(
    "words", [HOSTILE, "</script><script>alert(1)</script>", "<!--<script>", "a\u2028b\u2029c", "]]>&amp;"]
)
def test_no_title_breaks_out_of_the_script(words):
    credit = Credit(words, "a", words, words, "", None)
    pages = site(
        issue_snapshot(article_snapshot(title=words, subtitle=words, credits=(credit,)), publication=words)
    )
    for path in (ARTICLE, "2026/1/index.html", "index.html"):
        held = pages[path].decode().split('<script type="application/ld+json">')[1].split("</script>")[0]
        assert not set("<>&\u2028\u2029") & set(held)
        described = things(pages[path])
        assert next(iter(described.values()))["@type"] in ("NewsArticle", "PublicationIssue", "WebSite")
    assert things(pages[ARTICLE])["NewsArticle"]["headline"] == words


def test_a_headline_is_no_longer_than_search_engines_take():
    pages = site(issue_snapshot(article_snapshot(title="长" * 200)))
    assert len(things(pages[ARTICLE])["NewsArticle"]["headline"]) == 110


def test_a_card_shows_title_picture_and_where_it_is(files):
    card = metas(files[ARTICLE])
    assert card["og:type"] == "article"
    assert card["og:title"] == "港口用上了数字提单"
    assert card["og:url"] == f"{HOST}/2026/1/abcd2345/"
    assert card["og:image"] == f"{HOST}/pictures/0123456789abcdef.png"
    assert (card["og:site_name"], card["og:locale"]) == ("港城数字经贸", "zh_CN")
    assert card["article:section"] == "行业资讯"
    assert card["twitter:card"] == "summary_large_image"
    assert metas(files["2025/12/eeee2222/index.html"])["twitter:card"] == "summary"


def test_every_page_has_a_card_of_its_own(files):
    cards = {path: metas(content) for path, content in files.items() if path.endswith("index.html")}
    assert {card["og:url"] for card in cards.values()} == {
        absolute(f"/{path.removesuffix('index.html')}") for path in cards
    }
    assert cards["2026/1/index.html"]["og:title"] == "2026 年第 1 期"
    assert cards["2025/index.html"]["og:title"] == "2025 年各期"
