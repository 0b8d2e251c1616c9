"""Data in memory to a source: frames, lists of records, dicts of columns, dicts of these.

No dataframe library is imported that the caller has not loaded: what an object
is, is read from the module of its type. Any other frame that speaks Arrow's
stream protocol (narwhals, duckdb, ibis ...) is read through pyarrow.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Literal

from ..errors import Fault
from ..model.document import Grid, Source
from .printed import Column, header, printed
from .wanted import refuse_any, refused

_KINDS = "Give a path, a DataFrame, a list of records, a dict of columns or a dict of these"
LIMIT_CELLS = 50_000_000


def read_data(data: object, name: str) -> Source:
    """The source of data in memory; its grid bears `name`, grids of a dict their keys.

    `data` is a pandas, polars or pyarrow table (a pandas index is read only if
    it is named), a list of dicts, a dict of columns, one flat dict (a single
    record), or a dict of name -> such data. `sha256` is of the canonical text:
    cells joined by U+001F, rows by U+001E, tables by U+001D.

    Raises `InputError`: no columns, no records, nested values, columns of
    unequal length, another type.
    """
    tables = _tables(data)
    if tables is None:
        grids: tuple[Grid, ...] = (grid_of_data(data, name, name),)
    else:
        grids = tuple(grid_of_data(item, key, key) for key, item in tables.items())
    return Source(name, None, _digest(grids, name), kind_of(grids), grids)


def kind_of(grids: Sequence[Grid]) -> Literal["table", "workbook"]:
    """A source of one grid is a table, of several a workbook."""
    return "table" if len(grids) == 1 else "workbook"


def grid_of_data(data: object, name: str, where: str) -> Grid:
    """The grid of one table in memory; see `read_data`."""
    root = type(data).__module__.partition(".")[0]
    frame: Any = data
    if root == "pandas" and hasattr(frame, "iloc") and hasattr(frame, "columns"):
        return _grid(*_pandas_columns(frame), name, where)
    if root == "polars" and hasattr(frame, "get_columns"):
        return _grid(frame.columns, [_series(s) for s in frame.get_columns()], name, where)
    if root == "polars" and hasattr(frame, "collect"):
        return grid_of_data(frame.collect(), name, where)
    if root == "pyarrow" and hasattr(frame, "schema") and hasattr(frame, "columns"):
        return grid_of_arrow(frame, name, where)
    if isinstance(data, Mapping):
        return _of_dict(data, name, where)
    if isinstance(data, list | tuple):
        return _of_records(data, name, where)
    if hasattr(data, "__arrow_c_stream__"):
        import pyarrow

        try:
            table = pyarrow.table(data)
        except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, TypeError):  # a single column
            raise refused(f"cannot read a {type(data).__name__}", where, _KINDS) from None
        return grid_of_arrow(table, name, where)
    raise refused(f"cannot read a {type(data).__name__}", where, _KINDS)


def grid_of_arrow(table: Any, name: str, where: str) -> Grid:
    """The grid of a pyarrow table or record batch."""
    import pyarrow

    columns = []
    for title, column in zip(table.schema.names, table.columns, strict=True):
        try:
            columns.append(_arrow_values(column))
        except (pyarrow.ArrowException, ValueError, OverflowError, LookupError) as error:
            said = (str(error).splitlines() or [type(error).__name__])[0][:200].rstrip(".")
            what = f"column {title!r} holds a {column.type} that cannot be shown: {said}"
            raise refused(what, where, "Store the column as text") from None
    return _grid(table.schema.names, columns, name, where)


def _grid(names: Sequence[Any], columns: Sequence[Sequence[Any]], name: str, where: str) -> Grid:
    if not columns:
        raise refused("has no columns", where, _KINDS)
    if len(columns) * len(columns[0]) > LIMIT_CELLS:
        raise refused(f"has over {LIMIT_CELLS:,} cells", where, "Send it in parts")
    titles = header(names)
    made: list[Column] = [
        printed(values, f"column {title!r}", where)
        for title, values in zip(titles, columns, strict=True)
    ]
    rows = [titles]
    rows.extend(list(row) for row in zip(*(column.texts for column in made), strict=True))
    return Grid(
        name,
        rows,
        {at: column.decimals for at, column in enumerate(made) if column.decimals is not None},
        frozenset(at for at, column in enumerate(made) if column.computed),
    )


def _pandas_columns(frame: Any) -> tuple[list[Any], list[Sequence[Any]]]:
    """Names and values: named levels of the index first, then the columns."""
    names: list[Any] = []
    columns: list[Sequence[Any]] = []
    for level, title in enumerate(frame.index.names):
        if title is not None:
            names.append(title)
            columns.append(_pandas_values(frame.index.get_level_values(level)))
    for at, title in enumerate(frame.columns):
        names.append(title)
        columns.append(_pandas_values(frame.iloc[:, at]))
    return names, columns


def _pandas_values(series: Any) -> Sequence[Any]:
    # `tolist` widens a 32-bit float to 64 bits, which would show digits nobody printed.
    width = getattr(series.dtype, "numpy_dtype", series.dtype)
    if getattr(width, "kind", "") == "f" and width.itemsize < 8:
        return list(series.to_numpy(dtype=width, na_value=width.type("nan")))
    values: list[Any] = series.tolist()
    return values


def _series(series: Any) -> Sequence[Any]:
    """The values of a polars series."""
    if str(series.dtype) in {"Float32", "Float16"}:
        return list(series.to_numpy())
    values: list[Any] = series.to_list()
    return values


def _arrow_values(column: Any) -> Sequence[Any]:
    import pyarrow
    from pyarrow import types

    if types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if types.is_float32(column.type) or types.is_float16(column.type):
        width = column.type.to_pandas_dtype()
        return [None if value is None else width(value) for value in column.to_pylist()]
    if types.is_timestamp(column.type) and column.type.unit == "ns":
        # Without nanoseconds to show Python's own datetime serves, and pandas stays unloaded.
        with suppress(pyarrow.ArrowInvalid):
            column = column.cast(pyarrow.timestamp("us", column.type.tz))
    values: list[Any] = column.to_pylist()
    return values


def _of_records(records: Sequence[Any], name: str, where: str) -> Grid:
    faults = [
        Fault(f"record {number} is a {type(record).__name__}, not a dict", where, _KINDS)
        for number, record in enumerate(records, start=1)
        if not isinstance(record, Mapping)
    ]
    refuse_any(faults, where)
    keys = list(dict.fromkeys(key for record in records for key in record))
    if not keys:
        raise refused("holds no records", where, "Give at least one record with a field")
    return _grid(keys, [[record.get(key) for record in records] for key in keys], name, where)


def _of_dict(data: Mapping[Any, Any], name: str, where: str) -> Grid:
    if not data:
        raise refused("is an empty dict", where, _KINDS)
    columns = {key: _values(item) for key, item in data.items()}
    if all(column is None for column in columns.values()):
        return _of_records([data], name, where)
    faults = [
        Fault(f"column {key!r} is a single value among columns", where, "Give a list of values")
        for key, column in columns.items()
        if column is None
    ]
    refuse_any(faults, where)
    whole = {key: column for key, column in columns.items() if column is not None}
    lengths = {key: len(column) for key, column in whole.items()}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{key} {length}" for key, length in list(lengths.items())[:10])
        raise refused(
            f"has columns of unequal length: {said}", where, "Give each one value a record"
        )
    return _grid(list(whole), list(whole.values()), name, where)


def _values(item: Any) -> Sequence[Any] | None:
    """The values of a column given as a list, series or array; `None` for a single value."""
    if isinstance(item, list | tuple):
        return item
    root = type(item).__module__.partition(".")[0]
    if root == "pandas" and hasattr(item, "dtype") and hasattr(item, "tolist"):
        return _pandas_values(item)
    if root == "polars" and hasattr(item, "to_list"):
        return _series(item)
    if root == "pyarrow" and hasattr(item, "to_pylist"):
        return _arrow_values(item)
    if root == "numpy" and getattr(item, "ndim", 0) == 1:
        return list(item)
    return None


def _tables(data: object) -> dict[str, Any] | None:
    """The tables of a dict of name -> data; `None` where `data` is one table itself."""
    if not isinstance(data, Mapping) or not data:
        return None
    if all(is_table(item) for item in data.values()):
        return {str(key): item for key, item in data.items()}
    return None


def is_table(item: Any) -> bool:
    """A frame, a list of records or a dict: one table among several of a dict."""
    if isinstance(item, Mapping):
        return True
    if isinstance(item, list | tuple):
        return bool(item) and all(isinstance(record, Mapping) for record in item)
    return any(hasattr(item, name) for name in ("columns", "__arrow_c_stream__")) and not hasattr(
        item, "dtype"
    )


def _digest(grids: Sequence[Grid], where: str) -> str:
    tables = (
        "\x1e".join("\x1f".join(cell or "" for cell in row) for row in grid.rows) for grid in grids
    )
    try:
        return hashlib.sha256("\x1d".join(tables).encode("utf-8")).hexdigest()
    except UnicodeEncodeError:
        raise refused(
            "holds half a character (an unpaired surrogate)", where, "Write whole characters"
        ) from None
