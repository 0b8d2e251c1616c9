"""Intervals of rationals: the values that can lie behind a printed number."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """The reals between two ends, each open or closed; `None` is unbounded.

    >>> Interval(Fraction(1), Fraction(2)) + Interval(Fraction(1), None)
    Interval(low=Fraction(2, 1), high=None, low_open=False, high_open=False)
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @property
    def is_empty(self) -> bool:
        """No value lies in it."""
        if self.low is None or self.high is None:
            return False
        if self.low == self.high:
            return self.low_open or self.high_open
        return self.low > self.high

    @property
    def is_bounded(self) -> bool:
        """Both ends are numbers."""
        return self.low is not None and self.high is not None

    @property
    def is_point(self) -> bool:
        """Exactly one value lies in it."""
        return self.low is not None and self.low == self.high

    def __contains__(self, value: Fraction | int) -> bool:
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or value < self.high or (value == self.high and not self.high_open)

    def __and__(self, other: Interval) -> Interval:
        """The values in both."""
        low, low_open = self.low, self.low_open
        if low is None or (other.low is not None and other.low >= low):
            low_open = other.low_open or (low_open and low == other.low)
            low = other.low
        high, high_open = self.high, self.high_open
        if high is None or (other.high is not None and other.high <= high):
            high_open = other.high_open or (high_open and high == other.high)
            high = other.high
        return Interval(low, high, low_open, high_open)

    def meets(self, other: Interval) -> bool:
        """Some value lies in both."""
        return not (self & other).is_empty

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a value here and a value there (Minkowski)."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.low_open),
            high is not None and (self.high_open or other.high_open),
        )

    def scaled(self, factor: Fraction | int) -> Interval:
        """Every value times `factor`."""
        if factor == 1:
            return self
        if factor == 0:
            return ZERO
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor > 0:
            return Interval(low, high, self.low_open, self.high_open)
        return Interval(high, low, self.high_open, self.low_open)

    def __mul__(self, other: Interval) -> Interval:
        """Every product of a value here and a value there; both must be bounded."""
        corners = [
            (a * b, (open_a and b != 0) or (open_b and a != 0))
            for a, open_a in self._ends()
            for b, open_b in other._ends()
        ]
        low = min(value for value, _ in corners)
        high = max(value for value, _ in corners)
        zero_inside = 0 in self or 0 in other
        return Interval(
            low,
            high,
            all(is_open for value, is_open in corners if value == low)
            and not (low == 0 and zero_inside),
            all(is_open for value, is_open in corners if value == high)
            and not (high == 0 and zero_inside),
        )

    def _ends(self) -> tuple[tuple[Fraction, bool], tuple[Fraction, bool]]:
        if self.low is None or self.high is None:
            raise ValueError("a product needs bounded intervals")
        return (self.low, self.low_open), (self.high, self.high_open)

    def integers(self) -> tuple[int | None, int | None]:
        """The least and greatest whole number inside, `None` where unbounded.

        When no whole number lies inside, the first is greater than the second.
        """
        first = last = None
        if self.low is not None:
            first = math.ceil(self.low)
            first += self.low_open and first == self.low
        if self.high is not None:
            last = math.floor(self.high)
            last -= self.high_open and last == self.high
        return first, last

    @property
    def has_integer(self) -> bool:
        """Some whole number lies inside."""
        first, last = self.integers()
        return first is None or last is None or first <= last


ZERO = Interval(Fraction(0), Fraction(0))
EVERYTHING = Interval(None, None)


def point(value: Fraction | int) -> Interval:
    """The interval that holds one value."""
    exact = Fraction(value)
    return Interval(exact, exact)


def around(value: Fraction, half_width: Fraction) -> Interval:
    """`[value - half_width, value + half_width]`, closed: nearest rounding, tie rule unknown."""
    return Interval(value - half_width, value + half_width)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of several intervals; of none, zero."""
    result = ZERO
    for interval in intervals:
        result = result + interval
    return result
