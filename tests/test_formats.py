"""One return, five carriers: equal sets of (check, key, verdict, stated, derived, gap)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

import consistency
from consistency.api import Report
from consistency.model.quantity import plain

ROOT = Path(__file__).parents[1]
RETURNS = sorted(path.stem for path in (ROOT / "checks").glob("*.yaml"))


def facts(report: Report) -> list[tuple[object, ...]]:
    """What must not depend on the carrier; sorted, with repetitions kept."""
    rows = []
    for result in report.results:
        decision = result.decision
        key = result.figures[0][1].place.key if result.figures else ()
        quantities = [
            None if q is None else plain(q, result.places) for q in (decision.stated, decision.gap)
        ]
        rows.append((result.check, key, decision.verdict, result.derived_text, *quantities))
    return sorted(rows, key=repr)


def cells(name: str) -> tuple[list[str], list[list[str]]]:
    path = ROOT / "fixtures" / name / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = [row for row in csv.reader(stream) if row]
    return header, rows


def typed(text: str) -> object:
    """A number where a program would store one; cells with words stay text."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text or None


def columns(name: str) -> dict[str, list[object]]:
    header, rows = cells(name)
    return {head: [typed(row[at]) for row in rows] for at, head in enumerate(header)}


def carriers(name: str, folder: Path) -> dict[str, object]:
    header, rows = cells(name)
    records = [dict(zip(header, map(typed, row), strict=True)) for row in rows]
    (folder / f"{name}.json").write_text(json.dumps(records, ensure_ascii=False), "utf-8")
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (folder / f"{name}.jsonl").write_text(lines, "utf-8")
    pyarrow.parquet.write_table(pyarrow.table(columns(name)), folder / f"{name}.parquet")
    return {
        "json": str(folder / f"{name}.json"),
        "jsonl": str(folder / f"{name}.jsonl"),
        "parquet": str(folder / f"{name}.parquet"),
        "pandas": pandas.DataFrame(columns(name)),
        "polars": polars.DataFrame(columns(name)),
        "records": records,
    }


@pytest.mark.parametrize("name", RETURNS)
def test_equal_facts_from_every_carrier(name: str, tmp_path: Path) -> None:
    suite = ROOT / "checks" / f"{name}.yaml"
    from_csv = facts(consistency.check(ROOT / "fixtures" / name / f"{name}.csv", checks=suite))
    assert from_csv, "a return without a single edit compares nothing"
    for carrier, data in carriers(name, tmp_path).items():
        assert facts(consistency.check(data, checks=suite)) == from_csv, carrier


def test_village_grading_by_hand() -> None:
    """617 of 1383 is 44.6132..., 44.7 stated: 0.0868 too much, everything else agrees."""
    report = consistency.check(
        ROOT / "fixtures/village_grading/village_grading.csv",
        checks=ROOT / "checks/village_grading.yaml",
    )
    assert report.exit_status() == 1
    assert report.summary["edits"] == 7
    (wrong,) = report.discrepancies
    assert wrong.check == "grade-shares"
    assert wrong.decision.grade == "last_digit"
    assert wrong.derived_text == "44.6132"
    assert plain(wrong.decision.gap, 4) == "0.0868"
    assert wrong.place is not None
    assert (wrong.place.row, wrong.place.column, wrong.place.cell) == (1, "qualified_pct", "I2")
