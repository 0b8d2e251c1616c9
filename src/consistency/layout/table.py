"""A grid bound to fields: where each field of each record stands, and the figure there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..model.document import Grid
from ..model.figure import Figure, Place
from ..model.numeral import read
from ..schema import Schema
from ..schema.fields import Field
from .declare import compute, declare
from .scales import Printed
from .set_aside import SetAside
from .sheet import cell_name, is_blank


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell that states a field for the whole table or form.

    `row` and `column` are of the grid; `text` is the value, which may be a part
    of the cell ("填报单位：全市"); `label` is what names it.
    """

    row: int
    column: int
    text: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Table:
    """A grid bound to fields; record rows count from 0 here and from 1 in places.

    `fields` are those that have a column, in the order of the schema (without
    one: of the columns). `keys` are the fields that identify a record: the
    schema's, without a schema the first column. `columns` maps a field to its
    grid column, `records` a record to its grid row; in a transposed table the
    other way round. `spots` are fields stated once, outside the records;
    `filled` leads from a (field, record) to the grid cell of a range merged
    over several records. Blank rows are no records. `totals` are the grid rows
    set aside as totals, `set_aside` all that was not bound. `row_numbers` are the
    numbers of the records (from 0; None without order) where these are only some
    rows of a large table. Figures are read when asked for, each distinct text of
    a column once.
    """

    name: str
    input: str
    schema: Schema | None
    fields: tuple[str, ...]
    keys: tuple[str, ...]
    grid: Grid
    columns: dict[str, int]
    records: tuple[int, ...]
    headers: Mapping[str, str] = field(default_factory=dict)
    spots: Mapping[str, Spot] = field(default_factory=dict)
    filled: Mapping[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    units: Mapping[str, Printed] = field(default_factory=dict)
    transposed: bool = False
    totals: tuple[int, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    row_numbers: Sequence[int | None] | None = None
    _read: dict[tuple[str, bool, int | None], dict[str | None, Figure]] = field(
        default_factory=dict, repr=False
    )
    _shapes: dict[str, Field] = field(default_factory=dict, repr=False)
    _numbers: dict[str, bool] = field(default_factory=dict, repr=False)
    _keys: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict, repr=False)

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

    def printed(self, field: str) -> Field | None:
        """The shape as this sheet prints the field: its unit, and decimals only if they hold."""
        shape = self.shape(field)
        unit = self.units.get(field)
        return shape if shape is None or unit is None else unit.shape(shape)

    def address(self, field: str, row: int) -> tuple[int, int] | None:
        """Grid row and grid column of a cell, both from 0; None for an absent optional field."""
        spot = self.spots.get(field)
        if spot is not None:
            return spot.row, spot.column
        line = self.columns.get(field)
        if line is None:
            self.shape(field)
            return None
        if self.filled and (field, row) in self.filled:
            return self.filled[field, row]
        return (line, self.records[row]) if self.transposed else (self.records[row], line)

    def text(self, field: str, row: int) -> str | None:
        """The cell as printed; None where it is blank or its optional column is absent."""
        spot = self.spots.get(field)
        if spot is not None:
            return spot.text
        address = self.address(field, row)
        if address is None:
            return None
        cells = self.grid.rows[address[0]]
        cell = cells[address[1]] if address[1] < len(cells) else None
        return None if is_blank(cell) else cell

    def texts(self, field: str) -> list[str | None]:
        """The cells of one column, in record order."""
        return [self.text(field, row) for row in range(len(self))]

    def reading(self, field: str, row: int) -> Figure:
        """The figure without its place: cheap, and shared by equal texts of one column."""
        text = self.text(field, row)
        decimals, computed = self._floats(field, row)
        known = self._read.setdefault((field, computed, decimals), {})
        figure = known.get(text)
        if figure is None:
            figure = read(text)
            if computed:
                figure = compute(figure)
            shape = self.shape(field) if figure.value is None else self.printed(field)
            figure = declare(figure, shape, decimals)
            known[text] = figure
        return figure

    def _floats(self, field: str, row: int) -> tuple[int | None, bool]:
        """Printed decimals of the cell's column of floats, and whether nobody printed them."""
        grid = self.grid
        if not (grid.decimals or grid.computed or grid.computed_cells):
            return None, False
        address = self.address(field, row)
        if address is None:
            return None, False
        column = address[1]
        return grid.decimals.get(column), column in grid.computed or address in grid.computed_cells

    def figure(self, field: str, row: int) -> Figure:
        """The figure in a cell, with unit, precision, role and place; missing where blank."""
        return replace(self.reading(field, row), place=self.place(field, row))

    def place(self, field: str, row: int) -> Place:
        """Where a cell stands: record from 1, key, header as printed, cell as in a sheet."""
        address = self.address(field, row)
        cell = None if address is None else cell_name(self.grid, *address)
        column = field if address is None else self.header(field)
        number: int | None = row if self.row_numbers is None else self.row_numbers[row]
        if number is None:  # nothing but where it came up tells such rows apart
            return Place(self.input, self.grid.name, None, self.key(row), column, end=row)
        return Place(
            input=self.input,
            table=self.grid.name,
            row=number + 1,
            key=self.key(row),
            column=column,
            cell=cell,
        )

    def header(self, field: str) -> str:
        """The header of a field as printed in the input, or the label of a form."""
        spot = self.spots.get(field)
        return spot.label if spot is not None else self.headers[field]

    def key(self, row: int) -> tuple[tuple[str, str], ...]:
        """Pairs of key field and text, blanks around it removed; "" for a blank cell."""
        known = self._keys.get(row)
        if known is None:
            known = tuple((name, (self.text(name, row) or "").strip()) for name in self.keys)
            self._keys[row] = known
        return known

    def is_computed(self, field: str, row: int = 0) -> bool:
        """A cell (of a column) of binary floats that are no printed numbers."""
        return len(self) > 0 and self._floats(field, row)[1]

    def numbers(self, field: str) -> bool:
        """A field of figures: by its schema, without one if some cell reads as a number."""
        shape = self.shape(field)
        if shape is not None:
            return shape.is_number
        if field not in self._numbers:
            rows = range(len(self))
            self._numbers[field] = any(self.reading(field, r).value is not None for r in rows)
        return self._numbers[field]
