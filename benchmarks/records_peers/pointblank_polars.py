"""pointblank on polars: a step for each edit, extracts of all failing rows of each step."""

from __future__ import annotations

import pointblank as pb
import polars as pl
from records_data.layout import Least

from .job import Counted, Found, Job, polars_frame
from .rules import holds


def work(job: Job) -> Counted:
    """The failing rows of each step; the limit of 500 a step is lifted."""
    frame = polars_frame(job)
    plan = pb.Validate(frame)
    plan = plan.col_vals_ge([e.field for e in job.layout.edits if isinstance(e, Least)], 0)
    for edit in job.layout.edits:
        if not isinstance(edit, Least):
            plan = plan.col_vals_expr(holds(edit, pl.col))
    done = plan.interrogate(extract_limit=frame.height, collect_tbl_checked=False)
    extracts = [one for one in done.get_data_extracts().values() if one is not None]

    def counted() -> Found:
        units = pl.concat([one.select("unit") for one in extracts if one.height])
        return Found(units.n_unique(), units.height)

    return counted
