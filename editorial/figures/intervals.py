"""Interval arithmetic: what a printed figure may stand for, and whether two figures can agree.

Closed intervals of exact fractions. Nothing here knows text, units or claims.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

UNBOUNDED = Fraction(10**30)
"""Beyond any figure that is ever printed: the open end of “more than” and “less than”."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Every value from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    @classmethod
    def exactly(cls, value: int | Fraction) -> "Interval":
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def around(cls, value: Fraction, radius: Fraction) -> "Interval":
        return cls(value - radius, value + radius)

    def meets(self, other: "Interval") -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: "Interval") -> "Interval":
        """Division; by an interval that holds zero it may give anything."""
        if other.low <= 0 <= other.high:
            return Interval(-UNBOUNDED, UNBOUNDED)
        return self * Interval(1 / other.high, 1 / other.low)

    def __pow__(self, exponent: int) -> "Interval":
        """A power of an interval of nonnegative values; what is below zero counts as zero."""
        return Interval(max(self.low, Fraction(0)) ** exponent, max(self.high, Fraction(0)) ** exponent)


ONE = Interval.exactly(1)
HUNDRED = Interval.exactly(100)


def total(parts: Iterable[Interval]) -> Interval:
    return sum(parts, start=Interval.exactly(0))
