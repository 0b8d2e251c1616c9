"""One linear relation between columns, and how it stands in the rows of a pool."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .column import Integers, Mask
from .evidence import bits, bits_to_name
from .pool import Pool

LEAST_HELD = 0.85
_LEAST_ACTIVE = 0.5
_ROUNDING_SLACK = 2.0
_MOST_MOVED = 6
_SHORT = 4


@dataclass(frozen=True, slots=True, order=True)
class Balance:
    """The sum of coefficient x figure is 0: pairs of (column, coefficient) in column order.

    Columns are positions in a pool, the last of which is the constant 100. The
    coefficients are whole, without a common factor, the first positive.
    """

    terms: tuple[tuple[int, int], ...]

    @property
    def cost(self) -> tuple[int, int, int, int]:
        """The less, the easier to read: few terms, all of them 1, one against the others, near."""
        coefficients = [coefficient for _, coefficient in self.terms]
        negative = sum(coefficient < 0 for coefficient in coefficients)
        lone = min(negative, len(coefficients) - negative)
        places = [at for at, _ in self.terms]
        odd = sum(abs(coefficient) != 1 for coefficient in coefficients)
        return len(self.terms) + 2 * odd, abs(lone - 1), odd, max(places) - min(places)


def sayable(relation: Balance, width: int) -> bool:
    """It is short or most of its coefficients are 1, and a constant is what a plain sum makes."""
    units = sum(abs(coefficient) == 1 for _, coefficient in relation.terms)
    if len(relation.terms) > _SHORT and 2 * units < len(relation.terms) - 1:
        return False
    constant = dict(relation.terms).get(width)
    if constant is None:
        return True
    others = {coefficient for at, coefficient in relation.terms if at < width}
    return len(relation.terms) > 2 and len(others) == 1 and others.pop() * constant < 0


def balance(pairs: Iterable[tuple[int, int]]) -> Balance | None:
    """The relation of some coefficients, None where fewer than two columns remain."""
    terms = sorted((at, int(coefficient)) for at, coefficient in pairs if coefficient)
    if len(terms) < 2:
        return None
    factor = math.gcd(*(coefficient for _, coefficient in terms))
    if terms[0][1] < 0:
        factor = -factor
    return Balance(tuple((at, coefficient // factor) for at, coefficient in terms))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a relation stands in a pool.

    `rounded`: it holds within the rounding of its figures only, else exactly.
    `blank_is_zero`: it holds in rows with blank cells if these count as 0.
    `held` is the share of rows, `breaks` the pool's rows that break it,
    `evidence` in bits beyond those that name it.
    """

    relation: Balance
    rounded: bool
    blank_is_zero: bool
    held: float
    breaks: Mask
    evidence: float

    @property
    def broken(self) -> int:
        """How many of the pool's rows break it."""
        return int(self.breaks.sum())


def standing(relation: Balance, pool: Pool, choices: float | None = None) -> Standing | None:
    """How a relation stands; None where it is not to be believed.

    `choices` are the bits that name it, where it was sought among fewer than
    all relations of as many terms.
    """
    if not sayable(relation, pool.width):
        return None
    columns = [at for at, _ in relation.terms]
    filled: Mask = np.asarray(pool.present[:, columns].all(axis=1))
    some: Mask = np.asarray(pool.present[:, columns].any(axis=1))
    weights = [(at, coefficient * pool.scales[at]) for at, coefficient in relation.terms]
    gap = pool.summed(weights)
    width = sum(abs(weight) for at, weight in weights if at < pool.width)
    figures = [at for at in columns if at < pool.width]
    active: Mask = np.asarray((pool.values[:, figures] != 0).any(axis=1))
    for blank_is_zero in (False, True):
        rows: Mask = some if blank_is_zero else filled
        if blank_is_zero and (filled.all() or not _also_blank(gap, filled, some & active)):
            continue
        if not blank_is_zero and int((filled & active).sum()) < 3:
            continue
        for rounded in (False, True):
            tolerance = width // 2 if rounded else 0
            believed = _believed(relation, pool, gap, rows, active, tolerance, choices)
            if believed is not None:
                zero = blank_is_zero or (
                    not filled.all() and _also_blank(gap, filled, some & active, tolerance)
                )
                judged = some if zero else filled
                breaks = judged & (np.abs(gap) > tolerance)
                return Standing(relation, rounded, zero, believed[0], breaks, believed[1])
    return None


def _also_blank(gap: Integers, filled: Mask, active: Mask, tolerance: int = 0) -> bool:
    """Rows with a blank cell keep to the relation as well, the blank being 0."""
    blank = active & ~filled
    return bool(blank.any()) and float(np.mean(np.abs(gap[blank]) <= tolerance)) >= LEAST_HELD


def _believed(
    relation: Balance,
    pool: Pool,
    gap: Integers,
    rows: Mask,
    active: Mask,
    tolerance: int,
    choices: float | None,
) -> tuple[float, float] | None:
    """The share of rows held and the evidence, where both suffice and every column has a part."""
    off = np.abs(gap) > tolerance
    fair = rows & pool.drawn
    if not fair.any() or float(off[fair].mean()) > 1 - LEAST_HELD:
        return None
    judged = rows & active
    holds = judged & ~off
    if not judged.any() or float(off[judged].mean()) > 1 - _LEAST_ACTIVE:
        return None
    if tolerance and not _as_rounding(relation, pool, gap[holds]):
        return None
    for at, coefficient in relation.terms:
        if at == pool.width:
            continue
        mine = judged & (pool.values[:, at] != 0)
        kept = int((mine & holds).sum())
        if kept < (1 if abs(coefficient) == 1 else 3) or 2 * kept < int(mine.sum()):
            return None
    said = _evidence(relation, pool, gap, judged, tolerance, fitted=choices is None)
    needed = bits_to_name(pool.width + 1, len(relation.terms)) if choices is None else choices
    return (1 - float(off[fair].mean()), said - needed) if said >= needed else None


def _evidence(
    relation: Balance, pool: Pool, gap: Integers, rows: Mask, tolerance: int, *, fitted: bool
) -> float:
    """The bits of a relation: the least over its columns, each moved against the others.

    Columns that are mostly zero say little by themselves and are left out, if
    others remain. A relation that was `fitted` used up a row for each column.
    """
    terms = [(at, c) for at, c in relation.terms if at < pool.width]
    lively = [term for term in terms if term[0] not in pool.sparse] or terms[-1:]
    tried = lively if len(lively) <= _MOST_MOVED else lively[:3] + lively[-3:]
    used = len(terms) if fitted else 0
    said = []
    for at, coefficient in tried:
        stated = pool.summed([(at, coefficient * pool.scales[at])])[rows]
        said.append(bits(stated, stated - gap[rows], tolerance, used))
    return min(said)


def _as_rounding(relation: Balance, pool: Pool, gap: Integers) -> bool:
    """What is left over spreads no more than roundings of all its figures would."""
    variance = (
        sum(float(c * pool.scales[at]) ** 2 for at, c in relation.terms if at < pool.width) / 12
    )
    left = float(np.mean(gap.astype(np.float64) ** 2)) if len(gap) else 0.0
    return left <= _ROUNDING_SLACK * variance
