"""Intervals against samples of the values they hold."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.model.interval import (
    EVERYTHING,
    NOTHING,
    ZERO,
    Interval,
    around,
    point,
    total,
)

F = Fraction
small = st.integers(-4, 4).map(lambda n: F(n, 2))
GRID = [F(n, 8) for n in range(-80, 81)]


@st.composite
def intervals(draw: st.DrawFn, *, bounded: bool = False) -> Interval:
    """Not empty, ends on halves, open, closed or absent."""
    low, high = sorted((draw(small), draw(small)))
    if low == high:
        return point(low)
    found = Interval(low, high, draw(st.booleans()), draw(st.booleans()))
    if bounded or draw(st.integers(0, 2)):
        return found
    if draw(st.booleans()):
        return Interval(None, found.high, high_open=found.high_open)
    return Interval(found.low, None, found.low_open)


def members(interval: Interval) -> list[Fraction]:
    return [value for value in GRID if value in interval]


def holds(interval: Interval, value: Fraction) -> bool:
    """Membership written out again."""
    above = interval.low is None or (
        value > interval.low if interval.low_open else value >= interval.low
    )
    below = interval.high is None or (
        value < interval.high if interval.high_open else value <= interval.high
    )
    return above and below


@given(intervals(), small)
def test_membership_follows_the_ends(one: Interval, value: Fraction) -> None:
    assert (value in one) == holds(one, value)


@given(intervals(), intervals())
def test_the_meeting_of_two_holds_what_both_hold(one: Interval, two: Interval) -> None:
    both = one & two
    assert members(both) == [value for value in members(one) if value in two]
    assert one.meets(two) == two.meets(one) == bool(members(both))


@given(intervals(), intervals())
def test_sums_hold_every_sum_and_nothing_beyond(one: Interval, two: Interval) -> None:
    summed = one + two
    inside = [value for value in members(one) if abs(value) <= 3]
    inner = [value for value in members(two) if abs(value) <= 3]
    assert all(a + b in summed for a in inside for b in inner)
    assert (summed.low is None) == (one.low is None or two.low is None)
    if summed.low is not None and one.low is not None and two.low is not None:
        assert summed.low == one.low + two.low
        assert (summed.low in summed) == (one.low in one and two.low in two)
    if summed.high is not None and one.high is not None and two.high is not None:
        assert summed.high == one.high + two.high
        assert (summed.high in summed) == (one.high in one and two.high in two)


@given(intervals(), small)
def test_scaling_scales_every_value(one: Interval, factor: Fraction) -> None:
    scaled = one.scaled(factor)
    assert all(value * factor in scaled for value in members(one))
    if factor == 0:
        assert scaled == ZERO
    else:
        assert scaled.scaled(1 / factor) == one


def corners(one: Interval, two: Interval) -> list[tuple[Fraction, bool]]:
    """Products at the ends, infinite ends taken at a large number, and whether each is reached."""
    large = F(10**6)

    def ends(interval: Interval) -> list[tuple[Fraction, bool]]:
        low = (-large, False) if interval.low is None else (interval.low, not interval.low_open)
        high = (large, False) if interval.high is None else (interval.high, not interval.high_open)
        inside = [(F(0), True)] if 0 in interval else []
        return [low, high, *inside]

    return [
        (a * b, (in_a and in_b) or (a == 0 and in_a) or (b == 0 and in_b))
        for a, in_a in ends(one)
        for b, in_b in ends(two)
    ]


@given(intervals(), intervals())
def test_products_reach_their_corners(one: Interval, two: Interval) -> None:
    product = one * two
    found = corners(one, two)
    least, largest = min(value for value, _ in found), max(value for value, _ in found)
    assert (product.low is None) == (least < -1000)
    assert (product.high is None) == (largest > 1000)
    if product.low is not None:
        assert product.low == least
        assert (least in product) == any(reached for value, reached in found if value == least)
    if product.high is not None:
        assert product.high == largest
        assert (largest in product) == any(r for value, r in found if value == largest)
    assert all(a * b in product for a in members(one)[::7] for b in members(two)[::7])


def test_nothing_times_the_infinite() -> None:
    assert point(0) * EVERYTHING == ZERO
    assert Interval(F(0), F(1)) * Interval(F(1), None) == Interval(F(0), None)
    # neither factor is 0: the product is not
    open_unit = Interval(F(0), F(1), True, False)
    assert open_unit * open_unit == open_unit
    assert open_unit * Interval(F(0), None, True) == Interval(F(0), None, True)


@given(intervals())
def test_whole_numbers_inside(one: Interval) -> None:
    first, last = one.integers()
    inside = [n for n in range(-9, 10) if n in one]
    assert one.has_integer == bool(inside)
    if one.low is not None and inside:
        assert first == inside[0]
    if one.high is not None and inside:
        assert last == inside[-1]


@pytest.mark.parametrize(
    ("interval", "empty", "bounded", "is_point"),
    [
        (point(3), False, True, True),
        (NOTHING, True, True, True),
        (Interval(F(2), F(1)), True, True, False),
        (Interval(F(1), F(2), True, True), False, True, False),
        (EVERYTHING, False, False, False),
        (Interval(None, F(1)), False, False, False),
    ],
)
def test_what_an_interval_is(
    interval: Interval, empty: bool, bounded: bool, is_point: bool
) -> None:
    assert (interval.is_empty, interval.is_bounded, interval.is_point) == (empty, bounded, is_point)


def test_sums_of_several_and_of_none() -> None:
    assert total([]) == ZERO
    assert total([point(1), around(F(2), F(1, 2)), point(F(1, 2))]) == Interval(F(3), F(4))
    assert around(F(5), F(1, 4)) == Interval(F(19, 4), F(21, 4))
