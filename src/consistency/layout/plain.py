"""Binds a grid without a schema: the first filled row is the header, its texts are the fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from ..errors import Fault, InputError
from ..model.document import Grid
from .sheet import cell_name, is_blank
from .table import Table


def bind_plain(grid: Grid, input_name: str) -> Table:
    """The grid as a table of its columns; every row that is not blank is a record.

    Raises `InputError` with every fault of the header: none at all, one name
    twice, a blank header over cells.
    """
    filled = (at for at, cells in enumerate(grid.rows) if not all(map(is_blank, cells)))
    top = next(filled, None)
    if top is None:
        next_step = "write the names of the columns in its first row"
        raise InputError(Fault("holds no header row", input_name, next_step))
    headers = [None if is_blank(cell) else (cell or "").strip() for cell in grid.rows[top]]
    faults = [*_twice(grid, top, headers), *_unnamed(grid, top, headers)]
    if faults:
        raise InputError(*(replace(fault, where=input_name) for fault in faults))
    columns = {text: column for column, text in enumerate(headers) if text is not None}
    return Table(
        name=grid.name,
        input=input_name,
        schema=None,
        fields=tuple(columns),
        keys=tuple(columns)[:1],
        grid=grid,
        columns=columns,
        records=tuple(filled),
        headers={text: text for text in columns},
    )


def _twice(grid: Grid, top: int, headers: list[str | None]) -> Iterable[Fault]:
    same = defaultdict(list)
    for column, text in enumerate(headers):
        if text is not None:
            same[text].append(column)
    for name, places in same.items():
        if len(places) > 1:
            cells = " and ".join(f"{cell_name(grid, top, c)} '{name}'" for c in places)
            yield Fault(f"column '{name}' stands twice: {cells}", "", "keep one or rename one")


def _unnamed(grid: Grid, top: int, headers: list[str | None]) -> Iterable[Fault]:
    blank = [column for column, text in enumerate(headers) if text is None]
    first: dict[int, int] = {}
    for row in range(top + 1, len(grid.rows)):
        cells = grid.rows[row]
        for column in (*blank, *range(len(headers), len(cells))):
            if column < len(cells) and column not in first and not is_blank(cells[column]):
                first[column] = row
    for column, row in sorted(first.items()):
        filled = cell_name(grid, row, column)
        what = f"{cell_name(grid, top, column)} has no header, but {filled} is filled"
        yield Fault(what, "", "name the column, or mend a stray separator in that row")
