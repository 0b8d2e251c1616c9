"""One suite on every backend: equal findings, whatever holds the table."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest
from comparing import assert_same, by_columns, findings
from faulty_tables import records, suite

SEEDS = (0, 2)


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_library_gives_the_same(seed: int, declared: bool, tmp_path: Path) -> None:
    path = suite(tmp_path, declared=declared, rounding=(None, "half_up", "truncate")[seed])
    frame = pl.DataFrame(records(50, seed, extremes=True), infer_schema_length=None)
    frame.write_parquet(tmp_path / "data.parquet")
    arrow = frame.to_arrow()
    assert_same(frame.lazy(), frame, path)
    assert_same(arrow, frame, path)
    # pandas holds whole numbers with blanks as doubles: near 2**63 these are other numbers
    assert_same(frame.to_pandas(), frame.to_pandas(), path)
    assert_same(duckdb.sql("select * from arrow"), frame, path, places=False)
    wanted = findings(by_columns(frame, path).content.every, places=False)
    found = by_columns(tmp_path / "data.parquet", path)
    assert findings(found.content.every, places=False) == wanted
    assert sum(wanted.values()) > 100


def test_a_folder_is_a_report_of_many_returns(tmp_path: Path) -> None:
    """Three files of 20, 20 and 10 rows are 50 rows."""
    path = suite(tmp_path, declared=True)
    folder = tmp_path / "parts"
    folder.mkdir()
    frame = pl.DataFrame(records(50, 4), infer_schema_length=None)
    for number in range(3):
        frame.slice(20 * number, 20).write_parquet(folder / f"{number}.parquet")
    whole, parts = by_columns(frame, path), by_columns(folder, path)
    assert [entry.name.rpartition("/")[2] for entry in parts.inputs] == [
        "0.parquet", "1.parquet", "2.parquet",
    ]  # fmt: skip
    assert parts.summary == whole.summary
