"""What is possible, against values enumerated on a fine grid."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

from drawn import at
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.model.decide import decide
from consistency.model.edit import (
    BalanceEdit,
    Decision,
    Policy,
    RatioEdit,
    Relation,
    Term,
)
from consistency.model.figure import Figure
from consistency.model.interval import Interval

F = Fraction
PLAIN = Policy()
FINE = 16


def sums(edit: BalanceEdit[Figure], decision: Decision) -> set[int]:
    """Every stated - derived over a fine grid of the possible values, in units of 1 / FINE."""
    reached = {int((edit.stated_constant - edit.constant) * FINE)}
    signs = [1] * len(edit.stated) + [-1] * len(edit.parts)
    for sign, term, cell in zip(signs, edit.terms, decision.possible, strict=True):
        grid = [n for n in range(-12 * FINE, 12 * FINE + 1) if F(n, FINE) in cell]
        step = int(sign * term.coefficient)
        reached = {here + step * n for here in reached for n in grid}
    return reached


@st.composite
def small_figures(draw: st.DrawFn) -> Figure:
    step = draw(st.sampled_from((F(1), F(1, 2))))
    value = step * draw(st.integers(-6, 6))
    exact = draw(st.booleans()) and step == 1
    return Figure(str(value), value, decimals=0 if step == 1 else 1, step=step, count=exact)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(small_figures(), min_size=2, max_size=3),
    st.lists(st.sampled_from((1, -1, 2)), min_size=3, max_size=3),
    st.sampled_from(("=", "<=", ">=")),
    st.sampled_from((None, "half_up", "half_even", "truncate")),
    st.integers(-3, 3),
)
def test_a_balance_is_possible_exactly_when_values_exist(
    figures: list[Figure], signs: list[int], relation: Relation, rounding: None, constant: int
) -> None:
    terms = [Term("x", f, F(c)) for f, c in zip(figures, signs, strict=False)]
    edit = BalanceEdit(tuple(terms[:1]), tuple(terms[1:]), relation, constant=F(constant))
    decision = decide(edit, Policy(rounding=rounding, precision="own"))
    reached = sums(edit, decision)
    fits = {"=": 0 in reached, "<=": min(reached) <= 0, ">=": max(reached) >= 0}[relation]
    assert (decision.verdict != "discrepancy") == fits
    assert decision.verdict in ("agrees", "agrees_within_rounding", "discrepancy")


def grid(cell: Interval) -> list[Fraction]:
    assert cell.low is not None
    assert cell.high is not None
    width = cell.high - cell.low
    return [v for n in range(13) if (v := cell.low + width * F(n, 12)) in cell]


@settings(deadline=None, max_examples=200)
@given(
    small_figures(),
    small_figures(),
    small_figures(),
    st.sampled_from(("quotient", "product", "own whole")),
    st.sampled_from((None, "half_up", "half_even", "truncate")),
)
def test_a_ratio_found_possible_by_search_is_never_a_discrepancy(
    stated: Figure, one: Figure, two: Figure, form: str, rounding: None
) -> None:
    stated, one, two = (
        replace(f, count=False, place=at(n)) if n == 0 else replace(f, place=at(n))
        for n, f in enumerate((stated, one, two))
    )
    above = (Term("numerator", one),)
    below = (Term("denominator", two),)
    edit: RatioEdit[Figure] = RatioEdit(Term("result", stated), above, below)
    if form == "product":
        edit = RatioEdit(Term("result", stated), (*above, Term("numerator", two)), product=True)
    if form == "own whole":
        edit = RatioEdit(Term("result", stated), above, (Term("denominator", one), *below))
    decision = decide(edit, Policy(rounding=rounding))
    cells = decision.possible
    found = []
    for a, b in product(grid(cells[1]), grid(cells[-1])):
        under = {"quotient": b, "product": F(1), "own whole": a + b}[form]
        if under == 0:
            assert decision.verdict == "undecided"
            assert decision.reason in ("not_testable", "zero_base")
            return
        found.append((a * b if form == "product" else a) / under)
    if decision.verdict == "undecided":
        return
    hull = decision.derived_cell
    assert hull.low is not None
    assert hull.high is not None
    assert hull.low <= min(found) <= max(found) <= hull.high
    assert (hull.low in hull) <= (hull.low == min(found))
    if any(value in cells[0] for value in found):
        assert decision.verdict != "discrepancy"
    if decision.verdict == "discrepancy":
        assert decision.certificate == (cells[0], hull)
        assert not cells[0].meets(hull)
