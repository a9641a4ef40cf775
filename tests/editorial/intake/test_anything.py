"""Whatever comes in, out comes a proposal or a sentence."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.intake import Refused, propose
from editorial.intake.proposal import IssueProposal
from editorial.markdown import parse
from tests.editorial.intake.pasted import MASTHEAD

FRAGMENTS = st.sampled_from(
    ["【行业资讯】", "● ", "- ", "# ", "\n", "\n\n", "**", "（", "）", "来源：", "作者：", "记者 ", "港城日报", "一是", "二是",
     "38.3", "。", "，", "“", "”", "第1期", "总第", "2026年", "1月", "目录", "|", "---", "　　", "\f", "\v", "\0", "《", "》", "-",
     "http://", "[", "](", "\\", "港口把提单搬到了线上，货主坐在办公室里就能看见。"]
)  # fmt: skip


def proposed(content: bytes) -> IssueProposal | None:
    """The proposal, or None where a refusal is the right answer; any other exception is not caught."""
    try:
        return propose(content)
    except Refused:
        return None


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(content):
    proposed(content)


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENTS, max_size=60).map("".join))
def test_any_mixture_of_what_issues_are_made_of(text):
    proposal = proposed((MASTHEAD + text).encode())
    if proposal is None:
        return
    assert 0 <= proposal.confidence <= 1
    written = json.dumps(proposal.to_json(), ensure_ascii=False)
    assert "\0" not in written.encode().decode()
    for section in proposal.sections:
        for article in section.articles:
            parse(article.body)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_in_an_article_after_a_round_trip_through_markdown(text):
    proposal = proposed(f"{MASTHEAD}\n【资讯】\n\n● 题目\n\n{text}".encode("utf-8", "replace"))
    assert proposal is None or proposal.sections
