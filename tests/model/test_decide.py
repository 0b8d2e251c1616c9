"""Verdicts, grades and diagnoses, against answers worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from drawn import at, count, figure, printed, share, times, total

from consistency.model.decide import decide
from consistency.model.edit import (
    Assumption,
    BalanceEdit,
    Edit,
    Policy,
    RatioEdit,
    Term,
)
from consistency.model.figure import Figure
from consistency.model.interval import Interval, point

F = Fraction
PLAIN = Policy()
STATED = Policy(basis="stated")


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
        ("over 1720", "1720", "agrees"),  # at its face value
        ("1720余", "3440", "query"),
        ("1720余", "3441", "discrepancy"),
        ("at least 1720", "9000", "agrees_within_rounding"),
        ("at least 1720", "1719", "discrepancy"),
        ("up to 1720", "0", "agrees_within_rounding"),
        ("under 1720", "1720", "agrees"),
        ("1700-1720", "1700", "agrees"),
        ("1700-1720", "1721", "discrepancy"),
    ],
)
def test_hedges(stated: str, derived: str, verdict: str) -> None:
    assert decide(total(printed(stated), printed(derived)), PLAIN).verdict == verdict


def test_a_strict_hedge_agrees_at_its_face_value() -> None:
    for edit in (total(count(2), printed("over 2")), total(printed("over 2"), count(2))):
        decision = decide(edit, PLAIN)
        assert (decision.verdict, decision.gap, decision.allowed) == ("agrees", 0, 0)


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
    # 617 of 1383 is 44.613: 0.037 beyond 44.65
    graded = share(figure("44.7", 1), count(617), count(1383))
    mild = decide(graded, Policy(tolerance=F("0.04")))
    assert (mild.verdict, mild.assumes[0].id) == ("agrees_within_rounding", "tolerance")
    assert decide(graded, Policy(tolerance=F("0.03"))).verdict == "discrepancy"
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
