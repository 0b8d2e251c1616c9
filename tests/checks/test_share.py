"""share, shares and base: percentages of a whole that is printed, summed, or nowhere."""

from __future__ import annotations

import pytest
from judging import Said, report, said, verdicts

from consistency.errors import SuiteError


def test_a_share_of_a_signed_sum() -> None:
    # 100 x 45 / (60 - 10) = 90; of all 60 it would be 75
    check = "s: {share: {pct: part}, of: [all, -absent]}"
    data = [
        {"k": "A", "pct": "90.0", "part": "45", "all": "60", "absent": "10"},
        {"k": "B", "pct": "75.0", "part": "45", "all": "60", "absent": "10"},
    ]
    assert said(check, data) == [
        Said("A", "agrees", "90", "90", "0"),
        Said("B", "discrepancy", "75", "90", "-15"),
    ]


def test_stars_pair_shares_with_their_counts() -> None:
    # 100 x 1 / 4 = 25, 100 x 3 / 4 = 75
    data = [{"k": "A", "a": "1", "a_pct": "25", "b": "3", "b_pct": "70", "all": "4"}]
    assert said('s: {share: {"*_pct": "*"}, of: all}', data) == [
        Said("A", "agrees", "25", "25", "0"),
        Said("A", "discrepancy", "70", "75", "-5"),
    ]


ROWS = [
    {"item": "food", "kind": "item", "cost": "30", "pct": "30.0", "year": "1"},
    {"item": "rent", "kind": "item", "cost": "70", "pct": "69.0", "year": "1"},
    {"item": "all", "kind": "total", "cost": "100", "pct": "100.0", "year": "1"},
]


def test_shares_over_rows_of_the_total_row() -> None:
    check = """
        s: {share: {pct: cost}, over: rows, where: {kind: item}, of: cost, equals: {kind: total}}
    """
    assert said(check, ROWS) == [
        Said("food", "agrees", "30", "30", "0"),
        Said("rent", "discrepancy", "69", "70", "-1"),
    ]


def test_shares_over_rows_of_the_sum_of_each_group() -> None:
    # year 1: 30 of 30 + 70 = 100; year 2: 1 of 1 + 3 = 4
    rows = [
        *ROWS[:2],
        {"item": "x", "kind": "item", "cost": "1", "pct": "25.0", "year": "2"},
        {"item": "y", "kind": "item", "cost": "3", "pct": "75.0", "year": "2"},
    ]
    assert [
        (s.verdict, s.derived)
        for s in said("s: {share: {pct: cost}, over: rows, of: cost, by: [year]}", rows)
    ] == [
        ("agrees", "30"),
        ("discrepancy", "70"),
        ("agrees", "25"),
        ("agrees", "75"),
    ]


def test_shares_make_a_number_in_a_record_and_over_rows() -> None:
    # 0.4 + 0.5 = 0.9, 0.1 = 2 x 0.05; 60.0 + 41.0 = 101.0
    assert said("s: {shares: [x, y], make: 1}", [{"k": "A", "x": "0.4", "y": "0.5"}]) == [
        Said("A", "agrees_within_rounding", "1", "0.9", "0.1")
    ]
    rows = [{"k": "A", "g": "1", "p": "60.0"}, {"k": "B", "g": "1", "p": "41.0"}]
    assert said("s: {shares: [p], over: rows, by: [g]}", rows) == [
        Said("1", "discrepancy", "100", "101", "-1")
    ]


def test_overlapping_shares_are_each_at_most_100() -> None:
    data = [{"k": "A", "x": "60.0", "y": "100.3"}]
    check = "s: {shares: [x, y], overlapping: true}"
    assert said(check, data) == [
        Said("A", "agrees", "100", "60", "40"),
        Said("A", "discrepancy", "100", "100.3", "-0.3"),
    ]


def test_balanced_shares_agree_within_rounding_with_their_convention() -> None:
    # 3, 2, 2 of 7: 42.86, 28.57, 28.57; plain 43 + 29 + 29 = 101; the largest absorbs: 42
    data = [{"k": "A", "n": "7", "a": "3", "b": "2", "c": "2", "pa": "42", "pb": "29", "pc": "29"}]
    check = "s: {share: {pa: a, pb: b, pc: c}, of: n, rounding: balanced}"
    found = report(check, data).results
    assert [r.decision.verdict for r in found] == ["agrees_within_rounding", "agrees", "agrees"]
    assert [d.cause for d in found[0].decision.diagnosis] == ["convention"]
    assert verdicts(check.replace(", rounding: balanced", ""), data) == [
        "discrepancy", "agrees", "agrees",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [("half_up", ["agrees", "discrepancy"]), ("half_even", ["discrepancy", "agrees"])],
)
def test_a_declared_convention_decides_a_tie(rounding: str, expected: list[str]) -> None:
    # 100 x 1 / 8 = 12.5
    data = [{"k": str(p), "p": str(p), "c": "1", "n": "8"} for p in (13, 12)]
    assert verdicts(f"s: {{share: {{p: c}}, of: n, rounding: {rounding}}}", data) == expected
    assert verdicts("s: {share: {p: c}, of: n}", data) == ["agrees", "agrees"]


def test_truncated_shares() -> None:
    # 100 x 129 / 1000 = 12.9, cut to 12
    data = [{"k": str(p), "p": str(p), "c": "129", "n": "1000"} for p in (12, 13)]
    assert verdicts("s: {share: {p: c}, of: n, rounding: truncate}", data) == [
        "agrees", "discrepancy",
    ]  # fmt: skip


def test_a_base_names_its_whole_numbers() -> None:
    # 98 / 0.7375 = 132.88 and / 0.7365 = 133.06: 133; 73.8: 132.70 to 132.88: none
    data = [{"k": "A", "p": "73.7", "c": "98"}, {"k": "B", "p": "73.8", "c": "98"}]
    assert said("b: {base: {p: c}}", data) == [
        Said("A", "agrees", "73.7", "133", None),
        Said("B", "discrepancy", "73.8", None, None),
    ]


def test_between_bounds_a_base() -> None:
    # 60 at 50.0 needs 120 (119.88 to 120.12), 61 at 50.0 needs 122
    data = [{"k": "A", "p": "50.0", "c": "60"}, {"k": "B", "p": "50.0", "c": "61"}]
    assert verdicts("b: {base: {p: c}, between: [1, 120]}", data) == ["agrees", "discrepancy"]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("{share: [p], of: n}", "'share' pairs fields"),
        ("{share: {p: [c]}, of: n}", "'p' needs one field"),
        ("{share: {p: c}, of: n, by: [k]}", "'equals' and 'by' need 'over: rows'"),
        ("{share: {p: c}, of: n, over: children}", "unknown value of 'over' 'children'"),
        ("{share: {p: c}}", "'of' is missing"),
        ('{share: {"*_pct": "*"}, of: n}', "matches no pair of fields"),
        ('{share: {"p*": "c"}, of: n}', "needs one * on both sides"),
        ("{shares: [p], by: [k]}", "'by' needs 'over: rows'"),
        ("{shares: [p], make: most}", "'make' is no number"),
        ("{base: {p: c}, between: [5, 1]}", "'between' is [low, high]"),
        ("{base: {p: c}, between: [1]}", "'between' is [low, high]"),
    ],
)
def test_a_form_that_cannot_be_is_a_fault(body: str, what: str) -> None:
    with pytest.raises(SuiteError) as caught:
        report(f"s: {body}", [{"k": "A", "p": "1", "c": "1", "n": "1"}])
    assert any(what in fault.what for fault in caught.value.faults)
