"""Whether a check concerns a record at all: its `when` and its validity dates."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from ..checks.condition import plain_text
from ..checks.linear import Linear
from ..model.edit import Decision
from ..suite.check import Check, When
from .bindings import Binding
from .submission import Record, Submission

_COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def hinders(check: Check, binding: Binding, submission: Submission, today: date) -> Decision | None:
    """Not applicable, or undecided because the condition cannot be read; None: go on."""
    record = binding.where_at
    if record is None:
        return None
    period = submission.tables[binding.table].period
    at = record.text(period) if period is not None else None
    if not all(valid.covers(at, today) for valid in check.valid):
        return Decision("not_applicable", reason="valid")
    if check.when is None:
        return None
    held = _holds(check.when, record, binding.table, submission)
    if isinstance(held, tuple):
        reason, name = held
        if reason == "earliest_period":
            return Decision("not_applicable", reason=reason)
        return Decision("undecided", reason=reason, reason_values=(("absent", name),))
    return None if held else Decision("not_applicable", reason="when")


def _holds(
    when: When, record: Record, table: str, submission: Submission
) -> bool | tuple[str, str]:
    """Whether the condition holds on face values, or why nobody can tell, and for which field."""
    read = when.comparison
    if isinstance(read.right, str):
        (name,) = read.left.terms
        ref = when.fields[name]
        figure = submission.figure(ref, record, table)
        if figure.absence in ("no_such_row", "earliest_period"):
            return figure.absence, name
        place = figure.place
        text = plain_text(figure.text) if place is None else _text(record, ref.name, figure.text)
        return (text == plain_text(read.right)) == (read.op == "=")
    left = _value(read.left, when, record, table, submission)
    right = _value(read.right, when, record, table, submission)
    if isinstance(left, tuple):
        return left
    return right if isinstance(right, tuple) else _COMPARE[read.op](left, right)


def _text(record: Record, name: str, otherwise: str) -> str | None:
    """The whole cell where the record itself has it; else the text of the figure."""
    return record.text(name) if name in record.table.fields else plain_text(otherwise)


def _value(
    side: Linear, when: When, record: Record, table: str, submission: Submission
) -> Fraction | tuple[str, str]:
    result = side.constant
    for name, coefficient in side.terms.items():
        figure = submission.figure(when.fields[name], record, table)
        if figure.value is None:
            return figure.absence or "missing", name
        result += coefficient * figure.value
    return result
