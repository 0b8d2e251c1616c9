"""From edits over cells to what can be solved: linear rows, and figures derived from others.

A ratio or product derives its stated figure. A row over shares of one whole
becomes a row over their counts (sum of shares = 100 is sum of parts = whole);
any other row that reads a derived figure derives one of its own. What is left is
linear over the figures that are drawn. Where an edit would close a circle it is
left out here: true values that satisfy the others satisfy it too, or the
verification of the printed return says no.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from fractions import Fraction

from ..model.edit import BalanceEdit, RatioEdit
from ..model.figure import Figure
from .columns import Column
from .ground import Cell, Condition, Stated, terms_of
from .unknowns import NIL, ONE, Derived, LinearRow, System, Terms, Variable


def system_of(
    stated: Sequence[Stated],
    holding: Sequence[bool],
    columns: Mapping[str, Mapping[str, Column]],
) -> System:
    """The system of some statements; `holding` says of each whether its condition is to hold."""
    builder = _Builder(columns)
    for one, holds in zip(stated, holding, strict=True):
        if one.condition is not None:
            builder.condition(one.condition, holds, one.check.name)
        if holds:
            builder.statement(one)
    builder.settle()
    return builder.system


class _Builder:
    def __init__(self, columns: Mapping[str, Mapping[str, Column]]) -> None:
        self.columns = columns
        self.system = System()
        self.linear: list[LinearRow] = []

    def variable(self, cell: Cell) -> int:
        """The unknown of a cell."""
        known = self.system.cells.get(cell)
        if known is None:
            column = self.columns[cell[0]][cell[2]]
            known = len(self.system.variables)
            self.system.cells[cell] = known
            self.system.variables.append(
                Variable(cell, column.whole, column.step, column.low, column.high)
            )
        return known

    def terms(self, terms: Sequence[object]) -> tuple[Terms, Fraction]:
        """Coefficients by unknown, and what is known."""
        sums, constant = terms_of(terms)  # type: ignore[arg-type]
        return {self.variable(cell): c for cell, c in sums.items() if c}, constant

    def condition(self, condition: Condition, holds: bool, name: str) -> None:
        """Rows that make a condition true, or false, with a step to spare."""
        op = condition.op
        if not holds:
            op = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}[op]
        terms = {self.variable(cell): c for cell, c in condition.terms if c}
        step = min((self.system.variables[v].step * abs(c) for v, c in terms.items()), default=ONE)
        turned = {v: -c for v, c in terms.items()}
        if op in ("<", "<="):
            self._add(terms, condition.constant + (step if op == "<" else NIL), False, name)
        elif op == "=":
            self._add(terms, condition.constant, True, name)
        else:
            strict = step if op in (">", "!=") else NIL
            self._add(turned, strict - condition.constant, False, name)

    def _add(
        self, terms: Terms, constant: Fraction, equation: bool, name: str, stated: int | None = None
    ) -> None:
        row = LinearRow(terms, constant, equation, frozenset((name,)), stated)
        self.linear.append(row)

    def statement(self, one: Stated) -> None:
        """The rows and derivations of one statement."""
        name = one.check.name
        hidden: Terms = {}
        if one.base is not None:
            low, high = one.base.integers()
            whole = Variable(
                None, True, ONE, Fraction(low or 1), None if high is None else Fraction(high)
            )
            hidden = {len(self.system.variables): ONE}
            self.system.variables.append(whole)
        for edit in one.scaled():
            if isinstance(edit, BalanceEdit):
                self._balance(edit, name)
            elif edit.product or (not edit.denominator and not hidden):
                self._product(edit, name)
            else:
                self._ratio(edit, hidden, name)

    def _balance(self, edit: BalanceEdit[Figure], name: str) -> None:
        left, known = self.terms(edit.stated)
        right, known_right = self.terms(edit.parts)
        sign = -1 if edit.relation == ">=" else 1
        constant = known + edit.stated_constant - known_right - edit.constant
        terms = {v: sign * c for v, c in left.items()}
        for v, c in right.items():
            terms[v] = terms.get(v, NIL) - sign * c
        stated = next(iter(left), None)
        terms = {v: c for v, c in terms.items() if c}
        self._add(terms, sign * constant, edit.relation == "=", name, stated)

    def _product(self, edit: RatioEdit[Figure], name: str) -> None:
        result, _ = self.terms((edit.stated,))
        if len(edit.numerator) == 1 or not edit.product:
            terms, constant = self.terms(edit.numerator)
            row = {v: -edit.factor * c for v, c in terms.items()}
            for v, c in result.items():
                row[v] = row.get(v, NIL) + c
            rest = -edit.factor * constant - edit.constant
            self._add(row, rest, True, name, next(iter(result), None))
            return
        factors: list[tuple[int | None, Fraction]] = []
        for term in edit.numerator:
            sums, constant = self.terms((term,))
            factors.append(next(iter(sums.items())) if sums else (None, constant))
        made = Derived({}, factor=edit.factor, constant=edit.constant, factors=tuple(factors))
        for v in result:
            self._derive(v, made, name)

    def _ratio(self, edit: RatioEdit[Figure], hidden: Terms, name: str) -> None:
        result, _ = self.terms((edit.stated,))
        numerator, known = self.terms(edit.numerator)
        denominator, known_below = self.terms(edit.denominator)
        made = Derived(
            numerator, known, hidden or denominator, known_below, edit.factor, edit.constant
        )
        below = made.denominator or {}
        room = sum((abs(c) * self.system.variables[v].step for v, c in below.items()), NIL)
        self._add({v: -c for v, c in below.items()}, (room or ONE) - known_below, False, name)
        for v in result:
            variable = self.system.variables[v]
            if edit.constant:
                variable.floor = None
            if edit.percent and not edit.constant:
                self._bound(made, NIL, edit.factor, name)
            self._bound(made, variable.low, variable.high, name)
            self._derive(v, made, name)

    def _bound(self, made: Derived, low: Fraction | None, high: Fraction | None, name: str) -> None:
        """The quotient lies between: linear, for its denominator is positive."""
        for end, sign in ((low, -1), (high, 1)):
            if end is not None:
                terms = {v: sign * made.factor * c for v, c in made.numerator.items()}
                for v, c in (made.denominator or {}).items():
                    terms[v] = terms.get(v, NIL) + sign * (made.constant - end) * c
                constant = sign * made.factor * made.numerator_constant
                constant += sign * (made.constant - end) * made.denominator_constant
                self._add({v: c for v, c in terms.items() if c}, constant, False, name)

    def _derive(self, target: int, made: Derived, name: str) -> None:
        """Let a figure be derived, once; a second way must come to the same."""
        known = self.system.derived.get(target)
        if known is None:
            if target not in self._upstream(made.operands):
                self.system.derived[target] = made
            return
        same_top = (known.numerator, known.numerator_constant, known.factor, known.constant) == (
            made.numerator, made.numerator_constant, made.factor, made.constant,
        )  # fmt: skip
        if same_top and known.denominator is not None and made.denominator is not None:
            terms = dict(known.denominator)
            for v, c in made.denominator.items():
                terms[v] = terms.get(v, NIL) - c
            constant = known.denominator_constant - made.denominator_constant
            self._add({v: c for v, c in terms.items() if c}, constant, True, name)
        elif known.whole is not None and known.whole == made.whole:
            terms = {v: known.factor * c for v, c in known.numerator.items()}
            for v, c in made.numerator.items():
                terms[v] = terms.get(v, NIL) - made.factor * c
            constant = known.factor * known.numerator_constant
            constant -= made.factor * made.numerator_constant
            if known.constant == made.constant:
                self._add({v: c for v, c in terms.items() if c}, constant, True, name)

    def _upstream(self, variables: set[int]) -> set[int]:
        """Everything some variables are derived from, they themselves included."""
        found, todo = set(variables), list(variables)
        while todo:
            made = self.system.derived.get(todo.pop())
            if made is not None:
                fresh = made.operands - found
                found |= fresh
                todo += fresh
        return found

    def settle(self) -> None:
        """Bring every row to drawn variables, or let it derive one."""
        derived = self.system.derived
        reading: dict[int, list[int]] = {}
        for at, row in enumerate(self.linear):
            for v in row.terms:
                reading.setdefault(v, []).append(at)
        todo = deque(range(len(self.linear)))
        settled: dict[int, LinearRow] = {}
        spent: set[int] = set()
        while todo:
            at = todo.popleft()
            if at in spent:
                continue
            settled.pop(at, None)
            row = self._converted(self.linear[at])
            if not any(v in derived for v in row.terms):
                settled[at] = row
                continue
            spent.add(at)
            pivot = self._pivot(row) if row.is_equation else None
            if pivot is None:
                continue
            coefficient = row.terms[pivot]
            rest = {v: -c / coefficient for v, c in row.terms.items() if v != pivot}
            derived[pivot] = Derived(rest, -row.constant / coefficient)
            todo.extend(other for other in range(len(self.linear)) if other in settled
                        and pivot in settled[other].terms)  # fmt: skip
            todo.extend(other for other in reading.get(pivot, ()) if other not in spent)
        self.system.rows = [settled[at] for at in sorted(settled)]

    def _converted(self, row: LinearRow) -> LinearRow:
        """A row over shares of one whole, multiplied by the whole."""
        for _ in range(8):
            shares = {v: self.system.derived[v] for v in row.terms if v in self.system.derived}
            wholes = {made.whole for made in shares.values()}
            if len(shares) != len(row.terms) or len(wholes) != 1 or None in wholes:
                return row
            below = next(iter(shares.values()))
            terms: Terms = {}
            factor, constant = row.constant, NIL
            for v, made in shares.items():
                for part, c in made.numerator.items():
                    terms[part] = terms.get(part, NIL) + row.terms[v] * made.factor * c
                constant += row.terms[v] * made.factor * made.numerator_constant
                factor += row.terms[v] * made.constant
            for part, c in (below.denominator or {}).items():
                terms[part] = terms.get(part, NIL) + factor * c
            constant += factor * below.denominator_constant
            kept = {v: c for v, c in terms.items() if c}
            row = LinearRow(kept, constant, row.is_equation, row.names)
        return row

    def _pivot(self, row: LinearRow) -> int | None:
        """The variable a row derives: the stated one, else one that is no operand above."""
        derived = self.system.derived
        above = self._upstream({v for v in row.terms if v in derived})
        free = [v for v in row.terms if v not in above and v not in derived]
        if row.stated in free:
            return row.stated
        amounts = [v for v in free if not self.system.variables[v].whole]
        return next(iter([*amounts, *free]), None)
