"""A frame parted into rows without open findings and rows with them, in its own library."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ..errors import Fault, InputError


def split(frame: Any, held: Collection[int], name: str) -> tuple[Any, Any]:
    """The rows of a frame that are not in `held` (numbers from 0), and those that are.

    Raises `InputError` where the frame is too short, or its rows have no order.
    """
    import narwhals as nw

    if type(frame).__module__.partition(".")[0] == "polars" and hasattr(frame, "collect"):
        return _split_lazy(frame, held)
    try:
        native = nw.from_native(frame, eager_only=True)
    except TypeError:
        what = f"a {type(frame).__name__} has no order of rows"
        advice = "join it with report.to_frame() by its keys"
        raise InputError(Fault(what, name, advice)) from None
    last = max(held, default=-1)
    if last >= len(frame):
        what = f"the frame has {len(frame)} rows, the report names row {last + 1}"
        raise InputError(Fault(what, name, "give the frame that was checked"))
    import numpy

    flags = numpy.zeros(len(frame), dtype=bool)
    flags[list(held)] = True
    kept, back = (numpy.flatnonzero(part).tolist() for part in (~flags, flags))
    return native[kept].to_native(), native[back].to_native()


def _split_lazy(frame: Any, held: Collection[int]) -> tuple[Any, Any]:
    import polars as pl

    row = "__consistency_row__"
    numbered = frame.with_row_index(row)
    inside = pl.col(row).is_in(pl.Series(sorted(held), dtype=pl.UInt32).implode())
    return numbered.filter(~inside).drop(row), numbered.filter(inside).drop(row)
