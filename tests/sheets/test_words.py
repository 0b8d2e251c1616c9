"""What words state of single lines and of units, with the answers worked by hand."""

from __future__ import annotations

from consistency.model.document import Grid
from consistency.model.relation import decision_on
from consistency.sheets import relations_of

Rows = list[list[str | None]]
Said = list[tuple[str, str, str, str]]


def said(rows: Rows, merged: tuple[tuple[int, int, int, int], ...] = ()) -> Said:
    """Kind, basis, cell of the result, verdict."""
    return [
        (r.kind, r.basis, r.figures[0][1].place.cell or "", decision_on(r).verdict)  # type: ignore[union-attr]
        for r in relations_of(Grid("s", rows, merged=merged), "x").relations
    ]


def test_two_scales_on_a_sheet_are_brought_to_one() -> None:
    rows: Rows = [
        ["县区", "经费合计（万元）", "拨款（万元）", "自筹（元）"],
        ["东", "120.50", "80.25", "402500"],
        ["西", "310.75", "250.50", "602500"],
        ["北", "205.35", "150.10", "652500"],  # 150.10 + 65.25 = 215.35
        ["南", "98.40", "60.15", "382500"],
        ["中", "77.70", "60.20", "175000"],
    ]
    assert said(rows) == [
        ("total", "stated", "B2", "agrees"),
        ("total", "stated", "B3", "agrees"),
        ("total", "stated", "B4", "discrepancy"),
        ("total", "stated", "B5", "agrees"),
        ("total", "stated", "B6", "agrees"),
    ]


def test_of_which_that_names_only_some_parts_states_no_sum() -> None:
    merged = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3))
    rows: Rows = [
        ["单位", "党员总数", "其中", None],
        [None, None, "女党员", "少数民族"],
        ["东", "500", "120", "35"],
        ["西", "610", "205", "41"],
    ]
    assert said(rows, merged) == []


def test_movements_are_stated_by_their_words() -> None:
    rows: Rows = [
        ["unit", "opening", "joined", "left", "closing"],
        ["A", "100", "20", "5", "115"],
        ["B", "50", "5", "5", "50"],
        ["C", "70", "9", "4", "75"],
        ["D", "81", "8", "2", "97"],  # 81 + 8 - 2 = 87
    ]
    found = [one for one in said(rows) if one[0] == "formula"]
    assert found == [
        ("formula", "stated", "E2", "agrees"),
        ("formula", "stated", "E3", "agrees"),
        ("formula", "stated", "E4", "agrees"),
        ("formula", "stated", "E5", "discrepancy"),  # 10 is more than four roundings allow
    ]


def test_two_pairs_do_not_state_their_whole() -> None:
    rows: Rows = [
        ["项目", "人数", "占比"],
        ["甲", "30", "30%"],
        ["乙", "45", "44%"],
        ["合", "100", None],
    ]
    assert all(basis == "implied" or verdict == "agrees" for _, basis, _, verdict in said(rows))
