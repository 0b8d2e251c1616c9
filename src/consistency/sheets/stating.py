"""From what was found on a grid to relations over its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from ..layout.declare import compute, declare
from ..layout.sheet import cell_name
from ..model.edit import ONE, Assumption, BalanceEdit, RatioEdit, Term
from ..model.figure import Figure, Place
from ..model.interval import around, point
from ..model.relation import Relation
from .cells import Cells
from .formulas import Cell, Formula
from .headed import Headed
from .measured import Measured
from .quotients import Form

Basis = Literal["stated", "implied"]
HUNDRED = Fraction(100)
_LARGE = 100


@dataclass(slots=True)
class Stating:
    """The figures of one grid with their places and names, each made once.

    `common` is what all its large figures are multiples of (1: nothing); `whole`
    says that they are all whole and printed with decimals nevertheless.
    """

    cells: Cells
    source: str
    heads: Headed
    units: Measured
    common: int = 1
    whole: bool = False
    row_names: dict[int, str] = field(default_factory=dict)
    column_names: dict[int, str] = field(default_factory=dict)
    made: dict[Cell, Figure] = field(default_factory=dict)

    def figure(self, cell: Cell) -> Figure:
        """The figure of a cell as it was printed, with its place."""
        known = self.made.get(cell)
        if known is None:
            known = self.made[cell] = self.units.figure(self._made(cell), *cell)
        return known

    def _made(self, cell: Cell) -> Figure:
        grid = self.cells.grid
        figure = self.cells.figure(*cell, place_of(self, cell))
        if figure.value is None or figure.hedged is not None:
            return figure
        if cell in grid.computed_cells or cell[1] in grid.computed:
            return compute(figure)
        figure = declare(figure, None, grid.decimals.get(cell[1]))
        value = figure.value
        if value is None or abs(value) < _LARGE:
            return figure
        if self.common > 1 and value % self.common == 0:
            return _rounded_to(figure, value, self.common)
        if self.whole and figure.step < 1 and value.denominator == 1:
            exact, possible = point(value), around(value, Fraction(1, 2))
            return replace(figure, hedged=(exact, possible), qualifier="rounded", count=False)
        return figure

    def name(self, cell: Cell) -> str:
        """What the headers call a cell: its row and its column."""
        row, column = cell
        return f"{self.row_names.get(row, '')} | {self.column_names.get(column, '')}"

    def label(self, cell: Cell, down: bool) -> str:
        """What a relation with its result in this cell is called."""
        names = self.row_names.get(cell[0]) if down else self.column_names.get(cell[1])
        return names or cell_name(self.cells.grid, *cell)


def place_of(stating: Stating, cell: Cell) -> Place:
    """Where a figure stands: its row after the header, its record's first cell, its header."""
    row, column = cell
    grid, heads = stating.cells.grid, stating.heads
    inside = row >= heads.body
    labels = heads.row(row)
    first = labels[0] if labels else (grid.rows[row][0] or "").strip() if grid.rows[row] else ""
    path = heads.column(0)
    own = heads.column(column)
    return Place(
        stating.source,
        grid.name,
        row=row - heads.body + 1 if inside else None,
        key=((path[-1] if path else "", first),) if inside and first and column else (),
        column=own[-1] if own else None,
        cell=cell_name(grid, row, column),
    )


def _rounded_to(figure: Figure, value: Fraction, common: int) -> Figure:
    """A figure of a sheet where all are multiples of one number: rounded to it, or at random."""
    likely = around(value, Fraction(common, 2))
    return replace(
        figure, hedged=(likely, around(value, Fraction(common - 1))), count=False,
        qualifier="rounded",
    )  # fmt: skip


def total(
    stating: Stating, result: Cell, parts: Iterable[Cell], basis: Basis, down: bool,
    blank: Iterable[Cell] = (),
) -> Relation:  # fmt: skip
    """A total and its parts. `blank` are cells among them that print nothing on any line."""
    cells = tuple(parts)
    edit = BalanceEdit(
        (Term("total", stating.figure(result)),),
        tuple(Term("part", stating.figure(cell)) for cell in cells),
    )
    names = " ".join(cell_name(stating.cells.grid, *cell) for cell in blank)
    return Relation(
        "total",
        (edit,),
        basis,
        stating.label(result, down),
        tuple(stating.name(cell) for cell in (result, *cells)),
        _doubts(stating),
        detail=(("blank", names),) if names else (),
    )


def quotient(
    stating: Stating, form: Form, result: Cell, over: Cell, under: Cell, basis: Basis, down: bool
) -> Relation:
    """A share, a rate or a change, with its operands."""
    factor = HUNDRED if form in ("percent", "percent change") else ONE
    change = form.endswith("change")
    kind, roles = "ratio", ("result", "numerator", "denominator")
    if change:
        kind, roles = "change", ("change", "after", "before")
    elif form == "percent":
        kind, roles = "share", ("share", "part", "whole")
    edit = RatioEdit(
        Term(roles[0], stating.figure(result)),
        (Term(roles[1], stating.figure(over)),),
        (Term(roles[2], stating.figure(under)),),
        factor=factor,
        constant=-factor if change else Fraction(0),
        percent=factor == HUNDRED,
    )
    names = tuple(stating.name(cell) for cell in (result, over, under))
    return Relation(kind, (edit,), basis, stating.label(result, down), names, _doubts(stating))


def average(
    stating: Stating, result: Cell, parts: Iterable[Cell], basis: Basis, down: bool,
    blank: Iterable[Cell] = (),
) -> Relation:  # fmt: skip
    """The mean of some cells. `blank` are cells between them that print nothing."""
    cells = tuple(parts)
    edit = RatioEdit(
        Term("result", stating.figure(result)),
        tuple(Term("numerator", stating.figure(cell)) for cell in cells),
        factor=Fraction(1, len(cells)),
    )
    names = tuple(stating.name(cell) for cell in (result, *cells))
    empty = " ".join(cell_name(stating.cells.grid, *cell) for cell in blank)
    return Relation(
        "ratio",
        (edit,),
        basis,
        stating.label(result, down),
        names,
        _doubts(stating),
        detail=(("blank", empty),) if empty else (),
    )


def by_formula(stating: Stating, result: Cell, formula: Formula) -> Relation | None:
    """What a formula states of the cell it stands behind; None where it names no other cell."""
    over = formula.over.cells
    stated = stating.figure(result)
    names = [stating.name(result), *(stating.name(cell) for cell in over)]
    label = stating.row_names.get(result[0]) or cell_name(stating.cells.grid, *result)
    if not over or result in over:
        return None
    if formula.under is None:
        plain = len(over) > 1 and set(over.values()) == {ONE} and not formula.over.constant
        kind, roles = ("total", ("total", "part")) if plain else ("formula", ("stated", "part"))
        edit: BalanceEdit[Figure] | RatioEdit[Figure] = BalanceEdit(
            (Term(roles[0], stated),),
            tuple(Term(roles[1], stating.figure(c), w) for c, w in over.items()),
            constant=formula.over.constant,
        )
        return Relation(kind, (edit,), "stated", label, tuple(names), _doubts(stating))
    if result in formula.under.cells:
        return None
    shown_as = HUNDRED if stated.unit == "%" else ONE
    edit = RatioEdit(
        Term("result", stated),
        tuple(Term("numerator", stating.figure(c), w) for c, w in over.items()),
        tuple(Term("denominator", stating.figure(c), w) for c, w in formula.under.cells.items()),
        factor=formula.factor * shown_as,
        constant=formula.constant * shown_as,
        percent=stated.unit == "%",
    )
    names += [stating.name(cell) for cell in formula.under.cells]
    return Relation("ratio", (edit,), "stated", label, tuple(names), _doubts(stating))


def _doubts(stating: Stating) -> tuple[Assumption, ...]:
    if stating.common == 1:
        return ()
    return (Assumption("figures_rounded_to", (("step", str(stating.common)),)),)
