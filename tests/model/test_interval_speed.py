"""What intervals compute in whole numbers is what plain fractions give."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.model.figure import cell_around
from consistency.model.interval import ZERO, Interval, added, around, point, total

F = Fraction
ends = st.fractions(min_value=-3, max_value=3, max_denominator=4)
optional = st.none() | ends
booleans = st.booleans()
any_interval = st.builds(Interval, optional, optional, booleans, booleans) | ends.map(point)


@st.composite
def filled(draw: st.DrawFn) -> Interval:
    """Not empty; ends open, closed or absent."""
    low, high = sorted((draw(ends), draw(ends)))
    if low == high:
        return point(low)
    one, two, below, above = (draw(booleans) for _ in range(4))
    if not draw(st.integers(0, 3)):
        low_end, high_end = (None, high) if draw(booleans) else (low, None)
        return Interval(low_end, high_end, below and low_end is not None, above and one and two)
    return Interval(low, high, below, above)


def contains(interval: Interval, value: Fraction) -> bool:
    low, high = interval.low, interval.high
    if low is not None and (value < low or (interval.low_open and value == low)):
        return False
    return high is None or value < high or (value == high and not interval.high_open)


def sum_of_two(one: Interval, other: Interval) -> Interval:
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Interval(
        low,
        high,
        low is not None and (one.low_open or other.low_open),
        high is not None and (one.high_open or other.high_open),
    )


@settings(max_examples=400, deadline=None)
@given(any_interval, any_interval)
def test_intervals_meet_where_their_intersection_holds_something(
    one: Interval, other: Interval
) -> None:
    assert one.meets(other) == (not (one & other).is_empty)


@settings(max_examples=400, deadline=None)
@given(filled(), filled())
def test_reaching_is_a_difference_of_nothing(one: Interval, other: Interval) -> None:
    turned = Interval(
        None if other.high is None else -other.high,
        None if other.low is None else -other.low,
        other.high_open,
        other.low_open,
    )
    assert one.reaches(other) == (not (sum_of_two(one, turned) & ZERO).is_empty)
    assert other.scaled(-1) == turned


@settings(max_examples=400, deadline=None)
@given(any_interval, ends)
def test_a_value_lies_between_the_ends(interval: Interval, value: Fraction) -> None:
    assert (value in interval) == contains(interval, value)


def told(cell: Interval) -> tuple[object, ...]:
    """Both ends, and whether they belong; where there is none nothing can belong."""
    low = cell.low is None or cell.low_open
    return cell.low, cell.high, low, cell.high is None or cell.high_open


@settings(max_examples=400, deadline=None)
@given(st.lists(filled(), max_size=5))
def test_a_total_is_the_sum_of_two_at_a_time(cells: list[Interval]) -> None:
    expected = ZERO
    for cell in cells:
        expected = sum_of_two(expected, cell)
    assert told(total(cells)) == told(expected)


@given(st.lists(st.fractions(max_denominator=1000), max_size=6))
def test_added_is_a_sum(values: list[Fraction]) -> None:
    assert added(values) == sum(values, F(0))
    assert added([*values, None]) is None


@settings(max_examples=400, deadline=None)
@given(filled(), filled())
def test_a_product_has_its_ends_at_corners(one: Interval, other: Interval) -> None:
    """By a grid of values from both: each product lies inside, and the ends are reached."""
    product = one * other
    grid = [F(n, 8) for n in range(-24, 25)]
    for first in [value for value in grid if value in one][::3]:
        for second in [value for value in grid if value in other][::3]:
            assert first * second in product
    bounded = one.is_bounded and other.is_bounded
    if bounded and (one.low or F(0)) > 0 and (other.low or F(0)) > 0:
        assert product.low == (one.low or F(0)) * (other.low or F(0))
        assert product.high == (one.high or F(0)) * (other.high or F(0))


@given(st.fractions(max_denominator=1000), st.fractions(min_value=0, max_denominator=1000))
def test_a_cell_reaches_half_a_step(value: Fraction, step: Fraction) -> None:
    assert around(value, step) == Interval(value - step, value + step)
    assert cell_around(value, step) == Interval(value - step / 2, value + step / 2)
