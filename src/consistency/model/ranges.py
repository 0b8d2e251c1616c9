"""Exact ranges of products and of linear fractions over boxes.

A linear fraction sum(a x) / sum(b x) whose denominator keeps one sign takes its
extremes at corners of the box; they are found by Dinkelbach's iteration
(W. Dinkelbach, "On nonlinear fractional programming", Management Science 13,
1967), which ends because every step moves to a strictly better corner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from .interval import Interval, point, total

Coefficients = Mapping[object, Fraction]
Box = Mapping[object, Interval]


def multiply(intervals: Sequence[Interval]) -> Interval | None:
    """Every product of one value from each interval; None where one is unbounded."""
    result = point(1)
    for interval in intervals:
        if not interval.is_bounded:
            if interval.low is None or interval.low < 0 or result.low is None or result.low < 0:
                return None
            low = result.low * interval.low
            result = Interval(low, None, result.low_open or interval.low_open)
            continue
        if not result.is_bounded:
            if interval.low is None or interval.low < 0 or result.low is None:
                return None
            result = Interval(result.low * interval.low, None, result.low_open or interval.low_open)
            continue
        result = result * interval
    return result


def divide(numerator: Interval, denominator: Interval) -> Interval | None:
    """Every quotient; None where the denominator can be zero.

    >>> divide(point(1), Interval(Fraction(2), Fraction(4)))
    Interval(low=Fraction(1, 4), high=Fraction(1, 2), low_open=False, high_open=False)
    """
    if denominator.high is not None and denominator.high <= 0 and 0 not in denominator:
        return divide(numerator.scaled(-1), denominator.scaled(-1))
    if denominator.low is None or denominator.low < 0 or 0 in denominator:
        return None
    if denominator.low == 0:
        return None
    largest = 1 / denominator.low
    least = Fraction(0) if denominator.high is None else 1 / denominator.high
    inverse = Interval(
        least, largest, denominator.high is None or denominator.high_open, denominator.low_open
    )
    if numerator.is_bounded:
        return numerator * inverse
    low = high = None
    low_open = high_open = False
    if numerator.low is not None:
        by, by_open = (
            (least, inverse.low_open) if numerator.low >= 0 else (largest, inverse.high_open)
        )
        low, low_open = numerator.low * by, numerator.low_open or by_open
    if numerator.high is not None:
        by, by_open = (
            (largest, inverse.high_open) if numerator.high >= 0 else (least, inverse.low_open)
        )
        high, high_open = numerator.high * by, numerator.high_open or by_open
    return Interval(low, high, low_open, high_open)


def linear_fraction(top: Coefficients, bottom: Coefficients, box: Box) -> Interval | None:
    """All values of sum(top x) / sum(bottom x) for x in the box.

    None where the denominator can be zero. Where an end of the box is
    unbounded, the two sums are taken as independent, which never makes the
    range smaller.
    """
    numerator = total(box[key].scaled(c) for key, c in top.items())
    denominator = total(box[key].scaled(c) for key, c in bottom.items())
    quotient = divide(numerator, denominator)
    shared = any(key in bottom and not box[key].is_point for key in top)
    if quotient is None or not shared or not all(cell.is_bounded for cell in box.values()):
        return quotient
    if denominator.high is not None and denominator.high < 0:
        top = {key: -c for key, c in top.items()}
        bottom = {key: -c for key, c in bottom.items()}
    high, high_open = _extreme(top, bottom, box)
    least, low_open = _extreme({key: -c for key, c in top.items()}, bottom, box)
    return Interval(-least, high, low_open, high_open)


def _extreme(top: Coefficients, bottom: Coefficients, box: Box) -> tuple[Fraction, bool]:
    """The supremum of top / bottom over the box (bottom > 0), and whether it is not reached."""
    keys = list(dict.fromkeys([*top, *bottom]))
    corner = {key: box[key].low or Fraction(0) for key in keys}
    while True:
        over = sum((c * corner[key] for key, c in top.items()), Fraction(0))
        under = sum((c * corner[key] for key, c in bottom.items()), Fraction(0))
        best = over / under
        slope = {key: top.get(key, 0) - best * bottom.get(key, 0) for key in keys}
        improved = {
            key: (box[key].high if slope[key] > 0 else box[key].low) or Fraction(0) for key in keys
        }
        if sum(slope[key] * improved[key] for key in keys) <= 0:
            is_open = any(
                (slope[key] > 0 and box[key].high_open) or (slope[key] < 0 and box[key].low_open)
                for key in keys
            )
            return best, is_open
        corner = improved
