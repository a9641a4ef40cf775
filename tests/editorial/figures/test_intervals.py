"""What a printed figure may stand for: arithmetic on intervals never loses a value that was possible."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.figures.intervals import Interval, total

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)
within = st.fractions(min_value=0, max_value=1, max_denominator=50)


@st.composite
def intervals_with_a_value(draw):
    low, width, where = draw(numbers), abs(draw(numbers)), draw(within)
    return Interval(low, low + width), low + width * where


@given(intervals_with_a_value(), intervals_with_a_value())
def test_whatever_two_values_give_lies_in_what_their_intervals_give(one, other):
    (first, a), (second, b) = one, other
    assert (first + second).low <= a + b <= (first + second).high
    assert (first - second).low <= a - b <= (first - second).high
    assert (first * second).low <= a * b <= (first * second).high
    if b:
        assert (first / second).low <= a / b <= (first / second).high


@given(intervals_with_a_value(), st.integers(min_value=1, max_value=20))
def test_a_power_holds_the_powers_of_every_value_that_is_not_negative(one, years):
    interval, value = one
    if value >= 0:
        assert (interval**years).low <= value**years <= (interval**years).high


@pytest.mark.parametrize(("one", "other", "meet"), [((1, 2), (2, 3), True), ((1, 2), (3, 4), False)])
def test_intervals_meet_when_some_value_is_in_both(one, other, meet):
    first, second = (Interval(*map(Fraction, ends)) for ends in (one, other))
    assert first.meets(second) is meet
    assert second.meets(first) is meet


def test_roundings_add_up():
    part = Interval.around(Fraction("0.4"), Fraction("0.05"))
    assert total([part, part, part]) == Interval.around(Fraction("1.2"), Fraction("0.15"))
