"""Intervals of rationals: the values that can lie behind a printed number."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

NIL = Fraction(0)

# An end of an interval: 0 and its value, or -1 or 1 where it is infinite; whether it is open.
_End = tuple[int, Fraction, bool]


@dataclass(frozen=True, slots=True)
class Interval:
    """The reals between two ends, each open or closed; `None` is unbounded.

    Arithmetic is for intervals that are not empty.

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
    def is_exact(self) -> bool:
        """Made by `point`: cheaper to ask than `is_point`, and never wrong when true."""
        return self.low is self.high and self.low is not None and not self.low_open

    @property
    def is_point(self) -> bool:
        """Exactly one value lies in it."""
        return self.low is not None and self.low == self.high

    def __contains__(self, value: Fraction | int) -> bool:
        low, high = self.low, self.high
        if low is not None and _apart(low, self.low_open, value, False):
            return False
        return high is None or not _apart(value, False, high, self.high_open)

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
        return not (
            _leave_nothing(self, other)
            or _leave_nothing(other, self)
            or _leave_nothing(self, self)
            or _leave_nothing(other, other)
        )

    def reaches(self, other: Interval) -> bool:
        """The difference of some value here and some value there is 0.

        As `(self + other.scaled(-1)).meets(ZERO)`, without the arithmetic.
        """
        return not (_leave_nothing(self, other) or _leave_nothing(other, self))

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a value here and a value there (Minkowski)."""
        if other is ZERO:
            return self
        if self is ZERO:
            return other
        low = None if self.low is None or other.low is None else self.low + other.low
        if self.is_exact and other.is_exact:
            return Interval(low, low)
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
        if factor == -1:
            return self._turned()
        low = None if self.low is None else self.low * factor
        if self.is_exact:
            return Interval(low, low)
        high = None if self.high is None else self.high * factor
        if factor > 0:
            return Interval(low, high, self.low_open, self.high_open)
        return Interval(high, low, self.high_open, self.low_open)

    def _turned(self) -> Interval:
        low = None if self.high is None else -self.high
        if self.is_exact:
            return Interval(low, low)
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def __mul__(self, other: Interval) -> Interval:
        """Every product of a value here and a value there, both intervals not empty."""
        if other.is_exact and other.low is not None:
            return self.scaled(other.low)
        if self.is_exact and self.low is not None:
            return other.scaled(self.low)
        if self._rises_above_zero and other._rises_above_zero:
            low, high = _times(self.low, other.low), _times(self.high, other.high)
            return Interval(
                low, high, self.low_open or other.low_open, self.high_open or other.high_open
            )
        corners = [_corner(one, two) for one in self._ends() for two in other._ends()]
        least = min((infinite, value) for infinite, value, _ in corners)
        largest = max((infinite, value) for infinite, value, _ in corners)
        open_at = {
            end: all(is_open for infinite, value, is_open in corners if (infinite, value) == end)
            and not (end == (0, NIL) and (0 in self or 0 in other))
            for end in (least, largest)
        }
        return Interval(
            None if least[0] else least[1],
            None if largest[0] else largest[1],
            not least[0] and open_at[least],
            not largest[0] and open_at[largest],
        )

    @property
    def _rises_above_zero(self) -> bool:
        """Bounded, above 0, and of more than one value: its corners are those of a product."""
        low, high = self.low, self.high
        if low is None or high is None or low.numerator <= 0:
            return False
        return not _apart(low, True, high, True)

    def _ends(self) -> tuple[_End, _End]:
        low = (-1, NIL, True) if self.low is None else (0, self.low, self.low_open)
        high = (1, NIL, True) if self.high is None else (0, self.high, self.high_open)
        return low, high

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


def _leave_nothing(one: Interval, two: Interval) -> bool:
    """No value lies above the low end of `one` and below the high end of `two`."""
    low, high = one.low, two.high
    if low is None or high is None:
        return False
    return _apart(low, one.low_open, high, two.high_open)


def _apart(low: Fraction | int, low_open: bool, high: Fraction | int, high_open: bool) -> bool:
    """No value lies between the ends; by whole numbers, which compare faster than fractions."""
    left, right = low.numerator * high.denominator, high.numerator * low.denominator
    return left > right or (left == right and (low_open or high_open))


def _times(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one * other


def _corner(one: _End, two: _End) -> _End:
    """The product of two ends, the limit 0 for nothing times the infinite."""
    (infinite, value, is_open), (other_infinite, other_value, other_open) = one, two
    if not infinite and not other_infinite:
        reached = (value == 0 and not is_open) or (other_value == 0 and not other_open)
        return 0, value * other_value, (is_open or other_open) and not reached
    sign = (infinite or _sign(value)) * (other_infinite or _sign(other_value))
    if sign:
        return sign, NIL, True
    return 0, NIL, other_open if infinite else is_open


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


ZERO = Interval(NIL, NIL)
EVERYTHING = Interval(None, None)
NOTHING = Interval(NIL, NIL, True, True)


def point(value: Fraction | int) -> Interval:
    """The interval that holds one value."""
    exact = value if isinstance(value, Fraction) else Fraction(value)
    return Interval(exact, exact)


def around(value: Fraction, half_width: Fraction) -> Interval:
    """`[value - half_width, value + half_width]`, closed: nearest rounding, tie rule unknown."""
    one, two = value.denominator, half_width.denominator
    middle, width = value.numerator * two, half_width.numerator * one
    return Interval(Fraction(middle - width, one * two), Fraction(middle + width, one * two))


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of several intervals; of none, zero."""
    cells = [cell for cell in intervals if cell is not ZERO]
    if len(cells) < 2:
        return cells[0] if cells else ZERO
    low = added([cell.low for cell in cells])
    if all(cell.is_exact for cell in cells):
        return Interval(low, low)
    high = added([cell.high for cell in cells])
    return Interval(
        low,
        high,
        low is not None and any(cell.low_open for cell in cells),
        high is not None and any(cell.high_open for cell in cells),
    )


def added(values: Sequence[Fraction | None]) -> Fraction | None:
    """The sum, or None where one is None; brought to lowest terms once, not at every step."""
    above, below = 0, 1
    for value in values:
        if value is None:
            return None
        part = value.denominator
        if part == below:
            above += value.numerator
        else:
            common = math.lcm(part, below)
            above = above * (common // below) + value.numerator * (common // part)
            below = common
    return Fraction(above, below)
