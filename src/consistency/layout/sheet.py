"""A grid as the layout looks at it: cells by row and column, what is merged, hidden, blank.

A transposed sheet is the same grid with rows and columns swapped; positions are
the sheet's own, `place` and `name` lead back to the grid.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.document import Grid

Merged = tuple[int, int, int, int]


def is_blank(cell: str | None) -> bool:
    """Nothing stands in the cell but blanks."""
    return cell is None or not cell.strip()


def cell_name(grid: Grid, row: int, column: int) -> str:
    """A cell of a grid as a spreadsheet names it: B7."""
    letters, number = "", column + 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{grid.origin[row] if grid.origin else row + 1}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid seen in one direction.

    `merges` holds merged ranges by the row they begin in. `lines` are titles
    over a transposed table, which are no part of its rows: row, column, text.
    """

    grid: Grid
    rows: list[list[str | None]]
    merges: dict[int, list[Merged]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    transposed: bool = False
    lines: tuple[tuple[int, int, str], ...] = ()

    def text(self, row: int, column: int) -> str | None:
        """The text of a cell without blanks around it; None where it is blank."""
        cells = self.rows[row]
        cell = cells[column] if column < len(cells) else None
        return None if cell is None else cell.strip() or None

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Grid row and grid column of a cell."""
        return (column, row) if self.transposed else (row, column)

    def name(self, row: int, column: int) -> str:
        """The cell as a spreadsheet names it."""
        return cell_name(self.grid, *self.place(row, column))

    def is_blank_row(self, row: int) -> bool:
        """No cell of the row holds anything."""
        cells = self.rows[row]
        return not any(cells) or all(map(is_blank, cells))

    def after_gap(self, row: int) -> bool:
        """A blank row, or a blank line the reader left out, stands above it."""
        if row == 0:
            return False
        origin = self.grid.origin
        if origin and not self.transposed and origin[row] - origin[row - 1] > 1:
            return True
        return self.is_blank_row(row - 1)


def sheet_of(grid: Grid) -> Sheet:
    """The grid as it lies."""
    return Sheet(grid, grid.rows, _begun(grid.merged), grid.hidden_rows, grid.hidden_columns)


def _begun(merged: tuple[Merged, ...]) -> dict[int, list[Merged]]:
    begun: dict[int, list[Merged]] = {}
    for area in sorted(merged):
        begun.setdefault(area[0], []).append(area)
    return begun
