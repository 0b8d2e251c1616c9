"""The numbers of a sheet as whole-number matrices, seen along its rows or down its columns.

Only the search for relations looks at these: each relation found is decided on
its figures, exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..model.figure import Figure
from .cells import Cells

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Real = npt.NDArray[np.float64]

_MOST_DECIMALS = 9
_LARGEST = 1 << 60
_ENOUGH = 20
_SAMPLE = 2000
_SMALL = 100
_NEARLY = 0.9


@dataclass(frozen=True, slots=True)
class Axis:
    """Vectors that can be added: `values[p, l]` stands at position p of line l.

    Along rows (`down` False) positions are columns and lines are rows; down
    columns it is the other way round. `positions` and `lines` lead back to
    indices of the grid; blank ones are left out. `values` are scaled by
    10^`decimals`; `steps` is one unit of the last printed digit, `digits` how
    much a match of the value tells (log10 of its significant size). `lenient`
    marks lines of shares and rates, where a sum may fail without harm.
    """

    down: bool
    positions: tuple[int, ...]
    lines: tuple[int, ...]
    values: Whole
    steps: Whole
    present: Mask
    digits: Real
    decimals: int
    lenient: Mask


def axes_of(
    cells: Cells, factors: Mapping[tuple[int, int], int] | None = None
) -> tuple[Axis, Axis] | None:
    """Along rows, and down columns; None where no two numbers stand on the sheet.

    `factors` bring figures printed in several scales to one.
    """
    many = factors or {}
    spots = [
        (r, c, figure)
        for r, row in enumerate(cells.figures)
        for c, figure in enumerate(row)
        if figure is not None and figure.value is not None and figure.hedged is None
    ]
    decimals = _decimals(spots, many)
    if len(spots) < 2 or decimals is None:
        return None
    shape = (cells.height, cells.width)
    values, steps = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    present = np.zeros(shape, np.bool_)
    scale = 10**decimals
    rows, columns = [r for r, _, _ in spots], [c for _, c, _ in spots]
    present[rows, columns] = True
    by = [scale * many.get((r, c), 1) for r, c, _ in spots]
    values[rows, columns] = [_scaled(f.value, k) for (_, _, f), k in zip(spots, by, strict=True)]
    steps[rows, columns] = [
        max(1, _scaled(f.step, k)) for (_, _, f), k in zip(spots, by, strict=True)
    ]
    common = common_step(values[present], scale)
    rounded = is_rounded(values, common, scale)
    steps = np.where(rounded, np.maximum(steps, _slack(common)), steps)
    digits = _digits(values, np.where(rounded, common, steps), scale)
    across = _axis(False, values.T, steps.T, present.T, digits.T, decimals)
    return across, _axis(True, values, steps, present, digits, decimals)


def common_step(values: Whole, scale: int) -> int:
    """The number that divides nearly all values from 100 up; 1 where it says nothing.

    Above the last printed digit it says that these were rounded to it
    (thousands, or counts rounded at random to multiples of 3 or 5).
    """
    told = values[np.abs(values) >= _SMALL * scale]
    if len(told) < _ENOUGH:
        return 1
    sample = told[:: max(1, len(told) // _SAMPLE)]
    common = 1
    for prime in (*[10] * 12, 5, 3):
        if (sample % (common * prime) == 0).mean() >= _NEARLY:
            common *= prime
    return common if common > scale else 1


def prints_whole(axis: Axis) -> bool:
    """Nearly all large figures are whole though decimals are printed: 1204.00000."""
    scale = 10**axis.decimals
    told = axis.values[axis.present & (np.abs(axis.values) >= _SMALL * scale)]
    return scale > 1 and len(told) > 0 and bool((told % scale == 0).mean() >= _NEARLY)


def is_rounded(values: Whole, common: int, scale: int) -> Mask:
    """The cells that were rounded to the common step."""
    large: Mask = np.abs(values) >= _SMALL * scale
    large &= (values % common == 0) & (common > 1)
    return large


def _slack(common: int) -> int:
    """The last digit of figures rounded to a common step, at random unless to a power of ten."""
    return common if set(str(common)) <= {"0", "1"} else 2 * (common - 1)


def _scaled(value: object, scale: int) -> int:
    return int(value * scale)  # type: ignore[operator]


def _decimals(
    spots: Sequence[tuple[int, int, Figure]], many: Mapping[tuple[int, int], int]
) -> int | None:
    """The decimals kept: all that are printed, fewer where sums would not fit into 63 bits."""
    finest, largest = 0, 0
    for row, column, figure in spots:
        finest = max(finest, figure.decimals or 0)
        if figure.value is not None:
            factor = many.get((row, column), 1) if many else 1
            largest = max(largest, (abs(int(figure.value)) + (factor > 1)) * factor)
    room = _LARGEST // (max(largest, 1) * max(len(spots), 1))
    decimals = min(finest, _MOST_DECIMALS)
    while decimals and 10**decimals > room:
        decimals -= 1
    return decimals if room >= 1 else None


def _digits(values: Whole, steps: Whole, scale: int) -> Real:
    """log10 of a value in units of its last digit that says something: 4.00000 is 4."""
    size = np.abs(values)
    unit = np.maximum(steps, 1)
    while True:
        coarser = unit * 10
        grown = (coarser <= scale) & (size % coarser == 0)
        if not grown.any():
            break
        unit = np.where(grown, coarser, unit)
    return np.log10(1 + size / unit)


def _axis(
    down: bool, values: Whole, steps: Whole, present: Mask, digits: Real, decimals: int
) -> Axis:
    kept = np.flatnonzero(present.any(axis=1))
    lines = np.flatnonzero(present.any(axis=0))
    chosen = np.ix_(kept, lines)
    return Axis(
        down,
        tuple(kept.tolist()),
        tuple(lines.tolist()),
        np.ascontiguousarray(values[chosen]),
        np.ascontiguousarray(steps[chosen]),
        np.ascontiguousarray(present[chosen]),
        np.ascontiguousarray(digits[chosen]),
        decimals,
        np.zeros(len(lines), np.bool_),
    )
