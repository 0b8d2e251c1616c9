"""Ranges of fractions against their corners, enumerated."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from consistency.model.interval import EVERYTHING, NOTHING, Interval, point
from consistency.model.ranges import divide, linear_fraction, multiply, positive_wholes

F = Fraction
ends = st.integers(-6, 6).map(lambda n: F(n, 2))
coefficients = st.sampled_from((F(1), F(-1), F(2), F(100)))


@st.composite
def cells(draw: st.DrawFn, low: int = -6, high: int = 6) -> Interval:
    one, two = sorted(draw(st.tuples(*[st.integers(low, high).map(lambda n: F(n, 2))] * 2)))
    if one == two:
        return point(one)
    return Interval(one, two, draw(st.booleans()), draw(st.booleans()))


@given(cells(), cells())
def test_a_quotient_is_made_of_its_corners(above: Interval, below: Interval) -> None:
    found = divide(above, below)
    assert (found is None) == (0 in below)
    if found is None or 0 in (below.low, below.high):
        return
    corners = [a / b for a in (above.low, above.high) for b in (below.low, below.high)]  # type: ignore[operator]
    assert (found.low, found.high) == (min(corners), max(corners))
    inner = [
        (a, b)
        for a in (F(n, 4) for n in range(-12, 13))
        for b in (F(n, 4) for n in range(-12, 13))
        if a in above and b in below
    ]
    assert all(a / b in found for a, b in inner)


def test_a_denominator_as_near_to_zero_as_one_likes() -> None:
    assert divide(point(3), Interval(F(0), F(1), True)) == Interval(F(3), None)
    assert divide(point(-3), Interval(F(0), F(1), True)) == Interval(None, F(-3))
    assert divide(point(3), Interval(F(-1), F(0), False, True)) == Interval(None, F(-3))
    assert divide(point(3), Interval(F(0), F(1))) is None
    assert divide(point(3), EVERYTHING) is None
    # 5 and more below: anything above 0 up to 3/5
    assert divide(point(3), Interval(F(5), None)) == Interval(F(0), F(3, 5), True)


def test_products() -> None:
    assert multiply([]) == point(1)
    cells_ = [Interval(F(1), F(2)), Interval(F(-3), F(4)), point(2)]
    assert multiply(cells_) == Interval(F(-12), F(16))
    # nothing bought at over 5 each costs nothing
    assert multiply([point(0), Interval(F(5), None, True)]) == point(0)
    assert multiply([point(3), Interval(F(5), None, True)]) == Interval(F(15), None, True)


@st.composite
def fractions(
    draw: st.DrawFn,
) -> tuple[dict[object, Fraction], dict[object, Fraction], dict[object, Interval]]:
    keys = "abc"
    box: dict[object, Interval] = {key: draw(cells(1, 9)) for key in keys}
    top: dict[object, Fraction] = {
        key: draw(coefficients) for key in keys if draw(st.booleans()) or key == "a"
    }
    bottom: dict[object, Fraction] = {
        key: draw(coefficients) for key in keys if draw(st.booleans()) or key == "b"
    }
    return top, bottom, box


@given(fractions())
def test_a_linear_fraction_takes_its_extremes_at_corners(
    drawn: tuple[dict[object, Fraction], dict[object, Fraction], dict[object, Interval]],
) -> None:
    top, bottom, box = drawn
    keys = list(dict.fromkeys([*top, *bottom]))
    corners = [
        dict(zip(keys, values, strict=True))
        for values in product(*((box[key].low, box[key].high) for key in keys))
    ]
    below = [sum(c * at[key] for key, c in bottom.items()) for at in corners]  # type: ignore[misc]
    assume(min(below) > 0 or max(below) < 0)
    found = linear_fraction(top, bottom, box)
    values = [
        sum(c * at[key] for key, c in top.items()) / under  # type: ignore[misc]
        for at, under in zip(corners, below, strict=True)
    ]
    assert found is not None
    assert (found.low, found.high) == (min(values), max(values))
    middles = [
        {key: near * at[key] + (1 - near) * box[key].low for key in keys}  # type: ignore[operator]
        for at in corners
        for near in (F(1, 3), F(99, 100))
    ]
    for at in middles:
        if all(at[key] in box[key] for key in keys):
            under = sum(c * at[key] for key, c in bottom.items())
            assert sum(c * at[key] for key, c in top.items()) / under in found


def test_an_extreme_that_is_not_reached_is_open() -> None:
    # a / (a + b), a in [1, 2), b = 1: from 1/2 up to but not 2/3
    box: dict[object, Interval] = {"a": Interval(F(1), F(2), False, True), "b": point(1)}
    found = linear_fraction({"a": F(1)}, {"a": F(1), "b": F(1)}, box)
    assert found == Interval(F(1, 2), F(2, 3), False, True)
    # a / a is 1 whatever a is
    assert linear_fraction({"a": F(1)}, {"a": F(1)}, box) == point(1)


def test_a_linear_fraction_whose_denominator_can_be_zero() -> None:
    box: dict[object, Interval] = {"a": Interval(F(0), F(2)), "b": Interval(F(0), F(1))}
    assert linear_fraction({"a": F(1)}, {"a": F(1), "b": F(1)}, box) is None
    # as near to zero as one likes: no bound either
    box = {"a": Interval(F(0), F(2), True), "b": Interval(F(0), F(1))}
    assert linear_fraction({"a": F(1)}, {"a": F(1), "b": F(1)}, box) is None


@given(cells(-2, 8), cells(-4, 8))
def test_positive_wholes_are_those_that_fit(part: Interval, ratio: Interval) -> None:
    found = positive_wholes(part, ratio)
    tried = [F(n, 4) for n in range(-8, 33)]
    for whole in (F(n, 2) for n in range(1, 40)):
        fits = any(a in part and a / whole in ratio for a in tried) or any(
            r in ratio and r * whole in part for r in tried
        )
        if fits:
            assert whole in found
    if part.is_point and part.low is not None:
        for whole in (F(n, 2) for n in range(1, 40)):
            assert (whole in found) == (part.low / whole in ratio)


def test_wholes_of_nothing() -> None:
    assert positive_wholes(point(0), point(5)) == NOTHING
    assert positive_wholes(point(0), Interval(F(0), F(1))) == Interval(F(0), None, True)
    assert positive_wholes(point(3), point(0)).is_empty
    # 98 at 73.8 %, nearest: between 132.70 and 132.88
    found = positive_wholes(point(9800), Interval(F("73.75"), F("73.85")))
    assert found == Interval(F(9800) / F("73.85"), F(9800) / F("73.75"))
    assert not found.has_integer
