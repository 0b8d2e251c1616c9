"""Rounding cells, from the definitions of the conventions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from drawn import CONVENTIONS, print_of
from hypothesis import given
from hypothesis import strategies as st

from consistency.model.figure import Figure, Rounding, cell_around
from consistency.model.interval import Interval, point

F = Fraction


@given(
    st.integers(-3000, 3000),
    st.integers(0, 2),
    st.sampled_from(CONVENTIONS),
    st.booleans(),
)
def test_a_print_holds_the_value_it_prints(
    true: int, decimals: int, rounding: Rounding | None, up: bool
) -> None:
    value = F(true, 200)
    shown = print_of(value, decimals, rounding, up=up)
    assert value in cell_around(shown, F(1, 10**decimals), rounding)


@given(st.integers(-40, 40), st.integers(-3, 3), st.sampled_from(CONVENTIONS))
def test_a_cell_holds_nothing_that_prints_otherwise(
    eighths: int, printed: int, rounding: Rounding | None
) -> None:
    value = F(eighths, 8)
    prints = {print_of(value, 0, rounding, up=up) for up in (True, False)}
    inside = value in cell_around(F(printed), F(1), rounding)
    assert inside == (F(printed) in prints)


@pytest.mark.parametrize(
    ("value", "rounding", "low", "high", "low_open", "high_open"),
    [
        ("44.7", None, "44.65", "44.75", False, False),
        ("44.7", "balanced", "44.65", "44.75", False, False),
        ("44.7", "half_up", "44.65", "44.75", False, True),
        ("-44.7", "half_up", "-44.75", "-44.65", False, False),
        ("0", "half_up", "-0.05", "0.05", False, True),
        ("44.7", "half_even", "44.65", "44.75", True, True),
        ("44.6", "half_even", "44.55", "44.65", False, False),
        ("-44.7", "half_even", "-44.75", "-44.65", True, True),
        ("44.7", "truncate", "44.7", "44.8", False, True),
        ("-44.7", "truncate", "-44.8", "-44.7", True, False),
        ("0", "truncate", "-0.1", "0.1", True, True),
    ],
)
def test_the_cell_of_each_convention(
    value: str, rounding: Rounding | None, low: str, high: str, low_open: bool, high_open: bool
) -> None:
    cell = cell_around(F(value), F(1, 10), rounding)
    assert cell == Interval(F(low), F(high), low_open, high_open)


def test_an_exact_value_is_a_point() -> None:
    assert cell_around(F(7), F(0), "truncate") == point(7)


@pytest.mark.parametrize(
    ("value", "step", "shows"),
    [
        (F(12), F(1, 10), True),
        (F(12), F(1), False),
        (F(43000), F(1000), False),
        (None, F(1), False),
    ],
)
def test_what_shows_decimals(value: Fraction | None, step: Fraction, shows: bool) -> None:
    assert Figure("x", value, step=step).shows_decimals is shows
