"""ratio, product, change, difference, same, bound, count and formula: each form, decided."""

from __future__ import annotations

import pytest
from judging import Said, report, said, verdicts

from consistency.errors import SuiteError


def test_ratio_with_signed_sums_and_a_factor() -> None:
    # (550 - 50) / 40 = 12.5; 1000 x 123 / 10000 = 12.3
    data = [{"k": "A", "y": "12.5", "h": "550", "s": "50", "a": "40"}]
    assert said("r: {ratio: y, of: [h, -s], per: a}", data) == [
        Said("A", "agrees", "12.5", "12.5", "0")
    ]
    data = [{"k": "A", "r": "1.23", "b": "123", "p": "10000"}]
    assert said("r: {ratio: r, of: b, per: p, times: 1000}", data) == [
        Said("A", "discrepancy", "1.23", "12.3", "-11.07")
    ]


def test_a_ratio_of_nothing_is_undecided() -> None:
    data = [{"k": "A", "m": "5.0", "s": "10", "n": "0"}]
    assert [(s.verdict, s.reason) for s in said("r: {ratio: m, of: s, per: n}", data)] == [
        ("undecided", "zero_base")
    ]


def test_products_of_two_and_three_fields() -> None:
    # 12 x 25 = 300; 2.0 x 3.0 x 4.0 = 24.0
    data = [{"k": "A", "cost": "301", "n": "12", "price": "25"}]
    assert said("p: {product: cost, of: [n, price]}", data) == [
        Said("A", "discrepancy", "301", "300", "1")
    ]
    data = [{"k": "A", "v": "24.0", "x": "2.0", "y": "3.0", "z": "4.0"}]
    assert said("p: {product: v, of: [x, y, z]}", data) == [Said("A", "agrees", "24", "24", "0")]


def test_change_in_percent_and_in_points() -> None:
    # 100 x 250 / 200 - 100 = 25; 50.1 - 45.2 = 4.9
    data = [{"k": "A", "g": "25.0", "b": "200", "a": "250"}]
    assert said("c: {change: g, from: b, to: a}", data) == [Said("A", "agrees", "25", "25", "0")]
    data = [{"k": "A", "g": "10.8", "b": "45.2", "a": "50.1"}]
    assert said("c: {change: g, from: b, to: a, in: points}", data) == [
        Said("A", "discrepancy", "10.8", "4.9", "5.9")
    ]


def test_difference_is_after_less_before() -> None:
    data = [{"k": "A", "d": "50", "b": "250", "a": "200"}]
    assert said("d: {difference: d, from: b, to: a}", data) == [
        Said("A", "discrepancy", "50", "-50", "100")
    ]


def test_same_compares_each_later_field_with_the_first() -> None:
    data = [{"k": "A", "x": "163", "y": "163", "z": "136"}]
    assert said("s: {same: [x, y, z]}", data) == [
        Said("A", "agrees", "163", "163", "0"),
        Said("A", "discrepancy", "163", "136", "27"),
    ]


TABLES = {
    "summary": [{"place": "A", "n": "20"}, {"place": "B", "n": "30"}],
    "annex": [{"place": "A", "listed": "20"}, {"place": "B", "listed": "31"}],
}


def test_same_across_tables_joins_by_the_keys_they_share() -> None:
    assert said("s: {same: [summary.n, annex.listed]}", TABLES) == [
        Said("A", "agrees", "20", "20", "0"),
        Said("B", "discrepancy", "30", "31", "-1"),
    ]


def test_a_record_without_a_partner_in_the_other_table_is_undecided() -> None:
    tables = {**TABLES, "annex": TABLES["annex"][:1]}
    found = said("s: {same: [summary.n, annex.listed]}", tables)
    assert [(s.verdict, s.reason) for s in found] == [
        ("agrees", None),
        ("undecided", "no_such_row"),
    ]


def test_bound_is_one_edit_for_each_pair() -> None:
    data = [{"k": "A", "x": "-1", "y": "5", "z": "4"}]
    assert said("b: {bound: [0, x, y, z, 100]}", data) == [
        Said("A", "discrepancy", "0", "-1", "1"),
        Said("A", "agrees", "-1", "5", "-6"),
        Said("A", "discrepancy", "5", "4", "1"),
        Said("A", "agrees", "4", "100", "-96"),
    ]


LIST = {
    "report": [{"place": "X", "n": "2"}],
    "roster": [
        {"village": "p", "town": "A", "grade": "weak"},
        {"village": "q", "town": "A", "grade": "model"},
        {"village": "r", "town": "B", "grade": ""},
        {"village": "s", "town": "", "grade": "Ｗeak"},
    ],
}


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ("", "4"),
        (", where: {grade: weak}", "1"),
        (", where: {grade: [weak, model]}", "2"),
        (", where: {grade: {not: weak}}", "3"),
        (", where: {grade: {not: [weak, model]}}", "2"),
        (", where: {grade: null}", "1"),
        (", where: {grade: {not: null}}", "3"),
        (", distinct: town", "2"),  # A and B; a blank does not count
    ],
)
def test_count_of_the_rows_of_another_table(more: str, number: str) -> None:
    (found,) = said(f"c: {{count: report.n, of: roster{more}}}", LIST)
    assert found.derived == number
    assert found.verdict == ("agrees" if number == "2" else "discrepancy")


def test_count_where_nothing_is_selected_could_not_run() -> None:
    """A misspelt value would otherwise agree with a stated 0."""
    (found,) = said("c: {count: report.n, of: roster, where: {grade: weak, town: B}}", LIST)
    assert found.verdict == "undecided"


def test_where_of_a_named_table_leaves_the_other_alone() -> None:
    """Both tables have the field place; only the roster's rows are chosen by it."""
    rows = {
        "report": [{"place": "X", "n": "1"}, {"place": "Y", "n": "1"}],
        "roster": [{"id": "1", "place": "Y"}, {"id": "2", "place": "X"}],
    }
    check = "c: {count: report.n, of: roster, where: {roster.place: Y}}"
    assert [found.verdict for found in said(check, rows)] == ["agrees", "agrees"]


def test_where_folds_width_but_not_case() -> None:
    rows = {
        **LIST,
        "roster": [{"village": "p", "grade": "ｗeak "}, {"village": "q", "grade": "Weak"}],
    }
    (found,) = said("c: {count: report.n, of: roster, where: {grade: weak}}", rows)
    assert found.derived == "1"


def test_count_by_group_in_another_table_and_in_its_own() -> None:
    data = {
        "towns": [{"town": "A", "n": "2"}, {"town": "B", "n": "2"}],
        "roster": [{"v": "p", "town": "A"}, {"v": "q", "town": "A"}, {"v": "r", "town": "B"}],
    }
    assert said("c: {count: towns.n, of: roster, by: [town]}", data) == [
        Said("A", "agrees", "2", "2", "0"),
        Said("B", "discrepancy", "2", "1", "1"),
    ]
    rows = [
        {"v": "p", "g": "1", "n": "2"},
        {"v": "q", "g": "1", "n": "2"},
        {"v": "r", "g": "2", "n": "3"},
    ]
    assert said("c: {count: n, of: rows, by: [g]}", rows) == [
        Said("1", "agrees", "2", "2", "0"),
        Said("2", "discrepancy", "3", "1", "2"),
    ]


@pytest.mark.parametrize(
    ("formula", "verdict", "derived"),
    [
        ("c = o + j - l", "agrees", "127"),  # 120 + 15 - 8
        ("c = o + j", "discrepancy", "135"),
        ("c <= o + j", "agrees", "135"),
        ("c >= o + j", "discrepancy", "135"),
        ("c = 2 * (o - 60) + j / 5 + 4", "agrees", "127"),  # 2 x 60 + 3 + 4
        ("c = -(-o) + j - l", "agrees", "127"),
        ("`c` = o + 7", "agrees", "127"),
    ],
)
def test_formulas(formula: str, verdict: str, derived: str) -> None:
    data = [{"k": "A", "c": "127", "o": "120", "j": "15", "l": "8"}]
    assert said(f'f: {{formula: "{formula}"}}', data) == [
        Said("A", verdict, "127", derived, str(127 - int(derived)))
    ]


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("a = b * c", "use the kind 'product'"),
        ("a = b / c", "use the kind 'ratio'"),
        ("a + b", "a comparison"),
        ("a < b", "compares by = <= or >="),
        ("a != b", "compares by = <= or >="),
        ("1 = 1", "names no field"),
        ("a = 'text'", "compares by = <= or >="),
        ("a = b +", "ends too early"),
        ("a = (b", "')' is missing"),
        ("a = b / 0", "division by zero"),
        ("a = b; c", "cannot read"),
        ("a = __import__('os')", "unexpected '('"),
    ],
)
def test_what_is_no_linear_formula_is_a_fault(formula: str, why: str) -> None:
    with pytest.raises(SuiteError) as caught:
        report(f'f: {{formula: "{formula}"}}', [{"k": "A", "a": "1", "b": "1", "c": "1"}])
    assert any(why in fault.what for fault in caught.value.faults), caught.value


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("{same: [x]}", "'same' needs two fields"),
        ("{bound: [x]}", "'bound' needs two fields or numbers"),
        ("{bound: [0, 1, x]}", "two numbers side by side"),
        ("{bound: [0, {x: y}]}", "'bound' lists fields or numbers"),
        ("{count: x}", "'of' is missing"),
        ("{ratio: x, of: y}", "'per' is missing"),
        ("{product: x}", "'of' is missing"),
        ("{change: x, from: y, to: z, in: parts}", "unknown value of 'in' 'parts'"),
        ("{difference: x, from: y}", "'to' is missing"),
    ],
)
def test_a_form_that_cannot_be_is_a_fault(body: str, what: str) -> None:
    with pytest.raises(SuiteError) as caught:
        report(f"s: {body}", [{"k": "A", "x": "1", "y": "1", "z": "1"}])
    assert any(what in fault.what for fault in caught.value.faults), caught.value


def test_a_suppressed_figure_that_no_value_could_mend_is_a_discrepancy() -> None:
    data = [{"k": "A", "t": "10", "x": "5", "y": "<5"}]
    assert verdicts("t: {total: t, parts: [x, y]}", data) == ["discrepancy"]  # 5 + 1..4 = 6..9
    data = [{"k": "A", "t": "8", "x": "5", "y": "<5"}]
    assert verdicts("t: {total: t, parts: [x, y]}", data) == ["undecided"]


def test_overlapping_parts_are_judged_one_by_one_in_every_form() -> None:
    """3 of 3 fits, 1 of 3 fits, 5 of 3 does not; the sum is not judged."""
    nodes = [
        {"c": "1", "p": "", "v": "3"},
        {"c": "2", "p": "1", "v": "3"},
        {"c": "3", "p": "1", "v": "1"},
        {"c": "4", "p": "1", "v": "5"},
    ]
    tree = said("t: {total: v, over: children, id: c, parent: p, overlapping: true}", nodes)
    assert [found.verdict for found in tree] == ["agrees", "agrees", "discrepancy"]
    own = [{"k": "1", "g": "A", "tot": "3", "v": "1"}, {"k": "2", "g": "A", "tot": "3", "v": "3"}]
    repeated = said("t: {total: tot, over: v, by: [g], overlapping: true}", own)
    assert [found.verdict for found in repeated] == ["agrees", "agrees"]
    two = {
        "s": [{"g": "A", "v": "3"}],
        "d": [{"i": str(n), "g": "A", "v": v} for n, v in enumerate("134")],
    }
    across = said("t: {total: s.v, over: d.v, by: [g], overlapping: true}", two)
    assert [found.verdict for found in across] == ["agrees", "agrees", "discrepancy"]


def test_a_wildcard_names_the_fields_of_same_and_bound_without_a_schema() -> None:
    data = [{"k": "x", "v_1": "1", "v_2": "1", "v_3": "2"}]
    same = said('t: {same: ["v_*"]}', data)
    assert [found.verdict for found in same] == ["agrees", "discrepancy"]
    bound = said('t: {bound: [0, "v_*"]}', data)
    assert [found.verdict for found in bound] == ["agrees", "agrees", "agrees"]
    (ratio,) = said('t: {ratio: v_1, of: ["v_*"], per: [v_3], times: "0.5"}', data)
    assert ratio.derived == "0.75"  # (1 + 2) / 2 / 2, without the result itself


def test_a_missing_row_of_the_total_is_undecided_even_where_optional() -> None:
    data = [{"k": "x", "l": "c", "v": "1"}]
    for more in ("", ", optional: true"):
        (found,) = said(f"t: {{total: v, over: rows, equals: {{l: T}}{more}}}", data)
        assert (found.verdict, found.reason) == ("undecided", "no_such_row")


def test_points_between_percentages_are_no_counts() -> None:
    """15 - 10 is 5 within rounding of 6 where all are rounded shares."""
    data = [{"k": "x", "c": "6", "b": "10", "a": "15"}]
    (found,) = said("t: {change: c, from: b, to: a, in: points}", data)
    assert found.verdict == "agrees_within_rounding"


def test_a_tolerance_on_an_unprinted_whole() -> None:
    """98 of 133 is 73.684: 73.8 is off by 0.116, 0.066 beyond its cell."""
    data = [{"k": "x", "p": "73.8", "a": "98"}]
    strict = said("t: {base: {p: a}}", data)
    assert strict[0].verdict == "discrepancy"
    (mild,) = said('t: {base: {p: a}, tolerance: {amount: "0.07", reason: rounded twice}}', data)
    assert mild.verdict == "agrees_within_rounding"
