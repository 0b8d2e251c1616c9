"""Binds a plain grid to fields: a header row, and one record in each row below it.

Header texts match a field by its name or an alias, as written first, then
without regard to case, width, blanks, underscores and hyphens.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..errors import Fault, InputError
from ..model.document import Grid
from ..model.figure import Figure, Place
from ..model.numeral import read
from ..nodes import did_you_mean
from ..schema import Schema
from ..schema.fields import Field
from .declare import compute, declare

_DROPPED = dict.fromkeys(map(ord, "_-‐‑–—\ufeff\u200b\u200c\u200d"))
_LISTED = 10


@dataclass(frozen=True, slots=True)
class Table:
    """A grid bound to fields; record rows count from 0 here and from 1 in places.

    `fields` are those that have a column, in the order of the schema (without
    one: of the columns). `keys` are the fields that identify a record: the
    schema's, without a schema the first column. `columns` maps a field to its
    grid column, `records` a record to its grid row. Blank rows are no records.
    Figures are read when asked for, each distinct text of a column once.
    """

    name: str
    input: str
    schema: Schema | None
    fields: tuple[str, ...]
    keys: tuple[str, ...]
    grid: Grid
    columns: dict[str, int]
    records: tuple[int, ...]
    _read: dict[str, dict[str | None, Figure]] = field(default_factory=dict, repr=False)
    _shapes: dict[str, Field] = field(default_factory=dict, repr=False)
    _numbers: dict[str, bool] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.records)

    def shape(self, field: str) -> Field | None:
        """What the schema says of a field; None without a schema.

        Raises `KeyError` for a name that is neither a column nor in the schema.
        """
        shape = self._shapes.get(field)
        if shape is None and field not in self.columns:
            raise KeyError(f"{self.name} has no field '{field}'")
        return shape

    def text(self, field: str, row: int) -> str | None:
        """The cell as printed; None where it is blank or its optional column is absent."""
        column = self.columns.get(field)
        if column is None:
            self.shape(field)
            return None
        cells = self.grid.rows[self.records[row]]
        cell = cells[column] if column < len(cells) else None
        return None if _is_blank(cell) else cell

    def texts(self, field: str) -> list[str | None]:
        """The cells of one column, in record order."""
        return [self.text(field, row) for row in range(len(self))]

    def reading(self, field: str, row: int) -> Figure:
        """The figure without its place: cheap, and shared by equal texts of one column."""
        text = self.text(field, row)
        known = self._read.setdefault(field, {})
        figure = known.get(text)
        if figure is None:
            column = self.columns.get(field, -1)
            figure = read(text)
            if column in self.grid.computed:
                figure = compute(figure)
            figure = declare(figure, self.shape(field), self.grid.decimals.get(column))
            known[text] = figure
        return figure

    def figure(self, field: str, row: int) -> Figure:
        """The figure in a cell, with unit, precision, role and place; missing where blank."""
        return replace(self.reading(field, row), place=self.place(field, row))

    def place(self, field: str, row: int) -> Place:
        """Where a cell stands: record from 1, key, header as printed, cell as in a sheet."""
        column = self.columns.get(field)
        return Place(
            input=self.input,
            table=self.grid.name,
            row=row + 1,
            key=self.key(row),
            column=field if column is None else self.header(field),
            cell=None if column is None else _cell(self.grid, self.records[row], column),
        )

    def header(self, field: str) -> str:
        """The header of a field as printed in the input."""
        return (self.grid.rows[_header_row(self.grid)][self.columns[field]] or "").strip()

    def key(self, row: int) -> tuple[tuple[str, str], ...]:
        """Pairs of key field and text, blanks around it removed; "" for a blank cell."""
        return tuple((name, (self.text(name, row) or "").strip()) for name in self.keys)

    def is_computed(self, field: str) -> bool:
        """A column of binary floats that are no printed numbers."""
        return self.columns.get(field, -1) in self.grid.computed

    def numbers(self, field: str) -> bool:
        """A field of figures: by its schema, without one if some cell reads as a number."""
        shape = self.shape(field)
        if shape is not None:
            return shape.is_number
        if field not in self._numbers:
            rows = range(len(self))
            self._numbers[field] = any(self.reading(field, r).value is not None for r in rows)
        return self._numbers[field]


def bind(grid: Grid, schema: Schema | None, *, input_name: str) -> Table:
    """The grid as a table of fields; its first row that is not blank is the header.

    Raises `InputError` with everything that is wrong with the header: none at
    all, a required column missing, two columns for one field, a blank header
    over cells, columns that a strict schema does not know. A schema of layout
    form cannot be bound yet.
    """
    if schema is not None and schema.layout == "form":
        what = f"schema {schema.name} has the layout form, which is not built yet"
        raise InputError(Fault(what, input_name, "use a schema with the layout table"))
    top = _header_row(grid)
    if top >= len(grid.rows):
        next_step = "write the names of the columns in its first row"
        raise InputError(Fault("holds no header row", input_name, next_step))
    headers = [None if _is_blank(cell) else (cell or "").strip() for cell in grid.rows[top]]
    found, strangers = _match(headers, schema)
    faults = [
        *_twice(grid, top, headers, found),
        *_unnamed(grid, top, headers),
        *(_missing(headers, found, strangers, schema) if schema is not None else ()),
        *(_strange(grid, top, headers, strangers, schema) if schema is not None else ()),
    ]
    if faults:
        raise InputError(*(replace(fault, where=input_name) for fault in faults))
    columns = {name: places[0] for name, places in found.items()}
    keys = schema.keys if schema is not None else tuple(columns)[:1]
    return Table(
        name=grid.name,
        input=input_name,
        schema=schema,
        fields=tuple(columns),
        keys=tuple(name for name in keys if name in columns),
        grid=grid,
        columns=columns,
        records=tuple(
            row for row in range(top + 1, len(grid.rows)) if not all(map(_is_blank, grid.rows[row]))
        ),
        _shapes={shape.name: shape for shape in schema.fields} if schema is not None else {},
    )


def fits(grid: Grid, schema: Schema) -> bool:
    """Every required field of the schema finds a column in the grid's header."""
    top = _header_row(grid)
    if schema.layout == "form" or top >= len(grid.rows):
        return False
    headers = [None if _is_blank(cell) else (cell or "").strip() for cell in grid.rows[top]]
    found, _ = _match(headers, schema)
    return all(shape.name in found for shape in schema.fields if shape.required)


def _is_blank(cell: str | None) -> bool:
    return cell is None or not cell.strip()


def _header_row(grid: Grid) -> int:
    rows = enumerate(grid.rows)
    return next((at for at, cells in rows if not all(map(_is_blank, cells))), len(grid.rows))


def _cell(grid: Grid, row: int, column: int) -> str:
    letters, number = "", column + 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{grid.origin[row] if grid.origin else row + 1}"


def _folded(text: str) -> str:
    """Compared without regard to width, case, blanks, underscores and hyphens."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DROPPED)
    return "".join(plain.split())


def _match(
    headers: list[str | None], schema: Schema | None
) -> tuple[dict[str, list[int]], list[int]]:
    """The columns of each field, in the order of the schema; and the columns of none."""
    printed = [(column, text) for column, text in enumerate(headers) if text is not None]
    found: dict[str, list[int]] = defaultdict(list)
    if schema is None:
        for column, text in printed:
            found[text].append(column)
        return dict(found), []
    exact: dict[str, str] = {}
    loose: dict[str, set[str]] = defaultdict(set)
    for shape in schema.fields:
        for word in (shape.name, *shape.aliases):
            exact.setdefault(word, shape.name)
            loose[_folded(word)].add(shape.name)
    strangers = []
    for column, text in printed:
        near = loose.get(_folded(text), set())
        name = exact.get(text) or (next(iter(near)) if len(near) == 1 else None)
        if name is None:
            strangers.append(column)
        else:
            found[name].append(column)
    return {s.name: found[s.name] for s in schema.fields if s.name in found}, strangers


def _twice(
    grid: Grid, top: int, headers: list[str | None], found: dict[str, list[int]]
) -> Iterable[Fault]:
    same = defaultdict(list)
    for column, text in enumerate(headers):
        if text is not None:
            same[text].append(column)
    twice = {tuple(places): name for name, places in [*same.items(), *found.items()]}
    for places, name in twice.items():
        if len(places) > 1:
            cells = " and ".join(f"{_cell(grid, top, c)} '{headers[c]}'" for c in places)
            yield Fault(f"column '{name}' stands twice: {cells}", "", "keep one or rename one")


def _unnamed(grid: Grid, top: int, headers: list[str | None]) -> Iterable[Fault]:
    first: dict[int, int] = {}
    for row in range(top + 1, len(grid.rows)):
        for column, cell in enumerate(grid.rows[row]):
            named = column < len(headers) and headers[column] is not None
            if not named and column not in first and not _is_blank(cell):
                first[column] = row
    for column, row in sorted(first.items()):
        what = f"{_cell(grid, top, column)} has no header, but {_cell(grid, row, column)} is filled"
        yield Fault(what, "", "name the column, or mend a stray separator in that row")


def _missing(
    headers: list[str | None], found: dict[str, list[int]], strangers: list[int], schema: Schema
) -> Iterable[Fault]:
    unmatched = [headers[column] or "" for column in strangers]
    for shape in schema.fields:
        if not shape.required or shape.name in found:
            continue
        hints = (did_you_mean(word, unmatched) for word in (shape.name, *shape.aliases))
        hint = next((hint for hint in hints if hint), "").replace("mean '", "mean column '")
        printed = ", ".join([text for text in headers if text is not None][:_LISTED])
        alias = f"add it as an alias in schema {schema.name}"
        next_step = f"{hint} rename it or {alias}" if hint else f"the columns are: {printed}"
        yield Fault(f"column '{shape.name}' is missing", "", next_step)


def _strange(
    grid: Grid, top: int, headers: list[str | None], strangers: list[int], schema: Schema
) -> Iterable[Fault]:
    if schema.strict:
        for column in strangers:
            what = f"{_cell(grid, top, column)} '{headers[column]}' is not in schema {schema.name}"
            yield Fault(what, "", "remove the column, or write strict: false in the schema")
