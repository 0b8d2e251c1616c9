"""Null spaces of integer matrices modulo a prime, many at once, exact in doubles.

Residues are kept in [-p/2, p/2] with p < 2**26, so that a product and a
difference stay below 2**53 and no digit is lost. A relation with small
coefficients is seen modulo p as it is; one that holds modulo p only is found
out when its rows are added up in whole numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

PRIME = 67_108_859
"""The largest prime below 2**26."""

Residues = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.int64]

LARGEST_COEFFICIENT = 2_000
_DENOMINATORS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 25, 50, 100, 1000)


def residues(values: npt.NDArray[Any]) -> Residues:
    """Whole numbers (int64 or Python integers) as residues nearest to 0."""
    return _reduced((values % PRIME).astype(np.float64))


def _reduced(values: Residues) -> Residues:
    reduced: Residues = values - np.rint(values * (1.0 / PRIME)) * PRIME
    return reduced


def eliminate(stack: Residues) -> tuple[Residues, npt.NDArray[np.int64]]:
    """Gauss and Jordan on each matrix of a stack (matrices, rows, columns), which is used up.

    Returns the reduced stack and, for each matrix and column, the row of its
    pivot, or -1 for a free column.
    """
    matrices, rows, columns = stack.shape
    pivots = np.full((matrices, columns), -1, np.int64)
    used = np.zeros((matrices, rows), np.bool_)
    every = np.arange(matrices)
    for column in range(columns):
        open_rows = (stack[:, :, column] != 0) & ~used
        row = open_rows.argmax(axis=1)
        found = open_rows[every, row]
        if not found.any():
            continue
        at = every[found]
        row = row[found]
        used[at, row] = True
        pivots[at, column] = row
        leading = stack[at, row, column]
        inverse = np.array([pow(int(value), -1, PRIME) for value in leading], np.float64)
        inverse = _reduced(inverse)
        pivot_rows = _reduced(stack[at, row, column:] * inverse[:, None])
        factors = stack[at, :, column].copy()
        factors[np.arange(len(at)), row] = 0
        if len(at) == matrices:
            part = stack[:, :, column:]
            part -= factors[:, :, None] * pivot_rows[:, None, :]
            part -= np.rint(part * (1.0 / PRIME)) * PRIME
        else:
            part = stack[at, :, column:]
            part -= factors[:, :, None] * pivot_rows[:, None, :]
            stack[at, :, column:] = _reduced(part)
        stack[at, row, column:] = pivot_rows
    return stack, pivots


def null_vectors(stack: Residues) -> list[Vectors]:
    """For each matrix (rows, columns), its null vectors with small coefficients as whole numbers.

    Each vector is one row; vectors that cannot be lifted to coefficients of at
    most 2,000 over a small common denominator are left out.
    """
    columns = stack.shape[2]
    reduced, pivots = eliminate(stack)
    found = []
    for matrix, rows in zip(reduced, pivots, strict=True):
        free = np.flatnonzero(rows < 0)
        bound = np.flatnonzero(rows >= 0)
        vectors = np.zeros((len(free), columns))
        vectors[np.arange(len(free)), free] = 1
        vectors[:, bound] = -matrix[np.ix_(rows[bound], free)].T
        found.append(lifted(vectors))
    return found


def lifted(vectors: Residues) -> Vectors:
    """Residues times the least common denominator that makes them all small; others are dropped."""
    kept: list[Vectors] = []
    rest = vectors
    for denominator in _DENOMINATORS:
        if not len(rest):
            break
        whole = _reduced(rest * denominator)
        small = (np.abs(whole) <= LARGEST_COEFFICIENT).all(axis=1)
        kept.append(whole[small].astype(np.int64))
        rest = rest[~small]
    return np.concatenate(kept) if kept else np.zeros((0, vectors.shape[1]), np.int64)
