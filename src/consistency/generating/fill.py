"""Figures for the cells of a plan: drawn, derived, printed, and verified by `decide`."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from .ground import Cell
from .linear import DeadEnd, Draw, solve
from .plan import Plan
from .printing import balanced, printed
from .reduce import Component
from .unknowns import NIL, Derived
from .verdicts import CONSISTENT, Printed, verdicts

_HUNDRED = Fraction(100)
_ROUNDS = 24
_TRIES = 6


def fill(plan: Plan, draw: Draw, cap: int, finer: int, *, floors: bool = True) -> Printed:
    """A consistent return of the plan.

    `draw` gives whole numbers between two, `cap` is the reach of an unbounded
    figure, `finer` how many decimals true amounts have more than their print.
    What does not come out is drawn again, and only that. Raises `DeadEnd` where
    a bounded number of rounds leads to no return.
    """
    return _Filling(plan, draw, cap, finer, floors).result()


class _Filling:
    """One return in the making: true values of the unknowns, by number."""

    def __init__(self, plan: Plan, draw: Draw, cap: int, finer: int, floors: bool) -> None:
        self.plan, self.draw, self.cap, self.finer = plan, draw, cap, finer
        self.floors = floors
        self.drawn: dict[int, Fraction] = {}
        self.values: dict[int, Fraction] = {}
        self.home = {v: at for at, one in enumerate(plan.components) for v in one.order}

    def result(self) -> Printed:
        """Draw, derive, print and verify, until everything agrees."""
        plan = self.plan
        done = Printed(plan, {cell: self._free(cell) for cell in plan.free})
        redo: Iterable[int] = [
            v for v in range(len(plan.system.variables)) if v not in plan.system.derived
        ]
        names: frozenset[str] = frozenset()
        for _ in range(_ROUNDS):
            self._redraw(redo)
            self.values = dict(self.drawn)
            for v in plan.system.cells.values():
                self._value(v, frozenset())
            bad = self._out_of_bounds()
            if not bad:
                texts = self._texts()
                changed = {c: t for c, t in texts.items() if done.texts.get(c) != t}
                done = done.changed(changed)
                bad, names = self._failing(done)
                if not bad:
                    return done
            redo = self._upstream(bad)
            if not redo:
                break
        raise DeadEnd(names)

    def _redraw(self, which: Iterable[int]) -> None:
        """New values for some unknowns and all that hangs together with them."""
        alone = [v for v in which if v not in self.home]
        for at in sorted({self.home[v] for v in which if v in self.home}):
            self.drawn.update(self._solved(self.plan.components[at]))
        for v in alone:
            cell = self.plan.system.variables[v].cell
            self.drawn[v] = Fraction(1) if cell is None else self._alone(cell)

    def _solved(self, component: Component) -> dict[int, Fraction]:
        for attempt in range(_TRIES):
            try:
                return solve(
                    component, self.plan.system, self.draw, self.cap, self.finer, floors=self.floors
                )
            except DeadEnd:
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError("the last try returns or raises")  # pragma: no cover

    def _free(self, cell: Cell) -> str:
        """A cell no edit reads, sometimes blank where it may be."""
        column = self.plan.column(cell)
        if column.nullable and self.draw(0, 7) == 7:
            return ""
        return _text(self.plan, cell, self._alone(cell))

    def _alone(self, cell: Cell) -> Fraction:
        """A figure that nothing ties to another, within the bounds of its column."""
        column = self.plan.column(cell)
        low = NIL if column.low is None else column.low
        if column.low is None and column.high is not None and column.high < 0:
            low = column.high - self.cap
        reach = low + (min(self.cap, 100) if column.role == "share" else self.cap)
        high = reach if column.high is None else min(column.high, reach)
        first, last = -(-low // column.step), high // column.step
        if first > last:
            raise DeadEnd
        return self.draw(int(first), int(last)) * column.step

    def _value(self, v: int, above: frozenset[int]) -> Fraction:
        """The true value of an unknown, derived where it is."""
        known = self.values.get(v)
        if known is not None:
            return known
        made = self.plan.system.derived.get(v)
        if made is None or v in above:
            raise DeadEnd
        for operand in made.operands:
            self._value(operand, above | {v})
        self.values[v] = _computed(made, self.values)
        return self.values[v]

    def _out_of_bounds(self) -> set[int]:
        """Derived figures whose print leaves the bounds of their columns."""
        bad = set()
        for v in self.plan.system.derived:
            variable = self.plan.system.variables[v]
            if variable.cell is None:
                continue
            column, value = self.plan.column(variable.cell), self.values[v]
            shown = Fraction(_text(self.plan, variable.cell, value))
            floor = variable.floor if self.floors and column.low is None else None
            below = floor is not None and value < floor
            if below or not all(limit.admits(shown) for limit in column.limits):
                bad.add(v)
        return bad

    def _texts(self) -> dict[Cell, str]:
        plan = self.plan
        true = {cell: self.values[v] for cell, v in plan.system.cells.items()}
        texts = {cell: _text(plan, cell, value) for cell, value in true.items()}
        for cells in plan.lists:
            values = [true[cell] for cell in cells]
            decimals = plan.column(cells[0]).decimals or 0
            plain = sum(Fraction(texts[cell]) for cell in cells)
            if sum(values) == _HUNDRED and plain != _HUNDRED and min(values) >= 0:
                texts.update(zip(cells, balanced(values, decimals), strict=True))
        return texts

    def _failing(self, done: Printed) -> tuple[set[int], frozenset[str]]:
        """Unknowns of the statements that do not agree, and the names of their checks."""
        stated = self.plan.stated
        bad: set[int] = set()
        names: set[str] = set()
        for at, several in verdicts(done, range(len(stated))).items():
            if any(verdict not in CONSISTENT for verdict in several):
                names.add(stated[at].check.name)
                cells = self.plan.system.cells
                bad.update(cells[cell] for cell in stated[at].cells if cell in cells)
        if names and not bad:
            raise DeadEnd(frozenset(names))
        return bad, frozenset(names)

    def _upstream(self, variables: set[int]) -> set[int]:
        """The drawn unknowns that some unknowns come from."""
        found, todo = set(variables), list(variables)
        while todo:
            made = self.plan.system.derived.get(todo.pop())
            fresh = set() if made is None else made.operands - found
            found |= fresh
            todo += fresh
        return {v for v in found if v not in self.plan.system.derived}


def _computed(made: Derived, values: dict[int, Fraction]) -> Fraction:
    if made.factors:
        product = Fraction(1)
        for v, coefficient in made.factors:
            product *= coefficient if v is None else coefficient * values[v]
        return made.factor * product + made.constant
    top = sum((c * values[v] for v, c in made.numerator.items()), made.numerator_constant)
    if made.denominator is None:
        return made.factor * top + made.constant
    below = sum((c * values[v] for v, c in made.denominator.items()), made.denominator_constant)
    if below == 0:
        raise DeadEnd
    return made.factor * top / below + made.constant


def _text(plan: Plan, cell: Cell, value: Fraction) -> str:
    return printed(value, plan.column(cell).decimals or 0, plan.roundings.get(cell))
