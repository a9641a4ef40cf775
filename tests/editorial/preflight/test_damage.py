"""The repaired sample damaged again, in each rule's own way: what was done is found, and where it was done.

A few places for each rule; `bench/preflight.py` tries many and prints the recall of each.
"""

import random
from itertools import islice

import pytest

from bench.damage import DAMAGES, clean_issue
from bench.damage.figures import misprint
from bench.preflight import LEAST_OF_ERRORS, LEAST_OF_FIGURES, findings_of, measure, total, undamaged
from editorial.preflight.finding import Severity
from editorial.preflight.registry import RULES
from editorial.preflight.rules import Family

PLACES = 2


@pytest.fixture(scope="module")
def issue():
    return clean_issue()


@pytest.fixture(scope="module")
def scores(issue):
    clean = findings_of(issue)
    return [measure(rule, issue, clean, PLACES, seed=1) for rule in RULES]


def test_every_rule_has_its_damage_and_every_damage_its_rule():
    assert undamaged() == set()


def test_a_rule_without_damage_is_named():
    assert undamaged(RULES[1:]) == {RULES[0].id}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_leaves_everything_before_it_as_it_was(name, issue):
    made = list(islice(DAMAGES[name](issue, random.Random(3)), 6))
    assert made
    for damage in made:
        start = min(place.start for place in damage.places)
        assert damage.text != issue.text
        assert damage.text[:start] == issue.text[:start]
        assert all(place.start < place.end <= len(damage.text) for place in damage.places)


def test_the_clean_issue_is_clean(issue):
    assert findings_of(issue) == set()


def test_damage_done_by_errors_is_found(scores):
    errors = [score for score in scores if score.rule.severity is Severity.ERROR]
    missed = [(score.rule.id, damage.excerpt()) for score in errors for damage in score.missed]
    assert total(errors) >= LEAST_OF_ERRORS, missed


def test_misprinted_figures_are_found(scores):
    figures = [score for score in scores if score.rule.family is Family.FIGURES]
    missed = [(score.rule.id, damage.excerpt()) for score in figures for damage in score.missed]
    assert total(figures) >= LEAST_OF_FIGURES, missed


def test_no_rule_is_blind_to_its_own_damage(scores):
    assert [score.rule.id for score in scores if not score.found] == []


@pytest.mark.parametrize("figure", ["17.5%", "3倍", "0.85", "2.7个百分点", "1420", "48.6"])
def test_a_misprint_is_more_than_rounding(figure):
    dice = random.Random(5)
    number = float(figure.rstrip("%倍个百分点"))
    places = len(figure.rstrip("%倍个百分点").partition(".")[2])
    for _ in range(200):
        wrong = misprint(figure, dice)
        assert abs(float(wrong.rstrip("%倍个百分点")) - number) > 2 * 10**-places
        assert wrong.lstrip("0123456789.") == figure.lstrip("0123456789.")
