"""The whole issue as one HTML file."""

import base64
import hashlib
import re

from publishing.formats.html import HTML
from publishing.snapshot import Credit, PictureSnapshot, SectionSnapshot
from tests.builders import article_snapshot, issue_snapshot
from tests.publishing.reader import HOSTILE, Walk

PICTURE = "0123456789abcdef.png"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(40))


def render(snapshot, pictures=None) -> Walk:
    return Walk(HTML.render(snapshot, pictures or {}).content)


def two_sections():
    note = "见注[^1]。\n\n## 下一步\n\n推广。\n\n[^1]: 注释的话。"
    return issue_snapshot(
        sections=(
            SectionSnapshot("行业资讯", "a", (article_snapshot(uid="aaaa2222", title="甲", body=note),)),
            SectionSnapshot("协会动态", "b", (article_snapshot(uid="bbbb2222", title="乙", body=note),)),
        ),
        colophon="报送：市商务局\n印数：200 份",
        licence="转载请注明出处",
        editor="林一",
    )


def test_the_file_is_named_by_year_and_number():
    rendered = HTML.render(issue_snapshot(), {})
    assert (rendered.path, rendered.media_type) == ("2026-01.html", "text/html")


def test_it_holds_masthead_contents_articles_and_colophon():
    page = render(two_sections())
    for words in ("2026 年第 1 期（总第 40 期）", "港城数字经贸促进会秘书处编", "2026 年 1 月 30 日", "目录"):
        assert words in page.text
    for words in ("港城日报", "注释的话", "报送：市商务局", "印数：200 份", "转载请注明出处", "编辑：林一"):
        assert words in page.text


def test_headings_go_from_masthead_to_section_to_article_to_subheading():
    page = render(two_sections())
    assert page.headings == [1, 2, 3, 4, 2, 3, 4]
    assert page.texts["h2"] == ["行业资讯", "协会动态"]


def test_every_link_inside_finds_its_place_and_ids_are_unique():
    page = render(two_sections())
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = [a["href"] for a in page.all("a")]
    assert {"#aaaa2222", "#bbbb2222", "#aaaa2222-fn-1", "#bbbb2222-fn-1"} <= set(inside)
    assert all(href.startswith("#") and href[1:] in ids for href in inside)


def test_it_needs_no_other_file():
    body = f'![码头](/pictures/{PICTURE})\n\n正文里的 <img src="/pictures/{PICTURE}"> 只是文字。'
    page = render(
        issue_snapshot(article_snapshot(body=body), pictures=(PictureSnapshot(PICTURE, "0" * 64),)),
        {PICTURE: PNG},
    )
    assert [(image["src"], image["alt"]) for image in page.all("img")] == [
        (f"data:image/png;base64,{base64.b64encode(PNG).decode()}", "码头")
    ]
    assert f'<img src="/pictures/{PICTURE}"> 只是文字' in page.text
    assert [link["href"][:5] for link in page.all("link")] == ["data:"]
    assert not page.all("script")


def test_a_picture_that_is_missing_appears_as_its_description():
    page = render(issue_snapshot(article_snapshot(body=f"![码头全景](/pictures/{PICTURE})")))
    assert not page.all("img")
    assert "码头全景" in page.text


def test_its_own_policy_allows_its_styles_and_nothing_else():
    page = render(issue_snapshot())
    policy = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
    digest = base64.b64encode(hashlib.sha256(page.texts["style"][0].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "script" not in policy


def test_links_into_the_site_are_plain_words_and_links_out_are_kept():
    page = render(issue_snapshot(article_snapshot(body="[上期](/2025/12/)与[官网](https://example.org/)")))
    assert [a["href"] for a in page.all("a") if not a["href"].startswith("#")] == ["https://example.org/"]
    assert "上期与官网" in page.text


def test_a_corrected_issue_says_what_was_corrected():
    assert "更正" in render(issue_snapshot(edition=2, note="数字有误。")).text
    assert "更正" not in render(issue_snapshot()).text


def test_hostile_words_are_shown_as_words():
    article = article_snapshot(
        title=HOSTILE,
        subtitle=HOSTILE,
        summary=HOSTILE,
        body=HOSTILE,
        credits=(Credit(HOSTILE, "a", HOSTILE, HOSTILE, "javascript:alert(1)", None),),
    )
    page = render(issue_snapshot(article, publication=HOSTILE, licence=HOSTILE, edition=2, note=HOSTILE))
    assert not page.all("script", "img")
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert not [a for a in page.all("a") if "javascript" in a["href"]]


def test_the_same_snapshot_gives_the_same_bytes():
    first, second = (HTML.render(two_sections(), {}).content for _ in range(2))
    assert first == second
    assert not re.search(rb"\bstyle=", first)
