"""The handbook of preflight's rules is what the rules themselves say, and reads as it was meant."""

import re
from collections import Counter

import pytest

from docs.write_preflight import PAGE, SHOWN, page
from editorial.document import CodeBlock, Heading, Paragraph, plain_text
from editorial.markdown import parse
from editorial.preflight.explained import ABOUT
from editorial.preflight.registry import RULES

by_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@pytest.fixture(scope="module")
def handbook():
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sections(handbook):
    """What a reader sees under the heading of each rule, by rule id: blocks of plain words."""
    shown: dict[str, list[tuple[type, str]]] = {}
    name = ""
    for block in parse(handbook).blocks:
        if isinstance(block, Heading):
            name = plain_text(block).rpartition(" ")[2] if block.level == 3 else ""
        else:
            shown.setdefault(name, []).append((type(block), plain_text(block)))
    return shown


def test_the_handbook_is_up_to_date(handbook):
    assert handbook == page(), "a rule has changed: .venv/bin/python -m docs.write_preflight"


def test_every_rule_is_explained_and_nothing_else_is():
    assert ABOUT.keys() == {rule.id for rule in RULES}


@by_rule
def test_an_explanation_is_of_whole_sentences_of_its_own(rule):
    assert ABOUT[rule.id].endswith("。")
    assert len(ABOUT[rule.id]) >= 20
    assert list(ABOUT.values()).count(ABOUT[rule.id]) == 1


@by_rule
def test_the_examples_are_read_as_they_are_written(sections, rule):
    shown = sections[rule.id]
    for mark, text in (("错", rule.wrong), ("对", rule.right)):
        text = re.sub(r"\n{3,}", "\n\n", text.strip())
        if len(text) > SHOWN and "\n" not in text:
            text = text[: SHOWN // 2]
            assert any(words.startswith(f"{mark}：{text}") for _, words in shown)
        else:
            assert (Paragraph, f"{mark}：{text}") in shown or (CodeBlock, f"{text}\n") in shown


@by_rule
def test_the_clause_behind_the_rule_is_named(sections, rule):
    assert (Paragraph, f"依据：{rule.standard}") in sections[rule.id]


def test_every_link_within_the_page_leads_to_one_heading(handbook):
    headings = re.findall(
        r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", handbook, flags=re.S | re.M), re.MULTILINE
    )
    # GitHub: lower case, letters, digits, _ and - kept, blanks as -.
    anchors = Counter(re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings)
    links = re.findall(r"\]\(#([^)]+)\)", handbook)
    assert len(links) >= len(RULES)
    assert [link for link in links if anchors[link] != 1] == []
