"""Confronts the statements over records of one large table: screened, decided, accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from ...frames.frame import ROW
from ...frames.kernel import Tally
from ...layout.conform import conform
from ...layout.set_aside import SetAside
from ...model.figure import Figure
from ...model.report import Result
from ..balanced import settle_balanced
from ..bindings import Binding
from ..conformity import schema_results
from ..confront import Outcome, bound_outcomes
from ..submission import Record, Records, Submission
from .deciding import (
    AGREES,
    ASIDE,
    GROSS,
    LAST_DIGIT,
    LOUD,
    NOT_ABOUT,
    OPEN,
    WITHIN,
    Pulled,
    decide_rows,
    pulled_of,
)
from .planning import Asked, Plan, Planned, Planner
from .pulling import pieces, polars_mask, run, table_of, without_asides
from .repeated import repeated_keys

AT_ONCE = 20_000
_DECIDED = ("agrees", "agrees_within_rounding", "query", "discrepancy")
Kind = tuple[str, str | None, str]
"""Verdict, grade and severity."""

VERDICTS: dict[int, tuple[str, str | None]] = {
    AGREES: ("agrees", None),
    WITHIN: ("agrees_within_rounding", None),
    LAST_DIGIT: ("discrepancy", "last_digit"),
    GROSS: ("discrepancy", "gross"),
    ASIDE: ("not_applicable", None),
}


@dataclass(slots=True)
class Screened:
    """One large table after its screen.

    `states[s][r]` says of each pulled row what rule r of statement s came to; what the
    scalar engine decided stands in `opened[s]`, by row, and in `slow` for statements no
    screen can ask. `counts` holds every result of the table that is not in `conformity`.
    """

    plan: Plan
    submission: Submission
    name: str
    suite: str
    today: date
    frame: Any
    pulled: Pulled
    states: list[list[Any]]
    tally: Tally
    records: int
    counts: Counter[Kind] = field(default_factory=Counter)
    opened: dict[int, list[tuple[int, int, Result]]] = field(default_factory=dict)
    slow: list[tuple[int, Result]] = field(default_factory=list)
    conformity: list[Result] = field(default_factory=list)
    about: Counter[int] = field(default_factory=Counter)
    agreed: dict[tuple[int, int, int], str] = field(default_factory=dict)
    aside: tuple[SetAside, ...] = ()
    by_slow: dict[str, Any] = field(default_factory=dict)
    by_groups: dict[str, int] = field(default_factory=dict)

    def outcomes(
        self, rows: Sequence[int], planned: Planned
    ) -> Iterator[tuple[int, list[Outcome]]]:
        """The scalar outcomes of one statement for some pulled rows, row by row."""
        for start in range(0, len(rows), AT_ONCE):
            chosen = rows[start : start + AT_ONCE]
            table = table_of(self.plan, self.frame[list(chosen)])
            alone = self._alone(table)
            for at, row in enumerate(chosen):
                record = Record(table, at)
                binding = Binding(self.name, record.key, row, record)
                found = list(
                    bound_outcomes(
                        planned.check, planned.statement, binding, alone, self.suite, self.today
                    )
                )
                yield row, settle_balanced(found) if planned.check.kind == "share" else found

    def _alone(self, table: Any) -> Submission:
        """The submission with these rows in place of the table."""
        tables = dict(self.submission.tables)
        tables[self.name] = Records(self.name, (table,))
        return replace(self.submission, tables=tables, _periods={})


def screened(
    submission: Submission,
    name: str,
    asked: Sequence[Asked],
    suite: str,
    today: date,
    kept: frozenset[str] = frozenset(),
    told: Any = None,
) -> Screened:
    """Screen one large table of a submission and decide every row that came up."""
    (table,) = submission.tables[name].tables
    plan = Planner(table, submission, name, today).plan(asked)
    if plan.slow:  # every row is looked at, and its place among them kept
        plan = replace(plan, frame=plan.frame.collected())
    frame, tally, proved = run(plan, told)
    if plan.frame.verify is not None and _ends_blank(frame, plan):
        plan.frame.verify()
    frame, gone, aside = without_asides(plan, frame, kept)
    found = settled(plan, submission, name, suite, today, frame, tally, plan.frame.rows - gone)
    found.aside = aside
    _slow(found)
    if plan.table.schema is not None:
        found.conformity.extend(repeated_keys(found.plan, proved=proved))
    return found


def settled(
    plan: Plan,
    submission: Submission,
    name: str,
    suite: str,
    today: date,
    frame: Any,
    tally: Tally,
    records: int,
) -> Screened:
    """Decide rows that came up, in a polars frame."""
    plan = _with_decimals(plan, frame)
    pulled = pulled_of(frame, plan.program, [polars_mask(mask) for mask in plan.masks])
    states = [decide_rows(pulled, statement) for statement in plan.program.statements]
    found = Screened(plan, submission, name, suite, today, frame, pulled, states, tally, records)
    _count(found)
    _open(found)
    _conform(found)
    return found


def _ends_blank(frame: Any, plan: Plan) -> bool:
    return bool(frame.get_column(plan.frame.columns[-1]).null_count())


def _with_decimals(plan: Plan, frame: Any) -> Plan:
    """The plan with the printed decimals of doubles that a schema declares: only rows that
    came up can show more, so these rows tell."""
    from ...frames.embedded import decimals_of

    names = [
        column
        for column, form in plan.frame.forms.items()
        if form == "float" and column not in plan.decimals
    ]
    return replace(plan, decimals={**plan.decimals, **decimals_of(frame, names)})


def _count(found: Screened) -> None:
    """Count what the screen passed and what was decided in whole numbers."""
    plan = found.plan
    for at, (planned, statement) in enumerate(
        zip(plan.planned, plan.program.statements, strict=True)
    ):
        severity = planned.check.severity
        count = found.tally.counts[at]
        within = sum(count.within)
        found.counts["agrees", None, severity] += count.held * len(statement.rules) - within
        found.counts["agrees_within_rounding", None, severity] += within
        found.counts["not_applicable", None, severity] += count.aside * len(statement.rules)
        found.about[planned.order] += count.held + count.aside
        for state in found.states[at]:
            for code, number in enumerate(np.bincount(state, minlength=NOT_ABOUT + 1).tolist()):
                if code in VERDICTS:
                    found.counts[(*VERDICTS[code], severity)] += number
        if found.states[at]:
            found.about[planned.order] += int((found.states[at][0] != NOT_ABOUT).sum())
    for order, check, statement_ in plan.never:
        found.counts["not_applicable", None, check.severity] += found.records * len(
            statement_.edits
        )
        found.about[order] += found.records


def _open(found: Screened) -> None:
    """Decide by the scalar engine what whole numbers could not."""
    for at, planned in enumerate(found.plan.planned):
        states = found.states[at]
        left = np.zeros(found.pulled.rows, dtype=bool)
        for state in states:
            left |= state == OPEN
        for row, outcomes in found.outcomes(np.flatnonzero(left).tolist(), planned):
            for number, outcome in enumerate(outcomes):
                if states[number][row] == OPEN:
                    _keep(found, at, row, number, outcome.result, states[number])


def _keep(found: Screened, at: int, row: int, number: int, result: Result, state: Any) -> None:
    decision = result.decision
    found.counts[decision.verdict, decision.grade, result.severity] += 1
    if decision.verdict in ("agrees", "agrees_within_rounding"):
        found.agreed[at, number, row] = decision.verdict
    elif decision.verdict != "not_applicable":
        found.opened.setdefault(at, []).append((row, number, result))


def _slow(found: Screened) -> None:
    """Statements that no screen can ask: every row through the scalar engine, in pieces."""
    if not found.plan.slow:
        return
    seen = 0
    for piece in found.plan.frame.pieces():
        table = table_of(found.plan, piece)
        alone = found._alone(table)
        for at in range(len(table)):
            record = Record(table, at)
            for order, check, statement in found.plan.slow:
                if not _admits(statement, record, found.name):
                    continue
                binding = Binding(found.name, record.key, seen + at, record)
                outcomes = list(
                    bound_outcomes(check, statement, binding, alone, found.suite, found.today)
                )
                found.about[order] += 1
                for outcome in settle_balanced(outcomes) if check.kind == "share" else outcomes:
                    decision = outcome.result.decision
                    kind = (decision.verdict, decision.grade, outcome.result.severity)
                    found.counts[kind] += 1
                    if decision.verdict in _DECIDED:
                        for edit in outcome.edits:
                            for term in edit.terms:
                                _cover(found, term.slot, seen + at)
                    if not decision.verdict.startswith("agrees"):
                        found.slow.append((order, outcome.result))
        seen += len(table)


def _cover(found: Screened, figure: Figure, row: int) -> None:
    """Remember that a figure stands in an edit that was decided."""
    if figure.value is None or figure.place is None or figure.place.column is None:
        return
    header = figure.place.column
    if header not in found.by_slow:
        found.by_slow[header] = np.zeros(found.plan.frame.rows, dtype=bool)
    found.by_slow[header][row] = True


def _admits(statement: Any, record: Record, name: str) -> bool:
    return all(
        allowed.table not in (None, "", name)
        or allowed.field not in record.table.fields
        or allowed.admits(record.text(allowed.field))
        for allowed in statement.scope.where
    )


def _conform(found: Screened) -> None:
    """What the schema forbids, in the rows whose cells are not all plain."""
    plan = found.plan
    if plan.table.schema is None:
        return
    odd = odd_rows(found)
    for _, piece in pieces(found.frame[odd.tolist()], AT_ONCE):
        table = table_of(plan, piece)
        findings = [f for f in conform(table) if f.constraint not in ("duplicate_key", "unique")]
        found.conformity.extend(schema_results(table, findings))


def odd_rows(found: Screened) -> Any:
    """Pulled rows in which some cell is not plain, or that came up by a cell of no figure."""
    odd = np.zeros(found.pulled.rows, dtype=bool)
    for plain in found.pulled.plain:
        odd |= ~plain
    loud = np.zeros(found.pulled.rows, dtype=bool)
    for states in found.states:
        for state in states:
            loud |= (state != AGREES) & (state != NOT_ABOUT)
    return np.flatnonzero(odd | ~loud)


def loud_pairs(found: Screened, at: int) -> tuple[Any, Any]:
    """Of a statement the pulled rows and rule numbers of findings decided in whole numbers,
    in the order of rows and then of rules."""
    states = found.states[at]
    if not states:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    flags = np.stack([np.isin(state, LOUD) for state in states], axis=1)
    rows, rules = np.nonzero(flags)
    return rows, rules


def row_numbers(found: Screened) -> Any:
    """The number of each pulled row (from 0), or None where the table has no order."""
    return found.frame.get_column(ROW).to_numpy() if found.plan.frame.ordered else None
