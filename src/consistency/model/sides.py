"""The two sides of an edit as intervals, and whether they can meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .edit import BalanceEdit, Policy, RatioEdit, Term
from .figure import Figure
from .interval import Interval, point, total
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


@dataclass(frozen=True, slots=True)
class Bound:
    """A term with its reading; `identity` is the same for the same printed figure."""

    term: Term[Figure]
    reading: Reading
    identity: object

    @property
    def unknown(self) -> bool:
        return self.term.slot.value is None

    @property
    def integral(self) -> bool:
        """A missing count: a whole number."""
        return self.unknown and self.term.slot.domain.low is not None


def bound_terms(terms: Sequence[Term[Figure]], readings: Sequence[Reading]) -> list[Bound]:
    return [
        Bound(term, reading, term.slot.place if term.slot.place is not None else id(term.slot))
        for term, reading in zip(terms, readings, strict=True)
    ]


def face_value(terms: Sequence[Bound], constant: Fraction) -> Fraction | None:
    result = constant
    for bound in terms:
        if bound.term.slot.value is None:
            return None
        result += bound.term.coefficient * bound.term.slot.value
    return result


def sum_of_cells(terms: Sequence[Bound], constant: Fraction, *, likely: bool) -> Interval:
    cells = (b.reading.likely if likely else b.reading.possible for b in terms)
    scaled = (cell.scaled(b.term.coefficient) for b, cell in zip(terms, cells, strict=True))
    return total((point(constant), *scaled))


def can_be(missing: Bound, needed: Interval) -> bool:
    fitting = needed & missing.term.slot.domain
    return not fitting.is_empty and (fitting.has_integer or not missing.integral)


def one_value(missing: Bound, needed: Interval) -> Fraction | None:
    fitting = needed & missing.term.slot.domain
    if missing.integral:
        first, last = fitting.integers()
        return Fraction(first) if first is not None and first == last else None
    return fitting.low if fitting.is_point else None


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
    if edit.stated:
        return False
    steps = [t.slot.step for t, r in zip(edit.terms, readings, strict=True) if not r.exact]
    return bool(steps) and abs(gap) <= min(steps)


def allowed_gap(
    relation: str,
    face: Fraction | None,
    derived: Fraction | None,
    stated_cell: Interval,
    derived_cell: Interval,
    policy: Policy,
) -> Fraction | None:
    """The largest gap, in its own direction, at which the possible intervals still touch."""
    if face is None or derived is None:
        return None
    above = relation == "<=" or (relation == "=" and face >= derived)
    near, far = (
        (stated_cell.low, derived_cell.high) if above else (stated_cell.high, derived_cell.low)
    )
    if near is None or far is None:
        return None
    room = (face - near) + (far - derived)
    return (room if above else -room) + policy.tolerance
