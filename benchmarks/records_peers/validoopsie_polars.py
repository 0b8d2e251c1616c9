"""validoopsie on polars: every edit a class of its own, the keys of the failing rows as items."""

from __future__ import annotations

from typing import Any

import narwhals as nw
from loguru import logger
from records_data.layout import Edit
from validoopsie import Validate
from validoopsie.base import BaseValidation

from .job import Counted, Found, Job, polars_lazy
from .rules import fields_of, holds

logger.disable("validoopsie")


class EditHolds(BaseValidation):
    """One edit; `unit` is the column whose values name the failing rows."""

    def __init__(self, edit: Edit) -> None:
        super().__init__("unit")
        self.edit = edit

    @property
    def fail_message(self) -> str:
        """What a failure says."""
        return f"{self.edit.name} does not hold"

    def __call__(self, frame: Any) -> Any:
        """The keys of the failing rows, each with a count, as the base class wants them."""
        failing = frame.select("unit", *fields_of(self.edit)).filter(~holds(self.edit, nw.col))
        return failing.group_by("unit").agg(nw.col("unit").count().alias("unit-count"))


def work(job: Job) -> Counted:
    """The items of every validation."""
    frame = polars_lazy(job).collect(engine="streaming")
    items = [_items(Validate(frame).add_validation(EditHolds(e))) for e in job.layout.edits]
    return lambda: Found(len(set().union(*items)), sum(map(len, items)))


def _items(done: Any) -> list[int]:
    result = done.results["EditHolds_unit"]["result"]
    if result["message"].startswith("ERROR"):
        raise ValueError(result["message"])
    return result.get("failing_items", [])
