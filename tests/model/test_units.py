"""Units brought to one, precision with them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from drawn import count, figure, share, total

from consistency.model.decide import decide
from consistency.model.edit import BalanceEdit, Policy, RatioEdit, Term
from consistency.model.figure import Figure
from consistency.model.numeral import unit_of
from consistency.model.units import clash, differ, to_one_unit, to_shared_unit

F = Fraction
PLAIN = Policy()


def test_amounts_are_summed_in_the_stated_unit() -> None:
    # 1.7亿元 is 17000万元; 9000万元 and 80000000元 make 17000万元
    edit = total(
        figure("1.7", 1, unit="亿元"), figure(9000, unit="万元"), figure(80000000, unit="元")
    )
    scaled = to_one_unit(edit)
    assert [term.coefficient for term in scaled.terms] == [1, F(1, 10**4), F(1, 10**8)]
    decision = decide(edit, PLAIN)
    assert (decision.verdict, decision.stated, decision.derived) == ("agrees", F("1.7"), F("1.7"))


def test_precision_travels_with_a_figure() -> None:
    # 1.7亿 +- 0.05亿 is 16500 to 17500万元
    edit = total(figure("1.7", 1, unit="亿元"), figure(17400, unit="万元"))
    assert decide(edit, PLAIN).verdict == "agrees"
    edit = total(figure("1.7", 1, unit="亿元"), figure(17600, unit="万元"))
    decision = decide(edit, PLAIN)
    assert (decision.verdict, decision.grade) == ("discrepancy", "last_digit")
    # 0.05 and half of one 万元
    assert decision.allowed == F("0.05005")


@pytest.mark.parametrize("units", [("元", "元"), (None, "元"), ("元", None), (None, None)])
def test_a_missing_unit_is_taken_to_be_the_other(units: tuple[str | None, str | None]) -> None:
    edit = total(figure("12.0", 1, unit=units[0]), figure("12.0", 1, unit=units[1]))
    assert clash(edit) is None
    assert decide(edit, PLAIN).verdict == "agrees"


def test_units_of_different_dimension() -> None:
    assert clash(total(figure(1, unit="元"), figure(1), figure(1, unit="人"))) == ("元", "人")
    assert clash(total(figure(1, unit="亩"), figure(1, unit="公顷"))) == ("亩", "公顷")
    # counters count one thing, and a bare scale is of any dimension
    assert clash(total(figure(1, unit="个"), figure(1, unit="名"))) is None
    assert clash(total(figure(1, unit="万"), figure(1, unit="元"))) is None
    assert (
        clash(total(figure(1, unit="万"), figure(1, unit="元"), figure(1, unit="人"))) is not None
    )
    assert not differ(unit_of("元"), None)
    assert clash(share(figure(1, unit="%"), figure(1, unit="元"), figure(1, unit="人"))) is None


def test_shares_of_figures_in_different_scales() -> None:
    # 1200万元 of 0.3亿元 is 40 %
    part, whole = figure(1200, unit="万元"), figure("0.300", 3, unit="亿元")
    assert decide(share(figure("40.0", 1), part, whole), PLAIN).verdict == "agrees"
    # one unit missing: percentages compare two figures of one dimension
    assert (
        decide(share(figure("50.0", 1), count(5), count(10, unit="人")), PLAIN).verdict == "agrees"
    )


def test_per_mille_and_percent() -> None:
    # 447 per mille of 1000 is 447
    for value, unit in ((447, "‰"), (F("44.7"), "%"), (F("44.7"), None)):
        stated = figure(value, 1, unit=unit)
        assert decide(share(stated, count(447), count(1000)), PLAIN).verdict == "agrees"
    # shares against 100 are taken in percent, whatever they are printed in
    mille = [Term("share", figure(value, unit="‰")) for value in (447, 553)]
    assert decide(BalanceEdit((), tuple(mille), stated_constant=F(100)), PLAIN).derived == 100
    mixed = (mille[0], Term("share", figure("55.3", 1, unit="%")))
    decision = decide(BalanceEdit((), mixed, stated_constant=F(100)), PLAIN)
    assert (decision.verdict, decision.stated) == ("agrees", 100)


def test_ratios_are_scaled_only_where_every_unit_is_known() -> None:
    def average(unit: str | None) -> RatioEdit[Figure]:
        return RatioEdit(
            Term("result", figure(5000, unit=unit)),
            (Term("numerator", figure(10, unit="万元")),),
            (Term("denominator", count(20, unit="人")),),
        )

    # 100000元 for 20 persons is 5000
    assert decide(average("元/人"), PLAIN).derived == 5000
    assert decide(average(None), PLAIN).derived == F(1, 2)
    assert to_one_unit(average(None)) == average(None)


def test_parts_of_one_base_in_the_unit_of_the_first() -> None:
    one = share(figure(50), count(5, unit="万人"), count(10))
    two = share(figure(50), count(5, unit="人"), count(10))
    pairs = [RatioEdit(e.stated, e.numerator, factor=F(100), percent=True) for e in (one, two)]
    coefficients = [pair.numerator[0].coefficient for pair in to_shared_unit(pairs)]
    assert coefficients == [1, F(1, 10**4)]


def test_an_edit_in_one_unit_is_left_as_it_is() -> None:
    edit = total(figure(1, unit="元"), figure(1, unit="元"))
    assert to_one_unit(edit) is edit
    plain = share(figure(1, unit="%"), count(1), count(100))
    assert to_one_unit(plain) is plain
