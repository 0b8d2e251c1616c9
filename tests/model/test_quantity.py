"""Decimal strings as the contract wants them."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.model.interval import EVERYTHING, Interval, point
from consistency.model.quantity import ends, places_apart, plain

F = Fraction
PLAIN = re.compile(r"(?!-0\Z)-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?\Z")
numbers = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**6)
places = st.integers(0, 12)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (F(61700, 1383), 4, "44.6132"),
        (F(12), 3, "12"),
        (F("12.500"), 3, "12.5"),
        (F(-1, 10**6), 3, "0"),
        (F(1, 8), 2, "0.12"),  # half to even
        (F(3, 8), 2, "0.38"),
        (F(-1, 8), 2, "-0.12"),
        (F(10**30), 3, "1" + "0" * 30),
        (F(1, 2), 0, "0"),
        (F(3, 2), 0, "2"),
        (F(0), 0, "0"),
    ],
)
def test_plain(value: Fraction, decimals: int, text: str) -> None:
    assert plain(value, decimals) == text


@given(numbers, places)
def test_a_decimal_string_is_plain_and_nearest(value: Fraction, decimals: int) -> None:
    text = plain(value, decimals)
    assert PLAIN.match(text)
    assert abs(F(text) - value) * 2 * 10**decimals <= 1
    if (value * 10**decimals).denominator == 1:
        assert F(text) == value


@given(numbers, places)
def test_ends_are_rounded_outward(value: Fraction, decimals: int) -> None:
    low, high = ends(Interval(value, value), decimals)
    assert low is not None
    assert high is not None
    assert F(low) <= value <= F(high)
    assert F(high) - F(low) <= F(1, 10**decimals)
    assert ends(EVERYTHING, decimals) == (None, None)


@given(numbers, numbers, numbers, places)
def test_disjoint_intervals_print_apart(a: Fraction, b: Fraction, c: Fraction, least: int) -> None:
    low, middle, high = sorted((a, b, c))
    if middle == high:
        return
    one, other = Interval(low, middle), point(high)
    found = places_apart(one, other, least)
    assert found >= least
    assert found == places_apart(other, one, least)
    _, below = ends(one, found)
    above, _ = ends(other, found)
    assert below is not None
    assert above is not None
    assert F(below) < F(above)


def test_places_of_intervals_that_meet_or_touch() -> None:
    assert places_apart(Interval(F(1), F(2)), Interval(F(2), F(3), True), 4) == 4
    assert places_apart(EVERYTHING, point(1), 4) == 4
    # 44.61317... against 44.65 is apart with any decimals from 2 on
    assert places_apart(point(F(61700, 1383)), Interval(F("44.65"), F("44.75")), 4) == 4
    assert places_apart(point(F(0)), point(F(1, 10**6)), 4) == 7
