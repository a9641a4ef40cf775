"""The sample issue, field by field: the same flaws as the first real one, always at hand."""

import datetime
import re

import pytest

from editorial.document import Strong, walk
from editorial.intake import propose
from editorial.markdown import parse


@pytest.fixture(scope="module")
def text(sample):
    return sample.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def proposal(text):
    return propose(text.encode(), "2026-01.md")


@pytest.fixture(scope="module")
def articles(proposal):
    return [article for section in proposal.sections for article in section.articles]


def test_the_masthead_is_read(proposal):
    assert (proposal.publication, proposal.publisher) == ("港城数字经贸", "港城数字经贸促进会秘书处")
    assert (proposal.year, proposal.number, proposal.serial) == (2026, 1, 40)
    assert proposal.date == datetime.date(2026, 1, 30)
    assert proposal.confidence > 0.9


def test_the_second_section_is_empty_and_says_so(proposal):
    assert [(each.name, len(each.articles)) for each in proposal.sections] == [
        ("行业资讯", 8),
        ("协会动态", 0),
    ]
    assert [warning.line for warning in proposal.warnings if warning.code == "section.empty"] == [262]


def test_the_titles_are_those_of_the_contents_list(articles, text):
    announced = re.findall(r"^- (.+)$", text.partition("【协会动态】")[0], re.MULTILINE)
    assert [article.title for article in articles] == [title.replace("**", "") for title in announced]


def test_each_article_names_its_outlet(articles):
    first = articles[0].attributions
    assert [(each.outlet, each.via, each.author) for each in first] == [("港城日报", "海运经济网", "林一清")]
    assert [article.attributions[0].outlet for article in articles[1:]] == [
        "数贸观察", "东部商报", "海运经济网", "海运经济网", "港城日报", "服务经济报", "服务经济报"
    ]  # fmt: skip


def test_five_breaks_are_mended_and_the_sixth_is_offered(proposal):
    joins = [(each.line, each.certain) for each in proposal.repairs if each.kind == "paragraph.joined"]
    assert joins == [(38, True), (64, True), (92, True), (156, True), (216, True), (238, False)]


def test_a_paragraph_that_was_cut_reads_on(articles):
    [joined] = [each for each in articles[0].paragraphs if "一个模板套到底" in each]
    assert "避免了“一个模板套到底”" in joined


def test_the_second_copy_goes_and_its_credit_line_stays(proposal, articles):
    assert [each.line for each in proposal.repairs if each.kind == "text.repeated"] == [246]
    assert len(articles[-1].paragraphs) == len(set(articles[-1].paragraphs)) == 7
    assert articles[-1].attributions[0].verbatim == "（文章来源：服务经济报）"


def test_no_bold_is_left(articles):
    nodes = (node for article in articles for node in walk(parse(article.body)))
    assert not [node for node in nodes if isinstance(node, Strong)]


def test_a_credit_inside_a_paragraph_stays_and_is_told(proposal, articles):
    assert articles[0].paragraphs[-1].endswith("（本文来源：港城日报作者：林一清）")
    [warning] = [each for each in proposal.warnings if each.code == "credit.run_in"]
    assert "已记入文章来源" in warning.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_the_encoding_makes_no_difference(proposal, text, encoding):
    assert propose(text.encode(encoding)) == proposal


def test_windows_line_ends_make_no_difference(proposal, text):
    assert propose(text.replace("\n", "\r\n").encode()) == proposal
