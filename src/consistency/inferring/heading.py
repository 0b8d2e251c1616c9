"""The header of a record table on a grid: the lowest row of names over the figures."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import Fault, InputError
from ..model.document import Grid
from ..model.numeral import read

_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """Names by grid column, and the grid row where the records begin."""

    names: dict[int, str]
    below: int


def heading_of(grid: Grid, where: str) -> Heading:
    """The header row: the first with a name in as many columns as any of the first rows has.

    Titles over it have fewer. A column without a name is left out. Raises `InputError` where no row holds anything.
    """
    rows = grid.rows[:_LOOKED_AT]
    named = [sum(1 for cell in row if _is_name(cell)) for row in rows]
    if not any(any(cell and cell.strip() for cell in row) for row in rows):
        raise InputError(Fault("holds no header row", where, "write the names of the columns"))
    most = max(named)
    top = named.index(most) if most else next(at for at, row in enumerate(rows) if any(row))
    width = max(map(len, grid.rows[top:]))
    names: dict[int, str] = {}
    for at in range(width):
        cell = rows[top][at] if at < len(rows[top]) else None
        text = " ".join((cell or "").split())
        if text:
            names[at] = text
    return Heading(names, top + 1)


def _is_name(cell: str | None) -> bool:
    if cell is None or not cell.strip():
        return False
    figure = read(cell)
    return figure.value is None and figure.absence == "not_a_number"
