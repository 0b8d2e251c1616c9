"""pandera on pandas: built-in checks on columns, vectorised checks on the frame, lazy."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandera.pandas as pa
from pandera.errors import SchemaErrors
from records_data.layout import Edit, Layout, Least

from .job import Counted, Found, Job, pandas_frame
from .rules import holds


def work(job: Job) -> Counted:
    """Its failure cases: of a check on the frame one for each column of a failing row."""
    frame = pandas_frame(job)
    try:
        schema_of(job.layout).validate(frame, lazy=True, inplace=True)
    except SchemaErrors as found:
        cases = found.failure_cases
        return lambda: Found(
            cases["index"].nunique(), len(cases[["index", "check"]].drop_duplicates())
        )
    return lambda: Found(0, 0)


def schema_of(layout: Layout) -> Any:
    """The edits as a schema of pandera."""
    edits = layout.edits
    signs = {edit.field: pa.Check.ge(0, name=edit.name) for edit in edits if type(edit) is Least}
    columns = {"unit": pa.Column(int), "period": pa.Column(str)}
    for name in layout.numbers:
        whole = name in layout.counts
        columns[name] = pa.Column(int if whole else float, signs.get(name), nullable=False)
    rest = [pa.Check(partial(_holds, e), name=e.name) for e in edits if not isinstance(e, Least)]
    return pa.DataFrameSchema(columns, checks=rest)


def _holds(edit: Edit, frame: Any) -> Any:
    return holds(edit, frame.__getitem__)
