"""pandera on polars: an eager frame, checks as expressions, lazy reporting."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors
from records_data.layout import Edit, Layout, Least

from .job import Counted, Found, Job, polars_frame
from .rules import holds


def work(job: Job) -> Counted:
    """Its failure cases, one for each failing row and check."""
    frame = polars_frame(job)
    try:
        schema_of(job.layout).validate(frame, lazy=True)
    except SchemaErrors as found:
        cases = found.failure_cases
        return lambda: Found(cases["index"].n_unique(), cases.height)
    return lambda: Found(0, 0)


def schema_of(layout: Layout) -> Any:
    """The edits as a schema of pandera."""
    edits = layout.edits
    signs = {edit.field: pa.Check.ge(0, name=edit.name) for edit in edits if type(edit) is Least}
    columns = {"unit": pa.Column(pl.Int64), "period": pa.Column(pl.String)}
    for name in layout.numbers:
        kind = pl.Int64 if name in layout.counts else pl.Float64
        columns[name] = pa.Column(kind, signs.get(name))
    rest = [pa.Check(partial(_holds, e), name=e.name) for e in edits if not isinstance(e, Least)]
    return pa.DataFrameSchema(columns, checks=rest)


def _holds(edit: Edit, data: Any) -> Any:
    return data.lazyframe.select(holds(edit, pl.col))
