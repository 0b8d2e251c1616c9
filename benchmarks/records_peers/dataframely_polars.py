"""dataframely: a schema class with a rule for each edit, `filter`, the failing rows with rules."""

from __future__ import annotations

from functools import partial
from typing import Any

import dataframely as dy
import polars as pl
from records_data.layout import Layout, Least

from .job import Counted, Found, Job, polars_lazy
from .rules import holds


def work(job: Job) -> Counted:
    """The failing rows, each with every rule marked valid or invalid."""
    schema = schema_of(job.layout)
    _, failure = schema.filter(polars_lazy(job)).collect_all(engine="streaming")
    details = failure.details()

    def counted() -> Found:
        marks = details.select(pl.exclude(job.read))
        fails = marks.select(pl.sum_horizontal(pl.all().cast(pl.String) == "invalid").sum())
        return Found(details.height, int(fails.item()))

    return counted


def schema_of(layout: Layout) -> Any:
    """The edits as a schema class of dataframely, columns and rules by name."""
    edits = layout.edits
    least = {edit.field for edit in edits if isinstance(edit, Least)}
    members: dict[str, Any] = {"unit": dy.Int64(), "period": dy.String()}
    for name in layout.counts:
        members[name] = dy.Int64(min=0 if name in least else None)
    for name in layout.percentages:
        members[name] = dy.Float64()
    for number, edit in enumerate(e for e in edits if not isinstance(e, Least)):
        rule = partial(lambda edit, cls: holds(edit, pl.col), edit)
        members[f"rule_{number}"] = dy.rule()(rule)
    return type("Returns", (dy.Schema,), members)
