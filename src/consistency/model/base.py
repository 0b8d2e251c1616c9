"""Shares of a whole that is printed nowhere: which whole numbers can it be?

Each pair of a count c and its printed share s leaves the wholes N with
100 c / N in the rounding cell of s. Either some whole number lies in all of
these intervals, and the pairs agree, or none does (the idea of GRIM: Brown &
Heathers, "The GRIM test", Social Psychological and Personality Science 8, 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from .decide import applied, missing_ranges
from .edit import Assumption, Decision, Diagnosis, Grade, Policy, RatioEdit
from .figure import Figure, cell_around
from .interval import Interval, point
from .precision import Reading, any_shown, read_terms
from .ranges import positive_wholes
from .units import to_shared_unit

POSITIVE = Interval(Fraction(1), None)
MAX_PRINTS = 10_000
"""So many prints are tried before a base is taken for one that cannot fail."""


def decide_base(
    edits: Sequence[RatioEdit[Figure]], policy: Policy, between: Interval = POSITIVE
) -> Decision:
    """Decide all shares of one unprinted whole together.

    Each edit is 100 x part / base = share, its denominator the unprinted base
    (no term). `between` bounds the base, in the unit of the first part.
    """
    treated = [applied(edit, policy) for edit in edits]
    for reason in ("earliest_period", "not_a_number", "no_such_row", "missing"):
        for _, _, settled in treated:
            if settled is not None and settled.reason == reason:
                return settled
    pairs = to_shared_unit([edit for edit, _, _ in treated if isinstance(edit, RatioEdit)])
    readings = [read_terms(edit, policy) for edit in pairs]
    within = between & POSITIVE
    possible = _common(pairs, readings, within, likely=False)
    stated = pairs[0].stated.slot
    facts = Decision(
        "agrees",
        stated=stated.value,
        decimals=any_shown([stated] if stated.value is not None else _figures(pairs)),
        wholes=possible,
        assumes=tuple(dict.fromkeys(note for _, notes, _ in treated for note in notes)),
        possible=tuple(reading.possible for pair in readings for reading in pair),
    )
    absent = [figure for figure in _figures(pairs) if figure.value is None]
    if absent:
        return _with_missing(facts, possible, absent)
    likely = _common(pairs, readings, within, likely=True)
    if _has_whole(likely):
        testable = _could_fail(pairs, readings, within, policy)
        diagnosis = () if testable else (Diagnosis("not_testable"),)
        return replace(facts, wholes=likely, diagnosis=diagnosis)
    if policy.tolerance and _has_whole(_tolerated(pairs, readings, within, policy)):
        accepted = Assumption("tolerance", (("reason", policy.tolerance_reason),))
        assumes = (*facts.assumes, accepted)
        return replace(facts, verdict="agrees_within_rounding", assumes=assumes)
    if _has_whole(possible):
        return _asked(facts, pairs, readings)
    grade: Grade = "last_digit" if _within_one_unit(pairs, within) else "gross"
    close = (Diagnosis("last_digit"),) if grade == "last_digit" else ()
    assumes = facts.assumes + _whole_number(possible)
    return replace(facts, verdict="discrepancy", grade=grade, diagnosis=close, assumes=assumes)


def _figures(pairs: Sequence[RatioEdit[Figure]]) -> list[Figure]:
    return [term.slot for pair in pairs for term in pair.terms]


def _whole_number(possible: Interval) -> tuple[Assumption, ...]:
    """What a discrepancy rests on where some whole fits that is no whole number."""
    return () if possible.is_empty else (Assumption("base_is_whole"),)


def _with_missing(facts: Decision, possible: Interval, absent: list[Figure]) -> Decision:
    """The pairs that are printed can already be impossible."""
    if not _has_whole(possible):
        assumes = facts.assumes + _whole_number(possible) + missing_ranges(absent)
        return replace(facts, verdict="discrepancy", grade="gross", assumes=assumes)
    suppressed = any(figure.absence == "suppressed" for figure in absent)
    reason = "suppressed" if suppressed else "missing"
    return replace(facts, verdict="undecided", reason=reason, wholes=None)


def _asked(
    facts: Decision, pairs: Sequence[RatioEdit[Figure]], readings: Sequence[list[Reading]]
) -> Decision:
    """A query: only counts that were rounded, or hedges taken widely, leave a whole."""
    flat = [reading for pair in readings for reading in pair]
    rounded = tuple(
        Diagnosis("whole_figures_rounded", figure)
        for figure, reading in zip(_figures(pairs), flat, strict=True)
        if reading.assumed
    )
    assumes = (Assumption("whole_figures_are_counts"),) if rounded else ()
    return replace(facts, verdict="query", diagnosis=rounded, assumes=facts.assumes + assumes)


def _has_whole(interval: Interval) -> bool:
    return not interval.is_empty and interval.has_integer


def _wholes(edit: RatioEdit[Figure], part: Interval, share: Interval) -> Interval:
    """The wholes for which factor x part / whole lies in `share`."""
    return positive_wholes(part.scaled(edit.factor * edit.numerator[0].coefficient), share)


def _common(
    edits: Sequence[RatioEdit[Figure]],
    readings: Sequence[list[Reading]],
    between: Interval,
    *,
    likely: bool,
) -> Interval:
    """The wholes that fit every pair, as one interval of reals."""
    result = between
    for edit, (share, part) in zip(edits, readings, strict=True):
        count = part.likely if likely else part.possible
        cell = share.likely if likely else share.possible
        result = result & _wholes(edit, count, cell)
    return result


def _tolerated(
    edits: Sequence[RatioEdit[Figure]],
    readings: Sequence[list[Reading]],
    between: Interval,
    policy: Policy,
) -> Interval:
    """The wholes that fit every pair when each share may be off by the tolerance."""
    slack = Interval(-policy.tolerance, policy.tolerance)
    widened = [[replace(share, likely=share.likely + slack), part] for share, part in readings]
    return _common(edits, widened, between, likely=True)


def _could_fail(
    edits: Sequence[RatioEdit[Figure]],
    readings: Sequence[list[Reading]],
    within: Interval,
    policy: Policy,
) -> bool:
    """Some print from one unit of the last digit up to 100 would have fitted no whole number.

    Two far-apart prints of several shares always conflict. For one share the
    prints are tried downward from 100, the lowest first: once the wholes of one
    print spread over a whole unit, so do those of every smaller one.
    """
    if len(edits) != 1:
        return True
    edit, part = edits[0], readings[0][1].possible
    figure = edit.stated.slot
    if figure.step <= 0:
        return True
    rounding = policy.rounding or figure.rounding
    prints = int(edit.factor / figure.step)
    for number in (1, *range(prints, max(1, prints - MAX_PRINTS), -1)):
        wholes = _wholes(edit, part, cell_around(number * figure.step, figure.step, rounding))
        if not _has_whole(wholes & within):
            return True
        if number > 1 and (wholes.high is None or wholes.high - (wholes.low or 0) > 1):
            break
    return False


def _within_one_unit(edits: Sequence[RatioEdit[Figure]], between: Interval) -> bool:
    """Some whole number brings every share within one unit of its last digit."""
    result = between
    for edit in edits:
        share, part = edit.stated.slot, edit.numerator[0].slot
        if share.value is None or part.value is None:
            return False
        cell = Interval(share.value - share.step, share.value + share.step)
        result = result & _wholes(edit, point(part.value), cell)
    return _has_whole(result)
