"""Tables of many records without a suite: the relations their headers state, as a suite.

They are sought in some of the rows and then confronted in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..errors import ConsistencyError
from ..layout.sheet import cell_name
from ..model.document import Grid, Source
from ..suite import Suite, parse_suite

SAMPLE = 2_000
"""Rows that are looked at from the beginning, the middle and the end."""
MOST_COLUMNS = 400


@dataclass(frozen=True, slots=True)
class Recorded:
    """The suite of what headers state, None where they state nothing, and notes.

    `grid` is the table with its header in one row, as a suite without a schema reads it.
    """

    grid: Grid
    suite: Suite | None
    notes: tuple[str, ...]


def recorded(source: Source, grid: Grid) -> Recorded:
    """What the header of a table of many records states, and what is only suggested."""
    grid = grid if grid.frame is not None else _flat(grid, source.name)
    rows = grid.frame.rows if grid.frame is not None else len(grid.rows) - 1
    where = f"{source.name}: {rows:,} rows"
    advice = "consistency infer drafts checks for it"
    try:
        proposals = _found(source, sample_of(grid))
    except ConsistencyError as error:
        return Recorded(grid, None, (f"{where}: not read without a suite: {error}; {advice}",))
    stated = [one for one in proposals if states(one)]
    lines = [line for one in stated for line in _lines(one)]
    suite = _suite(source.name, lines) if lines else None
    notes = [f"{where}: relations were sought in some rows and decided in all"]
    rest = len(proposals) - len(stated)
    if rest:
        notes.append(f"{where}: {rest} more relations hold that no header states; {advice}")
    if suite is None:
        notes = [f"{where}: its headers state no relation; {advice}"]
    return Recorded(grid, suite, tuple(notes))


def _flat(grid: Grid, where: str) -> Grid:
    """The table with the names of its columns in one row; cells keep their addresses."""
    from ..inferring.heading import heading_of

    try:
        heading = heading_of(grid, where)
    except ConsistencyError:
        return grid
    width = max(heading.names, default=-1) + 1
    names: list[str | None] = [heading.names.get(c) or _letters(c) for c in range(width)]
    kept = [row for row in range(heading.below, len(grid.rows)) if any(grid.rows[row])]
    shown = grid.origin or range(1, len(grid.rows) + 1)
    origin = [shown[max(heading.below - 1, 0)], *(shown[row] for row in kept)]
    rows = [names, *(grid.rows[row][:width] for row in kept)]
    return Grid(grid.name, rows, grid.decimals, grid.computed, origin)


def _letters(column: int) -> str:
    """A column without a name is called as the spreadsheet calls it."""
    return f"column {cell_name(Grid('', [[]]), 0, column)[:-1]}"


def _found(source: Source, grid: Grid) -> list[Any]:
    from ..inferring.infer import proposals_of
    from ..inferring.tables import table_of_grid

    table = table_of_grid(grid, source.name)
    names = [column.name for column in table.columns]
    if len(names) > MOST_COLUMNS:
        return []
    return proposals_of(table, names)


def sample_of(grid: Grid) -> Grid:
    """The header of a grid with some of its rows: from the beginning, the middle, the end."""
    frame = grid.frame
    if frame is None:
        if len(grid.rows) <= 3 * SAMPLE + 1:
            return grid
        middle = len(grid.rows) // 2
        kept = [grid.rows[:SAMPLE], grid.rows[middle : middle + SAMPLE], grid.rows[-SAMPLE:]]
        return replace(grid, rows=[row for some in kept for row in some], origin=[], formulas={})
    if frame.lazy is None or frame.rows <= 3 * SAMPLE:
        return _printed(frame, frame.head(3 * SAMPLE), grid.name)
    import polars as pl

    starts = (0, frame.rows // 2, frame.rows - SAMPLE)
    lazy = frame.lazy
    some = pl.concat([lazy.slice(start, SAMPLE).collect() for start in starts])
    return _printed(frame, some, grid.name)


def _printed(frame: Any, rows: Any, name: str) -> Grid:
    printed: Grid = frame.to_grid(rows)
    return replace(printed, name=name)


def states(proposal: Any) -> bool:
    """The names of its columns say what it is: a total, a share, a change, a closing stock."""
    from ..inferring.naming import says_change, says_closing, says_share, says_total

    body = dict(proposal.body)
    if proposal.kind == "total":
        return says_total(body["total"]) or says_closing(body["total"])
    if proposal.kind == "share":
        return all(says_share(name) for name, _ in body["share"])
    if proposal.kind == "shares":
        return all(says_share(name) for name in body["shares"])
    if proposal.kind == "change":
        return says_change(body["change"])
    return proposal.kind == "formula" and says_closing(proposal.name.removesuffix("-formula"))


def _lines(proposal: Any) -> Iterator[str]:
    from ..inferring.writing import check_lines

    yield from check_lines(proposal)


def _suite(name: str, lines: list[str]) -> Suite | None:
    text = "\n".join(["suite: stated", "checks:", *lines, ""])
    try:
        return replace(parse_suite(text, name), basis="stated")
    except ConsistencyError:
        return None
