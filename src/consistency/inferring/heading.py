"""The header of a record table on a grid: one row of names over the figures, or several."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import Fault, InputError
from ..model.document import Grid
from ..model.numeral import read

_LOOKED_AT = 40
_OF_WHICH = re.compile(r"(?:其\s*中|of which|thereof)\s*[:：]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """Names by grid column, and the grid row where the records begin."""

    names: dict[int, str]
    below: int


def heading_of(grid: Grid, where: str) -> Heading:
    """The header row: the first with a name in as many columns as any of the first rows has.

    Titles over it have fewer. Where its names are not unique, or leave columns
    of figures without one, the rows that stand together over the first figures
    are read as one header, each name from the outermost to the lowest. A column
    without a name is left out. Raises `InputError` where no row holds anything.
    """
    rows = grid.rows[:_LOOKED_AT]
    named = [sum(1 for cell in row if _is_name(cell)) for row in rows]
    if not any(any(map(_text, row)) for row in rows):
        raise InputError(Fault("holds no header row", where, "write the names of the columns"))
    most = max(named)
    top = named.index(most) if most else next(at for at, row in enumerate(rows) if any(row))
    single = _names(grid, range(top, top + 1))
    below = _first_figures(grid, top)
    taller = any(up < top == bottom and left not in single for up, left, bottom, _ in grid.merged)
    if below is not None and (below > top + 1 or taller or _lacks(single, grid, below)):
        block = _block(grid, below)
        several = _names(grid, block)
        if len(block) > 1 and several and len(set(several.values())) >= len(set(single.values())):
            return Heading(several, below)
    return Heading(single, top + 1)


def _names(grid: Grid, block: range) -> dict[int, str]:
    """For each column its texts in a block of rows, top down, a merged one once."""
    held = {
        (row, column): grid.rows[top][left]
        for top, left, bottom, right in grid.merged
        if top in block and left < len(grid.rows[top])
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    names: dict[int, str] = {}
    for column in range(max((len(grid.rows[row]) for row in block), default=0)):
        path: list[str] = []
        for row in block:
            cells = grid.rows[row]
            own = cells[column] if column < len(cells) else None
            text = _text(held.get((row, column), own))
            if text and text not in path:
                path.append(text)
        if path:  # "of which" over some columns names none of them
            plain = [text for text in path if _OF_WHICH.fullmatch(text) is None]
            names[column] = " ".join(plain or path)
    return names


def _lacks(names: dict[int, str], grid: Grid, below: int) -> bool:
    """A name stands twice, or a column with a figure in the first record has none."""
    figures = {at for at, cell in enumerate(grid.rows[below]) if _is_figure(cell)}
    return len(set(names.values())) < len(names) or not figures <= names.keys()


def _first_figures(grid: Grid, top: int) -> int | None:
    """The first row from `top` that holds figures and is no row that numbers the columns."""
    for at in range(top, min(len(grid.rows), top + _LOOKED_AT)):
        shown = [cell for cell in grid.rows[at] if _is_figure(cell)]
        counted = [str(number) for number in range(1, len(shown) + 1)]
        if len(shown) > 1 and [_text(cell) for cell in shown] != counted:
            return at
    return None


def _block(grid: Grid, below: int) -> range:
    """The rows over the first record, up to one that names less than a quarter of the columns."""
    width = max(len(grid.rows[row]) for row in range(max(0, below - 3), below + 1))
    top = below
    while top > 0:
        texts = _names(grid, range(top - 1, top))
        shown = [cell for cell in grid.rows[top - 1] if _text(cell)]
        if len(texts) < max(2, width / 4) or len(shown) < 2 or any(map(_is_figure, shown)):
            break
        top -= 1
    return range(top, below)


def _text(cell: str | None) -> str:
    return " ".join((cell or "").split())


def _is_figure(cell: str | None) -> bool:
    return bool(_text(cell)) and read(cell).value is not None


def _is_name(cell: str | None) -> bool:
    return bool(_text(cell)) and read(cell).absence == "not_a_number"
