"""The one function that decides whether an edit can hold.

Everything is rational arithmetic over the intervals of `precision`. An edit
*agrees* when recomputing from the printed figures prints the stated one again,
agrees *within rounding* when likely true values satisfy it, is a *query* when
only possible ones do, and a *discrepancy* when none can.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from .balance import balance_sides
from .edit import (
    NIL,
    Assumption,
    BalanceEdit,
    Decision,
    Diagnosis,
    Edit,
    Grade,
    Policy,
    Verdict,
)
from .figure import Figure
from .interval import Interval
from .precision import Reading, any_shown, read_terms
from .ratio import ratio_sides
from .sides import Sides
from .units import clash, to_one_unit

_UNREAD = ("not_a_number", "no_such_row")


class _Ruling(NamedTuple):
    """What the two sides of an edit amount to."""

    verdict: Verdict
    grade: Grade | None = None
    reason: str | None = None
    diagnosis: tuple[Diagnosis, ...] = ()
    assumes: tuple[Assumption, ...] = ()


def decide(edit: Edit[Figure], policy: Policy) -> Decision:
    """Decide one edit whose slots are bound to figures.

    Every term counts; the same figure (same place) in several slots is one
    unknown. Never raises for any figures: what cannot be evaluated is
    `undecided` with a reason.
    """
    edit, notes, settled = applied(edit, policy)
    units = clash(edit) if settled is None else None
    if units is not None:
        settled = Decision(
            "undecided", reason="unreadable", reason_values=(("units", "|".join(units)),)
        )
    if settled is None:
        edit = to_one_unit(edit)
    readings = read_terms(edit, policy)
    possible = tuple([reading.possible for reading in readings])
    if settled is not None:
        return replace(settled, stated=_printed(edit), decimals=_decimals(edit), possible=possible)
    sides = _sides(edit, readings, policy)
    verdict, grade, reason, diagnosis, assumes = _rule(edit, readings, sides, policy)
    return Decision(
        verdict,
        grade,
        reason,
        stated=sides.stated,
        derived=sides.derived,
        gap=sides.gap,
        allowed=sides.allowed,
        stated_cell=sides.stated_possible,
        derived_cell=sides.derived_possible,
        decimals=_decimals(edit),
        assumes=notes + assumes,
        diagnosis=diagnosis,
        possible=possible,
    )


def _sides(edit: Edit[Figure], readings: list[Reading], policy: Policy) -> Sides:
    if isinstance(edit, BalanceEdit):
        return balance_sides(edit, readings, policy)
    return ratio_sides(edit, readings, policy)


def _printed(edit: Edit[Figure]) -> Fraction | None:
    """The one stated figure as printed; None where several are stated, or none."""
    stated = edit.stated if isinstance(edit, BalanceEdit) else (edit.stated,)
    return stated[0].slot.value if len(stated) == 1 else None


def _decimals(edit: Edit[Figure]) -> int:
    stated = edit.stated if isinstance(edit, BalanceEdit) else (edit.stated,)
    shown = [term.slot for term in stated if term.slot.value is not None]
    return any_shown(shown or [term.slot for term in edit.terms])


def applied(
    edit: Edit[Figure], policy: Policy
) -> tuple[Edit[Figure], tuple[Assumption, ...], Decision | None]:
    """The edit under what the suite declares for missing figures, and what that assumes.

    The decision is set where figures that are not there, or cannot be read,
    settle it.
    """
    absences = {term.slot.absence for term in edit.terms}
    if absences == {None}:
        return edit, (), None
    if "earliest_period" in absences:
        return edit, (), Decision("not_applicable", reason="earliest_period")
    for reason in _UNREAD:
        if reason in absences:
            return edit, (), Decision("undecided", reason=reason)
    if policy.missing == "not_applicable":
        return edit, (), Decision("not_applicable", reason="missing")
    if policy.missing == "zero" and "missing" in absences:
        return edit.bind(lambda figure: [_as_zero(figure)]), (Assumption("missing_is_zero"),), None
    return edit, (), None


def _as_zero(figure: Figure) -> Figure:
    return replace(figure, value=NIL, absence=None) if figure.absence == "missing" else figure


def _rule(edit: Edit[Figure], readings: list[Reading], sides: Sides, policy: Policy) -> _Ruling:
    if sides.reason is not None:
        return _Ruling("undecided", reason=sides.reason)
    if sides.agrees:
        return _Ruling("agrees")
    if sides.unknown:
        return _with_missing(edit, sides)
    if sides.likely_holds:
        return _Ruling("agrees_within_rounding")
    if sides.tolerance_holds:
        reason = Assumption("tolerance", (("reason", policy.tolerance_reason),))
        return _Ruling("agrees_within_rounding", assumes=(reason,))
    if sides.possible_holds:
        return _query(edit, readings, policy)
    if sides.is_last_digit:
        return _Ruling("discrepancy", "last_digit", diagnosis=(Diagnosis("last_digit"),))
    return _Ruling("discrepancy", "gross")


def _query(edit: Edit[Figure], readings: list[Reading], policy: Policy) -> _Ruling:
    """Figures printed coarser than they are read explain it, or hedges taken widely."""
    lifted = [reading.lifted for reading in readings]
    if any(lifted) and not _holds_without(edit, readings, lifted, policy):
        return _Ruling("query", diagnosis=_each(edit, lifted, "coarser_figures"))
    assumed = [reading.assumed for reading in readings]
    if any(assumed) and not _holds_without(edit, readings, assumed, policy):
        assumption = Assumption("whole_figures_are_counts")
        rounded = _each(edit, assumed, "whole_figures_rounded")
        return _Ruling("query", diagnosis=rounded, assumes=(assumption,))
    return _Ruling("query")


def _holds_without(
    edit: Edit[Figure], readings: list[Reading], chosen: list[bool], policy: Policy
) -> bool:
    """Possible values satisfy the edit when the chosen figures keep to their likely ones."""
    kept = [
        replace(reading, possible=reading.likely) if keep else reading
        for reading, keep in zip(readings, chosen, strict=True)
    ]
    return _sides(edit, kept, policy).possible_holds


def _each(edit: Edit[Figure], chosen: list[bool], cause: str) -> tuple[Diagnosis, ...]:
    """One entry a chosen figure."""
    named = zip(edit.terms, chosen, strict=True)
    return tuple(Diagnosis(cause, term.slot) for term, names in named if names)


def _with_missing(edit: Edit[Figure], sides: Sides) -> _Ruling:
    absent = [term.slot for term in edit.terms if term.slot.value is None]
    if not sides.possible_holds:
        return _Ruling("discrepancy", "gross", assumes=missing_ranges(absent))
    suppressed = any(figure.absence == "suppressed" for figure in absent)
    diagnosis: tuple[Diagnosis, ...] = ()
    if len(absent) == 1 and sides.implied is not None:
        diagnosis = (Diagnosis("one_missing", absent[0], sides.implied),)
    reason = "suppressed" if suppressed else "missing"
    return _Ruling("undecided", reason=reason, diagnosis=diagnosis)


def missing_ranges(absent: Sequence[Figure]) -> tuple[Assumption, ...]:
    """What each figure without a value can be, as an assumption."""
    return tuple(
        Assumption("missing_range", (("figure", figure.text), ("range", _range(figure.domain))))
        for figure in absent
    )


def _range(domain: Interval) -> str:
    low = "" if domain.low is None else str(domain.low)
    high = "" if domain.high is None else str(domain.high)
    return f"{low}..{high}"
