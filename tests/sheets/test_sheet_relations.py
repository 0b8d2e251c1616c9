"""What hand-made sheets state, with the answers worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consistency.model.document import Grid
from consistency.model.edit import RatioEdit
from consistency.model.relation import Relation, decision_on
from consistency.sheets import Found, relations_of

Rows = list[list[str | None]]


def found(rows: Rows, formulas: dict[tuple[int, int], str] | None = None) -> Found:
    return relations_of(Grid("Sheet1", rows, formulas=formulas or {}), "book")


def shape(relation: Relation) -> tuple[str, str, tuple[str, ...]]:
    """Kind, result cell, operand cells."""
    cells = [f.place.cell or "" for _, f in relation.figures if f.place is not None]
    return relation.kind, cells[0], tuple(cells[1:])


def by_result(relations: tuple[Relation, ...]) -> dict[str, Relation]:
    return {shape(r)[1]: r for r in relations}


TIERS: Rows = [
    ["Villages by tier", None, None, None, None],
    ["County", "Model", "Advanced", "Weak", "Total"],
    ["North", "172", "339", "617", "1128"],
    ["East", "204", "118", "96", "418"],
    ["South", "91", "250", "43", "384"],
    ["Total", "467", "707", "756", "1930"],
]


def test_a_two_way_table_states_its_row_and_column_totals() -> None:
    shapes = {shape(r) for r in found(TIERS).relations}
    assert shapes == {
        ("total", "E3", ("B3", "C3", "D3")),
        ("total", "E4", ("B4", "C4", "D4")),
        ("total", "E5", ("B5", "C5", "D5")),
        ("total", "E6", ("B6", "C6", "D6")),
        ("total", "B6", ("B3", "B4", "B5")),
        ("total", "C6", ("C3", "C4", "C5")),
        ("total", "D6", ("D3", "D4", "D5")),
        ("total", "E6", ("E3", "E4", "E5")),
    }
    assert all(r.basis == "stated" for r in found(TIERS).relations)
    assert {decision_on(r).verdict for r in found(TIERS).relations} == {"agrees"}


def test_a_wrong_part_breaks_its_row_and_its_column() -> None:
    rows = [list(row) for row in TIERS]
    rows[3][2] = "181"  # was 118: the row then makes 481, the column 770
    wrong = [r for r in found(rows).relations if decision_on(r).verdict == "discrepancy"]
    assert {shape(r)[1]: decision_on(r).gap for r in wrong} == {"E4": -63, "C6": -63}


def test_without_a_word_that_says_so_a_sum_is_implied_and_a_failure_a_query() -> None:
    rows = [list(row) for row in TIERS]
    rows[1][4] = "Villages"
    rows[4][4] = "385"
    relations = by_result(found([row[:] for row in rows[:5]]).relations)
    assert relations["E4"].basis == "implied"
    assert decision_on(relations["E5"]).verdict == "query"


def test_chinese_subtotals_make_the_grand_total() -> None:
    rows: Rows = [
        ["单位", "户数", "人数"],
        ["东村", "120", "431"], ["西村", "214", "803"], ["小计", "334", "1234"],
        ["南村", "97", "352"], ["北村", "163", "549"], ["小计", "260", "901"],
        ["合计", "594", "2135"],
    ]  # fmt: skip
    shapes = {shape(r) for r in found(rows).relations}
    assert ("total", "B8", ("B4", "B7")) in shapes
    assert ("total", "C7", ("C5", "C6")) in shapes
    assert not any(len(parts) > 2 for _, _, parts in shapes)


def test_shares_are_of_their_whole() -> None:
    rows: Rows = [
        ["Tier", "Villages", "%"],
        ["Model", "172", "12.4"], ["Advanced", "339", "24.5"], ["Qualified", "617", "44.6"],
        ["Weaker", "177", "12.8"], ["Weak", "78", "5.6"], ["Total", "1383", "100.0"],
    ]  # fmt: skip
    down = {shape(r) for r in found(rows).relations}
    assert ("total", "B7", ("B2", "B3", "B4", "B5", "B6")) in down
    wide: Rows = [
        ["County", "Villages", "Model", "Model %"],
        ["North", "1383", "172", "12.4"], ["East", "961", "205", "21.3"],
        ["South", "740", "87", "11.8"], ["West", "1120", "343", "30.6"],
    ]  # fmt: skip
    relations = by_result(found(wide).relations)
    assert shape(relations["D3"]) == ("share", "D3", ("C3", "B3"))
    assert relations["D3"].basis == "stated"
    wide[3][3] = "17.8"
    assert decision_on(by_result(found(wide).relations)["D4"]).verdict == "discrepancy"


def test_percentage_change_knows_before_and_after() -> None:
    rows: Rows = [
        ["Office", "2009", "2010", "Change, %"],
        ["A", "1524", "1649", "8.2"], ["B", "2310", "2218", "-4.0"],
        ["C", "987", "1203", "21.9"], ["D", "4120", "4419", "7.3"],
    ]  # fmt: skip
    relation = by_result(found(rows).relations)["D3"]
    assert shape(relation) == ("change", "D3", ("C3", "B3"))
    assert [role for role, _ in relation.figures] == ["change", "after", "before"]
    assert decision_on(relation).verdict == "agrees"


def test_decimal_commas_and_grouping_spaces_are_told_from_the_whole_sheet() -> None:
    rows: Rows = [
        ["År", "Olje", "Gass", "Total"],
        ["2007", "1 204,5", "97,25", "1 301,75"],
        ["2008", "1 187,0", "104,50", "1 291,50"],
        ["2009", "998,4", "118,35", "1 116,75"],
    ]
    relation = by_result(found(rows).relations)["D2"]
    assert shape(relation)[2] == ("B2", "C2")
    assert relation.figures[0][1].value == Fraction(130175, 100)
    assert relation.figures[0][1].text == "1 301,75"


def test_a_blank_part_leaves_its_sum_undecided_and_names_what_is_missing() -> None:
    rows = [list(row) for row in TIERS]
    rows[4][3] = None
    decision = decision_on(
        next(r for r in found(rows).relations if shape(r) == ("total", "E5", ("B5", "C5", "D5")))
    )
    assert (decision.verdict, decision.reason) == ("undecided", "missing")
    assert [(d.cause, d.proposed) for d in decision.diagnosis] == [("one_missing", 43)]


def test_counts_rounded_at_random_to_multiples_of_three_are_not_accused() -> None:
    rows: Rows = [["Region", "Own", "Rent", "Total"]]
    for own, rent, both in (
        (28359, 5928, 34284), (204288, 52728, 257016), (69315, 15132, 84450), (50631, 12603, 63234),
        (7539, 1362, 8901), (27975, 6807, 34785), (21090, 5010, 26100), (43716, 9183, 52899),
    ):  # fmt: skip
        rows.append([f"R{own}", str(own), str(rent), str(both)])
    verdicts = {decision_on(r).verdict for r in found(rows).relations}
    assert verdicts <= {"agrees", "agrees_within_rounding", "query"}
    assert len(found(rows).relations) == 8


@pytest.mark.parametrize(
    ("text", "kind", "operands", "verdict"),
    [
        ("SUM(B1:B3)", "total", ("B1", "B2", "B3"), "agrees"),
        ("=B1+B2+B3", "total", ("B1", "B2", "B3"), "agrees"),
        ("SUM($B$1:B2)", "total", ("B1", "B2"), "discrepancy"),
        ("B1-B2", "formula", ("B1", "B2"), "discrepancy"),
        ("AVERAGE(B1:B3)*3", "total", ("B1", "B2", "B3"), "agrees"),
        ("(B1+B2)/B3", "ratio", ("B1", "B2", "B3"), "discrepancy"),
    ],
)
def test_a_formula_is_a_check_of_the_value_stored_with_it(
    text: str, kind: str, operands: tuple[str, ...], verdict: str
) -> None:
    rows: Rows = [["a", "20"], ["b", "30"], ["c", "50"], ["d", "100"]]
    relation = by_result(found(rows, {(3, 1): text}).relations)["B4"]
    assert (relation.kind, relation.basis) == (kind, "stated")
    assert shape(relation)[2] == operands
    assert decision_on(relation).verdict == verdict


@pytest.mark.parametrize(
    "text", ["", "IF(B1>0,1,2)", "SUM(B1:B3", "B1*B2", "B1/0", "Sheet2!A1+B1", "(" * 500, "B1^2"]
)
def test_formulas_beyond_the_grammar_are_counted_not_read(text: str) -> None:
    rows: Rows = [["a", "20"], ["b", "30"], ["c", "50"], ["d", "100"]]
    result = found(rows, {(3, 1): text})
    assert result.not_understood == 1
    assert all(not isinstance(r.edits[0], RatioEdit) for r in result.relations)


@pytest.mark.parametrize(
    "rows", [[], [[]], [[None]], [["a"]], [["1"]], [["1", "2"]], [["9" * 300, "1" * 300]]]
)
def test_sheets_without_anything_to_say(rows: Rows) -> None:
    assert found(rows).relations == ()


def test_large_record_tables_are_left_aside_with_a_note() -> None:
    rows: Rows = [[str(n), str(2 * n), str(3 * n)] for n in range(7000)]
    result = found(rows)
    assert result.relations == ()
    assert "21000 numbers" in result.notes[0]


def test_a_grand_total_that_lacks_cells_is_not_accused_the_other_way() -> None:
    rows: Rows = [
        ["County", "Model", "Advanced", "Weak", "Total"],
        ["A", "110", "220", "330", "660"],
        ["E", "n/a", "n/a", "n/a", "1100"],
        ["B", "121", "242", "363", "726"], ["C", "440", "55", "165", "660"],
        ["D", "77", "88", "99", "264"],
        ["Total", "748", "605", "957", "3410"],
    ]  # fmt: skip
    corner = [r for r in found(rows).relations if shape(r)[1] == "E7"]
    verdicts = {len({c[0] for c in shape(r)[2]}): decision_on(r).verdict for r in corner}
    assert verdicts == {1: "agrees", 3: "query"}  # down: 3410; along: 2310


def test_whole_numbers_printed_with_decimals_may_have_been_rounded() -> None:
    rows: Rows = [["Town", "Own", "Rent", "Total"]]
    for own, rent in ((1204, 517), (2310, 884), (987, 1203), (4120, 619), (3301, 714)):
        rows.append([f"T{own}", f"{own}.00000", f"{rent}.00000", f"{own + rent}.00000"])
    rows[3][3] = "2191.00000"  # one more than 987 + 1203
    decision = decision_on(by_result(found(rows).relations)["D4"])
    assert (decision.verdict, decision.gap) == ("query", 1)
    rows[3][3] = "2199.00000"
    assert decision_on(by_result(found(rows).relations)["D4"]).verdict == "discrepancy"


def test_an_average_over_a_blank_is_not_accused() -> None:
    rows: Rows = [["Pupil", "Quiz 1", "Quiz 2", "Quiz 3", "Average"]]
    for a, b, c, mean in (
        ("8", "10", "9", "9.00"), ("7", "5", "10", "7.33"), ("4", "9", "6", "6.33"),
        ("10", "7", "5", "7.33"), ("6", None, "8", "4.67"), ("9", "8", "3", "6.67"),
    ):  # fmt: skip
        rows.append([f"P{a}", a, b, c, mean])
    relations = by_result(found(rows).relations)
    assert (relations["E2"].kind, relations["E2"].basis) == ("ratio", "stated")
    assert decision_on(relations["E2"]).verdict == "agrees"
    assert "E6" not in relations or decision_on(relations["E6"]).verdict != "discrepancy"
