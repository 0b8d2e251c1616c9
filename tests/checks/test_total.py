"""total: in a record, over rows, against a summary, repeated, in a hierarchy."""

from __future__ import annotations

import pytest
from judging import Said, report, said, verdicts

from consistency.errors import SuiteError


def test_parts_in_one_record() -> None:
    data = [
        {"k": "A", "t": "30", "x": "10", "y": "20"},
        {"k": "B", "t": "31", "x": "10", "y": "20"},
    ]
    assert said("sum: {total: t, parts: [x, y]}", data) == [
        Said("A", "agrees", "30", "30", "0"),
        Said("B", "discrepancy", "31", "30", "1"),  # 10 + 20 = 30
    ]


def test_signed_parts() -> None:
    # 100 + 7 - 3 = 104
    data = [{"k": "A", "closing": "104", "opening": "100", "in": "7", "out": "3"}]
    check = 'stock: {total: closing, parts: [opening, in, "- out"]}'
    assert said(check, data) == [Said("A", "agrees", "104", "104", "0")]
    data = [{"k": "A", "closing": "110", "opening": "100", "in": "7", "out": "3"}]
    assert said(check, data) == [Said("A", "discrepancy", "110", "104", "6")]


def test_a_wildcard_takes_every_field_but_the_total_itself() -> None:
    # 1 + 2 = 3: grade_all is the total and no part of itself
    data = [{"k": "A", "grade_all": "3", "grade_a": "1", "grade_b": "2", "other": "9"}]
    assert said('sum: {total: grade_all, parts: ["grade_*"]}', data) == [
        Said("A", "agrees", "3", "3", "0")
    ]


def test_a_wildcard_that_matches_nothing_is_a_fault() -> None:
    with pytest.raises(SuiteError, match=r"'grad_\*' matches no field"):
        report('sum: {total: t, parts: ["grad_*"]}', [{"k": "A", "t": "3", "grade_a": "3"}])


ROWS = [
    {"name": "X", "level": "city", "n": "30"},
    {"name": "P", "level": "county", "n": "10"},
    {"name": "Q", "level": "county", "n": "20"},
    {"name": "R", "level": "town", "n": "99"},
]


def test_rows_of_a_level_make_the_row_of_another() -> None:
    check = "sum: {total: n, over: rows, where: {level: county}, equals: {level: city}}"
    assert said(check, ROWS) == [Said("X", "agrees", "30", "30", "0")]


def test_without_where_all_other_rows_are_parts() -> None:
    # 10 + 20 + 99 = 129
    check = "sum: {total: n, over: rows, equals: {level: city}}"
    assert said(check, ROWS) == [Said("X", "discrepancy", "30", "129", "-99")]


def test_two_rows_of_the_total_are_two_edits() -> None:
    rows = [*ROWS[:3], {"name": "Y", "level": "city", "n": "31"}]
    check = "sum: {total: n, over: rows, where: {level: county}, equals: {level: city}}"
    assert said(check, rows) == [
        Said("X", "agrees", "30", "30", "0"),
        Said("Y", "discrepancy", "31", "30", "1"),
    ]


def test_a_missing_total_row_is_no_such_row_and_no_part_applied_to_nothing() -> None:
    check = "sum: {total: n, over: rows, where: {level: county}, equals: {level: city}, by: [r]}"
    rows = [
        {"name": "X", "level": "city", "n": "10", "r": "1"},
        {"name": "P", "level": "county", "n": "10", "r": "1"},
        {"name": "Q", "level": "county", "n": "20", "r": "2"},
    ]
    assert [(s.key, s.verdict, s.reason) for s in said(check, rows)] == [
        ("1/X", "agrees", None),
        ("2", "undecided", "no_such_row"),
    ]
    only_towns = [{"name": "R", "level": "town", "n": "9", "r": "1"}]
    found = said(check, only_towns)
    assert [(s.verdict, s.reason) for s in found] == [("undecided", "applied_to_nothing")]
    optional = check.replace("by: [r]}", "by: [r], optional: true}")
    assert verdicts(optional, only_towns) == ["not_applicable"]


SUMMARY = {
    "towns": [{"town": "A", "n": "30"}, {"town": "B", "n": "12"}],
    "roster": [
        {"village": "a1", "town": "A", "n": "10", "state": "open"},
        {"village": "a2", "town": "A", "n": "20", "state": "open"},
        {"village": "b1", "town": "B", "n": "13", "state": "open"},
        {"village": "b2", "town": "B", "n": "5", "state": "shut"},
    ],
}


def test_detail_against_a_summary_table_with_where_on_the_detail() -> None:
    check = "sum: {total: towns.n, over: roster.n, by: [town], where: {state: open}}"
    assert said(check, SUMMARY) == [
        Said("A", "agrees", "30", "30", "0"),
        Said("B", "discrepancy", "12", "13", "-1"),
    ]


def test_groups_with_one_side_are_gross_findings_without_the_other_side() -> None:
    data = {
        "towns": [{"town": "A", "n": "30"}, {"town": "C", "n": "7"}],
        "roster": [
            {"village": "a1", "town": "A", "n": "30"},
            {"village": "d1", "town": "D", "n": "4"},
            {"village": "d2", "town": "D", "n": "5"},
        ],
    }
    check = "sum: {total: towns.n, over: roster.n, by: [town]}"
    assert said(check, data) == [
        Said("A", "agrees", "30", "30", "0"),
        Said("C", "discrepancy", "7", None, None),  # no village of C
        Said("D", "discrepancy", None, "9", None),  # 4 + 5 = 9, no town D
    ]
    found = report(check, data).results
    assert [r.decision.grade for r in found] == [None, "gross", "gross"]
    assert [r.decision.allowed for r in found[1:]] == [None, None]


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("undecided", ["agrees", "undecided", "undecided"]),
        ("zero", ["agrees", "discrepancy", "discrepancy"]),  # 7 is not 0, 0 is not 9
        ("not_applicable", ["agrees", "not_applicable", "not_applicable"]),
    ],
)
def test_missing_softens_groups_with_one_side(missing: str, expected: list[str]) -> None:
    data = {
        "towns": [{"town": "A", "n": "30"}, {"town": "C", "n": "7"}],
        "roster": [
            {"village": "a1", "town": "A", "n": "30"},
            {"village": "d1", "town": "D", "n": "9"},
        ],
    }
    check = f"sum: {{total: towns.n, over: roster.n, by: [town], missing: {missing}}}"
    assert verdicts(check, data) == expected


def test_a_total_repeated_in_its_rows_is_one_edit_for_each_distinct_total() -> None:
    # o1: 10.50 + 15.00 = 25.50; o2: 7.00, stated 7.00 and 7.10; the blank order is no group
    data = [
        {"line": "1", "order": "o1", "amount": "10.50", "total": "25.50"},
        {"line": "2", "order": "o1", "amount": "15.00", "total": "25.50"},
        {"line": "3", "order": "o2", "amount": "7.00", "total": "7.00"},
        {"line": "4", "order": "o2", "amount": "0.00", "total": "7.10"},
        {"line": "5", "order": "", "amount": "1.00", "total": "9.00"},
    ]
    check = "sum: {total: total, over: amount, by: [order]}"
    assert said(check, data) == [
        Said("o1", "agrees", "25.5", "25.5", "0"),
        Said("o2", "agrees", "7", "7", "0"),
        Said("o2", "discrepancy", "7.1", "7", "0.1"),
    ]
    places = [result.place for result in report(check, data).results]
    assert [place.row for place in places if place is not None] == [1, 3, 4]


def _node(code: str, above: str, n: int, year: str = "2009") -> dict[str, str]:
    return {"code": code, "above": above, "n": str(n), "year": year}


def test_a_hierarchy_of_depth_four() -> None:
    # 1 = 11 + 12 = 30; 11 = 111 + 112 = 10; 112 = 1121 + 1122 = 6; 12 has no children
    rows = [
        _node("1", "", 30), _node("11", "1", 10), _node("12", "1", 20), _node("111", "11", 4),
        _node("112", "11", 6), _node("1121", "112", 5), _node("1122", "112", 2),
    ]  # fmt: skip
    assert said("tree: {total: n, over: children, id: code, parent: above}", rows) == [
        Said("1", "agrees", "30", "30", "0"),
        Said("11", "agrees", "10", "10", "0"),
        Said("112", "discrepancy", "6", "7", "-1"),  # 5 + 2 = 7
    ]


def test_a_hierarchy_by_year_and_a_parent_without_a_row() -> None:
    # 2009: 3 + 4 = 7; 2010: 5 + 4 = 9, not 8; Z is no row of 2010
    rows = [
        _node("u", "", 7), _node("u1", "u", 3), _node("u2", "u", 4),
        _node("u", "", 8, "2010"), _node("u1", "u", 5, "2010"), _node("u2", "u", 4, "2010"),
        _node("z1", "Z", 1, "2010"),
    ]  # fmt: skip
    check = "tree: {total: n, over: children, id: code, parent: above, by: [year]}"
    assert [(s.verdict, s.stated, s.derived, s.reason) for s in said(check, rows)] == [
        ("agrees", "7", "7", None),
        ("discrepancy", "8", "9", None),
        ("undecided", None, None, "no_such_row"),
    ]


def test_overlapping_parts_are_each_at_most_the_total() -> None:
    # 70 <= 100; 101 > 100; 70 + 101 is not judged
    data = [{"k": "A", "all": "100", "x": "70", "y": "101"}]
    check = "within: {total: all, parts: [x, y], overlapping: true}"
    assert said(check, data) == [
        Said("A", "agrees", "100", "70", "30"),
        Said("A", "discrepancy", "100", "101", "-1"),
    ]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("{total: t, parts: [x], by: [k]}", "'by' needs 'over:'"),
        ("{total: t, parts: [x], over: rows, equals: {k: A}}", "'parts' and 'over' exclude"),
        ("{total: t, over: rows}", "'over: rows' needs 'equals:'"),
        ("{total: t, over: x}", "'over:' a field needs 'by:'"),
        ("{total: t, over: children, id: k}", "'parent' is missing"),
        ("{total: t, over: x, by: [k], equals: {k: A}}", "'equals' goes with 'over: rows'"),
        ("{total: t, parts: []}", "'parts' is empty"),
        ("{total: [t], parts: [x]}", "'total' is one field"),
        ("{total: t, over: x, by: [-k]}", "'by' lists keys, which have no sign"),
    ],
)
def test_a_form_that_cannot_be_is_a_fault(body: str, what: str) -> None:
    with pytest.raises(SuiteError) as caught:
        report(f"sum: {body}", [{"k": "A", "t": "1", "x": "1"}])
    assert any(what in fault.what for fault in caught.value.faults)
    assert all(fault.where == "suite:3" for fault in caught.value.faults)


def test_a_column_called_rows_is_written_with_its_table() -> None:
    data = [{"k": "A", "t": "5", "rows": "2"}, {"k": "A", "t": "5", "rows": "3"}]
    assert said("sum: {total: t, over: data.rows, by: [k]}", data) == [
        Said("A", "agrees", "5", "5", "0")
    ]
