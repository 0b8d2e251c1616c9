"""A missing field makes a suite unusable: never a pass, whatever the form it stands in."""

from __future__ import annotations

from datetime import date

import pytest

from consistency.api import Options, judge
from consistency.errors import SuiteError
from consistency.readers import Wanted
from consistency.suite import parse_suite
from consistency.suite.validity import Validity

DATA = [{"k": "A", "villages": "3", "model": "1", "weak": "2", "level": "city"}]


def faults(check: str) -> list[tuple[str, str]]:
    """The faults of a suite without a schema, once the columns of the data are known."""
    suite = parse_suite(f"suite: s\nchecks:\n  c: {check}\n")
    with pytest.raises(SuiteError) as caught:
        judge([Wanted("now", data=DATA)], Options(checks=suite, today=date(2010, 1, 1)))
    return [(fault.what, fault.next) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "check",
    [
        "{total: vilages, parts: [model, weak]}",
        "{total: villages, parts: [model, vilages]}",
        "{total: villages, parts: [model, -vilages]}",
        "{total: villages, over: rows, equals: {vilages: city}}",
        "{total: villages, over: rows, where: {vilages: city}, equals: {level: city}}",
        "{total: villages, over: model, by: [vilages]}",
        "{total: villages, over: children, id: vilages, parent: level}",
        "{share: {vilages: model}, of: villages}",
        "{share: {model: vilages}, of: villages}",
        "{share: {model: weak}, of: vilages}",
        "{shares: [vilages, model]}",
        "{base: {vilages: model}}",
        "{ratio: model, of: weak, per: vilages}",
        "{product: model, of: [weak, vilages]}",
        "{change: model, from: weak, to: vilages}",
        "{change: model, from: previous.vilages, to: villages}",
        "{difference: vilages, from: weak, to: villages}",
        "{same: [villages, vilages]}",
        "{bound: [0, vilages]}",
        "{count: vilages, of: rows, by: [level]}",
        "{count: villages, of: rows, distinct: vilages}",
        '{formula: "villages = model + vilages"}',
        '{bound: [0, model], when: "vilages > 1"}',
        "{bound: [0, model], when: \"vilages = 'x'\"}",
        "{bound: [0, model], where: {vilages: 1}}",
    ],
)
def test_a_missing_field_is_named_with_the_nearest(check: str) -> None:
    assert ("unknown field 'vilages'", "did you mean 'villages'?") in faults(check)


@pytest.mark.parametrize(
    ("validity", "at", "covered"),
    [
        (Validity("2010", None), "2010-01-01", True),
        (Validity("2010", None), "2009", False),
        (Validity("2010-06", None), "2010", True),  # some of the year lies inside
        (Validity("2010-06", None), "2010-05-31", False),
        (Validity(None, "2010-06"), "2010-06-30", True),
        (Validity(None, "2010-06"), "2010-07", False),
        (Validity("2010", "2010"), "2010-12-31", True),
        (Validity("2010", "2010"), "2011", False),
    ],
)
def test_validity_covers_whole_years_and_months(validity: Validity, at: str, covered: bool) -> None:
    assert validity.covers(at, date(1900, 1, 1)) is covered


def test_a_period_that_is_no_date_is_judged_by_today() -> None:
    assert Validity("2010", None).covers("spring", date(2010, 5, 1))
    assert not Validity("2010", None).covers("spring", date(2009, 5, 1))
    assert not Validity("2010", None).covers(None, date(2009, 5, 1))
