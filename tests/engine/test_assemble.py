"""Sheets that hold more than records: what a suite picks stays, what is left is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from consistency.engine.assemble import Assembled, assemble, selecting_texts
from consistency.engine.checked import checked
from consistency.engine.coverage import coverage
from consistency.model.document import Grid, Source
from consistency.schema import parse_schema
from consistency.suite import compile_suite, load_suite

SCHEMA = """\
name: stock
columns:
  place: {metadata: {role: key, aliases: [单位]}}
  villages: {nullable: true, metadata: {role: count, aliases: [村数]}}
"""
DETAIL = """\
name: detail
columns:
  town: {metadata: {role: key, aliases: [乡镇]}}
  members: {nullable: true, metadata: {role: count, aliases: [党员]}}
"""
ROWS: list[list[str | None]] = [["单位", "村数"], ["合计", "12"], ["北县", "5"], ["南县", "8"]]


def source(*grids: Grid) -> Source:
    kind = "table" if len(grids) == 1 else "workbook"
    return Source("in.xlsx", None, "0", kind, grids)  # type: ignore[arg-type]


def test_a_total_row_that_equals_picks_is_judged(tmp_path: Path) -> None:
    (tmp_path / "stock.yaml").write_text(SCHEMA, encoding="utf-8")
    path = tmp_path / "suite.yaml"
    path.write_text(
        "suite: s\nschema: stock\nchecks:\n"
        "  t: {total: villages, over: rows, equals: {place: 合计}}\n",
        encoding="utf-8",
    )
    suite = load_suite(path)
    kept = selecting_texts(compile_suite(suite, suite.names))
    assert kept == {"合计"}
    found = assemble([source(Grid("表", ROWS))], [], suite.tables, kept=kept)
    (result,), _ = checked(suite, found.submissions[0], date(2020, 1, 1))
    # 5 + 8 = 13, 12 stated
    assert (result.decision.verdict, result.decision.stated, result.decision.derived) == (
        "discrepancy", 12, 13,
    )  # fmt: skip
    assert result.place is not None
    assert result.place.cell == "B2"
    assert found.notes == ()


def several(*grids: Grid) -> Assembled:
    tables = {"stock": parse_schema(SCHEMA), "detail": parse_schema(DETAIL)}
    return assemble([source(*grids)], [], tables)


def test_two_tables_of_a_suite_on_one_sheet() -> None:
    rows: list[list[str | None]] = [*ROWS, [], ["乡镇", "党员"], ["东乡", "3"]]
    found = several(Grid("表", rows))
    (submission,) = found.submissions
    assert [r.text("place") for r in submission.tables["stock"].all()] == ["北县", "南县"]
    assert [r.text("town") for r in submission.tables["detail"].all()] == ["东乡"]
    assert "in.xlsx: A2 '合计': is a total row, not a record" in found.notes


def test_sheets_that_are_not_read_are_named() -> None:
    found = assemble(
        [source(Grid("表", ROWS), Grid("说明", [["填表说明"]]))], [], {"": parse_schema(SCHEMA)}
    )
    assert found.faults == ()
    assert found.notes == (
        "in.xlsx: not read, as no table of schema stock: 说明",
        "in.xlsx, 表: A2 '合计': is a total row, not a record",
    )


def test_two_tables_of_one_schema_are_each_judged() -> None:
    rows: list[list[str | None]] = [
        ["单位", "村数"],
        ["北县", "5"],
        [],
        ["村数", "单位"],
        ["8", "南县"],
    ]
    found = assemble([source(Grid("表", rows))], [], {"": parse_schema(SCHEMA)})
    assert len(found.submissions) == 2
    assert found.notes == ("in.xlsx: 2 tables stand on it; each was read",)


def test_figures_of_a_row_set_aside_stand_in_no_check() -> None:
    """Two records and a total row of one figure: three figures, none of them covered here."""
    rows: list[list[str | None]] = [["place", "villages"], ["a", "5"], ["b", "8"], ["合计", "99"]]
    schema = parse_schema(SCHEMA)
    found = assemble([source(Grid("表", rows))], [], {"": schema})
    tables = found.submissions[0].tables[""].tables
    counts = coverage(tables, [])
    assert (counts.figures, counts.covered, counts.alone) == (3, 0, 3)
