"""`consistency.check` with the suite, and its findings written to Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import consistency

from .job import Counted, Found, Job


def work(job: Job) -> Counted:
    """Every failing row with every failed edit and its gap, in a Parquet file."""
    data: Any = {name: Path(path) for name, path in job.data.items()}
    if job.case != "groups":
        data = Path(job.path)
    report = consistency.check(data, checks=job.suite)
    target = Path(job.output) / "ours.parquet"
    report.write(target)

    def counted() -> Found:
        import polars as pl

        listed = pl.read_parquet(target)
        if set(listed["verdict"]) - {"discrepancy"}:
            raise ValueError(f"not only discrepancies: {listed['verdict'].value_counts()}")
        if listed.height != report.summary["discrepancies"]:
            raise ValueError("the listing and the summary differ")
        return Found(listed["key"].n_unique(), listed.height)

    return counted
