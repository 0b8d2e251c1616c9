"""Forms: one record a sheet, each field found by the labels left of it and above it.

`at: {row: [labels], column: [labels]}` names labels that stand left of a field
and labels that stand above it. All labels of one list must head the same row
(or column), as a group and its member do: [性别, 女]. Spellings of one label are
parted by a bar ("市财政|市财政投入"); words for a total in one list (合计, 总计)
are spellings anyway. With `row` alone the field is the first cell right of its
label, with `column` alone the first below, and a label may hold the value itself
("填报单位：全市"). A field without `at` is found by its name or an alias. A label
counts for the cells up to the next label; two cells for one field are a fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..errors import Fault
from ..model.document import Grid
from ..nodes import did_you_mean
from ..schema.fields import At, Field
from .folding import folded, generic_role
from .form_cells import LARGEST, LARGEST_GUESSED, Cells, cells_of
from .form_paths import inferred
from .form_places import Found, places_at, spelled
from .names import Names
from .scales import Printed, agrees, by_line, printed_in, stated_units
from .set_aside import SetAside, Why
from .sheet import sheet_of
from .table import Spot, Table


@dataclass(frozen=True, slots=True)
class Form:
    """A form bound to a table of one record, or everything that kept it from being bound.

    `found` counts the fields whose cell is known.
    """

    table: Table | None
    faults: tuple[Fault, ...]
    found: int = 0


def bind_form(grid: Grid, names: Names, input_name: str) -> Form:
    """The one record of a form.

    Faults: a label that is missing (with the most similar one on the sheet) or
    leads to several cells, two fields in one cell, a label in a unit of another
    dimension. Optional fields may be missing.
    """
    declared = names.schema.layout == "form"
    cells = cells_of(sheet_of(grid), LARGEST if declared else LARGEST_GUESSED)
    if cells is None:
        return Form(None, (Fault("has too many cells for a form", "", "send the form alone"),))
    faults: list[Fault] = []
    found: dict[str, Found] = {}
    plain = [shape for shape in names.schema.fields if shape.at is None]
    for shape in names.schema.fields:
        if shape.at is not None:
            places = places_at(cells, shape.at, shape)
            faults += _kept(cells, shape, shape.at, places, found)
    guessed = inferred(cells, names, plain)
    for shape in plain:
        places = [Found(*place) for place in guessed.get(shape.name, ())]
        faults += _kept(cells, shape, None, places, found)
    faults += _shared(cells, found) + _misfits(cells, names, found)
    if not faults and not found:
        faults.append(Fault("holds no field of the form", "", "check that it is this form"))
    if faults:
        return Form(None, tuple(faults), len(found))
    table = _table(cells, names, found, input_name)
    if names.schema.strict:
        faults = [_strange(item, names) for item in table.set_aside if item.why == "stray"]
    return Form(None if faults else table, tuple(faults), len(found))


def _strange(item: SetAside, names: Names) -> Fault:
    what = f"{item.cell} '{item.text}' is not in schema {names.schema.name}"
    return Fault(what, "", "remove the figure, or write strict: false in the schema")


def fits_form(grid: Grid, names: Names) -> bool:
    """Every required field is found on the form, each in one cell."""
    return bind_form(grid, names, "").table is not None


def _kept(
    cells: Cells, shape: Field, at: At | None, places: Sequence[Found], found: dict[str, Found]
) -> list[Fault]:
    distinct = {(place.row, place.column, place.text): place for place in places}
    if len(distinct) == 1:
        found[shape.name] = next(iter(distinct.values()))
        return []
    if distinct:
        listed = " and ".join(cells.sheet.name(row, column) for row, column, _ in distinct)
        what = f"field '{shape.name}' can be {listed}"
        return [Fault(what, "", "name a further label of its row or column under 'at'")]
    return [_absent(cells, shape, at)] if shape.required else []


def _absent(cells: Cells, shape: Field, at: At | None) -> Fault:
    shown = [text for text in cells.texts.values() if len(text) <= 40]
    if at is None:
        words = [shape.name, *shape.aliases]
        hint = next(filter(None, (did_you_mean(word, shown) for word in words)), "")
        return Fault(f"no label of field '{shape.name}' is found", "", hint or _advice(shown))
    groups = [*spelled(at.row), *spelled(at.column)]
    missing = [g[0] for g in groups if not any(cells.labels.get(folded(word)) for word in g)]
    if not missing:
        listed = ", ".join(f"'{group[0]}'" for group in groups)
        what = f"the labels {listed} of field '{shape.name}' meet in no cell"
        return Fault(what, "", "check which row and which column they head")
    hint = next(filter(None, (did_you_mean(word, shown) for word in missing)), "")
    listed = ", ".join(f"'{word}'" for word in missing)
    what = f"label {listed} of field '{shape.name}' is not on the sheet"
    return Fault(what, "", hint or _advice(shown))


def _advice(shown: Sequence[str]) -> str:
    return f"the texts on the sheet are: {', '.join(shown[:10])}" if shown else "the sheet is blank"


def _shared(cells: Cells, found: dict[str, Found]) -> list[Fault]:
    """Two fields in one cell, unless the cell states several labels with their values."""
    by_cell: dict[tuple[int, int, str | None], list[str]] = defaultdict(list)
    for name, place in found.items():
        by_cell[place.row, place.column, place.text].append(name)
    return [
        Fault(
            f"{cells.sheet.name(row, column)} would be both '{fields[0]}' and '{fields[1]}'",
            "",
            "name a further label of their rows or columns under 'at'",
        )
        for (row, column, _), fields in by_cell.items()
        if len(fields) > 1
    ]


def _misfits(cells: Cells, names: Names, found: dict[str, Found]) -> list[Fault]:
    faults = []
    for name, place in found.items():
        shape = names.fields[name]
        if place.unit is not None and shape.is_number and not agrees(place.unit, shape):
            at = cells.sheet.name(place.row, place.column)
            what = (
                f"{at} '{place.label}' is in {place.unit}, the schema has '{name}' in {shape.unit}"
            )
            faults.append(Fault(what, "", "send it in that unit, or mend the label"))
    return faults


def _table(cells: Cells, names: Names, found: dict[str, Found], input_name: str) -> Table:
    sheet, schema = cells.sheet, names.schema
    stated = [unit for text in cells.texts.values() for unit in stated_units(text)]
    units: dict[str, Printed] = {}
    for name, place in found.items():
        shape = names.fields[name]
        unit = place.unit or by_line(stated, shape) if shape.is_number else None
        printed = printed_in(unit, shape) if unit is not None else None
        if printed is not None:
            units[name] = printed
    spots = {
        n: Spot(place.row, place.column, place.text, place.label) for n, place in found.items()
    }
    return Table(
        name=sheet.grid.name,
        input=input_name,
        schema=schema,
        fields=tuple(f.name for f in schema.fields if f.name in spots),
        keys=tuple(name for name in schema.keys if name in spots),
        grid=sheet.grid,
        columns={name: spot.column for name, spot in spots.items()},
        records=(min(spot.row for spot in spots.values()),),
        spots=spots,
        units=units,
        set_aside=tuple(_left_over(cells, names, spots.values())),
        _shapes=dict(names.fields),
    )


def _left_over(cells: Cells, names: Names, spots: Iterable[Spot]) -> Iterator[SetAside]:
    taken = {(spot.row, spot.column) for spot in spots}
    labels = {word for f in names.schema.fields for word in _words(f)}
    used = {(label.row, label.column) for word in labels for label in cells.labels.get(word, ())}
    for (row, column), text in cells.texts.items():
        if (row, column) in taken or (row, column) in used or generic_role(text) is not None:
            continue
        why: Why = "stray" if (row, column) in cells.figures else "text"
        yield SetAside(cells.sheet.name(row, column), text, why)


def _words(shape: Field) -> set[str]:
    at = [*spelled(shape.at.row), *spelled(shape.at.column)] if shape.at is not None else []
    return {folded(word) for group in [*at, [shape.name, *shape.aliases]] for word in group}
