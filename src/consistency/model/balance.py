"""The two sides of a balance edit."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .edit import NIL, BalanceEdit, Policy, Term
from .figure import Figure
from .interval import EVERYTHING, ZERO, Interval
from .precision import Reading, face_prints_as
from .sides import (
    Bound,
    Sides,
    allowed_gap,
    bound_terms,
    can_be,
    face_value,
    is_last_digit,
    one_value,
    sum_of_cells,
)


def _merged(stated: list[Bound], parts: list[Bound]) -> tuple[list[Bound], list[Bound]]:
    """One term for each printed figure, on one side: a figure is one unknown."""
    if len({b.identity for b in stated} | {b.identity for b in parts}) == len(stated) + len(parts):
        return stated, parts
    net: dict[object, tuple[Bound, Fraction, bool]] = {}
    for side, terms in ((True, stated), (False, parts)):
        for bound in terms:
            first, coefficient, on_stated = net.get(bound.identity, (bound, NIL, side))
            signed = bound.term.coefficient * (1 if side == on_stated else -1)
            net[bound.identity] = (first, coefficient + signed, on_stated)
    left: list[Bound] = []
    right: list[Bound] = []
    for bound, coefficient, on_stated in net.values():
        term = Term(bound.term.role, bound.term.slot, coefficient)
        (left if on_stated else right).append(Bound(term, bound.reading, bound.identity))
    return left, right


_TARGETS = {"=": ZERO, "<=": Interval(None, NIL), ">=": Interval(NIL, None)}


def balance_sides(edit: BalanceEdit[Figure], readings: Sequence[Reading], policy: Policy) -> Sides:
    """Both sides of a balance edit."""
    split = len(edit.stated)
    stated = bound_terms(edit.stated, readings[:split])
    parts = bound_terms(edit.parts, readings[split:])
    face, derived = face_value(stated, edit.stated_constant), face_value(parts, edit.constant)
    agrees = _balance_agrees(edit, stated, face, derived, policy)
    stated, parts = _merged(stated, parts)
    cells = [
        (
            sum_of_cells(stated, edit.stated_constant, likely=likely),
            sum_of_cells(parts, edit.constant, likely=likely),
        )
        for likely in (True, False)
    ]
    target = _TARGETS[edit.relation]
    slack = Interval(-policy.tolerance, policy.tolerance)
    likely, possible = (left + right.scaled(-1) for left, right in cells)
    stated_possible, derived_possible = cells[1]
    unknown = [b for b in (*stated, *parts) if b.unknown]
    possible_holds = possible.meets(target + slack)
    implied = None
    if len(unknown) == 1:
        needed = _needed_by_balance(unknown[0], stated, parts, edit, target + slack)
        possible_holds = can_be(unknown[0], needed)
        implied = one_value(unknown[0], needed)
    gap = None if face is None or derived is None else face - derived
    return Sides(
        face,
        derived,
        stated_possible,
        derived_possible,
        agrees,
        likely.meets(target),
        likely.meets(target + slack),
        possible_holds,
        is_last_digit(edit, readings, gap),
        bool(unknown),
        implied,
        gap,
        allowed_gap(edit.relation, face, derived, stated_possible, derived_possible, policy),
    )


def _balance_agrees(
    edit: BalanceEdit[Figure],
    stated: list[Bound],
    face: Fraction | None,
    derived: Fraction | None,
    policy: Policy,
) -> bool:
    if face is None or derived is None:
        return False
    if edit.relation != "=":
        return face <= derived if edit.relation == "<=" else face >= derived
    if len(stated) == 1 and edit.stated_constant == 0 and stated[0].term.coefficient == 1:
        return face_prints_as(derived, stated[0].term.slot, stated[0].reading, policy)
    return face == derived


def _needed_by_balance(
    missing: Bound,
    stated: list[Bound],
    parts: list[Bound],
    edit: BalanceEdit[Figure],
    target: Interval,
) -> Interval:
    """The values of the one missing figure with which the edit holds."""
    sign = 1 if any(b is missing for b in stated) else -1
    known = sum_of_cells(
        [b for b in stated if b is not missing], edit.stated_constant, likely=False
    )
    others = sum_of_cells([b for b in parts if b is not missing], edit.constant, likely=False)
    coefficient = missing.term.coefficient * sign
    if coefficient == 0:
        return EVERYTHING
    residual = target + (known + others.scaled(-1)).scaled(-1)
    return residual.scaled(1 / coefficient)
