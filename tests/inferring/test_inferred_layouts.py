"""Sheets as people lay them out, and relations with the period before."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import bodies, drawn

from consistency import check
from consistency.inferring import draft_of, infer
from consistency.inferring.heading import heading_of
from consistency.inferring.output import draft_paths, write_draft
from consistency.inferring.tables import table_of_grid
from consistency.model.document import Grid

COUNTIES = Path(__file__).resolve().parents[2] / "fixtures" / "counties"


def test_opening_is_the_closing_of_the_period_before() -> None:
    rows = []
    stock = dict.fromkeys("ABCDEFGH", 500)
    came, left = drawn(40, 300, 1), drawn(40, 300, 2)
    for year in range(2020, 2025):
        for at, depot in enumerate(stock):
            number = (year - 2020) * 8 + at
            closing = stock[depot] + came[number] - left[number] + at
            rows.append(
                {"depot": depot, "year": year, "opening": stock[depot], "closing": closing,
                 "net": closing - stock[depot]}
            )  # fmt: skip
            stock[depot] = closing
    draft = infer(rows)
    assert bodies(draft) == [
        {"difference": "net", "from": "opening", "to": "closing"},
        {"same": ("opening", "previous.closing")},
        {"difference": "net", "from": "previous.closing", "to": "closing"},
    ]
    ((_, support),) = draft.proposals[1].supports
    assert (support.rows, support.exact, support.idle) == (32, 32, 8)
    assert [(f.name, f.role) for f in draft.fields][:2] == [("depot", "key"), ("year", "period")]
    draft.parsed()


def test_a_header_of_several_rows_is_read_as_one() -> None:
    rows: list[list[str | None]] = [
        ["A return of 2010", None, None, None, None],
        ["unit", "people", None, "homes", None],
        [None, "all", "women", "all", "empty"],
        ["A", "40", "20", "12", "3"],
    ]
    merged = ((0, 0, 0, 4), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4))
    heading = heading_of(Grid("s", rows, merged=merged), "s")
    assert heading.below == 3
    assert heading.names == {
        0: "unit", 1: "people all", 2: "people women", 3: "homes all", 4: "homes empty",
    }  # fmt: skip


def test_a_column_without_a_name_is_left_out_and_said() -> None:
    rows: list[list[str | None]] = [["a", "b", None], ["1", "2", "3"], ["4", "5", "6"]]
    table = table_of_grid(Grid("s", rows), "s")
    assert [column.name for column in table.columns] == ["a", "b"]
    assert table.notes == ("Filled columns without a name are left out: 3. Name them.",)


def test_one_record_is_told_by_what_the_sheet_states() -> None:
    rows: list[list[str | None]] = [
        ["place", "Total", "men", "women", "children", "others"],
        ["A", "1383", "172", "339", "617", "255"],
    ]
    draft = draft_of(table_of_grid(Grid("s", rows), "s"))
    assert bodies(draft) == [{"total": "Total", "parts": ("men", "women", "children", "others")}]
    ((_, support),) = draft.proposals[0].supports
    assert (support.exact, support.broken) == (1, 0)


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("明细", {"total": 2, "shares": 1, "formula": 1, "share": 1}),
        ("汇总", {"share": 1}),
    ],
)
def test_the_counties_are_told_from_a_clean_workbook_and_find_its_faults(
    sheet: str, found: dict[str, int], tmp_path: Path
) -> None:
    paths = draft_paths(tmp_path / "draft.yaml")
    clean = COUNTIES / "clean.xlsx"
    draft = infer(clean, name=paths.name, schema=paths.schema.name, sheet=sheet)
    kinds = [proposal.kind for proposal in draft.proposals]
    assert {kind: kinds.count(kind) for kind in kinds} == found
    write_draft(draft, paths)
    assert check(clean, checks=paths.suite, sheet=sheet).ok
    faulty = check(COUNTIES / "faulty.xlsx", checks=paths.suite, sheet=sheet)
    assert len(faulty.discrepancies) > 0
