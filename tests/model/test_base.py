"""Shares of an unprinted whole, against every whole number tried."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from drawn import COUNTS_FROM_ZERO, count, figure, missing
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.model.base import POSITIVE, decide_base
from consistency.model.edit import Policy, RatioEdit, Term
from consistency.model.figure import Figure, cell_around
from consistency.model.interval import EVERYTHING, Interval
from consistency.model.numeral import read

F = Fraction
PLAIN = Policy()
LIMIT = 500


def pair(share: Figure, part: Figure) -> RatioEdit[Figure]:
    return RatioEdit(Term("share", share), (Term("part", part),), factor=F(100), percent=True)


def pairs(*printed: tuple[str, int]) -> list[RatioEdit[Figure]]:
    return [
        pair(figure(share, len(share.partition(".")[2])), count(part)) for share, part in printed
    ]


def fitting(part: int, cell: Interval, within: Interval = POSITIVE) -> set[int]:
    """Every whole number up to LIMIT that brings the share into its cell."""
    return {n for n in range(1, LIMIT + 1) if F(100 * part, n) in cell and n in within}


@settings(deadline=None, max_examples=120)
@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 200), st.integers(0, 1)),
        min_size=1,
        max_size=2,
    ),
    st.sampled_from((None, "half_up", "half_even", "truncate")),
    st.booleans(),
)
def test_wholes_are_those_that_fit(
    drawn: list[tuple[int, int, int]], rounding: None, bounded: bool
) -> None:
    within = Interval(F(3), F(40)) if bounded else POSITIVE
    shares = [(part, F(number, 10**decimals), decimals) for part, number, decimals in drawn]
    edits = [pair(figure(share, decimals), count(part)) for part, share, decimals in shares]
    decision = decide_base(edits, Policy(rounding=rounding), within)
    fits = [
        fitting(part, cell_around(share, F(1, 10**decimals), rounding), within)
        for part, share, decimals in shares
    ]
    common = set.intersection(*fits)
    assert decision.wholes is not None
    if decision.verdict == "agrees":
        assert {n for n in range(1, LIMIT + 1) if n in decision.wholes} == common
        least, _ = decision.wholes.integers()
        assert least is not None
        assert common or least > LIMIT
        return
    assert not common
    assert decision.verdict == "discrepancy"
    assert decision.certificate is None
    one_unit = [
        fitting(part, Interval(share - step, share + step), within)
        for part, share, decimals in shares
        for step in [F(1, 10**decimals)]
    ]
    if all(share - F(1, 10**decimals) > 0 for _, share, decimals in shares):
        grade = "last_digit" if set.intersection(*one_unit) else "gross"
        assert decision.grade == grade
    rests = [assumption.id for assumption in decision.assumes]
    assert rests == ([] if decision.wholes.is_empty else ["base_is_whole"])


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, 130),
    st.integers(0, 1),
    st.sampled_from((None, "truncate")),
    st.sampled_from((POSITIVE, Interval(F(20), F(400)))),
)
def test_a_single_pair_is_testable_when_some_print_fits_no_whole(
    part: int, decimals: int, rounding: None, within: Interval
) -> None:
    step = F(1, 10**decimals)
    prints = [n * step for n in range(1, 100 * 10**decimals + 1)]
    could_fail = False
    for share in prints:
        cell = cell_around(share, step, rounding)
        assert cell.low is not None
        assert cell.high is not None
        first, last = F(100 * part) / cell.high, F(100 * part) / cell.low
        tried = range(max(1, int(first)), min(int(last) + 1, 10**6) + 1)
        could_fail |= not any(F(100 * part, n) in cell and n in within for n in tried[:900])
    edits = [pair(figure(prints[-1], decimals), count(part))]
    decision = decide_base(edits, Policy(rounding=rounding), within)
    if decision.verdict == "agrees":
        named = [diagnosis.cause for diagnosis in decision.diagnosis]
        assert named == ([] if could_fail else ["not_testable"])
    else:
        assert could_fail


@pytest.mark.parametrize(
    ("printed", "first", "last", "testable"),
    [
        # 1310 leaves 1368.15 to 1369.58, 1258 leaves 1368.13 to 1369.62
        ((("95.7", 1310), ("91.9", 1258)), 1369, 1369, True),
        # 36700 / 39.5 = 929.1 and 36700 / 38.5 = 953.2
        ((("39", 367),), 930, 953, False),
        # 229600 / 64.45 = 3562.5 and 229600 / 64.35 = 3568.0
        ((("64.4", 2296),), 3563, 3567, False),
        # 44.4, 44.4 and 11.1 of a whole of 9
        ((("44.4", 4), ("44.4", 4), ("11.1", 1)), 9, 9, True),
        ((("73.7", 98),), 133, 133, True),
    ],
)
def test_worked_bases(
    printed: tuple[tuple[str, int], ...], first: int, last: int, testable: bool
) -> None:
    decision = decide_base(pairs(*printed), PLAIN)
    assert decision.verdict == "agrees"
    assert decision.wholes is not None
    assert decision.wholes.integers() == (first, last)
    assert [d.cause for d in decision.diagnosis] == ([] if testable else ["not_testable"])
    assert decision.stated == F(printed[0][0])
    assert (decision.derived, decision.gap, decision.allowed) == (None, None, None)


def test_worked_discrepancies() -> None:
    # 98 of 132 is 74.24, 98 of 133 is 73.68: neither within 0.1 of 73.8
    halls = decide_base(pairs(("73.8", 98)), PLAIN)
    assert (halls.verdict, halls.grade) == ("discrepancy", "gross")
    assert [a.id for a in halls.assumes] == ["base_is_whole"]
    # 2 of 3 is 66.67: a truncated 66.6 is off by 0.07
    cut = decide_base(pairs(("66.6", 2)), PLAIN)
    assert (cut.grade, [d.cause for d in cut.diagnosis]) == ("last_digit", ["last_digit"])
    assert decide_base(pairs(("66.6", 2)), Policy(rounding="truncate")).verdict == "agrees"
    # 20 at 50.0 needs 40, 10 at 20.0 needs 50: no real number, whole or not
    apart = decide_base(pairs(("50.0", 20), ("20.0", 10)), PLAIN)
    assert (apart.verdict, apart.grade, apart.assumes) == ("discrepancy", "gross", ())


def test_hedged_shares_and_counts() -> None:
    over = [pair(read("over 40%"), count(20))]
    # more than 40 to 50 percent likely: 40 to 49
    decision = decide_base(over, PLAIN)
    assert decision.verdict == "agrees"
    assert decision.wholes is not None
    assert decision.wholes.integers() == (40, 49)
    # 20 of 30 is 66.7 %: more than 40, but not likely meant; 20 of 50 is not more than 40
    assert decide_base(over, PLAIN, Interval(F(30), F(30))).verdict == "query"
    assert decide_base(over, PLAIN, Interval(F(50), F(60))).verdict == "discrepancy"


def test_a_share_at_least_zero_fits_every_whole() -> None:
    assert decide_base([pair(read("at least 0%"), count(7))], PLAIN).verdict == "agrees"


def test_missing_figures() -> None:
    blank = missing()
    decision = decide_base([*pairs(("50.0", 20)), pair(blank, count(10))], PLAIN)
    assert (decision.verdict, decision.reason) == ("undecided", "missing")
    # what is printed is already impossible
    decision = decide_base([*pairs(("73.8", 98)), pair(blank, count(10))], PLAIN)
    assert (decision.verdict, decision.grade) == ("discrepancy", "gross")
    assert [a.id for a in decision.assumes] == ["base_is_whole", "missing_range"]
    # 1 to 4 at 50.0 are 2 to 8, the other pair needs 40
    few = Figure("<5", absence="suppressed", count=True, domain=Interval(F(1), F(4)))
    decision = decide_base([*pairs(("50.0", 20)), pair(figure(50, 1), few)], PLAIN)
    assert decision.verdict == "discrepancy"
    decision = decide_base([*pairs(("50.0", 20)), pair(figure(10, 1), few)], PLAIN)
    assert (decision.verdict, decision.reason) == ("undecided", "suppressed")
    part_missing = [pair(figure(50, 1), missing(COUNTS_FROM_ZERO))]
    assert decide_base(part_missing, PLAIN).reason == "missing"
    excused = Policy(missing="not_applicable")
    assert decide_base(part_missing, excused).verdict == "not_applicable"
    zero = decide_base([pair(missing(), missing(COUNTS_FROM_ZERO))], Policy(missing="zero"))
    assert (zero.verdict, [a.id for a in zero.assumes]) == ("agrees", ["missing_is_zero"])


@pytest.mark.parametrize(
    ("absence", "verdict"),
    [
        ("not_a_number", "undecided"),
        ("no_such_row", "undecided"),
        ("earliest_period", "not_applicable"),
    ],
)
def test_what_is_not_there(absence: str, verdict: str) -> None:
    gone = Figure("", absence=absence)  # type: ignore[arg-type]
    decision = decide_base([*pairs(("73.8", 98)), pair(gone, count(3))], PLAIN)
    assert (decision.verdict, decision.reason) == (verdict, absence)


def test_per_mille_and_parts_in_different_units() -> None:
    # 957 per mille of 1369 is 1310.1
    mille = [pair(replace(figure(957), unit="‰"), count(1310))]
    decision = decide_base(mille, PLAIN)
    assert decision.wholes is not None
    assert decision.wholes.integers() == (1369, 1369)
    # 1310 persons, and 0.1258 of ten thousand persons
    tens = figure("0.1258", 4, unit="万人")
    both = [pair(figure("95.7", 1), count(1310, unit="人")), pair(figure("91.9", 1), tens)]
    decision = decide_base(both, PLAIN)
    assert decision.verdict == "agrees"
    assert decision.wholes is not None
    assert decision.wholes.integers() == (1369, 1369)


def test_counts_of_a_text_may_be_rounded() -> None:
    # 98 at 73.8 fits no whole; 97.5 to 98.5 of 133 is 73.3 to 74.1
    stated = Policy(basis="stated")
    decision = decide_base([pair(read("73.8%"), read("98"))], stated)
    assert decision.verdict == "query"
    assert [d.cause for d in decision.diagnosis] == ["whole_figures_rounded"]
    assert [a.id for a in decision.assumes] == ["whole_figures_are_counts"]
    agreed = decide_base([pair(read("95.7%"), read("1310"))], stated)
    assert agreed.wholes is not None
    assert agreed.wholes.integers() == (1369, 1369)


def test_a_share_of_many_digits_is_judged_in_bounded_time() -> None:
    part = 10**15 - 1
    decision = decide_base([pair(figure(100, 13), count(part))], PLAIN)
    assert decision.verdict == "agrees"
    assert decision.possible[0] != EVERYTHING
