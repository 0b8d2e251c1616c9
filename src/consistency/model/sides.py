"""The two sides of an edit as intervals, and whether they can meet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .edit import ONE, BalanceEdit, RatioEdit, Term
from .figure import Figure
from .interval import Interval, added, point, total
from .precision import Reading


@dataclass(frozen=True, slots=True)
class Sides:
    """What `decide` needs to know of an edit: faces, cells, and what holds.

    `implied` is the one value a single missing figure would have to take, where
    there is exactly one. `reason` is set where the edit cannot be evaluated.
    """

    stated: Fraction | None
    derived: Fraction | None
    stated_possible: Interval
    derived_possible: Interval
    agrees: bool = False
    likely_holds: bool = False
    tolerance_holds: bool = False
    possible_holds: bool = False
    is_last_digit: bool = False
    unknown: bool = False
    implied: Fraction | None = None
    gap: Fraction | None = None
    allowed: Fraction | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A term with its reading; `identity` is the same for the same printed figure."""

    term: Term[Figure]
    reading: Reading
    identity: object

    @property
    def unknown(self) -> bool:
        """No value is printed."""
        return self.term.slot.value is None

    @property
    def integral(self) -> bool:
        """A missing count: a whole number."""
        return self.unknown and self.term.slot.domain.low is not None

    def cell(self, *, likely: bool) -> Interval:
        """What the term contributes, its coefficient included."""
        cell = self.reading.likely if likely else self.reading.possible
        return cell.scaled(self.term.coefficient)


def bound_terms(terms: Sequence[Term[Figure]], readings: Sequence[Reading]) -> list[Bound]:
    """The terms of one side with their readings."""
    return [
        Bound(term, reading, term.slot.place if term.slot.place is not None else id(term.slot))
        for term, reading in zip(terms, readings, strict=True)
    ]


def face_value(terms: Sequence[Bound], constant: Fraction) -> Fraction | None:
    """The signed sum of the printed values; None where one is not printed."""
    values: list[Fraction | None] = [constant] if constant else []
    for bound in terms:
        value, coefficient = bound.term.slot.value, bound.term.coefficient
        if value is None:
            return None
        values.append(value if coefficient is ONE else coefficient * value)
    return values[0] if len(values) == 1 else added(values)


def sum_of_cells(terms: Sequence[Bound], constant: Fraction, *, likely: bool) -> Interval:
    """The signed sum of the values that can lie behind the terms."""
    cells = [bound.cell(likely=likely) for bound in terms]
    return total([point(constant), *cells] if constant else cells)


def can_be(missing: Sequence[Bound], needed: Interval) -> bool:
    """Some values the missing figures can have make their signed sum lie in `needed`.

    Of several missing counts only the range and the common divisor are used.
    """
    fitting = needed & total(bound.cell(likely=False) for bound in missing)
    if fitting.is_empty:
        return False
    if not all(bound.integral for bound in missing):
        return True
    coefficients = [bound.term.coefficient for bound in missing]
    above = math.gcd(*(coefficient.numerator for coefficient in coefficients))
    below = math.lcm(*(coefficient.denominator for coefficient in coefficients))
    return above == 0 or fitting.scaled(Fraction(below, above)).has_integer


def one_value(missing: Bound, needed: Interval, face: Fraction | None = None) -> Fraction | None:
    """The only value with which the term lies in `needed`.

    An amount has many where the others are rounded; `face` is then the one
    that the printed values leave.
    """
    coefficient = missing.term.coefficient
    if coefficient == 0:
        return None
    fitting = needed.scaled(1 / coefficient) & missing.term.slot.domain
    if missing.integral:
        first, last = fitting.integers()
        return Fraction(first) if first is not None and first == last else None
    if fitting.is_point:
        return fitting.low
    face = None if face is None else face / coefficient
    return face if face is not None and face in fitting else None


def is_last_digit(
    edit: BalanceEdit[Figure] | RatioEdit[Figure], readings: Sequence[Reading], gap: Fraction | None
) -> bool:
    """The stated figure is not a count and off by at most one unit of its last digit."""
    if gap is None:
        return False
    if isinstance(edit, RatioEdit):
        return not readings[0].exact and abs(gap) <= edit.stated.slot.step
    if len(edit.stated) == 1:
        return not readings[0].exact and abs(gap) <= edit.stated[0].slot.step
    return False


def allowed_gap(
    relation: str,
    gap: Fraction | None,
    stated_cell: Interval,
    derived_cell: Interval,
    tolerance: Fraction,
) -> Fraction | None:
    """The largest gap, in its own direction, at which the possible intervals still touch."""
    if gap is None:
        return None
    above = relation == "<=" or (relation == "=" and gap >= 0)
    if gap == 0 and relation == "=" and derived_cell.low is not None:  # over 2 is above a 2
        above = stated_cell.high is None or stated_cell.high > derived_cell.low
    near, far = (
        (stated_cell.low, derived_cell.high) if above else (stated_cell.high, derived_cell.low)
    )
    if near is None or far is None:
        return None
    room = gap + far - near
    return (room if above else -room) + tolerance
