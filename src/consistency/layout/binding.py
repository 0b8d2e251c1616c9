"""Binds a grid to the fields of a schema: as a table, on its side, or as a form.

A sheet is read as people lay it out: titles, unit lines and notes around a
table, headers over several rows, several tables on a sheet. What is not bound
stands in `set_aside`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..errors import InputError
from ..model.document import Grid
from ..schema import Schema
from .assembly import table_of
from .faults import header_faults, no_header
from .forms import Form, bind_form, fits_form
from .names import Names, names_of
from .plain import bind_plain
from .regions import Region, regions
from .rows import Rows, read_rows
from .set_aside import SetAside
from .sheet import sheet_of
from .table import Table
from .transposed import transposed


@dataclass(frozen=True, slots=True)
class Bound:
    """A table, and everything on its sheet that was not bound, each with its cell."""

    table: Table
    set_aside: tuple[SetAside, ...]


def bind(
    grid: Grid, schema: Schema | None, *, input_name: str, kept: frozenset[str] = frozenset()
) -> Table:
    """The grid as a table of fields; see `bind_sheet`."""
    return bind_sheet(grid, schema, input_name, kept=kept).table


def bind_sheet(
    grid: Grid, schema: Schema | None, input_name: str, *, kept: frozenset[str] = frozenset()
) -> Bound:
    """The first table on a sheet that fits, and what was set aside.

    Without a schema the first row that is not blank is the header. `kept` are
    texts by which a suite picks rows (`where`, `equals`): a total row so named
    is a record.

    Raises `InputError` with everything that is wrong with the header: none at
    all, a required column missing, two columns for one field, a blank header
    over cells, columns that a strict schema does not know; for a form with
    every label that is missing or stands twice.
    """
    return bind_all(grid, schema, input_name, kept=kept)[0]


def bind_all(
    grid: Grid, schema: Schema | None, input_name: str, *, kept: frozenset[str] = frozenset()
) -> list[Bound]:
    """Every table on a sheet that fits, top to bottom and left to right; at least one.

    Raises `InputError` as `bind_sheet` does.
    """
    if schema is None:
        table = bind_plain(grid, input_name)
        return [Bound(table, ())]
    names = names_of(schema)
    if schema.layout == "form":
        return _of_form(bind_form(grid, names, input_name), input_name)
    found = _found(grid, names)
    if not found:
        raise InputError(replace(no_header(), where=input_name))
    if not any(region.complete and not region.figures for region in found):
        form = bind_form(grid, names, input_name)
        if _is_nearer(form, found):
            return _of_form(form, input_name)
    read = _read(found, schema, kept)
    faults = [f for region, rows in read for f in header_faults(region, names, rows.records)]
    if faults:
        raise InputError(*(replace(fault, where=input_name) for fault in faults))
    tables = [table_of(region, rows, names, input_name, read) for region, rows in read]
    return [Bound(table, table.set_aside) for table in tables]


def _is_nearer(form: Form, found: Sequence[Region]) -> bool:
    """The sheet is read, or what is wrong with it is said, as a form rather than as a table.

    A row of labels with their figures can pass for a header; then the form, if
    it is found whole, must show no fewer fields.
    """
    as_table = max(len(region.header.found) + len(region.spots) for region in found)
    if any(region.complete for region in found):
        return not form.faults and form.found >= as_table
    return not form.faults or form.found > as_table


def fits(grid: Grid, schema: Schema) -> bool:
    """Every required field of the schema is found on the grid."""
    names = names_of(schema)
    if schema.layout == "form":
        return fits_form(grid, names)
    found = _found(grid, names)
    if any(region.complete for region in found):
        return True
    return bool(found) and fits_form(grid, names)


def _found(grid: Grid, names: Names) -> list[Region]:
    """The tables that fit; the grid on its side only where it does not fit as it lies."""
    upright = regions(sheet_of(grid), names)
    if not upright or upright[0].complete:
        return upright
    sheet = transposed(grid)
    turned = regions(sheet, names) if sheet is not None else []
    sound = [region for region in turned if region.complete and not region.flaws]
    return sound or upright


def _read(
    found: Sequence[Region], schema: Schema, kept: frozenset[str]
) -> list[tuple[Region, Rows]]:
    """The rows of each table, down to where the next one in its columns begins."""
    read = []
    for region in found:
        mine = region.header
        stops = [
            other.header.top
            for other in found
            if other.header.left <= mine.right and mine.left <= other.header.right
        ]
        read.append((region, read_rows(region.sheet, mine, schema, kept, stops)))
    return read


def _of_form(form: Form, input_name: str) -> list[Bound]:
    if form.table is None:
        raise InputError(*(replace(fault, where=input_name) for fault in form.faults))
    return [Bound(form.table, form.table.set_aside)]
