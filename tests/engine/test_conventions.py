"""A convention nobody declared is named where it explains the whole return, never accepted."""

from __future__ import annotations

from fractions import Fraction

from outcomes import base_outcome, causes, outcome, placed, share_outcomes, total_outcome

from consistency.engine.conventions import name_conventions
from consistency.model.edit import RatioEdit, Term

VILLAGES = [172, 339, 617, 177, 78]
PRINTED = ("12.4", "24.5", "44.7", "12.8", "5.6")
LAST = ("last_digit", "")


def test_balancing_is_named_on_the_adjusted_share_and_stays_a_discrepancy() -> None:
    outcomes = [*share_outcomes(VILLAGES, PRINTED, 1383), total_outcome("1383", "1383")]
    named = name_conventions(outcomes)
    assert causes(named[2]) == [("convention", "largest_absorbs"), LAST]
    assert named[2].result.decision.verdict == "discrepancy"
    others = [n for n in range(len(outcomes)) if n != 2]
    assert [named[n] for n in others] == [outcomes[n] for n in others]


def test_truncation_is_named_where_every_print_was_cut() -> None:
    # 1 of 6 is 16.67, 2 of 3 is 66.67: both cut
    outcomes = [
        *share_outcomes([1], ["16.6"], 6, name="one"),
        *share_outcomes([2], ["66.6"], 3, name="two"),
    ]
    named = name_conventions(outcomes)
    assert [causes(o) for o in named] == [[("convention", "truncate"), LAST]] * 2
    # 5 of 6 is 83.33: 83.4 is no cut print, so cutting does not explain the return
    wrong = [*outcomes, *share_outcomes([5], ["83.4"], 6, name="three")]
    assert name_conventions(wrong) == wrong
    # 5 of 9 is 55.56: printed 55.6 is rounded, not cut
    rounded = [*outcomes, *share_outcomes([5], ["55.6"], 9, name="three")]
    assert name_conventions(rounded) == rounded


def test_wrong_counts_do_not_stand_in_the_way() -> None:
    wrong = total_outcome("43", "12", "30")
    assert wrong.result.decision.grade == "gross"
    outcomes = [*share_outcomes([1], ["16.6"], 6), wrong]
    named = name_conventions(outcomes)
    assert causes(named[0]) == [("convention", "truncate"), LAST]
    assert named[1] == wrong


def test_a_base_that_was_cut_is_part_of_the_return() -> None:
    # 2 of 3 cut is 66.6
    cut = base_outcome("66.6", "2")
    assert cut.result.decision.grade == "last_digit"
    shares = share_outcomes([1], ["16.6"], 6)
    for named in name_conventions([*shares, cut]):
        assert causes(named) == [("convention", "truncate"), LAST]
    # 5 of 6 is 83.33: 83.4 is no print of it, cut or rounded, so nothing explains them all
    other = base_outcome("83.4", "5")
    assert other.result.decision.grade == "last_digit"
    for outcomes in ([*shares, cut, other], [*share_outcomes(VILLAGES, PRINTED, 1383), other]):
        assert name_conventions(outcomes) == outcomes


def test_declared_rounding_is_not_explained_away() -> None:
    below = (Term("whole", placed("6", "whole")),)
    edit = RatioEdit(
        Term("share", placed("16.6", "share")),
        (Term("part", placed("1", "part")),),
        below,
        factor=Fraction(100),
        percent=True,
    )
    declared = [outcome(edit, "share", rounding="half_up")]
    assert name_conventions(declared) == declared


def test_nothing_wrong_nothing_named() -> None:
    outcomes = share_outcomes([1], ["16.7"], 6)
    assert name_conventions(outcomes) == outcomes
