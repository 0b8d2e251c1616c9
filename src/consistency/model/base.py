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

from .edit import Assumption, Decision, Diagnosis, Grade, Policy, RatioEdit
from .figure import Figure
from .interval import Interval, point
from .precision import Reading, any_shown, read_terms
from .ranges import divide
from .units import to_one_unit

POSITIVE = Interval(Fraction(1), None)


def decide_base(
    edits: Sequence[RatioEdit[Figure]], policy: Policy, between: Interval = POSITIVE
) -> Decision:
    """Decide all shares of one unprinted whole together.

    Each edit is 100 x part / base = share, its denominator the unprinted base
    (no term). `between` bounds the base, in the unit of the parts.
    """
    figures = [term.slot for edit in edits for term in edit.terms]
    for reason in ("not_a_number", "no_such_row", "suppressed", "missing"):
        if any(figure.absence == reason for figure in figures):
            if policy.missing == "not_applicable" and reason in ("missing", "suppressed"):
                return Decision("not_applicable", reason="missing")
            return Decision("undecided", reason=reason, decimals=any_shown(figures))
    one_unit = [to_one_unit(edit) for edit in edits]
    pairs = [edit for edit in one_unit if isinstance(edit, RatioEdit)]
    readings = [read_terms(edit, policy) for edit in pairs]
    likely, possible = (
        _common(pairs, readings, between & POSITIVE, likely=likely) for likely in (True, False)
    )
    facts = Decision(
        "agrees",
        stated=edits[0].stated.slot.value,
        decimals=edits[0].stated.slot.decimals or 0,
        wholes=possible,
        possible=tuple(reading.possible for pair in readings for reading in pair),
    )
    if _has_whole(likely):
        testable = _could_fail(pairs, readings)
        return facts if testable else replace(facts, diagnosis=(Diagnosis("not_testable"),))
    if _has_whole(possible):
        return replace(facts, verdict="query")
    grade: Grade = "last_digit" if _within_one_unit(pairs, between & POSITIVE) else "gross"
    diagnosis = (Diagnosis("last_digit"),) if grade == "last_digit" else ()
    assumes = (Assumption("base_is_whole"),)
    return replace(facts, verdict="discrepancy", grade=grade, diagnosis=diagnosis, assumes=assumes)


def _has_whole(interval: Interval) -> bool:
    return not interval.is_empty and interval.has_integer


def _wholes(edit: RatioEdit[Figure], part: Interval, share: Interval) -> Interval:
    """The wholes for which factor x part / whole lies in `share`."""
    upward = share & Interval(Fraction(0), None)
    if upward.is_empty or upward.high is None or upward.high == 0:
        return POSITIVE if 0 in part and 0 in share else Interval(Fraction(1), Fraction(0))
    part = part.scaled(edit.factor)
    if upward.low == 0:
        if part.high == 0:
            return POSITIVE
        least = divide(part, point(upward.high))
        closed = Interval(None, None) if least is None else least
        return Interval(closed.low, None, closed.low_open or upward.high_open)
    quotient = divide(part, upward)
    return POSITIVE if quotient is None else quotient


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
        result = result & _wholes(edit, count.scaled(edit.numerator[0].coefficient), cell)
    return result


def _could_fail(edits: Sequence[RatioEdit[Figure]], readings: Sequence[list[Reading]]) -> bool:
    """Some print at this precision would have fitted no whole number.

    For several shares two far-apart prints always conflict. For one, prints
    are tried downward from 100 until the wholes of one print are so many that
    every smaller print has one.
    """
    telling = [
        (edit, part)
        for edit, (_, part) in zip(edits, readings, strict=True)
        if (edit.numerator[0].slot.value or 0) > 0
    ]
    if len(telling) != 1:
        return len(telling) > 1
    edit, part = telling[0]
    figure = edit.stated.slot
    if figure.step <= 0:
        return True
    printed = edit.factor
    while printed > 0:
        cell = Interval(printed - figure.step / 2, printed + figure.step / 2)
        wholes = _wholes(edit, part.possible, cell)
        if not wholes.has_integer:
            return True
        if wholes.high is None or wholes.low is None or wholes.high - wholes.low >= 1:
            return False
        printed -= figure.step
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
