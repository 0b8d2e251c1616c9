"""The screen over a polars frame: one streaming pass, blocks of it in the kernel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from .arithmetic import Flags
from .cells import cells_of
from .columns import Column
from .frame import Frame
from .kernel import Cells, Screen, Tally
from .program import Program

_MOST_FLAGS = 2**28
_EXACT = float(2**52)
Look = Callable[[Any], Any]
"""Flags the rows of a series that have to come up; None where there are none."""

Told = Callable[[int], None]
"""Is told how many rows are done."""


def screen(
    frame: Frame,
    program: Program,
    masks: Sequence[Any],
    loud: Sequence[Any],
    told: Told | None,
    rising: Sequence[str] = (),
    looks: Sequence[tuple[str, Look]] = (),
) -> tuple[Any, Tally, bool]:
    """The rows that are not quiet, as a polars frame with their numbers in `ROW`; the tally.

    `masks` are expressions for those of the program, `loud` for rows that are never quiet.
    `looks` flag rows by the texts of a column. The third says whether the whole numbers of
    some column of `rising` are proved all different: they only rise from row to row, piece
    by piece, and the pieces lie apart.
    """
    screening = Screen(program)
    ranges: list[list[tuple[int, int] | None]] = [[] for _ in rising]
    seen = len(rising) + len(looks)

    def flags(series: Sequence[Any]) -> Any:
        size = len(series[0])
        beside = series[len(series) - seen :]
        cells, rest = split(series[: len(series) - seen], program, size)
        for known, one in zip(ranges, beside, strict=False):
            if size:
                known.append(_range(one, known))
        for (_, look), one in zip(looks, beside[len(rising) :], strict=True):
            flagged = look(one)
            rest += [] if flagged is None else [flagged]
        found = screening(cells, rest, size)
        if told is not None:
            told(sum(done.rows for done in screening.done))
        return pl.Series(found)

    asked = [pl.col(column.name) for column in program.columns]
    others = [mask.fill_null(False) for mask in masks] + [one.fill_null(True) for one in loud]
    if not asked and not others:
        others = [pl.lit(False)]
    others += [pl.col(name) for name in (*rising, *(name for name, _ in looks))]
    expression = pl.map_batches(
        [*asked, *others], flags, return_dtype=pl.Boolean, is_elementwise=True
    )
    lazy = frame.numbered.filter(expression)
    found = lazy.collect(engine="streaming")
    return found, screening.tally(), any(_apart(known) for known in ranges)


def _range(series: Any, before: Sequence[tuple[int, int] | None]) -> tuple[int, int] | None:
    """The first and last of values that only rise; None where they do not, or are no numbers.

    Texts are taken as whole numbers: where these differ, so do the texts.
    """
    if before and before[-1] is None:
        return None
    if series.dtype != pl.Int64:
        series = series.cast(pl.Int64, strict=False)
    if series.null_count():
        return None
    values = series.to_numpy()
    rises = bool((values[1:] > values[:-1]).all())
    return (int(values[0]), int(values[-1])) if rises else None


def _apart(ranges: Sequence[tuple[int, int] | None]) -> bool:
    if not ranges:
        return False
    known = sorted(one for one in ranges if one is not None)
    apart = all(a[1] < b[0] for a, b in pairwise(known))
    return len(known) == len(ranges) and apart


def each_once(frame: Frame, name: str) -> bool:
    """No whole number of a column stands twice, and none is blank; False where nobody can tell.

    One flag for each number between the least and the greatest: as many are set as there
    are rows. Wider columns than 16 numbers a row, or 2**28 in all, are not tried.
    """
    column = pl.col(name)
    asked = [column.min().alias("low"), column.max().alias("high"), column.null_count().alias("no")]
    low, high, blank = frame.lazy.select(asked).collect(engine="streaming").row(0)
    if blank or low is None or high - low >= min(16 * frame.rows, _MOST_FLAGS):
        return False
    seen = np.zeros(high - low + 1, dtype=bool)

    def mark(series: Any) -> Any:
        seen[series.to_numpy() - low] = True
        return pl.Series(np.zeros(len(series), dtype=bool))

    marked = column.cast(pl.Int64).map_batches(mark, return_dtype=pl.Boolean, is_elementwise=True)
    frame.lazy.select(marked.any()).collect(engine="streaming")
    return int(np.count_nonzero(seen)) == frame.rows


def split(series: Sequence[Any], program: Program, size: int) -> tuple[list[Cells], list[Flags]]:
    """The cells of the program's columns, and the flags behind them."""
    width = len(program.columns)
    cells = [cells_of(one, c) for one, c in zip(series, program.columns, strict=False)]
    flags = [np.broadcast_to(one.to_numpy(), (size,)) for one in series[width:]]
    return cells, flags


def float_decimals(frame: Frame, names: Sequence[str]) -> dict[str, int | None]:
    """The most decimals any double of a column shows, up to 6; None where some show more."""
    most = {name: [0] for name in names}

    def look(name: str) -> Callable[[Any], Any]:
        def found(series: Any) -> Any:
            values = series.drop_nulls().to_numpy()
            values = values[np.isfinite(values)]
            for places in range(7):
                large = np.abs(values) * 10.0**places >= _EXACT
                most[name].extend(map(_shown, np.unique(values[large]).tolist()))
                values = values[~large]
                values = values[np.rint(values * 10.0**places) / 10.0**places != values]
                if not len(values):
                    break
                most[name].append(places + 1)
            return pl.Series(np.zeros(len(series), dtype=bool))

        return found

    asked = [
        pl.col(name).map_batches(look(name), return_dtype=pl.Boolean, is_elementwise=True).any()
        for name in names
    ]
    if asked:
        frame.lazy.select(asked).collect(engine="streaming")
    return {name: None if max(found) > 6 else max(found) for name, found in most.items()}


def _shown(value: float) -> int:
    """Decimals of the shortest text that reads back as this double."""
    return 0 if value.is_integer() else len(format(Decimal(repr(value)), "f").partition(".")[2])


def decimals_of(frame: Any, names: Sequence[str]) -> dict[str, int | None]:
    """The same for the columns of a polars frame in memory, a column of no value left out."""
    whole = Frame("", tuple(frame.columns), {}, {}, frame.height, lambda rows: rows, frame.lazy())
    return float_decimals(whole, [n for n in names if frame.get_column(n).drop_nulls().len()])


def column_of(frame: Any, column: Column) -> Cells:
    """The cells of one column of a polars frame in memory."""
    return cells_of(frame.get_column(column.name), column)
