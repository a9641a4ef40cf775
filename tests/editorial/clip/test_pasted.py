"""Pasted text becomes a clipping: title, credit lines, text."""

import datetime

from editorial.clip.pasted import read_pasted
from tests.editorial.clip.pages import PARAGRAPHS, TITLE

TEXT = "\n".join(PARAGRAPHS)


def codes(proposal):
    return [warning.code for warning in proposal.warnings]


def test_title_credit_line_and_text():
    proposal = read_pasted(f"{TITLE}\n2024-03-18 09:20 来源：港城日报 作者：林晚舟\n{TEXT}")
    assert (proposal.title, proposal.outlet, proposal.authors) == (TITLE, "港城日报", ("林晚舟",))
    assert proposal.published == datetime.date(2024, 3, 18)
    assert proposal.body == "\n\n".join(PARAGRAPHS)
    assert codes(proposal) == []


def test_a_credit_line_at_the_end_as_issues_have_it():
    proposal = read_pasted(f"# {TITLE}\n\n{TEXT}\n\n（文章来源：海运经济网-《港城日报》）")
    assert (proposal.title, proposal.outlet, proposal.via) == (TITLE, "港城日报", "海运经济网")
    assert "来源" not in proposal.body


def test_markdown_keeps_its_make_up():
    assert "**两成**" in read_pasted(f"{TITLE}\n\n{PARAGRAPHS[0]}\n\n比去年多了**两成**。").body


def test_an_address_on_a_line_of_its_own_is_the_pages():
    proposal = read_pasted(f"{TITLE}\n{TEXT}\n原文链接：https://news.example.cn/1.html")
    assert proposal.url == "https://news.example.cn/1.html"
    assert "example" not in proposal.body


def test_a_reporter_in_brackets_is_the_author_and_stays_in_the_text():
    proposal = read_pasted(f"{TITLE}\n本报讯（记者 林晚舟 通讯员 何平）{TEXT}")
    assert proposal.authors == ("林晚舟", "何平")
    assert "林晚舟" in proposal.body


def test_one_paragraph_has_no_title_and_everything_missing_is_said():
    proposal = read_pasted("码头今天起雾。")
    assert (proposal.title, proposal.body) == ("", "码头今天起雾。")
    assert codes(proposal) == [
        "title.missing",
        "outlet.missing",
        "date.missing",
        "author.missing",
        "body.short",
    ]


def test_nothing_pasted_is_nothing_found():
    assert read_pasted(" \n").body == ""
