"""What readers see of a correction and of a withdrawal: pages made from values alone."""

import dataclasses
import datetime

from publishing.actions import publish
from publishing.corrections import correct
from publishing.site.edition_pages import withdrawn_pages
from publishing.site.plan import plan
from publishing.snapshot import Credit, SectionSnapshot
from tests import builders
from tests.builders import article_snapshot, issue_snapshot
from tests.publishing.reader import HOSTILE, Walk, editions_of, html_pages, site

NOTE = "“当天”应为“次日”，原稿笔误。"
CHANGED, SAME, GONE, NEW = "changed2", "samesame", "gonegone", "newnewne"
"""Articles by what the second edition did to them."""


def three_editions():
    """The second edition rewords one article, drops one and adds one; the third rewords it again."""
    first = article_snapshot(uid=CHANGED, body="开头一段。\n\n数字提单当天就能签发。\n\n结尾一段。")
    second = dataclasses.replace(first, body="开头一段。\n\n数字提单次日就能签发。\n\n结尾一段。")
    third = dataclasses.replace(
        second, title="数字提单用上了", credits=(Credit("新港晚报", "xingang", "", "", "", None),)
    )
    same = article_snapshot(uid=SAME, title="一直没有改的一篇")
    gone = article_snapshot(uid=GONE, title="后来撤下的一篇")
    new = article_snapshot(uid=NEW, title="后来补上的一篇")
    return (
        issue_snapshot(third, same, new, edition=3, note="标题改得更准确。"),
        issue_snapshot(second, same, new, edition=2, note=NOTE),
        issue_snapshot(first, same, gone),
    )


def pages(*editions):
    files = site(editions or three_editions())
    return {path.removesuffix("index.html"): page for path, page in html_pages(files)}


def test_the_issue_tells_every_correction_with_its_date_and_what_it_touched():
    text = pages()["2026/1/"].text
    assert "2026 年 1 月 31 日，第 2 版" in text
    assert NOTE in text
    assert "2026 年 2 月 1 日，第 3 版" in text
    assert "标题改得更准确。" in text
    for told in ("改动 港口用上了数字提单", "新增 后来补上的一篇", "撤下 后来撤下的一篇"):
        assert told.replace(" ", "") in text.replace(" ", "")


def test_only_articles_whose_words_changed_carry_the_note():
    site = pages()
    assert NOTE in site[f"2026/1/{CHANGED}/"].text
    assert NOTE in site[f"2026/1/{NEW}/"].text
    assert "标题改得更准确。" not in site[f"2026/1/{NEW}/"].text
    assert "更正" not in site[f"2026/1/{SAME}/"].text


def test_lists_mark_a_corrected_issue_and_no_other():
    for address in ("", "archive/", "2026/"):
        assert "更正" in pages()[address].text, address
        assert "更正" not in pages(three_editions()[-1])[address].text, address


def test_an_issue_that_was_never_corrected_has_no_pages_of_editions():
    assert not [address for address in pages(three_editions()[-1]) if "editions" in address]


def test_a_former_edition_is_there_whole_marked_as_superseded_and_kept_from_search_engines():
    page = pages()["2026/1/editions/1/"]
    assert "第 1 版，已被第 3 版取代" in page.text
    assert "数字提单当天就能签发。" in page.text
    assert "后来撤下的一篇" in page.text
    assert "次日" not in page.text
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    addresses = [a.get("href") for a in page.all("a")]
    assert {"/2026/1/", "/2026/1/editions/", "/2026/1/editions/1/2026-01.pdf"} <= set(addresses)


def test_the_newest_edition_stands_at_the_issues_own_address_alone():
    site = pages()
    assert "2026/1/editions/3/" not in site
    assert "数字提单用上了" in site["2026/1/"].text
    assert {"name": "robots", "content": "noindex"} not in site["2026/1/"].all("meta")


def test_the_differences_are_told_letter_by_letter():
    page = pages()["2026/1/editions/"]
    assert "当天" in page.texts["del"]
    assert "次日" in page.texts["ins"]
    assert "开头一段。" not in page.text, "paragraphs that stayed are left out"
    for told in ("来源", "标题", "正文", "初次出版"):
        assert told in page.text
    assert {"edition-1", "edition-2", "edition-3"} <= {h.get("id") for h in page.all("h2")}


def test_a_change_of_line_breaks_alone_is_visible():
    before = issue_snapshot(article_snapshot(body="上一段。\n\n下一段。"))
    after = issue_snapshot(article_snapshot(body="上一段。下一段。"), edition=2, note="误分两段。")
    assert "¶" in "".join(pages(after, before)["2026/1/editions/"].texts["del"])


def test_an_article_that_was_taken_out_leaves_a_page_that_leads_to_its_text():
    page = pages()[f"2026/1/{GONE}/"]
    assert "这篇文章已撤下" in page.text
    assert "《后来撤下的一篇》" in page.text
    assert NOTE in page.text
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    assert f"/2026/1/editions/1/#{GONE}" in [a.get("href") for a in page.all("a")]
    assert {"id": GONE, "class": "single-article"} in pages()["2026/1/editions/1/"].all("article")


def test_an_article_that_came_back_has_its_page_again():
    first, second = three_editions()[2], three_editions()[1]
    third = dataclasses.replace(first, edition=3, note="恢复原文。")
    assert "这篇文章已撤下" not in pages(third, second, first)[f"2026/1/{GONE}/"].text


def test_a_change_of_the_issue_itself_is_told():
    first = issue_snapshot()
    second = issue_snapshot(edition=2, note="改了报尾。", colophon="内部资料，免费交流")
    page = pages(second, first)["2026/1/editions/"]
    assert "报尾" in page.text
    assert "内部资料，免费交流" in page.texts["ins"]


def test_a_file_of_a_correction_is_saved_under_a_name_of_its_own(db):
    issue = builders.with_article(builders.issue())
    publish(issue=issue)
    issue.articles.update(body="改过了。")
    correct(issue=issue, note=NOTE)
    written = {page.path: page for page in plan().pages}
    names = {
        path: [a["download"] for a in Walk(written[path].content).all("a") if "download" in a]
        for path in ("2026/1/index.html", "2026/1/editions/1/index.html")
    }
    assert all("第2版." in name for name in names["2026/1/index.html"])
    assert all("版." not in name for name in names["2026/1/editions/1/index.html"])


# --- Withdrawal ---------------------------------------------------------------------------------


def withdrawn(*editions, reason="图片未获授权。"):
    made = withdrawn_pages(
        editions_of(*(editions or three_editions())), date=datetime.date(2026, 2, 3), reason=reason
    )
    return {page.path.removesuffix("index.html"): Walk(page.content) for page in made}


def test_every_address_of_a_withdrawn_issue_says_so_when_and_why():
    site = withdrawn()
    assert set(site) == {
        "2026/1/",
        *(f"2026/1/{uid}/" for uid in (CHANGED, SAME, GONE, NEW)),
        "2026/1/editions/",
        "2026/1/editions/1/",
        "2026/1/editions/2/",
    }
    for page in site.values():
        assert "2026 年第 1 期已撤回" in page.texts["h1"][0]
        assert "2026 年 2 月 3 日" in page.text
        assert "图片未获授权。" in page.text
        assert {"name": "robots", "content": "noindex"} in page.all("meta")


def test_nothing_of_its_text_and_no_way_to_its_files_is_left():
    for page in withdrawn().values():
        assert "数字提单" not in page.text
        assert "后来" not in page.text
        assert not [a for a in page.all("a") if "download" in a]


def test_hostile_words_in_a_reason_are_shown_as_words():
    for page in withdrawn(reason=HOSTILE).values():
        run = [one.get("src", "") for one in page.all("script", "img")]
        assert [address for address in run if not address.startswith("/assets/")] == []
        assert "alert(1)" in page.text


def test_an_issue_that_was_never_corrected_leaves_its_own_addresses_alone():
    sections = (SectionSnapshot("行业资讯", "hangye-zixun", (article_snapshot(uid=SAME),)),)
    assert set(withdrawn(issue_snapshot(sections=sections))) == {"2026/1/", f"2026/1/{SAME}/"}
