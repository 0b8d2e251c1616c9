"""The rows that inference looks at before it counts over all of them.

A few thousand rows drawn at random, and for every column that is mostly zero a
few in which it is not: else its part in a relation would never be seen. Equal
rows count once, so that copies add no evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from .column import LARGEST, Column, Integers, Mask, Rows, magnitude
from .modular import PRIME, Residues, residues

DRAWN = 4_096
_OF_SPARSE = 16
_PIECE = 65_536
HUNDRED = 100


@dataclass(frozen=True)
class Pool:
    """Some rows of the columns of figures, and the constant 100 as the last column.

    `rows` are row numbers in the table, `values` (rows x columns) whole numbers
    of the last printed digit of each column, 0 where `present` is False.
    `drawn` of the rows were drawn at random; the others show sparse columns.
    """

    columns: tuple[Column, ...]
    rows: Rows
    values: Integers
    present: Mask
    drawn: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        """The number of columns, without the constant."""
        return len(self.columns)

    @cached_property
    def decimals(self) -> npt.NDArray[np.int64]:
        """The decimals of each column; none of the constant."""
        return np.array([*(column.decimals for column in self.columns), 0], np.int64)

    @cached_property
    def finest(self) -> int:
        """The most decimals of any column."""
        return int(self.decimals.max())

    @cached_property
    def scales(self) -> list[int]:
        """The unit of each column in units of the finest."""
        return [10 ** (self.finest - int(decimals)) for decimals in self.decimals]

    @cached_property
    def residues(self) -> Residues:
        """The figures in units of the finest, modulo the prime."""
        scales = residues(np.array([scale % PRIME for scale in self.scales], np.int64))
        product = residues(self.values) * scales
        reduced: Residues = product - np.rint(product * (1.0 / PRIME)) * PRIME
        return reduced

    @cached_property
    def doubles(self) -> npt.NDArray[np.float64]:
        """The figures in units of their own last digit, as near as doubles come."""
        return self.values.astype(np.float64)

    @cached_property
    def sparse(self) -> npt.NDArray[np.int64]:
        """Columns that are zero in four of five of the rows drawn."""
        drawn = self.values[self.drawn] != 0
        return np.flatnonzero(drawn.mean(axis=0) < 0.2)

    @cached_property
    def largest(self) -> list[int]:
        """The largest absolute value of each column."""
        return [magnitude(self.values[:, at]) for at in range(self.values.shape[1])]

    def summed(self, weights: Sequence[tuple[int, int]], rows: Any = slice(None)) -> Integers:
        """The sum of weight x column over (column, weight), exactly."""
        bound = sum(abs(weight) * self.largest[at] for at, weight in weights)
        exact = bound < LARGEST and self.values.dtype != object
        kind = np.int64 if exact else object
        total: Integers = np.zeros(len(self.values[rows]), kind)
        for at, weight in weights:
            part = self.values[rows, at]
            total = total + (part if exact else part.astype(object)) * weight
        return total


def pool_of(columns: Sequence[Column], rows: int, seed: int = 0) -> Pool:
    """The pool of some columns of figures with `rows` rows; equal arguments give equal pools."""
    draw = np.random.default_rng(seed)
    drawn = np.arange(rows)
    if rows > DRAWN:
        drawn = np.sort(draw.choice(rows, DRAWN, replace=False, shuffle=False))
    extra = [_shown(column, drawn) for column in columns] if rows > DRAWN else []
    chosen = np.unique(np.concatenate([drawn, *extra])) if extra else drawn
    values = [_of(column)[chosen] for column in columns]
    large = any(value.dtype == object for value in values)
    kind: Any = object if large else np.int64
    matrix = np.empty((len(chosen), len(columns) + 1), kind)
    present = np.ones(matrix.shape, np.bool_)
    for at, (column, value) in enumerate(zip(columns, values, strict=True)):
        matrix[:, at] = value
        if column.present is not None:
            present[:, at] = column.present[chosen]
    matrix[:, -1] = HUNDRED
    kept = _distinct(matrix, draw)
    return Pool(
        tuple(columns),
        chosen[kept].astype(np.int64),
        matrix[kept],
        present[kept],
        np.isin(chosen[kept], drawn),
    )


def _of(column: Column) -> Integers:
    assert column.values is not None  # noqa: S101 - only columns of figures come here
    return column.values


def _shown(column: Column, drawn: Rows) -> Rows:
    """Rows in which a column tells something, where the drawn ones hold too few.

    That is neither 0 nor its most common other value: a share of a part that
    is mostly alone is 0 or 100 nearly always.
    """
    values = _of(column)
    some = values[drawn]
    some = some[some != 0]
    common = 0
    if len(some):
        found, counts = np.unique(some, return_counts=True)
        common = found[counts.argmax()] if 2 * counts.max() > len(some) else 0
    if np.count_nonzero(some != common) >= _OF_SPARSE:
        return np.zeros(0, np.int64)
    rows: list[Any] = [drawn[:0]]
    held = 0
    for start in range(0, len(values), _PIECE):
        piece = values[start : start + _PIECE]
        telling = np.flatnonzero((piece != 0) & (piece != common))[:_OF_SPARSE]
        rows.append(telling + start)
        held += len(telling)
        if held >= 2 * _OF_SPARSE:
            break
    more = np.flatnonzero(values[:_PIECE])[:_OF_SPARSE]
    return np.concatenate([*rows, more])


def _distinct(matrix: Integers, draw: np.random.Generator) -> Rows:
    """The first of each set of equal rows, found by a random sum modulo 2**64."""
    weights = draw.integers(1, 2**62, matrix.shape[1], dtype=np.int64)
    if matrix.dtype == object:
        weights = weights.astype(object)
    with np.errstate(over="ignore"):
        sums = (matrix * weights).sum(axis=1)
    kept: Rows = np.sort(np.unique(sums, return_index=True)[1])
    return kept
