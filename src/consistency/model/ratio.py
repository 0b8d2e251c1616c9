"""The two sides of a ratio edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .edit import NIL, ONE, Policy, RatioEdit
from .figure import Figure
from .interval import EVERYTHING, NOTHING, Interval, point
from .precision import Reading, face_prints_as
from .ranges import divide, linear_fraction, multiply, positive_wholes
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


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A ratio edit with its terms bound to readings."""

    edit: RatioEdit[Figure]
    stated: Bound
    numerator: list[Bound]
    denominator: list[Bound]

    @property
    def operands(self) -> list[Bound]:
        return [*self.numerator, *self.denominator]

    @property
    def shares_figures(self) -> bool:
        """A printed figure stands in several operands: it is one unknown."""
        return len({b.identity for b in self.operands}) < len(self.operands)


def ratio_sides(edit: RatioEdit[Figure], readings: Sequence[Reading], policy: Policy) -> Sides:
    """Stated figure against factor x numerator / denominator + constant."""
    split = 1 + len(edit.numerator)
    ratio = _Ratio(
        edit,
        bound_terms((edit.stated,), readings[:1])[0],
        bound_terms(edit.numerator, readings[1:split]),
        bound_terms(edit.denominator, readings[split:]),
    )
    whole = face_value(ratio.denominator, NIL) if edit.denominator else ONE
    if whole == 0:
        return _nothing_of_nothing(ratio)
    if any(bound.unknown for bound in ratio.operands):
        return _with_missing(ratio, policy)
    possible = _range(ratio, likely=False)
    if possible is None or (possible.low is None and possible.high is None):
        return _unsaid(ratio, reason="not_testable")
    likely: Interval | None = possible
    if any(reading.likely is not reading.possible for reading in readings[1:]):
        likely = _range(ratio, likely=True)
    derived = _derived(ratio, whole or ONE)
    return _compared(ratio, readings, derived, likely or possible, possible, policy)


def _compared(
    ratio: _Ratio,
    readings: Sequence[Reading],
    derived: Fraction,
    likely: Interval,
    possible: Interval,
    policy: Policy,
) -> Sides:
    stated, slot = ratio.stated, ratio.stated.term.slot
    gap = None if slot.value is None else slot.value - derived
    likely_holds, tolerance_holds = stated.reading.likely.meets(likely), False
    tolerated = possible
    if policy.tolerance:
        slack = Interval(-policy.tolerance, policy.tolerance)
        tolerated = possible + slack
        tolerance_holds = stated.reading.likely.meets(likely + slack)
    if stated.unknown:
        possible_holds = can_be([stated], tolerated)
    else:
        possible_holds = stated.reading.possible.meets(tolerated)
    return Sides(
        slot.value,
        derived,
        stated.reading.possible,
        possible,
        agrees=gap is not None and face_prints_as(derived, slot, stated.reading),
        likely_holds=likely_holds,
        tolerance_holds=tolerance_holds,
        possible_holds=possible_holds,
        is_last_digit=not possible_holds and is_last_digit(ratio.edit, readings, gap),
        unknown=stated.unknown,
        implied=derived if stated.unknown and possible_holds else None,
        gap=gap,
        allowed=allowed_gap("=", gap, stated.reading.possible, possible, policy.tolerance),
    )


def _unsaid(ratio: _Ratio, *, agrees: bool = False, reason: str | None = None) -> Sides:
    """Nothing is derived."""
    stated = ratio.stated
    return Sides(
        stated.term.slot.value,
        None,
        stated.reading.possible,
        EVERYTHING,
        agrees=agrees,
        possible_holds=agrees,
        unknown=stated.unknown,
        reason=reason,
    )


def _derived(ratio: _Ratio, whole: Fraction) -> Fraction:
    """What recomputing from the printed figures gives."""
    if ratio.edit.product:
        top = ONE
        for bound in ratio.numerator:
            top *= bound.term.coefficient * (bound.term.slot.value or NIL)
    else:
        top = face_value(ratio.numerator, NIL) or NIL
    return _placed(ratio, point(top / whole)).low or NIL


def _placed(ratio: _Ratio, quotients: Interval) -> Interval:
    """Quotients times the factor, and the constant added."""
    placed = quotients.scaled(ratio.edit.factor)
    return placed + point(ratio.edit.constant) if ratio.edit.constant else placed


def _range(ratio: _Ratio, *, likely: bool) -> Interval | None:
    """All values the derived side can take; None where the denominator reaches zero."""
    quotients: Interval | None
    if ratio.edit.product:
        quotients = multiply([bound.cell(likely=likely) for bound in ratio.numerator])
    elif not ratio.denominator:
        quotients = sum_of_cells(ratio.numerator, NIL, likely=likely)
    elif ratio.shares_figures:
        quotients = linear_fraction(
            _coefficients(ratio.numerator),
            _coefficients(ratio.denominator),
            {b.identity: _cell(b, likely=likely) for b in ratio.operands},
        )
    else:
        below = sum_of_cells(ratio.denominator, NIL, likely=likely)
        if 0 in (below.low, below.high):
            return None
        quotients = divide(sum_of_cells(ratio.numerator, NIL, likely=likely), below)
    return None if quotients is None else _placed(ratio, quotients)


def _cell(bound: Bound, *, likely: bool) -> Interval:
    return bound.reading.likely if likely else bound.reading.possible


def _coefficients(terms: list[Bound]) -> dict[object, Fraction]:
    result: dict[object, Fraction] = {}
    for bound in terms:
        result[bound.identity] = result.get(bound.identity, NIL) + bound.term.coefficient
    return result


def _says_nothing_of_nothing(ratio: _Ratio) -> bool:
    """What is stated for a part of 0 in a whole of 0: 0, 100, blank or a dash."""
    edit, slot = ratio.edit, ratio.stated.term.slot
    empty = slot.value in (0, edit.factor) or slot.absence == "missing"
    return edit.percent and edit.constant == 0 and empty


def _nothing_of_nothing(ratio: _Ratio) -> Sides:
    """A whole of 0 with a part of 0: fits what is stated for it, or nothing is said."""
    part = None if ratio.edit.product else face_value(ratio.numerator, NIL)
    fits = part == 0 and _says_nothing_of_nothing(ratio)
    return _unsaid(ratio, agrees=fits, reason=None if fits else "zero_base")


def _with_missing(ratio: _Ratio, policy: Policy) -> Sides:
    """Missing operands: are there values they can have?"""
    stated = ratio.stated
    target = stated.reading.possible + Interval(-policy.tolerance, policy.tolerance)
    missing = [bound for bound in ratio.operands if bound.unknown]
    reached = _range(ratio, likely=False) or EVERYTHING
    holds, implied = stated.unknown or reached.meets(target), None
    if holds and len(missing) == 1 and not stated.unknown and ratio.edit.factor != 0:
        quotients = (target + point(-ratio.edit.constant)).scaled(1 / ratio.edit.factor)
        needed = _needed(ratio, missing[0], quotients)
        if needed is not None:
            holds, implied = can_be(missing, needed), one_value(missing[0], needed)
    return Sides(
        stated.term.slot.value,
        None,
        stated.reading.possible,
        reached,
        unknown=True,
        possible_holds=holds,
        implied=implied,
    )


def _needed(ratio: _Ratio, missing: Bound, quotients: Interval) -> Interval | None:
    """What the missing operand must contribute to reach `quotients`; None: not bounded here."""
    if any(bound is missing for bound in ratio.denominator):
        return _needed_below(ratio, missing, quotients)
    others = [bound for bound in ratio.numerator if bound is not missing]
    if not ratio.edit.product:
        whole = point(1)
        if ratio.denominator:
            whole = sum_of_cells(ratio.denominator, NIL, likely=False)
        return quotients * whole + sum_of_cells(others, NIL, likely=False).scaled(-1)
    rest = multiply([bound.cell(likely=False) for bound in others])
    if rest.is_point and 0 in rest:
        return EVERYTHING if 0 in quotients else NOTHING
    return divide(quotients, rest)


def _needed_below(ratio: _Ratio, missing: Bound, quotients: Interval) -> Interval | None:
    """The same for an operand of the denominator, which cannot be zero."""
    part = sum_of_cells(ratio.numerator, NIL, likely=False)
    others = [bound for bound in ratio.denominator if bound is not missing]
    rest = sum_of_cells(others, NIL, likely=False)
    if 0 in part and _says_nothing_of_nothing(ratio):
        return None
    whole = rest + missing.cell(likely=False)
    if whole.low is None or whole.low < 0:
        if 0 in quotients:
            return None
        wholes = NOTHING if part.is_point and 0 in part else divide(part, quotients)
    else:
        wholes = positive_wholes(part, quotients)
    if wholes is None or wholes.is_empty:
        return wholes
    return wholes + rest.scaled(-1)
