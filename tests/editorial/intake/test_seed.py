"""The first real issue, field by field. Its words stay outside the repository."""

import datetime
import json

import pytest

from editorial.document import Heading, Paragraph, Strong, plain_text, walk
from editorial.intake import propose
from editorial.markdown import parse
from tests.conftest import SHARED


@pytest.fixture(scope="module")
def proposal(seed):
    return propose(seed.read_bytes(), seed.name)


@pytest.fixture(scope="module")
def articles(proposal):
    return [article for section in proposal.sections for article in section.articles]


@pytest.fixture(scope="module")
def perfect():
    """What a perfect reader returns, as [kind, text] pairs."""
    path = SHARED / "intake" / "v1-headings.blocks.json"
    if not path.exists():
        pytest.skip("../shared/intake/v1-headings.blocks.json is not here")
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_masthead_is_read(proposal):
    assert (proposal.year, proposal.number, proposal.serial) == (2026, 1, 40)
    assert proposal.publication == "数字贸易简报"
    assert proposal.publisher == "大连市数字贸易协会秘书处"
    assert proposal.date == datetime.date(2026, 1, 30)


def test_the_second_section_is_empty_and_says_so(proposal):
    assert [(each.name, len(each.articles)) for each in proposal.sections] == [
        ("行业资讯", 8),
        ("协会动态", 0),
    ]
    assert [warning.line for warning in proposal.warnings if warning.code == "section.empty"] == [264]


def test_the_titles_are_those_of_the_contents_list(articles, perfect):
    assert [article.title for article in articles] == [text for kind, text in perfect if kind == "toc"]


def test_each_article_names_its_outlet(articles):
    first = articles[0].attributions
    assert [(each.outlet, each.via, each.author) for each in first] == [("经济日报", "中国经济网", "冯其予")]
    assert [[each.outlet for each in article.attributions] for article in articles[1:]] == [
        ["中国新闻报"], ["21世纪经济报道"], ["中国新闻网"], ["中国新闻网"], ["经济日报"], ["国际商报"], ["国际商报"]
    ]  # fmt: skip


def test_the_sub_headings_are_those_of_one_article(articles):
    assert [article.subheadings for article in articles if article.subheadings] == [
        ("强化统筹协调", "加快技术攻关", "拓展融合场景")
    ]


def test_five_breaks_are_mended_and_the_sixth_is_offered(proposal):
    joins = [(each.line, each.certain) for each in proposal.repairs if each.kind == "paragraph.joined"]
    assert joins == [(38, True), (64, True), (94, True), (158, True), (218, True), (240, False)]


def test_the_second_copy_goes_and_its_credit_line_stays(proposal, articles):
    assert [each.line for each in proposal.repairs if each.kind == "text.repeated"] == [248]
    assert articles[-1].attributions[0].verbatim == "（文章来源：国际商报）"
    assert len(articles[-1].paragraphs) == 7


def test_no_bold_is_left(articles):
    assert not [
        node for article in articles for node in walk(parse(article.body)) if isinstance(node, Strong)
    ]


def test_all_paragraphs_but_the_offered_one_are_exact(articles, perfect):
    expected = [text for kind, text in perfect if kind == "para"]
    read = {paragraph for article in articles for paragraph in article.paragraphs}
    assert len(expected) == 84
    assert sum(text in read for text in expected) >= 83


def test_the_markdown_says_what_the_plain_text_says(articles):
    for article in articles:
        blocks = parse(article.body).blocks
        assert [plain_text(each) for each in blocks if isinstance(each, Paragraph)] == [*article.paragraphs]
        assert [plain_text(each) for each in blocks if isinstance(each, Heading)] == [*article.subheadings]
