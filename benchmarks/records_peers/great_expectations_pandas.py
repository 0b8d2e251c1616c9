"""great-expectations on pandas: an expectation of our own for the edits, as its guide shows.

Its own catalogue has no sum of columns against another column, no tolerance and no share.
"""

from __future__ import annotations

import os
from typing import Any, ClassVar

os.environ["GX_ANALYTICS_ENABLED"] = "False"
os.environ["TQDM_DISABLE"] = "1"

import great_expectations as gx
import great_expectations.expectations as gxe
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    MulticolumnMapMetricProvider,
    multicolumn_condition_partial,
)
from records_data.layout import LAYOUTS, Edit, Least, Most

from .job import Counted, Found, Job, pandas_frame
from .rules import HALF, fields_of, holds

EDITS: dict[str, Edit] = {e.name: e for layout in LAYOUTS.values() for e in layout.edits}
FORMAT = {
    "result_format": "COMPLETE",
    "exclude_unexpected_values": True,
    "return_unexpected_index_query": False,
}


class EditHoldsMetric(MulticolumnMapMetricProvider):
    """The rows in which an edit, known by name, holds."""

    condition_metric_name = "multicolumn_values.edit_holds"
    condition_domain_keys = (
        "batch_id",
        "table",
        "column_list",
        "row_condition",
        "condition_parser",
        "ignore_row_if",
    )
    condition_value_keys = ("edit",)

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: Any, **kwargs: Any) -> Any:  # noqa: N805
        return holds(EDITS[kwargs["edit"]], column_list.__getitem__)


class ExpectEditToHold(MulticolumnMapExpectation):
    """An edit over several columns holds in every row."""

    edit: str
    map_metric: ClassVar[str] = "multicolumn_values.edit_holds"
    success_keys: ClassVar[tuple[str, ...]] = ("mostly", "edit")
    args_keys: ClassVar[tuple[str, ...]] = ("column_list", "edit")


def work(job: Job) -> Counted:
    """The index of every unexpected row of every expectation."""
    frame = pandas_frame(job)
    made = gx.get_context(mode="ephemeral")
    made.variables.progress_bars = {"globally": False}
    asset = made.data_sources.add_pandas("frames").add_dataframe_asset("returns")
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})
    suite = gx.ExpectationSuite("edits", expectations=[_expected(e) for e in job.layout.edits])
    done = batch.validate(suite, result_format=FORMAT)
    raised = [r for r in done.results if r.exception_info.get("raised_exception")]
    if raised or len(done.results) != len(job.layout.edits):
        raise ValueError(f"not evaluated: {raised[:1]}")
    found = [result.result.get("unexpected_index_list") or [] for result in done.results]
    return lambda: Found(len(set().union(*found)), sum(map(len, found)))


def _expected(edit: Edit) -> Any:
    if isinstance(edit, Least):
        return gxe.ExpectColumnValuesToBeBetween(column=edit.field, min_value=0)
    if isinstance(edit, Most) and not edit.terms:
        return gxe.ExpectColumnValuesToBeBetween(column=edit.field, max_value=100 + HALF)
    return ExpectEditToHold(
        column_list=fields_of(edit), edit=edit.name, ignore_row_if="any_value_is_missing"
    )
