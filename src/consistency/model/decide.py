"""The one function that decides whether an edit can hold.

Everything is rational arithmetic over the intervals of `precision`. An edit
*agrees* when recomputing from the printed figures prints the stated one again,
agrees *within rounding* when likely true values satisfy it, is a *query* when
only possible ones do, and a *discrepancy* when none can.
"""

from __future__ import annotations

from dataclasses import replace

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
)
from .figure import Figure
from .interval import Interval
from .precision import Reading, any_shown, read_terms
from .ratio import ratio_sides
from .sides import Sides
from .units import clash, to_one_unit

_UNREAD = ("not_a_number", "no_such_row")


def decide(edit: Edit[Figure], policy: Policy) -> Decision:
    """Decide one edit whose slots are bound to figures.

    Every term counts; the same figure (same place) in several slots is one
    unknown. Never raises for any figures: what cannot be evaluated is
    `undecided` with a reason.
    """
    edit, notes, settled = _missing_by_policy(edit, policy)
    if settled is not None:
        return replace(settled, stated=_printed(edit), decimals=_decimals(edit))
    units = clash(edit)
    if units is not None:
        return Decision(
            "undecided", reason="unreadable", reason_values=(("units", "|".join(units)),)
        )
    edit = to_one_unit(edit)
    readings = read_terms(edit, policy)
    sides = _sides(edit, readings, policy)
    decision = _judge(edit, readings, sides, policy)
    return replace(
        decision,
        assumes=notes + decision.assumes,
        decimals=_decimals(edit),
        possible=tuple(reading.possible for reading in readings),
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


def _missing_by_policy(
    edit: Edit[Figure], policy: Policy
) -> tuple[Edit[Figure], tuple[Assumption, ...], Decision | None]:
    """Apply what the suite declares for missing figures; settle what cannot be read."""
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


def _judge(edit: Edit[Figure], readings: list[Reading], sides: Sides, policy: Policy) -> Decision:
    facts = Decision(
        "undecided",
        stated=sides.stated,
        derived=sides.derived,
        gap=sides.gap,
        allowed=sides.allowed,
        stated_cell=sides.stated_possible,
        derived_cell=sides.derived_possible,
    )
    if sides.reason is not None:
        return replace(facts, reason=sides.reason)
    # "Over 2" is not 2: the face value of a strict hedge is none of its possible values.
    denied = not sides.possible_holds and any(t.slot.qualifier is not None for t in edit.terms)
    if sides.agrees and not denied:
        return replace(facts, verdict="agrees")
    if sides.unknown:
        return _with_missing(edit, facts, sides)
    if sides.likely_holds:
        return replace(facts, verdict="agrees_within_rounding")
    if policy.tolerance and sides.tolerance_holds:
        reason = Assumption("tolerance", (("reason", policy.tolerance_reason),))
        return replace(facts, verdict="agrees_within_rounding", assumes=(reason,))
    if sides.possible_holds:
        return replace(facts, verdict="query", diagnosis=_coarser(edit, readings))
    if any(reading.assumed for reading in readings):
        return _on_assumed_counts(edit, readings, facts, policy)
    grade: Grade = "last_digit" if sides.is_last_digit else "gross"
    diagnosis = (Diagnosis("last_digit"),) if grade == "last_digit" else ()
    return replace(facts, verdict="discrepancy", grade=grade, diagnosis=diagnosis)


def _coarser(edit: Edit[Figure], readings: list[Reading]) -> tuple[Diagnosis, ...]:
    return tuple(
        Diagnosis("coarser_figures", term.slot)
        for term, reading in zip(edit.terms, readings, strict=True)
        if reading.lifted
    )


def _on_assumed_counts(
    edit: Edit[Figure], readings: list[Reading], facts: Decision, policy: Policy
) -> Decision:
    """The edit fails; does it hold when bare whole figures are rounded ones?"""
    own = [
        replace(r, likely=r.own, possible=r.own, exact=False) if r.assumed else r for r in readings
    ]
    sides = _sides(edit, own, policy)
    assumption = (Assumption("whole_figures_are_counts"),)
    if sides.possible_holds:
        rounded = tuple(
            Diagnosis("whole_figures_rounded", term.slot)
            for term, reading in zip(edit.terms, readings, strict=True)
            if reading.assumed
        )
        return replace(facts, verdict="query", diagnosis=rounded, assumes=assumption)
    return replace(facts, verdict="discrepancy", grade="gross", assumes=assumption)


def _with_missing(edit: Edit[Figure], facts: Decision, sides: Sides) -> Decision:
    absent = [term.slot for term in edit.terms if term.slot.value is None]
    if not sides.possible_holds:
        ranges = tuple(
            Assumption("missing_range", (("figure", f.text), ("range", _range(f.domain))))
            for f in absent
        )
        return replace(facts, verdict="discrepancy", grade="gross", assumes=ranges)
    suppressed = any(figure.absence == "suppressed" for figure in absent)
    diagnosis: tuple[Diagnosis, ...] = ()
    if len(absent) == 1 and sides.implied is not None:
        diagnosis = (Diagnosis("one_missing", absent[0], sides.implied),)
    return replace(
        facts,
        verdict="undecided",
        reason="suppressed" if suppressed else "missing",
        diagnosis=diagnosis,
    )


def _range(domain: Interval) -> str:
    low = "" if domain.low is None else str(domain.low)
    high = "" if domain.high is None else str(domain.high)
    return f"{low}..{high}"
