"""The same suite on a real local Spark. `CONSISTENCY_SPARK=required` makes a skip a failure."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from comparing import assert_same, by_columns, findings
from faulty_tables import records, suite

REQUIRED = os.environ.get("CONSISTENCY_SPARK") == "required"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    if shutil.which("java") is None and not REQUIRED:
        pytest.skip("no Java runtime: install openjdk-17-jre-headless")
    if not REQUIRED:
        pytest.importorskip("pyspark", exc_type=ImportError)
    import warnings

    warnings.simplefilter("ignore")
    from pyspark.sql import SparkSession

    previous = os.environ.get("PYSPARK_PYTHON")
    os.environ["PYSPARK_PYTHON"] = sys.executable  # workers need the package too
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.ansi.enabled", "true")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
    if previous is None:
        del os.environ["PYSPARK_PYTHON"]
    else:
        os.environ["PYSPARK_PYTHON"] = previous


pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize("declared", [True, False])
def test_spark_gives_the_same(spark: Any, declared: bool, tmp_path: Path) -> None:
    """Every kind of fault, numbers near 2**53 and 2**63, with overflow an error in Spark."""
    path = suite(tmp_path, declared=declared)
    frame = pl.DataFrame(records(50, 2, extremes=True), infer_schema_length=None)
    assert_same(spark.createDataFrame(frame.to_arrow()), frame, path, places=False)


def test_findings_are_written_where_the_rows_are(spark: Any, tmp_path: Path) -> None:
    """The job's function writes every finding from the executors, and counts them."""
    from consistency.spark import write_findings

    path = suite(tmp_path, declared=True)
    frame = pl.DataFrame(records(80, 5), infer_schema_length=None)
    data = spark.createDataFrame(frame.to_arrow()).repartition(3)
    summary = write_findings(data, path, str(tmp_path / "findings"))
    report = by_columns(frame, path)
    assert summary == {key: report.summary[key] for key in summary}
    written = pl.read_parquet(tmp_path / "findings" / "*.parquet")
    wanted = report.to_frame()
    columns = ["check", "key", "verdict", "stated", "derived", "gap"]
    assert sorted(map(str, written.select(columns).rows())) == sorted(
        map(
            str,
            wanted[columns]
            .astype(object)
            .where(wanted[columns].notna(), None)
            .itertuples(index=False, name=None),
        )
    )
    assert sum(findings(report.content.every).values()) == len(written)


def test_the_job_ends_with_the_status_of_the_command(
    spark: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """30 = 10 + 20 holds; 31 does not."""
    from consistency.spark import main

    path = tmp_path / "sums.yaml"
    path.write_text("suite: sums\nchecks: {t: {total: total, parts: [a, b]}}\n")
    for total, status in ((30, 0), (31, 1)):
        frame = pl.DataFrame({"id": [1, 2], "total": [30, total], "a": [10, 10], "b": [20, 20]})
        frame.write_parquet(tmp_path / f"{total}.parquet")
        findings_of = str(tmp_path / f"findings-{total}")
        assert main([str(tmp_path / f"{total}.parquet"), str(path), findings_of]) == status
        assert f"edits 2, agrees {2 - status}," in capsys.readouterr().out
    (finding,) = pl.read_parquet(tmp_path / "findings-31" / "*.parquet").rows(named=True)
    assert (finding["stated"], finding["derived"], finding["gap"]) == ("31", "30", "1")
    assert finding["key"] == '{"id": "2"}'
