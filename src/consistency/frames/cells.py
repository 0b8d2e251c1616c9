"""Columns of polars as raw cells for the kernel: whole numbers or doubles, and what is blank."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from .arithmetic import Flags
from .columns import Column
from .kernel import Cells

_OTHER = np.ones(256, dtype=bool)
_OTHER[[*range(0x30, 0x3A), 0x2D, 0x2E]] = False
_PLAIN = r"^-?[0-9]+(\.[0-9]+)?$"


def cells_of(series: Any, column: Column) -> Cells:
    """The cells of one column; those that are no plain numbers are flagged."""
    if column.form == "text":
        return _of_text(series, column)
    if column.form == "float":
        blank = _blank(series)
        return _filled(series, blank, 0.0), blank
    if column.form == "decimal":
        series = series.to_physical().cast(pl.Int64, strict=False)  # the digits themselves
    elif series.dtype != pl.Int64:
        series = series.cast(pl.Int64, strict=False)
    blank = _blank(series)
    raw = _filled(series, blank, 0)
    if column.multiple > 1:
        broken = raw % column.multiple != 0
        blank = broken if blank is None else blank | broken
    return raw, blank


def _blank(series: Any) -> Flags | None:
    return series.is_null().to_numpy() if series.null_count() else None


def _filled(series: Any, blank: Flags | None, value: float) -> Any:
    return (series if blank is None else series.fill_null(value)).to_numpy()


def _of_text(series: Any, column: Column) -> Cells:
    """Digits, a sign, a point: anything else is not plain, and neither is a lone point."""
    if series.dtype != pl.String:
        series = series.cast(pl.String)
    strange, pointed = _bytes(series)
    numbers = series.cast(pl.Float64 if pointed else pl.Int64, strict=False)
    blank = _blank(numbers)
    flags = [] if blank is None else [blank]
    if strange:
        flags.append(~series.fill_null("").str.contains(_PLAIN).to_numpy())
    elif pointed:
        flags.append(series.str.ends_with(".").fill_null(False).to_numpy())
    if column.printed is not None and (pointed or column.printed):
        flags.append((printed_decimals(series) != column.printed).to_numpy())
    return _filled(numbers, blank, 0), np.logical_or.reduce(flags) if flags else None


def _bytes(series: Any) -> tuple[bool, bool]:
    """Some byte of the column is no digit, point or minus sign; some is a point."""
    array = series.to_arrow(compat_level=pl.CompatLevel.oldest())
    data = array.buffers()[2]
    if data is None:
        return False, False
    found = np.frombuffer(data, dtype=np.uint8)
    return bool(_OTHER[found].any()), bool((found == ord(".")).any())


def printed_decimals(series: Any) -> Any:
    """Of each text of digits, how many stand behind the point."""
    at = series.str.find(".", literal=True)
    return (series.str.len_bytes().cast(pl.Int64) - at.cast(pl.Int64) - 1).fill_null(0)
