"""Groups of lines folded into one number a position, to find equal sums by one look-up."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from .axis import Axis, Whole

_GROUPS = 6
_MOST = 16
_SEED = 20031


def signatures_of(axis: Axis) -> Whole:
    """For each group of lines, one number a position: groups x positions.

    Sums of positions fold to sums of these. Lines with blank or wrong cells
    spoil only their own group. Arithmetic is modulo 2^64; the weights are
    fixed, so that results repeat.
    """
    m = len(axis.lines)
    weights = np.random.default_rng(_SEED).integers(1, 1 << 61, m, dtype=np.int64) | 1
    groups = min(m, max(_GROUPS, min(m // 8, _MOST)))
    bounds = [m * k // groups for k in range(groups + 1)]
    with np.errstate(over="ignore"):
        folded = [
            axis.values[:, a:b] @ weights[a:b] if b - a > 1 else axis.values[:, a]
            for a, b in pairwise(bounds)
        ]
    return np.stack(folded)
