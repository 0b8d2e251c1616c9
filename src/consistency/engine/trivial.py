"""Edits whose outcome no data can change: always true, never true, or short of a term.

The coefficients of a check's edits are merged slot by slot, before any data is
there (redundant and contradictory edits: de Waal, Pannekoek & Scholtus 2011,
chapter 3). What is found is a property of the check, not of a return.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from ..checks.slots import Slot, Statement
from ..model.edit import BalanceEdit, Edit, RatioEdit, Term
from ..model.quantity import plain
from ..suite.check import Check
from ..suite.validity import Validity

Severity = Literal["error", "warning"]
Sums = Mapping[Slot, Fraction]

_HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_NARROW = "name another field, or remove the check"


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is odd about a check, in words, and what to do about it."""

    severity: Severity
    text: str
    next: str


def oddities(check: Check) -> Iterator[Oddity]:
    """Everything about one compiled check that no data can change, each once."""
    seen: dict[Oddity, None] = {}
    for statement in check.statements:
        for edit in statement.edits:
            seen.update(dict.fromkeys(_edit(edit)))
        seen.update(dict.fromkeys((*_bounds(statement), *_rows(statement))))
    yield from seen
    yield from _when(check)
    yield from _dates(check)


def merged(terms: Iterable[Term[Slot]], sign: int = 1) -> dict[Slot, Fraction]:
    """The sum of the coefficients of each slot, those that cancel out included."""
    sums: dict[Slot, Fraction] = {}
    for term in terms:
        sums[term.slot] = sums.get(term.slot, Fraction(0)) + sign * term.coefficient
    return sums


def net(edit: BalanceEdit[Slot]) -> tuple[dict[Slot, Fraction], Fraction]:
    """Coefficients and constant of `stated - parts`, which is compared with 0."""
    sums = merged(edit.stated)
    for slot, coefficient in merged(edit.parts, -1).items():
        sums[slot] = sums.get(slot, Fraction(0)) + coefficient
    return sums, edit.stated_constant - edit.constant


def as_balance(edit: Edit[Slot]) -> BalanceEdit[Slot] | None:
    """The edit as a signed sum; None for a quotient and for a product of several fields."""
    if isinstance(edit, BalanceEdit):
        return edit
    if edit.denominator or (edit.product and len(edit.numerator) > 1):
        return None
    parts = tuple(Term(t.role, t.slot, t.coefficient * edit.factor) for t in edit.numerator)
    return BalanceEdit((edit.stated,), parts, constant=edit.constant)


def _edit(edit: Edit[Slot]) -> Iterator[Oddity]:
    balance = as_balance(edit)
    if balance is None:
        assert isinstance(edit, RatioEdit)  # noqa: S101 - what as_balance leaves
        yield from _ratio(edit)
        return
    sums, constant = net(balance)
    if any(sums.values()):
        for slot in (slot for slot, coefficient in sums.items() if coefficient == 0):
            text = f"names '{slot.field}' on both sides, where it cancels out"
            yield Oddity("warning", text, "name it once")
    else:
        left, right = plain(balance.stated_constant, 6), plain(balance.constant, 6)
        rest = f"it comes down to {left} {balance.relation} {right}"
        if _HOLDS[balance.relation](constant, Fraction(0)):
            yield Oddity("warning", f"can never fail: {rest}", _NARROW)
        else:
            yield Oddity("error", f"can never hold: {rest}", _NARROW)


def _ratio(edit: RatioEdit[Slot]) -> Iterator[Oddity]:
    top, bottom = merged(edit.numerator), merged(edit.denominator)
    stated = edit.stated.slot
    if stated in top or stated in bottom:
        text = f"states '{stated.field}' and computes it from itself"
        yield Oddity("warning", text, "name the field that states the result")
        return
    if edit.denominator and not any(bottom.values()):
        yield Oddity("error", "can never be decided: its denominator comes down to 0", _NARROW)
    quotient = None if edit.product else _quotient(top, bottom)
    if quotient is not None:
        value = plain(edit.factor * quotient + edit.constant, 6)
        names = " and ".join(f"'{slot.field}'" for slot in top)
        text = f"has {names} above and below: the result is always {value}"
        yield Oddity("warning", text, "name another field")


def _quotient(top: Sums, bottom: Sums) -> Fraction | None:
    """The number that `top / bottom` always is; None where it depends on the figures."""
    slots = [slot for slot in {**top, **bottom} if top.get(slot) or bottom.get(slot)]
    if not slots or not all(bottom.get(slot) for slot in slots):
        return None
    quotients = {top.get(slot, Fraction(0)) / bottom[slot] for slot in slots}
    return quotients.pop() if len(quotients) == 1 else None


def _bounds(statement: Statement) -> Iterator[Oddity]:
    """Numbers in ascending order whose own order is another: `[10, field, 5]`."""
    numbers: list[Fraction] = []
    for edit in statement.edits:
        if not isinstance(edit, BalanceEdit) or edit.relation != "<=":
            return
        numbers += [] if edit.stated else [edit.stated_constant]
        numbers += [] if edit.parts else [edit.constant]
    for low, high in pairwise(numbers):
        if low > high:
            shown = f"{plain(low, 6)} <= ... <= {plain(high, 6)}"
            yield Oddity("error", f"can never hold: {shown}", "swap the two numbers")


def _rows(statement: Statement) -> Iterator[Oddity]:
    """Conditions on rows that choose nothing, or the total's row among its own parts."""
    scope = statement.scope
    for allowed in (*scope.where, *scope.equals):
        if not allowed.values and not allowed.inverse:
            text = f"never applies: '{allowed.field}' may have no value at all"
            yield Oddity("warning", text, "name at least one value")
    if scope.equals and scope.where and set(scope.where) == set(scope.equals):
        text = "can never fail: 'where' and 'equals' choose the same rows"
        yield Oddity("warning", text, "let 'where' choose the parts")


def _when(check: Check) -> Iterator[Oddity]:
    when = check.when
    if when is None or isinstance(when.comparison.right, str):
        return
    side = when.comparison.left.plus(when.comparison.right, -1)
    if any(side.terms.values()):
        return
    if _HOLDS[when.comparison.op](side.constant, Fraction(0)):
        yield Oddity("warning", "has a 'when' that is true of every record", "remove it")
    else:
        yield Oddity("warning", "never applies: 'when' is true of no record", "mend it")


def _dates(check: Check) -> Iterator[Oddity]:
    """The dates of the check and of its suite have no day in common."""
    if len(check.valid) == 2 and _apart(*check.valid):
        text = "never applies: its dates lie outside those of the suite"
        yield Oddity("warning", text, "mend 'valid'")


def _apart(one: Validity, other: Validity) -> bool:
    return any(_ends_before(a, b) for a, b in ((one, other), (other, one)))


def _ends_before(one: Validity, other: Validity) -> bool:
    if one.end is None or other.start is None:
        return False
    length = min(len(one.end), len(other.start))
    return one.end[:length] < other.start[:length]
