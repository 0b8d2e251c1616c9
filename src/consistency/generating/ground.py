"""The edits of a suite bound to the cells of one set of rows, before any figure is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import cast

from ..checks.slots import Statement
from ..engine.bindings import Binding, bindings
from ..engine.submission import Records, Submission
from ..engine.when import hinders
from ..layout.plain import bind_plain
from ..model.document import Grid
from ..model.edit import BalanceEdit, Edit, RatioEdit, Term
from ..model.figure import Figure
from ..model.interval import Interval
from ..model.units import to_one_unit, to_shared_unit
from ..suite.check import Check
from .rows import Row
from .survey import Survey

Cell = tuple[str, int, str]
"""Table, row from 0, field."""

INPUT = "generated"


@dataclass(frozen=True, slots=True)
class Condition:
    """A numeric `when` of one record: coefficients of its cells, and how they compare with 0."""

    terms: tuple[tuple[Cell, Fraction], ...]
    constant: Fraction
    op: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What one statement of a check says about one record, group or node.

    `edits` are over figures without a value whose places name the cells; `base`
    is the interval of an unprinted whole. `group` tells shares that are listed
    together. `repeats` are cells in which one total is printed again.
    """

    check: Check
    edits: tuple[Edit[Figure], ...]
    base: Interval | None = None
    group: object = None
    condition: Condition | None = None
    repeated: bool = False

    @property
    def cells(self) -> list[Cell]:
        """The cells its edits and its condition read."""
        figures = (term.slot for edit in self.edits for term in edit.terms)
        found = [cell for cell in map(cell_of, figures) if cell is not None]
        return found + [cell for cell, _ in (self.condition.terms if self.condition else ())]

    def scaled(self) -> tuple[Edit[Figure], ...]:
        """The edits with coefficients that bring all their figures to one unit."""
        if self.base is not None:
            return tuple(to_shared_unit(cast("Sequence[RatioEdit[Figure]]", self.edits)))
        return tuple(to_one_unit(edit) for edit in self.edits)


def cell_of(figure: Figure) -> Cell | None:
    """The cell a figure stands in; None for a number of rows."""
    place = figure.place
    if place is None or place.row is None:
        return None
    return place.table or "", place.row - 1, place.column or ""


def submission_of(survey: Survey, rows: Mapping[str, Sequence[Row]]) -> Submission:
    """The rows as a submission: every row a record, each column the field of its name."""
    suite = survey.suite
    only = survey.single and "" in suite.tables
    tables = {}
    for name, asked in survey.tables.items():
        texts: list[list[str | None]] = [[*asked.columns]]
        for row in rows[name]:
            cells: list[str | None] = [row.get(field, "") for field in asked.columns]
            # A row without any text is no record: a mark for missing makes it one.
            texts.append(cells if any(cells) else ["-"] * len(cells))
        table = bind_plain(Grid(name, texts), INPUT)
        schema = suite.tables.get("" if only else name)
        if schema is not None:
            shapes = {shape.name: shape for shape in schema.fields}
            table = replace(table, schema=schema, keys=asked.keys, _shapes=shapes)
        key = "" if only else name
        tables[key] = Records(key, (table,))
    return Submission(INPUT, tables)


def ground(survey: Survey, submission: Submission, today: date) -> list[Stated]:
    """Every statement of every check for every record, group and node it applies to.

    Raises `SuiteError` naming the check where the rows cannot satisfy it whatever
    their figures: no row, a period before the first, a record of another table.
    """
    found: list[Stated] = []
    for check in survey.checks:
        mine: list[Stated] = []
        reached = False
        for statement in check.statements:
            for binding in bindings(statement, submission):
                reached = True
                stated = _stated(survey, check, statement, binding, submission, today)
                if stated is not None:
                    mine += _repeated(stated, statement, binding, submission)
        if not reached and not check.optional:
            raise survey.unsatisfiable(check, "it applies to no row that could be written")
        found += mine
    return found


def _stated(
    survey: Survey,
    check: Check,
    statement: Statement,
    binding: Binding,
    submission: Submission,
    today: date,
) -> Stated | None:
    """One binding; None where the check is not applicable there."""
    numeric = check.when is not None and not isinstance(check.when.comparison.right, str)
    plain = replace(check, when=None) if numeric else check
    hindrance = hinders(plain, binding, submission, today)
    if hindrance is not None and hindrance.verdict == "not_applicable":
        return None
    if hindrance is not None:
        raise survey.unsatisfiable(check, f"its condition is undecided ({hindrance.reason})")
    if binding.absent is not None:
        if check.softened and check.policy.missing == "not_applicable":
            return None
        sides = {"rows": "rows to add up", "total_row": "a row of the total"}
        lacking = sides.get(binding.absent, f"a {binding.absent}")
        raise survey.unsatisfiable(check, f"a group would lack {lacking}", "simplify its groups")
    condition = _condition(survey, check, binding, submission) if numeric else None
    if condition == _NEVER:
        return None
    resolve = binding.figures(submission)
    edits = tuple(edit.bind(resolve) for edit in statement.edits)
    absences = {t.slot.absence for e in edits for t in e.terms}
    if "earliest_period" in absences:
        edits = tuple(e for e in edits if all(t.slot.absence != "earliest_period" for t in e.terms))
        if not edits or statement.base is not None:
            return None
    if "no_such_row" in absences:
        raise survey.unsatisfiable(check, "it needs a record that one return does not have")
    if "not_a_number" in absences:
        raise survey.unsatisfiable(check, "it reads words as figures")
    return Stated(check, edits, statement.base, binding.group, condition)


_NEVER = Condition((), Fraction(0), "never")


def _condition(
    survey: Survey, check: Check, binding: Binding, submission: Submission
) -> Condition | None:
    """The numeric condition over cells; `_NEVER` in the earliest period."""
    record = binding.where_at
    if check.when is None or record is None:
        return None
    read = check.when.comparison
    if isinstance(read.right, str):
        return None
    side = read.left.plus(read.right, -1)
    terms: list[tuple[Cell, Fraction]] = []
    constant = side.constant
    for name, coefficient in side.terms.items():
        figure = submission.figure(check.when.fields[name], record, binding.table)
        cell = cell_of(figure)
        if figure.value is not None:
            constant += coefficient * figure.value
        elif figure.absence == "earliest_period":
            return _NEVER
        elif figure.absence != "missing" or cell is None:
            raise survey.unsatisfiable(check, f"its condition reads '{name}', which is no figure")
        else:
            terms.append((cell, coefficient))
    return Condition(tuple(terms), constant, read.op)


def _repeated(
    stated: Stated, statement: Statement, binding: Binding, submission: Submission
) -> Iterator[Stated]:
    """The statement, or where its total is printed in every row of a group, one for each row."""
    if statement.scope.over != "repeated":
        yield stated
        return
    (edit,) = stated.edits
    key = dict(binding.key)
    for record in submission.tables[binding.table].all():
        if all((record.text(name) or "") == text for name, text in key.items()):
            figure = record.figure(statement.edits[0].terms[0].slot.field.name)
            first = replace(edit.terms[0], slot=figure)
            assert isinstance(edit, BalanceEdit)  # noqa: S101 - totals and counts are sums
            again = replace(edit, stated=(first, *edit.stated[1:]))
            yield replace(stated, edits=(again,), repeated=True)


def terms_of(terms: Sequence[Term[Figure]]) -> tuple[dict[Cell, Fraction], Fraction]:
    """Coefficients of cells without a figure, and the sum of what is known already."""
    sums: dict[Cell, Fraction] = {}
    constant = Fraction(0)
    for term in terms:
        cell = cell_of(term.slot)
        if term.slot.value is not None:
            constant += term.coefficient * term.slot.value
        elif cell is not None:
            sums[cell] = sums.get(cell, Fraction(0)) + term.coefficient
    return sums, constant
