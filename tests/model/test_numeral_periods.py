"""Quarters that are periods, and units whose prefix or measure is written with them."""

from __future__ import annotations

import pytest

from consistency.model.numeral import find, unit_of


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("over four quarters sales rose", [4]),
        ("in three quarters of all cases", [75]),
        ("in the last three quarters", [3]),
        ("the first three quarters of the year", [3]),
        ("two thirds of them", ["200/3"]),
        ("five fifths", [5]),
        ("four fifths of the crop", [80]),
    ],
)
def test_quarters(text: str, values: list[object]) -> None:
    assert [str(span.figure.value) for span in find(text)] == [str(value) for value in values]


@pytest.mark.parametrize(
    ("text", "base", "scale"),
    [
        ("TWh", "kWh", 10**9),
        ("GWh", "kWh", 10**6),
        ("MW", "kW", 1000),
        ("square miles", "mi²", 1),
        ("sq mi", "mi²", 1),
        ("mi²", "mi²", 1),
        ("square kilometres", "km²", 1),
        ("席", "席", 1),
        ("票", "票", 1),
    ],
)
def test_units(text: str, base: str, scale: int) -> None:
    unit = unit_of(text)
    assert unit is not None
    assert (unit.base, unit.scale) == (base, scale)


def test_a_unit_of_letters_stands_behind_its_number() -> None:
    shown = [(s.figure.text, s.figure.value, s.figure.unit) for s in find("9.8 TWh and 26.4 sq mi")]
    assert shown[0] == ("9.8", 9_800_000_000, "kWh")
    assert shown[1][2] == "mi²"


def test_seats_and_votes_are_counted() -> None:
    assert [(s.figure.value, s.figure.count) for s in find("共75席，得票1200票")] == [
        (75, True),
        (1200, True),
    ]
