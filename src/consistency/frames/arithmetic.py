"""Sums, ranges and products of columns of whole numbers, in 64 bits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .program import Condition, guarded
from .rules import Range, Ratio, Sum

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
LARGE = float(2**60)

_HOLDS = {
    "=": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def holds(condition: Condition, values: Sequence[Integers]) -> Flags:
    """Where a condition is true of plain values."""
    found: Flags = _HOLDS[condition.op](signed_sum(condition.terms, condition.constant, values), 0)
    return found


def signed_sum(terms: Sum, constant: int, values: Sequence[Integers]) -> Integers:
    """The signed sum of columns, as a new array."""
    result: Integers | None = None
    for at, factor in terms:
        if result is None:
            result = values[at] * factor if factor != 1 else values[at].copy()
        elif factor == 1:
            np.add(result, values[at], out=result)
        elif factor == -1:
            np.subtract(result, values[at], out=result)
        else:
            np.add(result, values[at] * factor, out=result)
    if result is None:
        return np.full(len(values[0]) if values else 0, constant, dtype=np.int64)
    return np.add(result, constant, out=result) if constant else result


def outside(value: Integers, wanted: Range) -> Integers:
    """Not zero where the value is outside the range."""
    low, high = wanted
    if low == high and low is not None:
        return value - low if low else value
    below = None if low is None else (value - low) >> 63
    above = None if high is None else (high - value) >> 63
    if below is None:
        return np.zeros_like(value) if above is None else above
    return below if above is None else below | above


def ratio_sides(
    rule: Ratio, values: Sequence[Integers], doubt: Flags
) -> tuple[Integers, Integers | None]:
    """x of a ratio rule and its D (None where it is 1); rows whose products leave 64 bits
    are set in `doubt`."""
    below = signed_sum(rule.denominator, 0, values) if rule.denominator else None
    stated = values[rule.stated]
    if rule.product:
        above = values[rule.numerator[0][0]]
        size = np.abs(above.astype(np.float64)) if guarded(rule) else None
        for at, _ in rule.numerator[1:]:
            above = above * values[at]
            if size is not None:
                size = size * np.abs(values[at].astype(np.float64))
    else:
        above = signed_sum(rule.numerator, 0, values)
        size = np.abs(above.astype(np.float64)) if guarded(rule) else None
    if size is not None:
        size = size * abs(rule.times)
        other = np.abs(stated.astype(np.float64)) * abs(rule.share) + abs(rule.offset) + 1
        if below is not None:
            other = other * np.abs(below.astype(np.float64))
        np.logical_or(doubt, np.maximum(size, other) >= LARGE, out=doubt)
    with np.errstate(over="ignore"):
        x = above * rule.times
        part = stated * -rule.share
        if rule.offset:
            np.add(part, rule.offset, out=part)
        if below is not None:
            np.multiply(part, below, out=part)
        np.add(x, part, out=x)
    return x, below


def ratio_outside(rule: Ratio, values: Sequence[Integers], doubt: Flags) -> Integers:
    """Not zero where a ratio rule does not plainly agree; a D that can be 0 is left open."""
    x, below = ratio_sides(rule, values, doubt)
    low, high = int(rule.low_open), int(rule.high_open)
    if below is None:
        return outside(x, (rule.low + low, rule.high - high))
    wrong: Integers
    if rule.low == -rule.high and low == high:
        np.abs(x, out=x)
        wrong = (below * rule.high - high - x) >> 63
    else:
        wrong = (x - below * rule.low - low) >> 63
        wrong |= (below * rule.high - high - x) >> 63
    wrong |= (below - (rule.margin + 1)) >> 63
    return wrong
