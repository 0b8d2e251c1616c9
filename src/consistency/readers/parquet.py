"""Parquet to a grid, through pyarrow, which is imported only here and when needed."""

from __future__ import annotations

import re

from ..model.document import Grid
from .memory import LIMIT_CELLS, grid_of_arrow
from .wanted import refused

_UNNAMED_INDEX = re.compile(r"__index_level_\d+__")
_AGAIN = "Write the file again, or send the table as .csv"


def grid_of_parquet(data: bytes, name: str, where: str) -> Grid:
    """The grid of a Parquet file's bytes; a pandas index without a name is left out.

    Raises `InputError`: another kind of file, truncated or damaged, over
    50,000,000 cells, nested columns.
    """
    if not data:
        raise refused("is empty", where, _AGAIN)
    if not data.startswith(b"PAR1"):
        raise refused("is not a Parquet file", where, "Mend its suffix, or write the file again")
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(pyarrow.BufferReader(data))
        cells = file.metadata.num_rows * file.metadata.num_columns
        if cells > LIMIT_CELLS:
            raise refused(
                f"has {cells:,} cells, more than {LIMIT_CELLS:,}", where, "Send it in parts"
            )
        table = file.read()
        table.validate(full=True)  # damaged offsets and texts are found before they are read
        kept = [
            at for at, title in enumerate(table.schema.names) if not _UNNAMED_INDEX.fullmatch(title)
        ]
        return grid_of_arrow(table.select(kept), name, where)
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        said = str(error).strip().splitlines() or [type(error).__name__]
        raise refused(
            f"is truncated or damaged: {said[0][:200].rstrip('.')}", where, _AGAIN
        ) from None
