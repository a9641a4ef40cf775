"""The repaired sample issue: nothing left to tell an editor, its figures verified, still an issue to import."""

import datetime
from collections import Counter

import pytest

from editorial.figures import Claim, Verdict, audit
from editorial.intake import propose
from editorial.preflight.check import check
from editorial.preflight.files import read
from tests.conftest import ROOT
from tests.test_samples import FORMULAS, runs

PATH = ROOT / "samples" / "2026-01.repaired.md"
AS_PASTED = ROOT / "samples" / "2026-01.md"


@pytest.fixture(scope="module")
def text():
    return PATH.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def manuscript(text):
    return read(text)


@pytest.fixture(scope="module")
def claims(manuscript) -> list[Claim]:
    return [
        claim
        for article in manuscript.articles
        for claim in audit(
            [passage.text for passage in article.prose], article.name, written=article.dates[0]
        )
    ]


def test_there_is_nothing_left_to_tell_an_editor(manuscript):
    assert [(finding.rule, finding.words) for finding in check(manuscript)] == []


def test_the_same_issue_before_its_repair_is_full_of_findings():
    findings = check(read(AS_PASTED.read_text(encoding="utf-8")))
    assert len({finding.rule for finding in findings}) >= 14


def test_its_figures_are_verified_and_none_is_contradicted(claims):
    counted = Counter((claim.verdict, claim.rule) for claim in claims)
    assert not [claim.message for claim in claims if claim.verdict is Verdict.CONTRADICTED]
    assert counted.total() >= 20
    assert {"num.growth", "num.cagr", "num.times", "num.share", "num.percent_point", "num.currency"} <= {
        rule for _, rule in counted
    }


def test_the_mended_growth_rates_are_among_them(claims):
    yearly = [claim.sum for claim in claims if claim.rule == "num.cagr"]
    assert any("180/36" in sum_ and "17.46" in sum_ for sum_ in yearly)
    assert any("50.4/4.2" in sum_ and "28.21" in sum_ for sum_ in yearly)


def test_it_imports_as_the_issue_it_is_with_nothing_to_ask(text):
    proposal = propose(text.encode(), PATH.name)
    assert (proposal.publication, proposal.publisher) == ("港城数字经贸", "港城数字经贸促进会秘书处")
    assert (proposal.year, proposal.number, proposal.serial) == (2026, 1, 40)
    assert proposal.date == datetime.date(2026, 1, 30)
    assert (proposal.warnings, proposal.repairs) == ((), ())


def test_every_title_of_the_contents_list_is_imported_under_its_section(text):
    proposal = propose(text.encode(), PATH.name)
    announced = [line.removeprefix("- ") for line in text.split("\n") if line.startswith("- ")]
    assert [article.title for article in proposal.articles] == announced
    assert [(section.name, len(section.articles)) for section in proposal.sections] == [
        ("行业资讯", 8),
        ("协会动态", 2),
    ]
    for article in proposal.articles:
        (credit,) = article.attributions
        assert credit.outlet
        assert credit.author
        assert credit.date
        assert credit.date.year == 2026


def test_nothing_is_taken_from_the_real_issue(seed, text):
    theirs = {run for line in seed.read_text(encoding="utf-8").split("\n") for run in runs(line)}
    ours = {run for line in text.split("\n") for run in runs(line)}
    assert {run for run in ours & theirs if not any(run in formula for formula in FORMULAS)} == set()
