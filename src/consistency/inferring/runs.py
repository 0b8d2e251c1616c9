"""Totals of neighbouring columns, sought one by one: what few rows can tell.

A table of ten rows and thirty columns has a null space full of accidents. Of
totals whose parts stand side by side, or every second or third column, there are
few enough that some rows suffice. The parts of what is found are taken out and
the rest is sought again, so that totals of totals stand side by side too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from .balance import Balance, Standing, balance, standing
from .evidence import MARGIN_BITS
from .pool import Pool

_MOST_ROWS = 120
_MOST_COLUMNS = 80
_STRIDES = (1, 2, 3)
_LEAST_HELD = 0.85
_PASSES = 4


def runs(pool: Pool) -> list[Standing]:
    """Totals of neighbouring columns that stand; none in a table of many rows or columns."""
    if not 3 <= len(pool) <= _MOST_ROWS or pool.width > _MOST_COLUMNS or pool.width < 3:
        return []
    if pool.values.dtype == object or max(pool.largest) * max(pool.scales) >= 2**55:
        return []
    choices = math.log2(pool.width**3 * len(_STRIDES)) + MARGIN_BITS
    found: dict[Balance, Standing] = {}
    left = list(range(pool.width))
    for _ in range(_PASSES):
        before = len(found)
        for relation, parts in list(_totals(pool, left)):
            if relation in found:
                continue
            stands = standing(relation, pool, choices)
            if stands is not None:
                found[relation] = stands
                left = [at for at in left if at not in parts]
        if len(found) == before:
            break
    return list(found.values())


def _totals(pool: Pool, left: list[int]) -> Iterator[tuple[Balance, frozenset[int]]]:
    """Every run of the columns left that makes another of them, or 100, in most rows."""
    scaled = pool.values * np.array(pool.scales, np.int64)
    unit = max(pool.scales)
    for stride in _STRIDES:
        for first in range(stride):
            places = left[first::stride]
            if len(places) < 2:
                continue
            sums = np.zeros((len(pool), len(places) + 1), np.int64)
            np.cumsum(scaled[:, places], axis=1, out=sums[:, 1:])
            for total in (*left, pool.width):
                for start, end in _windows(sums, scaled[:, total], unit):
                    parts = places[start:end]
                    if total in parts:
                        continue
                    made = balance([(total, 1), *((at, -1) for at in parts)])
                    if made is not None:
                        yield made, frozenset(parts)


def _windows(
    sums: npt.NDArray[np.int64], total: npt.NDArray[np.int64], unit: int
) -> Iterator[tuple[int, int]]:
    """Runs (start, end) of two or more whose sum is near the total in most rows."""
    size = sums.shape[1]
    gaps: Any = np.abs(sums[:, None, :] - sums[:, :, None] - total[:, None, None])
    lengths = np.arange(size)[None, :] - np.arange(size)[:, None]
    near = (2 * gaps <= unit * (lengths + 1)[None]).mean(axis=0) >= _LEAST_HELD
    near &= lengths >= 2
    for start, end in np.argwhere(near):
        yield int(start), int(end)
