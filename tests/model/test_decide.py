"""What is decided, against assignments enumerated and answers worked by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from drawn import COUNTS_FROM_ZERO, at, count, figure, missing
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.model.decide import decide
from consistency.model.edit import (
    Assumption,
    BalanceEdit,
    Decision,
    Edit,
    Policy,
    RatioEdit,
    Relation,
    Term,
)
from consistency.model.figure import Figure
from consistency.model.interval import EVERYTHING, Interval, point
from consistency.model.numeral import read

F = Fraction
PLAIN = Policy()
STATED = Policy(basis="stated")
FINE = 16


def total(stated: Figure, *parts: Figure, relation: Relation = "=") -> BalanceEdit[Figure]:
    return BalanceEdit(
        (Term("total", stated),), tuple(Term("part", part) for part in parts), relation
    )


def share(stated: Figure, part: Figure, *whole: Figure) -> RatioEdit[Figure]:
    below = tuple(Term("whole", shown) for shown in whole)
    return RatioEdit(
        Term("share", stated), (Term("part", part),), below, factor=F(100), percent=True
    )


def times(result: Figure, *factors: Figure) -> RatioEdit[Figure]:
    above = tuple(Term("factor", shown) for shown in factors)
    return RatioEdit(Term("result", result), above, product=True)


def printed(text: str, unit: str | None = None) -> Figure:
    shown = read(text)
    return replace(shown, unit=unit) if unit else shown


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


# --- missing figures, against every value they could have -----------------------------------


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


@settings(deadline=None, max_examples=300)
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


# --- nothing of nothing, and denominators that reach 0 --------------------------------------


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


# --- the words of a verdict -----------------------------------------------------------------


def test_village_grading() -> None:
    # 61700 / 1383 = 44.6132...: prints as 44.6; 44.7 is off by less than 0.1
    part, whole = count(617), count(1383)
    assert decide(share(figure("44.6", 1), part, whole), PLAIN).verdict == "agrees"
    decision = decide(share(figure("44.7", 1), part, whole), PLAIN)
    assert (decision.verdict, decision.grade) == ("discrepancy", "last_digit")
    assert [d.cause for d in decision.diagnosis] == ["last_digit"]
    assert decision.derived == F(61700, 1383)
    assert decision.gap == F("44.7") - F(61700, 1383)
    assert decision.allowed == F("0.05")
    assert decision.certificate == (Interval(F("44.65"), F("44.75")), point(F(61700, 1383)))
    # 22 of 42 is 52.38: 48 is off by far more than one
    assert decide(share(figure(48), count(22), count(42)), PLAIN).grade == "gross"


VENUE = ("200", "50", "3510", "160", "2290.3", "631.8")


def test_round_members_of_a_list_are_a_query_that_names_them() -> None:
    parts = [printed(text) for text in VENUE]
    decision = decide(total(printed("6842.5"), *parts), PLAIN)
    assert decision.verdict == "query"
    assert [d.figure.text for d in decision.diagnosis if d.figure] == ["200", "50", "3510", "160"]
    assert {d.cause for d in decision.diagnosis} == {"coarser_figures"}
    assert (decision.derived, decision.gap) == (F("6842.1"), F("0.4"))
    # 0.05 + 4 x 0.5 + 2 x 0.05
    assert decision.allowed == F("2.15")
    own = decide(total(printed("6842.5"), *parts), Policy(precision="own"))
    assert own.verdict == "agrees_within_rounding"


def test_declared_decimals_decide() -> None:
    shown = [figure(text, 1, declared=True) for text in ("6842.5", *VENUE)]
    decision = decide(total(*shown), PLAIN)
    assert (decision.verdict, decision.grade) == ("discrepancy", "gross")
    # 7 x 0.05
    assert decision.allowed == F("0.35")


def test_a_figure_alone_on_its_side_is_not_lifted() -> None:
    # 0.53 + 0.06 + 0.28 = 0.87, which prints as 0.9
    parts = [printed(text) for text in ("0.53", "0.06", "0.28")]
    assert decide(total(printed("0.9"), *parts), PLAIN).verdict == "agrees"
    assert decide(total(printed("133"), printed("133.4")), PLAIN).verdict == "agrees"
    decision = decide(total(printed("133.4"), printed("133")), PLAIN)
    assert decision.verdict == "agrees_within_rounding"


def test_a_hedge_that_explains_a_list_does_not_blame_its_round_members() -> None:
    # about 101 may be 80.8 to 121.2: 95.0 = 89.5 + 3 + 2.5 needs no rounding of 3
    parts = (printed("about 101"), printed("3"), printed("2.5"))
    decision = decide(total(printed("95.0"), *parts), PLAIN)
    assert (decision.verdict, decision.diagnosis) == ("query", ())


def test_whole_numbers_without_a_unit_are_counts_of_a_suite() -> None:
    off = total(printed("133"), printed("134"))
    assert decide(off, PLAIN).grade == "gross"
    # a unit that counts nothing makes amounts: 133 and 134 万元 touch at 133.5
    amounts = total(printed("133", "万元"), printed("134", "万元"))
    assert decide(amounts, PLAIN).verdict == "agrees_within_rounding"
    amounts = total(printed("133", "万元"), printed("135", "万元"))
    assert decide(amounts, PLAIN).grade == "gross"


def test_whole_numbers_of_a_text_are_only_assumed_counts() -> None:
    near = decide(total(printed("133"), printed("134")), STATED)
    assert near.verdict == "query"
    assert [d.cause for d in near.diagnosis] == ["whole_figures_rounded"] * 2
    assert [a.id for a in near.assumes] == ["whole_figures_are_counts"]
    far = decide(total(printed("133"), printed("135")), STATED)
    assert (far.verdict, far.grade, far.assumes) == ("discrepancy", "gross", ())
    # counted nouns are counts everywhere
    assert decide(total(printed("133个"), printed("134个")), STATED).grade == "gross"
    # 12.345 %: 12.4 is off by less than one unit even if both counts were rounded
    close = share(figure("12.4", 1), printed("12345"), printed("100000"))
    assert decide(close, STATED).grade == "last_digit"


def test_counts_make_gross_discrepancies_of_one() -> None:
    decision = decide(total(count(43), count(12), count(30)), PLAIN)
    assert (decision.grade, decision.gap, decision.allowed) == ("gross", 1, 0)


@pytest.mark.parametrize(
    ("stated", "derived", "verdict"),
    [
        ("about 1720", "1722", "agrees_within_rounding"),  # 1715 to 1725
        ("about 1720", "1800", "query"),  # 1376 to 2064
        ("about 1720", "2065", "discrepancy"),
        ("nearly 1720", "1720", "agrees"),
        ("nearly 1720", "1719", "agrees_within_rounding"),
        ("nearly 1720", "1701", "query"),
        ("nearly 1720", "1721", "discrepancy"),
        ("over 1720", "1725", "agrees_within_rounding"),  # more than 1720, up to 1730
        ("over 1720", "9000", "query"),
        ("over 1720", "1720", "discrepancy"),
        ("1720余", "3440", "query"),
        ("1720余", "3441", "discrepancy"),
        ("at least 1720", "9000", "agrees_within_rounding"),
        ("at least 1720", "1719", "discrepancy"),
        ("up to 1720", "0", "agrees_within_rounding"),
        ("under 1720", "1720", "discrepancy"),
        ("1700-1720", "1700", "agrees"),
        ("1700-1720", "1721", "discrepancy"),
    ],
)
def test_hedges(stated: str, derived: str, verdict: str) -> None:
    assert decide(total(printed(stated), printed(derived)), PLAIN).verdict == verdict


def test_a_tolerance_is_named_with_its_reason() -> None:
    policy = Policy(tolerance=F(1, 2), tolerance_reason="half days")
    edit = total(figure("10.0", 1), figure("9.6", 1))
    decision = decide(edit, policy)
    assert decision.verdict == "agrees_within_rounding"
    assert decision.assumes == (Assumption("tolerance", (("reason", "half days"),)),)
    assert decision.allowed == F("0.6")
    # 10.0 and 9.95 touch without it
    near = total(figure("10.0", 1), figure("9.9", 1))
    assert (decide(near, policy).verdict, decide(near, policy).assumes) == (
        "agrees_within_rounding",
        (),
    )
    assert decide(total(figure("10.0", 1), figure("9.3", 1)), policy).verdict == "discrepancy"
    # it helps a missing operand too: 44.7 % of 1383 needs 618, 617 is 44.61
    held = share(figure("44.7", 1), Figure("<5", absence="suppressed"), count(1383))
    assert decide(held, policy).reason == "suppressed"


def test_inequalities() -> None:
    def at_most(low: Figure, high: Figure) -> str:
        return decide(total(low, high, relation="<="), PLAIN).verdict

    assert at_most(count(412), count(412)) == "agrees"
    assert at_most(count(413), count(412)) == "discrepancy"
    assert at_most(figure("9.9", 1), figure("9.8", 1)) == "agrees_within_rounding"
    assert at_most(figure("10.0", 1), figure("9.8", 1)) == "discrepancy"
    decision = decide(total(count(3), count(9), relation=">="), PLAIN)
    assert (decision.gap, decision.allowed, decision.grade) == (-6, 0, "gross")


def test_the_same_figure_twice_is_one_unknown() -> None:
    # a - a is 0 whatever lies behind 12.0; two figures of 12.0 would leave 0.1
    a = figure("12.0", 1, place=at(1))
    twice = (Term("part", a), Term("part", a, F(-1)))
    edit = BalanceEdit((Term("total", figure("0.1", 1, place=at(0))),), twice)
    assert decide(edit, PLAIN).allowed == F("0.05")
    assert decide(edit, PLAIN).verdict == "discrepancy"
    # 100 a / (a + b): 1.0 of (1.0 + 1.0) lies in 95 / 2 .. 105 / 2 percent, not beyond
    one, two = figure(1, 1, place=at(1)), figure(1, 1, place=at(2))
    cell = decide(share(figure("50.0", 1, place=at(0)), one, one, two), PLAIN).derived_cell
    assert cell == Interval(F(95, 2), F(105, 2))


def test_the_result_of_whole_factors_is_a_count() -> None:
    assert decide(times(printed("2400"), printed("24"), printed("100")), PLAIN).verdict == "agrees"
    decision = decide(times(printed("2401"), printed("24"), printed("100")), PLAIN)
    assert (decision.verdict, decision.grade) == ("discrepancy", "gross")
    # 2.5 x 3 = 7.5 prints as 8 or 7
    assert decide(times(printed("8"), printed("2.5"), printed("3")), PLAIN).verdict == "agrees"


def test_change_of_a_revenue() -> None:
    # 100 x 164.9 / 152.4 - 100 = 8.202...
    def change(shown: str) -> Edit[Figure]:
        return RatioEdit(
            Term("change", printed(shown)),
            (Term("after", printed("164.9")),),
            (Term("before", printed("152.4")),),
            F(100),
            F(-100),
            percent=True,
        )

    assert decide(change("8.2"), PLAIN).verdict == "agrees"
    # (164.85 .. 164.95) / (152.35 .. 152.45) leaves 8.134 to 8.271
    assert decide(change("8.3"), PLAIN).verdict == "agrees_within_rounding"
    assert decide(change("8.4"), PLAIN).verdict == "discrepancy"


def test_units_that_differ_in_dimension_cannot_be_read_together() -> None:
    decision = decide(total(printed("12", "元"), printed("12", "人")), PLAIN)
    assert (decision.verdict, decision.reason) == ("undecided", "unreadable")
    assert decision.reason_values == (("units", "元|人"),)
    assert decision.stated == 12
