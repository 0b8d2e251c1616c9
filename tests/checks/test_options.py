"""The options any check can have: when, where, missing, tolerance, precision, dates, dimensions."""

from __future__ import annotations

from datetime import date

import pytest
from judging import report, said, verdicts

from consistency.errors import SuiteError

ROW = {"k": "A", "t": "6", "x": "2", "y": "3", "form": "long", "note": ""}


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        ("form = 'long'", "discrepancy"),
        ("form = 'ｌｏｎｇ'", "discrepancy"),  # width does not count
        ("form = 'short'", "not_applicable"),
        ("form != 'short'", "discrepancy"),
        ("form != 'long'", "not_applicable"),
        ("note = ''", "discrepancy"),  # a blank cell is an empty text
        ("note != ''", "not_applicable"),
        ("t = 6", "discrepancy"),
        ("t = 6.0", "discrepancy"),
        ("t != 6", "not_applicable"),
        ("t > x + y", "discrepancy"),
        ("t <= x + y", "not_applicable"),
        ("x < y", "discrepancy"),
        ("2 * x >= y + 1", "discrepancy"),
        ("2 * x >= y + 2", "not_applicable"),
        ("note = 1", "undecided"),  # nobody can tell
        ("form = 1", "undecided"),
    ],
)
def test_when(when: str, verdict: str) -> None:
    (found,) = said(f'c: {{total: t, parts: [x, y], when: "{when}"}}', [ROW])
    assert found.verdict == verdict
    if verdict == "not_applicable":
        assert found.reason == "when"


def test_when_of_the_period_before() -> None:
    rows = [{**ROW, "t": "5"}]
    check = 'c: {total: t, parts: [x, y], when: "previous.t > 0"}'
    assert verdicts(check, rows, previous=rows) == ["agrees"]
    assert [(s.verdict, s.reason) for s in said(check, rows)] == [("undecided", "no_such_row")]


@pytest.mark.parametrize(
    ("where", "keys"),
    [
        ("{level: city}", ["X"]),
        ("{level: [city, county]}", ["X", "P"]),
        ("{level: {not: city}}", ["P", "T"]),
        ("{level: {not: [city, county]}}", ["T"]),
        ("{level: null}", ["T"]),
        ("{level: {not: null}}", ["X", "P"]),
        ("{level: [null, city]}", ["X", "T"]),
        ("{level: city, n: 1}", ["X"]),
        ("{level: city, n: 2}", []),
    ],
)
def test_where_chooses_records(where: str, keys: list[str]) -> None:
    rows = [
        {"k": "X", "level": "city", "n": "1"},
        {"k": "P", "level": "county", "n": "1"},
        {"k": "T", "level": " ", "n": "1"},
    ]
    found = said(f"c: {{bound: [0, n], where: {where}}}", rows)
    if not keys:
        assert [(s.verdict, s.reason) for s in found] == [("undecided", "applied_to_nothing")]
        assert report(f"c: {{bound: [0, n], where: {where}}}", rows).exit_status() == 3
    else:
        assert [s.key for s in found] == keys


@pytest.mark.parametrize(
    ("missing", "verdict", "derived"),
    [
        ("undecided", "undecided", None),
        ("zero", "agrees", "5"),
        ("not_applicable", "not_applicable", None),
    ],
)
def test_missing(missing: str, verdict: str, derived: str | None) -> None:
    (found,) = said(
        f"c: {{total: t, parts: [x, y], missing: {missing}}}",
        [{**ROW, "t": "2", "x": "2", "y": ""}],
    )
    assert found.verdict == verdict
    assert found.derived == (None if derived is None else "2")


def test_a_tolerance_is_exact_and_named_in_assumes() -> None:
    # 4.00 + 5.35 = 9.35; 9.80 is 0.45 away; 10.00 is 0.65 away: more than 0.5 + 3 x 0.005
    rows = [{"k": str(t), "t": t, "x": "4.00", "y": "5.35"} for t in ("9.80", "10.00")]
    check = 'c: {total: t, parts: [x, y], tolerance: {amount: "0.5", reason: halves}}'
    assert verdicts(check, rows) == ["agrees_within_rounding", "discrepancy"]
    first = report(check, rows).results[0].decision
    assert [(a.id, dict(a.values)["reason"]) for a in first.assumes] == [("tolerance", "halves")]


def test_precision_own_makes_each_figures_own_precision_the_likely_one() -> None:
    # 200 + 2090.3 = 2290.3; 200 may stand for 199.5 to 200.5
    row = {"k": "A", "t": "2290.7", "x": "200", "y": "2090.3"}
    assert verdicts("c: {total: t, parts: [x, y]}", [row]) == ["query"]
    assert verdicts("c: {total: t, parts: [x, y], precision: own}", [row]) == [
        "agrees_within_rounding"
    ]


def test_severity_code_message_and_source_reach_the_result() -> None:
    check = """
        c:
          total: t
          parts: [x, y]
          severity: warning
          code: V7
          message: the long form does not add up
          source: circular 12
    """
    found = report(check, [ROW])
    (result,) = found.results
    assert (result.severity, result.code, result.wording) == (
        "warning", "V7", "the long form does not add up",
    )  # fmt: skip
    assert result.decision.verdict == "discrepancy"
    assert (found.exit_status(), found.exit_status("query")) == (0, 1)


@pytest.mark.parametrize(
    ("valid", "today", "verdict"),
    [
        ("{from: 2010}", date(2010, 1, 1), "discrepancy"),
        ("{from: 2010}", date(2009, 12, 31), "not_applicable"),
        ("{until: 2009-06}", date(2009, 6, 30), "discrepancy"),
        ("{until: 2009-06}", date(2009, 7, 1), "not_applicable"),
        ("{from: 2009-06-02, until: 2009-06-02}", date(2009, 6, 2), "discrepancy"),
        ("{from: 2009-06-02, until: 2009-06-02}", date(2009, 6, 3), "not_applicable"),
    ],
)
def test_validity_by_today_where_there_is_no_period(valid: str, today: date, verdict: str) -> None:
    check = f"c: {{total: t, parts: [x, y], valid: {valid}}}"
    (found,) = said(check, [ROW], today=today)
    assert (found.verdict, found.reason) == (verdict, None if verdict == "discrepancy" else "valid")


def test_the_validity_of_the_suite_holds_for_every_check() -> None:
    assert verdicts("c: {total: t, parts: [x, y]}", [ROW], head="valid: {until: 1999}") == [
        "not_applicable"
    ]


def test_dimensions_repeat_a_check_under_one_name_with_the_value_in_id_and_key() -> None:
    # men 1 + 2 = 3; women 4 + 5 = 9, not 8
    row = {
        "k": "A",
        "men": "3",
        "men_1": "1",
        "men_2": "2",
        "women": "8",
        "women_1": "4",
        "women_2": "5",
    }
    check = 'c: {total: "{sex}", parts: ["{sex}_1", "{sex}_2"]}'
    found = report(check, [row], head="dimensions: {sex: [men, women]}")
    assert found.checks == 1
    assert [r.check for r in found.results] == ["c", "c"]
    assert [dict(r.key) for r in found.results] == [
        {"k": "A", "sex": "men"}, {"k": "A", "sex": "women"},
    ]  # fmt: skip
    assert len({r.id for r in found.results}) == 2
    assert [r.decision.verdict for r in found.results] == ["agrees", "discrepancy"]


def test_two_dimensions_repeat_a_check_for_every_pair() -> None:
    names = ("men_young", "men_old", "women_young", "women_old")
    row = {"k": "A", **dict.fromkeys(names, "1"), **{f"{n}_max": "2" for n in names}}
    head = """
        dimensions:
          sex: [men, women]
          age: [young, old]
    """
    check = 'c: {bound: ["{sex}_{age}", "{sex}_{age}_max"]}'
    assert [s.key for s in said(check, [row], head=head)] == [
        "A/men/young", "A/men/old", "A/women/young", "A/women/old",
    ]  # fmt: skip


def test_a_dimension_with_too_many_pairs_is_a_fault() -> None:
    values = ", ".join(f"v{n}" for n in range(101))
    head = f"dimensions: {{a: [{values}], b: [{values}]}}"
    with pytest.raises(SuiteError, match="repeats 10201 times"):
        report('c: {bound: ["{a}", "{b}"]}', [ROW], head=head)


@pytest.mark.parametrize(
    ("option", "what"),
    [
        ("severity: fatal", "unknown value of 'severity' 'fatal'"),
        ("missing: one", "unknown value of 'missing' 'one'"),
        ("rounding: up", "unknown value of 'rounding' 'up'"),
        ("precision: mine", "unknown value of 'precision' 'mine'"),
        ("optional: maybe", "unknown value of 'optional' 'maybe'"),
        ("overlapping: 2", "unknown value of 'overlapping' '2'"),
        ('tolerance: "0.5"', "'tolerance' needs an amount and a reason"),
        ("tolerance: {amount: 1}", "'tolerance' needs an amount and a reason"),
        ("tolerance: {amount: -1, reason: x}", "'tolerance' needs an amount and a reason"),
        ("where: long", "'where' maps fields to values"),
        ("where: {form: {is: long}}", "'form' needs a value or a list of values"),
        ("when: [a, b]", "'when' is one line of text"),
        ('when: "form"', "a comparison"),
        ("when: \"form < 'b'\"", "a text is compared with one field by = or !="),
        ("valid: 2010", "'valid' has 'from' and 'until'"),
        ("valid: {from: 2010-13}", "is no date"),
        ("valid: {from: 2011, until: 2010}", "'valid' ends before it starts"),
        ("weight: 3", "unknown key of the kind 'total' 'weight'"),
        ("sverity: error", "unknown key of the kind 'total' 'sverity'"),
    ],
)
def test_an_option_that_cannot_be_is_a_fault(option: str, what: str) -> None:
    with pytest.raises(SuiteError) as caught:
        report(f"c: {{total: t, parts: [x, y], {option}}}", [ROW])
    assert any(what in fault.what for fault in caught.value.faults), caught.value
