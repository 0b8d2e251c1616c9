"""An input to the table that inference looks at, without a text for each cell where it can.

Figures of data frames and of Parquet files go to integers a column at a time;
everything else is read as `check` reads it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from ..errors import Fault, InputError
from ..model.document import Grid, Source
from ..readers import Wanted, expand, read
from .column import Column, Sheet, Table
from .heading import heading_of
from .scaling import column_of_texts, decimals_of_doubles, from_doubles

MOST_COLUMNS = 2_000
_FEWER = "choose the columns that belong together and infer from those"


def table_of(
    data: object, *, encoding: str | None = None, sheet: str | None = None
) -> tuple[Table, Source | None]:
    """The table of a path, a data frame, a list of records or a dict of columns.

    The source is None where no grid of texts was made. Raises `InputError` for
    what cannot be read, for several inputs or tables, no record, no column of
    figures, and more than 2,000 columns.
    """
    if isinstance(data, str | Path):
        wanted = expand([str(data)])[0]
        if len(wanted) != 1:
            what = f"is {len(wanted)} files, and one table is inferred from at a time"
            raise InputError(Fault(what, str(data), "name one file"))
        quick = _of_parquet(wanted[0]) if sheet is None else None
        if quick is not None:
            return _bounded(quick, str(data)), None
        source = read(wanted[0], encoding=encoding, sheet=sheet)
        return _bounded(table_of_source(source), source.name), source
    arrow = _arrow_of(data)
    if arrow is not None:
        return _bounded(_of_arrow(arrow, "data"), "data"), None
    source = read(Wanted("data", data=data))
    return _bounded(table_of_source(source), "data"), source


def grid_in(data: object, encoding: str | None, sheet: str | None) -> Grid | None:
    """The only filled sheet of a file, None for anything else."""
    if not isinstance(data, str | Path):
        return None
    wanted = expand([str(data)])[0]
    source = read(wanted[0], encoding=encoding, sheet=sheet)
    filled = [grid for grid in source.grids if len(grid.rows) > 1]
    return filled[0] if len(filled) == 1 else None


def _bounded(table: Table, where: str) -> Table:
    if len(table.columns) > MOST_COLUMNS:
        what = f"has {len(table.columns):,} columns, more than {MOST_COLUMNS:,}"
        raise InputError(Fault(what, where, _FEWER))
    if not table.rows:
        raise InputError(Fault("holds no record", where, "give a table with records"))
    if not table.figures:
        raise InputError(Fault("holds no column of figures", where, "give a table with figures"))
    names = [column.name for column in table.columns]
    twice = (
        sorted({name for name in names if names.count(name) > 1})
        if len(set(names)) < len(names)
        else []
    )
    if twice:
        raise InputError(*(Fault(f"column '{n}' stands twice", where, "rename one") for n in twice))
    return table


def table_of_source(source: Source) -> Table:
    """The table on the first sheet that holds one. Raises `InputError` where none does."""
    if not source.grids:
        raise InputError(Fault("holds no table", source.name, "give a table of records"))
    filled = [grid for grid in source.grids if len(grid.rows) > 1]
    if len(filled) > 1:
        listed = ", ".join(grid.name for grid in filled[:10])
        what = f"holds {len(filled)} tables: {listed}"
        raise InputError(Fault(what, source.name, "name one with --sheet, or give one table"))
    return table_of_grid(filled[0] if filled else source.grids[0], source.name)


def table_of_grid(grid: Grid, where: str) -> Table:
    """The records of a grid: the header is sought, blank rows are left out."""
    width = max(map(len, grid.rows), default=0)
    if width > MOST_COLUMNS:
        what = f"has {width:,} columns, more than {MOST_COLUMNS:,}"
        raise InputError(Fault(what, where, _FEWER))
    heading = heading_of(grid, where)
    least = 2 if len(heading.names) > 2 else 1  # a note under a table fills one cell
    places = [at for at in range(heading.below, len(grid.rows)) if _filled(grid.rows[at]) >= least]
    body = [grid.rows[at] for at in places]
    columns = []
    for at, name in heading.names.items():
        texts = [_cell(row, at) for row in body]
        columns.append(
            column_of_texts(name, texts, grid.decimals.get(at), computed=at in grid.computed)
        )
    sheet = Sheet(
        grid,
        {at: position for position, at in enumerate(heading.names)},
        {at: record for record, at in enumerate(places)},
    )
    width = max((len(row) for row in body), default=0)
    bare = [
        at + 1 for at in range(width) if at not in heading.names and any(_cell(r, at) for r in body)
    ]
    listed = ", ".join(map(str, bare[:10]))
    notes = (f"Filled columns without a name are left out: {listed}. Name them.",) if bare else ()
    return Table(grid.name, tuple(columns), len(body), notes, sheet)


def _filled(row: list[str | None]) -> int:
    return sum(1 for cell in row if cell and cell.strip())


def _cell(row: list[str | None], at: int) -> str | None:
    cell = row[at] if at < len(row) else None
    return None if cell is None else cell.strip() or None


def _of_parquet(wanted: Wanted) -> Table | None:
    """A Parquet file read as columns; None for any other, and for one that `read` must refuse."""
    if wanted.path is None or not wanted.path.lower().endswith(".parquet"):
        return None
    import pyarrow
    from pyarrow import parquet

    try:
        return _of_arrow(parquet.read_table(wanted.path), Path(wanted.path).stem)
    except (pyarrow.ArrowException, OSError, ValueError, MemoryError):
        return None


def _arrow_of(data: object) -> Any:
    """A data frame as an Arrow table, None for anything else."""
    root = type(data).__module__.partition(".")[0]
    frame: Any = data
    if root == "polars" and hasattr(frame, "collect"):
        frame = frame.collect()
    if root == "polars" and hasattr(frame, "to_arrow") and hasattr(frame, "columns"):
        return frame.to_arrow()
    if root == "pyarrow" and hasattr(frame, "column_names"):
        return frame
    if root == "pandas" and hasattr(frame, "iloc") and hasattr(frame, "columns"):
        import pyarrow

        named = any(name is not None for name in frame.index.names)
        flat = frame.reset_index() if named else frame
        try:
            return pyarrow.Table.from_pandas(
                flat.rename(columns=str), preserve_index=False, nthreads=1
            )
        except (pyarrow.ArrowException, TypeError, ValueError):
            return None  # mixed types in a column: it is read cell by cell
    return None


def _of_arrow(table: Any, name: str) -> Table:
    columns = [
        _column(str(title).strip() or f"column {at + 1}", column)
        for at, (title, column) in enumerate(zip(table.column_names, table.columns, strict=True))
    ]
    return Table(name, tuple(columns), table.num_rows)


def _column(name: str, chunked: Any) -> Column:
    import pyarrow as pa
    from pyarrow import compute, types

    if types.is_dictionary(chunked.type):
        chunked = chunked.cast(chunked.type.value_type)
    kind = chunked.type
    present = None
    if chunked.null_count:
        present = np.asarray(compute.is_valid(chunked))
    if types.is_integer(kind) and not types.is_uint64(kind):
        filled = compute.fill_null(chunked, 0) if present is not None else chunked
        values = filled.to_numpy().astype(np.int64)
        return Column(name, values, present, 0, whole_type=True)
    if types.is_floating(kind) and kind.bit_width == 64:
        made = _of_doubles(name, chunked.to_numpy(), present)
        if made is not None:
            return made
    if types.is_large_string(kind) or types.is_string_view(kind):
        chunked = chunked.cast(pa.string())
    texts = _texts(chunked)
    return column_of_texts(name, texts)


def _of_doubles(name: str, doubles: Any, present: Any) -> Column | None:
    """A column of 64-bit floats: as printed, or computed where no 6 decimals print them."""
    finite = np.isfinite(doubles)
    if np.isinf(doubles).any():
        return None
    if not finite.all():
        present, doubles = finite, np.where(finite, doubles, 0.0)
    decimals = decimals_of_doubles(doubles)
    if decimals is not None:
        return from_doubles(name, doubles, decimals, present)
    largest = float(np.abs(doubles).max()) if len(doubles) else 0.0
    if largest >= 1e15:
        return None
    decimals = max(0, min(12, 15 - len(str(int(largest)))))
    scaled = np.rint(doubles * float(10**decimals)).astype(np.int64)
    return Column(name, scaled, present, decimals, computed=True)


def _texts(chunked: Any) -> list[str | None]:
    """The cells as the readers print them."""
    from ..readers.printed import printed

    values: list[Any] = chunked.to_pylist()
    return printed(values, "a column", "data").texts
