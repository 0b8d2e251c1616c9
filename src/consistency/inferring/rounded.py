"""Relations between figures that were rounded one by one.

In units of its last printed digit every figure carries an error of variance at
most 1/12, whatever the relation; so a direction in which the figures spread
less than that is a relation, and others spread by hundreds. (Total least
squares with known noise: Golub & Van Loan, SIAM J. Numer. Anal. 17, 1980.)
The doubles here only propose: whole numbers decide.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.int64]

_NOISE = 1 / 12
_SLACK = 1.9
_PRECISION = 1e-13
_OFF = 0.12
_DENOMINATORS = (1, 2, 4, 3, 5, 10, 12, 100)
_LARGEST = 100


def near_null_vectors(sample: Doubles, scales: npt.NDArray[np.int64]) -> Vectors:
    """Relations in which a sample (rows, columns) keeps within rounding, as whole numbers.

    `sample` is in units of the last printed digit, `scales` are those units as
    whole multiples of the finest: the relations are between the figures
    themselves. Empty where none stands out.
    """
    rows, columns = sample.shape
    none = np.zeros((0, columns), np.int64)
    if rows <= columns:
        return none
    size = np.sqrt((sample**2).mean(axis=0))
    size[size == 0] = 1
    level = sample / size  # columns of one size, or the smallest spread is lost in the largest
    spread, directions = np.linalg.eigh(level.T @ level / (rows - columns))
    noise = ((directions / size[:, None]) ** 2).sum(axis=0) * _NOISE
    quiet = spread <= _SLACK * noise + _PRECISION
    if not quiet.any() or quiet.all():
        return none
    basis = directions[:, quiet].T / size / scales.astype(np.float64)
    return _rationalised(_reduced(basis))


def _reduced(basis: Doubles) -> Doubles:
    """Gauss and Jordan with the largest entry of the row as pivot."""
    basis = basis / np.abs(basis).max(axis=1, keepdims=True)
    for at in range(len(basis)):
        rest = np.abs(basis[at:])
        row, column = divmod(int(rest.argmax()), basis.shape[1])
        if rest[row, column] < 1e-12:
            return basis[:at]
        basis[[at, at + row]] = basis[[at + row, at]]
        basis[at] /= basis[at, column]
        others = np.arange(len(basis)) != at
        basis[others] -= np.outer(basis[others, column], basis[at])
    return basis


def _rationalised(basis: Doubles) -> Vectors:
    """Rows whose entries are near small fractions of one denominator, as whole numbers."""
    found: list[Any] = []
    for row in basis:
        for denominator in _DENOMINATORS:
            scaled = row * denominator
            whole = np.rint(scaled)
            if (
                np.abs(scaled - whole).max() < _OFF
                and np.abs(whole).max() <= _LARGEST * denominator
            ):
                found.append(whole.astype(np.int64))
                break
    return np.array(found, np.int64).reshape(len(found), basis.shape[1])
