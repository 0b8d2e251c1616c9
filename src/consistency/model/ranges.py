"""Exact ranges of products and of linear fractions over boxes.

A linear fraction sum(a x) / sum(b x) whose denominator keeps one sign takes its
extremes at corners of the box; they are found by Dinkelbach's iteration
(W. Dinkelbach, "On nonlinear fractional programming", Management Science 13,
1967), which ends because every step moves to a strictly better corner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from .interval import NIL, NOTHING, Interval, point, total

Coefficients = Mapping[object, Fraction]
Box = Mapping[object, Interval]

_POSITIVE = Interval(NIL, None, low_open=True)


def multiply(intervals: Sequence[Interval]) -> Interval:
    """Every product of one value from each interval."""
    result = point(1)
    for interval in intervals:
        result = result * interval
    return result


def divide(numerator: Interval, denominator: Interval) -> Interval | None:
    """Every quotient; None where the denominator can be zero.

    >>> divide(point(1), Interval(Fraction(2), Fraction(4)))
    Interval(low=Fraction(1, 4), high=Fraction(1, 2), low_open=False, high_open=False)
    """
    if 0 in denominator:
        return None
    if denominator.is_exact and denominator.low is not None:
        return numerator.scaled(1 / denominator.low)
    if denominator.low is None or denominator.low < 0:
        return divide(numerator.scaled(-1), denominator.scaled(-1))
    inverse = Interval(
        NIL if denominator.high is None else 1 / denominator.high,
        None if denominator.low == 0 else 1 / denominator.low,
        denominator.high is None or denominator.high_open,
        denominator.low != 0 and denominator.low_open,
    )
    return numerator * inverse


def positive_wholes(part: Interval, ratio: Interval) -> Interval:
    """The positive W for which some a / W with a in `part` lies in `ratio`.

    >>> positive_wholes(point(1), Interval(Fraction(0), Fraction(1, 2)))
    Interval(low=Fraction(2, 1), high=None, low_open=False, high_open=False)
    """
    if 0 in part and 0 in ratio:
        return _POSITIVE
    for sign in (1, -1):
        above, below = part.scaled(sign) & _POSITIVE, ratio.scaled(sign) & _POSITIVE
        if not above.is_empty and not below.is_empty:
            return divide(above, below) or NOTHING
    return NOTHING


def linear_fraction(top: Coefficients, bottom: Coefficients, box: Box) -> Interval | None:
    """All values of sum(top x) / sum(bottom x) for x in the box.

    None where the denominator can be zero, or as near to it as one likes. Where
    an end of the box is unbounded, the two sums are taken as independent, which
    never makes the range smaller.
    """
    numerator = total(box[key].scaled(c) for key, c in top.items())
    denominator = total(box[key].scaled(c) for key, c in bottom.items())
    if 0 in (denominator.low, denominator.high):
        return None
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
    corner = {key: box[key].low or NIL for key in keys}
    while True:
        over = sum((c * corner[key] for key, c in top.items()), NIL)
        under = sum((c * corner[key] for key, c in bottom.items()), NIL)
        best = over / under
        slope = {key: top.get(key, 0) - best * bottom.get(key, 0) for key in keys}
        improved = {key: (box[key].high if slope[key] > 0 else box[key].low) or NIL for key in keys}
        if sum(slope[key] * improved[key] for key in keys) <= 0:
            is_open = any(
                (slope[key] > 0 and box[key].high_open) or (slope[key] < 0 and box[key].low_open)
                for key in keys
            )
            return best, is_open
        corner = improved
