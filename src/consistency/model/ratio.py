"""The two sides of a ratio edit."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .edit import NIL, ONE, Policy, RatioEdit
from .figure import Figure
from .interval import EVERYTHING, Interval, point
from .precision import Reading, face_prints_as
from .ranges import divide, linear_fraction, multiply
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


def ratio_sides(edit: RatioEdit[Figure], readings: Sequence[Reading], policy: Policy) -> Sides:
    """Stated figure against factor x numerator / denominator + constant."""
    split = 1 + len(edit.numerator)
    stated = bound_terms((edit.stated,), readings[:1])[0]
    numerator = bound_terms(edit.numerator, readings[1:split])
    denominator = bound_terms(edit.denominator, readings[split:])
    face = stated.term.slot.value
    unknown = [b for b in (stated, *numerator, *denominator) if b.unknown]
    blank = Sides(face, None, stated.reading.possible, EVERYTHING, unknown=bool(unknown))
    whole = face_value(denominator, NIL) if denominator else ONE
    if denominator and whole == 0:
        return _nothing_of_nothing(edit, stated, numerator, blank)
    if unknown and unknown != [stated]:
        return _ratio_with_missing(edit, stated, numerator, denominator, unknown, blank)
    cells = [_ratio_range(edit, numerator, denominator, likely=likely) for likely in (True, False)]
    likely, possible = cells
    if possible is None or likely is None:
        return Sides(face, None, stated.reading.possible, EVERYTHING, reason="not_testable")
    derived = edit.factor * _ratio_face(edit, numerator) / (whole or ONE) + edit.constant
    slack = Interval(-policy.tolerance, policy.tolerance)
    gap = None if face is None else face - derived
    return Sides(
        face,
        derived,
        stated.reading.possible,
        possible,
        face is not None and face_prints_as(derived, stated.term.slot, stated.reading, policy),
        stated.reading.likely.meets(likely),
        stated.reading.likely.meets(likely + slack),
        stated.reading.possible.meets(possible + slack),
        is_last_digit(edit, readings, gap),
        bool(unknown),
        derived if unknown else None,
        gap,
        allowed_gap("=", face, derived, stated.reading.possible, possible, policy),
    )


def _ratio_face(edit: RatioEdit[Figure], numerator: list[Bound]) -> Fraction:
    if not edit.product:
        face = face_value(numerator, NIL)
        return NIL if face is None else face
    result = Fraction(1)
    for bound in numerator:
        result *= bound.term.coefficient * (bound.term.slot.value or NIL)
    return result


def _ratio_range(
    edit: RatioEdit[Figure], numerator: list[Bound], denominator: list[Bound], *, likely: bool
) -> Interval | None:
    """All values the derived side can take; None where it is unbounded or undefined."""
    if edit.product:
        top = multiply(
            [
                (b.reading.likely if likely else b.reading.possible).scaled(b.term.coefficient)
                for b in numerator
            ]
        )
        range_ = top
    elif not denominator:
        range_ = sum_of_cells(numerator, NIL, likely=likely)
    else:
        range_ = linear_fraction(
            _coefficients(numerator),
            _coefficients(denominator),
            _cells(numerator + denominator, likely=likely),
        )
    if range_ is None:
        return None
    return range_.scaled(edit.factor) + point(edit.constant)


def _coefficients(terms: list[Bound]) -> dict[object, Fraction]:
    result: dict[object, Fraction] = {}
    for bound in terms:
        result[bound.identity] = result.get(bound.identity, NIL) + bound.term.coefficient
    return result


def _cells(terms: list[Bound], *, likely: bool) -> dict[object, Interval]:
    return {b.identity: b.reading.likely if likely else b.reading.possible for b in terms}


def _nothing_of_nothing(
    edit: RatioEdit[Figure], stated: Bound, numerator: list[Bound], blank: Sides
) -> Sides:
    """A whole of 0 with a part of 0 agrees with 0, 100, blank or a dash; else nothing is said."""
    part = None if edit.product else face_value(numerator, NIL)
    slot = stated.term.slot
    empty = slot.value in (0, 100) or slot.absence == "missing"
    fits = edit.percent and edit.constant == 0 and part == 0 and empty
    return Sides(
        blank.stated,
        None,
        blank.stated_possible,
        EVERYTHING,
        agrees=fits,
        reason=None if fits else "zero_base",
    )


def _ratio_with_missing(
    edit: RatioEdit[Figure],
    stated: Bound,
    numerator: list[Bound],
    denominator: list[Bound],
    unknown: list[Bound],
    blank: Sides,
) -> Sides:
    """One missing operand: is there a value it can have? Several: nothing is claimed."""
    needed: Interval | None = None
    if len(unknown) == 1 and edit.factor != 0:
        needed = _needed_by_ratio(edit, stated, numerator, denominator, unknown[0])
    holds = needed is None or can_be(unknown[0], needed)
    implied = None if needed is None else one_value(unknown[0], needed)
    return Sides(
        blank.stated,
        None,
        blank.stated_possible,
        EVERYTHING,
        unknown=True,
        possible_holds=holds,
        implied=implied,
    )


def _needed_by_ratio(
    edit: RatioEdit[Figure],
    stated: Bound,
    numerator: list[Bound],
    denominator: list[Bound],
    missing: Bound,
) -> Interval | None:
    """The values of the missing operand with which the edit holds; None where unbounded."""
    ratio = (stated.reading.possible + point(-edit.constant)).scaled(1 / edit.factor)
    others = [b for b in (*numerator, *denominator) if b is not missing]
    if any(b.identity == missing.identity for b in others) or not ratio.is_bounded:
        return None
    if any(not b.reading.possible.is_bounded for b in others):
        return None
    if any(b is missing for b in numerator):
        whole = sum_of_cells(denominator, NIL, likely=False) if denominator else point(1)
        if edit.product:
            rest = multiply([b.reading.possible.scaled(b.term.coefficient) for b in others])
            needed = divide(ratio, rest)
        else:
            rest = sum_of_cells([b for b in others if b in numerator], NIL, likely=False)
            needed = ratio * whole + rest.scaled(-1)
    else:
        part = sum_of_cells(numerator, NIL, likely=False)
        rest = sum_of_cells([b for b in others if b in denominator], NIL, likely=False)
        quotient = divide(part, ratio)
        needed = None if quotient is None else quotient + rest.scaled(-1)
    return None if needed is None else needed.scaled(1 / missing.term.coefficient)
