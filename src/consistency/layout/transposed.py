"""Tables that lie on their side: field names down the first column, one record a column."""

from __future__ import annotations

from itertools import zip_longest

from ..model.document import Grid
from .sheet import Sheet, sheet_of

LARGEST = 1_000_000


def transposed(grid: Grid) -> Sheet | None:
    """The grid with rows and columns swapped; None where it has over 1,000,000 cells."""
    width = max(map(len, grid.rows), default=0)
    if width * len(grid.rows) > LARGEST or not width:
        return None
    turned = Grid(
        grid.name,
        [list(column) for column in zip_longest(*grid.rows)],
        merged=tuple((left, top, right, bottom) for top, left, bottom, right in grid.merged),
        hidden_rows=grid.hidden_columns,
        hidden_columns=grid.hidden_rows,
    )
    sheet = sheet_of(turned)
    return Sheet(
        grid, sheet.rows, sheet.merges, sheet.hidden_rows, sheet.hidden_columns, transposed=True
    )
