"""Feeds: what a feed reader gets of the newest articles, in both forms."""

import datetime
import json
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from publishing.site.feeds import NEWEST
from publishing.snapshot import Credit, SectionSnapshot
from tests.builders import article_snapshot, issue_snapshot
from tests.publishing.reader import HOSTILE, issue, site

ATOM = "{http://www.w3.org/2005/Atom}"
PICTURE = "/pictures/0123456789abcdef.png"
ORIGINAL = "https://example.org/a?x=1&y=2"
CREDIT = Credit("港城日报", "gangcheng-ribao", "海湾网", "林一、宋晨", ORIGINAL, datetime.date(2026, 1, 9))


def atom(files, path="feed.atom"):
    return etree.fromstring(files[path])


def texts(node, name):
    return [one.text for one in node.iter(f"{ATOM}{name}")]


def feed(files, path="feed.json"):
    return json.loads(files[path])


@pytest.fixture(scope="module")
def files():
    body = f"码头的新**提单**。\n\n![吊机]({PICTURE})\n\n注意[^1]。\n\n[^1]: 试行。"
    return site(
        issue(2026, 2, "aaaa2222", "bbbb2222", "cccc2222"),
        issue_snapshot(article_snapshot(body=body, summary="一句话说完。", credits=(CREDIT,))),
    )


def test_the_newest_issue_comes_first_in_printed_order(files):
    addresses = [
        "http://127.0.0.1:8000/2026/2/aaaa2222/",
        "http://127.0.0.1:8000/2026/2/bbbb2222/",
        "http://127.0.0.1:8000/2026/2/cccc2222/",
        "http://127.0.0.1:8000/2026/1/abcd2345/",
    ]
    assert [entry.findtext(f"{ATOM}id") for entry in atom(files).iter(f"{ATOM}entry")] == addresses
    assert [item["id"] for item in feed(files)["items"]] == addresses


def test_an_entry_names_author_section_outlet_original_and_summary(files):
    entry = atom(files).findall(f"{ATOM}entry")[-1]
    assert texts(entry, "title") == ["港口用上了数字提单"]
    assert [one.findtext(f"{ATOM}name") for one in entry.iter(f"{ATOM}author")] == ["林一", "宋晨"]
    assert [one.findtext(f"{ATOM}name") for one in entry.iter(f"{ATOM}contributor")] == ["港城日报"]
    assert [one.get("label") for one in entry.iter(f"{ATOM}category")] == ["行业资讯"]
    assert [one.get("href") for one in entry.iter(f"{ATOM}link") if one.get("rel") == "via"] == [ORIGINAL]
    assert texts(entry, "summary") == ["一句话说完。"]
    item = feed(files)["items"][-1]
    assert [author["name"] for author in item["authors"]] == ["林一", "宋晨"]
    assert (item["external_url"], item["tags"]) == (ORIGINAL, ["行业资讯"])


def test_the_whole_text_is_in_it_with_whole_addresses(files):
    written = atom(files).findall(f"{ATOM}entry")[-1].findtext(f"{ATOM}content")
    assert written == feed(files)["items"][-1]["content_html"]
    text = html.fragment_fromstring(written, create_parent="div")
    assert text.text_content().startswith(
        "来源：港城日报（转自海湾网）　作者：林一、宋晨　原载：2026 年 1 月 9 日"
    )
    assert "码头的新提单。" in text.text_content()
    assert text.xpath("//img/@src") == [f"http://127.0.0.1:8000{PICTURE}"]
    elsewhere = [address for address in text.xpath("//@href") if not address.startswith("#")]
    assert all(urlsplit(address).netloc for address in elsewhere)
    assert elsewhere[-1] == "http://127.0.0.1:8000/2026/1/abcd2345/"
    assert feed(files)["items"][-1]["image"] == f"http://127.0.0.1:8000{PICTURE}"


def test_notes_of_two_articles_in_one_window_do_not_lead_to_each_other(files):
    written = feed(files)["items"][-1]["content_html"]
    assert 'href="#abcd2345-fn-1"' in written
    assert 'id="abcd2345-fn-1"' in written


def test_an_article_without_any_author_is_its_outlets():
    files = site(issue_snapshot(article_snapshot(credits=(Credit("港城日报", "a", "", "", "", None),))))
    assert feed(files)["items"][0]["authors"] == [{"name": "港城日报"}]


def test_a_section_has_a_feed_of_its_own(files):
    assert [item["title"] for item in feed(files, "sections/xiehui-dongtai/feed.json")["items"]] == [
        "2026 年的文章 cccc2222"
    ]
    own = atom(files, "sections/xiehui-dongtai/feed.atom")
    assert own.findtext(f"{ATOM}title") == "港城数字经贸 · 协会动态"
    assert own.findtext(f"{ATOM}id") == "http://127.0.0.1:8000/sections/xiehui-dongtai/feed.atom"


def test_pages_say_where_the_feeds_are(files):
    assert b'type="application/atom+xml" title="\xe6\xb8\xaf' in files["2026/2/index.html"]
    assert b'href="/sections/xiehui-dongtai/feed.atom"' in files["sections/xiehui-dongtai/index.html"]


def test_a_feed_stays_short_however_long_the_archive():
    uids = [f"{place:08d}" for place in range(2 * NEWEST)]
    items = feed(site(issue(2026, 2, "zzzz2222"), long_issue(uids)))["items"]
    assert len(items) == NEWEST
    assert items[0]["id"].endswith("/zzzz2222/")


def long_issue(uids):
    articles = tuple(article_snapshot(uid=uid) for uid in uids)
    return issue(2026, 1, sections=(SectionSnapshot("行业资讯", "hangye-zixun", articles),))


def test_a_correction_is_told_and_dates_only_what_it_reworded():
    before = issue(2026, 1, "aaaa2222", "bbbb2222")
    reworded, kept = before.articles
    reworded = article_snapshot(uid=reworded.uid, title=reworded.title, body="改过的话。")
    section = SectionSnapshot("行业资讯", "hangye-zixun", (reworded, kept))
    corrected = issue(2026, 1, sections=(section,), edition=2, note="“十个”应为“九个”。")
    first, second = feed(site((corrected, before)))["items"]
    assert first["date_published"] == second["date_published"] == "2026-01-28T09:30:00+08:00"
    assert first["date_modified"] == "2026-01-29T09:30:00+08:00"
    assert second["date_modified"] == "2026-01-28T09:30:00+08:00"
    assert "“十个”应为“九个”。" in first["content_html"]
    assert "“十个”应为“九个”。" not in second["content_html"]
    assert texts(atom(site((corrected, before))), "updated")[0] == first["date_modified"]


def test_a_site_without_issues_has_valid_feeds_of_nothing():
    files = site()
    assert feed(files)["items"] == []
    assert texts(atom(files), "updated") == ["1970-01-01T08:00:00+08:00"]


def test_hostile_words_stay_words():
    hostile = article_snapshot(
        title=HOSTILE, byline=HOSTILE, credits=(Credit(HOSTILE, "a", "", "", "javascript:x", None),)
    )
    files = site(issue_snapshot(hostile, publication=HOSTILE, licence=HOSTILE))
    entry = atom(files).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title").startswith("<script>alert(1)</script>")
    content = html.fragment_fromstring(entry.findtext(f"{ATOM}content"), create_parent="div")
    assert not content.xpath("//script | //img | //a[starts-with(@href, 'javascript')]")
    assert feed(files)["items"][0]["title"] == HOSTILE


def test_the_same_editions_give_the_same_bytes(files):
    again = site(
        issue(2026, 2, "aaaa2222", "bbbb2222", "cccc2222"),
        issue_snapshot(article_snapshot(credits=(CREDIT,))),
    )
    assert again["sections/xiehui-dongtai/feed.atom"] == files["sections/xiehui-dongtai/feed.atom"]
    assert again["sections/xiehui-dongtai/feed.json"] == files["sections/xiehui-dongtai/feed.json"]
