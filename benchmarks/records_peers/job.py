"""What a contender is given, and what it has to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from records_data.layout import KEYS, LAYOUTS, Layout


@dataclass(frozen=True, slots=True)
class Job:
    """`data`: paths by table name; `suite`: ours; `output`: where a listing may be written."""

    case: str
    columns: int
    data: dict[str, str]
    suite: str
    output: str

    @property
    def layout(self) -> Layout:
        """The number columns and edits of the table."""
        return LAYOUTS[self.columns]

    @property
    def path(self) -> str:
        """The path of the table of returns."""
        return self.data["returns"]

    @property
    def read(self) -> list[str]:
        """The columns a contender reads: keys and numbers."""
        return [*KEYS, *self.layout.numbers]


@dataclass(frozen=True, slots=True)
class Found:
    """Failing rows (groups) found, and failing edits listed; None where it does not say."""

    rows: int | None
    findings: int | None


Counted = Callable[[], Found]
"""`work` of a contender ends with its listing; this counts it afterwards, untimed."""


def polars_frame(job: Job) -> Any:
    """The table as an eager polars frame, by polars' own typed reader."""
    import polars as pl

    if job.case == "csv":
        return pl.read_csv(job.path, schema_overrides=polars_types(job))
    return pl.read_parquet(job.path, columns=job.read)


def polars_lazy(job: Job) -> Any:
    """The table as a lazy polars frame, by polars' own typed reader."""
    import polars as pl

    if job.case == "csv":
        return pl.scan_csv(job.path, schema_overrides=polars_types(job))
    return pl.scan_parquet(job.path)


def polars_types(job: Job) -> dict[str, Any]:
    """The types of the columns of a CSV file."""
    import polars as pl

    types: dict[str, Any] = {"unit": pl.Int64, "period": pl.String}
    types |= dict.fromkeys(job.layout.counts, pl.Int64)
    return types | dict.fromkeys(job.layout.percentages, pl.Float64)


def pandas_frame(job: Job) -> Any:
    """The table as a pandas frame, by pandas' own typed reader."""
    import pandas

    if job.case != "csv":
        return pandas.read_parquet(job.path, columns=job.read)
    types = {"unit": "int64", "period": "str"} | dict.fromkeys(job.layout.counts, "int64")
    types |= dict.fromkeys(job.layout.percentages, "float64")
    return pandas.read_csv(job.path, dtype=types, engine="pyarrow")
