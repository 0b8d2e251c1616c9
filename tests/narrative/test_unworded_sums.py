"""What the last pass computes in whole numbers is what plain fractions give."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.narrative.document import Quantity
from consistency.narrative.reading import read_document
from consistency.narrative.relations.unworded import _close, _in_one_denominator, _made

numbers = st.one_of(
    st.integers(1, 40).map(str),
    st.decimals(min_value="0.01", max_value=40, places=2).map(str),
    st.decimals(min_value="0.1", max_value=40, places=1).map(str),
)


def quantities_of(shown: list[str]) -> tuple[Quantity, ...]:
    found = read_document("drawn", "；".join(f"共{number}吨" for number in shown)).quantities
    assert [quantity.figure.text for quantity in found] == shown
    return found


def value_of(quantity: Quantity) -> Fraction:
    value = quantity.figure.value
    assert value is not None
    return value


@settings(max_examples=150, deadline=None)
@given(st.lists(numbers, min_size=2, max_size=5))
def test_signed_sums(shown: list[str]) -> None:
    run = quantities_of(shown)
    values = _in_one_denominator(run)
    made = _made(run, values)
    part = Fraction(value_of(run[0])) / values[run[0].index]
    expected: dict[Fraction, list[tuple[int, ...]]] = {}
    for signs in product((1, -1), repeat=len(run) - 1):
        total = sum(
            (sign * value_of(q) for sign, q in zip((1, *signs), run, strict=True)), Fraction(0)
        )
        expected.setdefault(total, []).append((1, *signs))
    assert {part * total: signs for total, signs in made.items()} == expected


@settings(max_examples=300, deadline=None)
@given(numbers, numbers, numbers, st.integers(0, 3))
def test_near_enough(part: str, whole: str, other: str, manner: int) -> None:
    one, two, stated = quantities_of([part, whole, other])
    if manner == 0:  # as near as a print can be
        shown = f"{float(100 * value_of(one) / value_of(two)):.1f}"
        stated = quantities_of([part, whole, shown])[2] if float(shown) > 0 else stated
    derived = 100 * value_of(one) / value_of(two)
    slack = sum((q.figure.step / value_of(q) for q in (one, two)), Fraction(0))
    expected = abs(derived - value_of(stated)) <= 1 + 200 * slack
    above = value_of(one).numerator * value_of(two).denominator
    below = value_of(two).numerator * value_of(one).denominator
    assert _close(above, below, stated, one, two) == expected
