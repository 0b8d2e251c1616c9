"""The checks of a suite on a submission with large tables: each statement the way that fits it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ...checks.reader import Names
from ...checks.slots import Statement
from ...layout import notes_of
from ...model.report import Result
from ...suite import Suite, compile_suite
from ...suite.check import Check
from ..balanced import settle_balanced
from ..bindings import stated_field
from ..confront import nothing, outcomes_of
from ..screen import Passed
from ..submission import Submission
from .grouped import grouped
from .planning import Asked
from .progress import told
from .records import Screened, screened


@dataclass(slots=True)
class Confronted:
    """What came out: results of their own, what a small table's screen passed, large tables."""

    results: list[Result] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    screened: list[Screened] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def confront_frames(
    suite: Suite, submission: Submission, today: date, kept: frozenset[str]
) -> Confronted:
    """Every edit of every check; raises `SuiteError` where one names a field no table has."""
    names = suite.names
    if any(schema is None for schema in suite.tables.values()):
        names = Names({name: records.declared for name, records in submission.tables.items()})
    checks = compile_suite(suite, names)
    found = Confronted()
    large = {
        name
        for name, records in submission.tables.items()
        if any(table.grid.frame is not None for table in records.tables)
    }
    asked: dict[str, list[Asked]] = {name: [] for name in large}
    about: dict[int, int] = {}
    covered: dict[tuple[str, str], int] = {}
    for order, check in enumerate(checks):
        about[order] = 0
        for statement in check.statements:
            used = tables_of(statement, submission)
            if not used & large:
                few = _small(check, statement, submission, suite.name, today)
                about[order] += len(few)
                found.results += few
            elif statement.scope.over == "records" and len(used) == 1:
                asked[used.copy().pop()].append((order, check, statement))
            else:
                made = grouped(check, statement, submission, suite.name, today)
                about[order] += made.reached
                found.results += made.results
                found.passed += made.passed
                table = submission.tables[next(iter(large))].tables[0]
                found.passed.append(Passed(table, (), (), made.agrees, made.within))
                for spot, number in made.covered.items():
                    covered[spot] = max(covered.get(spot, 0), number)
    for name, statements in asked.items():
        with told(submission.tables[name].tables[0].grid.frame) as report:
            one = screened(submission, name, statements, suite.name, today, kept, report)
        one.by_groups = {
            column: number
            for (of, column), number in covered.items()
            if of == one.plan.table.grid.name
        }
        found.screened.append(one)
        for order, number in one.about.items():
            about[order] += number
        found.notes += notes_of(one.aside, one.plan.table.input)
    for order, check in enumerate(checks):
        if not about[order]:
            found.results.append(nothing(check, submission, suite.name).result)
    return found


def tables_of(statement: Statement, submission: Submission) -> set[str]:
    """The names of the tables that a statement looks at."""
    first = submission.holder(stated_field(statement.edits[0]))
    used = {first}
    for edit in statement.edits:
        used |= {submission.holder(term.slot.field, first) for term in edit.terms if term.role}
    detail = statement.scope.detail
    if detail is not None and detail in submission.tables:
        used.add(detail)
    return used


def _small(
    check: Check, statement: Statement, submission: Submission, suite: str, today: date
) -> list[Result]:
    """A statement about small tables only, the present way."""
    outcomes = list(outcomes_of(check, (statement,), submission, suite, today, None))
    settled: Iterable[object] = settle_balanced(outcomes) if check.kind == "share" else outcomes
    return [outcome.result for outcome in settled]  # type: ignore[attr-defined]
