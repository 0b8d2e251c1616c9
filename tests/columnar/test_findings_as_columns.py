"""Findings that stay columns: written without a cap, split without a loop, made when asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas
import polars as pl
import pyarrow
import pyarrow.parquet
import pytest
from comparing import as_columns, by_columns

import consistency
from consistency.model.finding import COLUMNS

SCHEMA = """schema_type: dataframe
name: returns
columns:
  place: {dtype: str, metadata: {role: key}}
  total: {dtype: int64, nullable: true, metadata: {role: count}}
  a: {dtype: int64, nullable: true, metadata: {role: count}}
  b: {dtype: int64, nullable: true, metadata: {role: count}}
  a_pct: {dtype: float64, nullable: true, metadata: {role: share, decimals: 1}}
"""
CHECKS = """suite: returns
schema: returns.yaml
checks:
  total: {total: total, parts: [a, b]}
  share: {share: {a_pct: a}, of: total}
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    (tmp_path / "returns.yaml").write_text(SCHEMA)
    path = tmp_path / "checks.yaml"
    path.write_text(CHECKS)
    return path


def returns(rows: int = 10) -> pl.DataFrame:
    """30 = 10 + 20, and 10 of 30 is 33.3 %; row 3 says 31, row 5 misses b, row 7 says 33.4 %."""
    frame = pl.DataFrame(
        {
            "place": [f'"unit" {n}' for n in range(rows)],
            "total": [30] * rows,
            "a": [10] * rows,
            "b": [20] * rows,
            "a_pct": [33.3] * rows,
        }
    )
    number = pl.int_range(pl.len())
    return frame.with_columns(
        total=pl.when(number == 3).then(31).otherwise("total"),
        b=pl.when(number == 5).then(None).otherwise("b"),
        a_pct=pl.when(number == 7).then(33.4).otherwise("a_pct"),
    )


# 31 - 30 = 1 too much; 10 of 31 is 32.258; with b missing, 30 = 10 + b; 10 of 30 is 33.333
WANTED = [
    ("total", 4, "B5", "discrepancy", "gross", "31", "30", "1", "0", None),
    ("total", 6, "B7", "undecided", None, "30", None, None, None, "missing"),
    ("share", 4, "E5", "discrepancy", "gross", "33.3", "32.2581", "1.0419", "0.05", None),
    ("share", 8, "E9", "discrepancy", "last_digit", "33.4", "33.3333", "0.0667", "0.05", None),
]
SHOWN = [
    "check",
    "row",
    "cell",
    "verdict",
    "grade",
    "stated",
    "derived",
    "gap",
    "allowed",
    "reason",
]


def test_every_format_holds_every_finding(suite: Path, tmp_path: Path) -> None:
    report = by_columns(returns(), suite)
    for ending in ("parquet", "csv", "jsonl"):
        report.write(tmp_path / f"findings.{ending}")
    parquet = pyarrow.parquet.read_table(tmp_path / "findings.parquet")
    assert tuple(parquet.column_names) == COLUMNS
    rows = [tuple(row[name] for name in SHOWN) for row in parquet.to_pylist()]
    assert rows == WANTED
    lines = [json.loads(line) for line in (tmp_path / "findings.jsonl").read_text().splitlines()]
    assert [tuple(line[name] for name in SHOWN) for line in lines] == WANTED
    assert [tuple(line) for line in lines] == [COLUMNS] * 4
    csv = pandas.read_csv(tmp_path / "findings.csv", dtype=str, keep_default_na=False)
    assert csv["row"].tolist() == ["4", "6", "4", "8"]
    assert json.loads(csv["key"][0]) == {"place": '"unit" 3'}
    assert report.to_frame()["message"][0] == "B5: 31 stated, 30 derived, 1 too much"
    # 10 rows of 2 edits: total fails once and cannot be told once, share fails twice
    counted = report.summary
    assert (counted["edits"], counted["agrees"], counted["undecided"]) == (20, 16, 1)
    assert (counted["discrepancies"], counted["gross"], counted["last_digit"]) == (3, 2, 1)


def test_a_formula_in_a_key_is_made_harmless(suite: Path, tmp_path: Path) -> None:
    """The input's name is the one text that can open a cell of the CSV as a formula."""
    frame = returns()
    with as_columns():
        report = consistency.check({"=1+1": frame}, checks=suite)
    report.write(tmp_path / "findings.csv")
    assert ",'=1+1," in (tmp_path / "findings.csv").read_text("utf-8")


def test_results_are_made_when_asked_for(suite: Path) -> None:
    report = by_columns(returns(), suite)
    said = [(r.check, r.place.row) for r in report.discrepancies if r.place]
    assert said == [("total", 4), ("share", 4), ("share", 8)]
    assert [r.decision.diagnosis[0].cause for r in report.undecided] == ["one_missing"]
    text = report.to_text()
    assert "31 stated" in text
    assert json.loads(report.to_json())["complete"] is True  # 20 edits
    with pytest.raises(consistency.DiscrepancyError, match="discrepancies 3"):
        report.raise_if_not_ok()


@pytest.mark.parametrize("library", ["polars", "lazy", "pandas", "pyarrow"])
def test_split_in_the_callers_library(library: str, suite: Path) -> None:
    """Rows 3, 5 and 7 are held back, in their order; the others pass."""
    frame: Any = returns()
    frame = {
        "polars": frame,
        "lazy": frame.lazy(),
        "pandas": frame.to_pandas().set_index(pandas.RangeIndex(100, 110)),
        "pyarrow": frame.to_arrow(),
    }[library]
    report = by_columns(frame, suite)
    passed, held = report.split(frame)
    assert type(passed) is type(held) is type(frame)
    if library == "lazy":
        passed, held = passed.collect(), held.collect()
    places = held["place"].to_list() if library != "pyarrow" else held["place"].to_pylist()
    assert places == ['"unit" 3', '"unit" 5', '"unit" 7']
    assert len(passed) == 7
    if library == "pandas":
        assert list(held.index) == [103, 105, 107]
    if library == "pyarrow":
        assert isinstance(passed, pyarrow.Table)


def test_a_waiver_covers_a_finding_of_a_large_table(suite: Path, tmp_path: Path) -> None:
    finding = by_columns(returns(), suite).discrepancies[0]
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text(
        f"waivers: [{{id: {finding.id}, values: ['31', '10', '20'], reason: known, by: me}}]"
    )
    with as_columns():
        report = consistency.check(returns(), checks=suite, waivers=waivers)
    assert report.summary["waived"] == 1
    assert report.summary["discrepancies"] == 2


def test_a_short_row_of_a_csv_is_refused(suite: Path, tmp_path: Path) -> None:
    """Row 2 of the file ends after three cells: nothing tells which cell is missing."""
    path = tmp_path / "short.csv"
    path.write_text("place,total,a,b,a_pct\nx,30,10\ny,30,10,20,33.3\n")
    with as_columns(), pytest.raises(consistency.InputError, match="3 cells in this row, 5"):
        consistency.check(path, checks=suite)


def test_totals_among_the_records_are_set_aside(suite: Path) -> None:
    """A row called Total is no record, in a large table as in a small one."""
    frame = returns(4).with_columns(
        place=pl.when(pl.int_range(pl.len()) == 3).then(pl.lit("Total")).otherwise("place")
    )
    report = by_columns(frame, suite)
    assert report.summary["edits"] == 6
    assert report.summary["discrepancies"] == 0


def test_repeated_keys_are_found(suite: Path) -> None:
    frame = returns(3).with_columns(place=pl.lit("same"))
    report = by_columns(frame, suite)
    assert [(r.check, r.place.row) for r in report.discrepancies if r.place] == [
        ("record.duplicate_key", 2),
        ("record.duplicate_key", 3),
    ]


def test_a_large_file_is_hashed_when_the_report_is_shown(suite: Path, tmp_path: Path) -> None:
    """The hash is that of the bytes that were checked; of a changed file there is none."""
    import hashlib

    path = tmp_path / "returns.parquet"
    returns().write_parquet(path)
    report = by_columns(path, suite)
    assert report.inputs[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert json.loads(report.to_json())["inputs"][0]["sha256"] == report.inputs[0].sha256
    returns(11).write_parquet(path)
    assert json.loads(report.to_json())["inputs"][0]["sha256"] is None


def test_values_that_pandera_is_to_see_are_read_whole(suite: Path, tmp_path: Path) -> None:
    """The schema allows at most 30: the 31 of row 3 is found although the table is large."""
    schema = tmp_path / "returns.yaml"
    text = schema.read_text().replace(
        "total: {dtype: int64,", "total: {dtype: int64, checks: {less_than_or_equal_to: 30},"
    )
    schema.write_text(text)
    with as_columns():
        report = consistency.check(returns(), checks=suite)
    assert report.content.bulk is None
    found = [(r.check, r.place.row) for r in report.discrepancies if r.kind == "schema" and r.place]
    assert found == [("total.less_than_or_equal_to", 4)]
