"""Confronts the checks of a suite with one submission: every edit decided or accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import cast

from ..checks.slots import Slot, Statement
from ..model.base import decide_base
from ..model.decide import decide
from ..model.edit import NIL, BalanceEdit, Decision, Edit, RatioEdit
from ..model.figure import Figure, Place
from ..model.report import LISTED_EDITS, Result, result_id
from ..suite.check import Check
from .balanced import settle_balanced
from .bindings import Binding, Key, bindings, record_bindings
from .screen import Passed, screen
from .submission import Submission
from .when import hinders

_WHOLE_AND_PART = {"total", "part", "share"}
_OF_A_FORMULA = {"stated", "part"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result with the edit it came from and the list of shares it belongs to."""

    result: Result
    check: Check
    edits: tuple[Edit[Figure], ...] = ()
    group: object = None


def confront(
    checks: Sequence[Check], submission: Submission, suite: str, today: date
) -> tuple[list[Outcome], list[Passed]]:
    """Every edit of every check, in the order of the suite and then of the records.

    Of more edits than a report lists, those that plainly hold are only counted.
    A check that reaches no record gives one outcome that says so. Raises
    `SuiteError` where a check names a field that no table has.
    """
    outcomes: list[Outcome] = []
    passed: list[Passed] = []
    large = _edits(checks, submission) > LISTED_EDITS
    for check in checks:
        before = len(passed)
        screened = passed if large else None
        found = list(outcomes_of(check, check.statements, submission, suite, today, screened))
        if not found and not any(some.rows for some in passed[before:]):
            found = [nothing(check, submission, suite)]
        outcomes.extend(settle_balanced(found) if check.kind == "share" else found)
    return outcomes, passed


def _edits(checks: Sequence[Check], submission: Submission) -> int:
    """About how many edits the checks over records will have."""
    records = max((len(table) for t in submission.tables.values() for table in t.tables), default=0)
    return records * sum(len(s.edits) for c in checks for s in c.statements)


def outcomes_of(
    check: Check,
    statements: Sequence[Statement],
    submission: Submission,
    suite: str,
    today: date,
    passed: list[Passed] | None,
) -> Iterator[Outcome]:
    """The outcomes of statements of one check; what is screened is added to `passed` instead."""
    for statement in statements:
        if passed is not None:
            quiet = screen(check, statement, submission)
            if quiet:
                passed.extend(quiet)
                rest = record_bindings(statement, submission, quiet)
                for binding in rest:
                    yield from bound_outcomes(check, statement, binding, submission, suite, today)
                continue
        bound = list(bindings(statement, submission))
        if statement.scope.over == "rows" and all(b.absent == "rows" for b in bound):
            continue
        for binding in bound:
            yield from bound_outcomes(check, statement, binding, submission, suite, today)


def bound_outcomes(
    check: Check,
    statement: Statement,
    binding: Binding,
    submission: Submission,
    suite: str,
    today: date,
) -> Iterator[Outcome]:
    """The outcomes of one statement for one record, group or node."""
    maker = _Maker(check, submission, suite, binding)
    hindrance = hinders(check, binding, submission, today)
    resolve = binding.figures(submission)
    if statement.base is not None:
        ratios = tuple(cast("RatioEdit[Figure]", edit.bind(resolve)) for edit in statement.edits)
        decision = hindrance or decide_base(ratios, check.policy, statement.base)
        yield maker.outcome(statement.edits, ratios, decision)
        return
    for template in statement.edits:
        if binding.absent is not None and hindrance is None:
            yield _one_sided(maker, template, binding)
            continue
        edit = template.bind(resolve)
        yield maker.outcome((template,), (edit,), hindrance or decide(edit, check.policy))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the results of one binding."""

    check: Check
    submission: Submission
    suite: str
    binding: Binding

    def outcome(
        self,
        templates: tuple[Edit[Slot], ...],
        edits: tuple[Edit[Figure], ...],
        decision: Decision,
        message: str | None = None,
    ) -> Outcome:
        """One result; the possible intervals run beside the figures it shows."""
        terms = [term for edit in edits for term in edit.terms]
        figures = tuple((t.role, self._keyed(t.slot)) for t in terms if t.role)
        if len(figures) < len(terms) and decision.possible:  # the number of rows is no figure
            cells = zip(terms, decision.possible, strict=True)
            decision = replace(decision, possible=tuple(cell for t, cell in cells if t.role))
        message = message or _message(edits[0], decision)
        result = self._result(templates, figures, decision, message)
        return Outcome(result, self.check, edits, self.binding.group)

    def _keyed(self, figure: Figure) -> Figure:
        """The figure with the check's dimension values in its key."""
        if not self.check.variant or figure.place is None:
            return figure
        place = replace(figure.place, key=figure.place.key + self.check.variant)
        return replace(figure, place=place)

    def _result(
        self,
        templates: tuple[Edit[Slot], ...],
        figures: tuple[tuple[str, Figure], ...],
        decision: Decision,
        message: str | None,
    ) -> Result:
        check, key = self.check, self.binding.key + self.check.variant
        slots = [(t.role, str(t.slot.field)) for e in templates for t in e.terms]
        period = self.submission.tables[self.binding.table].period
        return Result(
            result_id(
                self.suite,
                check.name,
                check.kind,
                None,
                dict(key).get(period) if period is not None else None,
                slots,
                key,
            ),
            check.name,
            check.code,
            check.kind,
            check.severity,
            check.policy.basis,
            self._input(figures),
            decision,
            figures,
            key,
            _first_place(figures),
            message,
            wording=check.message,
        )

    def _input(self, figures: tuple[tuple[str, Figure], ...]) -> str:
        place = _first_place(figures)
        return place.input if place is not None else self.submission.name


def _message(edit: Edit[Figure], decision: Decision) -> str | None:
    """The sentence of an inequality; None where the kind's own says it."""
    if not isinstance(edit, BalanceEdit) or edit.relation == "=":
        return None
    roles = {term.role for term in edit.terms}
    if edit.relation == ">=" and roles <= _WHOLE_AND_PART:
        return "overlapping"
    satisfied = decision.verdict in ("agrees", "agrees_within_rounding")
    return "formula.satisfied" if satisfied and roles <= _OF_A_FORMULA else None


def _first_place(figures: tuple[tuple[str, Figure], ...]) -> Place | None:
    return next((figure.place for _, figure in figures if figure.place is not None), None)


def _one_sided(maker: _Maker, template: Edit[Slot], binding: Binding) -> Outcome:
    """A group of which one side has no row: a finding, unless the suite softens it."""
    check, submission = maker.check, maker.submission
    if binding.absent in ("total_row", "parent") or binding.rows_table == binding.table:
        edit = _without(template, binding, submission)
        return maker.outcome((template,), (edit,), Decision("undecided", reason="no_such_row"))
    message = "group.extra" if binding.absent == "rows" else "group.missing"
    edit = _without(template, binding, submission)
    if check.softened:
        decision = decide(edit, check.policy)
        if decision.reason == "no_such_row":
            decision = replace(decision, reason="missing")
        return maker.outcome((template,), (edit,), decision, None)
    terms = [term for term in edit.terms if term.slot.value is not None]
    sums = sum((t.coefficient * (t.slot.value or NIL) for t in terms), Fraction(0))
    decision = Decision(
        "discrepancy",
        "gross",
        stated=sums if binding.absent == "rows" and terms else None,
        derived=sums if binding.absent == "record" and terms else None,
        decimals=max((t.slot.decimals or 0 for t in terms), default=0),
    )
    if binding.absent == "rows":  # the finding is about the group, not about a row
        edit = edit.bind(lambda figure: [_of_group(figure)])
    return maker.outcome((template,), (edit,), decision, message)


def _of_group(figure: Figure) -> Figure:
    if figure.place is None:
        return figure
    return replace(figure, place=replace(figure.place, row=None, cell=None))


def _without(template: Edit[Slot], binding: Binding, submission: Submission) -> Edit[Figure]:
    """The edit with the absent side as one figure that is missing, placed at the group's key."""
    table = submission.tables[binding.table].tables[0]
    place = Place(table.input, table.name, key=binding.key)
    gone = Figure("", absence="missing", place=place)
    present = binding.figures(submission)

    def resolve(slot: Slot) -> list[Figure]:
        absent_row = slot.reach == "rows" and not binding.rows
        absent_record = slot.reach == "record" and binding.record is None
        absent_total = slot.reach == "total_row" and binding.total_row is None
        return [gone] if absent_row or absent_record or absent_total else present(slot)

    return template.bind(resolve)


def nothing(check: Check, submission: Submission, suite: str) -> Outcome:
    """The check reached no record, group or node: never a pass."""
    decision = Decision("undecided", reason="applied_to_nothing")
    if check.optional:
        decision = Decision("not_applicable", reason="applied_to_nothing")
    key: Key = check.variant
    slots = [
        (t.role, str(t.slot.field)) for s in check.statements for e in s.edits for t in e.terms
    ]
    result = Result(
        result_id(suite, check.name, check.kind, None, None, slots, key),
        check.name,
        check.code,
        check.kind,
        check.severity,
        check.policy.basis,
        submission.name,
        decision,
        (),
        key,
        None,
        wording=check.message,
    )
    return Outcome(result, check)
