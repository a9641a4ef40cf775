"""The engine: findings point at the source, in reading order, and their fixes hold."""

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.preflight.check import check
from editorial.preflight.files import read

MARKS = st.sampled_from(
    [*"，。、（）()“”《》【】●#*-_ \n12年月日是的了来源：亿%", "\n\n", "（文章来源：", "**", "![](", "港口"]
)


@given(st.lists(st.one_of(MARKS, st.characters()), max_size=60).map("".join))
@settings(deadline=None)
def test_any_text_is_read_and_every_finding_points_at_its_words(text):
    for finding in check(read(text)):
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert text[finding.span.start : finding.span.end] == finding.words


def test_offsets_count_through_markup_escapes_and_line_ends():
    text = "全市\\*出口**38.3 亿元**，\r\n\r\n欧盟仍**是**是最大市场。"
    (finding,) = (finding for finding in check(read(text)) if finding.rule == "dup.char")
    assert finding.words == "是**是"
    assert text[: finding.span.start].endswith("欧盟仍**")


def test_findings_come_in_reading_order():
    findings = check(read("甲(乙)丙，，丁。\n\n戊(己)庚。"))
    starts = [finding.span.start for finding in findings]
    assert starts == sorted(starts)
    assert [finding.rule for finding in findings] == ["punct.half_paren", "punct.repeat", "punct.half_paren"]


def test_a_passage_is_hashed_once_however_much_is_found_in_it(monkeypatch):
    hashed: list[bytes] = []
    sha256 = hashlib.sha256

    def counted(words: bytes) -> object:
        hashed.append(words)
        return sha256(words)

    monkeypatch.setattr(hashlib, "sha256", counted)
    findings = check(read("甲" + "(" * 50))
    assert len(findings) >= 50
    assert len({finding.passage for finding in findings}) == len(hashed) == 1


def test_a_fix_made_leaves_nothing_to_fix():
    text = "海外仓(含前置仓)面积１２万平方米，，仍是是第一,费用降低10—15%。"
    findings = [finding for finding in check(read(text)) if finding.fix is not None]
    assert len(findings) >= 5
    for finding in sorted(findings, key=lambda each: each.span.start, reverse=True):
        text = text[: finding.span.start] + (finding.fix or "") + text[finding.span.end :]
    assert text == "海外仓（含前置仓）面积12万平方米，仍是第一，费用降低10%—15%。"
    assert not [finding for finding in check(read(text)) if finding.fix is not None]
