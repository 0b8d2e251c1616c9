"""How much a relation's agreement says: beyond what unrelated columns show by chance.

The measure is the tail of a binomial, as Chernoff (Annals of Mathematical
Statistics 23, 1952) bounds it: n rows of which a share f agrees where a share p
would by chance carry n KL(f || p) bits. The chance p is measured on the table
itself, with the stated column moved against the others: by one row, which a
sorted or slowly changing table calls for, and at random. A relation is believed
where the bits exceed those that name it among all relations sought.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .column import Integers

MARGIN_BITS = 20.0
_SHUFFLES = 4
_WIDTHS = 7
_MOST_ROWS = 1_000


def bits(stated: Integers, derived: Integers, tolerance: Any, fitted: int) -> float:
    """The evidence of `stated` keeping within `tolerance` of `derived`, in bits.

    All three are whole numbers of one unit, a row each (`tolerance` may be one
    number); `fitted` rows went into finding the relation and say nothing more.
    """
    if len(stated) > _MOST_ROWS:
        every = slice(None, None, -(-len(stated) // _MOST_ROWS))
        stated, derived = stated[every], derived[every]
        tolerance = tolerance[every] if np.ndim(tolerance) else tolerance
    rows = len(stated)
    if rows <= fitted:
        return 0.0
    held = float(np.mean(np.abs(stated - derived) <= tolerance))
    chance = by_chance(stated, derived, tolerance)
    return max(0, rows - fitted) * divergence(held, chance)


def by_chance(stated: Integers, derived: Integers, tolerance: Any) -> float:
    """The share of rows in which the relation would hold if the stated column were another's.

    Measured at the tolerance and at ever wider ones, which stand for it where
    no moved row comes so near: the density of near misses.
    """
    rows = len(stated)
    draw = np.random.default_rng(rows)
    moved = [np.roll(stated, 1), np.roll(stated, -1)]
    moved += [stated[draw.permutation(rows)] for _ in range(_SHUFFLES)]
    grain = max(1, int(np.gcd.reduce(np.abs(np.concatenate([stated, derived])))))
    chance = 0.0
    count = rows * len(moved)
    if stated.dtype == object or derived.dtype == object:
        gaps = np.concatenate([np.abs(m - derived).astype(np.float64) for m in moved])
    else:
        gaps = np.concatenate([np.abs(m - derived) for m in moved]).astype(np.float64)
    tolerances = np.tile(np.broadcast_to(np.asarray(tolerance, np.float64), rows), len(moved))
    neighbours = gaps[: 2 * rows] <= tolerances[: 2 * rows]
    chance = max(chance, float(neighbours.mean()))
    for width in range(_WIDTHS):
        factor = 4.0**width
        wide = (tolerances + grain / 2) * factor
        chance = max(chance, float(np.mean(gaps <= wide)) / factor)
    return min(1.0, max(chance, 1 / (count * 4.0**_WIDTHS)))


def divergence(held: float, chance: float) -> float:
    """KL(held || chance) in bits; 0 where no more is held than by chance."""
    if held <= chance:
        return 0.0
    said = held * math.log2(held / chance)
    if held < 1:
        said += (1 - held) * math.log2((1 - held) / (1 - chance))
    return said


def bits_to_name(columns: int, terms: int) -> float:
    """The bits that choose `terms` of `columns` with a small coefficient each, and the margin."""
    choices = math.lgamma(columns + 1) - math.lgamma(terms + 1) - math.lgamma(columns - terms + 1)
    return choices / math.log(2) + 1.6 * terms + MARGIN_BITS
