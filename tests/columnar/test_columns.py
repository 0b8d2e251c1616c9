"""The columnar evaluation of edits equals the scalar one, on every kind of fault and column."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from comparing import assert_same
from faulty_tables import DECIMALS, records, suite

CONVENTIONS = (None, "half_up", "half_even", "truncate", "balanced")


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_typed_columns(seed: int, declared: bool, tmp_path: Path) -> None:
    """Doubles and whole numbers; ties, negatives, blanks, digits nobody declared."""
    path = suite(tmp_path, declared=declared, rounding=CONVENTIONS[seed])
    rows = records(60, seed)
    drawn = assert_same(*_twice(pl.DataFrame(rows, infer_schema_length=None)), path)
    assert min(drawn["agrees"], drawn["discrepancy"]) > 100


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("seed", range(5, 8))
def test_extremes(seed: int, declared: bool, tmp_path: Path) -> None:
    """Numbers near 2**53 and 2**63, and doubles that no decimal text stands behind."""
    rows = records(60, seed, extremes=True)
    large = [row[name] for row in rows for name in ("total", "a", "b", "c", "before")]
    assert any(abs(value or 0) > 2**52 for value in large)
    path = suite(tmp_path, declared=declared)
    assert_same(*_twice(pl.DataFrame(rows, infer_schema_length=None)), path)


@pytest.mark.parametrize("seed", range(8, 11))
def test_printed_texts(seed: int, tmp_path: Path) -> None:
    """A CSV: 12.0 is not 12, and what is no plain number comes up."""
    marks = ["-", "约20", "1,204", "x", "<5", "3.50", "+7", "5.", " 6 ", "1e3", "007"]
    rows = [{name: _text(name, row[name]) for name in row} for row in records(60, seed)]
    for number, mark in enumerate(marks):
        rows[number][("a", "a_pct", "total")[number % 3]] = mark
    path = tmp_path / "returns.csv"
    pl.DataFrame(rows).write_csv(path)
    drawn: Counter[str] = Counter()
    for declared in (True, False):
        drawn += assert_same(path, path, suite(tmp_path, declared=declared))
    assert drawn["undecided"] > 20


def test_how_often_whole_numbers_decide(tmp_path: Path) -> None:
    """Of rows that mostly hold, the screen passes most, and little is left to the scalar engine."""
    rows = [row for row in records(400, 1) if row["level"] != "city"]
    (tmp_path / "few.yaml").write_text(
        "suite: few\nchecks:\n  total: {total: total, parts: [a, b, c]}\n"
        "  shares: {share: {a_pct: a, b_pct: b, c_pct: c}, of: total}\n"
        "  hundred: {shares: [a_pct, b_pct, c_pct]}\n"
    )
    frame = pl.DataFrame(rows, infer_schema_length=None).with_columns(
        pl.col("a_pct", "b_pct", "c_pct").round(1)
    )
    drawn = assert_same(*_twice(frame), tmp_path / "few.yaml")
    print(dict(drawn))
    assert drawn["quiet"] > 0.5 * len(rows)
    assert drawn["opened"] == drawn["undecided"] == 46  # only blank cells are left to it
    assert drawn["discrepancy"] > 100


def test_a_tie_agrees_either_way_unless_the_schema_says_how(tmp_path: Path) -> None:
    """1 of 8 is 12.5 %: printed whole it is 12 or 13; half up only 13, half even only 12."""
    schema = (
        "schema_type: dataframe\nname: ties\ncolumns:\n"
        "  id: {dtype: int64, metadata: {role: key}}\n"
        "  part: {dtype: int64, metadata: {role: count}}\n"
        "  whole: {dtype: int64, metadata: {role: count}}\n"
        "  pct: {dtype: int64, metadata: {role: share, unit: '%'ROUNDING}}\n"
    )
    frame = pl.DataFrame(
        {"id": [1, 2, 3], "part": [1, 1, 1], "whole": [8, 8, 8], "pct": [12, 13, 14]}
    )
    wrong = {None: {3}, "half_up": {1, 3}, "half_even": {2, 3}}
    for rounding, expected in wrong.items():
        text = schema.replace("ROUNDING", f", rounding: {rounding}" if rounding else "")
        (tmp_path / "ties.yaml").write_text(text)
        path = tmp_path / "checks.yaml"
        path.write_text(
            "suite: t\nschema: ties.yaml\nchecks: {s: {share: {pct: part}, of: whole}}\n"
        )
        assert_same(*_twice(frame), path)
        from comparing import by_columns

        assert {int(dict(r.key)["id"]) for r in by_columns(frame, path).discrepancies} == expected


def _twice(frame: Any) -> tuple[Any, Any]:
    return frame, frame


def _text(name: str, value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return f"{value:.{DECIMALS[name]}f}" if name in DECIMALS else str(value)
