"""An article as the newsroom keeps it is read field by field, each span counting in its own field."""

import datetime

from editorial.intake.proposal import AttributionProposal
from editorial.ledger import Entry
from editorial.preflight.check import check
from editorial.preflight.drafts import Draft, article_text, manuscript
from editorial.preflight.finding import Place
from editorial.preflight.manuscript import Role

JANUARY = Entry(2026, 1, 40, datetime.date(2026, 1, 30))


def draft(body="港口扩能。", title="码头用上新系统", outlet="人民日报", **values):
    return Draft(title, body, attributions=(AttributionProposal(outlet),) if outlet else (), **values)


def found(*drafts, entry=None):
    return [(each.rule, each.place.field, each.words) for each in check(manuscript(drafts, entry))]


def test_blocks_are_read_in_their_roles():
    body = "## 新进展\n\n第一段。\n\n- 一项\n\n> 引文\n\n| 年 | 量 |\n| - | - |\n| 2025 | 3 |\n\n注[^1]\n\n[^1]: 脚注。"
    roles = [passage.role for passage in article_text(draft(body)).passages]
    assert roles == [
        Role.SUBHEADING,
        Role.PARAGRAPH,
        Role.LIST_ITEM,
        Role.QUOTE,
        *[Role.CELL] * 4,
        Role.PARAGRAPH,
        Role.NOTE,
    ]


def test_a_finding_names_its_field_and_counts_in_it():
    text = draft("仍是**是**最大市场。", title="新系统(二期)上线", summary="摘要，，完。", uid="abcd2345")
    findings = check(manuscript([text]))
    assert [(each.rule, each.place, each.words) for each in findings if each.fix is not None] == [
        ("punct.half_paren", Place("abcd2345", "title"), "(二期)"),
        ("punct.repeat", Place("abcd2345", "summary"), "，，"),
        ("dup.char", Place("abcd2345", "body"), "是**是"),
    ]
    for each in findings:
        assert text.text(each.place.field)[each.span.start : each.span.end] == each.words


def test_an_article_without_a_source_is_an_error_at_its_title():
    assert ("source.missing", "title", "码头用上新系统") in found(draft(outlet=""))
    assert not [rule for rule, _, _ in found(draft()) if rule.startswith("source.")]


def test_an_unknown_outlet_is_shown_in_the_credit_as_printed():
    assert ("source.unknown", "credit", "港湾曰报") in found(draft(outlet="港湾曰报"))


def test_a_sub_heading_on_the_level_of_the_title_is_an_error():
    assert ("head.level", "body", "# 新进展") not in found(draft("## 新进展\n\n完。"))
    assert "head.level" in [rule for rule, _, _ in found(draft("# 新进展\n\n完。"))]


def test_numbers_that_the_ledger_contradicts_are_the_issue_s_own_finding():
    text = manuscript([draft()], JANUARY)
    assert not [each for each in check(text) if each.rule.startswith("issue.")]
    wrong = manuscript([draft()], Entry(2026, 1, 40, datetime.date(2025, 1, 30)))
    (finding,) = (each for each in check(wrong) if each.rule == "issue.date")
    assert finding.place == Place("", "numbers")
    assert "2025" in finding.message


def test_a_paragraph_that_stands_in_two_articles_is_found_in_the_second():
    paragraph = (
        "港口全年新开十二条外贸航线，覆盖东南亚、中东和地中海沿岸，运价比上年平均下降一成，货主普遍受益。"
    )
    one, other = draft(paragraph, title="航线", uid="one"), draft(paragraph, title="运价", uid="other")
    (finding,) = (each for each in check(manuscript([one, other])) if each.rule == "para.duplicate")
    assert finding.place.article == "other"
    assert "《航线》" in finding.message
