"""Citations: what a reader copies and a reference manager imports."""

import datetime
import re

from publishing.snapshot import Credit
from tests.builders import article_snapshot, issue_snapshot
from tests.publishing.reader import Walk, site

ARTICLE = "2026/1/abcd2345/index.html"
ADDRESS = "http://127.0.0.1:8000/2026/1/abcd2345/"


def page(**values):
    return site(issue_snapshot(article_snapshot(**values)))[ARTICLE]


def reference(**values):
    [words] = re.findall(r'id="cite-reference">(.*)</p>', page(**values).decode())
    return words


def bibtex(**values):
    return site(issue_snapshot(article_snapshot(**values)))["2026/1/abcd2345/cite.bib"].decode()


def credits(author):
    return (Credit("港城日报", "gangcheng-ribao", "海湾网", author, "", datetime.date(2026, 1, 9)),)


def test_the_reference_is_by_gb_t_7714_with_the_day_of_reading_left_to_the_reader():
    assert reference() == (
        f"林一. 港口用上了数字提单[J/OL]. 港城数字经贸, 2026(1)[<span data-today>引用日期</span>]. {ADDRESS}"
    )


def test_three_authors_are_named_and_a_fourth_is_deng():
    assert reference(credits=credits("林一、宋晨、田中全")).startswith("林一, 宋晨, 田中全. 港口")
    assert reference(credits=credits("林一、宋晨、田中全、高远")).startswith("林一, 宋晨, 田中全, 等. 港口")


def test_without_an_author_the_title_comes_first():
    assert reference(credits=credits("")).startswith("港口用上了数字提单[J/OL]. ")


def test_a_subtitle_follows_the_title_without_its_dash():
    assert "港口用上了数字提单: 写在试点一年之际[J/OL]" in reference(subtitle="——写在试点一年之际")


def test_bibtex_tells_all_that_is_known():
    assert bibtex(credits=credits("林一、宋晨")) == (
        "@article{article-2026-1-abcd2345,\n"
        "  author = {{林一} and {宋晨}},\n"
        "  title = {{港口用上了数字提单}},\n"
        "  journal = {港城数字经贸},\n"
        "  publisher = {港城数字经贸促进会秘书处},\n"
        "  year = {2026},\n"
        "  number = {1},\n"
        "  date = {2026-01-30},\n"
        f"  url = {{{ADDRESS}}},\n"
        "  langid = {chinese},\n"
        "  note = {原载港城日报，转自海湾网，2026-01-09},\n"
        "}\n"
    )


def test_nothing_in_a_title_is_a_command_of_tex():
    written = bibtex(title="50% & $5_{x} #1 ~^ \\input{a}\n@b")
    assert (
        r"title = {{50\% \& \$5\_\{x\} \#1 \textasciitilde{}\textasciicircum{} \textbackslash{}input\{a\} @b}}"
        in written
    )
    assert written.count("\n@") == 0


def test_the_key_stays_when_the_title_changes():
    assert bibtex().partition(",")[0] == bibtex(title="改过的标题").partition(",")[0]


def test_the_page_offers_both_and_the_file():
    shown = Walk(page())
    assert {
        one["data-copy"] for one in shown.all("button") if one.get("data-copy", "").startswith("#cite")
    } == {
        "#cite-reference",
        "#cite-bibtex",
    }
    assert [a["href"] for a in shown.all("a") if a.get("download") == "abcd2345.bib"] == [
        "/2026/1/abcd2345/cite.bib"
    ]
    assert "@article{article-2026-1-abcd2345," in shown.text


def test_a_reference_manager_finds_title_authors_journal_issue_and_pdf():
    shown = Walk(page(credits=credits("林一、宋晨")))
    found = [
        (one["name"], one["content"])
        for one in shown.all("meta")
        if one.get("name", "").startswith("citation_")
    ]
    assert found == [
        ("citation_title", "港口用上了数字提单"),
        ("citation_author", "林一"),
        ("citation_author", "宋晨"),
        ("citation_publication_date", "2026/01/30"),
        ("citation_journal_title", "港城数字经贸"),
        ("citation_publisher", "港城数字经贸促进会秘书处"),
        ("citation_volume", "2026"),
        ("citation_issue", "1"),
        ("citation_language", "zh-CN"),
        ("citation_public_url", ADDRESS),
        ("citation_pdf_url", "http://127.0.0.1:8000/2026/1/2026-01.pdf"),
    ]
