"""Periods of time as statistics name them."""

from datetime import date

import pytest

from editorial.figures.periods import Period, mentions


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025年", "2025"),
        ("到 2025 年末", "2025"),
        ("2025年1—11月", "2025-01/2025-11"),
        ("截至2025年11月底", "2025-11"),
        ("2025年第三季度", "2025-Q3"),
        ("2025年前三季度", "2025-01/2025-09"),
        ("2025年上半年", "2025-01/2025-06"),
        ("2007至2024年间", "2007/2024"),
        ("去年", "2025"),
        ("去年前10个月", "2025-01/2025-10"),
    ],
)
def test_a_period_is_written_one_way(text, period):
    (mention,) = mentions(text, date(2026, 1, 30))
    assert str(mention.period) == period


def test_the_same_period_last_year_counts_from_the_period_before_it():
    now, then = mentions("2025年1—11月出口120亿元，上年同期为100亿元。")
    assert str(then.period) == "2024-01/2024-11"
    assert then.period.years_until(now.period) == 1


def test_a_period_compared_with_is_not_the_one_spoken_of():
    compared = [mention.compared for mention in mentions("2025年出口比2020年增长一倍。")]
    assert compared == [False, True]


def test_a_year_only_pointed_at_is_no_known_year():
    (mention,) = mentions("去年营收100亿元。")
    assert not mention.period.is_dated
    assert mention.period.years_until(Period.months(2025)) is None


def test_no_years_lie_between_different_months():
    assert Period.months(2024, 1, 6).years_until(Period.months(2025, 1, 9)) is None
