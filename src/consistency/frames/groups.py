"""Sums over groups of rows, exact, in whichever backend the table is.

Every value is a whole number below a bound that keeps the sum of all rows inside 64
bits; cells that are not plain count in `odd`, and their groups are decided one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from .columns import Column
from .expression import plain_cells, selected, whole_cells
from .frame import ROW, Frame


@dataclass(frozen=True, slots=True)
class Part:
    """What is summed: columns of the rows that a mask admits (None: all), named by `prefix`.

    The result holds for each group `<prefix>n` rows, and for each column at position k
    the sum `<prefix>s<k>` of its plain cells and the number `<prefix>o<k>` of others.
    """

    prefix: str
    columns: tuple[Column, ...]
    admits: Any = None


_FEW_KEYS = 10_000


def bounded(column: Column, rows: int, weight: int) -> Column:
    """The column with a bound at which `rows` values times `weight` stay inside 64 bits."""
    most = 61 - max(rows, 1).bit_length() - max(weight, 1).bit_length()
    return replace(column, bits=max(min(column.bits, most), 1))


def native_of(frame: Frame) -> Any:
    """The table as a lazy frame of narwhals."""
    return nw.from_native(frame.lazy) if frame.lazy is not None else frame.native


def admitted(masks: Sequence[Any]) -> Any:
    """The rows that every selection admits, never NULL; None where there is none."""
    return selected(masks) if masks else None


def sums_by(native: Any, keys: Sequence[Any], names: Sequence[str], parts: Sequence[Part]) -> Any:
    """One row for each group of `keys` (expressions, called `names`), as a polars frame.

    Rows with a blank key form no group. Without keys all rows are one group.
    """
    if names and _is_polars(native) and all(_is_whole(part) for part in parts):
        return _sums_of_whole(native, keys, names, parts)
    made: dict[str, Any] = {}
    for part in parts:
        held = part.admits
        made[f"{part.prefix}n"] = _one(held)
        for at, column in enumerate(part.columns):
            plain = plain_cells(column).fill_null(False)
            value = whole_cells(column, plain)
            odd = nw.when(~plain).then(1).otherwise(0)
            if held is not None:
                value = nw.when(held).then(value).otherwise(0)
                odd = nw.when(held & ~plain).then(1).otherwise(0)
            made[f"{part.prefix}s{at}"] = value
            made[f"{part.prefix}o{at}"] = odd
    # no name of a sum can hide a column of the table: only what is made is kept
    named = [key.alias(name) for key, name in zip(keys, names, strict=True)]
    staged = native.select(*named, **made)
    for name in names:
        staged = staged.filter(~nw.col(name).is_null())
    sums = [nw.col(name).sum() for name in made]
    return collected(staged.group_by(*names).agg(*sums) if names else staged.select(*sums))


def _is_polars(native: Any) -> bool:
    import polars as pl

    return isinstance(native.to_native(), pl.LazyFrame)


def _is_whole(part: Part) -> bool:
    """Every row, and columns of whole numbers."""
    return part.admits is None and all(column.form == "integer" for column in part.columns)


def _sums_of_whole(
    native: Any, keys: Sequence[Any], names: Sequence[str], parts: Sequence[Part]
) -> Any:
    """The same by the cheapest sums: whether all values of a group are below their bound is
    told by its least and greatest, so that a sum that ran over belongs to an odd group."""
    import polars as pl

    made: dict[str, Any] = {}
    for part in parts:
        made[f"{part.prefix}n"] = nw.len()
        for at in range(len(part.columns)):
            cell = nw.col(f"{part.prefix}c{at}")
            made[f"{part.prefix}s{at}"] = cell.sum()
            made[f"{part.prefix}l{at}"] = cell.min()
            made[f"{part.prefix}h{at}"] = cell.max()
            made[f"{part.prefix}o{at}"] = cell.null_count()
    cells = {
        f"{part.prefix}c{at}": nw.col(column.name).cast(nw.Int64)
        for part in parts
        for at, column in enumerate(part.columns)
    }
    named = [key.alias(name) for key, name in zip(keys, names, strict=True)]
    found = collected(native.select(*named, **cells).group_by(*names).agg(**made))
    found = found.drop_nulls(list(names))
    for part in parts:
        for at, column in enumerate(part.columns):
            low, high = pl.col(f"{part.prefix}l{at}"), pl.col(f"{part.prefix}h{at}")
            least = 1 - 2**column.bits if column.signed else 0
            beyond = ((low < least) | (high >= 2**column.bits)).fill_null(False)
            odd = pl.col(f"{part.prefix}o{at}").cast(pl.Int64) + beyond.cast(pl.Int64)
            found = found.with_columns(odd.alias(f"{part.prefix}o{at}"))
            found = found.drop(f"{part.prefix}l{at}", f"{part.prefix}h{at}")
    return found


def _one(held: Any) -> Any:
    return nw.lit(1) if held is None else nw.when(held).then(1).otherwise(0)


def collected(lazy: Any) -> Any:
    """A lazy frame of narwhals as a polars frame in memory, by streaming where it can."""
    import polars as pl

    native = lazy.to_native()
    if isinstance(native, pl.LazyFrame):
        return native.collect(engine="streaming")
    return lazy.collect("polars").to_native()


def rows_of(frame: Frame, columns: Sequence[str], keys: Any) -> Any:
    """The rows whose cells in some columns stand together in a polars frame of these columns,
    with their numbers in `ROW`."""
    import polars as pl

    if frame.lazy is not None:
        lazy = frame.numbered
        if len(columns) == 1 and keys.height <= _FEW_KEYS:
            values = keys.to_series().implode()
            lazy = lazy.filter(pl.col(columns[0]).is_in(values, nulls_equal=True))
        elif columns:
            lazy = lazy.join(keys.lazy(), on=list(columns), how="semi", nulls_equal=True)
        return lazy.collect(engine="streaming").sort(ROW)
    native = frame.native
    if columns:
        wanted = nw.from_native(keys).lazy()
        backend = nw.get_native_namespace(native)
        if len(columns) == 1:
            values = keys.to_series().drop_nulls().to_list()
            native = native.filter(nw.col(columns[0]).is_in(values))
        else:
            native = native.join(
                _same_backend(wanted, native, backend), on=list(columns), how="semi"
            )
    found = native.collect("polars").to_native()
    return found.with_columns(pl.lit(None, dtype=pl.Int64).alias(ROW))


def _same_backend(wanted: Any, native: Any, backend: Any) -> Any:
    """A small polars frame where the large table is."""
    table = wanted.collect("pyarrow").to_native()
    own = native.to_native()
    if backend.__name__.startswith("duckdb"):
        import duckdb

        return nw.from_native(duckdb.from_arrow(table))
    return nw.from_native(own.sparkSession.createDataFrame(table.to_pandas()))
