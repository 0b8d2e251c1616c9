"""A table from its header and rows: columns, units, merged keys, and what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model.numeral import read
from .faults import headless
from .names import Names
from .regions import Region
from .rows import Rows
from .scales import Printed, by_line, printed_in, stated_units
from .set_aside import SetAside, Why
from .sheet import Sheet
from .table import Table
from .totals import is_total

_ABOVE = 200
_LONGEST = 200


def table_of(
    region: Region,
    rows: Rows,
    names: Names,
    input_name: str,
    every: Sequence[tuple[Region, Rows]],
) -> Table:
    """The table of one region; `every` are all regions bound on its sheet."""
    sheet, header, schema = region.sheet, region.header, names.schema
    above = _above(region, every)
    titles = [*sheet.lines, *_cells(sheet, above[-_ABOVE:])]
    lines = [(row, column, text, stated_units(text)) for row, column, text in titles]
    stated = [unit for *_, units in lines for unit in units]
    units = _units(region, names, stated)
    columns = {name: heading.column for name, heading in header.found.items()}
    records = tuple(rows.records)
    aside = [
        *_titles(region, names, above, lines),
        *_columns_aside(region),
        *rows.aside,
        *_hidden(region, records),
        *_outside(region, rows, every),
    ]
    spots = {name: spot for name, spot in region.spots.items() if name not in columns}
    places = {name: spot.column for name, spot in spots.items()}
    return Table(
        name=sheet.grid.name,
        input=input_name,
        schema=schema,
        fields=tuple(f.name for f in schema.fields if f.name in columns or f.name in spots),
        keys=tuple(name for name in schema.keys if name in columns or name in spots),
        grid=sheet.grid,
        columns=columns | places,
        records=records,
        headers={name: heading.text for name, heading in header.found.items()},
        spots=spots,
        filled=_filled(region, names, records),
        units=units,
        transposed=sheet.transposed,
        totals=tuple(rows.totals),
        set_aside=tuple(aside),
        _shapes=dict(names.fields),
    )


def _above(region: Region, every: Sequence[tuple[Region, Rows]]) -> range:
    """The rows over a header, down from the table above it."""
    top = region.header.top
    start = max((rows.end for other, rows in every if rows.end <= top), default=0)
    return range(start, top)


def _cells(sheet: Sheet, rows: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    for row in rows:
        for column, cell in enumerate(sheet.rows[row]):
            if cell is not None and cell.strip():
                yield row, column, cell.strip()


def _units(region: Region, names: Names, stated: Sequence[str]) -> dict[str, Printed]:
    """How each field is printed: the unit of its header before that of a line."""
    units: dict[str, Printed] = {}
    for name, heading in region.header.found.items():
        shape = names.fields[name]
        unit = heading.unit or (by_line(stated, shape) if shape.is_number else None)
        printed = printed_in(unit, shape) if unit is not None else None
        if printed is not None:
            units[name] = printed
    return units


def _titles(
    region: Region,
    names: Names,
    above: range,
    lines: Sequence[tuple[int, int, str, tuple[str, ...]]],
) -> Iterator[SetAside]:
    """What stands above a header: titles, and units that no field can be in."""
    sheet = region.sheet
    used = {(spot.row, spot.column) for spot in region.spots.values()}
    bound = [names.fields[name] for name in region.header.found if names.fields[name].is_number]
    blocks = _tables_above(sheet, above)
    for block in blocks:
        yield from _first_of(sheet, block.start, 0, "other_table")
    for row, column, text, units in lines:
        if any(row in block for block in blocks):
            continue
        if units:
            if not any(by_line(units, shape) for shape in bound):
                yield SetAside(sheet.name(row, column), text, "unit_line")
        elif sheet.place(row, column) not in used:
            yield SetAside(sheet.name(row, column), text, "above")


def _tables_above(sheet: Sheet, above: range) -> list[range]:
    """Blocks over a header, between blank rows, in which some row holds words and figures."""
    blocks: list[range] = []
    start = above.start
    for row in above:
        if sheet.is_blank_row(row) or sheet.after_gap(row):
            start = row + sheet.is_blank_row(row)
        texts = [text for _, _, text in _cells(sheet, (row,))]
        if len(texts) > 1 and any(read(text).value is not None for text in texts):
            blocks = [block for block in blocks if block.start != start]
            blocks.append(range(start, row + 1))
    return blocks


def _columns_aside(region: Region) -> Iterator[SetAside]:
    sheet, header = region.sheet, region.header
    row = header.below - 1
    for column in header.strangers:
        why: Why = "total_column" if is_total(header.paths[column][-1]) else "no_field"
        yield SetAside(sheet.name(row, column), header.text(column), why)
    for column in header.twins:
        yield SetAside(sheet.name(row, column), header.text(column), "hidden_twin")
    for heading in header.found.values():
        if heading.column in sheet.hidden_columns:
            yield SetAside(sheet.name(row, heading.column), heading.text, "hidden_column")


def _hidden(region: Region, records: Sequence[int]) -> Iterator[SetAside]:
    sheet = region.sheet
    for row in records if sheet.hidden_rows else ():
        if row in sheet.hidden_rows:
            yield from _first_of(sheet, row, region.header.left, "hidden_row")


def _outside(
    region: Region, rows: Rows, every: Sequence[tuple[Region, Rows]]
) -> Iterator[SetAside]:
    """Cells under and beside the table that no table on the sheet takes: one for each block."""
    sheet = region.sheet
    if region is every[-1][0]:
        last = max(other.end for _, other in every)
        begun = False
        for row in range(last, len(sheet.rows)):
            blank = sheet.is_blank_row(row)
            if not blank and not begun:
                yield from _first_of(sheet, row, 0, "other_table")
            begun = not blank
    for column in headless(region, rows.records)[1]:
        if not _taken(every, region, column):
            row = next(r for r in rows.records if sheet.text(r, column))
            yield SetAside(sheet.name(row, column), sheet.text(row, column) or "", "beside")


def _taken(every: Sequence[tuple[Region, Rows]], mine: Region, column: int) -> bool:
    return any(
        other.header.left <= column <= other.header.right for other, _ in every if other is not mine
    )


def _first_of(sheet: Sheet, row: int, left: int, why: Why) -> Iterator[SetAside]:
    for column in range(left, len(sheet.rows[row])):
        text = sheet.text(row, column)
        if text is not None:
            yield SetAside(sheet.name(row, column), text, why)
            return


def _filled(
    region: Region, names: Names, records: tuple[int, ...]
) -> dict[tuple[str, int], tuple[int, int]]:
    """Names merged over several records stand in each of them."""
    sheet, header = region.sheet, region.header
    at = {row: number for number, row in enumerate(records)}
    by_column = {
        heading.column: name
        for name, heading in header.found.items()
        if not names.fields[name].is_number
    }
    filled: dict[tuple[str, int], tuple[int, int]] = {}
    reached: dict[int, int] = {}
    for top, areas in sheet.merges.items() if by_column else ():
        for _, left, bottom, right in areas:
            columns = [c for c in by_column if left <= c <= right]
            if top < header.below or len(columns) != 1 or (bottom == top and columns == [left]):
                continue
            for column in columns:
                first = max(top, reached.get(column, 0))
                for row in range(first, min(bottom, len(sheet.rows) - 1) + 1):
                    if row in at and (row, column) != (top, left):
                        filled[by_column[column], at[row]] = sheet.place(top, left)
                reached[column] = max(reached.get(column, 0), bottom + 1)
    return filled
