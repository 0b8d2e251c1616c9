"""The simplest form of what was found: sparse, independent, with no part left out."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from .balance import Balance, Standing, balance
from .modular import Vectors, eliminate, residues
from .pool import Pool

_LEAST_MENDED = 3


def independent(known: Iterable[Standing], width: int) -> list[Standing]:
    """The cheapest relations of which none follows from the others before it."""
    ordered = sorted(known, key=lambda one: (one.rounded, *one.relation.cost, one.relation))
    if not ordered:
        return []
    matrix = np.array([vector_of(one.relation, width) for one in ordered]).T
    _, pivots = eliminate(residues(matrix)[None])
    return [one for one, pivot in zip(ordered, pivots[0], strict=True) if pivot >= 0]


def vector_of(relation: Balance, width: int) -> npt.NDArray[np.int64]:
    """The coefficients of a relation, one for each column and the constant."""
    vector = np.zeros(width, np.int64)
    for at, coefficient in relation.terms:
        vector[at] = coefficient
    return vector


def lessened(vector: npt.NDArray[np.int64], others: Vectors) -> npt.NDArray[np.int64]:
    """The vector less others, as long as it gets fewer terms; the first time no more."""
    first = True
    while len(others):
        best = int(np.count_nonzero(vector)) + first, 0, 0
        first = False
        for sign in (1, -1):
            counts = np.count_nonzero(vector - sign * others, axis=1)
            other = int(counts.argmin())
            if counts[other] < best[0]:
                best = int(counts[other]), sign, other
        if best[1] == 0:
            break
        vector = vector - best[1] * others[best[2]]
    return vector


def completed(stands: Standing, pool: Pool) -> Balance | None:
    """The relation with the column that mends most of the rows that break it.

    A part that is nearly always zero is missed by most samples. None where no
    column mends three rows and half of those in which it is not zero.
    """
    breaks = np.flatnonzero(stands.breaks)
    if len(breaks) < _LEAST_MENDED:
        return None
    if any(abs(c) != 1 for _, c in stands.relation.terms):
        return None
    weights = [(at, c * pool.scales[at]) for at, c in stands.relation.terms]
    gap = pool.summed(weights, breaks)
    held = {at for at, _ in stands.relation.terms}
    others = [int(at) for at in pool.sparse if at not in held and at < pool.width]
    if not others or pool.values.dtype == object or gap.dtype == object:
        return None
    parts = pool.values[np.ix_(breaks, np.array(others))] * np.array(
        [pool.scales[at] for at in others]
    )
    shown = (parts != 0).sum(axis=0)
    best: tuple[int, int, int] | None = None
    for sign in (1, -1):
        mended = ((gap[:, None] + sign * parts == 0) & (parts != 0)).sum(axis=0)
        mended[mended < np.maximum(_LEAST_MENDED, shown / 2)] = 0
        most = int(mended.argmax())
        if mended[most] and (best is None or mended[most] > best[0]):
            best = int(mended[most]), others[most], sign
    return best and balance([*stands.relation.terms, best[1:]])


def sparser(vectors: Vectors) -> Vectors:
    """The vectors after adding and subtracting each other as long as one gets fewer terms."""
    if len(vectors) < 2:
        return vectors
    vectors = vectors[np.argsort((vectors != 0).sum(axis=1), kind="stable")].copy()
    for _ in range(3):
        changed = False
        for at in range(len(vectors)):
            while True:
                terms = np.count_nonzero(vectors[at])
                best = None
                for sign in (1, -1):
                    counts = np.count_nonzero(vectors[at] - sign * vectors, axis=1)
                    counts[at] = terms
                    other = int(counts.argmin())
                    if counts[other] < terms and (best is None or counts[other] < best[0]):
                        best = int(counts[other]), sign, other
                if best is None or best[0] == 0:
                    break
                vectors[at] -= best[1] * vectors[best[2]]
                changed = True
        if not changed:
            break
    return vectors
