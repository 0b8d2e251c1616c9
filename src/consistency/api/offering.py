"""Suites whose schema a table without one plainly fits: offered, never applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..errors import ConsistencyError, InputError
from ..layout import bind, fits
from ..model.document import Grid, Source
from ..schema import Schema
from ..schema.folders import known_names
from ..suite import Suite, load_suite

MOST_SUITES = 60
_FEWEST = 3
_HEAD = 60
_LONGEST_FORM = 400


def offers(sources: Sequence[Source]) -> Iterator[str]:
    """For each table that a shipped or local suite plainly fits, a line that names it."""
    if not any(source.grids for source in sources):
        return
    suites = list(_known())
    for source in sources:
        for grid in source.grids:
            names = sorted(suite.name for name, suite in suites if _plainly(grid, suite))
            if names:
                where = source.name if len(source.grids) == 1 else f"{source.name}, {grid.name}"
                listed = " or ".join(f"--checks {name}" for name in names)
                yield f"{where}: laid out as a suite expects it; to apply that: {listed}"


def _known() -> Iterator[tuple[str, Suite]]:
    for name in known_names("checks")[:MOST_SUITES]:
        try:
            yield name, load_suite(name)
        except ConsistencyError:  # somebody's broken file is no matter of this table
            continue


def _plainly(grid: Grid, suite: Suite) -> bool:
    return any(schema is not None and _fits(grid, schema) for schema in suite.tables.values())


def _fits(grid: Grid, schema: Schema) -> bool:
    """All that the schema requires is there, and at least half of the columns are its."""
    most = _LONGEST_FORM if schema.layout == "form" else _HEAD
    if len(grid.rows) > most:
        if schema.layout == "form":
            return False
        grid = replace(grid, rows=grid.rows[:most], formulas={}, frame=None)
    if not fits(grid, schema):
        return False
    try:
        table = bind(grid, schema, input_name="")
    except InputError:
        return False
    bound = len(table.fields)
    width = max((sum(bool(cell) for cell in row) for row in grid.rows), default=0)
    return bound >= _FEWEST and (schema.layout == "form" or 2 * bound >= width)
