"""The edits of a suite bound to the cells of one set of rows, before any figure is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import cast

from ..checks.condition import plain_text
from ..checks.slots import Statement
from ..engine.assemble import assemble
from ..engine.bindings import Binding, bindings
from ..engine.submission import Submission
from ..engine.when import hinders
from ..errors import SuiteError
from ..model.document import Grid, Source
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
    repeats: tuple[Cell, ...] = ()

    @property
    def cells(self) -> list[Cell]:
        """The cells its edits read."""
        figures = (term.slot for edit in self.edits for term in edit.terms)
        return [cell for cell in map(cell_of, figures) if cell is not None]

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
    """The rows as a submission, read as an input would be."""
    grids = []
    for name, asked in survey.tables.items():
        fields = list(asked.columns)
        texts: list[list[str | None]] = [[*fields]]
        texts += [[row.get(field, "") for field in fields] for row in rows[name]]
        grids.append(Grid(name, texts))
    source = Source(INPUT, None, "", "table", tuple(grids))
    named = frozenset(survey.tables) if not survey.single else frozenset()
    assembled = assemble([source], [], survey.suite.tables, named=named)
    if assembled.faults:
        raise SuiteError(*(item.fault for item in assembled.faults))
    (submission,) = assembled.submissions
    return submission


def ground(survey: Survey, submission: Submission, today: date) -> list[Stated]:
    """Every statement of every check for every record, group and node it applies to.

    Raises `SuiteError` naming the check where the rows cannot satisfy it whatever
    their figures: no row, a period before the first, a record of another table.
    """
    found: list[Stated] = []
    for check in survey.checks:
        mine = []
        reached = False
        for statement in check.statements:
            for binding in bindings(statement, submission):
                reached = True
                stated = _stated(survey, check, statement, binding, submission, today)
                if stated is not None:
                    mine.append(stated)
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
    repeats = _repeats(edits, binding, submission) if statement.scope.over == "repeated" else ()
    return Stated(check, edits, statement.base, binding.group, condition, repeats)


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


def _repeats(
    edits: Sequence[Edit[Figure]], binding: Binding, submission: Submission
) -> tuple[Cell, ...]:
    """The cells of the whole group in which the total is printed again."""
    stated = cell_of(edits[0].terms[0].slot)
    if stated is None:
        return ()
    table, _, field = stated
    records = submission.tables[binding.table].all()
    key = dict(binding.key)
    return tuple(
        (table, record.row, field)
        for record in records
        if all((plain_text(record.text(name)) or "") == text for name, text in key.items())
    )


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


def balances(edits: Sequence[Edit[Figure]]) -> Iterator[BalanceEdit[Figure]]:
    """The balance edits among some edits."""
    yield from (edit for edit in edits if isinstance(edit, BalanceEdit))
