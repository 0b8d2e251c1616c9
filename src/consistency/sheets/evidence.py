"""How much the lines of a sheet speak for a sum: matches, failures, where they begin and end."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .axis import Axis, Mask, Real, Whole

FAILURE = 2.5
"""What one line that does not match speaks against, in powers of ten."""
ALONE = 0.2
"""The part of its digits that a line with one part other than zero tells."""
ALONE_BY_NAME = 0.6
"""The same for parts beside a total that its header calls one."""


SLIP_AFTER = 4
MILD = 1.0
"""The same where a run that is already believed is followed further."""


class Stretch(NamedTuple):
    """For each of K candidates: the best run of lines, its evidence, first and last line."""

    score: Real
    first: Whole
    last: Whole


def evidence(
    axis: Axis,
    totals: Whole,
    sums: Whole,
    steps: Whole,
    parts: Whole,
    shown: Whole,
    alone: float = ALONE_BY_NAME,
) -> Real:
    """Evidence of every line for each candidate: K x lines.

    `totals` (K) are positions; the others are K x lines: the sum of the parts,
    the sum of their last digits, how many are not zero, how many are printed.
    """
    value, present = axis.values[totals], axis.present[totals]
    gap = np.abs(sums - value)
    slack = steps + axis.steps[totals]
    digits = axis.digits[totals]
    rounded = np.log10(1 + np.abs(value) / np.maximum(slack, 1))
    told = np.where(gap == 0, digits, np.minimum(rounded, digits))
    told = np.where(parts > 1, told, alone * told)
    told = np.where(2 * gap <= slack, told, np.where(axis.lenient, 0.0, -FAILURE))
    return np.where(present & (shown > 0), told, 0.0)


def matches(axis: Axis, totals: Whole, sums: Whole, steps: Whole) -> Mask:
    """Lines in which the printed total can be the sum: K x lines."""
    gap = np.abs(sums - axis.values[totals])
    near = 2 * gap <= steps + axis.steps[totals]
    told: Mask = near & axis.present[totals] & (axis.values[totals] != 0)
    return told


def best_stretch(told: Real) -> Stretch:
    """The run of lines with the most evidence (maximum subarray), for each candidate."""
    total = np.cumsum(told, axis=1)
    before = np.concatenate([np.zeros((len(told), 1)), total[:, :-1]], axis=1)
    lowest = np.minimum.accumulate(before, axis=1)
    gained = total - lowest
    last = np.argmax(gained, axis=1)
    rows, lines = np.arange(len(told)), np.arange(told.shape[1])
    reached = (before <= lowest[rows, last][:, None]) & (lines <= last[:, None])
    first = told.shape[1] - 1 - np.argmax(reached[:, ::-1], axis=1)
    return Stretch(gained[rows, last], first, last)


def whole_run(told: Real, first: int, last: int, near: Mask) -> tuple[int, int]:
    """A believed run of lines followed over failures as far as matches outweigh them mildly.

    `near` marks lines that fail by no more than a slip would: one such line at
    either end belongs to the run where at least `SLIP_AFTER` lines match.
    """
    milder = np.where(told < 0, -MILD, told)
    milder[first : last + 1] = np.maximum(milder[first : last + 1], 0) + 1.0
    wider = best_stretch(milder[None])
    first, last = min(first, int(wider.first[0])), max(last, int(wider.last[0]))
    if (told[first : last + 1] > 0).sum() >= SLIP_AFTER:
        first -= bool(first > 0 and near[first - 1])
        last += bool(last + 1 < len(told) and near[last + 1])
    return first, last
