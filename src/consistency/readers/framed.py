"""Tables too large to be read cell by cell: opened as frames, their first rows as a grid.

polars reads files and tables in memory; what it cannot hold (duckdb relations, Spark
frames) is left where it is. A file that needs more than a plain reader (another
encoding, a header that is not its first line) is not opened here: None.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..frames.frame import ROW, Frame, forms_of
from ..model.document import Grid, Source
from .delimited import grid_of_delimited, sniff
from .memory import grid_of_data
from .printed import printed
from .wanted import Wanted, refused

SAMPLE = 100
FEWEST_BYTES = 64 * 1024
"""A smaller file is read whole."""

_HEAD_BYTES = 64 * 1024
_LAZY_ROOTS = ("duckdb", "pyspark", "sqlframe", "ibis")


def open_frame(wanted: Wanted, most_rows: int) -> Source | None:
    """The source of a table of more than `most_rows` rows; None where it is to be read whole.

    Raises `InputError` for a file that is damaged.
    """
    if wanted.path is not None:
        frame = _of_path(wanted.path, wanted.name, most_rows)
    else:
        frame = _of_data(wanted.data, wanted.name, most_rows)
    if frame is None or frame.rows <= most_rows:
        return None
    title = wanted.table or Path(wanted.name).stem if wanted.path else wanted.table or wanted.name
    grid = replace(frame.to_grid(frame.head(SAMPLE)), name=title, frame=frame)
    return Source(wanted.name, wanted.path, "", "table", (grid,))


def _of_path(path: str, name: str, most_rows: int) -> Frame | None:
    ending = Path(path).suffix.lower()
    try:
        if ending not in (".parquet", ".csv", ".tsv") or os.path.getsize(path) < FEWEST_BYTES:
            return None
    except OSError:
        return None
    return _of_parquet(path, name, most_rows) if ending == ".parquet" else _of_csv(path, name)


def _of_parquet(path: str, name: str, most_rows: int) -> Frame | None:
    import polars as pl
    from pyarrow import ArrowException, parquet

    try:
        facts = parquet.read_metadata(path)
        rows = facts.num_rows
        if rows <= most_rows:
            return None
        lazy = pl.scan_parquet(path)
        gone = [c for c in lazy.collect_schema() if c.startswith("__index_level_")]
        numbered = pl.scan_parquet(path, row_index_name=ROW)
        frame = _polars(lazy.drop(gone), name, rows, numbered.drop(gone))
        return replace(frame, constants=_constants(facts), filled=_filled(facts))
    except (pl.exceptions.PolarsError, ArrowException, OSError) as error:
        said = (str(error).splitlines() or [type(error).__name__])[0][:200].rstrip(".")
        step = "Write the file again, or send the table as .csv"
        raise refused(f"is truncated or damaged: {said}", name, step) from None


def _constants(facts: Any) -> dict[str, str]:
    """Columns of one short text in every row, by the statistics of a Parquet file."""
    found: dict[str, set[str | None]] = {}
    for group in range(facts.num_row_groups):
        for at in range(facts.num_columns):
            column = facts.row_group(group).column(at)
            texts = found.setdefault(column.path_in_schema, set())
            if len(texts) > 1 or texts == {None}:
                continue
            known: Any = column.statistics if column.physical_type == "BYTE_ARRAY" else None
            sure = known is not None and known.has_min_max and known.null_count == 0
            same = sure and isinstance(known.min, str) and known.min == known.max
            texts.add(known.min if same and len(known.min) < _UNCUT else None)
    return {
        name: text
        for name, texts in found.items()
        if len(texts) == 1 and (text := next(iter(texts))) is not None
    }


_UNCUT = 16
"""Longer texts may be cut in the statistics of a file."""


def _filled(facts: Any) -> frozenset[str]:
    """Columns without a blank cell, by the statistics of a Parquet file."""
    blank: set[str] = set()
    names: set[str] = set()
    for group in range(facts.num_row_groups):
        for at in range(facts.num_columns):
            column = facts.row_group(group).column(at)
            known: Any = column.statistics
            names.add(column.path_in_schema)
            if known is None or not known.has_null_count or known.null_count:
                blank.add(column.path_in_schema)
    return frozenset(names - blank)


def _of_csv(path: str, name: str) -> Frame | None:
    """A plain CSV: UTF-8, the header on its first line; every column is kept as text."""
    import polars as pl

    with open(path, "rb") as stream:
        head = stream.read(_HEAD_BYTES)
    end = head.rfind(b"\n")
    if end < 0 or b"\x00" in head or head[:4].lower().lstrip(b'\xef\xbb\xbf"') == b"sep=":
        return None
    try:
        text = head[: end + 1].decode("utf-8-sig")
        separator = "\t" if path.lower().endswith(".tsv") else sniff(text, name)
        first = grid_of_delimited(text, name, name, separator)
    except (UnicodeDecodeError, InputError):
        return None
    titles = first.rows[0]
    width = len(titles)
    if len(set(titles)) < width or any(t is None or t != t.strip() for t in titles) or first.origin:
        return None
    names = [str(title) for title in titles]
    lazy, numbered = (
        pl.scan_csv(
            path,
            separator=separator,
            schema=dict.fromkeys(names, pl.String),
            row_index_name=numbering,
        )
        for numbering in (None, ROW)
    )
    try:
        rows = lazy.select(pl.len()).collect(engine="streaming").item()
    except pl.exceptions.PolarsError:
        return None
    return replace(_polars(lazy, name, rows, numbered), verify=_verified(path, name, separator))


def _verified(path: str, name: str, separator: str) -> Callable[[], None]:
    """Reads every line of the file: raises `InputError` where one has too few or too many cells."""

    def verify() -> None:
        from .records import records

        with open(path, encoding="utf-8-sig", newline="") as stream:
            width, few = 0, []
            for record in records(stream, separator, name, 0):
                width = width or len(record.cells)
                if len(record.cells) != width and any(c.strip() for c in record.cells):
                    few.append(record)
                    if len(few) > 100:
                        break
        if few:
            record = few[0]
            cells = len(record.cells)
            raise refused(
                f"{cells} {'cell' if cells == 1 else 'cells'} in this row, {width} in the header",
                f"{name}:{record.line}",
                "Add or take out separators, or quote the cell that holds one",
            )

    return verify


def _of_data(data: Any, name: str, most_rows: int) -> Frame | None:
    root = type(data).__module__.partition(".")[0]
    if root == "polars" and hasattr(data, "lazy"):
        lazy = data.lazy()
        rows = data.height if hasattr(data, "height") else _counted(lazy)
        if rows <= most_rows:
            return None
        return _polars(lazy, name, rows)
    if root == "pandas" and hasattr(data, "iloc") and hasattr(data, "columns"):
        return None if len(data) <= most_rows else _of_pandas(data, name)
    if root == "pyarrow" and getattr(data, "num_rows", 0) > most_rows:
        import polars as pl

        return _polars(pl.DataFrame(pl.from_arrow(data)).lazy(), name, data.num_rows)
    return _native(data, name) if root in _LAZY_ROOTS else None


def _counted(lazy: Any) -> int:
    import polars as pl

    found: int = lazy.select(pl.len()).collect(engine="streaming").item()
    return found


def _of_pandas(data: Any, name: str) -> Frame | None:
    """Its columns as polars holds them; a column of mixed values as the texts it prints."""
    import polars as pl

    from .printed import header

    columns: list[Any] = []
    titles = list(data.columns)
    for level, title in enumerate(data.index.names):
        if title is not None:
            columns.append((title, data.index.get_level_values(level)))
    columns += [(title, data.iloc[:, at]) for at, title in enumerate(titles)]
    names = header(title for title, _ in columns)
    if None in names or len(set(names)) < len(names):
        return None
    made = {}
    for title, (_, column) in zip(names, columns, strict=True):
        made[str(title)] = _pandas_series(column, name)
    frame = pl.DataFrame(made)
    return _polars(frame.lazy(), name, frame.height)


def _pandas_series(column: Any, name: str) -> Any:
    import polars as pl

    kind = getattr(column.dtype, "kind", "O")
    if kind in "iu" and str(column.dtype).islower():
        return pl.Series(column.to_numpy())
    if str(column.dtype) == "float64":
        return pl.Series(column.to_numpy(), nan_to_null=True)
    if str(column.dtype) in ("str", "string", "object", "category", "float32", "bool", "boolean"):
        from .memory import _pandas_values

        values = _pandas_values(column)
        texts = printed(values, f"column of {name}", name).texts
        if str(column.dtype) == "float32":
            return pl.Series(texts, dtype=pl.String).cast(pl.Float64)
        return pl.Series(texts, dtype=pl.String)
    try:
        return pl.from_pandas(column, nan_to_null=True)
    except Exception:  # a type polars does not hold
        return pl.Series(printed(column.tolist(), f"column of {name}", name).texts, dtype=pl.String)


def _polars(lazy: Any, name: str, rows: int, numbered: Any = None) -> Frame:
    import narwhals as nw
    import polars as pl

    schema = lazy.collect_schema()
    small = [c for c, t in schema.items() if t == pl.Float32]
    if small:  # its own shorter digits are what it prints
        lazy = lazy.with_columns(pl.col(c).cast(pl.String).cast(pl.Float64) for c in small)
        numbered = None
    empty = nw.from_native(pl.DataFrame(schema=lazy.collect_schema()))
    forms, scales = forms_of(empty.schema)
    names = tuple(schema.names())
    printer = _printer(name)
    return Frame(name, names, forms, scales, rows, printer, lazy=lazy, with_numbers=numbered)


def _native(data: Any, name: str) -> Frame:
    import narwhals as nw

    native = nw.from_native(data).lazy()
    schema = native.collect_schema()
    forms, scales = forms_of(schema)
    rows = int(native.select(nw.len()).collect("polars").item())
    return Frame(
        name,
        tuple(schema),
        forms,
        scales,
        rows,
        _printer(name),
        native=native,
        ordered=False,
    )


def _printer(name: str) -> Callable[[Any], Grid]:
    def to_grid(rows: Any) -> Grid:
        """Some rows of the frame, printed; columns of doubles keep no decimals of their own."""
        kept = rows.drop(ROW) if ROW in rows.columns else rows
        return grid_of_data(kept, name, name)

    return to_grid
