"""Statements over groups of rows of large tables: sums in the backend, findings one by one.

A group's sums decide whether it plainly holds; only the rows of other groups come up,
and the scalar engine says what is wrong with them, as in a small table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ...checks.slots import Statement
from ...errors import Fault, InputError
from ...layout import Table
from ...model.edit import Edit
from ...model.figure import Figure
from ...model.report import Result
from ...suite.check import Check
from ..balanced import settle_balanced
from ..bindings import bindings
from ..confront import bound_outcomes
from ..screen import Passed
from ..submission import Records, Submission
from .by_children import by_children
from .by_detail import by_detail
from .by_rows import by_rows, repeated
from .loud import Loud
from .sides import side_of

_DECIDED = ("agrees", "agrees_within_rounding", "query", "discrepancy")


@dataclass(slots=True)
class Grouped:
    """What a statement over groups came to: findings, how many bindings it reached, and
    what agrees. `covered` counts for each table and column the cells in decided edits."""

    results: list[Result] = field(default_factory=list)
    reached: int = 0
    agrees: int = 0
    within: int = 0
    covered: dict[tuple[str, str], int] = field(default_factory=dict)
    passed: list[Passed] = field(default_factory=list)


def grouped(
    check: Check, statement: Statement, submission: Submission, suite: str, today: date
) -> Grouped:
    """Confront one statement over groups, or over records of several tables or periods."""
    way = _WAYS.get(statement.scope.over)
    plain = check.when is None and not any(v.start or v.end for v in check.valid)
    loud = None
    if way is not None and plain and statement.base is None and len(statement.edits) == 1:
        loud = way(check, statement, submission, today)
    if loud is None:
        loud = _whole(check, statement, submission, today)
    found = _decided(check, statement, loud, submission, suite, today)
    found.reached += loud.quiet
    found.agrees += loud.agrees
    found.within += loud.quiet - loud.agrees
    return found


def _decided(
    check: Check,
    statement: Statement,
    loud: Loud,
    submission: Submission,
    suite: str,
    today: date,
) -> Grouped:
    """The scalar engine on the rows that came up."""
    found = Grouped()
    records = dict(submission.tables)
    for name, table in loud.tables.items():
        records[name] = Records(name, (table,))
    alone = replace(submission, tables=records, _periods=dict(submission._periods))
    bound = [binding for binding in bindings(statement, alone) if loud.concerns(binding)]
    if statement.scope.over == "rows" and not loud.quiet and all(b.absent == "rows" for b in bound):
        return found
    seen: set[tuple[str, str, int | None, object]] = set()
    for binding in bound:
        outcomes = list(bound_outcomes(check, statement, binding, alone, suite, today))
        found.reached += 1
        for outcome in settle_balanced(outcomes) if check.kind == "share" else outcomes:
            verdict = outcome.result.decision.verdict
            if verdict in _DECIDED:
                _cover(seen, outcome.edits)
            found.agrees += verdict == "agrees"
            found.within += verdict == "agrees_within_rounding"
            if not verdict.startswith("agrees"):
                found.results.append(outcome.result)
    _count_cells(found, loud, seen, submission)
    return found


def _cover(seen: set[Any], edits: tuple[Edit[Figure], ...]) -> None:
    for edit in edits:
        for term in edit.terms:
            place = term.slot.place
            if place is not None and place.column is not None and term.slot.value is not None:
                key = place.key if place.row is None else ()
                seen.add((place.table or "", place.column, place.row, key))


def _count_cells(
    found: Grouped, loud: Loud, seen: set[tuple[str, str, int | None, Any]], submission: Submission
) -> None:
    """Cells in decided edits: of large tables counted, of small ones marked."""
    for name, records in submission.tables.items():
        for table in records.tables:
            mine = [(column, row) for of, column, row, _ in seen if of == table.grid.name]
            fields = {table.header(field): field for field in table.fields}
            if table.grid.frame is None:
                for column in {column for column, _ in mine if column in fields}:
                    rows = [row - 1 for of, row in mine if of == column and row is not None]
                    found.passed.append(Passed(table, (fields[column],), rows, 0, 0))
                if loud.rows is not None and loud.rows[0] == name:
                    found.passed.append(Passed(table, (loud.rows[1],), loud.rows[2], 0, 0))
                continue
            for column, row in mine:
                if row is None and table.grid.frame.ordered:  # the place of a group, not of a cell
                    continue
                spot = (table.grid.name, column)
                found.covered[spot] = found.covered.get(spot, 0) + 1
            for (of, field_), number in loud.covered.items():
                if of == name:
                    spot = (table.grid.name, table.header(field_))
                    found.covered[spot] = found.covered.get(spot, 0) + number


def _whole(check: Check, statement: Statement, submission: Submission, today: date) -> Loud:
    """Every row of every table comes up. Raises `InputError` where they are too many."""
    tables: dict[str, Table] = {}
    for name, records in submission.tables.items():
        if all(table.grid.frame is None for table in records.tables):
            continue
        side = side_of(submission, name, today, check, statement)
        try:
            if side is None:
                raise OverflowError
            tables[name] = side.everything()
        except OverflowError:
            raise InputError(
                Fault(
                    f"check '{check.name}' needs every row at once, and there are too many",
                    records.tables[0].input,
                    "leave out its 'when' and 'valid', or check a part of the table",
                )
            ) from None
    return Loud(tables, 0, 0)


_WAYS: dict[str, Callable[[Check, Statement, Submission, date], Loud | None]] = {
    "rows": by_rows,
    "detail": by_detail,
    "repeated": repeated,
    "children": by_children,
}
