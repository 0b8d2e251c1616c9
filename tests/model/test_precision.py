"""Likely and possible values of the figures of one edit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from drawn import count, edits, figure, share, times, total
from hypothesis import given, settings

from consistency.model.edit import BalanceEdit, Policy, Term
from consistency.model.figure import Figure
from consistency.model.interval import EVERYTHING, Interval, point
from consistency.model.numeral import read
from consistency.model.precision import any_shown, face_prints_as, read_terms

F = Fraction
PLAIN = Policy()


@settings(deadline=None)
@given(edits)
def test_likely_values_are_possible(case) -> None:  # type: ignore[no-untyped-def]
    for term, reading in zip(case.edit.terms, read_terms(case.edit, case.policy), strict=True):
        assert not reading.possible.is_empty
        assert reading.likely & reading.possible == reading.likely
        if term.slot.value is not None and term.slot.hedged is None:
            assert term.slot.value in reading.likely


def test_neighbours_lift_a_round_member() -> None:
    edit = total(*(read(text) for text in ("2490.3", "200", "2290.3")))
    stated, lifted, fine = read_terms(edit, PLAIN)
    assert lifted.lifted
    assert lifted.likely == Interval(F("199.95"), F("200.05"))
    assert lifted.possible == Interval(F("199.5"), F("200.5"))
    assert not stated.lifted
    assert not fine.lifted
    own = read_terms(edit, Policy(precision="own"))
    assert [reading.lifted for reading in own] == [False] * 3
    assert own[1].likely == own[1].possible == lifted.possible


@pytest.mark.parametrize(
    "change", [{"declared": True}, {"count": True}, {"unit": "万元"}, {"step": F(0)}]
)
def test_what_is_not_lifted(change: dict[str, object]) -> None:
    round_one = replace(read("200"), **change)  # type: ignore[arg-type]
    readings = read_terms(total(read("2490.3"), round_one, read("2290.3")), PLAIN)
    assert not readings[1].lifted


def test_scales_share_a_precision_with_their_own_kind() -> None:
    # 5万 beside 4.3万 is likely 5.0万; 43000 beside them keeps its own
    parts = (read("5万"), read("4.3万"), read("43000"))
    readings = read_terms(total(read("136000"), *parts), PLAIN)
    assert [reading.lifted for reading in readings] == [False, True, False, False]
    assert readings[1].likely == Interval(F(49500), F(50500))
    assert readings[1].possible == Interval(F(45000), F(55000))


def test_which_whole_numbers_are_counts() -> None:
    def cell(text: str, *others: str, unit: str | None = None) -> Interval:
        shown = read(text)
        shown = replace(shown, unit=unit) if unit else shown
        return read_terms(total(shown, *(read(o) for o in others)), PLAIN)[0].possible

    assert cell("12", "5", "7") == point(12)
    assert cell("12", "5.5", "6.5") == Interval(F("11.5"), F("12.5"))
    assert cell("12个", "5.5", "6.5") == point(12)
    assert cell("12", "5", "7", unit="人") == point(12)
    assert cell("12", "5", "7", unit="万元") == Interval(F("11.5"), F("12.5"))
    assert cell("1.2万", "7040", "5000") == Interval(F(11500), F(12500))


def test_percentages_and_results_are_measured() -> None:
    shares = [Term("share", read(text)) for text in ("45", "55")]
    readings = read_terms(BalanceEdit((), tuple(shares), stated_constant=F(100)), PLAIN)
    assert readings[0].possible == Interval(F("44.5"), F("45.5"))
    stated, part, whole = read_terms(share(read("45"), read("617"), read("1383")), PLAIN)
    assert not stated.exact
    assert part.exact
    assert whole.exact
    assert read_terms(times(read("2400"), read("24"), read("100")), PLAIN)[0].exact
    assert not read_terms(times(read("8"), read("2.5"), read("3")), PLAIN)[0].exact


def test_counts_that_are_only_assumed() -> None:
    stated = Policy(basis="stated")
    bare, counted = read_terms(total(read("12"), read("12个")), stated)
    assert bare.assumed
    assert (bare.likely, bare.possible) == (point(12), Interval(F("11.5"), F("12.5")))
    assert not counted.assumed
    assert counted.possible == point(12)


def test_absent_and_computed_figures() -> None:
    gone = Figure("", absence="missing", domain=Interval(F(0), None))
    computed = replace(
        figure("0.1", 1), hedged=(Interval(F("0.09"), F("0.11")),) * 2, qualifier="computed"
    )
    readings = read_terms(total(gone, computed, Figure("-", absence="missing")), PLAIN)
    assert readings[0].possible == Interval(F(0), None)
    assert readings[1].likely == Interval(F("0.09"), F("0.11"))
    assert readings[2].possible == EVERYTHING
    assert face_prints_as(F("0.105"), computed, readings[1])
    assert not face_prints_as(F("0.12"), computed, readings[1])
    assert not face_prints_as(F(0), gone, readings[0])


def test_the_convention_of_the_check_comes_before_that_of_the_schema() -> None:
    cut = figure("44.6", 1, rounding="truncate")
    edit = share(cut, count(617), count(1383))
    assert read_terms(edit, PLAIN)[0].possible.low == F("44.6")
    half_up = Policy(rounding="half_up")
    assert read_terms(edit, half_up)[0].possible.low == F("44.55")


def test_most_decimals_shown() -> None:
    assert any_shown([figure(1, 2), figure(1, 1), Figure("", absence="missing", decimals=9)]) == 2
    assert any_shown([]) == 0
