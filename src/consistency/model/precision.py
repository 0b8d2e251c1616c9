"""Which values can lie behind each figure of one edit: likely, and possible.

A figure alone shows its own precision; in a list it is likely printed at the
finest precision of its neighbours (200 beside 2290.3 is likely 200.0).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .edit import BalanceEdit, Edit, Policy
from .figure import Figure, Rounding, cell_around
from .interval import Interval, point
from .numeral import unit_of


@dataclass(frozen=True, slots=True)
class Reading:
    """The likely and the possible values of one figure in one edit.

    `exact` marks a count. `assumed` marks a bare whole number that is only
    likely one: it is possibly rounded. `lifted` marks a figure whose likely
    precision comes from its neighbours.
    """

    likely: Interval
    possible: Interval
    exact: bool = False
    assumed: bool = False
    lifted: bool = False


_PERCENTAGES = ("share",)


def _scale(figure: Figure) -> tuple[str | None, Fraction]:
    """Unit and scale as printed: figures that share both can share a precision."""
    return figure.unit, figure.step * 10 ** (figure.decimals or 0)


def _is_whole(figure: Figure) -> bool:
    return (
        figure.value is not None
        and figure.value.denominator == 1
        and (figure.step.numerator <= figure.step.denominator)
    )


def read_terms(edit: Edit[Figure], policy: Policy) -> list[Reading]:
    """One reading for each of `edit.terms`, in that order.

    A figure without a value gets its domain in both intervals.
    """
    terms = edit.terms
    figures = [term.slot for term in terms]
    balance = isinstance(edit, BalanceEdit)
    shown = balance and any(figure.shows_decimals for figure in figures)
    shown = shown or (isinstance(edit, BalanceEdit) and edit.percent)
    finest = _finest_steps(edit, policy)
    result = []
    for position, term in enumerate(terms):
        measured = shown or term.role in _PERCENTAGES or _is_result(edit, position)
        result.append(_read(term.slot, measured, finest.get(position), policy))
    return result


def _is_result(edit: Edit[Figure], position: int) -> bool:
    """Result of a ratio: a measurement, unless every figure of a product is whole."""
    if position or isinstance(edit, BalanceEdit):
        return False
    return not edit.product or any(t.slot.shows_decimals for t in edit.terms)


def _read(figure: Figure, measured: bool, finest: Fraction | None, policy: Policy) -> Reading:
    if figure.value is None:
        return Reading(figure.domain, figure.domain)
    if figure.hedged is not None:
        likely, possible = figure.hedged
        return Reading(likely & possible, possible)
    rounding: Rounding | None = policy.rounding or figure.rounding
    count = figure.count
    if count is None:
        count = not measured and figure.step == 1 and _may_count(figure)
    if count and _is_whole(figure):
        exact = point(figure.value)
        if figure.count is None and policy.basis != "checks":
            own = cell_around(figure.value, figure.step, rounding)
            return Reading(exact, own, exact=True, assumed=True)
        return Reading(exact, exact, exact=True)
    own = cell_around(figure.value, figure.step, rounding)
    if finest is not None:
        return Reading(cell_around(figure.value, finest, rounding), own, lifted=True)
    return Reading(own, own, exact=figure.step == 0)


def _may_count(figure: Figure) -> bool:
    """Without a unit, or with one that counts things: 12 of 万元 is no count."""
    unit = unit_of(figure.unit)
    return unit is None or unit.counting


def _finest_steps(edit: Edit[Figure], policy: Policy) -> dict[int, Fraction]:
    """For each figure that is lifted, by position in `terms`: the step it is likely printed at."""
    if policy.precision == "own" or not isinstance(edit, BalanceEdit):
        return {}
    if len({term.slot.decimals for term in edit.terms}) == 1:
        return {}
    finest: dict[tuple[str | None, Fraction], Fraction] = {}
    for term in edit.terms:
        if _shares_precision(term.slot):
            scale = _scale(term.slot)
            finest[scale] = min(term.slot.step, finest.get(scale, term.slot.step))
    lifted: dict[int, Fraction] = {}
    position = 0
    for side in (edit.stated, edit.parts):
        for term in side:
            if len(side) > 1 and not term.slot.declared and _shares_precision(term.slot):
                step = finest[_scale(term.slot)]
                if step < term.slot.step:
                    lifted[position] = step
            position += 1
    return lifted


def _shares_precision(figure: Figure) -> bool:
    return (
        figure.value is not None
        and figure.hedged is None
        and figure.step > 0
        and figure.count is not True
    )


def face_prints_as(derived: Fraction, figure: Figure, reading: Reading) -> bool:
    """Recomputing gives the printed figure, to its printed digits.

    A hedged figure is compared at its face value.
    """
    if figure.value is None:
        return False
    if reading.exact:
        return derived == figure.value
    if figure.hedged is None or figure.qualifier == "computed":
        return derived in reading.possible
    if figure.qualifier == "range":
        return derived in reading.likely
    return derived == figure.value


def any_shown(figures: Sequence[Figure]) -> int:
    """The most decimals any figure shows, a scale as ‰ worked in."""
    return max(map(_decimals, (f for f in figures if f.value is not None)), default=0)


def _decimals(figure: Figure) -> int:
    shown = figure.decimals or 0
    step, parts = figure.step.numerator, figure.step.denominator
    while 0 < step < parts and step * 10**shown < parts and shown < 400:
        shown += 1
    return shown
