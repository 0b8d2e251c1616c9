"""Tables that lie on their side: field names down the first column, one record a column."""

from __future__ import annotations

from itertools import zip_longest

from ..model.document import Grid
from .labels import pairs
from .scales import stated_units
from .sheet import Sheet, is_blank, sheet_of

LARGEST = 100_000


def transposed(grid: Grid) -> Sheet | None:
    """The grid with rows and columns swapped; None where it has over 100,000 cells.

    Titles, unit lines and "label：value" lines over the table do not lie on
    their side: they stand in `lines` and their cells are blank.
    """
    width = max(map(len, grid.rows), default=0)
    if width * len(grid.rows) > LARGEST or not width:
        return None
    top = title_rows(grid)
    blanked: list[list[str | None]] = [[] for _ in range(top)]
    turned = Grid(
        grid.name,
        [list(column) for column in zip_longest(*blanked, *grid.rows[top:])],
        merged=tuple((left, top, right, bottom) for top, left, bottom, right in grid.merged),
        hidden_rows=grid.hidden_columns,
        hidden_columns=grid.hidden_rows,
    )
    sheet = sheet_of(turned)
    lines = tuple(
        (column, row, cell.strip())
        for row, cells in enumerate(grid.rows[:top])
        for column, cell in enumerate(cells)
        if cell is not None and cell.strip()
    )
    return Sheet(
        grid, sheet.rows, sheet.merges, sheet.hidden_rows, sheet.hidden_columns, True, lines
    )


def title_rows(grid: Grid) -> int:
    """How many rows over a table on its side hold one cell each, or only labels and units."""
    for row, cells in enumerate(grid.rows):
        texts = [cell for cell in cells if cell is not None and not is_blank(cell)]
        if len(texts) > 1 and not all(any(pairs(t)) or stated_units(t) for t in texts):
            return row
    return 0
