"""How sure each field is: a strong sign gives 1, a weak one less, and what was not found 0."""

import pytest

from editorial.intake import propose
from tests.editorial.intake.pasted import FIRST, MASTHEAD, SECOND, THIRD, TWO_ARTICLES, article, issue


def of(field, content):
    return propose(content).articles[0].confidence[field]


def of_masthead(old, new):
    return propose(issue(TWO_ARTICLES, masthead=MASTHEAD.replace(old, new))).confidences


def test_an_issue_with_every_sign_in_place_is_sure_of_all():
    proposal = propose(issue(TWO_ARTICLES))
    assert set(proposal.confidences.values()) == {1.0}
    assert set(proposal.articles[0].confidence) == {"title", "byline", "attributions", "section", "body"}
    assert proposal.articles[0].confidence["title"] == proposal.articles[0].confidence["section"] == 1.0


@pytest.mark.parametrize(
    ("field", "line"),
    [("serial", "(总第 40 期)"), ("publisher", "港城数字经贸促进会秘书处编"), ("date", "2026 年 1 月 30 日")],
)
def test_what_the_masthead_does_not_say_has_no_confidence(field, line):
    assert of_masthead(line, "")[field] == 0


def test_a_date_outside_the_year_makes_both_doubtful():
    sure = of_masthead("2026 年 1 月 30 日", "2024 年 1 月 30 日")
    assert sure["year"] == sure["date"] == 0.5


def test_the_january_after_the_year_makes_nothing_doubtful():
    sure = of_masthead("2026 年 1 月 30 日", "2027 年 1 月 8 日")
    assert sure["year"] == sure["date"] == 1


def test_a_number_above_the_serial_makes_both_doubtful():
    sure = of_masthead("第 1 期", "第 50 期")
    assert sure["number"] == sure["serial"] == 0.5


def test_a_year_taken_from_the_date_is_less_sure():
    assert 0 < of_masthead("2026 年第 1 期", "第 1 期")["year"] < 1


def test_a_title_outside_the_contents_list_is_doubtful():
    unannounced = propose(issue(TWO_ARTICLES.replace("- 提单上线\n", ""))).articles[0]
    assert unannounced.title == "提单上线"
    assert unannounced.confidence["title"] < 0.7


def test_outlets_that_contradict_each_other_are_doubtful():
    agreed = article(FIRST, "（文章来源：港城日报）")
    contradicted = article(FIRST, "（文章来源：服务经济报）")
    assert of("attributions", contradicted) < of("attributions", agreed) == 1


def test_an_article_without_a_credit_line_has_no_confidence_in_its_outlet():
    assert of("attributions", article(FIRST, credit="")) == 0


def test_each_offered_join_makes_the_body_less_sure():
    whole = article(FIRST, SECOND, THIRD)
    left_open = article(f"他说：“{FIRST}", f"{SECOND}”", THIRD)
    assert of("body", left_open) < of("body", whole) == 1


def test_a_mere_scrap_of_text_and_lost_characters_make_the_body_less_sure():
    assert of("body", article(FIRST)) < 1
    assert of("body", article(FIRST, SECOND, f"\0{THIRD}")) < of("body", article(FIRST, SECOND, THIRD))
