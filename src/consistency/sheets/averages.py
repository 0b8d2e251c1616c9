"""Averages: a position that is the mean of a run of others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .axis import Axis, Mask, Real, Whole
from .beside import Prefix, prefix_of
from .candidate import Candidate
from .evidence import FAILURE, best_stretch

WIDEST = 260
PLAIN = 12.0
NAMED = 1.5


@dataclass(frozen=True, slots=True)
class Average:
    """result is the mean of the printed parts, in a run of lines (indices of the axis)."""

    result: int
    parts: tuple[int, ...]
    first: int
    last: int
    score: float


def averages_of(axis: Axis, named: frozenset[int], sums: list[Candidate]) -> list[Average]:
    """The best mean for each position: of a run beside it, of a sum's parts, if named of any."""
    size = len(axis.positions)
    if size > 4 * WIDEST:
        return []
    everything = np.arange(size)
    prefix = prefix_of(axis, everything)
    blocks = {(min(s.parts), max(s.parts) + 1) for s in sums if _is_run(s.parts)}
    totals = {s.total for s in sums}
    found = []
    units = np.gcd.reduce(axis.values, axis=1)
    usual = int(np.median(units))
    for t in range(size):
        if t not in named and (t in totals or units[t] >= usual):
            continue
        runs = _runs(t, size, blocks, t in named)
        if not len(runs):
            continue
        best = _best(axis, prefix, t, runs, NAMED if t in named else PLAIN)
        if best is not None and (t in named or _finer(axis, best)):
            found.append(best)
    return found


def _finer(axis: Axis, average: Average) -> bool:
    """The result shows digits that its parts do not: 0.66667 of zeros and ones."""
    lines = slice(average.first, average.last + 1)
    parts = axis.values[list(average.parts), lines]
    common = int(np.gcd.reduce(parts[parts != 0], initial=0))
    values = axis.values[average.result, lines]
    told = values[values != 0]
    return common > 1 and bool(2 * (told % common != 0).sum() >= len(told))


def _is_run(parts: tuple[int, ...]) -> bool:
    return max(parts) - min(parts) + 1 == len(parts)


def _runs(t: int, size: int, blocks: set[tuple[int, int]], named: bool) -> Whole:
    """Half-open runs to be looked at, none of which holds the position itself."""
    if named and size <= WIDEST:
        low, high = np.triu_indices(size + 1, 2)
        outside = (high <= t) | (low > t)
        return np.stack([low[outside], high[outside]], axis=1)
    runs = [(i, t) for i in range(max(0, t - WIDEST), t - 2)]
    runs += [(t + 1, j) for j in range(t + 4, min(size, t + WIDEST) + 1)]
    runs += [(i, j) for i, j in blocks if not i <= t < j]
    return np.array(sorted(set(runs)), dtype=np.int64).reshape(-1, 2)


def _best(axis: Axis, prefix: Prefix, t: int, runs: Whole, needed: float) -> Average | None:
    low, high = runs[:, 0], runs[:, 1]
    told = _told(axis, prefix, t, low, high)
    stretch = best_stretch(told)
    worth = stretch.score - np.log10(1 + len(runs)) - needed
    if worth.max(initial=-1.0) < 0:
        return None
    away = np.minimum(np.abs(low - t - 1), np.abs(t - high))
    length = high - low
    order = np.lexsort((-length, away, -np.minimum(worth, 6.0)))
    k = int(order[0])
    parts = tuple(range(int(low[k]), int(high[k])))
    first, last = int(stretch.first[k]), int(stretch.last[k])
    kept = tuple(p for p in parts if axis.present[p, first : last + 1].any())
    return Average(t, kept, first, last, float(worth[k])) if len(kept) > 1 else None


def _told(axis: Axis, prefix: Prefix, t: int, low: Whole, high: Whole) -> Real:
    """Evidence of each line for each run: K x lines; means of few or equal parts tell little."""
    sums = prefix.sums[high] - prefix.sums[low]
    shown = prefix.shown[high] - prefix.shown[low]
    slack = prefix.steps[high] - prefix.steps[low] + shown * axis.steps[t]
    gap = np.abs(sums - shown * axis.values[t])
    close = 2 * gap <= np.maximum(slack, 1)
    rounded = np.log10(1 + shown * np.abs(axis.values[t]) / np.maximum(slack, 1))
    exactly = 2 * gap <= shown * axis.steps[t]
    digits = np.where(exactly, axis.digits[t], np.minimum(rounded, axis.digits[t]))
    digits = np.maximum(digits - 1.0, 0.1)
    told = np.where(close, digits, -FAILURE)
    told = np.where((told > 0) & ~_new(axis.values[t]), 0.1 * told, told)
    return np.where(axis.present[t] & (shown > 1) & (axis.values[t] != 0), told, 0.0)


def _new(values: Whole) -> Mask:
    """Lines with a value that no earlier line has: the same mean again tells little."""
    _, first = np.unique(values, return_index=True)
    new = np.zeros(len(values), np.bool_)
    new[first] = True
    return new
