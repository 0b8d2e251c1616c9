"""All that is settled before a figure is drawn: rows, edits over their cells, what is solved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..model.edit import BalanceEdit, Policy, RatioEdit
from ..model.figure import Rounding
from .columns import Column
from .ground import Cell, Stated, cell_of, ground, submission_of
from .reduce import Component, Contradiction, components
from .rows import Row, Shape, rows_of
from .survey import Survey
from .system import system_of
from .unknowns import System

Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows without figures, and everything that their figures must satisfy.

    `columns` have their printed decimals. `holding` says of each statement
    whether its condition is true here. `roundings` are the conventions cells are
    printed by, `lists` the shares that are balanced together, `free` the cells
    that no edit reads.
    """

    survey: Survey
    rows: Mapping[str, list[Row]]
    columns: Mapping[str, Mapping[str, Column]]
    stated: tuple[Stated, ...]
    holding: tuple[bool, ...]
    system: System
    components: tuple[Component, ...]
    roundings: Mapping[Cell, Rounding]
    lists: tuple[tuple[Cell, ...], ...]
    free: tuple[Cell, ...]
    reading: Mapping[Cell, tuple[int, ...]]

    def column(self, cell: Cell) -> Column:
        """The column a cell stands in."""
        return self.columns[cell[0]][cell[2]]


def plan_of(survey: Survey, shape: Shape, today: date) -> Plan:
    """The plan of a return of that shape.

    Raises `SuiteError` naming the check that no such return can satisfy.
    """
    rows = rows_of(survey, shape)
    stated = tuple(ground(survey, submission_of(survey, rows), today))
    columns = _with_decimals(survey, stated, shape.turn)
    system, found, holding = _solved(survey, stated, columns, shape)
    reading: dict[Cell, list[int]] = {}
    for at, one in enumerate(stated):
        for cell in dict.fromkeys(one.cells):
            reading.setdefault(cell, []).append(at)
    free = [
        (table, row, name)
        for table, by_name in columns.items()
        for name, column in by_name.items()
        if column.number
        for row in range(len(rows[table]))
        if (table, row, name) not in system.cells
    ]
    return Plan(
        survey, rows, columns, stated, holding, system, tuple(found),
        _roundings(stated, holding, columns), _lists(stated, holding, columns), tuple(free),
        {cell: tuple(at) for cell, at in reading.items()},
    )  # fmt: skip


def _solved(
    survey: Survey,
    stated: Sequence[Stated],
    columns: Mapping[str, Mapping[str, Column]],
    shape: Shape,
) -> tuple[System, list[Component], tuple[bool, ...]]:
    """The system, with some conditions false from turn 1 on, where that can be."""
    turned = tuple(
        one.condition is None or shape.turn == 0 or (at + shape.turn) % 3 > 0
        for at, one in enumerate(stated)
    )
    for holding in (turned, (True,) * len(stated)):
        system = system_of(stated, holding, columns)
        try:
            return system, components(system), holding
        except Contradiction as contradiction:
            if all(holding):
                raise contradicted(survey, contradiction.names) from None
    raise AssertionError("one of the two is returned or raised")  # pragma: no cover


def contradicted(survey: Survey, names: frozenset[str]) -> Exception:
    """The error for checks that contradict each other."""
    involved = [check for check in survey.checks if check.name in names]
    others = ", ".join(sorted(names - {involved[0].name}))
    why = f"it contradicts {others}" if others else "no figures satisfy it"
    return survey.unsatisfiable(involved[0], why, "mend the check, or the bounds of its fields")


def _with_decimals(
    survey: Survey, stated: Sequence[Stated], turn: int
) -> dict[str, dict[str, Column]]:
    """The columns; those whose decimals nothing declares get those of what they are added to.

    Where nothing tells, they are whole, or from turn 1 on have one or two decimals.
    """
    tables = {name: dict(asked.columns) for name, asked in survey.tables.items()}
    groups = _added_together(stated)
    least, whole = _hints(stated)
    for fields in groups:
        columns = [tables[table][name] for table, name in fields]
        open_ones = [column for column in columns if column.number and not column.declared]
        if not open_ones:
            continue
        known = [c.decimals or 0 for c in columns if c.declared]
        decimals = max((*known, *(least.get(field, 0) for field in fields)))
        if any(c.role in ("amount", "share") for c in open_ones):
            decimals = max(decimals, 1)
        if decimals == 0 and not known and not any(field in whole for field in fields):
            decimals = turn % 3
        for column in open_ones:
            exact = decimals == 0 or column.dtype == "integer"
            role = column.role or ("share" if (column.table, column.name) in least else None)
            tables[column.table][column.name] = replace(
                column, decimals=0 if exact else decimals, whole=exact, role=role
            )
    return tables


def _added_together(stated: Sequence[Stated]) -> list[list[Field]]:
    """Fields in groups that balance edits add up or compare; every field is in one."""
    root: dict[Field, Field] = {}

    def find(field: Field) -> Field:
        while root.setdefault(field, field) != field:
            field = root[field]
        return field

    for one in stated:
        for edit in one.edits:
            fields = [(c[0], c[2]) for c in map(cell_of, (t.slot for t in edit.terms)) if c]
            for field in fields:
                find(field)
                if isinstance(edit, BalanceEdit):
                    root[find(field)] = find(fields[0])
    groups: dict[Field, list[Field]] = {}
    for field in root:
        groups.setdefault(find(field), []).append(field)
    return list(groups.values())


def _hints(stated: Sequence[Stated]) -> tuple[dict[Field, int], set[Field]]:
    """Decimals that results of ratios have at least, and fields that are counts."""
    least: dict[Field, int] = {}
    whole: set[Field] = set()
    for one in stated:
        for edit in one.edits:
            cells = [(t.role, cell_of(t.slot)) for t in edit.terms]
            fields = [(role, (c[0], c[2])) for role, c in cells if c is not None]
            if isinstance(edit, RatioEdit):
                plain = edit.product and edit.factor.denominator == 1
                if not plain and fields and fields[0][1] == _field(edit.stated.slot):
                    least[fields[0][1]] = max(1, len(str(edit.factor.denominator)) - 1)
                whole.update(field for role, field in fields if role in ("part", "whole", "factor"))
            elif len(fields) < len(cells):
                whole.update(field for _, field in fields)
            elif any(role == "share" for role, _ in fields):
                least.update({field: max(1, least.get(field, 1)) for _, field in fields})
        if one.condition is not None:
            whole.update((cell[0], cell[2]) for cell, _ in one.condition.terms)
    return least, whole


def _field(figure: object) -> Field | None:
    cell = cell_of(figure)  # type: ignore[arg-type]
    return None if cell is None else (cell[0], cell[2])


def _convention(policy: Policy, column: Column) -> Rounding | None:
    return policy.rounding or column.rounding


def _roundings(
    stated: Sequence[Stated],
    holding: Sequence[bool],
    columns: Mapping[str, Mapping[str, Column]],
) -> dict[Cell, Rounding]:
    """The convention of each cell: that of the check that computes it, else of one that adds it."""
    found: dict[Cell, Rounding] = {}
    for strong in (False, True):
        for one, holds in zip(stated, holding, strict=True):
            for edit in one.edits if holds else ():
                for at, term in enumerate(edit.terms):
                    cell = cell_of(term.slot)
                    if cell is None or (strong and (at or isinstance(edit, BalanceEdit))):
                        continue
                    convention = _convention(one.check.policy, columns[cell[0]][cell[2]])
                    if convention is not None:
                        found[cell] = convention
    return found


def _lists(
    stated: Sequence[Stated],
    holding: Sequence[bool],
    columns: Mapping[str, Mapping[str, Column]],
) -> tuple[tuple[Cell, ...], ...]:
    """The shares of each list that is declared balanced and printed at one precision."""
    groups: dict[object, list[Cell]] = {}
    plain: set[object] = set()
    for one, holds in zip(stated, holding, strict=True):
        if one.check.kind != "share" or not holds:
            continue
        key = list_key(one)
        for edit in one.edits:
            cell = cell_of(edit.terms[0].slot)
            if (
                cell is None
                or _convention(one.check.policy, columns[cell[0]][cell[2]]) != "balanced"
            ):
                plain.add(key)
            else:
                groups.setdefault(key, []).append(cell)
    return tuple(
        tuple(cells)
        for key, cells in groups.items()
        if key not in plain and len({columns[c[0]][c[2]].decimals for c in cells}) == 1
    )


def list_key(one: Stated) -> tuple[object, ...]:
    """What shares that are stated together have in common."""
    return one.check.name, one.check.variant, one.group
