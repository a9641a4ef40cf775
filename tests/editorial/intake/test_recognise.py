"""Masthead, contents, sections, article headings, sub-headings: in the forms they come in."""

import datetime

import pytest

from editorial.intake import propose
from editorial.intake.masthead import read_masthead
from editorial.intake.readers.text import read
from tests.editorial.intake.pasted import FIRST, MASTHEAD, SECOND, TWO_ARTICLES, article, issue


def titles(proposal):
    return {section.name: [each.title for each in section.articles] for section in proposal.sections}


def codes(proposal):
    return [warning.code for warning in proposal.warnings]


@pytest.mark.parametrize(
    "head",
    [
        MASTHEAD,
        "《港 城 数 字 经 贸》\n第１期（总第４０期）\n港城数字经贸促进会秘书处编印　　二〇二六年一月三十日\n",
        "内部资料 注意保存\n**港城数字经贸**\n〔2026〕第1期  总40期\n编印单位：港城数字经贸促进会秘书处\n2026-01-30\n",
        "港城数字经贸\n2026年第一期\n（总第四十期）\n港城数字经贸促进会秘书处\n2026.1.30\n",
        "港城数字经贸 2026年第1期（总第 40 期） 港城数字经贸促进会秘书处主办 2026年1月30日",
        "# 港城数字经贸（2026 年第 1 期 总第40期）\n编印：港城数字经贸促进会秘书处  日期：2026年1月30日\n",
    ],
)
def test_mastheads_of_all_make_ups_say_the_same(head):
    proposal = propose(issue(TWO_ARTICLES, masthead=head))
    assert proposal.publication == "港城数字经贸"
    assert (proposal.year, proposal.number, proposal.serial) == (2026, 1, 40)
    assert proposal.publisher == "港城数字经贸促进会秘书处"
    assert proposal.date == datetime.date(2026, 1, 30)


def test_a_date_the_calendar_does_not_have_is_no_date():
    masthead, _ = read_masthead(read("某简报\n2026 年第 1 期\n2026 年 2 月 30 日"))
    assert masthead.date is None


def test_what_the_masthead_lacks_is_warned_of():
    proposal = propose(issue(TWO_ARTICLES, masthead="# 港城数字经贸"))
    assert {"year.missing", "number.missing", "serial.missing", "publisher.missing", "date.missing"} <= {
        *codes(proposal)
    }
    assert proposal.confidence < propose(issue(TWO_ARTICLES)).confidence


def test_a_contents_match_makes_an_article_and_its_level_does_not():
    proposal = propose(issue(TWO_ARTICLES))
    assert titles(proposal) == {"行业资讯": ["提单上线", "口岸平台去年办单 4800 万票"], "协会动态": []}
    second = proposal.sections[0].articles[1]
    assert second.subheadings == ("下一步",)
    assert second.body.split("\n\n")[1] == "## 下一步"
    assert codes(proposal) == ["section.empty"]


@pytest.mark.parametrize(
    "made_up",
    [
        lambda text: text.replace("● ", ""),
        lambda text: text.replace("#", "").replace("- ", "").replace("**", ""),
        lambda text: text.replace("### ● 提单上线", "**●提单上线**"),
        lambda text: text.replace("- 提单上线", "1. 提单上线……………3").replace(
            "万票\n\n## 【协", "万票 ···· 5\n\n## 【协"
        ),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("## 口岸平台去年办单4800万票", "## 口岸平台去年\n办单4800万票"),
    ],
    ids=["no marks", "plain", "bold", "leaders", "one line each", "broken title"],
)
def test_other_make_ups_of_the_same_issue_say_the_same(made_up):
    expected = propose(issue(TWO_ARTICLES))
    proposal = propose(issue(made_up(TWO_ARTICLES)))
    assert titles(proposal) == titles(expected)
    assert [each.paragraphs for each in proposal.sections[0].articles] == [
        each.paragraphs for each in expected.sections[0].articles
    ]


def test_without_a_contents_list_the_heading_after_a_credit_line_is_an_article():
    body = f"【行业资讯】\n\n## 提单上线\n\n{FIRST}\n\n来源：港城日报\n\n## 口岸平台\n\n{SECOND}\n\n### 下一步\n\n{FIRST}\n\n来源：服务经济报"
    proposal = propose(issue(body))
    assert titles(proposal) == {"行业资讯": ["提单上线", "口岸平台"]}
    assert proposal.sections[0].articles[1].subheadings == ("下一步",)


def test_titles_that_differ_in_a_figure_are_different_titles():
    body = f"## 【数据快讯】\n\n- 一月份港城出口增长 5%\n- 一月份港城出口增长 6%\n\n## 【数据快讯】\n\n### 一月份港城出口增长 6%\n\n{FIRST}\n\n来源：港城日报"
    proposal = propose(issue(body))
    assert titles(proposal) == {"数据快讯": ["一月份港城出口增长 6%"]}
    assert codes(proposal) == ["toc.mismatch"]


def test_an_announced_title_without_text_and_a_text_unannounced_are_warned_of():
    body = TWO_ARTICLES.replace("- 提单上线\n", "- 海外仓又添一座\n")
    proposal = propose(issue(body))
    assert codes(proposal).count("toc.mismatch") == 2
    assert titles(proposal)["行业资讯"][0] == "提单上线"


def test_a_section_opened_twice_is_one_section():
    body = f"【行业资讯】\n\n● 提单上线\n\n{FIRST}\n\n来源：港城日报\n\n【协会动态】\n\n● 年会\n\n{SECOND}\n\n来源：本会\n\n【行业资讯】\n\n● 口岸平台\n\n{SECOND}\n\n来源：服务经济报"
    proposal = propose(issue(body))
    assert titles(proposal) == {"行业资讯": ["提单上线", "口岸平台"], "协会动态": ["年会"]}
    assert codes(proposal) == ["section.repeated"]


def test_articles_under_no_section_are_not_lost():
    proposal = propose(issue(f"● 提单上线\n\n{FIRST}\n\n来源：港城日报"))
    assert titles(proposal) == {"未分栏": ["提单上线"]}


def test_text_before_any_article_is_reported():
    assert "text.unplaced" in codes(propose(issue(f"## 【行业资讯】\n\n{SECOND}\n\n● 提单上线\n\n{FIRST}")))


def test_the_colophon_does_not_become_part_of_the_last_article():
    proposal = propose(article(FIRST, credit="（文章来源：港城日报）\n\n报送：市商务局\n\n共印 80 份"))
    assert proposal.sections[0].articles[0].paragraphs == (FIRST,)
    assert "colophon.ignored" in codes(proposal)


def test_an_article_without_a_source_is_warned_of():
    assert codes(propose(article(FIRST, credit=""))) == ["attribution.missing"]


def test_hard_wrapped_lines_are_one_paragraph():
    words = (FIRST + SECOND) * 2
    lines = [words[start : start + 30] for start in range(0, len(words), 30)]
    proposal = propose(article("　　" + "\n".join(lines)))
    assert proposal.sections[0].articles[0].paragraphs == (words,)
