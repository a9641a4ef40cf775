"""The real issue: what an editor must be told of it, at its place."""

import pytest

from editorial.preflight.check import check
from editorial.preflight.files import read
from editorial.preflight.finding import Severity
from tests.conftest import SHARED


@pytest.fixture(scope="module")
def findings():
    path = SHARED / "seed" / "2026-01.md"
    if not path.exists():
        pytest.skip("the real issue is not here")
    text = path.read_text(encoding="utf-8")
    return [(f.rule, f.severity, text.count("\n", 0, f.span.start) + 1, f.words) for f in check(read(text))]


def lines(findings, rule, severity=None):
    return [line for found, level, line, _ in findings if found == rule and severity in (None, level)]


def test_the_five_cut_paragraphs_and_the_likely_sixth(findings):
    assert lines(findings, "para.broken", Severity.ERROR) == [36, 62, 92, 156, 216]
    assert lines(findings, "para.broken", Severity.WARNING) == [238]


def test_the_text_pasted_twice_its_open_bracket_and_the_doubled_word(findings):
    assert lines(findings, "para.duplicate") == [248]
    assert lines(findings, "pair.unbalanced") == [248]
    assert [(line, words) for rule, _, line, words in findings if rule == "dup.char"] == [(212, "是是")]


def test_the_empty_section_and_the_uneven_headings(findings):
    assert lines(findings, "section.empty") == [264]
    assert lines(findings, "head.level") == [48, 70, 118, 162, 180, 232]


def test_no_other_error(findings):
    told = {"para.broken", "para.duplicate", "pair.unbalanced", "dup.char", "section.empty", "head.level"}
    assert {rule for rule, level, _, _ in findings if level is Severity.ERROR} <= told


def test_sources_and_brackets(findings):
    assert lines(findings, "source.format") == [44, 116]
    assert lines(findings, "source.duplicate") == [46]
    assert lines(findings, "text.self_ref") == [50]
    assert lines(findings, "punct.half_paren") == [40, 56, 56, 108, 112, 116]


def test_the_two_growth_rates_that_the_figures_contradict_and_no_other(findings):
    told = [(rule, words) for rule, _, _, words in findings if rule.startswith("num.")]
    assert [(rule, words.strip("* ")) for rule, words in told] == [
        ("num.cagr", "12.1%"),
        ("num.cagr", "12.7%"),
    ]
