"""Candidate sums whose parts begin next to the total, rounding allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

import numpy as np

from .axis import Axis, Whole
from .candidate import Candidate
from .evidence import best_stretch, evidence, matches

CHUNK = 400_000


@dataclass(frozen=True, slots=True)
class Prefix:
    """Running sums over a sequence of positions: row k is the sum of the first k."""

    positions: Whole
    sums: Whole
    steps: Whole
    parts: Whole
    shown: Whole


def prefix_of(axis: Axis, sequence: Whole) -> Prefix:
    """Running sums of values, last digits, parts that are not zero, parts that are printed."""
    values, present = axis.values[sequence], axis.present[sequence]
    return Prefix(
        sequence,
        _running(values),
        _running(axis.steps[sequence]),
        _running((values != 0).astype(np.int64)),
        _running(present.astype(np.int64)),
    )


def _running(values: Whole) -> Whole:
    return np.concatenate([np.zeros((1, values.shape[1]), np.int64), values.cumsum(axis=0)])


def beside(axis: Axis, sequence: Whole, reach: int) -> list[Candidate]:
    """Runs of a sequence of positions next to each total, on either side, at most `reach` long."""
    prefix = prefix_of(axis, sequence)
    found: list[Candidate] = []
    for totals, low, high in _neighbours(len(sequence), reach, CHUNK // len(axis.lines) + 1):
        near = matches(
            axis,
            sequence[totals],
            prefix.sums[high] - prefix.sums[low],
            prefix.steps[high] - prefix.steps[low],
        )
        kept = np.flatnonzero(near.any(axis=1))
        if len(kept):
            found += _weighed(axis, prefix, sequence[totals[kept]], low[kept], high[kept])
    return found


def _neighbours(size: int, reach: int, most: int) -> Iterator[tuple[Whole, Whole, Whole]]:
    """Index of the total, and the half-open run of its parts, in batches."""
    step = max(1, most // (2 * min(size, reach) or 1))
    for begin in range(0, size, step):
        block = np.arange(begin, min(begin + step, size))
        lengths = np.arange(2, min(reach, size) + 1)
        total = np.repeat(block, len(lengths))
        length = np.tile(lengths, len(block))
        above, below = length <= total, total + length < size
        yield (
            np.concatenate([total[above], total[below]]),
            np.concatenate([(total - length)[above], (total + 1)[below]]),
            np.concatenate([total[above], (total + 1 + length)[below]]),
        )


def _weighed(
    axis: Axis, prefix: Prefix, totals: Whole, low: Whole, high: Whole
) -> Iterator[Candidate]:
    """The runs as candidates with their best lines; those without any evidence are left out."""
    size = CHUNK // len(axis.lines) + 1
    for at in range(0, len(totals), size):
        t, i, j = totals[at : at + size], low[at : at + size], high[at : at + size]
        told = evidence(
            axis,
            t,
            prefix.sums[j] - prefix.sums[i],
            prefix.steps[j] - prefix.steps[i],
            prefix.parts[j] - prefix.parts[i],
            prefix.shown[j] - prefix.shown[i],
        )
        stretch = best_stretch(told)
        for k in (stretch.score > 0.5).nonzero()[0].tolist():
            parts = tuple(prefix.positions[i[k] : j[k]].tolist())
            yield Candidate(
                int(t[k]), parts, int(stretch.first[k]), int(stretch.last[k]),
                float(stretch.score[k]), log10(2 * len(parts)), beside=True,
            )  # fmt: skip
