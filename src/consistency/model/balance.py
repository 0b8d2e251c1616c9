"""The two sides of a balance edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from .edit import NIL, BalanceEdit, Policy, Term
from .figure import Figure
from .interval import ZERO, Interval
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
    stated_possible = sum_of_cells(stated, edit.stated_constant, likely=False)
    derived_possible = sum_of_cells(parts, edit.constant, likely=False)
    gap = None if face is None or derived is None else face - derived
    found = Sides(
        face,
        derived,
        stated_possible,
        derived_possible,
        agrees=agrees,
        gap=gap,
        allowed=allowed_gap(
            edit.relation, gap, stated_possible, derived_possible, policy.tolerance
        ),
    )
    return found if agrees else _held(found, edit, stated, parts, readings, policy)


def _held(
    found: Sides,
    edit: BalanceEdit[Figure],
    stated: list[Bound],
    parts: list[Bound],
    readings: Sequence[Reading],
    policy: Policy,
) -> Sides:
    """What holds where the printed figures do not."""
    gaps = likely = _Gaps(found.stated_possible, found.derived_possible)
    if any(reading.likely is not reading.possible for reading in readings):
        likely = _Gaps(
            sum_of_cells(stated, edit.stated_constant, likely=True),
            sum_of_cells(parts, edit.constant, likely=True),
        )
    target = tolerated = _TARGETS[edit.relation]
    if policy.tolerance:
        tolerated = target + Interval(-policy.tolerance, policy.tolerance)
    unknown = any(b.unknown for b in (*stated, *parts))
    if unknown:
        possible_holds, implied = _with_missing(stated, parts, edit, tolerated)
    else:
        possible_holds, implied = gaps.meet(tolerated), None
    return replace(
        found,
        likely_holds=likely.meet(target),
        tolerance_holds=bool(policy.tolerance) and likely.meet(tolerated),
        possible_holds=possible_holds,
        is_last_digit=is_last_digit(edit, readings, found.gap),
        unknown=unknown,
        implied=implied,
    )


class _Gaps(NamedTuple):
    """All gaps between a value of the one side and a value of the other."""

    stated: Interval
    derived: Interval

    def meet(self, target: Interval) -> bool:
        """Some gap lies in `target`."""
        if target is ZERO:
            return self.stated.reaches(self.derived)
        return (self.stated + self.derived.scaled(-1)).meets(target)


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
    if face == derived:
        return True
    if len(stated) == 1 and edit.stated_constant == 0 and stated[0].term.coefficient == 1:
        return face_prints_as(derived, stated[0].term.slot, stated[0].reading)
    return False


def _with_missing(
    stated: list[Bound], parts: list[Bound], edit: BalanceEdit[Figure], target: Interval
) -> tuple[bool, Fraction | None]:
    """Some values of the missing figures satisfy the edit; the one value of a single one."""
    turned = [*stated, *(_turned(bound) for bound in parts)]
    missing = [bound for bound in turned if bound.unknown]
    known = [bound for bound in turned if not bound.unknown]
    constant = edit.stated_constant - edit.constant
    needed = target + sum_of_cells(known, constant, likely=False).scaled(-1)
    if len(missing) > 1:
        return can_be(missing, needed), None
    face = face_value(known, constant) if edit.relation == "=" else None
    implied = one_value(missing[0], needed, None if face is None else -face)
    return can_be(missing, needed), implied


def _turned(bound: Bound) -> Bound:
    """A part as a term of the stated side."""
    term = Term(bound.term.role, bound.term.slot, -bound.term.coefficient)
    return Bound(term, bound.reading, bound.identity)
