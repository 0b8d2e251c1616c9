"""What a compiled check states, written as a formula before any data is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from ..checks.condition import Allowed
from ..checks.slots import Scope, Slot
from ..model.edit import BalanceEdit, Edit, RatioEdit, Term
from ..model.quantity import plain
from ..suite.check import Check


def equations(check: Check) -> Iterator[str]:
    """Each edit of a check as a line of text, in order.

    `villages = model + advanced`, `model_pct = 100 x model / villages`,
    `members = sum of people in roster, by town`.
    """
    for statement in check.statements:
        tail = _over(statement.scope)
        if statement.base is not None:
            pairs = " and ".join(_pair(edit) for edit in statement.edits)
            yield f"{pairs} of one unprinted whole number{tail}"
            continue
        for edit in statement.edits:
            yield _equation(edit) + tail


def _pair(edit: Edit[Slot]) -> str:
    share, part = edit.terms[0].slot, edit.terms[1].slot
    return f"{_name(part)} is {_name(share)} percent"


def _equation(edit: Edit[Slot]) -> str:
    if isinstance(edit, BalanceEdit):
        left = _sum(edit.stated, edit.stated_constant)
        right = _sum(edit.parts, edit.constant)
        if not edit.stated and edit.relation == "=":
            left, right = right, left
        return f"{left} {edit.relation} {right}"
    return f"{_name(edit.stated.slot)} = {_quotient(edit)}"


def _quotient(edit: RatioEdit[Slot]) -> str:
    if edit.product:
        text = " x ".join(_name(term.slot) for term in edit.numerator)
    else:
        text = _bracketed(edit.numerator)
    if edit.factor != 1:
        text = f"{plain(edit.factor, 12)} x {text}"
    if edit.denominator:
        text += f" / {_bracketed(edit.denominator)}"
    return text + (_signed(edit.constant, plain(abs(edit.constant), 12)) if edit.constant else "")


def _bracketed(terms: tuple[Term[Slot], ...]) -> str:
    text = _sum(terms, Fraction(0))
    return f"({text})" if len(terms) > 1 else text


def _sum(terms: Iterable[Term[Slot]], constant: Fraction) -> str:
    text = ""
    for term in terms:
        size = abs(term.coefficient)
        factor = "" if size == 1 else f"{plain(size, 12)} x "
        text += _signed(term.coefficient, factor + _name(term.slot))
    if constant or not text:
        text += _signed(constant, plain(abs(constant), 12))
    return text[3:] if text.startswith(" + ") else "-" + text[3:]


def _signed(value: Fraction, text: str) -> str:
    return f" - {text}" if value < 0 else f" + {text}"


def _name(slot: Slot) -> str:
    if slot.reach == "rows":
        return f"sum of {slot.field}"
    if slot.reach == "count":
        return "number of rows"
    if slot.reach == "distinct":
        return f"number of distinct {slot.field}"
    return str(slot.field)


def _over(scope: Scope) -> str:
    text = {"children": " of the children", "each_row": ", in each row"}.get(scope.over, "")
    if scope.detail is not None:
        text += f" in {scope.detail}"
    if scope.by:
        text += ", by " + " and ".join(str(ref) for ref in scope.by)
    if scope.where:
        text += ", where " + " and ".join(_condition(allowed) for allowed in scope.where)
    if scope.equals:
        text += ", the total where " + " and ".join(_condition(a) for a in scope.equals)
    return text


def _condition(allowed: Allowed) -> str:
    shown = " or ".join("blank" if value is None else value for value in allowed.values)
    return f"{allowed.field} is {'not ' if allowed.inverse else ''}{shown}"
