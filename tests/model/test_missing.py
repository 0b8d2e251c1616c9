"""Missing and suppressed figures, against every value they could have."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from drawn import COUNTS_FROM_ZERO, at, count, figure, missing, printed, share, times, total
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.model.decide import decide
from consistency.model.edit import (
    Assumption,
    BalanceEdit,
    Policy,
    Term,
)
from consistency.model.figure import Figure
from consistency.model.interval import EVERYTHING, Interval, point

F = Fraction
PLAIN = Policy()


@settings(deadline=None, max_examples=300)
@given(
    st.integers(-2, 12),
    st.lists(st.integers(0, 6), max_size=2),
    st.lists(st.sampled_from((0, 5)), min_size=1, max_size=2),
    st.sampled_from((1, 2, 3)),
    st.booleans(),
)
def test_missing_counts_are_impossible_only_when_no_whole_number_fits(
    whole: int, parts: list[int], blanks: list[int], coefficient: int, measured: bool
) -> None:
    """`0` stands for a blank (0 or more), `5` for <5 (1 to 4)."""
    stated = figure(whole) if measured else count(whole)
    terms = [Term("part", count(n)) for n in parts]
    ranges_ = {0: range(13 + 5), 5: range(1, 5)}
    for mark in blanks:
        domain = COUNTS_FROM_ZERO if mark == 0 else Interval(F(1), F(4))
        absent = replace(missing(domain), absence="suppressed" if mark else "missing")
        terms.append(Term("part", absent, F(coefficient)))
    decision = decide(BalanceEdit((Term("total", stated),), tuple(terms)), PLAIN)
    (target, *_) = decision.possible
    fits = any(
        F(sum(parts) + coefficient * sum(values)) in target
        for values in product(*(ranges_[mark] for mark in blanks))
    )
    if decision.verdict == "discrepancy":
        assert not fits
        assert decision.grade == "gross"
        assert [a.id for a in decision.assumes] == ["missing_range"] * len(blanks)
    else:
        assert fits
        assert decision.verdict == "undecided"
        assert decision.reason == ("suppressed" if 5 in blanks else "missing")


@settings(deadline=None, max_examples=120)
@given(
    st.integers(0, 60),
    st.sampled_from((0, 1)),
    st.integers(0, 12),
    st.sampled_from(("part", "whole")),
    st.booleans(),
)
def test_a_missing_operand_is_impossible_only_when_no_whole_number_fits(
    stated: int, decimals: int, known: int, blank: str, suppressed: bool
) -> None:
    shown = figure(F(stated * 10, 10 - 9 * decimals), 0) if not decimals else figure(stated, 1)
    domain = Interval(F(1), F(4)) if suppressed else COUNTS_FROM_ZERO
    absent = replace(missing(domain), absence="suppressed" if suppressed else "missing")
    edit = share(shown, absent, count(known)) if blank == "part" else None
    edit = edit or share(shown, count(known), absent)
    decision = decide(edit, PLAIN)
    if blank == "part" and known == 0:
        assert decision.reason == "zero_base"
        return
    cell = decision.possible[0]
    tried = range(1, 5) if suppressed else range(0 if blank == "part" else 1, 30_000)
    pairs = ((n, known) if blank == "part" else (known, n) for n in tried)
    fits = any(F(100 * part, whole) in cell for part, whole in pairs)
    nothing = known == 0 and shown.value in (0, 100) and not suppressed
    assert (decision.verdict == "discrepancy") == (not fits and not nothing)
    assert decision.verdict in ("discrepancy", "undecided")


@settings(deadline=None)
@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(0, 2))
def test_a_missing_amount_can_be_any_number(one: int, two: int, blank: int) -> None:
    shown = [figure(one, 1), figure(two, 1)]
    shown.insert(blank, missing())
    assert decide(total(*shown), PLAIN).reason == "missing"
    if one and two:
        assert decide(times(*shown), PLAIN).reason == "missing"
        assert decide(share(*shown), PLAIN).reason == "missing"


def test_no_number_satisfies_an_edit_that_the_missing_one_leaves() -> None:
    # 3 + x = 5 + x has no solution, 5 = 0 x price has none either
    x = missing(place=at(9))
    edit = BalanceEdit(
        (Term("total", count(3)), Term("total", x)), (Term("part", count(5)), Term("part", x))
    )
    decision = decide(edit, PLAIN)
    assert (decision.verdict, decision.grade) == ("discrepancy", "gross")
    assert decide(times(count(5), count(0), missing()), PLAIN).verdict == "discrepancy"
    # 5.0 % of a whole cannot have part 0
    assert decide(share(figure(5, 1), count(0), missing()), PLAIN).verdict == "discrepancy"


def test_one_missing_value_explains_the_gap() -> None:
    # 42 = 12 + 20 + 10
    blank = missing(COUNTS_FROM_ZERO)
    decision = decide(total(count(42), count(12), count(20), blank), PLAIN)
    (found,) = decision.diagnosis
    assert (found.cause, found.figure, found.proposed) == ("one_missing", blank, 10)
    # 6842.5 - 50 - 3510 - 160 - 2290.3 - 631.8 = 200.4: rounded, the face values leave 200.4
    amounts = [printed(t) for t in ("50", "3510", "160", "2290.3", "631.8")]
    decision = decide(total(printed("6842.5"), missing(), *amounts), PLAIN)
    assert decision.reason == "missing"
    assert decision.diagnosis[0].proposed == F("200.4")
    # several numbers fit 44.7 % of 1383: none is proposed
    many = decide(share(figure("44.7", 1), blank, count(1383)), PLAIN)
    assert (many.verdict, many.diagnosis[0].proposed) == ("undecided", 618)
    many = decide(share(figure(45), blank, count(1383)), PLAIN)
    assert (many.verdict, many.diagnosis) == ("undecided", ())


def test_a_discrepancy_without_certificate_is_one_of_whole_numbers() -> None:
    # 3 = 2 x, x a count: the intervals [3, 3] and [0, oo) meet, no whole number fits
    blank = missing(COUNTS_FROM_ZERO)
    decision = decide(BalanceEdit((Term("t", count(3)),), (Term("p", blank, F(2)),)), PLAIN)
    assert (decision.verdict, decision.certificate) == ("discrepancy", None)
    # 10 stated, 12 printed already: [10, 10] and [12, oo) do not meet
    decision = decide(total(count(10), count(12), blank), PLAIN)
    assert decision.certificate == (point(10), Interval(F(12), None))
    assert decision.assumes == (Assumption("missing_range", (("figure", ""), ("range", "0.."))),)


@pytest.mark.parametrize(
    ("missing_policy", "verdict", "assumes"),
    [("undecided", "undecided", []), ("zero", "agrees", ["missing_is_zero"])],
)
def test_the_declared_policy_for_blanks(
    missing_policy: str, verdict: str, assumes: list[str]
) -> None:
    policy = Policy(missing=missing_policy)  # type: ignore[arg-type]
    decision = decide(total(count(12), count(12), missing()), policy)
    assert decision.verdict == verdict
    assert [a.id for a in decision.assumes] == assumes


def test_what_is_not_there_settles_an_edit() -> None:
    excused = Policy(missing="not_applicable")
    assert decide(total(count(12), count(9), missing()), excused).verdict == "not_applicable"
    hidden = Figure("*", absence="suppressed")
    assert decide(total(count(12), count(9), hidden), excused).verdict == "not_applicable"
    # withheld is not zero
    assert decide(total(count(12), count(9), hidden), Policy(missing="zero")).reason == "suppressed"
    for absence in ("not_a_number", "no_such_row"):
        gone = Figure("many", absence=absence)  # type: ignore[arg-type]
        decision = decide(total(count(12), figure("9.0", 1), gone), excused)
        assert (decision.verdict, decision.reason) == ("undecided", absence)
        assert decision.stated == 12
        assert decision.possible == (point(12), Interval(F("8.95"), F("9.05")), EVERYTHING)
    first = Figure("", absence="earliest_period")
    assert decide(total(count(12), first), PLAIN).verdict == "not_applicable"


@pytest.mark.parametrize("text", ["0", "0.0", "100", "100.0", "", "-"])
def test_nothing_of_nothing_agrees(text: str) -> None:
    assert decide(share(printed(text), count(0), count(0)), PLAIN).verdict == "agrees"


@pytest.mark.parametrize(("text", "part"), [("50", 0), ("0", 3), ("100", 3), ("*", 0)])
def test_anything_else_of_nothing_is_undecided(text: str, part: int) -> None:
    decision = decide(share(printed(text), count(part), count(0)), PLAIN)
    assert (decision.verdict, decision.reason) == ("undecided", "zero_base")


def test_per_mille_of_nothing() -> None:
    thousand = printed("1000", "‰")
    assert decide(share(thousand, count(0), count(0)), PLAIN).verdict == "agrees"
    hundred = printed("100", "‰")
    assert decide(share(hundred, count(0), count(0)), PLAIN).reason == "zero_base"


def test_a_denominator_that_can_be_zero_is_not_testable() -> None:
    # 0.4 printed whole is 0 +- 0.5 - and 3.0 / 0.05 is 60, 3.0 / 0.00 is anything
    decision = decide(share(figure(5), figure(3, 1), figure("0.4", 1, step=F(1))), PLAIN)
    assert (decision.verdict, decision.reason) == ("undecided", "not_testable")
    assert decision.stated == 5
    # a range open to one side still decides: over 617 of 1383 is over 44.6 %
    above = printed("over 617")
    assert decide(share(figure("30.0", 1), above, count(1383)), PLAIN).verdict == "discrepancy"
    assert decide(share(figure("50.0", 1), above, count(1383)), PLAIN).verdict == "query"
