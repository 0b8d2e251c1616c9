"""banff's editstats: linear edits only, counts of failing records, none of them listed.

A share is part over whole: not linear, so these edits are left out; shares that make 100
are asked with half a digit each.
"""

from __future__ import annotations

import logging
from typing import Any

import banff
import pyarrow.parquet
from records_data.layout import Edit, Hundred, Least, Most, Sum

from .job import Counted, Found, Job
from .rules import HALF

logging.disable(logging.INFO)


def work(job: Job) -> Counted:
    """Records that fail any edit, by its own count; failed edits summed over edits."""
    layout = job.layout
    table = pyarrow.parquet.read_table(job.path, columns=["unit", *layout.numbers])
    edits = " ".join(line for edit in layout.edits for line in _lines(edit))
    done = banff.editstats(indata=table, edits=edits, accept_negative=True, capture=True)
    records, each = _frame(done.outglobal_status), _frame(done.outedit_status)
    return lambda: Found(int(records["OBS_FAILED"].sum()), int(each["OBS_FAILED"].sum()))


def _lines(edit: Edit) -> list[str]:
    if isinstance(edit, Sum):
        signed = " + ".join(edit.parts) + "".join(f" - {name}" for name in edit.less)
        return [f"{signed} = {edit.whole};"]
    if isinstance(edit, Hundred):
        made, slack = " + ".join(edit.shares), HALF * len(edit.shares)
        return [f"{made} <= {100 + slack:.3f};", f"{made} >= {100 - slack:.3f};"]
    if isinstance(edit, Least):
        return [f"{edit.field} >= 0;"]
    if isinstance(edit, Most):
        return [f"{edit.field} <= {' + '.join(edit.terms) if edit.terms else 100 + HALF:};"]
    return []


def _frame(table: Any) -> Any:
    return table.to_pandas() if hasattr(table, "to_pandas") else table
