"""Tables without a suite: what they state themselves, through every door."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

import consistency
from consistency.__main__ import main

ROWS = [
    ["County", "Boys", "Girls", "Total"],
    ["East", "105", "98", "203"],
    ["West", "210", "187", "397"],
    ["North", "88", "91", "179"],
    ["South", "134", "140", "274"],
    ["Mid", "77", "61", "148"],  # 77 + 61 = 138
]


def table() -> dict[str, list[Any]]:
    names, *rows = ROWS
    columns = list(zip(*rows, strict=True))
    figures = {n: [int(v) for v in c] for n, c in zip(names[1:], columns[1:], strict=True)}
    return {names[0]: list(columns[0]), **figures}


def csv_text(rows: list[list[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


def summary(report: Any) -> tuple[int, int, int]:
    counts = report.summary
    return counts["edits"], counts["agrees"], counts["discrepancies"]


def written(folder: Path, suffix: str) -> Path:
    path = folder / f"pupils{suffix}"
    if suffix in (".csv", ".tsv"):
        mark = "," if suffix == ".csv" else "\t"
        path.write_text("".join(mark.join(row) + "\n" for row in ROWS), "utf-8")
    elif suffix == ".json":
        names, *rows = ROWS
        path.write_text(json.dumps([dict(zip(names, r, strict=True)) for r in rows]), "utf-8")
    elif suffix == ".parquet":
        polars = pytest.importorskip("polars")
        polars.DataFrame(table()).write_parquet(path)
    else:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in ROWS:
            book.active.append([int(v) if v.isdigit() else v for v in row])
        book.save(path)
    return path


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".json", ".parquet", ".xlsx"])
def test_every_carrier_of_a_table_gives_the_same_findings(tmp_path: Path, suffix: str) -> None:
    report = consistency.check(written(tmp_path, suffix))
    assert summary(report) == (5, 4, 1)
    (found,) = report.discrepancies
    assert (found.kind, found.basis, found.values) == ("total", "stated", ("148", "77", "61"))
    place = found.figures[0][1].place
    assert place is not None
    assert (place.row, place.column, place.cell) == (5, "Total", "D6")
    assert place.key == (("County", "Mid"),)
    assert report.suite is None
    assert report.exit_status() == 1
    counts = report.summary
    assert (counts["figures"], counts["figures_covered"], counts["figures_alone"]) == (15, 15, 0)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_data_frame_is_split_by_its_findings(library: str) -> None:
    frame = pytest.importorskip(library).DataFrame(table())
    report = consistency.check(frame)
    assert summary(report) == (5, 4, 1)
    good, bad = report.split(frame)
    assert (len(good), len(bad)) == (4, 1)


def test_the_suite_of_the_json_report_is_null(tmp_path: Path) -> None:
    report = json.loads(consistency.check(written(tmp_path, ".csv")).to_json())
    assert report["suite"] is None
    assert {r["basis"] for r in report["results"]} == {"stated"}
    assert [r["check"] for r in report["results"]] == ["Total"] * 5


def test_ids_survive_another_order_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    def ids(rows: list[list[str]]) -> dict[str, tuple[str, ...]]:
        path.write_text(csv_text(rows), "utf-8")
        return {r.id: r.values for r in consistency.check(path).results}

    names, *rows = ROWS
    assert ids(ROWS) == ids([names, *reversed(rows)])
    assert len(ids(ROWS)) == 5


def test_nothing_stated_is_no_pass(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,height,age\nA,171,34\nB,165,51\nC,180,28\n")
    report = consistency.check(path)
    assert summary(report) == (0, 0, 0)
    assert report.exit_status() == 3
    assert report.summary["figures_alone"] == 6


def test_every_sheet_is_read_and_a_hidden_one_is_named(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    second = book.create_sheet("Second")
    second.sheet_state = "hidden"
    for sheet in (book.active, second):
        for row in ROWS:
            sheet.append([int(v) if v.isdigit() else v for v in row])
    book.save(tmp_path / "two.xlsx")
    report = consistency.check(tmp_path / "two.xlsx")
    assert summary(report) == (10, 8, 2)
    tables = [r.figures[0][1].place.table for r in report.results]  # type: ignore[union-attr]
    assert tables == ["Sheet"] * 5 + ["Second"] * 5
    assert any("sheet Second is hidden" in note for note in report.content.notes)


def test_a_stale_formula_is_a_finding(tmp_path: Path) -> None:
    from consistency.model.document import Grid
    from consistency.model.relation import decision_on
    from consistency.sheets import relations_of

    grid = Grid("s", [["a", "12"], ["b", "30"], ["c", "43"]], formulas={(2, 1): "=SUM(B1:B2)"})
    (relation,) = relations_of(grid, "x").relations
    assert relation.basis == "stated"
    assert decision_on(relation).gap == 1


def test_a_suite_that_fits_is_offered_and_not_applied(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(__file__).parents[2] / "fixtures/village_grading/village_grading.csv"
    report = consistency.check(path)
    assert report.suite is None
    (note,) = report.content.notes
    assert note.endswith("to apply that: --checks village-grading")
    assert main(["check", str(path)]) == 0  # the share that is off by a digit is a question
    assert "--checks village-grading" in "".join(capsys.readouterr().out.splitlines()[:2])


def test_a_text_beside_a_table_repeats_its_figures(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Villages,Halls,Members\n1383,617,4402\n")
    (tmp_path / "t.txt").write_text("The district has 1338 villages. It has 4402 members.\n")
    apart = consistency.check([tmp_path / "t.csv", tmp_path / "t.txt"])
    assert not [r for r in apart.results if r.kind == "same"]
    report = consistency.check([tmp_path / "t.csv", tmp_path / "t.txt"], together=True)
    found = {r.values: r.decision.verdict for r in report.results if r.kind == "same"}
    assert found == {("1383", "1338"): "query", ("4402", "4402"): "agrees"}
    assert report.summary["figures_covered"] >= 4


def many(path: Path, rows: int) -> None:
    draw = random.Random(11)
    lines = ["id,a,b,c,total,a_pct,weight"]
    for row in range(rows):
        a, b, c = (draw.randint(1, 900) for _ in range(3))
        wrong = 40 if row == 7000 else 0
        share = f"{100 * a / (a + b + c):.1f}"
        lines.append(f"{row},{a},{b},{c},{a + b + c + wrong},{share},{draw.randint(1, 10**6)}")
    path.write_text("\n".join(lines) + "\n")


def test_many_records_are_sought_in_some_rows_and_decided_in_all(tmp_path: Path) -> None:
    many(tmp_path / "many.csv", 8000)
    report = consistency.check(tmp_path / "many.csv")
    assert report.suite is None
    wrong = [r for r in report.discrepancies if r.kind == "total"]
    assert [(r.basis, r.decision.gap) for r in wrong] == [("stated", 40)]
    assert report.summary["edits"] == 16_000
    assert any("sought in some rows" in note for note in report.content.notes)
    assert report.exit_status() == 1


def test_many_records_that_state_nothing_name_the_next_step(tmp_path: Path) -> None:
    draw = random.Random(3)
    lines = ["x,y,z"] + [
        f"{draw.randint(1, 10**6)},{draw.randint(1, 10**6)},{draw.randint(1, 10**6)}"
        for _ in range(9000)
    ]
    (tmp_path / "many.csv").write_text("\n".join(lines) + "\n")
    report = consistency.check(tmp_path / "many.csv")
    assert report.exit_status() == 3
    (note,) = report.content.notes
    assert note.endswith("its headers state no relation; consistency infer drafts checks for it")


def test_many_records_under_a_header_of_several_rows_keep_their_cells(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    draw = random.Random(1)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("S")
    sheet.append(["Return of 2010"])
    sheet.append(["county", "pupils", None, None])
    sheet.append([None, "boys", "girls", "total"])
    for row in range(7000):
        boys, girls = draw.randint(1, 999), draw.randint(1, 999)
        sheet.append([f"c{row}", boys, girls, boys + girls + (7 if row == 5000 else 0)])
    book.save(tmp_path / "large.xlsx")
    report = consistency.check(tmp_path / "large.xlsx")
    assert summary(report) == (7000, 6999, 1)
    place = report.discrepancies[0].figures[0][1].place
    assert place is not None
    assert place.cell == "D5004"  # three header rows, then the 5001st record
